"""Quads as a whole: the base of their identifiers, the order they are written in, the prefixes that they use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from cebgraph.iris import BASE, PREFIXES

ONTOLOGY_GRAPH = "graph/ontology"
"""The path of the graph of the ontology below the base of identifiers."""


def quad_order(quad: Quad) -> tuple[str, str, str, str]:
    """Return what quads are sorted by."""
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def base_of(graphs: Iterable[object]) -> str:
    """Return what the identifiers of things begin with, by the names of the graphs that they stand in.

    >>> base_of([NamedNode("https://example.org/id/graph/ontology")])
    'https://example.org/id/'
    """
    names = sorted(graph.value for graph in graphs if isinstance(graph, NamedNode))
    return next((name.removesuffix(ONTOLOGY_GRAPH) for name in names if name.endswith(ONTOLOGY_GRAPH)), BASE)


def used_prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes of the vocabulary that some triples use.

    >>> kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    >>> list(used_prefixes([Triple(NamedNode("urn:x"), kind, NamedNode("urn:y"))]))
    ['rdf']
    """
    used = {iri for triple in triples for iri in _iris(triple)}
    return {prefix: start for prefix, start in PREFIXES.items() if any(iri.startswith(start) for iri in used)}


def _iris(triple: Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, NamedNode):
            yield term.value
        elif isinstance(term, Literal):
            yield term.datatype.value
