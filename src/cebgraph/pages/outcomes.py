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

ROWS, COLUMNS, CELLS = 1000, 100, 20_000
"""How many rows, columns and cells a page shows at most."""
COUNTED = 100_000
"""How many rows are counted."""

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


def read_results(content: bytes, *, whole: bool = True) -> Table | Verdict:
    """Return results in SPARQL 1.1 Query Results JSON Format as what a page shows.

    `whole` says whether this is all of them. Raises SyntaxError where not even their head can be read.

    >>> cut_off = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "CEB"}}'
    >>> read_results(cut_off).whole
    False
    """
    found = parse_query_results(content, QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Verdict(bool(found))
    heads = tuple(variable.value for variable in found.variables)[:COLUMNS]
    rows = (tuple(solution[index] for index in range(len(heads))) for solution in found)
    return _table(heads, rows, whole=whole and len(heads) == len(found.variables))


def read_graph(content: bytes, form: RdfFormat = RdfFormat.N_TRIPLES, *, whole: bool = True) -> Table:
    """Return a graph as what a page shows: a row for each triple."""
    found = ((t.subject, t.predicate, t.object) for t in parse(content, form))
    return _table(("subject", "predicate", "object"), found, triples=True, whole=whole)


def _table(heads: tuple[str, ...], found: Iterable[Row], *, triples: bool = False, whole: bool) -> Table:
    most = min(ROWS, CELLS // max(len(heads), 1))
    rows: list[Row] = []
    total = 0
    try:
        for total, row in enumerate(found, start=1):
            if total <= most:
                rows.append(row)
            if total >= COUNTED:
                whole = False
                break
    except SyntaxError:
        whole = False
    return Table(heads, tuple(rows), total, whole, triples)


def things_in(outcome: Table | Verdict) -> tuple[str, ...]:
    """Return the IRIs that an answer shows, each once."""
    return tuple(dict.fromkeys(_iris(outcome))) if isinstance(outcome, Table) else ()


def _iris(table: Table) -> Iterator[str]:
    return (node.value for row in table.rows for node in row if isinstance(node, NamedNode))
