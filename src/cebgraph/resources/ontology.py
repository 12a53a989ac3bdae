"""The ontology as the program uses it: its classes and properties, their names, and the act that each tells of.

The only reader of ontology/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.iris import ONTOLOGY, compact_iri, expand
from cebgraph.resources.paths import folder
from cebgraph.resources.turtle import read_turtle

_TYPE, _LABEL, _SUBCLASS, _SEMANTICS = map(expand, ("rdf:type", "rdfs:label", "rdfs:subClassOf", "ceb:semantics"))
_CLASS = expand("owl:Class")
_PROPERTIES = frozenset(map(expand, ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")))


@dataclass(frozen=True, slots=True)
class Ontology:
    """The terms of the vocabulary."""

    classes: Mapping[str, tuple[str, ...]]
    """The wider classes of each class, by local names in `ceb:`."""
    properties: frozenset[str]
    """Compact names: `ceb:endorsed`, `org:subOrganizationOf`."""
    acts: Mapping[str, str]
    """IRI of the act that a property tells of, by its compact name."""
    labels: Mapping[str, Mapping[str, str]]
    """Names of classes and properties by language, by compact name."""
    triples: tuple[Triple, ...]


@lru_cache
def load_ontology(place: Path | None = None) -> Ontology:
    """Read every file of ontology/.

    Raises DataFileError with every file that cannot be parsed.

    >>> load_ontology().acts["ceb:endorsed"]
    'https://w3id.org/cebgraph/act/endorsement'
    """
    return _understood(read_turtle(place or folder("ontology")))


def _understood(triples: tuple[Triple, ...]) -> Ontology:
    types = _objects(triples, _TYPE)
    named = {subject: kinds for subject, kinds in types.items() if compact_iri(subject) != subject}
    above = _objects(triples, _SUBCLASS)
    return Ontology(
        classes={
            iri.removeprefix(ONTOLOGY): _wider(iri, above)
            for iri, kinds in named.items()
            if _CLASS in kinds and iri.startswith(ONTOLOGY)
        },
        properties=frozenset(compact_iri(iri) for iri, kinds in named.items() if _PROPERTIES & set(kinds)),
        acts={compact_iri(iri): acts[0] for iri, acts in _objects(triples, _SEMANTICS).items()},
        labels={compact_iri(iri): _labels(iri, triples) for iri in named},
        triples=triples,
    )


def _objects(triples: tuple[Triple, ...], predicate: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for triple in triples:
        subject, target = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(target, NamedNode) and triple.predicate.value == predicate:
            found.setdefault(subject.value, []).append(target.value)
    return found


def _wider(iri: str, above: Mapping[str, list[str]]) -> tuple[str, ...]:
    found: list[str] = []
    for wider in above.get(iri, ()):
        if wider.startswith(ONTOLOGY):
            found += [wider.removeprefix(ONTOLOGY), *_wider(wider, above)]
    return tuple(dict.fromkeys(found))


def _labels(iri: str, triples: tuple[Triple, ...]) -> dict[str, str]:
    return {
        triple.object.language or "": triple.object.value
        for triple in triples
        if triple.predicate.value == _LABEL and isinstance(triple.object, Literal) and triple.subject == NamedNode(iri)
    }
