"""The text of a table: a row is a line, a tab parts its cells, and a cell that goes on below is one again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cebgraph.resources.languages import Language
from cebgraph.spans import Span, TextView
from cebgraph.structure.drafts import Draft
from cebgraph.structure.lines import DEEP, Row

_CELL = re.compile(r"\S+(?:[^\S\t]\S+)*")
Part = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class _Cell:
    """The lines of a cell, and the column that they begin in."""

    column: int
    lines: list[Span] = field(default_factory=list)


def table_view(text: str, draft: Draft, language: Language) -> TextView:
    """Return the text of a table."""
    return TextView.joined(_parts(text, _table(text, draft.rows), language))


def _table(text: str, rows: Sequence[Row]) -> list[list[_Cell]]:
    table: list[list[_Cell]] = []
    for row in rows:
        cells = [
            _Cell(match.start() - row.full.start, [Span(*match.span())])
            for match in _CELL.finditer(text, row.span.start, row.span.end)
        ]
        if table and row.indent >= DEEP:
            _go_on(table[-1], cells)
        else:
            table.append(cells)
    return table


def _go_on(above: list[_Cell], cells: Sequence[_Cell]) -> None:
    for cell in cells:
        nearest = min(above, key=lambda other: abs(other.column - cell.column))
        nearest.lines.extend(cell.lines)


def _parts(text: str, table: Sequence[Sequence[_Cell]], language: Language) -> Iterator[Part]:
    last: Span | None = None
    for row in table:
        for at, cell in enumerate(row):
            for line_at, line in enumerate(cell.lines):
                if last:
                    joint = language.between(text[last.end - 1], text[line.start])
                    yield joint if line_at else ("\t" if at else "\n"), _space_after(last)
                yield line.of(text), line
                last = line


def _space_after(span: Span) -> Span:
    """Return the one space or line break behind a cell: what parts it from the next stands for that."""
    return Span(span.end, span.end + 1)
