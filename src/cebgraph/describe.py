"""What a graph tells: a store in; every fact with its quotes, or all that is known of one thing, out.

Read from the default graph, where each triple stands once.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from cebgraph.iris import ONTOLOGY, compact_iri, expand, normal_name, thing_iri
from cebgraph.summary import label_of

_TYPE = NamedNode(expand("rdf:type"))
_STATEMENT = NamedNode(expand("ceb:Statement"))
_SEARCHED = tuple(map(expand, ("rdfs:label", "skos:altLabel", "ceb:acronym", "ceb:symbol", "dcterms:title")))
_NAMES = (*_SEARCHED, expand("ceb:number"), expand("foaf:page"))
_TRIPLE = tuple(map(expand, ("rdf:subject", "rdf:predicate", "rdf:object")))
_PROOF = frozenset(map(expand, ("ceb:evidence", "ceb:status", "ceb:rule", "ceb:confidence")))
_BODY = expand("oa:hasBody")
_SAID_ELSEWHERE = frozenset((*_NAMES, _TYPE.value, _BODY))
_PLACES = {"paragraph": "¶", "footnote": "note ", "figure": "figure ", "chapter": "chapter "}
_NEAR = 8
_LANGUAGE = 2
"""Letters of a language, below which the parts of a report that have no number stand."""

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """Something that a statement speaks of: a thing with its name, or a value (then without an IRI)."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that say so, and where they stand."""

    place: str
    text: str
    block: str = ""
    """IRI of the paragraph, note or heading."""
    annotation: str = field(default="", compare=False)
    """IRI of what marks them; the same words are one quote, whatever marks them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, or a plain triple (then without quotes)."""

    subject: Term
    predicate: Term
    object: Term
    qualifiers: tuple[tuple[str, Term], ...] = ()
    status: str = ""
    quotes: tuple[Quote, ...] = ()
    confidence: float | None = None
    statement: str = ""
    """IRI of the statement."""
    rule: str = ""
    """Name of the rule that found it."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing as the graph knows it."""

    iri: str
    names: tuple[tuple[str, str, str], ...]
    """Property (`label`, `altLabel`, `acronym`, `symbol`, …), text, language."""
    classes: tuple[Term, ...]
    facts: tuple[Fact, ...]
    """Statements of which it is the subject, then those that name it otherwise."""
    links: tuple[Fact, ...]
    """Plain triples that no statement repeats."""
    mentions: tuple[tuple[str, int], ...]
    """Places that name it, with how often."""


def find_things(store: Store, name: str) -> tuple[str, ...]:
    """Return the IRIs of the things that a name may mean: a label, acronym, symbol, path or IRI."""
    name = name.removeprefix("<").removesuffix(">")
    iri = thing_iri(name)
    if _is_iri(iri) and _properties(store, iri):
        return (iri,)
    wanted = normal_name(name)
    known = _all_names(store)
    by_path = {iri for iri in known if iri.endswith(f"/{name}")}
    return tuple(sorted(by_path | {iri for iri, names in known.items() if wanted in map(normal_name, names)}))


def near_names(store: Store, name: str) -> tuple[str, ...]:
    """Return names that hold a name or resemble it, the most alike first."""
    wanted = normal_name(name)
    names = sorted({text for texts in _all_names(store).values() for text in texts})
    holding = sorted((text for text in names if wanted in normal_name(text)), key=len) if wanted else []
    return tuple(dict.fromkeys([*holding, *difflib.get_close_matches(name, names, _NEAR, 0.5)]))[:_NEAR]


def describe(store: Store, iri: str) -> Portrait:
    """Gather all that is known of a thing."""
    outgoing = sorted(store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()), key=str)
    incoming = sorted(store.quads_for_pattern(None, None, NamedNode(iri), DefaultGraph()), key=str)
    statements = {quad.subject for quad in incoming if _is_statement(store, quad)}
    facts = sorted((fact_of(store, statement) for statement in statements), key=lambda fact: _order(fact, iri))
    told = {_key(fact) for fact in facts}
    plain = (_link(store, quad) for quad in (*outgoing, *incoming) if quad.subject not in statements)
    return Portrait(
        iri=iri,
        names=tuple(_names(outgoing)),
        classes=tuple(term_of(store, kind) for kind in _properties(store, iri).get(_TYPE.value, [])),
        facts=tuple(facts),
        links=tuple(fact for fact in plain if fact and _key(fact) not in told),
        mentions=_mentions(store, incoming),
    )


def all_facts(store: Store) -> tuple[Fact, ...]:
    """Return every statement of a graph, in the order of their IRIs."""
    found = store.quads_for_pattern(None, _TYPE, _STATEMENT, DefaultGraph())
    return tuple(fact_of(store, statement) for statement in sorted({quad.subject for quad in found}, key=str))


def term_of(store: Store, value: str) -> Term:
    """Return a value as something with a name: Chinese, else English, else the IRI shortened."""
    if not value.startswith(("http://", "https://")) or not _is_iri(value):
        return Term("", value)
    return Term(value, label_of(store, value, "zh") or label_of(store, value, "en") or compact_iri(value))


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _properties(store: Store, iri: str) -> Properties:
    found: Properties = defaultdict(list)
    for quad in sorted(store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()), key=str):
        found[quad.predicate.value].append(_text(quad))
    return dict(found)


def _text(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, NamedNode | Literal) else str(quad.object)


def _all_names(store: Store) -> dict[str, list[str]]:
    """Return the names of everything that has a class of the ontology."""
    names: dict[str, list[str]] = defaultdict(list)
    things = {
        quad.subject
        for quad in store.quads_for_pattern(None, _TYPE, None, DefaultGraph())
        if _text(quad).startswith(ONTOLOGY)
    }
    for predicate in map(NamedNode, _SEARCHED):
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if quad.subject in things and isinstance(quad.subject, NamedNode):
                names[quad.subject.value].append(_text(quad))
    return names


def _is_statement(store: Store, quad: Quad) -> bool:
    return any(store.quads_for_pattern(quad.subject, _TYPE, _STATEMENT, DefaultGraph()))


def _names(outgoing: Iterable[Quad]) -> Iterator[tuple[str, str, str]]:
    for predicate in _NAMES:
        for quad in outgoing:
            if quad.predicate.value == predicate:
                language = quad.object.language if isinstance(quad.object, Literal) else None
                yield compact_iri(predicate).partition(":")[2], _text(quad), language or ""


def fact_of(store: Store, statement: object) -> Fact:
    """Return a statement, given as a node, with its qualifiers and quotes."""
    about = _properties(store, getattr(statement, "value", ""))
    subject, predicate, target = (term_of(store, next(iter(about.get(part, [])), "")) for part in _TRIPLE)
    qualifiers = (
        (compact_iri(key).partition(":")[2], term_of(store, value))
        for key, values in sorted(about.items())
        if key.startswith(ONTOLOGY) and key not in _PROOF
        for value in values
    )
    quotes = {quote_of(store, annotation) for annotation in about.get(expand("ceb:evidence"), [])}
    confidence = next(iter(about.get(expand("ceb:confidence"), [])), "")
    return Fact(
        subject=subject,
        predicate=predicate,
        object=target,
        qualifiers=tuple(qualifiers),
        status=next(iter(about.get(expand("ceb:status"), [])), ""),
        quotes=tuple(sorted(quotes, key=lambda quote: (_natural(quote.place), quote.block, quote.text))),
        confidence=float(confidence) if confidence else None,
        statement=getattr(statement, "value", ""),
        rule=next(iter(about.get(expand("ceb:rule"), [])), ""),
    )


def quote_of(store: Store, annotation: str) -> Quote:
    """Return the words that an annotation marks, and where they stand."""
    block, text = "", ""
    for target in _properties(store, annotation).get(expand("oa:hasTarget"), []):
        about = _properties(store, target)
        block = next(iter(about.get(expand("oa:hasSource"), [])), "")
        for selector in about.get(expand("oa:hasSelector"), []):
            text = next(iter(_properties(store, selector).get(expand("oa:exact"), [])), text)
    return Quote(_place(block) if block else "", text, block, annotation)


def _place(block: str) -> str:
    """Return how a reader calls a block.

    >>> _place("report/E-2021-47/zh/paragraph/17"), _place("report/E-2021-47/zh/summary")
    ('¶17', 'summary')
    """
    *_, kind, number = ["", *block.split("/")]
    return number if len(kind) == _LANGUAGE else _PLACES.get(kind, f"{kind} ") + number


def _natural(place: str) -> tuple[str, int, str]:
    digits = "".join(filter(str.isdigit, place))
    return place.rstrip("0123456789"), int(digits or 0), place


def _mentions(store: Store, incoming: Iterable[Quad]) -> tuple[tuple[str, int], ...]:
    annotations = (getattr(quad.subject, "value", "") for quad in incoming if quad.predicate.value == _BODY)
    places = Counter(quote_of(store, annotation).place for annotation in annotations)
    return tuple(sorted(places.items(), key=lambda item: _natural(item[0])))


def _link(store: Store, quad: Quad) -> Fact | None:
    if quad.predicate.value in _SAID_ELSEWHERE or not isinstance(quad.subject, NamedNode):
        return None
    subject, predicate = term_of(store, quad.subject.value), term_of(store, quad.predicate.value)
    return Fact(subject, predicate, term_of(store, _text(quad)))


def _key(fact: Fact) -> tuple[str, str, str]:
    return fact.subject.iri, fact.predicate.iri, fact.object.iri or fact.object.label


def _order(fact: Fact, iri: str) -> tuple[bool, bool, str, tuple[str, str, str], tuple[tuple[str, Term], ...]]:
    own = fact.subject.iri != iri
    return own, own and fact.object.iri != iri, fact.predicate.iri, _key(fact), fact.qualifiers
