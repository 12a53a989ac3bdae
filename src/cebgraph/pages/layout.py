"""Where things stand in a drawing of the whole network: the network in, a place for each thing out.

Each connected part is a tree of bubbles: the hierarchy of bodies first, then each thing at the one it was reached
from, so that no two subtrees touch. There is no chance in it: the same network is always placed in the same way.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, pi, sin, sqrt

from cebgraph.network import Network

Places = dict[str, tuple[int, int]]

_PART_OF = "org:subOrganizationOf"
_LEAF = 34.0
"""The radius that a thing takes with its name."""
_LINK = 46.0
"""The least from a thing to the bubble of another."""
_APART = 40.0
_WIDER, _BESIDE = 1.7, 0.55
"""Names are wide, and so are screens."""
_ROUNDS, _MOVES = 160, 400_000
"""How often things are moved, and how many moves there are at most: a large part is drawn in less."""
_NEAR, _ROOM = 80.0, 84.0
"""Links are drawn in to the one length, things kept apart by the other."""
_PULL = 0.05
_CLOSER = 0.35
_SPREAD = 2.5
_AROUND = tuple((right, under) for right in (-1, 0, 1) for under in (-1, 0, 1))


def places_of(network: Network) -> Places:
    """Return the place of each thing, the large parts of the network first, things without links last."""
    links, below, above = _links(network)
    trees = list[_Tree]()
    reached = set[str]()
    for node in sorted(network.nodes, key=lambda node: (-len(below[node.iri]), -len(links[node.iri]), node.iri)):
        if node.iri not in reached:
            trees.append(_Tree.of(_top(node.iri, above), links, below))
            reached.update(trees[-1].order)
    return _shelved([tree.drawn_in() for tree in sorted(trees, key=lambda tree: (-len(tree.order), tree.order[0]))])


_Links = Mapping[str, Sequence[str]]


def _links(network: Network) -> tuple[_Links, _Links, _Links]:
    """Return what each thing is linked with, what is part of it, and what it is part of."""
    links, below, above = (defaultdict[str, list[str]](list) for _ in range(3))
    for edge in network.edges:
        if edge.source != edge.target:
            links[edge.source].append(edge.target)
            links[edge.target].append(edge.source)
        if edge.predicate == _PART_OF:
            below[edge.target].append(edge.source)
            above[edge.source].append(edge.target)
    return links, below, above


def _top(body: str, above: _Links) -> str:
    """Return what stands at the top of a hierarchy; of one that runs in a circle, the last before it closes."""
    passed = {body}
    while higher := [one for one in above[body] if one not in passed]:
        body = min(higher)
        passed.add(body)
    return body


@dataclass(frozen=True, slots=True)
class _Tree:
    """What hangs together, each thing below the one that it was reached from."""

    order: tuple[str, ...]
    """From the top down: a thing comes after the one above it."""
    children: _Links

    @classmethod
    def of(cls, top: str, links: _Links, below: _Links) -> _Tree:
        children, order = defaultdict[str, list[str]](list), [top]
        reached = {top}
        for ways in (below, links):  # all of the hierarchy, before anything else is reached
            waiting = deque(order)
            while waiting:
                one = waiting.popleft()
                for other in sorted(set(ways[one]) - reached):
                    reached.add(other)
                    children[one].append(other)
                    order.append(other)
                    waiting.append(other)
        return cls(tuple(_downwards(top, children)), children)

    def drawn_in(self) -> dict[str, tuple[float, float]]:
        """Return the places of all after the links have drawn them together: bubbles leave much room empty."""
        links = [(one, child) for one in self.order for child in self.children[one]]
        places = {one: (x * _CLOSER, y * _CLOSER) for one, (x, y) in self.placed().items()}
        for _ in range(min(_ROUNDS, _MOVES // len(self.order))):
            _pull(places, links)
            _push(places)
        return places

    def placed(self) -> dict[str, tuple[float, float]]:
        """Return the places of all, the top at 0, 0."""
        rings, radii, number = dict[str, float](), dict[str, float](), dict[str, int]()
        for one in reversed(self.order):
            sizes = [radii[child] for child in self.children[one]]
            rings[one] = _ring(sizes, whole=one == self.order[0])
            number[one] = 1 + sum(number[child] for child in self.children[one])
            # A bubble in a bubble doubles it: long lines would grow without end.
            radii[one] = min(rings[one] + max(sizes, default=_LEAF), _SPREAD * _LEAF * sqrt(number[one]))
        found, facing = {self.order[0]: (0.0, 0.0)}, {self.order[0]: -pi / 2}
        for one in self.order:
            children = self.children[one]
            turns = _turns([radii[child] for child in children], rings[one], facing[one], one == self.order[0])
            for child, turn in zip(children, turns, strict=True):
                x, y = found[one]
                found[child] = x + rings[one] * cos(turn), y + rings[one] * sin(turn)
                facing[child] = turn
        return found


def _pull(places: dict[str, tuple[float, float]], links: Iterable[tuple[str, str]]) -> None:
    """Draw the ends of links that are too long a little together."""
    for one, other in links:
        (x, y), (there, down) = places[one], places[other]
        length = hypot(there - x, down - y)
        if length > _NEAR:
            share = _PULL * (length - _NEAR) / length
            places[one] = x + (there - x) * share, y + (down - y) * share
            places[other] = there - (there - x) * share, down - (down - y) * share


def _push(places: dict[str, tuple[float, float]]) -> None:
    """Move things that stand too near to each other apart; only those in neighbouring squares are compared."""
    squares = defaultdict[tuple[int, int], list[str]](list)
    for one, (x, y) in places.items():
        squares[int(x // _ROOM), int(y // _ROOM)].append(one)
    for (column, row), some in squares.items():
        near = [other for right, under in _AROUND for other in squares.get((column + right, row + under), ())]
        for one, other in ((one, other) for one in some for other in near if one < other):
            (x, y), (there, down) = places[one], places[other]
            length = hypot(there - x, down - y)
            if 0 < length < _ROOM:
                share = (_ROOM - length) / length / 2
                places[one] = x - (there - x) * share, y - (down - y) * share
                places[other] = there + (there - x) * share, down + (down - y) * share


def _downwards(top: str, children: _Links) -> Iterator[str]:
    waiting = deque([top])
    while waiting:
        one = waiting.popleft()
        yield one
        waiting.extend(children[one])


def _ring(sizes: Sequence[float], *, whole: bool) -> float:
    """Return how far from a thing its bubbles stand, so that they do not touch."""
    if not sizes:
        return 0.0
    room = 2 * pi if whole else 5 * pi / 3  # the rest is for the link to the thing above
    low = max(sizes) + _LINK
    if _angle(sizes, low) <= room:
        return low
    high = low + sum(sizes) * 2
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (low, middle) if _angle(sizes, middle) <= room else (middle, high)
    return high


def _angle(sizes: Iterable[float], ring: float) -> float:
    return sum(2 * asin(min(1.0, size / ring)) for size in sizes)


def _turns(sizes: Sequence[float], ring: float, facing: float, whole: bool) -> Iterator[float]:
    """Give the direction of each bubble around a thing, spread evenly over the room that there is."""
    if not sizes:
        return
    room = 2 * pi if whole else 5 * pi / 3
    spare = (room - _angle(sizes, ring)) / len(sizes)
    turn = facing - room / 2
    for size in sizes:
        wide = 2 * asin(min(1.0, size / ring)) + spare
        yield turn + wide / 2
        turn += wide


def _shelved(parts: Sequence[Mapping[str, tuple[float, float]]]) -> Places:
    """Place the first part, and the others beside it in rows, as screens are wide."""
    boxes = [_box(part.values()) for part in parts]
    places, x, y, deep = Places(), 0.0, 0.0, 0.0
    start, end = 0.0, 0.0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        if x > start and x + right - left > end:
            x, y, deep = start, y + deep + _APART, 0.0
        places |= {
            one: (round((x + there - left) * _WIDER), round(y + down - top)) for one, (there, down) in part.items()
        }
        x, deep = x + right - left + _APART, max(deep, bottom - top)
        if not end:
            start, end, deep = x, x + (right - left) * _BESIDE, 0.0
    return places


def _box(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, down = zip(*points, strict=True)
    return min(across) - _LEAF, min(down) - _LEAF, max(across) + _LEAF, max(down) + _LEAF
