"""Paths: a network and two things in; the shortest way between them, with the words that make each step, out.

A statement may be walked both ways. Of ways equally short, one with the most steps that stand on words is taken, and
always the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from cebgraph.analysis.links import link_graph, said_between
from cebgraph.network import Edge, Network, Node


@dataclass(frozen=True, slots=True)
class Step:
    """From one thing to the next, and all that is said between the two."""

    start: Node
    end: Node
    edges: tuple[Edge, ...]
    """Those that stand on words first; `edge.source == start.iri` where it is walked along its direction."""


@dataclass(frozen=True, slots=True)
class ShortestPath:
    """A way from one thing to another; `steps` is None where there is no way, and empty from a thing to itself."""

    start: Node
    end: Node
    steps: tuple[Step, ...] | None


def shortest_path(
    network: Network, start: str, end: str, *, without: Collection[str] = (), with_planned: bool = False
) -> ShortestPath:
    """Return the shortest way from one thing to another that avoids some; things are given by IRI.

    Raises KeyError for what is no thing of the network.
    """
    from networkx import NetworkXNoPath, dijkstra_path  # noqa: PLC0415  slow to import

    nodes = {node.iri: node for node in network.nodes}
    first, last = nodes[start], nodes[end]
    if start == end:
        return ShortestPath(first, last, ())
    said = said_between(network, with_planned=with_planned)
    graph = link_graph(network, with_planned=with_planned)
    graph.remove_nodes_from(set(without) - {start, end})
    if start not in graph or end not in graph:
        return ShortestPath(first, last, None)

    def cost(one: str, other: str, _: object) -> int:
        """Make a step without words dearer, but so little that no longer way becomes the cheaper one."""
        return len(nodes) + (not any(edge.words for edge in said[frozenset((one, other))]))

    try:
        way = dijkstra_path(graph, start, end, weight=cost)
    except NetworkXNoPath:
        return ShortestPath(first, last, None)
    steps = (Step(nodes[one], nodes[other], said[frozenset((one, other))]) for one, other in pairwise(way))
    return ShortestPath(first, last, tuple(steps))
