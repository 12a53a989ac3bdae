"""Merging: statements that say the same become one, with all their evidence and all their qualifiers.

Two say the same where subject, predicate, object and status are equal and no qualifier contradicts: a date takes the
more exact of two (2020, 2020-05), pinpoints add up, anything else must agree. The result does not depend on order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from cebgraph.model.statement import Literal, Qualifier, Statement

_ADDING = frozenset({"pinpoint", "regarding"})

Claim = tuple[str, str, str | Literal, str]
"""What a statement says without its qualifiers: subject, predicate, object, status."""


def merge_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements with those that say the same made one, sorted."""
    groups: dict[Claim, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[claim_of(statement)].append(statement)
    merged = [one for group in groups.values() for one in _merged(group)]
    return tuple(sorted(merged, key=_order))


def claim_of(statement: Statement) -> Claim:
    """Return what a statement says without its qualifiers: two that contradict each other agree in no more."""
    return statement.subject, statement.predicate, statement.object, statement.status


def _order(statement: Statement) -> tuple[str, str, str, str, tuple[Qualifier, ...]]:
    return statement.subject, statement.predicate, str(statement.object), statement.status, statement.qualifiers


def _merged(group: list[Statement]) -> list[Statement]:
    """Merge what agrees, the fullest first; what contradicts stays apart."""
    kept: list[Statement] = []
    for statement in sorted(group, key=lambda s: (-len(s.qualifiers), s.qualifiers, s.evidence)):
        for index, other in enumerate(kept):
            qualifiers = _agreed(other.qualifiers, statement.qualifiers)
            if qualifiers is not None:
                kept[index] = _joined(other, statement, qualifiers)
                break
        else:
            kept.append(statement)
    return kept


def _joined(one: Statement, other: Statement, qualifiers: tuple[Qualifier, ...]) -> Statement:
    evidence = tuple(sorted({*one.evidence, *other.evidence}))
    return Statement(one.subject, one.predicate, one.object, qualifiers, one.status, evidence)


def _agreed(one: tuple[Qualifier, ...], other: tuple[Qualifier, ...]) -> tuple[Qualifier, ...] | None:
    """Return the qualifiers of both; None where they contradict."""
    values = {qualifier.key: qualifier.value for qualifier in one if qualifier.key not in _ADDING}
    adding = {qualifier for qualifier in (*one, *other) if qualifier.key in _ADDING}
    for key, value in ((qualifier.key, qualifier.value) for qualifier in other):
        if key in _ADDING or values.get(key, value) == value:
            values |= {key: value} if key not in _ADDING else {}
        elif key == "when" and (values[key].startswith(value) or value.startswith(values[key])):
            values[key] = max(values[key], value, key=len)
        else:
            return None
    found = [Qualifier(key, value) for key, value in values.items()]
    return tuple(sorted([*found, *_one_pinpoint(adding)]))


def _one_pinpoint(adding: set[Qualifier]) -> list[Qualifier]:
    """Add the pinpoints up to one, in the order of their numbers: `23,32` and `50` give `23,32,50`."""
    parts = {part for q in adding if q.key == "pinpoint" for part in re.split(r",(?! )", q.value)}
    rest = [qualifier for qualifier in adding if qualifier.key != "pinpoint"]
    if not parts:
        return rest
    ordered = sorted(parts, key=lambda part: (int(found[0]) if (found := re.findall(r"^\d+", part)) else 10**6, part))
    return [*rest, Qualifier("pinpoint", ",".join(ordered))]
