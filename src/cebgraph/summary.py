"""A graph in numbers: a store in, counts with their Chinese and English names out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from cebgraph.iris import ONTOLOGY, PREFIXES, compact_iri, expand

# Of a thing's classes only the narrowest counts: a committee is not counted as a body once more.
_CLASSES = """
SELECT ?term (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  ?thing a ?term .
  FILTER(STRSTARTS(STR(?term), STR(ceb:)))
  FILTER NOT EXISTS { ?thing a ?narrower . ?narrower rdfs:subClassOf+ ?term . FILTER(?narrower != ?term) }
} GROUP BY ?term"""
_PREDICATES = """
SELECT ?term (COUNT(DISTINCT ?statement) AS ?count) WHERE {
  ?statement a ceb:Statement ; rdf:predicate ?term
} GROUP BY ?term"""
_STATUSES = """
SELECT ?term (COUNT(DISTINCT ?statement) AS ?count) WHERE { ?statement ceb:status ?term } GROUP BY ?term"""
_EVIDENCE = "SELECT (COUNT(DISTINCT ?annotation) AS ?count) WHERE { ?statement ceb:evidence ?annotation }"

STRUCTURE = frozenset(ONTOLOGY + name for name in ("Section", "Paragraph", "Footnote", "Figure", "Table", "Annex"))
"""Classes of the parts of a report, which are no things."""
_STATEMENT = ONTOLOGY + "Statement"

_LABEL = NamedNode(expand("rdfs:label"))


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something, and what it is called."""

    term: str
    """An IRI, shortened where a prefix is known."""
    number: int
    english: str = ""
    chinese: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a graph; every table starts with the largest number."""

    things: tuple[Count, ...]
    structure: tuple[Count, ...]
    statements: tuple[Count, ...]
    statuses: tuple[Count, ...]
    """Of the statements that are not told as done or in force."""
    evidence: int
    triples: int


def in_memory(quads: Iterable[Quad]) -> Store:
    """Return a store whose default graph holds each triple of some quads once."""
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def summarise(store: Store) -> Summary:
    """Count what the default graph of a store holds."""
    classes = _counts(store, _CLASSES)
    return Summary(
        things=tuple(count for term, count in classes if term not in STRUCTURE and term != _STATEMENT),
        structure=tuple(count for term, count in classes if term in STRUCTURE),
        statements=tuple(count for _, count in _counts(store, _PREDICATES)),
        statuses=tuple(count for _, count in _counts(store, _STATUSES)),
        evidence=sum(_tally(store, _EVIDENCE).values()),
        triples=sum(_tally(store, "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }").values()),
    )


def label_of(store: Store, iri: str, language: str) -> str:
    """Return the name of something in a language, or an empty text."""
    if not iri.startswith("http"):
        return ""
    objects = (quad.object for quad in store.quads_for_pattern(NamedNode(iri), _LABEL, None, None))
    names = (name.value for name in objects if isinstance(name, Literal) and name.language == language)
    return min(names, default="")


def _counts(store: Store, query: str) -> list[tuple[str, Count]]:
    ranked = sorted(_tally(store, query).items(), key=lambda item: (-item[1], item[0]))
    return [
        (term, Count(compact_iri(term), number, label_of(store, term, "en"), label_of(store, term, "zh")))
        for term, number in ranked
    ]


def _tally(store: Store, query: str) -> Counter[str]:
    """Run a query whose rows are a ?count and, where it groups, a ?term."""
    found = store.query(query, prefixes=dict(PREFIXES))
    tally: Counter[str] = Counter()
    if isinstance(found, QuerySolutions):
        names = {variable.value for variable in found.variables}
        for row in found:
            term = row["term"] if "term" in names else None
            key = term.value if isinstance(term, NamedNode | Literal) else ""
            number = row["count"]
            tally[key] += int(number.value) if isinstance(number, Literal) else 0
    return tally
