"""Analysis of the network: who stands at the centre, who belongs together, what hangs by a thread, how two things are
linked, and what changed between two graphs.

Pure functions over a `Network` or over facts, with frozen values out; the same for any order of input and any seed of
Python's hashes. Planned and denied statements are no links unless asked for.
"""

from __future__ import annotations

from cebgraph.analysis.centrality import Centrality, centralities
from cebgraph.analysis.communities import Communities, Community, communities
from cebgraph.analysis.cuts import Bridge, CutThing, Cuts, cuts
from cebgraph.analysis.difference import Change, Difference, Reading, compare, read_graph
from cebgraph.analysis.paths import Path, Step, shortest_path

__all__ = [
    "Bridge",
    "Centrality",
    "Change",
    "Communities",
    "Community",
    "CutThing",
    "Cuts",
    "Difference",
    "Path",
    "Reading",
    "Step",
    "centralities",
    "communities",
    "compare",
    "cuts",
    "read_graph",
    "shortest_path",
]
