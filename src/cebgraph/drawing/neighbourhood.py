"""A thing's neighbourhood: the network in; what speaks of it on its left, what it speaks of on its right, out.

What is said alike stands in one group behind one label. A thing is drawn once, where it is first reached; what is said
between two things that are equally far away is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from cebgraph.drawing.cards import WIDTH, Names, Reader, card, told
from cebgraph.drawing.composing import compose
from cebgraph.drawing.lettering import STYLES, balanced, text_width
from cebgraph.drawing.scene import Box, Line, Part, stacked, together
from cebgraph.errors import QueryError
from cebgraph.network import Edge, Network, Node

_FAN, _REACH, _BESIDE = 64, 56, 8
_LABEL, _LABEL_LINES = 150, 4
_GAP, _APART = 10, 22
"""Between boxes of one group, and between groups."""
_MOST, _COLUMNS, _FRAME = 8, 4, 12
"""Boxes below one another at the outer end, before they stand in columns within a frame."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of which the same is said with respect to one that stands nearer."""

    lines: tuple[str, ...]
    dashed: bool
    outgoing: bool
    incoming: bool
    twigs: tuple[Twig, ...]
    columns: int = 1

    @property
    def rows(self) -> tuple[tuple[Twig, ...], ...]:
        """Its things, side by side and below one another."""
        starts = range(0, len(self.twigs), self.columns)
        return tuple(self.twigs[start : start + self.columns] for start in starts)

    @property
    def extent(self) -> float:
        """The room that its things take down the page."""
        frame = 2 * _FRAME if self.columns > 1 else 0
        return frame - _GAP + sum(_GAP + max(twig.height for twig in row) for row in self.rows)

    @property
    def height(self) -> float:
        """The room that it takes down the page."""
        return max(len(self.lines) * STYLES["edge"].leading, self.extent)


@dataclass(frozen=True, slots=True)
class Twig:
    """A thing, and the groups behind it."""

    box: Box
    groups: tuple[Group, ...]

    @property
    def height(self) -> float:
        """The room that it takes down the page."""
        return max(self.box.height, _height(self.groups))


def draw_neighbourhood(  # noqa: PLR0913  each choice that a reader has
    network: Network, thing: str, language: str, names: Names, *, depth: int = 1, with_planned: bool = False
) -> str:
    """Return a thing and those that are at most some steps away from it as SVG.

    Raises QueryError where the network has no such thing, CebgraphError for a language that pictures do not speak.
    """
    reader = Reader(language, names, with_planned)
    things = {node.iri: node for node in network.nodes}
    if thing not in things:
        raise QueryError("is not a thing of the network", where=thing)
    near = _Near.of(reader.shown(network), thing, depth)
    left = tuple(group for group in _groups(things, near, thing, reader, -1) if not group.outgoing)
    right = tuple(group for group in _groups(things, near, thing, reader, 1) if group.outgoing)
    centre = card(things[thing], reader, strong=True).at(-WIDTH / 2, 0)
    centre = centre.at(centre.x, -centre.height / 2)
    sides = (_side(groups, sign) for groups, sign in ((left, -1), (right, 1)) if groups)
    number = sum(map(len, near.behind.values()))
    said = reader.says("things", depth=depth, number=number) if number else reader.says("alone")
    title = reader.says("neighbourhood", name=reader.name(things[thing]))
    return compose(together((Part((centre,)), *sides)), title, said, reader)


@dataclass(frozen=True, slots=True)
class _Near:
    """What is around a thing: what stands behind each other thing, and what is said between two."""

    behind: Mapping[str, Sequence[str]]
    said: Mapping[frozenset[str], Sequence[Edge]]

    @classmethod
    def of(cls, edges: Iterable[Edge], centre: str, depth: int) -> _Near:
        said = defaultdict[frozenset[str], list[Edge]](list)
        linked = defaultdict[str, set[str]](set)
        for edge in edges:
            said[frozenset((edge.source, edge.target))].append(edge)
            linked[edge.source].add(edge.target)
            linked[edge.target].add(edge.source)
        behind, reached, ring = dict[str, list[str]](), {centre}, [centre]
        for _ in range(depth):
            outer = list[str]()
            for thing in ring:
                behind[thing] = sorted(linked[thing] - reached)
                reached.update(behind[thing])
                outer.extend(behind[thing])
            ring = outer
        return cls(behind, said)


def _groups(things: Mapping[str, Node], near: _Near, thing: str, reader: Reader, sign: int) -> tuple[Group, ...]:
    """Return what stands behind a thing, by what the one says of the other."""
    found = defaultdict[tuple[str, str, bool], list[Twig]](list)
    for other in near.behind.get(thing, ()):
        edges = near.said[frozenset((thing, other))]
        outgoing = [edge for edge in edges if edge.source == thing]
        incoming = [edge for edge in edges if edge.target == thing]
        away, back = (reader.joined(sorted(reader.predicate(edge) for edge in some)) for some in (outgoing, incoming))
        tip = "\n".join(told(edge, reader) for edge in edges)
        twig = Twig(card(things[other], reader, tip=tip), _groups(things, near, other, reader, sign))
        found[away, back, all(edge.status for edge in edges)].append(twig)
    outermost = all(other not in near.behind for other in near.behind.get(thing, ()))
    most = _COLUMNS if outermost else 1
    return tuple(
        Group(
            _label_lines(away, back, sign),
            dashed,
            bool(away),
            bool(back),
            tuple(twigs),
            min(most, ceil(len(twigs) / _MOST)),
        )
        for (away, back, dashed), twigs in sorted(found.items(), key=lambda item: (not item[0][0], item[0]))
    )


def _label_lines(away: str, back: str, sign: int) -> tuple[str, ...]:
    """Return what a thing says of another and the other of it; with arrows only where both say something."""
    if away and back:
        away, back = (f"{away} →", f"← {back}") if sign > 0 else (f"← {away}", f"{back} →")
    return tuple(line for text in (away, back) for line in balanced(text, "edge", _LABEL, _LABEL_LINES))


def _height(groups: Sequence[Group]) -> float:
    return sum(group.height for group in groups) + _APART * max(len(groups) - 1, 0)


def _side(groups: tuple[Group, ...], sign: int) -> Part:
    """Place all that stands on one side of the centre; `sign` is 1 on its right, -1 on its left."""
    parts, ring, start = list[Part](), [(0.0, groups)], WIDTH / 2
    while ring:
        room = max(text_width(line, "edge") for _, some in ring for group in some for line in group.lines)
        outer = list[tuple[float, tuple[Group, ...]]]()
        for middle, some in ring:
            top = middle - _height(some) / 2
            for group in some:
                parts.append(_group(group, sign, start, (middle, top + group.height / 2), room))
                outer.extend(_behind(group, top))
                top += group.height + _APART
        start += _FAN + room + _REACH + 2 * _BESIDE + WIDTH
        ring = outer
    return together(parts)


def _behind(group: Group, top: float) -> list[tuple[float, tuple[Group, ...]]]:
    """Return the middle of each thing of a group that has something behind it, with that."""
    return [(middle, twig.groups) for middle, twig in _middles(group, top + group.height / 2) if twig.groups]


def _middles(group: Group, middle: float) -> list[tuple[float, Twig]]:
    found, top = [], middle - group.extent / 2
    for twig in group.twigs:
        found.append((top + twig.height / 2, twig))
        top += twig.height + _GAP
    return found


def _group(group: Group, sign: int, start: float, levels: tuple[float, float], room: float) -> Part:
    """Place the label of a group with the line from the nearer thing, and its things with the lines to them."""
    nearer, middle = levels
    label = start + _FAN + _BESIDE + room / 2
    end = label + room / 2 + _BESIDE + _REACH
    half = max(text_width(line, "edge") for line in group.lines) / 2 + _BESIDE
    lines = [_way(((start, nearer), (start + _FAN, middle), (label - half, middle)), sign, group, to=group.incoming)]
    things = _framed(group, sign, end, middle) if group.columns > 1 else _listed(group, sign, end, middle)
    reached = [middle] if things.frames else [box.middle for box in things.boxes]
    for level in reached:
        points = ((end, level), (label + room / 2 + _BESIDE, middle), (label + half, middle))
        lines.append(_way(points, sign, group, to=group.outgoing))
    top = middle - len(group.lines) * STYLES["edge"].leading / 2
    labels = stacked(group.lines, "edge", sign * label, top, "middle")
    return together((things, Part((), tuple(lines), labels)))


def _listed(group: Group, sign: int, end: float, middle: float) -> Part:
    """Place the things of a group below one another."""
    x = end if sign > 0 else -end - WIDTH
    return Part(tuple(twig.box.at(x, level - twig.box.height / 2) for level, twig in _middles(group, middle)))


def _framed(group: Group, sign: int, end: float, middle: float) -> Part:
    """Place the things of a group in columns within a frame."""
    width = 2 * _FRAME + group.columns * (WIDTH + _GAP) - _GAP
    left = end if sign > 0 else -end - width
    top = middle - group.extent / 2
    boxes, down = list[Box](), top + _FRAME
    for row in group.rows:
        boxes.extend(twig.box.at(left + _FRAME + n * (WIDTH + _GAP), down) for n, twig in enumerate(row))
        down += max(twig.height for twig in row) + _GAP
    return Part(tuple(boxes), frames=((left, top, left + width, top + group.extent),))


def _way(points: tuple[tuple[float, float], ...], sign: int, group: Group, *, to: bool) -> Line:
    """Return the line from a label to a thing, which stands first, with an arrow at the thing if it points there."""
    return Line(tuple((sign * x, y) for x, y in reversed(points)), dashed=group.dashed, arrow=to, curved=True)
