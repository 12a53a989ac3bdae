"""Columns of running text: the runs of a page come in, groups in reading order go out, each to be read from the top.

A gutter is a strip near the middle that no run crosses for many lines, with lines on both sides that fill their column;
a table has such strips too, but its cells do not fill theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from cebgraph.read.pdf.glyphs import Run

_LINES = 8
"""Fewer lines side by side are a table, or a masthead."""
_FILLED = 0.75
_MIDDLE = (0.35, 0.65)
_STEPS = 31


def in_reading_order(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs in groups: what stands above the columns, each column, what stands below; turned text last."""
    upright = [run for run in runs if run.turn == 0]
    turned = [[run for run in runs if run.turn == turn] for turn in (1, 2, 3)]
    gutter = _gutter(upright)
    groups = [upright] if gutter is None else _split(upright, *gutter)
    return [group for group in (*groups, *turned) if group]


def _gutter(runs: Sequence[Run]) -> tuple[float, float, float] | None:
    """Return where a gutter is, and between which baselines."""
    if not runs:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    if sum(run.left > left + _MIDDLE[0] * (right - left) for run in runs) < _LINES:
        return None
    usual = median(run.size for run in runs)
    for step in range(_STEPS):
        # from the middle outwards
        share = 0.5 + (_MIDDLE[1] - 0.5) * ((step + 1) // 2) / (_STEPS // 2) * (1 if step % 2 else -1)
        x = left + share * (right - left)
        band = _band(runs, x)
        if band and _fills(runs, (left, x, right), band, usual):
            return x, *band
    return None


def _band(runs: Sequence[Run], x: float) -> tuple[float, float] | None:
    """Return the highest stretch of baselines that a strip is free in."""
    crossing = sorted((run.baseline for run in runs if run.left < x < run.right), reverse=True)
    bounds = [float("inf"), *crossing, float("-inf")]
    best: tuple[int, tuple[float, float]] = (0, (0.0, 0.0))
    for top, bottom in pairwise(bounds):
        inside = [run for run in runs if bottom < run.baseline < top]
        lefts, rights = ({round(run.baseline) for run in inside if (run.left < x) is side} for side in (True, False))
        best = max(best, (min(len(lefts), len(rights)), (top, bottom)))
    return best[1] if best[0] >= _LINES else None


def _fills(runs: Sequence[Run], across: tuple[float, float, float], band: tuple[float, float], usual: float) -> bool:
    left, x, right = across
    for start, end in ((left, x), (x, right)):
        side = [run for run in runs if band[1] < run.baseline < band[0] and start - 1 <= run.left < end]
        if not side:
            return False
        lines: dict[int, list[Run]] = {}
        for run in side:
            lines.setdefault(round(run.baseline), []).append(run)
        begin = min(run.left for run in side)
        full = sum(max(run.right for run in line) - begin > _FILLED * (end - begin) for line in lines.values())
        texts = sum(len(run.text) for run in side) / len(lines)
        if full < 0.6 * len(lines) or texts * usual < 0.5 * (end - begin):
            return False
        if any(len(line) > 2 for line in lines.values() if _cells(line)):  # noqa: PLR2004  cells of a table
            return False
    return True


def _cells(line: Sequence[Run]) -> bool:
    ordered = sorted(line, key=lambda run: run.left)
    gaps = (after.left - run.right for run, after in pairwise(ordered))
    return any(gap > 2 * ordered[0].size for gap in gaps)


def _split(runs: Sequence[Run], x: float, top: float, bottom: float) -> list[list[Run]]:
    groups: list[list[Run]] = [[], [], [], []]
    for run in runs:
        inside = bottom < run.baseline < top
        groups[(1 if run.left < x else 2) if inside else (0 if run.baseline >= top else 3)].append(run)
    return groups
