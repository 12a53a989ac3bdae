"""What stands around a thing: the path of its parents, what comes before and after it, the members of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from pyoxigraph import DefaultGraph, NamedNode, Store

from cebgraph.iris import expand
from cebgraph.pages.cells import Cell, asking
from cebgraph.pages.facts import SHOWN, natural
from cebgraph.pages.labels import LANGUAGES, Labels, objects
from cebgraph.resources.profiles import load_profiles

_TYPE = NamedNode(expand("rdf:type"))
_VERSION_OF = NamedNode(expand("prov:specializationOf"))
_HIGHEST = 8
"""How many parents stand above a page at most."""
_NUMBERED = re.compile(r"(?P<before>.*/)(?P<number>\d{1,9})")


@dataclass(frozen=True, slots=True)
class Members:
    """The things of a class."""

    shown: tuple[Cell, ...]
    total: int
    ask: str
    """Where all of them are listed."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document in one language."""

    language: str
    name: str
    """What the language calls itself."""
    cell: Cell


def texts_of(document: str, labels: Labels) -> tuple[Text, ...]:
    """Return the texts of a document, in the order of their languages."""
    quads = labels.store.quads_for_pattern(None, _VERSION_OF, NamedNode(document), DefaultGraph())
    texts = sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    return tuple(text_of(text, labels) for text in texts)


def text_of(iri: str, labels: Labels) -> Text:
    """Return a text, whose IRI ends in its language."""
    tag = iri.rpartition("/")[2]
    return Text(tag, LANGUAGES.get(tag, tag), labels.thing(iri))


def path_to(iri: str, labels: Labels) -> tuple[Cell, ...]:
    """Return the parents of a thing, the highest first; of two with one name (a document, its text) the lower."""
    path: list[str] = []
    parent = _parent(labels.store, iri)
    while parent and parent not in {iri, *path} and len(path) < _HIGHEST:
        path.append(parent)
        parent = _parent(labels.store, parent)
    steps = [labels.thing(step) for step in reversed(path)]
    return tuple(step for step, below in zip_longest(steps, steps[1:]) if below is None or step.text != below.text)


def beside(iri: str, labels: Labels) -> tuple[Cell | None, Cell | None]:
    """Return the numbered parts of a report before and after one; nothing where there is none.

    They are known by their IRIs alone, which end in consecutive numbers.
    """
    found = _NUMBERED.fullmatch(iri) if "/report/" in iri else None
    if found is None:
        return None, None
    before, after = (f"{found['before']}{int(found['number']) + step}" for step in (-1, 1))
    return _if_known(before, labels), _if_known(after, labels)


def members(iri: str, labels: Labels) -> Members | None:
    """Return the first things of a class and how many there are; nothing where it has none."""
    found = [quad.subject for quad in labels.store.quads_for_pattern(None, _TYPE, NamedNode(iri), DefaultGraph())]
    named = sorted((node.value for node in found if isinstance(node, NamedNode)), key=natural)
    shown = sorted(map(labels.thing, named[:SHOWN]), key=lambda cell: (natural(cell.text), cell.iri))
    return Members(tuple(shown), len(named), asking(f"SELECT ?thing WHERE {{ ?thing a <{iri}> }}")) if named else None


def _parent(store: Store, iri: str) -> str:
    parents: Iterator[str] = (
        node.value
        for name in load_profiles().parents
        for node in objects(store, iri, NamedNode(expand(name)))
        if isinstance(node, NamedNode)
    )
    return next(parents, "")


def _if_known(iri: str, labels: Labels) -> Cell | None:
    known = any(labels.store.quads_for_pattern(NamedNode(iri), _TYPE, None, DefaultGraph()))
    return labels.thing(iri) if known else None
