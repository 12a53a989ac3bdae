"""Where the marks of footnotes stand in running text: bare digits, glued to the word or punctuation before them.

Many digits look like that. What tells the marks from the rest is that their numbers rise through the document and that
each stands before its note, as a rule on the same page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cebgraph.model.report import BlockKind
from cebgraph.resources.languages import Marks
from cebgraph.spans import Span
from cebgraph.structure.drafts import Draft
from cebgraph.structure.lines import Row

MARKED = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.SUMMARY,
        BlockKind.CHAPTER,
        BlockKind.SUBHEADING,
        BlockKind.FIGURE,
        BlockKind.TITLE,
        BlockKind.ANNEX,
        BlockKind.PLAIN,
    }
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note: its digits, the block that they stand in, and the note."""

    span: Span
    row: Row
    block: Draft
    note: Draft | None
    """None where the text does not have the note."""


def find_marks(
    text: str, drafts: Sequence[Draft], rows: Sequence[Row], marks: Marks, raised: Sequence[Span] | None = None
) -> list[Mark]:
    """Return the mark of every note that has one, in the order of the notes; `raised` are the figures that may be one.

    A text without any notes may have marks all the same, as an excerpt has: only unmistakable ones are taken.
    """
    notes = sorted((draft for draft in drafts if draft.kind is BlockKind.FOOTNOTE), key=lambda note: note.head.index)
    if not notes:
        return _raised(text, drafts, raised) if raised else _candidates(text, drafts, marks.unmistakable)
    pages = _page_starts(rows)
    found = _raised(text, drafts, raised) if raised else _candidates(text, drafts, marks.glued)
    matched = list(_matched(text, notes, found, pages))
    if raised or 2 * len(matched) >= len(notes):
        return matched
    spaced = _candidates(text, drafts, marks.spaced)
    return list(_matched(text, notes, sorted((*found, *spaced), key=lambda mark: mark.span), pages))


def _candidates(text: str, drafts: Sequence[Draft], pattern: re.Pattern[str]) -> list[Mark]:
    found = [
        Mark(Span(*match.span()), row, draft, None)
        for draft in drafts
        if draft.kind in MARKED
        for row in draft.reading_order()
        for match in pattern.finditer(text, row.body + 1, row.span.end)
    ]
    return sorted(found, key=lambda mark: mark.span)


def _raised(text: str, drafts: Sequence[Draft], raised: Sequence[Span]) -> list[Mark]:
    rows = sorted(
        ((row, draft) for draft in drafts if draft.kind in MARKED for row in draft.reading_order()),
        key=lambda pair: pair[0].span,
    )
    starts = [row.span.start for row, _ in rows]
    found = []
    for span in raised:
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and rows[at][0].span.contains(span) and span.of(text).isdecimal():
            found.append(Mark(span, *rows[at], None))
    return found


def _page_starts(rows: Sequence[Row]) -> dict[int, int]:
    """Return where each page begins in the text."""
    return {row.page: row.span.start for row in reversed(rows)}


def _matched(
    text: str, notes: Sequence[Draft], found: Sequence[Mark], page_starts: Mapping[int, int]
) -> Iterator[Mark]:
    by_number: dict[int, list[Mark]] = defaultdict(list)
    for mark in found:
        by_number[int(mark.span.of(text))].append(mark)
    starts = {number: [mark.span.start for mark in marks] for number, marks in by_number.items()}
    last = 0
    for note in notes:
        number = int(note.number)
        place = _place(starts.get(number, []), last, page_starts[note.head.page], note.head.span.start)
        if place is not None:
            mark = by_number[number][place]
            last = mark.span.end
            yield replace(mark, note=note)


def _place(starts: Sequence[int], last: int, page: int, note: int) -> int | None:
    """Return which place a mark is in: the first on the note's page, else the first behind the last mark."""
    for begin in (max(last, page), last):
        at = bisect_left(starts, begin)
        if at < len(starts) and starts[at] < note:
            return at
    return None
