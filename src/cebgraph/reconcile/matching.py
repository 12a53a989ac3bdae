"""Which things a cell of a spreadsheet may mean: a query in, candidates with scores from 0 to 100 out, the best first.

The name. A text that is a name, symbol, web address or id of a thing is exact: 100. So is one in parts, each of them a
name of the same thing: "High-level Committee on Management (HLCM)". Any other is as near as `scoring.similarity` says,
99 at most; of parts, the best counts most. A weak name is worth 95, the words of a name in another order 97.

The properties. Each counts `WEIGHT` beside the name: how far the value given agrees with any that the thing has, half
where it has none, not at all where they are less than 70 % alike. The score is the mean.

A match is the one candidate that is exact by a strong name and that no property contradicts, where it is the only one
or the only one that properties confirm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cebgraph.reconcile.entities import NAMING, Entity, Value, values_of
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.scoring import (
    LONGEST,
    name_key,
    similarity,
    similarity_at_most,
    similarity_by_dice,
    word_key,
)

LEAST = 45.0
"""Candidates with a lower score are not worth a person's time."""
WEIGHT = 0.4
"""Of a property, where the name has 1."""
_AGREES = 0.7
"""Values less alike than this do not agree at all: short ones share letters by chance."""
WEAK, REORDERED, NEAREST = 0.95, 0.97, 0.99

_PARTS = re.compile(r"[()\[\]【】]|\s[-–—/|]+\s|\s*[;；|]\s*")
PARTS_AT_MOST = 4
BEST, MEAN = 0.85, 0.15
LATER = 0.9
"""How much a part counts that is not the first: what stands in brackets explains."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A property and the values that it should have, any of them."""

    pid: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    text: str = ""
    types: tuple[str, ...] = ()
    every_type: bool = False
    """Whether a thing must have all the types rather than any."""
    limit: int = 5
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a query may mean."""

    entity: Entity
    score: float
    match: bool
    name: float
    """How alike the name is, from 0 to 1; 0 where none was asked for."""
    exact: bool
    """Whether a strong name is the same."""
    agreement: Mapping[str, float] = field(default_factory=dict)
    """How far each property agrees, from 0 to 1, where the thing has it."""


def find_candidates(index: Index, query: Query) -> list[Candidate]:
    """Return the things that a query may mean, the likeliest first; things of one score in the order of their ids."""
    named = _by_name(index, query.text) if query.text.strip() else _by_value(index, query.conditions)
    fitting = ((index.entities[one], likeness) for one, likeness in named.items() if _fits(index.entities[one], query))
    scored = [_scored(index, entity, likeness, query) for entity, likeness in fitting]
    ranked = sorted((one for one in scored if one.score >= LEAST), key=lambda one: (-one.score, one.entity.id))
    return _with_match(ranked)[: query.limit]


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike a text and the names of a thing are."""

    score: float = 0.0
    same: bool = False
    """Whether the text is a name of the thing."""
    strong: bool = False
    """Whether it is a strong one."""


def _fits(entity: Entity, query: Query) -> bool:
    wanted = (kind in entity.types for kind in query.types)
    return not query.types or (all(wanted) if query.every_type else any(wanted))


def _by_name(index: Index, text: str) -> dict[str, _Likeness]:
    whole = _alike(index, text)
    told = parts_of(text)
    if 1 < len(told) <= PARTS_AT_MOST:
        parts = [_alike(index, part) for part in told]
        for one in {one for part in parts for one in part}:
            joint = _joint([part.get(one, _Likeness()) for part in parts])
            whole[one] = max(whole.get(one, _Likeness()), joint, key=lambda likeness: likeness.score)
    return whole


def parts_of(text: str) -> list[str]:
    """Return the parts of a cell that says a thing in several ways.

    >>> parts_of("管理问题高级别委员会（HLCM）"), parts_of("High-level Committee")
    (['管理问题高级别委员会', 'HLCM'], ['High-level Committee'])
    """
    return [part.strip() for part in _PARTS.split(unicodedata.normalize("NFKC", text[:LONGEST])) if part.strip()]


def _joint(parts: list[_Likeness]) -> _Likeness:
    """Return the likeness of a name to a text by their likenesses to its parts."""
    if all(part.same for part in parts) and any(part.strong for part in parts):
        return _Likeness(1, same=True, strong=True)
    best = max(parts[0].score, *(LATER * part.score for part in parts[1:]))
    return _Likeness(min(BEST * best + MEAN * sum(part.score for part in parts) / len(parts), NEAREST))


def _alike(index: Index, text: str) -> dict[str, _Likeness]:
    """Return the things that a text is a name of, or near one."""
    exactly = index.exactly(text).items()
    found = {one: _Likeness(REORDERED) for one in index.reordered.get(word_key(text), ())}
    found |= {one: _Likeness(1 if strong else WEAK, same=True, strong=strong) for one, strong in exactly}
    key = name_key(text)
    for name, alike in _near_keys(index, key):
        for one in index.bearers[name]:
            if one not in found or found[one].score < alike:
                found[one] = _Likeness(min(alike, NEAREST))
    return found


def _near_keys(index: Index, key: str) -> Iterator[tuple[str, float]]:
    """Give the keys near a key with their similarity, as far as that can reach `LEAST`."""
    for shared, name in index.grams.near(key):
        if name != key and 100 * similarity_at_most(key, name, shared) >= LEAST:
            alike = similarity_by_dice(key, name, shared)
            if 100 * alike >= LEAST:
                yield name, alike


def _by_value(index: Index, conditions: Iterable[Condition]) -> dict[str, _Likeness]:
    """Return the things that have a value of a condition, where no name is asked for."""
    found: set[str] = set()
    for condition in conditions:
        if condition.pid.partition("@")[0] in NAMING:
            found |= {one for value in condition.values for one in index.exactly(value.text)}
        else:
            found |= {entity.id for entity in index.entities.values() if _agreement(index, entity, condition) == 1}
    return dict.fromkeys(sorted(found), _Likeness())


def _scored(index: Index, entity: Entity, likeness: _Likeness, query: Query) -> Candidate:
    agreement = {
        condition.pid: _agreement(index, entity, condition)
        for condition in query.conditions
        if values_of(entity, condition.pid)
    }
    silent = len(query.conditions) - len(agreement)
    told = sum(agreement.values()) + silent / 2
    weight = 1 if query.text.strip() else 0
    mean = (weight * likeness.score + WEIGHT * told) / (weight + WEIGHT * len(query.conditions))
    identified = likeness.strong or (
        not weight and any(_identifies(pid) for pid, agreed in agreement.items() if agreed == 1)
    )
    certain = identified and all(agreed == 1 for agreed in agreement.values())
    return Candidate(entity, round(100 * mean, 2), certain, likeness.score, likeness.strong, agreement)


def _identifies(pid: str) -> bool:
    return pid.partition("@")[0] in NAMING


def _agreement(index: Index, entity: Entity, condition: Condition) -> float:
    """Return how far any value of a thing is any that is wanted."""
    pairs = ((has, wanted) for has in values_of(entity, condition.pid) for wanted in condition.values)
    return max((_alike_values(index, has, wanted) for has, wanted in pairs), default=0.0)


def _alike_values(index: Index, has: Value, wanted: Value) -> float:
    if wanted.id:
        return float(wanted.id in {has.id, has.text})
    names = index.entities[has.id].names() if has.id else (has.text,)
    return max(_alike_texts(name, wanted.text) for name in (*names, has.text))


def _alike_texts(one: str, other: str) -> float:
    left, right = name_key(one), name_key(other)
    if left == right:
        return 1.0
    alike = similarity(left, right)
    return min(alike, NEAREST) if alike >= _AGREES else 0.0


def _with_match(ranked: list[Candidate]) -> list[Candidate]:
    """Return candidates of which at most one is a match."""
    certain = [one for one in ranked if one.match]
    most = max((len(one.agreement) for one in certain), default=0)
    confirmed = [one for one in certain if len(one.agreement) == most]
    only = confirmed[0] if len(confirmed) == 1 else None
    return [one if one.match == (one is only) else _undecided(one) for one in ranked]


def _undecided(one: Candidate) -> Candidate:
    return Candidate(one.entity, one.score, match=False, name=one.name, exact=one.exact, agreement=one.agreement)
