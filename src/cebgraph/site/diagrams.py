"""Drawings of the ontology: the classes of each family as an indented tree, and the pattern that every fact follows.

Only places are computed here, in pixels; the template draws them. Each drawing is narrow enough for a phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wcwidth import wcwidth

from cebgraph.site.facts import OWN, Bilingual, Facts
from cebgraph.site.groups import Group, family_of

_ROW = 32
_BOX = 26
_INDENT = 22
_PADDING = 10
_GAP = 4
_FONT, _BOLD = 14, 16  # bold letters take the room of larger ones
# Widths in ems. Fonts differ from reader to reader: a box is rather too wide than too narrow.
_NARROW, _WIDE = 0.57, 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A term, drawn as a box with its names."""

    name: str
    label: Bilingual
    family: str
    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property, drawn from box to box, with its names in the middle."""

    name: str
    label: Bilingual
    start: tuple[float, float]
    end: tuple[float, float]
    plain: bool
    """Whether it stands for the plain triple rather than for a part of the statement."""

    @property
    def middle(self) -> tuple[float, float]:
        """Where its names stand."""
        return (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2


@dataclass(frozen=True, slots=True)
class Tree:
    """The classes of a family, each below and right of the class that it is part of."""

    title: Bilingual
    family: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    branches: tuple[str, ...]
    """The lines from class to class, as SVG paths."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the graph tells of one fact."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def text_width(text: str, size: float = _FONT) -> float:
    """Return how wide a text is drawn, about: a Chinese character takes more room than a Latin one.

    >>> text_width("board") < text_width("理事会") < text_width("task team")
    True
    """
    return size * sum(_WIDE if wcwidth(char) > 1 else _NARROW for char in text)


def draw_tree(facts: Facts, group: Group) -> Tree:
    """Return the tree of the classes of a family."""
    members = [term.name for term in group.terms]
    tops = [name for name in members if not set(members) & set(facts.named(name, "rdfs:subClassOf"))]
    walk = [step for top in tops for step in _walk(facts, top, None, 0)]
    boxes = {name: _tree_box(facts, group.key, name, depth, row) for row, (name, _, depth) in enumerate(walk)}
    return Tree(
        title=group.title,
        family=group.key,
        width=max(box.x + box.width for box in boxes.values()) + 1,
        height=_ROW * len(boxes),
        boxes=tuple(boxes.values()),
        branches=tuple(_branch(boxes[above], boxes[name]) for name, above, _ in walk if above),
    )


def _walk(facts: Facts, name: str, above: str | None, depth: int) -> Iterator[tuple[str, str | None, int]]:
    """Give a class and all below it in the order of reading, each with the class above it and how deep it stands."""
    yield name, above, depth
    for narrower in facts.naming("rdfs:subClassOf", name):
        if narrower.startswith(OWN):
            yield from _walk(facts, narrower, name, depth + 1)


def _tree_box(facts: Facts, family: str, name: str, depth: int, row: int) -> Box:
    label = facts.words(name, "rdfs:label")
    width = text_width(label.en) + _GAP + text_width(label.zh) + 2 * _PADDING
    return Box(name, label, family, x=1 + depth * _INDENT, y=1 + row * _ROW, width=width, height=_BOX)


def _branch(above: Box, below: Box) -> str:
    x = above.x + _INDENT / 2
    return f"M{x:g} {above.y + above.height:g}V{below.centre[1]:g}H{below.x:g}"


# How far right and down each class stands in the drawing of the pattern, from 0 to 1.
_PATTERN_WIDTH, _PATTERN_HEIGHT, _PATTERN_BOX = 464, 380, 68
_PLACES = {
    "ceb:Body": (0, 0),
    "ceb:Work": (1, 0),
    "ceb:Statement": (0.5, 0.5),
    "oa:Annotation": (0, 1),
    "ceb:Paragraph": (1, 1),
}
_PLAIN = ("ceb:Body", "ceb:actsOn", "ceb:Work")
_STATED = (
    ("ceb:Statement", "rdf:subject", "ceb:Body"),
    ("ceb:Statement", "rdf:object", "ceb:Work"),
    ("ceb:Statement", "ceb:evidence", "oa:Annotation"),
    ("ceb:Statement", "prov:wasDerivedFrom", "ceb:Paragraph"),
    ("oa:Annotation", "oa:hasTarget", "ceb:Paragraph"),
)


def draw_pattern(facts: Facts) -> Pattern:
    """Return the drawing of what the graph says of one fact: who did what, that it is said, and where."""
    boxes = {name: _pattern_box(facts, name, right, down) for name, (right, down) in _PLACES.items()}
    arrows = (
        _arrow(facts, boxes[subject], predicate, boxes[target], plain=(subject, predicate, target) == _PLAIN)
        for subject, predicate, target in (_PLAIN, *_STATED)
    )
    return Pattern(_PATTERN_WIDTH, _PATTERN_HEIGHT, tuple(boxes.values()), tuple(arrows))


def _pattern_box(facts: Facts, name: str, right: float, down: float) -> Box:
    label = facts.words(name, "rdfs:label")
    width = round(max(text_width(name, _BOLD), text_width(label.en), text_width(label.zh)) + 2 * _PADDING)
    return Box(
        name=name,
        label=label,
        family=family_of(facts, name),
        x=1 + right * (_PATTERN_WIDTH - 2 - width),
        y=1 + down * (_PATTERN_HEIGHT - 2 - _PATTERN_BOX),
        width=width,
        height=_PATTERN_BOX,
    )


def _arrow(facts: Facts, start: Box, name: str, end: Box, *, plain: bool) -> Arrow:
    return Arrow(
        name=name,
        label=facts.words(name, "rdfs:label"),
        start=_edge(start, end.centre),
        end=_edge(end, start.centre),
        plain=plain,
    )


def _edge(box: Box, towards: tuple[float, float]) -> tuple[float, float]:
    """Return where a line from the centre of a box to a point outside leaves the box."""
    x, y = box.centre
    across, down = towards[0] - x, towards[1] - y
    share = min(
        box.width / 2 / abs(across) if across else 1,
        box.height / 2 / abs(down) if down else 1,
    )
    return round(x + across * share, 1), round(y + down * share, 1)
