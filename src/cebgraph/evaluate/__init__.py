"""Evaluation: what a report gave against its gold standard, and one run against another.

A fact is right if subject, predicate, object and status agree (strict), or if the predicates are at least akin and
subject and object agree (lenient). Defensible readings that the gold lists as optional count neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cebgraph.evaluate.gold import Gold, GoldEntity, GoldFact, Part, load_gold
from cebgraph.evaluate.matching import Told, gold_sentence, link_gold, told_facts
from cebgraph.evaluate.scores import Score, score
from cebgraph.iris import normal_name
from cebgraph.model.extraction import Extraction

__all__ = ["Evaluation", "evaluate", "load_gold"]

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
_GROUP = {predicate: f"akin {number}" for number, akin in enumerate(_AKIN) for predicate in akin}
_STATED_OTHERWISE = frozenset({"status", "note"})

Key = tuple[str, str, str, str]
Fact = Told | GoldFact


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How one report's extraction compares with its gold standard."""

    gold: Gold
    language: str
    entities: Score
    """Where the gold covers a part of the text, only what it names there is counted: precision says nothing then."""
    type_accuracy: float
    entities_by_class: Mapping[str, Score]
    strict: Score
    lenient: Score
    qualifiers: Score
    by_predicate: Mapping[str, Score]
    hits: frozenset[Key]
    missed: tuple[str, ...]
    """The gold facts that were not found, as sentences."""
    wrong: tuple[str, ...]
    """The facts that the gold does not have, as sentences with the rule that read them."""
    missed_entities: tuple[str, ...]
    extra_entities: tuple[str, ...]
    forbidden: tuple[str, ...]
    """What a careless reader would draw, and this one did."""


def evaluate(extraction: Extraction, gold: Gold) -> Evaluation:
    """Compare an extraction with the gold standard of its text."""
    links = link_gold(extraction, gold)
    optional = {entity.id for entity in gold.entities if entity.optional}
    told = [fact for fact in told_facts(extraction, links) if not optional & {fact.subject, fact.object}]
    facts = [fact for fact in gold.facts if not optional & {fact.subject, fact.object}]
    strict, lenient = _Comparison(told, facts, gold, _strict), _Comparison(told, facts, gold, _lenient)
    wanted = {entity for entity in gold.entities if not entity.optional and _named_in(entity, gold.part)}
    found = set(links.values())
    extra = [thing.names[0].text for thing in extraction.things if thing.id not in links and thing.names]
    return Evaluation(
        gold=gold,
        language=extraction.report.source.language,
        entities=_entities(wanted, found - optional, extra, gold.part),
        type_accuracy=_type_accuracy(extraction, gold, links),
        entities_by_class=_by_class(wanted, found),
        strict=strict.score,
        lenient=lenient.score,
        qualifiers=_qualifiers(told, facts),
        by_predicate=strict.by_predicate(),
        hits=frozenset(strict.gold & strict.predicted),
        missed=tuple(gold_sentence(fact, gold) for fact in facts if _strict(fact) not in strict.predicted),
        wrong=tuple(_sentence(fact, gold) for fact in told if _strict(fact) in strict.predicted - strict.gold),
        missed_entities=tuple(sorted(entity.names[0] for entity in wanted if entity.id not in found)),
        extra_entities=tuple(sorted(extra)) if gold.part.whole else (),
        forbidden=tuple(_forbidden(told, gold)),
    )


class _Comparison:
    """The keys of gold and found facts, under one way of comparing."""

    def __init__(self, told: Iterable[Told], facts: Iterable[GoldFact], gold: Gold, key: Callable[[Fact], Key]) -> None:
        self.gold = {key(fact) for fact in facts}
        optional = {key(fact) for fact in gold.optional} - self.gold
        here = (f for f in told if key(f) in self.gold or gold.part.whole or any(map(gold.part.holds, f.places)))
        self.predicted = {key(fact) for fact in here if fact.status != "negated"} - optional
        self.score = score(self.gold, self.predicted)

    def by_predicate(self) -> dict[str, Score]:
        """Return the score of each predicate, the commonest first."""
        scores = {
            predicate: score(*({key for key in keys if key[1] == predicate} for keys in (self.gold, self.predicted)))
            for predicate in {key[1] for key in self.gold | self.predicted}
        }
        return dict(sorted(scores.items(), key=lambda item: (-item[1].gold, item[0])))


def _strict(fact: Fact) -> Key:
    ends = [fact.subject, _said(fact.object)]
    if fact.predicate == "cooperatedWith":
        ends.sort()
    return ends[0], fact.predicate, ends[1], fact.status


def _lenient(fact: Fact) -> Key:
    return fact.subject, _GROUP.get(fact.predicate, fact.predicate), _said(fact.object), ""


def _said(target: str) -> str:
    """Return the object of a fact as it is compared: a literal without punctuation, an address without its scheme."""
    return f'"{normal_name(target.strip(chr(34)).partition("://")[2] or target)}"' if target[:1] == '"' else target


def _named_in(entity: GoldEntity, part: Part) -> bool:
    return part.whole or any(part.holds(place.strip()) for place in entity.first_at.split(","))


def _entities(wanted: Collection[GoldEntity], found: Collection[str], extra: Collection[str], part: Part) -> Score:
    right = sum(entity.id in found for entity in wanted)
    return Score(len(wanted), len(found) + len(extra) if part.whole else right, right)


def _by_class(wanted: Iterable[GoldEntity], found: Collection[str]) -> dict[str, Score]:
    by_class: dict[str, list[bool]] = {}
    for entity in wanted:
        by_class.setdefault(entity.kind, []).append(entity.id in found)
    return {kind: Score(len(hits), sum(hits), sum(hits)) for kind, hits in sorted(by_class.items())}


def _type_accuracy(extraction: Extraction, gold: Gold, links: Mapping[str, str]) -> float:
    kinds = {entity.id: entity.kind for entity in gold.entities}
    right = [thing.kind == kinds[links[thing.id]] for thing in extraction.things if thing.id in links]
    return sum(right) / len(right) if right else 0.0


def _qualifiers(told: Iterable[Told], facts: Iterable[GoldFact]) -> Score:
    """Compare the qualifiers of the facts that are right."""
    found = {_strict(fact): fact.qualifiers for fact in told}
    gold, predicted, right = 0, 0, 0
    for fact in facts:
        if _strict(fact) in found:
            wanted, given = _values(fact.qualifiers), _values(found[_strict(fact)])
            gold, predicted, right = gold + len(wanted), predicted + len(given), right + len(wanted & given)
    return Score(gold, predicted, right)


def _values(qualifiers: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(key, normal_name(value)) for key, value in qualifiers.items() if key not in _STATED_OTHERWISE}


def _forbidden(told: Iterable[Told], gold: Gold) -> Iterator[str]:
    plain = {_strict(fact)[:3] for fact in told if not fact.status}
    for fact in gold.must_not:
        if _strict(fact)[:3] in plain:
            yield gold_sentence(fact, gold)


def _sentence(fact: Told, gold: Gold) -> str:
    labels = {entity.id: entity.names[0] for entity in gold.entities}
    ends = [labels.get(end, end.removeprefix("?")) for end in (fact.subject, fact.object)]
    status = f" [{fact.status}]" if fact.status else ""
    at = ",".join(sorted(fact.places))
    return f"{ends[0]} {fact.predicate} {ends[1]}{status} at {at}, by rule {fact.rule}: “{fact.words}”"
