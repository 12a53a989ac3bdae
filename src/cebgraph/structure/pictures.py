"""The figures of a text, so that the words scattered around one find it, before its caption and after."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from cebgraph.model.report import BlockKind
from cebgraph.structure.drafts import Draft
from cebgraph.structure.lines import LineKind, Row


class Pictures:
    """A figure for every caption, also for those that are still to come."""

    def __init__(self, rows: Sequence[Row]) -> None:
        captions = [row for row in rows if row.kind is LineKind.CAPTION]
        self._figures = {row.index: Draft(BlockKind.FIGURE) for row in captions}
        self._pages: dict[int, list[int]] = defaultdict(list)
        for row in captions:
            self._pages[row.page].append(row.index)

    def of_caption(self, caption: Row) -> Draft:
        """Return the figure that a line is the caption of."""
        return self._figures[caption.index]

    def nearest(self, row: Row) -> Draft | None:
        """Return the figure of the page whose caption is nearest to a line."""
        captions = self._pages.get(row.page, []) if row.page else []
        at = bisect_left(captions, row.index)
        near = min(captions[max(at - 1, 0) : at + 1], key=lambda index: abs(index - row.index), default=None)
        return None if near is None else self._figures[near]
