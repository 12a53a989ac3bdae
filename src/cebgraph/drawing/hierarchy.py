"""The hierarchy of bodies: the network in; an organization chart out, every body in it once, below its parent.

The bodies right below the top of a large tree stand side by side, all others below one another: names are long, and a
chart of many bodies grows down the page rather than across it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from cebgraph.drawing.cards import WIDTH, Names, Reader, card
from cebgraph.drawing.composing import compose
from cebgraph.drawing.scene import Box, Line, Part, together
from cebgraph.errors import QueryError
from cebgraph.network import Edge, Network, Node

_PART_OF = "org:subOrganizationOf"
_ACROSS = 6
"""Most bodies that stand side by side."""
_INDENT, _GAP, _FALL, _BESIDE = 24, 12, 44, 20
_TREES = 36
_COLUMN = WIDTH + 2 * _INDENT + _BESIDE
"""From column to column, in which trees of up to three levels stand."""
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Forest:
    """Bodies, and what they are part of; each has one parent at most, and none is below itself."""

    tops: tuple[str, ...]
    below: dict[str, tuple[str, ...]]
    links: dict[str, Edge]
    """The edge from a body to its parent."""
    others: dict[str, tuple[str, ...]]
    """Further things that a body is said to be part of."""

    def walk(self, top: str) -> Iterator[tuple[str, int]]:
        """Give a body and all below it in the order of reading, with how deep each stands."""
        waiting = [(top, 0)]
        while waiting:
            body, depth = waiting.pop()
            yield body, depth
            waiting.extend((child, depth + 1) for child in reversed(self.below.get(body, ())))

    def size(self, top: str) -> int:
        """Return how many there are in a tree."""
        return sum(1 for _ in self.walk(top))


def draw_hierarchy(network: Network, language: str, names: Names, *, with_planned: bool = False) -> str:
    """Return the hierarchy of bodies as SVG.

    Raises QueryError where there is no body, CebgraphError for a language that pictures do not speak.
    """
    reader = Reader(language, names, with_planned)
    forest = forest_of(network, reader.shown(network))
    if not forest.tops:
        raise QueryError("there is no body in the graph", hint="build it from a report")
    things = {node.iri: node for node in network.nodes}
    boxes = {body: _card(things, body, forest, reader) for top in forest.tops for body, _ in forest.walk(top)}
    trees = sorted(forest.tops, key=lambda top: (-forest.size(top), top))
    part = _shelved([_tree(top, forest, boxes) for top in trees])
    number = sum("Body" in things[body].classes for body in boxes)
    return compose(part, reader.says("hierarchy"), reader.says("bodies", number=number), reader)


def forest_of(network: Network, edges: Sequence[Edge]) -> Forest:
    """Return the bodies of a network with what they are part of, as trees.

    Where a body is said to be part of several, the first by IRI that is not below it is its parent, and one of which
    this is only planned comes last.
    """
    bodies = {node.iri for node in network.nodes if "Body" in node.classes}
    links, others = dict[str, Edge](), defaultdict[str, list[str]](list)
    for edge in sorted(edges, key=lambda edge: bool(edge.status)):
        if edge.predicate != _PART_OF or edge.source not in bodies:
            continue
        if edge.source not in links and edge.source not in _line_above(edge.target, links):
            links[edge.source] = edge
        elif edge.source not in links or links[edge.source].target != edge.target:
            others[edge.source].append(edge.target)
    every = sorted(bodies | {edge.target for edge in links.values()})
    below = defaultdict[str, list[str]](list)
    for body in every:
        if body in links:
            below[links[body].target].append(body)
    forest = Forest((), {parent: tuple(children) for parent, children in below.items()}, links, {})
    return Forest(
        tops=tuple(body for body in every if body not in links),
        below={p: tuple(sorted(cs, key=lambda c: (-forest.size(c), c))) for p, cs in forest.below.items()},
        links=links,
        others={body: tuple(dict.fromkeys(parents)) for body, parents in others.items()},
    )


def _line_above(body: str, links: dict[str, Edge]) -> Iterator[str]:
    yield body
    while body in links:
        body = links[body].target
        yield body


def _card(things: dict[str, Node], body: str, forest: Forest, reader: Reader) -> Box:
    others = reader.joined(reader.name(things[other]) for other in forest.others.get(body, ()))
    return card(things[body], reader, also=reader.says("also", name=others) if others else "")


def _tree(top: str, forest: Forest, boxes: dict[str, Box]) -> Part:
    children = forest.below.get(top, ())
    if 1 < len(children) <= _ACROSS and any(child in forest.below for child in children):
        return _spread(top, children, forest, boxes)
    return _hung(top, forest, boxes)


def _spread(top: str, children: tuple[str, ...], forest: Forest, boxes: dict[str, Box]) -> Part:
    """Place the children of a body side by side, in the middle below it."""
    columns, right, head = list[Part](), 0.0, boxes[top]
    for child in children:
        column = _hung(child, forest, boxes).moved(right, head.height + _FALL)
        columns.append(column)
        right = _next_column(column)
    middle = (columns[0].boxes[0].x + columns[-1].boxes[0].x) / 2
    head = head.at(middle, 0)
    x, level = middle + WIDTH / 2, head.height + _FALL / 2
    lines = (
        Line(
            ((x, head.height), (x, level), (c.boxes[0].x + WIDTH / 2, level), (c.boxes[0].x + WIDTH / 2, c.boxes[0].y)),
            dashed=bool(forest.links[child].status),
        )
        for child, c in zip(children, columns, strict=True)
    )
    return together((Part((head,), tuple(lines)), *columns))


def _hung(top: str, forest: Forest, boxes: dict[str, Box]) -> Part:
    """Place all bodies of a tree below one another, each a step right of its parent."""
    placed, lines, down = dict[str, Box](), list[Line](), 0.0
    for body, depth in forest.walk(top):
        box = placed[body] = boxes[body].at(depth * _INDENT, down)
        down += box.height + _GAP
        if depth:
            link = forest.links[body]
            above = placed[link.target]
            x = above.x + _INDENT / 2
            points = ((x, above.y + above.height), (x, box.middle), (box.x, box.middle))
            lines.append(Line(points, dashed=bool(link.status)))
    return Part(tuple(placed.values()), tuple(lines))


def _shelved(trees: Sequence[Part]) -> Part:
    """Place trees side by side as far as there is room, then below."""
    widest = max(_COLUMNS * _COLUMN, *(tree.area[2] - tree.area[0] for tree in trees))
    placed, x, y, bottom = list[Part](), 0.0, 0.0, 0.0
    for tree in trees:
        left, top, right, _ = tree.area
        if x and x + right - left > widest:
            x, y = 0.0, bottom + _TREES
        placed.append(tree.moved(x - left, y - top))
        bottom = max(bottom, placed[-1].area[3])
        x = _next_column(placed[-1])
    return together(placed)


def _next_column(part: Part) -> float:
    """Return where the first column begins that a part leaves free."""
    return ceil((part.area[2] + _BESIDE) / _COLUMN) * _COLUMN
