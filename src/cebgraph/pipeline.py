"""The pipeline: from a report's layout to what it gave. Nothing else knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cebgraph import iris
from cebgraph.gazetteer import Gazetteer, build_gazetteer
from cebgraph.iris import document_id, named_id, normal_name
from cebgraph.linking import Link, LinkedPassage, Linking, enter_names, link_passage
from cebgraph.mentions import Knowledge, Reading, detect_mentions
from cebgraph.merging import merge_statements
from cebgraph.model.extraction import Extraction
from cebgraph.model.mention import Mention
from cebgraph.model.report import BlockKind, Report
from cebgraph.model.source import Description, LayoutText
from cebgraph.model.statement import Evidence, Literal, Statement
from cebgraph.model.thing import FAMILY_OF, Name, NameRole, Thing
from cebgraph.names import class_of_title
from cebgraph.passages import Passage, read_passage
from cebgraph.read import read_source
from cebgraph.register import Register
from cebgraph.relations.anchors import hung_on, thing_at
from cebgraph.relations.matching import extract_relations, read_sentences
from cebgraph.relations.meetings import settle_meetings
from cebgraph.relations.notes import cited_work, figure_statements, note_statements
from cebgraph.relations.structural import addresses, annexed, nested_bodies, period, references, session_reports, topics
from cebgraph.resources.authorities import load_authorities, load_topics
from cebgraph.resources.lexicon import load_lexicon
from cebgraph.resources.notes import NoteWords, load_notes
from cebgraph.resources.rules import load_rules
from cebgraph.resources.symbols import load_citations
from cebgraph.spans import Span
from cebgraph.structure import parse_report

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from cebgraph.validate import ValidationReport

_UNREAD = frozenset({BlockKind.LINKS, BlockKind.FURNITURE, BlockKind.MASTHEAD})


@dataclass(frozen=True, slots=True)
class Build:
    """What building a graph came to."""

    extractions: tuple[Extraction, ...]
    quads: tuple[Quad, ...]
    validation: ValidationReport | None


def build(
    paths: Sequence[Path],
    *,
    description: Description = Description(),
    base: str = iris.BASE,
    validate: bool = True,
    progress: Callable[[str], None] | None = None,
) -> Build:
    """Read reports and return the validated graph.

    Raises SourceError for a report that cannot be read, DataFileError for malformed data files.
    """
    from cebgraph.graph import build_dataset
    from cebgraph.resources.ontology import load_ontology
    from cebgraph.validate import validate_dataset

    tell = progress or (lambda _: None)
    extractions = []
    for path in paths:
        tell(f"reading {path.name}")
        extractions.append(process_document(read_source(path, description)))
    tell("building the graph")
    ontology = load_ontology()
    quads = build_dataset(
        extractions,
        authority=load_authorities().triples,
        ontology=ontology.triples,
        acts=ontology.acts,
        base=base,
    )
    tell("validating the graph")
    return Build(tuple(extractions), quads, validate_dataset(quads) if validate else None)


def process_document(layout: LayoutText) -> Extraction:
    """Read one report: structure, things, mentions, statements, each with its words."""
    return extract(parse_report(layout))


def extract(report: Report) -> Extraction:
    """Read the things and statements out of a report."""
    language = report.source.language
    passages = [read_passage(block) for block in _reading_order(report)]
    linking = _begin(report, language)
    linked = {passage.block: passage for passage in _linked(report, passages, linking)}
    statements = _statements(report, linked, linking)
    mentions = [mention for passage in linked.values() for mention in _mentions(passage)]
    return _finished(report, linking, mentions, statements)


@lru_cache
def load_knowledge(language: str) -> Knowledge:
    """Compile what extraction knows of a language."""
    authorities = load_authorities()
    gazetteer = build_gazetteer(authorities.things, language, "authority", authorities.not_within)
    return Knowledge(load_lexicon(language), load_citations(language), gazetteer)


def _reading_order(report: Report) -> list:  # type: ignore[type-arg]
    """Return the blocks that are read, each footnote behind the block that it hangs on."""
    notes = {block.id: block for block in report.blocks if block.kind is BlockKind.FOOTNOTE}
    hanging: dict[str, list[str]] = {}
    for anchor in report.anchors:
        hanging.setdefault(anchor.block, []).append(anchor.note)
    hung = {note for names in hanging.values() for note in names}
    order = []
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
    title = report.title or report.source.name
    identifier = document_id(report.symbol) if report.symbol else named_id("document", title)
    kind = class_of_title(title.replace(" ", ""), knowledge.lexicon.names)
    pages = (f"https://undocs.org/{report.symbol}",) if report.symbol else ()
    symbols = (report.symbol,) if report.symbol else ()
    kind = kind if FAMILY_OF.get(kind) == "document" else "Report"
    register.things[identifier] = Thing(identifier, kind, (Name(title, language),), symbols, pages)
    register.by_name[normal_name(title)] = identifier
    return Linking(knowledge, register, identifier)


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
    linked = _identify_cited_works(report, linked, linking)
    return [linked[passage.block.id] for passage in passages]


def _year_covered(report: Report, linking: Linking) -> str:
    """Return the year that dates without one belong to: the one that the title names, else that of the report."""
    title = (report.title or "").replace(" ", "")
    covered = load_notes(linking.register.language).covers.search(title)
    return covered["year"] if covered and covered["year"] else report.date[:4]


def _link_titles_first(readings: Sequence[Reading], linking: Linking) -> None:
    for reading in readings:
        if reading.passage.block.kind is BlockKind.TITLE:
            link_passage(reading, 0, linking)


def _own_names(linking: Linking) -> Gazetteer:
    """Make a gazetteer of the names that the report itself has given."""
    given = [
        replace(thing, names=(Name(name, linking.register.language, NameRole.ALT),))
        for name, identifier in linking.register.by_name.items()
        if len(name) > 2 and "|" not in name and identifier != linking.report  # noqa: PLR2004
        for thing in (linking.register.things[identifier],)
        if thing.kind not in {"Resolution", "Event"}
    ]
    return build_gazetteer(given, linking.register.language, "definition")


def _identify_cited_works(
    report: Report, linked: dict[str, LinkedPassage], linking: Linking
) -> dict[str, LinkedPassage]:
    """Take the work that a footnote cites for the document that the note hangs on, where both are of one class."""
    same: dict[str, str] = {}
    hanging = hung_on(report.anchors, linked, load_notes(linking.register.language))
    for note, thing in hanging.items():
        work = cited_work(linked[note]) if note in linked else None
        thing = same.get(thing, thing)
        if work is None or work.thing in same or work.thing == thing:
            continue
        one, other = linking.register.things.get(thing), linking.register.things.get(work.thing)
        if one and other and one.kind == other.kind and not other.symbols and not other.known:
            linking.register.merge(one.id, other.id)
            same[other.id] = one.id
    return {block: _renamed(passage, same) for block, passage in linked.items()} if same else linked


def _renamed(passage: LinkedPassage, same: Mapping[str, str]) -> LinkedPassage:
    def renamed(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(replace(link, thing=same.get(link.thing, link.thing)) for link in links)

    return LinkedPassage(passage.reading, renamed(passage.links), renamed(passage.inner))


def _statements(report: Report, linked: dict[str, LinkedPassage], linking: Linking) -> tuple[Statement, ...]:
    language = report.source.language
    book, words = load_rules(language), load_notes(language)
    hanging = hung_on(report.anchors, linked, words)
    figures = _figures(linked, words, linking)
    concepts = _concepts(linked, linking)
    parents = {thing.id: thing.part_of for thing in linking.register.known.values()}
    found: list[Statement] = list(_dated(report, linking))
    for block, passage in linked.items():
        hung = hanging.get(block, "")
        found += nested_bodies(passage, parents)
        found += session_reports(passage, linking.holders)
        found += annexed(passage)
        found += addresses(passage)
        found += topics(passage, concepts)
        found += references(passage, linking.report, hung)
        found += period(passage, linking.report, words)
        if passage.reading.passage.block.kind is BlockKind.FOOTNOTE:
            found += note_statements(passage, hung, parents, words)
        elif passage.reading.passage.block.kind is BlockKind.FIGURE:
            found += figure_statements(passage, figures.get(passage.reading.passage.block.number, ""), words)
        for sentence in read_sentences(passage, book):
            found += extract_relations(sentence, book, linking.holders)
    settled = settle_meetings(found, report.anchors, linked, linking.register)
    own = {(s.object) for s in settled if s.predicate == "ceb:pursuantTo" and s.subject == linking.report}
    kept = (s for s in settled if not (s.predicate == "dcterms:references" and s.object in own))
    return merge_statements(kept)


def _figures(linked: Mapping[str, LinkedPassage], words: NoteWords, linking: Linking) -> dict[str, str]:
    """Return, by number, the thing that each figure shows: the one that the text points to it from."""
    shown: dict[str, str] = {}
    numerals = linking.knowledge.lexicon.values.numerals
    for passage in linked.values():
        for match in words.figure.finditer(passage.text):
            offset = passage.reading.passage.to_block(Span(match.start(), match.start())).start
            opening = passage.reading.passage.block.text.rfind("(", 0, offset)
            thing = thing_at(passage, opening if 0 <= offset - opening <= 2 else offset, words)  # noqa: PLR2004
            if thing:
                shown.setdefault(str(numerals.get(match["number"], match["number"])), thing)
    return shown


def _concepts(linked: Mapping[str, LinkedPassage], linking: Linking) -> dict[str, str]:
    """Enter the topics that names speak of; a descriptor of the UNBIS Thesaurus keeps its own IRI."""
    descriptors = load_topics()
    language = linking.register.language
    found: dict[str, str] = {}
    for passage in linked.values():
        for link in (*passage.links, *passage.inner):
            topic = link.candidate.topic
            if not topic or topic in found:
                continue
            descriptor = descriptors.get(topic)
            identifier = descriptor.iri if descriptor else named_id("concept", topic)
            names = [Name(topic, language)]
            if descriptor and language != "en":
                names.append(Name(descriptor.en.lower(), "en"))
            linking.register.things.setdefault(identifier, Thing(identifier, "Concept", tuple(names)))
            found[topic] = identifier
    return found


def _dated(report: Report, linking: Linking) -> list[Statement]:
    """State the date that the masthead gives."""
    masthead = next((block for block in report.blocks if block.kind is BlockKind.MASTHEAD), None)
    if not report.date or masthead is None or report.source.description.date:
        return []
    evidence = Evidence(masthead.id, Span(0, len(masthead.text)), "masthead.date", 0.95)
    return [Statement(linking.report, "dcterms:date", Literal(report.date, "date"), evidence=(evidence,))]


def _mentions(passage: LinkedPassage) -> list[Mention]:
    to_block = passage.reading.passage.to_block
    return [
        Mention(passage.block, to_block(link.span), link.thing, link.candidate.detector)
        for link in (*passage.links, *passage.inner)
    ]


def _finished(
    report: Report, linking: Linking, mentions: list[Mention], statements: tuple[Statement, ...]
) -> Extraction:
    """Keep the things that are mentioned or spoken of, and put everything in order."""
    used = {linking.report, *(mention.thing for mention in mentions)}
    for statement in statements:
        used.add(statement.subject)
        used |= {statement.object} if isinstance(statement.object, str) else set()
        used |= {q.value for q in statement.qualifiers if q.key in {"regarding", "place"}}
    things = tuple(thing for _, thing in sorted(linking.register.things.items()) if thing.id in used)
    return Extraction(
        report=report,
        document=linking.report,
        things=things,
        mentions=tuple(sorted(mentions, key=lambda m: (m.block, m.span, m.thing))),
        statements=statements,
        diagnostics=(*report.diagnostics, *linking.diagnostics),
    )
