"""The graph: what the reports gave, as RDF in named graphs. Nothing here depends on time, place or order of input.

Each triple stands in one named graph only, the first by name that states it, so that a query over their union counts
it once; what an authority says stands in the authority's graph alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from cebgraph.graph.documents import report_triples
from cebgraph.graph.naming import Naming, naming_of
from cebgraph.graph.statements import mention_triples, statement_triples
from cebgraph.graph.things import authority_triples, further_names, thing_triples
from cebgraph.iris import BASE
from cebgraph.model.extraction import Extraction
from cebgraph.quads import quad_order

__all__ = ["build_dataset"]


def build_dataset(
    extractions: Iterable[Extraction],
    *,
    authority: Mapping[str, tuple[Triple, ...]],
    ontology: Iterable[Triple],
    acts: Mapping[str, str],
    base: str = BASE,
) -> tuple[Quad, ...]:
    """Return the quads of some extractions with what was known before, sorted; the same for any order of input.

    `authority` holds the triples of each known thing by its id, `acts` the act of each predicate.
    """
    named = sorted(((naming_of(extraction, base), extraction) for extraction in extractions), key=lambda p: p[0].key)
    shared = Naming(base, "")
    things = [thing for _, extraction in named for thing in extraction.things]
    graphs: list[tuple[NamedNode, Iterable[Triple]]] = [
        (shared.thing("graph/ontology"), ontology),
        (shared.thing("graph/authority"), authority_triples(things, authority, shared)),
        *((naming.graph(), _report_graph(extraction, naming, acts, authority)) for naming, extraction in named),
    ]
    stated: dict[Triple, NamedNode] = {}
    for graph, triples in graphs:
        for triple in triples:
            stated.setdefault(triple, graph)
    quads = (Quad(t.subject, t.predicate, t.object, graph) for t, graph in stated.items())
    return tuple(sorted(quads, key=quad_order))


def _report_graph(
    extraction: Extraction, naming: Naming, acts: Mapping[str, str], authority: Mapping[str, tuple[Triple, ...]]
) -> Iterator[Triple]:
    blocks = {block.id: block for block in extraction.report.blocks}
    yield from report_triples(extraction, naming)
    for thing in extraction.things:
        yield from further_names(thing, authority[thing.id], naming) if thing.known else thing_triples(thing, naming)
    for mention in extraction.mentions:
        yield from mention_triples(mention, blocks, naming)
    for statement in extraction.statements:
        yield from statement_triples(statement, blocks, acts, naming)
