"""What a reader makes of a file: a text with its lines, and what the file tells of them beyond their characters.

Every format is written into one text, line by line; all positions count the code points of that text. It is what the
graph's evidence quotes from, so a reader adds nothing to the characters but spaces, line breaks, generated numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cebgraph.model.source import Line, Role
from cebgraph.spans import Span

# Controls, line breaks within a line, halves of surrogate pairs.
_UNSOUND = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
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
            self._texts.append(_UNSOUND.sub(" ", text))
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


def to_json(extracted: Extracted) -> dict[str, Any]:
    """Return what JSON can hold of a text; `from_json` makes it again."""
    lines = [
        [line.span.start, line.span.end, line.full.end, str(line.role), line.begins, line.page]
        for line in extracted.lines
    ]
    raised = None if extracted.raised is None else [[span.start, span.end] for span in extracted.raised]
    return {
        "text": extracted.text,
        "lines": lines,
        "encoding": extracted.encoding,
        "raised": raised,
        "notices": list(extracted.notices),
    }


def from_json(value: dict[str, Any]) -> Extracted:
    r"""Return the text that some JSON holds.

    >>> extracted = Extracted("a\n", (Line(Span(0, 1), Span(0, 2), Role.BODY, True, 1),), "pdf", (Span(0, 1),), ("b",))
    >>> from_json(to_json(extracted)) == extracted
    True
    """
    lines = tuple(
        Line(Span(start, end), Span(start, full), Role(role), begins, page)
        for start, end, full, role, begins, page in value["lines"]
    )
    raised = None if value["raised"] is None else tuple(Span(*span) for span in value["raised"])
    return Extracted(value["text"], lines, value["encoding"], raised, tuple(value["notices"]))
