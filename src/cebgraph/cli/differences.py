"""What changed from one graph to another, as lines for a terminal: what is otherwise first, what is new last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cebgraph.analysis import Change, Difference
from cebgraph.cli.layout import details, quote_lines
from cebgraph.describe import Fact, Term
from cebgraph.iris import BASE

_HELD = "done or in force"


def difference_lines(difference: Difference) -> Iterator[str]:
    """Give every change; of what both sides tell otherwise, with the words of both."""
    parts: Sequence[tuple[str, int, Iterable[str]]] = (
        ("of another status", len(difference.changed), _changes(difference.changed)),
        ("told otherwise", len(difference.restated), _changes(difference.restated)),
        ("statements no longer told", len(difference.facts_gone), _facts("-", difference.facts_gone)),
        ("statements told for the first time", len(difference.facts_new), _facts("+", difference.facts_new)),
        ("things no longer named", len(difference.things_gone), _things("-", difference.things_gone)),
        ("things named for the first time", len(difference.things_new), _things("+", difference.things_new)),
    )
    if not any(number for _, number, _ in parts):
        yield "nothing changed"
    shown = [(f"{number} {title}", lines) for title, number, lines in parts if number]
    for count, (title, lines) in enumerate(shown):
        if count:
            yield ""
        yield title
        yield from lines


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        before, after = _status(change.old), _status(change.new)
        yield f"  {before} → {after}" if before != after else f"  {after}"
        for sign, facts in (("-", change.old), ("+", change.new)):
            for fact in facts:
                yield f"    {sign} {_line(fact)}"
                yield from quote_lines(fact, indent="        ")


def _status(facts: Iterable[Fact]) -> str:
    return " and ".join(sorted({fact.status or _HELD for fact in facts}))


def _facts(sign: str, facts: Iterable[Fact]) -> Iterator[str]:
    return (f"  {sign} {_line(fact)}" for fact in facts)


def _line(fact: Fact) -> str:
    return f"{fact.subject.label} {fact.predicate.label} → {fact.object.label}{details(fact)}"


def _things(sign: str, things: Iterable[Term]) -> Iterator[str]:
    return (f"  {sign} {thing.label} <{thing.iri.removeprefix(BASE)}>" for thing in things)
