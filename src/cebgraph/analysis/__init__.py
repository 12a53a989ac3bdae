"""Analysis of the network: what is central, what belongs together, where it would come apart, and what changed.

Pure functions over a `Network` or over facts, with frozen values out; the same for any order of input and any seed of
Python's hashes. Planned and denied statements are no links unless asked for.
"""

from __future__ import annotations

from cebgraph.analysis.centrality import Centrality, centralities
from cebgraph.analysis.communities import Communities, Community, communities
from cebgraph.analysis.cuts import Bridge, Cuts, CutThing, cuts
from cebgraph.analysis.difference import Change, Difference, Reading, compare, read_graph
from cebgraph.analysis.paths import ShortestPath, Step, shortest_path

__all__ = [
    "Bridge",
    "Centrality",
    "Change",
    "Communities",
    "Community",
    "CutThing",
    "Cuts",
    "Difference",
    "Reading",
    "ShortestPath",
    "Step",
    "centralities",
    "communities",
    "compare",
    "cuts",
    "read_graph",
    "shortest_path",
]
