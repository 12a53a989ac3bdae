"""The lines of a page: runs on one baseline with the small raised figures beside them, and the cells of a wide line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cebgraph.read.extracted import Part
from cebgraph.read.pdf.columns import in_reading_order
from cebgraph.read.pdf.glyphs import Page, Run

_SMALL, _SAME, _WORD, _CELL = 0.8, 0.25, 0.18, 1.5
_RAISED = (0.12, 0.8)
"""How far above the line a raised figure stands, in units of the size of the type."""
_BESIDE = 1.2
_AT, _APART = 0.3, 0.4
"""How near to a column a cell begins, and how far from the cell before it, where there is a table above."""
_FIGURE = re.compile(r"\s*(?:\d{1,3}|\*{1,4})\s*")
_LABEL = re.compile(r"[(（]?[\w./]{1,8}[.)．）]|[•●▪–—-]|\d{1,3}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(slots=True)
class PageLine:
    """A line of a page."""

    page: int
    baseline: float
    size: float
    turn: int
    runs: list[Run] = field(default_factory=list)
    raised: list[Run] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(run.right for run in self.runs)

    @property
    def bold(self) -> bool:
        """Say whether all of it is bold but its note marks."""
        return all(run.bold for run in self.runs)

    @property
    def text(self) -> str:
        """Its characters, cells parted by a tab."""
        return "\t".join("".join(text for text, _ in cell) for _, cell in self.cells())

    @property
    def marked(self) -> bool:
        """Say whether it begins with a raised figure, or with asterisks."""
        first = self._ordered()[0]
        return first in self.raised or first.text.lstrip().startswith("*")

    def cells(self, columns: Sequence[float] = ()) -> list[tuple[float, list[Part]]]:
        """Return its cells, each with the place where it begins; `columns` are those of the table above."""
        cells: list[tuple[float, list[Part]]] = []
        before: Run | None = None
        for run in self._ordered():
            raised = run in self.raised
            gap = 0.0 if before is None else max(run.left - before.right, before.left - run.right)
            wide = _CELL if not any(abs(run.left - column) < _AT * self.size for column in columns) else _APART
            if before is None or (gap > wide * self.size and not (raised or self._is_label(cells))):
                cells.append((run.left, []))
            elif gap > _WORD * min(run.size, before.size) and not (raised or _spaced(before, run)):
                cells[-1][1].append((" ", False))
            cells[-1][1].extend(_parts(run, raised=raised))
            before = run
        return cells

    def _is_label(self, cells: Sequence[tuple[float, list[Part]]]) -> bool:
        return len(cells) == 1 and bool(_LABEL.fullmatch("".join(text for text, _ in cells[0][1]).strip()))

    def _ordered(self) -> list[Run]:
        """Return the runs as they are read: text from right to left stands in the file in its own order."""
        runs = [*self.runs, *self.raised]
        backwards = sum(len(_RIGHT_TO_LEFT.findall(run.text)) for run in runs)
        if backwards * 2 > sum(len(run.text) for run in runs):
            return sorted(runs, key=lambda run: run.order)
        return sorted(runs, key=lambda run: (run.left, run.order))


def lines_of(page: Page) -> list[PageLine]:
    """Return the lines of a page as they are read."""
    return [line for group in in_reading_order(page.runs) for line in _lines(group, page.number)]


def _lines(runs: Sequence[Run], page: int) -> list[PageLine]:
    lines: list[PageLine] = []
    for run in sorted(runs, key=lambda run: (-round(run.size, 1), -run.baseline, run.order)):
        if not _joins(run, lines):
            lines.append(PageLine(page, run.baseline, run.size, run.turn, [run]))
    return sorted(lines, key=lambda line: (-line.baseline, line.left))


def _joins(run: Run, lines: Sequence[PageLine]) -> bool:
    """Add a run to the line that it stands on or is raised above; say no where there is none."""
    for line in lines:
        height = run.baseline - line.baseline
        if abs(height) <= _SAME * run.size and run.size > _SMALL * line.size:
            line.runs.append(run)
            return True
    near = [line for line in lines if abs(run.baseline - line.baseline) < line.size and _beside(run, line)]
    for line in sorted(near, key=lambda line: abs(run.baseline - line.baseline)):
        height = (run.baseline - line.baseline) / line.size
        small = run.size <= _SMALL * line.size
        if small and _RAISED[0] <= height <= _RAISED[1] and _FIGURE.fullmatch(run.text):
            line.raised.append(run)
            return True
        if abs(height) <= (_RAISED[1] / 2 if small else _SAME):
            line.runs.append(run)
            return True
    return _on_baseline(run, lines)


def _on_baseline(run: Run, lines: Sequence[PageLine]) -> bool:
    """Add a run of smaller type that stands further off on the same line, as in a masthead."""
    line = next((line for line in lines if abs(run.baseline - line.baseline) <= _SAME * run.size), None)
    if line:
        line.runs.append(run)
    return line is not None


def _beside(run: Run, line: PageLine) -> bool:
    reach = _BESIDE * line.size
    return any(
        other.left - reach <= run.left <= other.right + reach or other.left - reach <= run.right <= other.right + reach
        for other in line.runs
    )


def _spaced(before: Run, run: Run) -> bool:
    return before.text[-1].isspace() or run.text[0].isspace()


def _parts(run: Run, *, raised: bool) -> list[Part]:
    if not raised:
        return [(run.text, False)]
    figure = run.text.strip()
    before, _, after = run.text.partition(figure)
    return [part for part in ((before, False), (figure, figure.isdecimal()), (after, False)) if part[0]]
