"""Answers as a page shows them: results or a graph, as bytes of a server, in; a table of its first rows out.

An answer may be given cut off, so that a page never waits for all of a large one: what can be read of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

ROWS = 1000
"""How many rows a page shows."""

Node = NamedNode | BlankNode | Literal | Triple
Row = tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    """How many rows were read."""
    whole: bool = True
    """Whether those were all; not where the answer was given cut off."""
    triples: bool = False
    """Whether a row is a triple."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to ASK."""

    holds: bool


def read_results(content: bytes) -> Table | Verdict:
    """Return results in SPARQL 1.1 Query Results JSON Format as what a page shows.

    Raises SyntaxError where not even their head can be read.

    >>> cut_off = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "CEB"}}'
    >>> read_results(cut_off).whole
    False
    """
    found = parse_query_results(content, QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Verdict(bool(found))
    heads = tuple(variable.value for variable in found.variables)
    return _table(heads, (tuple(solution[index] for index in range(len(heads))) for solution in found))


def read_graph(content: bytes, form: RdfFormat = RdfFormat.N_TRIPLES) -> Table:
    """Return a graph as what a page shows: a row for each triple."""
    found = parse(content, form)
    return _table(("subject", "predicate", "object"), ((t.subject, t.predicate, t.object) for t in found), triples=True)


def _table(heads: tuple[str, ...], found: Iterable[Row], *, triples: bool = False) -> Table:
    rows: list[Row] = []
    total = 0
    whole = True
    try:
        for total, row in enumerate(found, start=1):
            if total <= ROWS:
                rows.append(row)
    except SyntaxError:
        whole = False
    return Table(heads, tuple(rows), total, whole, triples)


def things_in(outcome: Table | Verdict) -> tuple[str, ...]:
    """Return the IRIs that an answer shows, each once."""
    return tuple(dict.fromkeys(_iris(outcome))) if isinstance(outcome, Table) else ()


def _iris(table: Table) -> Iterator[str]:
    return (node.value for row in table.rows for node in row if isinstance(node, NamedNode))
