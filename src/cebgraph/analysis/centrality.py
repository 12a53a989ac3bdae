"""Centrality: a network in; how central each thing is, by degree, betweenness and PageRank, out.

Measured in the whole network, so that two bodies may be close through a document; the answer may be narrowed to a
class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cebgraph.analysis.links import holds, link_graph
from cebgraph.errors import QueryError
from cebgraph.network import Network, Node

DAMPING = 0.85
_ROUNDS = 200
_ENOUGH = 1e-12
_DIGITS = 6
"""Floating point may differ in the last digits between machines."""


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central a thing is."""

    thing: Node
    degree: int
    """How many other things it is linked with."""
    betweenness: float
    """Share of the pairs of other things whose shortest paths lead through it, in parts where there are several."""
    pagerank: float
    """Share of a walker's time who follows statements from subject to object, and starts anew with a chance of 0.15."""


def centralities(network: Network, *, of: str = "", with_planned: bool = False) -> tuple[Centrality, ...]:
    """Return how central the linked things of a class are, those of the highest betweenness first; no class means all.

    Raises QueryError for a class that no thing has.
    """
    from networkx import betweenness_centrality  # noqa: PLC0415  slow to import

    classes = {kind for node in network.nodes for kind in node.classes}
    if of and of not in classes:
        raise QueryError(f"no thing is a {of}", hint=f"there are: {', '.join(sorted(classes)) or 'no things'}")
    graph = link_graph(network, with_planned=with_planned)
    between = betweenness_centrality(graph)
    ranks = page_ranks(network, with_planned=with_planned)
    found = (
        Centrality(node, graph.degree(node.iri), round(between[node.iri], _DIGITS), round(ranks[node.iri], _DIGITS))
        for node in network.nodes
        if node.iri in graph and (not of or of in node.classes)
    )
    return tuple(sorted(found, key=lambda one: (-one.betweenness, one.thing.iri)))


def page_ranks(network: Network, *, with_planned: bool = False) -> Mapping[str, float]:
    """Return the PageRank of each linked thing; their sum is 1."""
    ways: dict[str, list[str]] = {}
    for edge in network.edges:
        if holds(edge, with_planned=with_planned) and edge.source != edge.target:
            ways.setdefault(edge.source, []).append(edge.target)
            ways.setdefault(edge.target, [])
    things = sorted(ways)
    ranks = dict.fromkeys(things, 1 / len(things)) if things else {}
    for _ in range(_ROUNDS):
        before, ranks = ranks, _walked(ranks, things, ways)
        if sum(abs(ranks[thing] - before[thing]) for thing in things) < _ENOUGH:
            break
    return ranks


def _walked(ranks: Mapping[str, float], things: list[str], ways: Mapping[str, list[str]]) -> dict[str, float]:
    """Return the ranks after one more step; who stands where no way leads on starts anew."""
    stuck = sum(ranks[thing] for thing in things if not ways[thing])
    walked = dict.fromkeys(things, (1 - DAMPING + DAMPING * stuck) / len(things)) if things else {}
    for thing in things:
        for target in ways[thing]:
            walked[target] += DAMPING * ranks[thing] / len(ways[thing])
    return walked
