"""Links: which things are linked, whatever is said and in whichever direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cebgraph.network import Edge, Network

if TYPE_CHECKING:
    import networkx as nx


def holds(edge: Edge, *, with_planned: bool = False) -> bool:
    """Say whether an edge counts as a link: done or in force, or on request planned or agreed; never what is denied.

    >>> holds(Edge("a", "b", "ceb:endorsed", status="planned")), holds(Edge("a", "b", "ceb:endorsed"))
    (False, True)
    """
    return not edge.status or (with_planned and edge.status != "negated")


def said_between(network: Network, *, with_planned: bool = False) -> Mapping[frozenset[str], tuple[Edge, ...]]:
    """Return what links each pair of things, in either direction; what stands on words comes first."""
    said: dict[frozenset[str], list[Edge]] = {}
    for edge in network.edges:
        if holds(edge, with_planned=with_planned) and edge.source != edge.target:
            said.setdefault(frozenset((edge.source, edge.target)), []).append(edge)
    return {pair: tuple(sorted(edges, key=lambda edge: not edge.words)) for pair, edges in said.items()}


def link_graph(network: Network, *, with_planned: bool = False) -> nx.Graph[str]:
    """Return the linked things, one link a pair, which counts its statements as `weight`; nodes are IRIs, in order."""
    from networkx import Graph  # noqa: PLC0415  slow to import

    graph: nx.Graph[str] = Graph()
    said = said_between(network, with_planned=with_planned)
    graph.add_nodes_from(sorted({end for pair in said for end in pair}))
    for pair, edges in said.items():
        one, other = sorted(pair)
        graph.add_edge(one, other, weight=len(edges))
    return graph
