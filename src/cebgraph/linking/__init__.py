"""Linking a report: its names first, then every mention in its author's order, the summary last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from cebgraph.iris import document_id, named_id, normal_name
from cebgraph.linking.links import LinkedPassage, Linking
from cebgraph.linking.register import Register
from cebgraph.linking.resolving import enter_names, link_passage
from cebgraph.linking.works import identify_cited_works
from cebgraph.mentions import Knowledge, Reading, detect_mentions
from cebgraph.mentions.gazetteer import Gazetteer, build_gazetteer
from cebgraph.mentions.titles import class_of_title
from cebgraph.model.report import Block, BlockKind, Report
from cebgraph.model.thing import FAMILY_OF, Name, NameRole, Thing
from cebgraph.passages import Passage, as_read, read_passage
from cebgraph.resources.authorities import load_authorities
from cebgraph.resources.languages import load_language
from cebgraph.resources.lexicon import load_lexicon
from cebgraph.resources.notes import load_notes
from cebgraph.resources.symbols import load_citations

_UNREAD = frozenset({BlockKind.LINKS, BlockKind.FURNITURE, BlockKind.MASTHEAD})


def link_report(report: Report) -> tuple[dict[str, LinkedPassage], Linking]:
    """Link the mentions of a report; return its passages by block, and the things they name."""
    passages = [read_passage(block, load_language(report.source.language).writing) for block in _reading_order(report)]
    linking = _begin(report, report.source.language)
    return {passage.block: passage for passage in _linked(report, passages, linking)}, linking


@lru_cache
def load_knowledge(language: str) -> Knowledge:
    """Compile what extraction knows of a language."""
    authorities = load_authorities()
    lexicon = load_lexicon(language)
    gazetteer = build_gazetteer(authorities.things, lexicon.names, language, "authority", authorities.not_within)
    return Knowledge(lexicon, load_citations(language), gazetteer)


def _reading_order(report: Report) -> list[Block]:
    """Return the blocks that are read, each footnote behind the block that it hangs on."""
    notes = {block.id: block for block in report.blocks if block.kind is BlockKind.FOOTNOTE}
    hanging: dict[str, list[str]] = {}
    for anchor in report.anchors:
        hanging.setdefault(anchor.block, []).append(anchor.note)
    hung = {note for names in hanging.values() for note in names}
    order: list[Block] = []
    for block in report.blocks:
        if block.kind in _UNREAD or block.id in hung:
            continue
        order.append(block)
        order += [notes[note] for note in hanging.get(block.id, ()) if note in notes]
    return order


def _begin(report: Report, language: str) -> Linking:
    """Enter the report itself as the first thing."""
    knowledge = load_knowledge(language)
    register = Register(language, dict(load_authorities().by_id))
    register.ends_tell = knowledge.lexicon.names.capitals is None
    title = report.title or report.source.name
    identifier = document_id(report.symbol) if report.symbol else named_id("document", title)
    kind = class_of_title(as_read(title, load_language(language).writing), knowledge.lexicon.names)
    pages = (f"https://undocs.org/{report.symbol}",) if report.symbol else ()
    symbols = (report.symbol,) if report.symbol else ()
    kind = kind if FAMILY_OF.get(kind) == "document" else "Report"
    family = knowledge.citations.family_of_symbol(report.symbol)
    resolution = family is not None and family.kind == "Resolution"
    kind = "Resolution" if resolution else kind
    register.things[identifier] = Thing(identifier, kind, (Name(title, language),), symbols, pages)
    register.by_name[normal_name(title)] = identifier
    organ = family.organ if family and resolution else ""
    if organ:
        register.things[organ] = register.known[organ]
    return Linking(knowledge, register, identifier, main_body=organ)


def _linked(report: Report, passages: list[Passage], linking: Linking) -> list[LinkedPassage]:
    """Read and link the passages: names first, then everything, the summary last."""
    year = _year_covered(report, linking)
    first = [detect_mentions(passage, linking.knowledge, year) for passage in passages]
    _link_titles_first(first, linking)
    enter_names(first, linking)
    own = _own_names(linking)
    readings = [detect_mentions(passage, linking.knowledge, year, own) for passage in passages]
    order = sorted(readings, key=lambda r: r.passage.block.kind is BlockKind.SUMMARY)
    linked = {r.passage.block.id: link_passage(r, index, linking) for index, r in enumerate(order)}
    linked = identify_cited_works(report, linked, linking)
    return [linked[passage.block.id] for passage in passages]


def _year_covered(report: Report, linking: Linking) -> str:
    """Return the year that dates without one belong to: the one that the title names, else that of the report."""
    language = linking.register.language
    title = as_read(report.title or "", load_language(language).writing)
    covered = load_notes(language).covers.search(title)
    return covered["year"] if covered and covered["year"] else report.date[:4]


def _link_titles_first(readings: Sequence[Reading], linking: Linking) -> None:
    for reading in readings:
        if reading.passage.block.kind is BlockKind.TITLE:
            link_passage(reading, 0, linking)


def _named_in_words(linking: Linking) -> Iterator[Thing]:
    """Yield the things that the report names, each with the names that are told from ordinary words."""
    for thing in linking.register.things.values():
        names = (name for name in thing.names if name.language == linking.register.language)
        told = tuple(name for name in names if " " in name.text or not name.text.islower())
        if told and thing.id != linking.report and thing.kind not in {"Resolution", "Event"}:
            yield replace(thing, names=told)


def _own_names(linking: Linking) -> Gazetteer:
    """Make a gazetteer of the names that the report itself has given."""
    given = [
        replace(thing, names=(Name(name, linking.register.language, NameRole.ALT),))
        for name, identifier in linking.register.by_name.items()
        if len(name) > 2 and "|" not in name and identifier != linking.report  # noqa: PLR2004
        for thing in (linking.register.things[identifier],)
        if thing.kind not in {"Resolution", "Event"}
    ]
    names = linking.knowledge.lexicon.names
    if load_language(linking.register.language).writing.spaced:
        given = list(_named_in_words(linking))
    return build_gazetteer(given, names, linking.register.language, "definition")
