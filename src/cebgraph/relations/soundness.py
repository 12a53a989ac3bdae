"""What cannot be so: an act done after the report came out, a body above itself, a part that holds its whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cebgraph.model.statement import Statement, Status

_UPWARD = frozenset({"org:subOrganizationOf", "dcterms:isPartOf"})


def not_yet_done(statements: Iterable[Statement], date: str) -> list[Statement]:
    """Take for planned what is told as done at a time after the date of the report (供11月举行的第二届常会审议).

    Dates are compared as far as both are told: an act of 2020 may be done in a report of March 2020.

    >>> from cebgraph.model.statement import Qualifier
    >>> held = Statement("body/ceb", "ceb:held", "event/e", (Qualifier("when", "2019-11"),))
    >>> [one.status.value for one in not_yet_done([held], "2019-10-04")]
    ['planned']
    """
    return [replace(one, status=Status.PLANNED) if _after(one, date) else one for one in statements]


def _after(statement: Statement, date: str) -> bool:
    when = next((q.value for q in statement.qualifiers if q.key == "when"), "")
    told = statement.status is Status.ASSERTED and when and date
    return bool(told) and when[: len(date)] > date[: len(when)]


def without_circles(statements: Iterable[Statement], known: Mapping[str, tuple[str, ...]]) -> list[Statement]:
    """Leave out what would put a thing above itself; `known` are the bodies above each, as authorities have them.

    What was told first stands, so that the result depends on the report alone.
    """
    above: dict[str, set[str]] = {thing: set(parents) for thing, parents in known.items()}
    kept: list[Statement] = []
    for statement in statements:
        target = statement.object
        if statement.predicate in _UPWARD and isinstance(target, str) and statement.status is Status.ASSERTED:
            if statement.subject in _reached(target, above):
                continue
            above.setdefault(statement.subject, set()).add(target)
        kept.append(statement)
    return kept


def _reached(start: str, above: Mapping[str, set[str]]) -> set[str]:
    """Return a thing and all above it."""
    found: set[str] = set()
    open_ = [start]
    while open_:
        thing = open_.pop()
        if thing not in found:
            found.add(thing)
            open_ += above.get(thing, ())
    return found
