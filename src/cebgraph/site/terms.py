"""The terms of the ontology as its page shows them: each with its words, its example and its relations to others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cebgraph.site.facts import OWN, Bilingual, Facts, iri_of
from cebgraph.site.tokens import Token, prose_tokens, turtle_tokens

_KINDS = {
    "owl:Class": Bilingual("class", "类"),
    "owl:ObjectProperty": Bilingual("object property", "对象属性"),
    "owl:DatatypeProperty": Bilingual("datatype property", "数据属性"),
    "owl:AnnotationProperty": Bilingual("annotation property", "注释属性"),
    "owl:SymmetricProperty": Bilingual("symmetric", "对称"),
    "owl:TransitiveProperty": Bilingual("transitive", "传递"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """The terms to which a term stands in one relation."""

    title: Bilingual
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property."""

    name: str
    label: Bilingual
    kinds: tuple[Bilingual, ...]
    definition: Bilingual
    """Of a term of another vocabulary: what the graph says with it."""
    rows: tuple[Row, ...]
    example: tuple[Token, ...]

    @property
    def iri(self) -> str:
        """The IRI in full."""
        return iri_of(self.name)

    @property
    def anchor(self) -> str:
        """Where it stands in the page; for a term of our own, what its IRI ends with."""
        return self.name.removeprefix(OWN)


@dataclass(frozen=True, slots=True)
class Act:
    """A concept of the scheme of acts, and the properties that tell of it."""

    name: str
    label: Bilingual
    definition: Bilingual
    properties: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where it stands in the page."""
        return self.name


@dataclass(frozen=True, slots=True)
class Scheme:
    """The acts that properties tell of."""

    iri: str
    title: Bilingual
    acts: tuple[Act, ...]


_Seen = Callable[[Facts, str], tuple[str, ...]]


def _of(predicate: str) -> _Seen:
    return lambda facts, name: facts.named(name, predicate)


def _to(predicate: str) -> _Seen:
    return lambda facts, name: facts.naming(predicate, name)


def _either(predicate: str) -> _Seen:
    return lambda facts, name: (*facts.named(name, predicate), *facts.naming(predicate, name))


def _fits(predicate: str) -> _Seen:
    """Look also at the wider classes of other vocabularies: what is open to a prov:Agent is open to a body."""

    def seen(facts: Facts, name: str) -> tuple[str, ...]:
        wider = (above for above in facts.named(name, "rdfs:subClassOf") if not above.startswith(OWN))
        return tuple(term for kind in (name, *wider) for term in facts.naming(predicate, kind))

    return seen


_RELATIONS = (
    (Bilingual("Subclass of", "上位类"), _of("rdfs:subClassOf")),
    (Bilingual("Subclasses", "下位类"), _to("rdfs:subClassOf")),
    (Bilingual("Subproperty of", "上位属性"), _of("rdfs:subPropertyOf")),
    (Bilingual("Subproperties", "下位属性"), _to("rdfs:subPropertyOf")),
    (Bilingual("Domain", "定义域"), _of("rdfs:domain")),
    (Bilingual("Range", "值域"), _of("rdfs:range")),
    (Bilingual("Inverse", "逆属性"), _either("owl:inverseOf")),
    (Bilingual("Tells of", "所述行为"), _of("ceb:semantics")),
    (Bilingual("Subject of", "作为主体"), _fits("rdfs:domain")),
    (Bilingual("Object of", "作为客体"), _fits("rdfs:range")),
    (Bilingual("Disjoint with", "与之不相交"), _either("owl:disjointWith")),
    (Bilingual("See also", "另见"), _of("rdfs:seeAlso")),
)
_USED_WITH = Bilingual("Used with", "配合使用")


def own_terms(facts: Facts) -> tuple[Term, ...]:
    """Return the classes and properties of our own, in the order of the files."""
    return tuple(_describe_term(facts, name) for name in _own(facts))


def reused_terms(facts: Facts) -> tuple[Term, ...]:
    """Return the terms of other vocabularies of which the ontology says what it does with them."""
    noted = (name for name, predicate in facts.values if predicate == "skos:scopeNote" and not name.startswith(OWN))
    return tuple(_describe_term(facts, name) for name in noted)


def act_scheme(facts: Facts) -> Scheme:
    """Return the scheme of acts."""
    (iri,) = facts.naming("rdf:type", "skos:ConceptScheme")
    return Scheme(
        iri=iri,
        title=facts.words(iri, "dcterms:title"),
        acts=tuple(_describe_act(facts, name) for name in facts.naming("skos:inScheme", iri)),
    )


def _describe_term(facts: Facts, name: str) -> Term:
    """Return all that the page says of a term."""
    example = facts.text(name, "skos:example")
    note = "skos:definition" if name.startswith(OWN) else "skos:scopeNote"
    return Term(
        name=name,
        label=facts.words(name, "rdfs:label"),
        kinds=tuple(_KINDS[kind] for kind in facts.named(name, "rdf:type") if kind in _KINDS),
        definition=facts.words(name, note),
        rows=_rows(facts, name),
        example=turtle_tokens(example),
    )


def _describe_act(facts: Facts, name: str) -> Act:
    return Act(
        name=name,
        label=facts.words(name, "skos:prefLabel"),
        definition=facts.words(name, "skos:definition"),
        properties=facts.naming("ceb:semantics", name),
    )


def _rows(facts: Facts, name: str) -> tuple[Row, ...]:
    """Return the relations of a term, the plainest last: it leaves out what another relation has told."""
    rows = [Row(title, tuple(dict.fromkeys(seen(facts, name)))) for title, seen in _RELATIONS]
    told = {other for row in rows for other in row.names}
    used = tuple(other for other in _used_with(facts, name) if other not in told)
    return tuple(row for row in (*rows, Row(_USED_WITH, used)) if row.names)


def _used_with(facts: Facts, name: str) -> tuple[str, ...]:
    """Return the properties that a term's definition and example name, and those that name it in theirs."""
    others = (term for term in _own(facts) if term != name and "owl:Class" not in facts.named(term, "rdf:type"))
    said = _names_in(facts, name)
    return tuple(term for term in others if term in said or name in _names_in(facts, term))


def _own(facts: Facts) -> tuple[str, ...]:
    return tuple(name for name, predicate in facts.values if predicate == "rdf:type" and name.startswith(OWN))


def _names_in(facts: Facts, name: str) -> set[str]:
    definition, example = facts.words(name, "skos:definition"), facts.text(name, "skos:example")
    tokens = (*prose_tokens(definition.en), *prose_tokens(definition.zh), *turtle_tokens(example))
    return {token.text for token in tokens if token.kind == "name"}
