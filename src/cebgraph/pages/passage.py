"""The text of a part of a report with its marks: a part's text and marks in, a tree of texts, links and words out.

What names a thing is a link to it; of two names that overlap the first is a link, of those that begin together the
longest. Where the words of a statement cross a name or other words, they go on in a second piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import ClassVar

from pyoxigraph import DefaultGraph, Literal, NamedNode

from cebgraph.describe import quote_of
from cebgraph.iris import ONTOLOGY, expand
from cebgraph.pages.cells import Cell
from cebgraph.pages.labels import Labels, objects
from cebgraph.pages.marks import Kind, Mark, marks_in
from cebgraph.pages.places import place_of, words_anchor
from cebgraph.palette import family_of
from cebgraph.spans import Span

_TEXT, _BODY, _TYPE = (NamedNode(expand(name)) for name in ("ceb:text", "oa:hasBody", "rdf:type"))


@dataclass(frozen=True, slots=True)
class Link:
    """What names a thing."""

    cell: Cell
    family: str
    """Of things of its kind, which have one colour."""
    pieces: tuple[Piece, ...]
    form: ClassVar = "link"


@dataclass(frozen=True, slots=True)
class Note:
    """The mark of a note."""

    cell: Cell
    number: str
    anchor: str
    """Where the note stands on the page of the whole text."""
    form: ClassVar = "note"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a statement."""

    anchor: str
    """Where they stand on the page of the whole text."""
    pieces: tuple[Piece, ...]
    goes_on: bool = False
    """Whether it is not the first piece of the same words."""
    form: ClassVar = "words"


Piece = str | Link | Note | Words


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in pieces, which together are the text."""

    language: str
    pieces: tuple[Piece, ...]


def passages_of(iri: str, labels: Labels) -> tuple[Passage, ...]:
    """Return the text of a part of a report with what it names; several where it has them, then without marks.

    Where things are named is counted in the one text that was read.
    """
    marks = marks_in(labels.store, [iri]).get(iri, ())
    return marked(iri, (mark for mark in marks if mark.kind is not Kind.STATEMENT), labels)


def marked(iri: str, marks: Iterable[Mark], labels: Labels) -> tuple[Passage, ...]:
    """Return the texts of a part of a report with some marks, given in their order."""
    texts = [node for node in objects(labels.store, iri, _TEXT) if isinstance(node, Literal)]
    told = list(marks) if len(texts) == 1 else []
    return tuple(Passage(text.language or "", tuple(_whole(text.value, told, labels))) for text in texts)


def places_naming(iri: str, labels: Labels) -> tuple[tuple[Cell, int], ...]:
    """Return the parts of reports that name a thing, with how often."""
    annotations = labels.store.quads_for_pattern(None, _BODY, NamedNode(iri), DefaultGraph())
    blocks = Counter(quote_of(labels.store, getattr(quad.subject, "value", "")).block for quad in annotations)
    return tuple((labels.thing(block), times) for block, times in blocks.items() if block)


def _whole(text: str, marks: Iterable[Mark], labels: Labels) -> Iterator[Piece]:
    within = (mark for mark in marks if mark.start >= 0 and mark.end <= len(text))
    return _pieces(text, _apart(within), labels, Span(0, len(text)))


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Give marks so that no link holds another: what overlaps an earlier name is none, a note hangs behind a name."""
    named = 0
    for mark in marks:
        if mark.kind is Kind.NOTE:
            at = max(mark.start, named)
            yield replace(mark, start=at, end=at)
        elif mark.kind is Kind.STATEMENT:
            yield mark
        elif mark.start >= named:
            named = mark.end
            yield mark


def _pieces(text: str, marks: Iterable[Mark], labels: Labels, span: Span) -> Iterator[Piece]:
    """Give a stretch of a text in pieces."""
    at, waiting = span.start, list(marks)
    heapify(waiting)
    while waiting:
        mark = heappop(waiting)
        if mark.start > at:
            yield text[at : mark.start]
        inside, crossing = _inside(mark, waiting)
        yield _piece(mark, tuple(_pieces(text, inside, labels, Span(mark.start, mark.end))), labels)
        at = mark.end
        for rest in crossing:
            heappush(waiting, rest)
    if at < span.end:
        yield text[at : span.end]


def _inside(mark: Mark, waiting: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Take from the marks that wait what stands inside of one; with it, return the rest of those that cross its end."""
    inside: list[Mark] = []
    crossing: list[Mark] = []
    while waiting and waiting[0].start < mark.end:
        one = heappop(waiting)
        inside.append(replace(one, end=min(one.end, mark.end)))
        if one.end > mark.end:
            crossing.append(replace(one, start=mark.end, goes_on=True))
    return inside, crossing


def _piece(mark: Mark, pieces: tuple[Piece, ...], labels: Labels) -> Piece:
    if mark.kind is Kind.STATEMENT:
        return Words(words_anchor(mark.annotation), pieces, mark.goes_on)
    cell, place = labels.thing(mark.body), place_of(mark.body)
    if mark.kind is Kind.NOTE:
        return Note(cell, place.number if place else "*", place.anchor if place else "")
    return Link(cell, _family(mark.body, labels), pieces)


def links_in(pieces: Iterable[Piece]) -> Iterator[Link]:
    """Give what names a thing, wherever it stands in some pieces; what goes on is given once for each piece."""
    for piece in pieces:
        if isinstance(piece, Link):
            yield piece
        elif isinstance(piece, Words):
            yield from links_in(piece.pieces)


def _family(iri: str, labels: Labels) -> str:
    classes = (getattr(kind, "value", "") for kind in objects(labels.store, iri, _TYPE))
    return family_of(kind.removeprefix(ONTOLOGY) for kind in classes)
