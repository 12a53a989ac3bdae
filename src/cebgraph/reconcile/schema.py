"""The types and properties that can be asked for: the ontology of a store in, both with names in two languages out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import DefaultGraph, NamedNode, Store

from cebgraph.errors import QueryError
from cebgraph.iris import ONTOLOGY, compact_iri, expand
from cebgraph.summary import label_of

STRUCTURE = frozenset(
    f"ceb:{name}" for name in ("Statement", "Section", "Paragraph", "Footnote", "Figure", "Table", "Annex")
)
"""The classes of what a report is made of, which nobody matches names with."""

_SUBCLASS = NamedNode(expand("rdfs:subClassOf"))
_CLASS = NamedNode(expand("owl:Class"))
_TYPE = NamedNode(expand("rdf:type"))
_BORROWED = {
    "rdfs:label": ("name", "名称"),
    "skos:altLabel": ("other name", "其他名称"),
    "dcterms:alternative": ("alternative title", "其他标题"),
    "dcterms:source": ("source", "来源"),
    "skos:note": ("note", "说明"),
}
"""Names of properties that the ontology uses as they are."""
_LANGUAGES = {"en": ("in English", "英文"), "zh": ("in Chinese", "中文")}


@dataclass(frozen=True, slots=True)
class Term:
    """A type or a property."""

    id: str
    english: str
    chinese: str
    broader: tuple[str, ...] = ()
    """Of a type, the types just above it."""

    @property
    def name(self) -> str:
        """The names in both languages, as people read them."""
        return f"{self.english} {self.chinese}".strip() or self.id


@dataclass(frozen=True, slots=True)
class Schema:
    """The types of a graph by id."""

    types: Mapping[str, Term]

    def with_broader(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return some types and all above them, the narrowest first."""
        found = dict.fromkeys(sorted(kinds))
        above = [broader for kind in found for broader in self._above(kind)]
        found.update(dict.fromkeys(above))
        return tuple(sorted(found, key=lambda kind: (-len(self._above(kind)), kind)))

    def _above(self, kind: str) -> tuple[str, ...]:
        direct = self.types[kind].broader if kind in self.types else ()
        return tuple(dict.fromkeys(above for one in direct for above in (one, *self._above(one))))

    def type_named(self, name: str) -> Term:
        """Return a type by its id, IRI or name.

        Raises QueryError where there is none.
        """
        return one_named(name, self.types, "type")


def read_schema(store: Store) -> Schema:
    """Return the types that the ontology in a store has for things."""
    classes = {
        compact_iri(quad.subject.value)
        for quad in store.quads_for_pattern(None, _TYPE, _CLASS, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ONTOLOGY)
    }
    return Schema({kind: _class(store, kind, classes) for kind in sorted(classes - STRUCTURE)})


def _class(store: Store, kind: str, classes: set[str]) -> Term:
    iri = expand(kind)
    above = (quad.object for quad in store.quads_for_pattern(NamedNode(iri), _SUBCLASS, None, DefaultGraph()))
    broader = {compact_iri(node.value) for node in above if isinstance(node, NamedNode)} & classes
    return Term(kind, label_of(store, iri, "en"), label_of(store, iri, "zh"), tuple(sorted(broader)))


def read_property(store: Store, pid: str) -> Term:
    """Return a property with its names; `rdfs:label@en` is one for itself."""
    name, _, language = pid.partition("@")
    iri = expand(name) if re.match(r"[\w-]+:(?!//)", name) else name
    english, chinese = label_of(store, iri, "en"), label_of(store, iri, "zh")
    if not english:
        english, chinese = _BORROWED.get(name, (name, ""))
    within = _LANGUAGES.get(language, (language, language)) if language else ("", "")
    return Term(pid, f"{english} {within[0]}".strip(), f"{chinese}{'（' + within[1] + '）' if language else ''}")


def one_named(name: str, terms: Mapping[str, Term], noun: str) -> Term:
    """Return the type or property with an id, the end of an id, an IRI or a name.

    Raises QueryError where there is none.
    """
    wanted = compact_iri(name)
    if wanted in terms:
        return terms[wanted]
    folded = name.strip().lower()
    for term in terms.values():
        if folded in {term.id.lower().partition(":")[2], term.english.lower(), term.chinese, term.name.lower()}:
            return term
    near = get_close_matches(
        name, [text for term in terms.values() for text in (term.id, term.english)], n=3, cutoff=0.4
    )
    raise QueryError(f"there is no {noun} {name!r}", hint=f"near it: {', '.join(near)}" if near else "")
