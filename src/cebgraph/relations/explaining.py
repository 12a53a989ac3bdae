"""Explaining: how a sentence was masked, who acts in its clauses, what each rule made of it.

Where no rule stated anything, it says how far the nearest ones got.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cebgraph.linking.links import Link
from cebgraph.model.mention import Value
from cebgraph.model.thing import Thing
from cebgraph.relations.clauses import clause_at
from cebgraph.relations.hits import Sentence, holds, is_kind
from cebgraph.relations.masks import Filler
from cebgraph.relations.matching import Attempt, attempt_relations
from cebgraph.resources.rules import Relation, RuleBook


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A verb of a relation, where no rule of the relation matched, and what it lacks."""

    predicate: str
    verb: str
    lacking: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one sentence was read."""

    text: str
    masked: str
    """The sentence with each mention as `{Class:name}`."""
    subjects: tuple[tuple[str, str, str], ...]
    """Each clause, who acts in it, and whether it says so itself: `own`, `carried` or empty."""
    antecedents: tuple[tuple[str, str, str], ...]
    """Each short form, what it stands for, and why."""
    attempts: tuple[Attempt, ...]
    near_misses: tuple[NearMiss, ...]


def explain_sentence(
    sentence: Sentence, book: RuleBook, holders: Mapping[str, str], things: Mapping[str, Thing]
) -> Explanation:
    """Explain how a sentence was read.

    `things` are the things of the report by id, each with the names first that its readers know.
    """
    attempts = tuple(attempt_relations(sentence, book, holders))
    return Explanation(
        text=sentence.span.of(sentence.passage.text),
        masked="".join(_unmasked(sentence, things)),
        subjects=tuple(_subjects(sentence, things)),
        antecedents=tuple(
            (link.candidate.name, name_of(things[link.thing]), link.antecedent)
            for link in sentence.passage.links
            if link.antecedent and sentence.span.contains(link.span)
        ),
        attempts=attempts,
        near_misses=tuple(_near_misses(sentence, book, attempts)),
    )


def name_of(thing: Thing) -> str:
    """Return the name by which a reader of a report knows a thing: its first."""
    return thing.names[0].text


def _unmasked(sentence: Sentence, things: Mapping[str, Thing]) -> Iterator[str]:
    for char, fillers in zip(sentence.mask.text, sentence.mask.fillers, strict=True):
        yield "{" + " + ".join(_shown(filler, things) for filler in fillers) + "}" if fillers else char


def _shown(filler: Filler, things: Mapping[str, Thing]) -> str:
    if isinstance(filler, Value):
        return f"{filler.kind}:{filler.value}"
    return f"{filler.kind}:{name_of(things[filler.thing])}"


def _subjects(sentence: Sentence, things: Mapping[str, Thing]) -> Iterator[tuple[str, str, str]]:
    for clause in sentence.clauses:
        span = sentence.mask.span(clause.start, clause.end)
        names = " + ".join(name_of(things[link.thing]) for link in clause.subject)
        yield span.of(sentence.passage.text), names, ("own" if clause.own else "carried") if names else ""


def _near_misses(sentence: Sentence, book: RuleBook, attempts: tuple[Attempt, ...]) -> Iterator[NearMiss]:
    reached = {(a.rule.predicate, a.match.start("act")) for a in attempts if holds(a.match, "act")}
    for relation in book.relations:
        for verb in re.finditer(relation.acts, sentence.mask.text):
            if (relation.predicate, verb.start()) not in reached:
                yield NearMiss(relation.predicate, verb.group(), _lacking(relation, sentence, verb))


def _lacking(relation: Relation, sentence: Sentence, verb: re.Match[str]) -> str:
    """Say what keeps a verb from telling its relation: who acts, what is acted upon, or the words between."""
    rule = relation.rules[0]
    fillers = [filler for group in sentence.mask.fillers for filler in group]
    for role in ("object", "subject"):
        if not any(is_kind(filler, rule.kinds[role]) for filler in fillers):
            return f"nothing in the sentence can be its {role} ({'|'.join(rule.kinds[role])})"
    clause = clause_at(sentence.clauses, verb.start())
    here = [filler for group in sentence.mask.fillers[clause.start : clause.end] for filler in group]
    if not any(isinstance(filler, Link) and is_kind(filler, rule.kinds["object"]) for filler in here):
        return f"nothing in its clause can be its object ({'|'.join(rule.kinds['object'])})"
    if not any(is_kind(link, rule.kinds["subject"]) for link in clause.subject):
        return f"nobody who can act ({'|'.join(rule.kinds['subject'])}) opens its clause or is carried over"
    return "no pattern of the relation fits the words between"
