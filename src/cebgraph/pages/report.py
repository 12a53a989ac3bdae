"""The page of the text of a report: the whole text, with what it names and what was read out of it.

A store and the IRI of a text in, HTML out. Parts stand in the order in which they are read, a note with the paragraph
that it hangs on. Every statement is listed with the part that says it, and its words can be linked to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from cebgraph.describe import fact_of
from cebgraph.iris import compact_iri, expand
from cebgraph.pages.around import path_to, texts_of
from cebgraph.pages.assets import is_built
from cebgraph.pages.cells import Cell, asking
from cebgraph.pages.facts import Row, natural, whole_row
from cebgraph.pages.goals import badge_of
from cebgraph.pages.labels import AddressOf, Labels, objects
from cebgraph.pages.linked_data import json_ld
from cebgraph.pages.marks import Kind, Mark, marks_in
from cebgraph.pages.passage import Passage, links_in, marked
from cebgraph.pages.places import place_of, words_anchor
from cebgraph.pages.templates import Static, render
from cebgraph.palette import FAMILIES
from cebgraph.query import select
from cebgraph.resources.profiles import load_profiles

_TYPE, _TEXT_CLASS = NamedNode(expand("rdf:type")), NamedNode(expand("undo:DocumentVersion"))
_VERSION_OF, _IS_PART = NamedNode(expand("prov:specializationOf")), NamedNode(expand("dcterms:isPartOf"))
_NUMBER = NamedNode(expand("ceb:number"))
_PARTS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
SELECT ?part ?position WHERE {{ ?part dcterms:isPartOf+ {text} OPTIONAL {{ ?part schema:position ?position }} }}
"""
_LEVELS = {"chapter": 2, "annex": 2, "subheading": 3}


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that a part of a report makes."""

    row: Row
    property: str
    """Compact name."""
    words: tuple[str, ...]
    """Where on the page its words stand."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report as its page shows it."""

    anchor: str
    kind: str
    level: int
    """Of a heading; 0 for what is none."""
    number: str
    page: Cell
    passages: tuple[Passage, ...]
    facts: tuple[Told, ...]
    notes: tuple[Part, ...] = ()

    @property
    def all_facts(self) -> tuple[Told, ...]:
        """What it says, its notes too."""
        return (*self.facts, *(fact for note in self.notes for fact in note.facts))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader may choose to see: a family of things, the statements of a property."""

    key: str
    name: Cell
    count: int


def is_text(store: Store, iri: str) -> bool:
    """Say whether an IRI is that of the text of a report."""
    try:
        return any(store.quads_for_pattern(NamedNode(iri), _TYPE, _TEXT_CLASS, DefaultGraph()))
    except ValueError:  # no IRI
        return False


def report_page(  # noqa: PLR0913  # what a page is made of, and where it stands
    store: Store, iri: str, language: str, address_of: AddressOf, root: str = "", *, static: Static | None = None
) -> str:
    """Return the page of the text of a report.

    `address_of`, `root` and `static` are those of `thing_page`; the store holds all that the text speaks of.
    """
    labels = Labels(store, language, lru_cache(address_of))
    parts = _parts_of(iri, labels)
    document = next((node.value for node in objects(store, iri, _VERSION_OF) if isinstance(node, NamedNode)), "")
    facts = [fact for part in parts for fact in part.all_facts]
    return render(
        "report.html",
        root=root,
        static=static,
        language=language,
        kept={},
        iri=iri,
        title=labels.thing(iri),
        crumbs=path_to(iri, labels),
        texts=texts_of(document, labels) if document else (),
        parts=parts,
        contents=[part for part in parts if part.level],
        families=list(_families(parts)),
        properties=_properties(facts),
        total=len(facts),
        badge_of=badge_of,
        reading=is_built("report.js"),
        json_ld=json_ld(iri, labels, load_profiles().of([compact_iri(_TEXT_CLASS.value)])),
        describing=asking(f"DESCRIBE <{iri}>"),
    )


def _parts_of(text: str, labels: Labels) -> tuple[Part, ...]:
    """Return the parts of a text in their order; a note of a paragraph is part of that."""
    order = _order(text, labels.store)
    marks = marks_in(labels.store, order)
    parts = {iri: _part(iri, marks.get(iri, ()), labels) for iri in order}
    notes: dict[str, list[Part]] = {}
    for iri, part in parts.items():
        whole = _whole(iri, labels.store)
        if part.kind == "footnote" and whole in parts:
            notes.setdefault(whole, []).append(part)
    hanging = {note.anchor for found in notes.values() for note in found}
    return tuple(
        replace(part, notes=tuple(notes.get(iri, ()))) for iri, part in parts.items() if part.anchor not in hanging
    )


def _order(text: str, store: Store) -> list[str]:
    """Return the IRIs of the parts of a text in the order of reading; those without a position by their names, last."""
    rows = select(store, _PARTS.format(text=NamedNode(text)))
    found = {part.value: int(position.value) if isinstance(position, Literal) else None for part, position in rows}
    return sorted(found, key=lambda iri: (found[iri] is None, found[iri] or 0, natural(iri)))


def _whole(iri: str, store: Store) -> str:
    return next((node.value for node in objects(store, iri, _IS_PART) if isinstance(node, NamedNode)), "")


def _part(iri: str, marks: Sequence[Mark], labels: Labels) -> Part:
    place = place_of(iri)
    kind = place.kind if place else ""
    numbers = (node.value for node in objects(labels.store, iri, _NUMBER) if isinstance(node, Literal))
    return Part(
        anchor=place.anchor if place else "",
        kind=kind,
        level=_LEVELS.get(kind, 0),
        number="" if kind == "subheading" else next(numbers, ""),
        page=labels.thing(iri),
        passages=marked(iri, marks, labels),
        facts=tuple(_told(marks, labels)),
    )


def _told(marks: Iterable[Mark], labels: Labels) -> Iterator[Told]:
    """Give the statements of some marks, in the order in which their words begin."""
    words: dict[str, list[str]] = {}
    for mark in marks:
        if mark.kind is Kind.STATEMENT:
            words.setdefault(mark.body, []).append(words_anchor(mark.annotation))
    for statement, anchors in words.items():
        fact = fact_of(labels.store, NamedNode(statement))
        yield Told(whole_row(fact, labels), compact_iri(fact.predicate.iri), tuple(anchors))


def _families(parts: Iterable[Part]) -> Iterator[tuple[str, str, str, int]]:
    """Give each family of things that a text names: key, Chinese and English name, how often it is named."""
    passages = (passage for part in parts for one in (part, *part.notes) for passage in one.passages)
    count = Counter(link.family for passage in passages for link in links_in(passage.pieces))
    yield from ((key, family.zh, family.en, count[key]) for key, family in FAMILIES.items() if count[key])


def _properties(facts: Iterable[Told]) -> list[Choice]:
    """Return the properties of some statements, the most frequent first."""
    names: Mapping[str, Cell] = {fact.property: fact.row.predicate for fact in facts if fact.row.predicate}
    count = Counter(fact.property for fact in facts)
    return [Choice(key, names[key], times) for key, times in count.most_common() if key in names]
