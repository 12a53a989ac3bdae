"""RDF files: sorted quads in, the same bytes for the same graph out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from cebgraph.iris import PREFIXES
from cebgraph.model.thing import FAMILIES
from cebgraph.quads import base_of

# Things and what is told of them by the first element of their path; in Turtle: body:hlcm, statement:07a6d4e1f2…
_FAMILIES = (*FAMILIES, "annotation", "graph", "report", "statement")


def rdf_bytes(quads: Sequence[Quad], form: RdfFormat) -> bytes:
    """Return the graph as a file of a format, with its named graphs where the format holds them."""
    return quads_bytes(quads, form) if form.supports_datasets else merged_bytes(quads, form)


def quads_bytes(quads: Sequence[Quad], form: RdfFormat) -> bytes:
    """Return the named graphs as a file of a format that holds them."""
    return _bytes(serialize(quads, format=form, prefixes=_prefixes(quads, form)))


def merged_bytes(quads: Sequence[Quad], form: RdfFormat) -> bytes:
    """Return the merge of the named graphs, each triple once, as a file of a format without graphs."""
    return _bytes(serialize(merged(quads), format=form, prefixes=_prefixes(quads, form)))


def merged(quads: Iterable[Quad]) -> list[Triple]:
    """Return the triples of some quads, each once, sorted."""
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))


def prefixes_of(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the prefixes of the vocabulary, and one for each family of things below the base of a graph."""
    base = base_of({quad.graph_name for quad in quads})
    return PREFIXES | {family: f"{base}{family}/" for family in _FAMILIES}


def _prefixes(quads: Sequence[Quad], form: RdfFormat) -> dict[str, str] | None:
    return None if form in {RdfFormat.N_QUADS, RdfFormat.N_TRIPLES} else prefixes_of(quads)


def _bytes(content: bytes | None) -> bytes:
    return content or b""
