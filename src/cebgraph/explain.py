"""Explain: how sentences of a report were read, for whoever improves the rules without reading code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cebgraph.errors import QueryError
from cebgraph.graph.naming import statement_digest
from cebgraph.linking import link_report
from cebgraph.model.report import Report
from cebgraph.model.statement import Statement
from cebgraph.model.thing import Thing
from cebgraph.passages import as_read
from cebgraph.relations import extract_statements
from cebgraph.relations.explaining import Explanation, explain_sentence
from cebgraph.relations.matching import read_sentences
from cebgraph.resources.languages import Writing, load_language
from cebgraph.resources.rules import load_rules
from cebgraph.spans import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a block, how it was read, and the statements that stand on its words."""

    block: str
    explanation: Explanation
    statements: tuple[Statement, ...]
    things: dict[str, Thing]


def explain(report: Report, what: str = "") -> tuple[Place, ...]:
    """Explain the sentences that are asked for.

    `what` is a block (`17`, `paragraph/17`, `footnote/3`), the id of a statement, or words of a sentence; nothing means
    all. Raises QueryError where there is no such place.
    """
    linked, linking = link_report(report)
    statements = extract_statements(report, linked, linking)
    language = report.source.language
    book, writing = load_rules(language), load_language(language).writing
    things = {thing.id: _named_in(thing, language) for thing in linking.register.things.values()}
    places = [
        Place(passage.block, explain_sentence(sentence, book, linking.holders, things), said, things)
        for passage in linked.values()
        for sentence in read_sentences(
            passage, book, linking.holders, linking.speaker_of(passage.reading.passage.block.kind), linking.hearer()
        )
        for said in (tuple(_standing_on(passage.block, passage.reading.passage.to_block(sentence.span), statements)),)
        if _is_wanted(what, passage.block, sentence.span.of(passage.text), said, writing)
    ]
    if not places:
        msg = f"no sentence of the report is meant by {what!r}"
        raise QueryError(msg, hint="give a paragraph's number, footnote/3, a statement's id, or words of a sentence")
    return tuple(places)


def _named_in(thing: Thing, language: str) -> Thing:
    """Return a thing with its names in a language first."""
    return replace(thing, names=tuple(sorted(thing.names, key=lambda name: name.language != language)))


def _standing_on(block: str, span: Span, statements: tuple[Statement, ...]) -> Iterator[Statement]:
    for statement in statements:
        if any(evidence.block == block and span.overlaps(evidence.span) for evidence in statement.evidence):
            yield statement


def _is_wanted(what: str, block: str, sentence: str, statements: tuple[Statement, ...], writing: Writing) -> bool:
    if not what or what in {block, block.removeprefix("paragraph/")}:
        return True
    if "statement/" in what:
        return any(what.endswith(statement_digest(statement)) for statement in statements)
    return len(what) > 3 and as_read(what, writing) in sentence  # noqa: PLR2004  a number is no words
