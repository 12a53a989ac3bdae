"""Lettering: a text in; how wide it is drawn, or the lines that it fills, out.

Fonts differ from reader to reader: widths are those of wide ones, so that what is drawn stays within its box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wcwidth import wcwidth

FONTS = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
ELLIPSIS = "…"
_ENDS = " ·"
"""What a line does not end in."""

# Widths in ems. Quotes and dashes are as wide as Chinese characters in a Chinese font.
_WIDE, _CAPITAL, _SMALL, _THIN = 1.0, 0.7, 0.58, 0.34
_BROAD_LETTERS, _THIN_LETTERS = frozenset("MW@%mw"), frozenset("iljtfr.,:;!'|()[]/ ")
_PUNCTUATION = re.compile("[\u2010-\u206f]")

# What stays together on a line: a Latin word up to a hyphen between words, or one character; with its brackets.
_PIECE = re.compile(
    r"\s+|[《（「『“‘〈【]*(?:[!-~\u00a1-\u024f]*?-(?=[A-Za-z]{3})|[!-~\u00a1-\u024f]+|.)[》），。、；：」』”’！？〉】]*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set, in pixels."""

    size: float
    leading: float
    """From line to line."""
    weight: int = 400


STYLES = {
    "title": Style(22, 30, 600),
    "name": Style(14, 19, 500),
    "detail": Style(11.5, 16),
    "edge": Style(12, 16),
    "note": Style(12, 17),
    "year": Style(20, 26, 600),
    "month": Style(14, 19, 500),
}
_BOLD = 1.06


def text_width(text: str, style: str) -> float:
    """Return how wide a text is drawn at most.

    >>> text_width("board", "name") < text_width("理事会", "name") < text_width("task team", "name")
    True
    """
    set_in = STYLES[style]
    heavier = _BOLD if set_in.weight > STYLES["detail"].weight else 1
    return set_in.size * heavier * sum(map(_em, text))


def wrapped(text: str, style: str, width: float, most: int) -> tuple[str, ...]:
    """Return a text in at most some lines that are no wider than asked; what is left out is marked by an ellipsis.

    >>> wrapped("《联合国数据和统计创新全系统路线图》", "name", 120, 3)
    ('《联合国数据和统', '计创新全系统路线', '图》')
    >>> wrapped("High-level Committee on Management", "name", 120, 1)
    ('High-level…',)
    """
    lines = _filled(text, style, width)
    return lines if len(lines) <= most else (*lines[: most - 1], _cut(lines[most - 1], style, width))


def balanced(text: str, style: str, width: float, most: int) -> tuple[str, ...]:
    """Return a text in as many lines as `wrapped` gives, but about equally long, so that none is left with one letter.

    >>> balanced("《联合国数据和统计创新全系统路线图》", "name", 160, 3)
    ('《联合国数据和统计', '创新全系统路线图》')
    """
    lines = wrapped(text, style, width, most)
    narrower = (_filled(text, style, width * share) for share in (0.55, 0.65, 0.75, 0.85))
    return next((found for found in narrower if len(found) == len(lines)), lines)


def _filled(text: str, style: str, width: float) -> tuple[str, ...]:
    lines, line = list[str](), ""
    for piece in _pieces(" ".join(text.split()), style, width):
        if text_width((line + piece).rstrip(), style) <= width:
            line = line + piece if line else piece.lstrip()
        else:
            lines.append(line.rstrip(_ENDS))
            line = piece.lstrip()
    return tuple(line for line in (*lines, line.rstrip(_ENDS)) if line)


def _pieces(text: str, style: str, width: float) -> list[str]:
    pieces = _PIECE.findall(text)
    return [part for piece in pieces for part in ([piece] if text_width(piece, style) <= width else piece)]


def _cut(line: str, style: str, width: float) -> str:
    while line and text_width(line + ELLIPSIS, style) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


def _em(char: str) -> float:
    if wcwidth(char) > 1 or char in _BROAD_LETTERS or _PUNCTUATION.match(char):
        return _WIDE
    if char in _THIN_LETTERS:
        return _THIN
    return _CAPITAL if char.isupper() else _SMALL if wcwidth(char) else 0
