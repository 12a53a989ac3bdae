"""The structure of a report as RDF: its text, the blocks that it consists of, and where footnotes hang."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.graph.annotations import target_triples
from cebgraph.graph.naming import Naming
from cebgraph.graph.terms import date_literal, language_iri, term, xsd
from cebgraph.iris import digest
from cebgraph.model.extraction import Extraction
from cebgraph.model.report import Block, BlockKind, Report
from cebgraph.spans import Span

CLASSES = {
    BlockKind.PARAGRAPH: "ceb:Paragraph",
    BlockKind.FOOTNOTE: "ceb:Footnote",
    BlockKind.FIGURE: "ceb:Figure",
    BlockKind.TABLE: "ceb:Table",
}
_LAYOUT = frozenset({BlockKind.LINKS, BlockKind.FURNITURE})
_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.CHAPTER, BlockKind.SUBHEADING, BlockKind.ANNEX})


def report_triples(extraction: Extraction, naming: Naming) -> Iterator[Triple]:
    """Yield the report's text, its blocks in their order, and its note anchors."""
    report, node = extraction.report, naming.report()
    yield Triple(node, term("rdf:type"), term("undo:DocumentVersion"))
    yield Triple(node, term("rdfs:label"), Literal(_title(report), language=report.source.language))
    yield Triple(node, term("dcterms:language"), language_iri(report.source.language))
    yield Triple(node, term("prov:specializationOf"), naming.thing(extraction.document))
    if report.date:
        yield Triple(naming.thing(extraction.document), term("dcterms:date"), date_literal(report.date))
    yield from _masthead_triples(report, naming.thing(extraction.document))
    told = (block for block in report.blocks if block.kind not in _LAYOUT)
    for position, block in enumerate(told, start=1):
        yield from _block_triples(block, report, naming)
        yield Triple(naming.block(block.id), term("schema:position"), xsd(str(position), "integer"))
    yield from _anchor_triples(report, naming)


def _masthead_triples(report: Report, document: NamedNode) -> Iterator[Triple]:
    """Yield what the masthead tells, in the words of this text."""
    masthead, language = report.masthead, report.source.language
    for name, told in (
        ("ceb:distribution", masthead.distribution),
        ("ceb:session", masthead.session),
        ("ceb:agendaItem", masthead.item),
    ):
        if told:
            yield Triple(document, term(name), Literal(told, language=language))
    if masthead.original:
        yield Triple(document, term("ceb:originalLanguage"), language_iri(masthead.original))


def _title(report: Report) -> str:
    return report.title or report.source.name


def _block_triples(block: Block, report: Report, naming: Naming) -> Iterator[Triple]:
    node, language = naming.block(block.id), report.source.language
    yield Triple(node, term("rdf:type"), term(CLASSES.get(block.kind, "ceb:Section")))
    yield Triple(node, term("dcterms:isPartOf"), naming.block(block.parent) if block.parent else naming.report())
    if block.text:
        yield Triple(node, term("ceb:text"), Literal(block.text, language=language))
    if block.number:
        yield Triple(node, term("ceb:number"), Literal(block.number))
    if block.kind in _HEADINGS and block.text:
        yield Triple(node, term("dcterms:title"), Literal(block.text.replace("\n", " "), language=language))


def _anchor_triples(report: Report, naming: Naming) -> Iterator[Triple]:
    for anchor in report.anchors:
        node = naming.thing(f"annotation/{digest(naming.key, 'anchor', anchor.note, length=16)}")
        yield Triple(node, term("rdf:type"), term("oa:Annotation"))
        yield Triple(node, term("oa:motivatedBy"), term("oa:linking"))
        yield Triple(node, term("oa:hasBody"), naming.block(anchor.note))
        place = Span(anchor.offset, anchor.offset)
        yield from target_triples(node, naming.block(anchor.block), place, anchor.source)
