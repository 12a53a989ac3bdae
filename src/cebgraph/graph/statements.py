"""Statements as RDF: once plainly, for what is done or in force, and once as a node with qualifiers and proof.

The node follows `undo:Relation` (proponent, semantics, receiver) and Wikidata's statements; RDF 1.2 triple terms are
not used, since no SHACL engine and few stores read them yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.graph.annotations import annotation_triples
from cebgraph.graph.naming import Naming
from cebgraph.graph.terms import date_literal, object_term, term, xsd
from cebgraph.iris import digest
from cebgraph.model.mention import Mention
from cebgraph.model.report import Block
from cebgraph.model.statement import Qualifier, Statement, Status

_THINGS = frozenset({"regarding", "place"})


def statement_triples(
    statement: Statement, blocks: Mapping[str, Block], acts: Mapping[str, str], naming: Naming
) -> Iterator[Triple]:
    """Yield a statement: its plain triple, its node, its evidence; how sure it is, all reports together say."""
    node, subject = naming.statement(statement), naming.thing(statement.subject)
    target = statement.object
    said = naming.thing(target) if isinstance(target, str) else object_term(target)
    if statement.status is Status.ASSERTED:
        yield Triple(subject, term(statement.predicate), said)
    yield Triple(node, term("rdf:type"), term("ceb:Statement"))
    yield Triple(node, term("rdf:type"), term("rdf:Statement"))
    yield Triple(node, term("rdf:subject"), subject)
    yield Triple(node, term("rdf:predicate"), term(statement.predicate))
    yield Triple(node, term("rdf:object"), said)
    if statement.predicate in acts:
        yield Triple(node, term("rdf:type"), term("undo:Relation"))
        yield Triple(node, term("undo:hasProponent"), subject)
        yield Triple(node, term("undo:hasSemantics"), NamedNode(acts[statement.predicate]))
        yield Triple(node, term("undo:hasReceiver"), said)
    for qualifier in statement.qualifiers:
        yield Triple(node, term(f"ceb:{qualifier.key}"), _qualifier_term(qualifier, naming))
    if statement.status is not Status.ASSERTED:
        yield Triple(node, term("ceb:status"), Literal(statement.status.value))
    yield from _proof(statement, node, blocks, naming)


def _qualifier_term(qualifier: Qualifier, naming: Naming) -> NamedNode | Literal:
    if qualifier.key in _THINGS:
        return naming.thing(qualifier.value)
    if qualifier.key == "when":
        return date_literal(qualifier.value)
    if qualifier.key == "count":
        return xsd(qualifier.value, "integer")
    return Literal(qualifier.value)


def _proof(statement: Statement, node: NamedNode, blocks: Mapping[str, Block], naming: Naming) -> Iterator[Triple]:
    for evidence in statement.evidence:
        annotation = naming.evidence(node.value, evidence)
        place = naming.block(evidence.block)
        yield Triple(node, term("ceb:rule"), Literal(evidence.rule))
        yield Triple(node, term("prov:wasDerivedFrom"), place)
        yield Triple(node, term("ceb:evidence"), annotation)
        block = (place, blocks[evidence.block])
        yield from annotation_triples(annotation, node, "oa:describing", block, evidence.span)


def mention_triples(mention: Mention, blocks: Mapping[str, Block], naming: Naming) -> Iterator[Triple]:
    """Yield the annotation of a thing with the words that name it."""
    place = f"{mention.span.start}-{mention.span.end}"
    node = naming.thing(f"annotation/{digest(naming.key, mention.thing, mention.block, place, length=16)}")
    block = (naming.block(mention.block), blocks[mention.block])
    yield from annotation_triples(node, naming.thing(mention.thing), "oa:identifying", block, mention.span)
