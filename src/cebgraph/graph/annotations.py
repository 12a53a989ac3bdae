"""Web Annotations: which words of which block speak of a thing or a statement, by quote and by position.

Positions count the code points of the block's `ceb:text`; `ceb:sourceStart` and `ceb:sourceEnd` count those of the
source as it was read.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.graph.terms import term, xsd
from cebgraph.model.report import Block
from cebgraph.spans import Span


def annotation_triples(
    node: NamedNode, body: NamedNode, motivation: str, place: tuple[NamedNode, Block], span: Span
) -> Iterator[Triple]:
    """Yield an annotation: its body, and the words of a block that it is about."""
    block_node, block = place
    yield Triple(node, term("rdf:type"), term("oa:Annotation"))
    yield Triple(node, term("oa:motivatedBy"), term(motivation))
    yield Triple(node, term("oa:hasBody"), body)
    yield from target_triples(node, block_node, span, block.view.to_source(span))
    target, quote = NamedNode(f"{node.value}#target"), NamedNode(f"{node.value}#quote")
    yield Triple(target, term("oa:hasSelector"), quote)
    yield Triple(quote, term("rdf:type"), term("oa:TextQuoteSelector"))
    yield Triple(quote, term("oa:exact"), Literal(span.of(block.text)))


def target_triples(node: NamedNode, block: NamedNode, span: Span, source: Span) -> Iterator[Triple]:
    """Yield the target of an annotation, with its position in the block's text and in the source."""
    target, position = NamedNode(f"{node.value}#target"), NamedNode(f"{node.value}#position")
    yield Triple(node, term("oa:hasTarget"), target)
    yield Triple(target, term("rdf:type"), term("oa:SpecificResource"))
    yield Triple(target, term("oa:hasSource"), block)
    yield Triple(target, term("oa:hasSelector"), position)
    yield Triple(target, term("ceb:sourceStart"), xsd(str(source.start), "integer"))
    yield Triple(target, term("ceb:sourceEnd"), xsd(str(source.end), "integer"))
    yield Triple(position, term("rdf:type"), term("oa:TextPositionSelector"))
    yield Triple(position, term("oa:start"), xsd(str(span.start), "integer"))
    yield Triple(position, term("oa:end"), xsd(str(span.end), "integer"))
