"""RDF 1.2: each statement is a reifier of the very triple that it tells of, in Turtle 1.2.

What the other formats say with rdf:subject, rdf:predicate and rdf:object is one triple term here. A planned or denied
act is reified without being asserted, which is what triple terms are for. The named graphs are merged, so that a query
over the default graph finds everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from cebgraph.export.rdf import merged, prefixes_of
from cebgraph.iris import expand

_TYPE, _REIFICATION = NamedNode(expand("rdf:type")), NamedNode(expand("rdf:Statement"))
_REIFIES = NamedNode(expand("rdf:reifies"))
_PARTS = tuple(NamedNode(expand(name)) for name in ("rdf:subject", "rdf:predicate", "rdf:object"))
_VERSION = b'VERSION "1.2"\n'


def rdf12_bytes(quads: Sequence[Quad]) -> bytes:
    """Return the merge of the named graphs as Turtle 1.2, its statements as reifiers."""
    triples = sorted(with_triple_terms(merged(quads)), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return _VERSION + (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes_of(quads)) or b"")


def with_triple_terms(triples: Sequence[Triple]) -> Iterator[Triple]:
    """Yield some triples, each reification by subject, predicate and object as one triple term."""
    subjects, predicates, objects = ({t.subject: t.object for t in triples if t.predicate == part} for part in _PARTS)
    reified = subjects.keys() & predicates.keys() & objects.keys()
    for triple in triples:
        node = triple.subject
        if node not in reified:
            yield triple
        elif triple.predicate == _PARTS[0]:
            subject, predicate = triple.object, predicates[node]
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                yield Triple(node, _REIFIES, Triple(subject, predicate, objects[node]))
        elif triple.predicate not in _PARTS and (triple.predicate, triple.object) != (_TYPE, _REIFICATION):
            yield triple
