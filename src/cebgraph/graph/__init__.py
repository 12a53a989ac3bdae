"""The graph: what the reports gave, as RDF in named graphs. Nothing here depends on time, place or order of input.

Each triple stands in one named graph only, the first by name that states it, so that a query over their union counts
it once; what an authority says stands in the authority's graph alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from cebgraph.graph.documents import report_triples
from cebgraph.graph.naming import Naming, naming_of
from cebgraph.graph.statements import mention_triples, statement_triples
from cebgraph.graph.terms import term, xsd
from cebgraph.graph.things import Preferred, authority_triples, further_names, preferred_labels, thing_triples
from cebgraph.iris import BASE
from cebgraph.model.extraction import Extraction
from cebgraph.quads import ONTOLOGY_GRAPH, quad_order

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
    agreed = _Agreed(_sureness(named), preferred_labels(things))
    graphs: list[tuple[NamedNode, Iterable[Triple]]] = [
        (shared.thing(ONTOLOGY_GRAPH), ontology),
        (shared.thing("graph/authority"), authority_triples(things, authority, shared)),
        *((naming.graph(), _report_graph(extraction, naming, acts, authority, agreed)) for naming, extraction in named),
    ]
    stated: dict[Triple, NamedNode] = {}
    for graph, triples in graphs:
        for triple in triples:
            stated.setdefault(triple, graph)
    quads = (Quad(t.subject, t.predicate, t.object, graph) for t, graph in stated.items())
    return tuple(sorted(quads, key=quad_order))


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What all reports together say, where each may say something else."""

    sureness: Mapping[NamedNode, float]
    """Of a statement."""
    labels: Preferred


def _sureness(named: Iterable[tuple[Naming, Extraction]]) -> Mapping[NamedNode, float]:
    """Return how sure each statement is: as its surest proof, in whichever report that stands."""
    highest: dict[NamedNode, float] = defaultdict(float)
    for naming, extraction in named:
        for statement in extraction.statements:
            node = naming.statement(statement)
            highest[node] = max(highest[node], *(evidence.confidence for evidence in statement.evidence))
    return highest


def _report_graph(
    extraction: Extraction,
    naming: Naming,
    acts: Mapping[str, str],
    authority: Mapping[str, tuple[Triple, ...]],
    agreed: _Agreed,
) -> Iterator[Triple]:
    blocks = {block.id: block for block in extraction.report.blocks}
    yield from report_triples(extraction, naming)
    for thing in extraction.things:
        yield from (
            further_names(thing, authority[thing.id], naming)
            if thing.known
            else thing_triples(thing, agreed.labels, naming)
        )
    for mention in extraction.mentions:
        yield from mention_triples(mention, blocks, naming)
    for statement in extraction.statements:
        node = naming.statement(statement)
        yield from statement_triples(statement, blocks, acts, naming)
        yield Triple(node, term("ceb:confidence"), xsd(f"{agreed.sureness[node]:g}", "decimal"))
