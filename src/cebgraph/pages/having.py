"""What has a page of its own: a store in, the IRIs of things, statements and annotations out, sorted."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Store

from cebgraph.iris import ONTOLOGY, expand

_TYPE = NamedNode(expand("rdf:type"))


def having_pages(store: Store, base: str) -> tuple[str, ...]:
    """Return what has a page: all below the base that has a class, and what is named elsewhere but of our classes.

    Parts of annotations, whose IRIs have a fragment, stand on the pages of what they are parts of.
    """
    found: set[str] = set()
    for quad in store.quads_for_pattern(None, _TYPE, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            iri = quad.subject.value
            if _is_below(iri, base) or (_is_of_the_web(iri) and quad.object.value.startswith(ONTOLOGY)):
                found.add(iri)
    return tuple(sorted(found))


def _is_below(iri: str, base: str) -> bool:
    return iri.startswith(base) and "#" not in iri.removeprefix(base)


def _is_of_the_web(iri: str) -> bool:
    return iri.startswith(("http://", "https://")) and not iri.startswith(ONTOLOGY)
