"""Evaluation: what a report gave against its gold standard, and one run against another.

A thing matches a gold entity by symbol, else by a shared name, else, for a meeting, by who held it and when. A fact is
right if subject, predicate, object and status agree (strict), or if the predicates are at least akin (lenient).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cebgraph.gold import Gold, GoldFact
from cebgraph.model.extraction import Extraction

PREDICATES = {
    "org:subOrganizationOf": "subBodyOf",
    "org:memberOf": "memberOf",
    "dcterms:references": "references",
    "dcterms:isPartOf": "partOf",
    "dcterms:date": "dated",
    "dcterms:issued": "dated",
    "dcterms:temporal": "covers",
    "dcterms:subject": "about",
    "foaf:page": "url",
    "schema:location": "inPlace",
    "ceb:figure": "figures",
}
_AKIN = (
    {"endorsed", "approved", "adopted", "welcomed", "recommended"},
    {"developed", "issued", "launched", "established", "updated"},
    {"leads", "chairs"},
    {"consulted", "cooperatedWith", "contributedTo", "participatedIn", "held"},
    {"supports", "implements", "manages", "supportsGoal"},
    {"pursuantTo", "references", "basedOn"},
    {"requested", "submitted"},
    {"subBodyOf", "memberOf", "partOf"},
)
_GROUP = {predicate: f"akin{number}" for number, akin in enumerate(_AKIN) for predicate in akin}
_UNKNOWN = "?"

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one kind of thing."""

    gold: int
    predicted: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How one report's extraction compares with its gold standard."""

    entities: Score
    """Precision counts only where the gold covers the whole text."""
    type_accuracy: float
    strict: Score
    lenient: Score
    qualifiers: Score
    by_predicate: Mapping[str, Score]
    hits: frozenset[Key]
    missed: tuple[GoldFact, ...]
    wrong: tuple[Key, ...]
    missed_entities: tuple[str, ...]
    forbidden: tuple[GoldFact, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a text that a gold standard covers: its paragraphs and notes; nothing given means all."""

    paragraphs: Collection[int] = ()
    notes: Collection[int] = ()

    @property
    def whole(self) -> bool:
        """Say whether it is the whole text."""
        return not self.paragraphs and not self.notes

    def holds(self, place: str) -> bool:
        """Say whether it holds a place as gold standards write it: `17`, `fn5`, `fig2`, `h:21`, `title`."""
        number = int(found[0]) if (found := re.findall(r"\d+$", place)) else 0
        if place.startswith("fn"):
            return number in self.notes
        return self.whole or number in self.paragraphs or (1 in self.paragraphs and not place[:1].isdigit())


@dataclass(frozen=True, slots=True)
class Told:
    """A predicted fact in the terms of the gold standard; what matches nothing there begins with `?`."""

    subject: str
    predicate: str
    object: str
    status: str
    qualifiers: Mapping[str, str]
    places: frozenset[str]

    @property
    def strict(self) -> Key:
        """What a strict comparison looks at."""
        return _strict(self.subject, self.predicate, self.object, self.status)


def evaluate(extraction: Extraction, gold: Gold, part: Part = Part()) -> Evaluation:
    """Compare an extraction with a gold standard."""
    links = link_gold(extraction, gold)
    told = [fact for fact in _told(extraction, links) if not _is_undocs(fact)]
    skipped = {entity.id for entity in gold.entities if entity.optional}
    facts = [fact for fact in gold.facts if fact.subject not in skipped and fact.object not in skipped]
    strict, hits, wrong = _compared(told, facts, gold, part, skipped, lambda f: f.strict, _gold_strict)
    lenient, _, _ = _compared(told, facts, gold, part, skipped, _lenient, lambda f: _lenient(_as_told(f)))
    wanted = {e.id for e in gold.entities if not e.optional and (part.whole or part.holds(e.first_at.split(",")[0]))}
    found = set(links.values())
    optional = sum(links.get(thing.id) in skipped for thing in extraction.things)
    entities = Score(
        len(wanted), (len(extraction.things) - optional) if part.whole else len(wanted & found), len(wanted & found)
    )
    return Evaluation(
        entities=entities,
        type_accuracy=_type_accuracy(extraction, gold, links),
        strict=strict,
        lenient=lenient,
        qualifiers=_qualifier_score(told, facts),
        by_predicate=_by_predicate(hits, facts, told, wrong),
        hits=frozenset(hits),
        missed=tuple(fact for fact in facts if _gold_strict(fact) not in hits),
        wrong=tuple(sorted(wrong)),
        missed_entities=tuple(sorted(wanted - found)),
        forbidden=tuple(fact for fact in gold.must_not if _is_told(fact, told)),
    )
