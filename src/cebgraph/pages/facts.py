"""What is known of a thing in the order in which a page tells it: its portrait in, groups of rows out.

Nothing known is left out: what no group of the profile names stands in a last one. Only what very many things say of
this one is cut off, with a link to all of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from cebgraph.describe import Fact, Portrait, Quote, Term
from cebgraph.iris import ONTOLOGY, compact_iri, expand
from cebgraph.pages.cells import Cell, asking
from cebgraph.pages.labels import Labels, block_language, objects
from cebgraph.resources.profiles import Profile, load_profiles

SHOWN = 100
"""How many things are shown that say the same of this one."""

_TYPE = NamedNode(expand("rdf:type"))
_STATEMENT = NamedNode(expand("ceb:Statement"))
_OBJECT = expand("rdf:object")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a report, and where they stand."""

    text: str
    language: str
    place: Cell | None


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what is on its other end, and all that is said about it."""

    target: Cell
    qualifiers: tuple[tuple[Cell, Cell], ...] = ()
    status: str = ""
    """As the reader calls it."""
    kind: str = ""
    """Of the status: planned, agreed, negated."""
    quotes: tuple[Said, ...] = ()
    statement: Cell | None = None
    confidence: float | None = None
    rule: str = ""
    subject: Cell | None = None
    """Of a fact that the thing is no end of, with its predicate."""
    predicate: Cell | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """The facts of one property."""

    label: Cell
    rows: tuple[Row, ...]
    more: int = 0
    ask: str = ""
    """Where all of them are listed."""


@dataclass(frozen=True, slots=True)
class Section:
    """The facts of a group."""

    title: str
    relations: tuple[Relation, ...]


def sections(portrait: Portrait, labels: Labels, profile: Profile) -> Iterator[Section]:
    """Give the groups of a profile that have something to tell, then the rest."""
    found = _by_property(portrait, labels)
    for group in profile.groups:
        relations = [_relation(key, found.pop(key), portrait.iri, labels) for key in group.properties if key in found]
        if relations:
            yield Section(group.title[labels.language], _merged(relations))
    if found:
        rest = (_relation(key, rows, portrait.iri, labels) for key, rows in sorted(found.items()))
        yield Section(load_profiles().rest[labels.language], _merged(rest))


def elsewhere(portrait: Portrait, labels: Labels) -> tuple[tuple[Row, ...], int]:
    """Return the statements that the thing is no end of (drawn from it, said by means of it), and how many more."""
    found = [fact for fact in portrait.facts if portrait.iri not in {fact.subject.iri, fact.object.iri}]
    found = [fact for fact in found if _names_otherwise(labels.store, fact, portrait.iri)]
    return tuple(whole_row(fact, labels) for fact in found[:SHOWN]), max(0, len(found) - SHOWN)


def whole_row(fact: Fact, labels: Labels) -> Row:
    """Return a fact with both its ends."""
    row = _row(fact, fact.object, labels)
    subject, predicate = (_part(fact, "", term, labels) for term in (fact.subject, fact.predicate))
    return replace(row, subject=subject, predicate=predicate)


def _by_property(portrait: Portrait, labels: Labels) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    told: set[tuple[str, str, str]] = set()
    for fact in portrait.facts:
        told.add((fact.subject.iri, fact.predicate.iri, fact.object.iri or fact.object.label))
        if fact.subject.iri == portrait.iri:
            found[compact_iri(fact.predicate.iri)].append(_row(fact, fact.object, labels))
        elif fact.object.iri == portrait.iri:
            found[f"^{compact_iri(fact.predicate.iri)}"].append(_row(fact, fact.subject, labels))
    for key, quad in _plain(labels.store, portrait.iri):
        if _key(quad) not in told:
            found[key].append(Row(labels.cell(quad.subject if key.startswith("^") else quad.object, key)))
    return found


def _plain(store: Store, iri: str) -> Iterator[tuple[str, Quad]]:
    """Give the triples of a thing that are not told in another form, and are no part of a statement."""
    hidden, node = load_profiles().told, NamedNode(iri)
    for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
        key = compact_iri(quad.predicate.value)
        if key not in hidden or not (isinstance(quad.object, Literal) or quad.predicate == _TYPE):
            yield key, quad
    for quad in store.quads_for_pattern(None, None, node, DefaultGraph()):
        key = f"^{compact_iri(quad.predicate.value)}"
        if key not in hidden and quad.subject != node and not _is_statement(store, quad):
            yield key, quad


def _key(quad: Quad) -> tuple[str, str, str]:
    return tuple(getattr(node, "value", str(node)) for node in (quad.subject, quad.predicate, quad.object))  # type: ignore[return-value]


def _is_statement(store: Store, quad: Quad) -> bool:
    return any(store.quads_for_pattern(quad.subject, _TYPE, _STATEMENT, DefaultGraph()))


def _names_otherwise(store: Store, fact: Fact, iri: str) -> bool:
    """Say whether a statement names a thing in another way than as its class."""
    links = store.quads_for_pattern(NamedNode(fact.statement), None, NamedNode(iri), DefaultGraph())
    return any(quad.predicate != _TYPE for quad in links)


def _relation(key: str, rows: Iterable[Row], iri: str, labels: Labels) -> Relation:
    ordered = sorted(rows, key=lambda row: _order(row, labels.language))
    shown = ordered[:SHOWN] if key.startswith("^") else ordered
    more = len(ordered) - len(shown)
    name = key.removeprefix("^")
    predicate = name if name.startswith("http") else expand(name)
    ask = asking(f"SELECT ?thing WHERE {{ ?thing <{predicate}> <{iri}> }}") if more else ""
    return Relation(labels.property(key), tuple(shown), more, ask)


def _order(row: Row, language: str) -> tuple[bool, list[tuple[int, str]], str]:
    """Return where a row stands: what is said in the reader's language first, 9 before 10."""
    return row.target.language not in {"", language}, natural(row.target.text), row.target.iri


def _merged(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return relations with those of one name as one: what is symmetric is told once, whoever says it."""
    merged: dict[str, Relation] = {}
    for relation in relations:
        name = relation.label.text
        first = merged.get(name, replace(relation, rows=()))
        merged[name] = replace(first, rows=(*first.rows, *relation.rows), more=max(first.more, relation.more))
    return tuple(merged.values())


def natural(text: str) -> list[tuple[int, str]]:
    """Return what texts are ordered by, so that 9 comes before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", text)]


def _row(fact: Fact, target: Term, labels: Labels) -> Row:
    return Row(
        target=_part(fact, _OBJECT, target, labels),
        qualifiers=tuple(
            (labels.thing(ONTOLOGY + name), _part(fact, ONTOLOGY + name, term, labels))
            for name, term in fact.qualifiers
        ),
        status=labels.cell(Literal(fact.status), "ceb:status").text,
        kind=fact.status,
        quotes=tuple(_said(quote, labels) for quote in fact.quotes),
        statement=labels.thing(fact.statement),
        confidence=fact.confidence,
        rule=fact.rule,
    )


def _part(fact: Fact, predicate: str, term: Term, labels: Labels) -> Cell:
    """Return a part of a statement; of a value, with the language and type that the statement gives it."""
    if term.iri:
        return labels.thing(term.iri)
    values = objects(labels.store, fact.statement, NamedNode(predicate)) if predicate else []
    same = (value for value in values if getattr(value, "value", "") == term.label)
    return labels.cell(next(same, Literal(term.label)), compact_iri(predicate))


def _said(quote: Quote, labels: Labels) -> Said:
    place = labels.words(quote.block, quote.annotation) if quote.block else None
    return Said(quote.text, block_language(quote.block), place)
