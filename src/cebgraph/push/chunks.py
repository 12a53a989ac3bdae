"""Chunks: the triples of a graph in, pieces of N-Triples of bounded size out.

A chunk can be sent twice and change nothing the second time, since no triple holds a blank node: that is what makes
it safe to try again after a connection broke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from cebgraph.errors import PushError

DEFAULT = ""
"""The name of the default graph here, which has none."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some triples of a graph."""

    content: bytes
    """One triple a line."""
    triples: int


def graphs_of(quads: Iterable[Quad]) -> Mapping[str, tuple[Triple, ...]]:
    """Return the triples of each named graph.

    Raises PushError for a blank node, which would become another one with each chunk.
    """
    graphs: dict[str, list[Triple]] = {}
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise PushError("holds a blank node and cannot be pushed", where=str(quad.graph_name))
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    return {graph: tuple(triples) for graph, triples in graphs.items()}


def union_of(graphs: Mapping[str, Sequence[Triple]]) -> tuple[Triple, ...]:
    """Return the triples of some graphs, each once, sorted."""
    return tuple(sorted({triple for triples in graphs.values() for triple in triples}, key=str))


def chunks_of(triples: Sequence[Triple], size: int) -> Iterator[Chunk]:
    """Give the triples in order, in chunks of at most so many bytes; a longer triple is a chunk of its own."""
    lines: list[bytes] = []
    length = 0
    for triple in triples:
        line = ntriples(triple)
        if lines and length + len(line) > size:
            yield Chunk(b"".join(lines), len(lines))
            lines, length = [], 0
        lines.append(line)
        length += len(line)
    if lines:
        yield Chunk(b"".join(lines), len(lines))


def ntriples(triple: Triple) -> bytes:
    """Return a triple as one line."""
    return serialize([triple], format=RdfFormat.N_TRIPLES) or b""
