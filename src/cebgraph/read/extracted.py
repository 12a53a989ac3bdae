"""What a reader makes of a file: a text with its lines, and what the file tells of them beyond their characters.

Every format is written into one text, line by line; all positions count the code points of that text. It is what the
graph's evidence quotes from, so a reader adds nothing to the characters but spaces, line breaks, generated numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cebgraph.model.source import Line, Role
from cebgraph.spans import Span

Part = tuple[str, bool]
"""A text, and whether it is a raised figure."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file."""

    text: str
    lines: tuple[Line, ...]
    encoding: str
    raised: tuple[Span, ...] | None = None
    notices: tuple[str, ...] = ()


class TextWriter:
    r"""Puts a text together, line by line.

    >>> writer = TextWriter()
    >>> writer.line([("The Board", False), ("1", True), (" met.", False)], Role.BODY, begins=True)
    >>> extracted = writer.extracted("docx")
    >>> extracted.text, extracted.raised
    ('The Board1 met.\n', (Span(start=9, end=10),))
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._lines: list[Line] = []
        self._raised: list[Span] = []
        self._at = 0

    def line(self, parts: Iterable[Part], role: Role, *, begins: bool | None, page: int = 0, end: str = "\n") -> None:
        """Write a line."""
        start = self._at
        for text, raised in parts:
            self._texts.append(text)
            if raised:
                self._raised.append(Span(self._at, self._at + len(text)))
            self._at += len(text)
        span = Span(start, self._at)
        self._texts.append(end)
        self._at += len(end)
        self._lines.append(Line(span, Span(start, self._at), role, begins, page))

    def extracted(self, encoding: str, notices: Iterable[str] = ()) -> Extracted:
        """Return what was written."""
        return Extracted("".join(self._texts), tuple(self._lines), encoding, tuple(self._raised), tuple(notices))
