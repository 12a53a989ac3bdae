"""The acts in time: what a network says in; what was done when, by the month in which it was or began, out.

An act in time is a statement with a date, whatever it says and whether it was done or is planned; the picture, the page
and data/queries/acts-in-time.rq mean the same by it. An interval stands in the month in which it begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cebgraph.network import Edge
from cebgraph.resources.ontology import load_ontology

Month = tuple[str, str]
"""Year and number of the month; the number, or both, may be empty."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_BEGINS = re.compile(r"(?:\.\.)?/?(\d{4})(?:-(0[1-9]|1[0-2]))?(?![0-9])")


def by_month(edges: Iterable[Edge]) -> dict[Month, tuple[Edge, ...]]:
    """Return the acts in time by year and month, the earliest first; dates that begin with no year have neither.

    >>> edge = Edge("a", "b", "ceb:held", statement="s", qualifiers=(("when", "2020-05-12/2020-06-01"),))
    >>> by_month([edge]) == {("2020", "05"): (edge,)}
    True
    """
    found = defaultdict[Month, list[Edge]](list)
    for edge in edges:
        for month in months_of(edge):
            found[month].append(edge)
    return {month: tuple(sorted(found[month], key=_by_date)) for month in sorted(found, key=_order)}


def months_of(edge: Edge) -> tuple[Month, ...]:
    """Return the months in which an act was done; none where it has no date.

    >>> months_of(Edge("a", "b", "ceb:held", statement="s", qualifiers=(("when", "2020"),)))
    (('2020', ''),)
    """
    return tuple(dict.fromkeys(_months(edge))) if edge.statement else ()


def undated(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return the acts told as done without a date, as data/queries/undated.rq finds them."""
    acts = load_ontology().acts
    return tuple(edge for edge in edges if edge.predicate in acts and not (edge.status or edge.when))


def _months(edge: Edge) -> Iterator[Month]:
    for key, value in edge.qualifiers:
        if key == "when":
            begins = _BEGINS.match(value)
            yield (begins[1], begins[2] or "") if begins else ("", "")


def _order(month: Month) -> tuple[bool, Month]:
    return not month[0], month


def _by_date(edge: Edge) -> tuple[str, str, str, str, str]:
    return edge.when, edge.source, edge.predicate, edge.target, edge.statement
