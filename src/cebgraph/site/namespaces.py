"""The vocabularies whose terms the ontology names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.iris import PREFIXES, compact_iri


@dataclass(frozen=True, slots=True)
class Namespace:
    """A vocabulary, and the terms of it that are named."""

    prefix: str
    iri: str
    names: tuple[str, ...]


def used_namespaces(triples: Iterable[Triple]) -> tuple[Namespace, ...]:
    """Return the namespaces of all terms that some triples name, in the order of their prefixes."""
    used: dict[str, set[str]] = {}
    for name in {compact_iri(iri) for triple in triples for iri in _iris(triple)}:
        used.setdefault(name.partition(":")[0], set()).add(name)
    return tuple(
        Namespace(prefix, iri, tuple(sorted(used[prefix]))) for prefix, iri in PREFIXES.items() if prefix in used
    )


def _iris(triple: Triple) -> Iterable[str]:
    for node in (triple.subject, triple.predicate, triple.object):
        if isinstance(node, NamedNode):
            yield node.value
        elif isinstance(node, Literal) and not node.language:
            yield node.datatype.value
