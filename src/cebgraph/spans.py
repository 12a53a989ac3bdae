"""Spans and views: half-open pairs of code-point offsets, and texts that map back to where they came from.

A text that was read is never altered. Whatever has to be cleaned (line breaks, note marks, spaces) is left out of a
*view*, and every position in a view maps back to its source exactly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = f"not a span: {self.start}..{self.end}"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the stretch of a text that this span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """Return the same range, moved."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Say whether another span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a code point.

        >>> Span(0, 2).overlaps(Span(2, 3))
        False
        """
        return self.start < other.end and other.start < self.end


def behind_last(text: str, marks: Iterable[str], end: int) -> int:
    """Return where the text begins that stands behind the last of some marks before an offset; 0 without one.

    >>> behind_last("首协会核可了。委员会欢迎", "，。", 10)
    7
    """
    return max(text.rfind(mark, 0, end) for mark in marks) + 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a view and the stretch of the source it stands for: equally long, or a replacement as a whole."""

    view: Span
    source: Span

    @property
    def verbatim(self) -> bool:
        """Say whether the stretch was taken over character by character."""
        return len(self.view) == len(self.source)


@dataclass(frozen=True, slots=True)
class TextView:
    r"""A text made of stretches of a source, some left out, some replaced.

    >>> view = TextView.of_pieces("首协会\n核可了", [Span(0, 3), Span(4, 7)])
    >>> view.text
    '首协会核可了'
    >>> view.to_source(Span(2, 4))
    Span(start=2, end=5)
    """

    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def of_pieces(cls, source: str, pieces: Iterable[Span]) -> TextView:
        """Make a view of some stretches of a source, in the order given."""
        return cls.joined((piece.of(source), piece) for piece in pieces)

    @classmethod
    def joined(cls, parts: Iterable[tuple[str, Span]]) -> TextView:
        """Make a view of texts, each with the stretch of the source that it stands for."""
        texts: list[str] = []
        segments: list[Segment] = []
        at = 0
        for text, source in parts:
            if not text:
                continue
            view = Span(at, at + len(text))
            at = view.end
            texts.append(text)
            segments.append(Segment(view, source))
        return cls("".join(texts), tuple(segments))

    def to_source(self, span: Span) -> Span:
        """Return the smallest stretch of the source that covers a span of the view.

        An empty span maps to an empty span. Segments need not be in the order of the source: a figure is read from its
        caption, wherever on the page that stands.
        """
        if not self.segments:
            return Span(0, 0)
        first = self._index(span.start)
        start = self._source_of(first, span.start, at_end=False)
        if not len(span):
            return Span(start, start)
        last = self._index(span.end - 1)
        end = self._source_of(last, span.end, at_end=True)
        starts = (segment.source.start for segment in self.segments[first + 1 : last + 1])
        ends = (segment.source.end for segment in self.segments[first:last])
        return Span(min((start, *starts)), max((end, *ends)))

    def from_source(self, offset: int) -> int:
        """Return where in the view a source offset stands; what was left out counts as the place where it was."""
        for segment in self.segments:
            if segment.source.start <= offset < segment.source.end:
                return segment.view.start + (offset - segment.source.start if segment.verbatim else 0)
        later = (segment for segment in self.segments if segment.source.start > offset)
        following = min(later, key=lambda segment: segment.source.start, default=None)
        return following.view.start if following else len(self.text)

    def _index(self, offset: int) -> int:
        return max(bisect_right(self.segments, offset, key=lambda segment: segment.view.start) - 1, 0)

    def _source_of(self, index: int, offset: int, *, at_end: bool) -> int:
        segment = self.segments[index]
        if segment.verbatim:
            return segment.source.start + offset - segment.view.start
        return segment.source.end if at_end or offset >= segment.view.end else segment.source.start
