"""The front page: a store and what has a page in; numbers, texts, bodies as a tree, lists by class out.

Each thing stands under its first class of the ontology as `stats` counts it: the narrowest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from cebgraph.iris import ONTOLOGY, expand
from cebgraph.pages.around import path_to, text_of
from cebgraph.pages.cells import Cell, asking
from cebgraph.pages.facts import SHOWN, natural
from cebgraph.pages.goals import badge_of
from cebgraph.pages.labels import AddressOf, Labels, objects
from cebgraph.pages.templates import Static, render
from cebgraph.summary import STRUCTURE, Summary

_TYPE = NamedNode(expand("rdf:type"))
_BROADER = NamedNode(expand("rdfs:subClassOf"))
_BODY = ONTOLOGY + "Body"
_TEXT = expand("undo:DocumentVersion")
"""The class of a report in a language, which has its parts below it."""
_STATEMENT = ONTOLOGY + "Statement"


@dataclass(frozen=True, slots=True)
class Branch:
    """A body, and the bodies below it."""

    cell: Cell
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The things of a class."""

    label: Cell
    cells: tuple[Cell, ...]
    """The first by name."""
    total: int
    ask: str
    """Where all of them are listed."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows of a graph."""

    things: Collection[str]
    """What has a page."""
    summary: Summary
    dumps: tuple[tuple[str, int], ...] = ()
    """The files that hold all, and their sizes in bytes."""


def front_page(
    store: Store, front: Front, language: str, address_of: AddressOf, *, static: Static | None = None
) -> str:
    """Return the page that leads to all others; `static` is given where it is a file and no server answers."""
    labels = Labels(store, language, address_of)
    classes = _by_class(store, front.things)
    bodies = [iri for kind, iris in classes.items() if _BODY in _with_broader(store, kind) for iri in iris]
    texts = [text_of(iri, labels) for iri in classes.pop(_TEXT, ())]
    listed = [_listed(kind, iris, labels) for kind, iris in classes.items() if not set(iris) <= set(bodies)]
    return render(
        "front.html",
        static=static,
        language=language,
        kept={},
        summary=front.summary,
        texts=sorted(texts, key=lambda text: _by_name(text.cell)),
        tree=_tree(bodies, labels),
        listed=sorted(listed, key=lambda one: (-one.total, one.label.iri)),
        dumps=front.dumps,
        badge_of=badge_of,
    )


def _by_class(store: Store, things: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return things by their narrowest class; no parts of reports, and no statements."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri in things:
        kinds = [node.value for node in objects(store, iri, _TYPE) if isinstance(node, NamedNode)]
        ours = [kind for kind in kinds if kind.startswith(ONTOLOGY)]
        broader = {above for kind in ours for above in _with_broader(store, kind) - {kind}}
        narrowest = _TEXT if _TEXT in kinds else next((kind for kind in ours if kind not in broader), "")
        if narrowest and narrowest not in STRUCTURE | {_STATEMENT}:
            found[narrowest].append(iri)
    return {kind: tuple(iris) for kind, iris in sorted(found.items())}


def _with_broader(store: Store, kind: str) -> set[str]:
    """Return a class and all above it."""
    open_, seen = [kind], {kind}
    while open_:
        for node in objects(store, open_.pop(), _BROADER):
            if isinstance(node, NamedNode) and node.value not in seen:
                seen.add(node.value)
                open_.append(node.value)
    return seen


def _listed(kind: str, iris: Iterable[str], labels: Labels) -> Listed:
    cells = sorted(map(labels.thing, iris), key=_by_name)
    return Listed(
        labels.thing(kind), tuple(cells[:SHOWN]), len(cells), asking(f"SELECT ?thing WHERE {{ ?thing a <{kind}> }}")
    )


def _tree(bodies: Iterable[str], labels: Labels) -> tuple[Branch, ...]:
    """Return the bodies, each below the nearest body above it."""
    known, below = set(bodies), defaultdict[str, list[str]](list)
    for iri in known:
        above = [step.iri for step in path_to(iri, labels) if step.iri in known]
        below[above[-1] if above else ""].append(iri)
    return tuple(sorted(_branches("", below, labels), key=lambda branch: -_size(branch)))  # the largest first


def _branches(parent: str, below: Mapping[str, list[str]], labels: Labels) -> tuple[Branch, ...]:
    cells = sorted((labels.thing(iri) for iri in below.get(parent, ())), key=_by_name)
    return tuple(Branch(cell, _branches(cell.iri, below, labels)) for cell in cells)


def _size(branch: Branch) -> int:
    return 1 + sum(map(_size, branch.below))


def _by_name(cell: Cell) -> tuple[list[tuple[int, str]], str]:
    return natural(cell.text), cell.iri
