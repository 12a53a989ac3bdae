"""Relations: all that the rules, names, citations and notes of a linked report state, merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cebgraph.iris import named_id
from cebgraph.linking.anchors import hung_on, named_at, thing_at
from cebgraph.linking.links import LinkedPassage, Linking
from cebgraph.merging import merge_statements
from cebgraph.model.report import BlockKind, Report
from cebgraph.model.statement import Evidence, Literal, Qualifier, Statement
from cebgraph.model.thing import Name, Thing
from cebgraph.relations.matching import extract_relations, read_sentences
from cebgraph.relations.meetings import settle_meetings
from cebgraph.relations.notes import figure_statements, note_statements
from cebgraph.relations.soundness import not_yet_done, without_circles
from cebgraph.relations.structural import (
    addresses,
    annexed,
    bracketed_sessions,
    nested_bodies,
    period,
    references,
    session_reports,
    topics,
)
from cebgraph.resources.authorities import load_topics
from cebgraph.resources.notes import NoteWords, load_notes
from cebgraph.resources.rules import RuleBook, load_rules
from cebgraph.spans import Span


@dataclass(frozen=True, slots=True)
class _Context:
    """What the statements of one report are read with."""

    linking: Linking
    book: RuleBook
    words: NoteWords
    hanging: Mapping[str, str]
    """By note, the thing that it hangs on."""
    beside: Mapping[str, str]
    """By note, the thing whose name its mark stands at."""
    figures: Mapping[str, str]
    """By number, the thing that a figure shows."""
    concepts: Mapping[str, str]
    """By topic, its concept."""
    parents: Mapping[str, tuple[str, ...]]
    """By body, the bodies right above it, as authorities know them."""


def extract_statements(report: Report, linked: Mapping[str, LinkedPassage], linking: Linking) -> tuple[Statement, ...]:
    """Read all statements of a linked report, merged; the report's own mandates are no mere citations."""
    context = _context(report, linked, linking)
    found = [*_dated(report, linking), *_adopted(report, linking)]
    for passage in linked.values():
        found += _stated_by_names(passage, context)
        found += _stated_by_notes(passage, context)
        speaker = linking.speaker_of(passage.reading.passage.block.kind)
        for sentence in read_sentences(passage, context.book, linking.holders, speaker, linking.hearer()):
            found += extract_relations(sentence, context.book, linking.holders)
    settled = settle_meetings(
        found, report.anchors, linked, linking.register, linking.knowledge.lexicon.names.events.numbered
    )
    settled = without_circles(not_yet_done(settled, report.date), context.parents)
    mandates = {s.object for s in settled if s.predicate == "ceb:pursuantTo" and s.subject == linking.report}
    return merge_statements(s for s in settled if s.predicate != "dcterms:references" or s.object not in mandates)


def _context(report: Report, linked: Mapping[str, LinkedPassage], linking: Linking) -> _Context:
    language = report.source.language
    words = load_notes(language)
    return _Context(
        linking=linking,
        book=load_rules(language),
        words=words,
        hanging=hung_on(report.anchors, linked, words),
        beside=named_at(report.anchors, linked, words),
        figures=_figures(linked, words, linking),
        concepts=_concepts(linked, linking),
        parents={thing.id: thing.part_of for thing in linking.register.known.values()},
    )


def _stated_by_names(passage: LinkedPassage, context: _Context) -> Iterator[Statement]:
    report = context.linking.report
    yield from nested_bodies(passage, context.parents, context.linking.knowledge.lexicon.names)
    yield from session_reports(passage, context.linking.holders)
    yield from bracketed_sessions(passage)
    yield from annexed(passage)
    yield from addresses(passage, context.words)
    yield from topics(passage, context.concepts)
    yield from references(passage, report, context.hanging.get(passage.block, ""))
    yield from period(passage, report, context.words)


def _stated_by_notes(passage: LinkedPassage, context: _Context) -> Iterator[Statement]:
    block = passage.reading.passage.block
    if block.kind is BlockKind.FOOTNOTE:
        hung = context.hanging.get(block.id, "")
        yield from note_statements(passage, hung, context.beside.get(block.id, ""), context.parents, context.words)
    elif block.kind is BlockKind.FIGURE:
        yield from figure_statements(passage, context.figures.get(block.number, ""), context.words)


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


def _adopted(report: Report, linking: Linking) -> list[Statement]:
    """State that its organ adopted a resolution, as the masthead says."""
    words = report.masthead.adoption
    masthead = next((block for block in report.blocks if block.kind is BlockKind.MASTHEAD), None)
    if masthead is None or not report.masthead.adopted or not linking.main_body:
        return []
    start = masthead.text.index(words)
    evidence = Evidence(masthead.id, Span(start, start + len(words)), "masthead.adoption", 0.95)
    when = (Qualifier("when", report.masthead.adopted),)
    return [Statement(linking.main_body, "ceb:adopted", linking.report, when, evidence=(evidence,))]
