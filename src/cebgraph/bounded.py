"""What a graph says of one thing: a store and an IRI in, a concise bounded description with its proof out.

Beside the triples that name the thing, it holds whole what stands for them: statements with their evidence, annotations
with the words that they quote, and the names of all that is mentioned. It is what pages and data files are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from cebgraph.iris import expand

_MOST = 250
"""Triples with one property that lead to a thing."""
_TYPE = NamedNode(expand("rdf:type"))
_WHOLE = frozenset(NamedNode(expand(name)) for name in ("ceb:Statement", "oa:Annotation"))
"""What is no thing of its own, but says something of others."""
_PARTS = frozenset(NamedNode(expand(name)) for name in ("ceb:evidence", "oa:hasTarget", "oa:hasSelector"))
"""Properties whose values are parts of what has them."""
_NAMING = tuple(
    NamedNode(expand(name))
    for name in ("rdf:type", "rdfs:label", "dcterms:title", "ceb:acronym", "ceb:symbol", "ceb:number", "foaf:page")
)


def bounded_description(store: Store, iri: str) -> frozenset[Triple]:
    """Return what the default graph says of a thing; nothing where it does not speak of it.

    Method: the symmetric concise bounded description (P. Stickler, W3C Member Submission, 2005); statements and
    annotations take the place of its blank nodes. Of many triples with one property that lead to the thing, only the
    first are given, so that a description has an end where a class has members without end.
    """
    thing = NamedNode(iri)
    around = set(_outgoing(store, thing)) | set(_incoming(store, thing))
    speakers = {triple.subject for triple in around if isinstance(triple.subject, NamedNode)}
    told = {node for node in speakers if not _WHOLE.isdisjoint(_types(store, node))} | {thing}
    found = around | set(_with_parts(store, told))
    return frozenset(found | set(_names(store, found)))


def _outgoing(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(node, None, None, DefaultGraph()))


def _incoming(store: Store, node: NamedNode) -> Iterator[Triple]:
    properties = {quad.predicate for quad in store.quads_for_pattern(None, None, node, DefaultGraph())}
    for predicate in properties:
        quads: Iterator[Quad] = store.quads_for_pattern(None, predicate, node, DefaultGraph())
        yield from (quad.triple for quad in islice(quads, _MOST))


def _types(store: Store, node: NamedNode) -> set[object]:
    return {quad.object for quad in store.quads_for_pattern(node, _TYPE, None, DefaultGraph())}


def _with_parts(store: Store, nodes: Iterable[NamedNode]) -> Iterator[Triple]:
    """Give all that is said of some nodes and of their parts, at any depth."""
    open_, seen = list(nodes), set(nodes)
    while open_:
        for triple in _outgoing(store, open_.pop()):
            yield triple
            part = triple.object
            if triple.predicate in _PARTS and isinstance(part, NamedNode) and part not in seen:
                seen.add(part)
                open_.append(part)


def _names(store: Store, triples: Iterable[Triple]) -> Iterator[Triple]:
    """Give what is needed to name all that some triples mention."""
    mentioned = {term for t in triples for term in (t.subject, t.predicate, t.object) if isinstance(term, NamedNode)}
    for node in mentioned:
        for predicate in _NAMING:
            yield from (quad.triple for quad in store.quads_for_pattern(node, predicate, None, DefaultGraph()))
