"""Scenes: boxes, lines and labels with their places, in pixels; what every layout gives and the writer of SVG takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cebgraph.drawing.lettering import STYLES, text_width

PADDING = 12
_ASCENT = 0.88
"""Share of its size that a text stands above its line; the rest hangs below."""

Point = tuple[float, float]
Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text."""

    x: float
    y: float
    """Of the line that its letters stand on."""
    text: str
    style: str
    anchor: str = "start"
    """What stands at `x`: its `start`, `middle` or `end`."""

    @property
    def area(self) -> Area:
        """The room that it takes at most."""
        width, size = text_width(self.text, self.style), STYLES[self.style].size
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - size * _ASCENT, left + width, self.y + size * (1 - _ASCENT)


@dataclass(frozen=True, slots=True)
class Box:
    """A thing or an act: what is told of it in a few lines, with all of it in its tip."""

    lines: tuple[tuple[str, str], ...]
    """Style and text."""
    family: str
    width: float
    link: str = ""
    tip: str = ""
    dashed: bool = False
    strong: bool = False
    """Whether the picture is about it."""
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        """As much as its lines take."""
        return sum(STYLES[style].leading for style, _ in self.lines) + PADDING

    @property
    def middle(self) -> float:
        """Half its height down."""
        return self.y + self.height / 2

    @property
    def area(self) -> Area:
        """The room that it takes."""
        return self.x, self.y, self.x + self.width, self.y + self.height

    @property
    def labels(self) -> tuple[Label, ...]:
        """Its lines, each in its place."""
        found, down = [], self.y + PADDING / 2
        for style, text in self.lines:
            leading, size = STYLES[style].leading, STYLES[style].size
            found.append(Label(self.x + PADDING, down + (leading - size) / 2 + size * _ASCENT, text, style))
            down += leading
        return tuple(found)

    def at(self, x: float, y: float) -> Box:
        """Return the same box in another place."""
        return replace(self, x=x, y=y)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through some points: around corners, or as one curve that starts and ends level."""

    points: tuple[Point, ...]
    dashed: bool = False
    arrow: bool = False
    """Whether it points at its end."""
    curved: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Swatch:
    """What a colour means, or (without family) what a dashed line means."""

    x: float
    y: float
    family: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture, from its left upper corner."""

    title: str
    description: str
    language: str
    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    swatches: tuple[Swatch, ...] = ()
    dots: tuple[Point, ...] = ()
    frames: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a picture, wherever it will stand."""

    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    dots: tuple[Point, ...] = ()
    frames: tuple[Area, ...] = ()
    """Around boxes that a line leads to together."""

    @property
    def area(self) -> Area:
        """The room that all of it takes; its lines run within."""
        areas = [box.area for box in self.boxes] + [label.area for label in self.labels] + list(self.frames)
        lefts, tops, rights, bottoms = zip(*areas, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def moved(self, across: float, down: float) -> Part:
        """Return the same part in another place."""
        return Part(
            tuple(box.at(box.x + across, box.y + down) for box in self.boxes),
            tuple(replace(line, points=tuple((x + across, y + down) for x, y in line.points)) for line in self.lines),
            tuple(replace(label, x=label.x + across, y=label.y + down) for label in self.labels),
            tuple((x + across, y + down) for x, y in self.dots),
            tuple(
                (left + across, top + down, right + across, bottom + down) for left, top, right, bottom in self.frames
            ),
        )


def together(parts: Iterable[Part]) -> Part:
    """Return some parts as one, each where it is."""
    parts = tuple(parts)
    return Part(
        tuple(box for part in parts for box in part.boxes),
        tuple(line for part in parts for line in part.lines),
        tuple(label for part in parts for label in part.labels),
        tuple(dot for part in parts for dot in part.dots),
        tuple(frame for part in parts for frame in part.frames),
    )


def stacked(lines: Iterable[str], style: str, x: float, top: float, anchor: str = "start") -> tuple[Label, ...]:
    """Return lines of text below one another."""
    leading, size = STYLES[style].leading, STYLES[style].size
    first = top + (leading - size) / 2 + size * _ASCENT
    return tuple(Label(x, first + number * leading, line, style, anchor) for number, line in enumerate(lines))
