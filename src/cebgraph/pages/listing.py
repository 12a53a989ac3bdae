"""The search of a site of files: the index of names in; a page of all things by kind out.

A script shows of them what is sought. Without it the page is the list of all, with what tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass

from cebgraph.pages.facts import natural
from cebgraph.pages.goals import badge_of
from cebgraph.pages.labels import AddressOf
from cebgraph.pages.templates import Static, render
from cebgraph.reconcile.entities import Entity
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.queries import description
from cebgraph.reconcile.scoring import is_chinese


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in the list."""

    id: str
    iri: str
    name: str
    language: str
    """Of the name; empty where it is the reader's."""
    href: str
    description: str


def listing_page(index: Index, things: Container[str], language: str, address_of: AddressOf, static: Static) -> str:
    """Return the page with those of some things that have a name, by kind, those of each kind by name."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    named = [entity for entity in index.entities.values() if entity.iri in things]
    for entity in named:
        kinds[_kind(index, entity, language)].append(_item(index, entity, language, address_of))
    groups = [(kind, sorted(items, key=lambda one: (natural(one.name), one.id))) for kind, items in kinds.items()]
    return render(
        "listing.html",
        language=language,
        static=static,
        badge_of=badge_of,
        total=len(named),
        groups=sorted(groups, key=lambda group: (-len(group[1]), group[0])),
    )


def _kind(index: Index, entity: Entity, language: str) -> str:
    term = index.schema.types.get(next(iter(entity.types), ""))
    if term is None:
        return ""
    return (term.chinese or term.english) if language == "zh" else (term.english or term.chinese)


def _item(index: Index, entity: Entity, language: str, address_of: AddressOf) -> Item:
    name = entity.label(language)
    other = "en" if language == "zh" else "zh"
    spoken = "" if is_chinese(name) == (language == "zh") else other
    return Item(entity.id, entity.iri, name, spoken, address_of(entity.iri), description(index, entity, language))
