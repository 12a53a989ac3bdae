"""What a graph says of one thing: a store and an IRI in, a concise bounded description with its proof out.

Beside the triples that name the thing, it holds whole what stands for them: statements with their evidence, annotations
with the words that they quote, and the names of all that is mentioned. It is what pages and data files are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from cebgraph.iris import expand
from cebgraph.resources.profiles import load_profiles

_MOST = 250
"""Triples with one property that lead to a thing."""
_TYPE = NamedNode(expand("rdf:type"))
_WHOLE = frozenset(NamedNode(expand(name)) for name in ("ceb:Statement", "oa:Annotation"))
"""What is no thing of its own, but says something of others."""
_PARTS = frozenset(NamedNode(expand(name)) for name in ("ceb:evidence", "oa:hasTarget", "oa:hasSelector"))
"""Properties whose values are parts of what has them."""
_NAMING = frozenset(
    NamedNode(expand(name))
    for name in (
        "rdf:type",
        "rdfs:label",
        "skos:prefLabel",
        "dcterms:title",
        "ceb:acronym",
        "ceb:symbol",
        "ceb:number",
        "foaf:page",
    )
)


def bounded_description(store: Store, iri: str) -> frozenset[Triple]:
    """Return what the default graph says of a thing; nothing where it does not speak of it.

    Method: the symmetric concise bounded description (P. Stickler, W3C Member Submission, 2005); statements and
    annotations take the place of its blank nodes. Of many triples with one property that lead to the thing, only the
    first are given, so that a description has an end where a class has members without end.
    """
    thing = NamedNode(iri)
    around = set(_outgoing(store, thing)) | set(_incoming(store, thing))
    if not around:
        return frozenset()
    speakers = {triple.subject for triple in around if isinstance(triple.subject, NamedNode)}
    speakers |= {
        quad.subject for node in speakers for quad in _wholes(store, node) if isinstance(quad.subject, NamedNode)
    }
    told = {node for node in speakers if not _WHOLE.isdisjoint(_types(store, node))} | {thing}
    found = around | set(_with_parts(store, told)) | set(_above(store, thing))
    return frozenset(found | set(_names(store, found, _beside(iri))))


def _outgoing(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(node, None, None, DefaultGraph()))


def _incoming(store: Store, node: NamedNode) -> Iterator[Triple]:
    properties = {quad.predicate for quad in store.quads_for_pattern(None, None, node, DefaultGraph())}
    for predicate in properties:
        quads: Iterator[Quad] = store.quads_for_pattern(None, predicate, node, DefaultGraph())
        yield from (quad.triple for quad in islice(quads, _MOST))


def _wholes(store: Store, node: NamedNode) -> Iterator[Quad]:
    """Give what has a node as its part: the annotation of a target."""
    for predicate in _PARTS:
        yield from store.quads_for_pattern(None, predicate, node, DefaultGraph())


def _above(store: Store, thing: NamedNode) -> Iterator[Triple]:
    """Give what tells of which larger things a thing is a part."""
    parents = [NamedNode(expand(name)) for name in load_profiles().parents]
    open_, seen = [thing], {thing}
    while open_:
        node = open_.pop()
        for predicate in parents:
            for quad in store.quads_for_pattern(node, predicate, None, DefaultGraph()):
                yield quad.triple
                if isinstance(quad.object, NamedNode) and quad.object not in seen:
                    seen.add(quad.object)
                    open_.append(quad.object)


def _beside(iri: str) -> Iterator[NamedNode]:
    """Give what would stand before and after a numbered part of a report."""
    stem, slash, number = iri.rpartition("/")
    if number.isdecimal() and number.isascii():
        yield from (NamedNode(f"{stem}{slash}{int(number) + step}") for step in (-1, 1))


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


def _names(store: Store, triples: Iterable[Triple], others: Iterable[NamedNode]) -> Iterator[Triple]:
    """Give what is needed to name all that some triples mention, and some others."""
    mentioned = {term for t in triples for term in (t.subject, t.predicate, t.object) if isinstance(term, NamedNode)}
    for node in mentioned.union(others):
        yield from (triple for triple in _outgoing(store, node) if triple.predicate in _NAMING)
