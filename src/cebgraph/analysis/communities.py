"""Communities: a network in; groups of things more linked among themselves than with others, out.

Found by the method of Louvain with a fixed seed, over numbers rather than names: the same groups on every machine.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cebgraph.analysis.links import link_graph
from cebgraph.network import Network, Node

if TYPE_CHECKING:
    import networkx as nx

SEED = 0
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Community:
    """A group of things."""

    members: tuple[Node, ...]
    """The most linked first."""
    links: int
    """How many pairs of its members are linked."""


@dataclass(frozen=True, slots=True)
class Communities:
    """The groups, the largest first, and how well they part the network (at most 1)."""

    groups: tuple[Community, ...]
    modularity: float


def communities(network: Network, *, with_planned: bool = False) -> Communities:
    """Return the communities of the linked things; a link counts as often as it is stated."""
    import networkx as nx  # noqa: PLC0415  slow to import

    graph = link_graph(network, with_planned=with_planned)
    if not graph:
        return Communities((), 0.0)
    found = _louvain(graph)
    nodes = {node.iri: node for node in network.nodes}
    groups = []
    for group in found:
        members = sorted(group, key=lambda iri: (-graph.degree(iri), iri))
        groups.append(Community(tuple(nodes[iri] for iri in members), graph.subgraph(group).number_of_edges()))
    groups.sort(key=lambda group: (-len(group.members), group.members[0].iri))
    return Communities(tuple(groups), round(nx.community.modularity(graph, found), _DIGITS))


def _louvain(graph: nx.Graph[str]) -> list[set[str]]:
    import networkx as nx  # noqa: PLC0415  slow to import

    names = list(graph)
    numbers = {name: number for number, name in enumerate(names)}
    numbered: nx.Graph[Hashable] = nx.Graph()
    numbered.add_nodes_from(numbers.values())
    for one, other in graph.edges:
        numbered.add_edge(numbers[one], numbers[other], weight=graph[one][other]["weight"])
    found = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    return [{names[number] for number in group} for group in found]
