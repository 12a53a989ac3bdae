"""RDF files: sorted quads in, the same bytes for the same graph out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from cebgraph.iris import PREFIXES


def rdf_bytes(quads: Sequence[Quad], form: RdfFormat) -> bytes:
    """Return the graph as a file of a format, with its named graphs where the format holds them."""
    return quads_bytes(quads, form) if form.supports_datasets else merged_bytes(quads, form)


def quads_bytes(quads: Sequence[Quad], form: RdfFormat) -> bytes:
    """Return the named graphs as a file of a format that holds them."""
    return _bytes(serialize(quads, format=form, prefixes=_prefixes(form)))


def merged_bytes(quads: Sequence[Quad], form: RdfFormat) -> bytes:
    """Return the merge of the named graphs, each triple once, as a file of a format without graphs."""
    return _bytes(serialize(merged(quads), format=form, prefixes=_prefixes(form)))


def merged(quads: Iterable[Quad]) -> list[Triple]:
    """Return the triples of some quads, each once, sorted."""
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))


def _prefixes(form: RdfFormat) -> dict[str, str] | None:
    return None if form in {RdfFormat.N_QUADS, RdfFormat.N_TRIPLES} else PREFIXES


def _bytes(content: bytes | None) -> bytes:
    return content or b""
