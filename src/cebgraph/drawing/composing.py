"""Composing: what a layout has placed in; the whole picture with title, description and legend out."""

from __future__ import annotations

from collections.abc import Iterator

from cebgraph.drawing.cards import Reader
from cebgraph.drawing.lettering import STYLES, text_width, wrapped
from cebgraph.drawing.scene import Label, Part, Scene, Swatch, stacked
from cebgraph.drawing.svg import SWATCH, to_svg
from cebgraph.palette import FAMILIES

_MARGIN = 32
_NARROWEST = 560
_ABOVE, _BELOW = 24, 28
_BESIDE, _BETWEEN = 7, 24
_TITLE_LINES, _DESCRIPTION_LINES = 3, 6


def compose(part: Part, title: str, description: str, reader: Reader) -> str:
    """Return a picture as SVG: a title and a description above what was placed, and below it what its colours mean."""
    left, top, right, bottom = part.area
    width = max(right - left, _NARROWEST)
    head = _head(title, description, width)
    start = _MARGIN + sum(STYLES[label.style].leading for label in head) + _ABOVE
    moved = part.moved(_MARGIN - left + (width - (right - left)) / 2, start - top)
    swatches, legend, end = _legend(part, reader, width, start + bottom - top + _BELOW)
    return to_svg(
        Scene(
            title=title,
            description=description,
            language=reader.language,
            width=width + 2 * _MARGIN,
            height=end + _MARGIN,
            boxes=moved.boxes,
            lines=moved.lines,
            labels=(*head, *moved.labels, *legend),
            swatches=swatches,
            dots=moved.dots,
            frames=moved.frames,
        )
    )


def _head(title: str, description: str, width: float) -> tuple[Label, ...]:
    titles = stacked(wrapped(title, "title", width, _TITLE_LINES), "title", _MARGIN, _MARGIN)
    below = _MARGIN + len(titles) * STYLES["title"].leading
    notes = wrapped(description, "note", width, _DESCRIPTION_LINES)
    return (*titles, *stacked(notes, "note", _MARGIN, below))


def _legend(
    part: Part, reader: Reader, width: float, top: float
) -> tuple[tuple[Swatch, ...], tuple[Label, ...], float]:
    """Return what colours and dashes mean, in rows; and where the last row ends."""
    swatches, labels, x = list[Swatch](), list[Label](), float(_MARGIN)
    for key, text in _meanings(part, reader):
        room = SWATCH + _BESIDE + text_width(text, "note")
        if x > _MARGIN and x + room > _MARGIN + width:
            x, top = _MARGIN, top + STYLES["note"].leading + _BESIDE
        swatches.append(Swatch(x, top, key))
        labels.extend(stacked([text], "note", x + SWATCH + _BESIDE, top - 1))
        x += room + _BETWEEN
    return tuple(swatches), tuple(labels), top + SWATCH


def _meanings(part: Part, reader: Reader) -> Iterator[tuple[str, str]]:
    present = {box.family for box in part.boxes}
    for key, family in FAMILIES.items():
        if key in present:
            yield key, family.en if reader.language == "en" else family.zh
    if any(box.dashed for box in part.boxes) or any(line.dashed for line in part.lines):
        yield "", reader.says("dashed")
