"""Where pages lead: the IRI of a thing in, the address of its page on this server out."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, Store

from cebgraph.iris import ONTOLOGY, expand

_TYPE = NamedNode(expand("rdf:type"))


def page_addresses(described: Store, base: str, address: str) -> Callable[[str], str]:
    """Return a function that tells the address of the page of an IRI; what has no page keeps its IRI.

    >>> page_addresses(Store(), "https://example.org/id/", "http://127.0.0.1")("https://example.org/id/body/hlcm")
    'http://127.0.0.1/page/body/hlcm'
    """

    def page_of(iri: str) -> str:
        if iri.startswith(base):
            return f"{address}/page/{quote(iri.removeprefix(base), safe='/%')}"
        if iri.startswith(ONTOLOGY):
            return f"{address}/ontology#{iri.removeprefix(ONTOLOGY)}"
        if _is_ours(described, iri):
            return f"{address}/page?iri={quote(iri, safe='')}"
        return iri

    return page_of


def _is_ours(described: Store, iri: str) -> bool:
    """Say whether something named elsewhere is of a class of the ontology."""
    kinds = described.quads_for_pattern(NamedNode(iri), _TYPE, None, DefaultGraph())
    return any(isinstance(quad.object, NamedNode) and quad.object.value.startswith(ONTOLOGY) for quad in kinds)
