"""What a graph has that can be matched: a store in, its named things with their names, types and values out.

A thing is told by its id: the path below the base of the graph, or the whole IRI where it is named elsewhere. A short
form that only a report uses ("the Meeting") is a weak name: found, but never proof enough for a match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from cebgraph.iris import ONTOLOGY, compact_iri, expand, thing_iri
from cebgraph.quads import base_of
from cebgraph.reconcile.schema import STRUCTURE, Schema

LABEL, ALTERNATIVE = "rdfs:label", "skos:altLabel"
ACRONYM, SYMBOL = "ceb:acronym", "ceb:symbol"
NAMING = (LABEL, ALTERNATIVE, ACRONYM, SYMBOL, "dcterms:title", "dcterms:alternative")
"""The properties whose values are names."""

_TYPE = NamedNode(expand("rdf:type"))
_NUMBERS = {expand(f"xsd:{name}") for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long")}
_DATE = expand("xsd:date")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property."""

    text: str
    """A text, a number, a date or a whole IRI."""
    language: str = ""
    kind: str = "str"
    """`str`, `int`, `date`, or `id` where the value is a thing that can be matched itself."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that a name can be matched with."""

    id: str
    iri: str
    types: tuple[str, ...]
    """The narrowest first."""
    values: Mapping[str, tuple[Value, ...]]
    """By property; names too."""
    weak: frozenset[str]
    """The names that only a report gives it, beside its label."""

    def label(self, language: str) -> str:
        """Return the label in a language, else in Chinese, English or any, else the id."""
        labels = {value.language: value.text for value in reversed(self.values.get(LABEL, ()))}
        return next((labels[one] for one in (language, "zh", "en", *labels) if one in labels), self.id)

    def names(self) -> Iterator[str]:
        """Give every name once."""
        yield from dict.fromkeys(value.text for name in NAMING for value in self.values.get(name, ()))


def read_entities(store: Store, schema: Schema) -> dict[str, Entity]:
    """Return the things of the default graph that have a class and a name, by id, in the order of their IRIs."""
    types: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, _TYPE, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and _text(quad.object).startswith(ONTOLOGY):
            types.setdefault(quad.subject.value, set()).add(compact_iri(_text(quad.object)))
    things = {iri: kinds for iri, kinds in types.items() if not kinds & STRUCTURE}
    graph = _Graph(store, base_of(store.named_graphs()), things)
    found = (graph.entity(iri, schema.with_broader(kinds)) for iri, kinds in sorted(things.items()))
    return {entity.id: entity for entity in found if any(entity.names())}


@dataclass(frozen=True, slots=True)
class _Graph:
    """A store, and which things in it can be matched."""

    store: Store
    base: str
    things: Mapping[str, object]

    def entity(self, iri: str, types: tuple[str, ...]) -> Entity:
        """Return a thing with all that is said of it."""
        values: dict[str, list[Value]] = {}
        for quad in sorted(self.store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()), key=_order):
            if quad.predicate != _TYPE:
                values.setdefault(compact_iri(quad.predicate.value), []).append(self._value(quad.object))
        return Entity(
            id=iri.removeprefix(self.base),
            iri=iri,
            types=types,
            values={pid: tuple(told) for pid, told in sorted(values.items())},
            weak=frozenset({value.text for value in values.get(ALTERNATIVE, ())} - self._given(iri)),
        )

    def _given(self, iri: str) -> set[str]:
        """Return what the authorities say of a thing."""
        authority = NamedNode(thing_iri("graph/authority", self.base))
        return {_text(quad.object) for quad in self.store.quads_for_pattern(NamedNode(iri), None, None, authority)}

    def _value(self, term: NamedNode | BlankNode | Literal | Triple) -> Value:
        text = _text(term)
        if not isinstance(term, Literal):
            known = text in self.things
            return Value(text, kind="id", id=text.removeprefix(self.base)) if known else Value(text)
        datatype = term.datatype.value
        kind = "int" if datatype in _NUMBERS else "date" if datatype == _DATE else "str"
        return Value(text, term.language or "", kind)


def _text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _order(quad: Quad) -> tuple[str, str]:
    return quad.predicate.value, str(quad.object)


def values_of(entity: Entity, pid: str) -> tuple[Value, ...]:
    """Return the values of a property; `rdfs:label@en` asks for one language."""
    name, _, language = pid.partition("@")
    values: Iterable[Value] = entity.values.get(name, ())
    return tuple(value for value in values if not language or value.language == language)
