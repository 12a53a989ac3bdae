"""Cuts: a network in; the links and the things without which a part of it would be cut off, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from cebgraph.analysis.links import link_graph, said_between
from cebgraph.network import Edge, Network, Node

if TYPE_CHECKING:
    import networkx as nx

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Bridge:
    """A link that alone holds a part of the network to the rest."""

    near: Node
    """Its end on the larger side."""
    far: Node
    cut_off: int
    """How many things would be cut off, `far` among them."""
    edges: tuple[Edge, ...]
    """What is said between the two."""


@dataclass(frozen=True, slots=True)
class CutThing:
    """A thing (an articulation point) that alone holds parts of the network together."""

    thing: Node
    cut_off: int
    """How many other things would no longer hang together with the largest part that is left."""
    parts: int
    """How many parts would be left."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the network would come apart; what cuts off most stands first."""

    bridges: tuple[Bridge, ...]
    things: tuple[CutThing, ...]


def cuts(network: Network, *, at_least: int = 1, with_planned: bool = False) -> Cuts:
    """Return the bridges and cutting things of a network that cut off at least some number of things."""
    said = said_between(network, with_planned=with_planned)
    nodes = {node.iri: node for node in network.nodes}
    bridges, things = [], []
    for place, branches in _branches(link_graph(network, with_planned=with_planned)).items():
        sizes = sorted(branches.values(), reverse=True)
        if isinstance(place, str) and sum(sizes[1:]) >= at_least:
            things.append(CutThing(nodes[place], sum(sizes[1:]), len(sizes)))
        elif isinstance(place, int) and len(sizes) == _PAIR and sizes[1] >= at_least:
            near, far = sorted(map(str, branches), key=lambda iri: (-branches[iri], iri))
            bridges.append(Bridge(nodes[near], nodes[far], sizes[1], said[frozenset((near, far))]))
    return Cuts(
        tuple(sorted(bridges, key=lambda b: (-b.cut_off, b.near.iri, b.far.iri))),
        tuple(sorted(things, key=lambda t: (-t.cut_off, t.thing.iri))),
    )


def _branches(graph: nx.Graph[str]) -> dict[str | int, dict[str | int, int]]:
    """Return how many things hang on each branch of the block-cut tree: by place, then by the neighbour it starts with.

    Places are things (IRIs) and blocks (numbers): sets of things that hold together without any one of them. A block
    of two is a bridge, and a thing in several blocks cuts.
    """
    import networkx as nx  # noqa: PLC0415  slow to import

    tree: nx.Graph[str | int] = nx.Graph()
    blocks = cast("Iterator[set[str]]", nx.biconnected_components(graph))  # whose types say otherwise
    for number, block in enumerate(blocks):
        for iri in block:
            tree.add_edge(number, iri)
    branches: dict[str | int, dict[str | int, int]] = {place: {} for place in tree}
    for part in nx.connected_components(tree):
        root = next(iter(part))
        size = {place: int(isinstance(place, str)) for place in part}
        walk = list(nx.dfs_edges(tree, root))
        for above, below in reversed(walk):
            size[above] += size[below]
        for above, below in walk:
            branches[above][below] = size[below]
            branches[below][above] = size[root] - size[below]
    return branches
