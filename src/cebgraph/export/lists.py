"""Lists of nodes and edges as CSV, with the heads that Neo4j and Gephi ask for.

A cell is one line, and no formula: these files are opened by hand, and the words in them are those of others.

Neo4j: `neo4j-admin database import full --nodes=FILE --relationships=FILE`. Gephi: File, Import spreadsheet, first the
nodes, then the edges into the same workspace, without merging edges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import Quad

from cebgraph.network import Edge, Network, edge_attributes, node_attributes, read_network
from cebgraph.summary import in_memory
from cebgraph.tables import comma_separated


def neo4j_nodes_bytes(quads: Sequence[Quad]) -> bytes:
    """Return the things as a list of nodes for Neo4j; its labels are their classes."""
    heads = ("id:ID", "label", "label_zh", "label_en", "acronym", "symbol", ":LABEL")
    rows = []
    for node in _network(quads).nodes:
        told = node_attributes(node)
        rows.append((node.iri, *(told[head] for head in heads[1:-1]), ";".join(node.classes)))
    return comma_separated(heads, rows).encode()


def neo4j_edges_bytes(quads: Sequence[Quad]) -> bytes:
    """Return what is said between things as a list of relationships for Neo4j."""
    named = ("label_zh", "label_en", "status", "when", "qualifiers", "quote", "place")
    heads = (":START_ID", ":END_ID", ":TYPE", "statement", "predicate", *named, "confidence:double")
    rows = []
    for edge in _network(quads).edges:
        told = edge_attributes(edge)
        identity = (edge.source, edge.target, relationship_type(edge.predicate), edge.statement, edge.predicate)
        rows.append((*identity, *(told[name] for name in named), told["confidence"]))
    return comma_separated(heads, rows).encode()


def gephi_nodes_bytes(quads: Sequence[Quad]) -> bytes:
    """Return the things as a table of nodes for Gephi."""
    named = ("label", "label_zh", "label_en", "class", "acronym", "symbol")
    rows = ((node.iri, *map(node_attributes(node).__getitem__, named)) for node in _network(quads).nodes)
    return comma_separated(("Id", "Label", *named[1:]), rows).encode()


def gephi_edges_bytes(quads: Sequence[Quad]) -> bytes:
    """Return what is said between things as a table of directed edges for Gephi, the predicate as their kind."""
    named = ("label_zh", "label_en", "status", "when", "qualifiers", "confidence", "quote", "place")
    heads = ("Source", "Target", "Type", "Id", "Kind", "Label", *named)
    rows = []
    for edge in _network(quads).edges:
        told = edge_attributes(edge)
        identity = (edge.source, edge.target, "Directed", _key(edge), edge.predicate, told["label"])
        rows.append((*identity, *(told[name] for name in named)))
    return comma_separated(heads, rows).encode()


def relationship_type(predicate: str) -> str:
    """Return the type that a relationship has by Neo4j's custom.

    >>> relationship_type("org:subOrganizationOf")
    'SUB_ORGANIZATION_OF'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", predicate.rpartition(":")[2]).upper()


def _key(edge: Edge) -> str:
    return edge.statement or f"{edge.source} {edge.predicate} {edge.target}"


def _network(quads: Sequence[Quad]) -> Network:
    return read_network(in_memory(quads))
