"""The index that names are matched against: a store in, one frozen value out, made once and read by many threads.

Every name is found by its key, a symbol also as it is cited, a web address as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from cebgraph.quads import base_of
from cebgraph.reconcile.entities import NAMING, SYMBOL, Entity, read_entities, values_of
from cebgraph.reconcile.grams import Grams, index_grams
from cebgraph.reconcile.schema import Schema, Term, one_named, read_property, read_schema
from cebgraph.reconcile.scoring import name_key, word_key
from cebgraph.resources.symbols import Family, load_families

_PAGES = ("foaf:homepage", "foaf:page")


@dataclass(frozen=True, slots=True)
class Index:
    """All that a graph can be matched by."""

    base: str
    """What the IRIs of its things begin with."""
    entities: Mapping[str, Entity]
    """By id."""
    schema: Schema
    properties: Mapping[str, Term]
    used: Mapping[str, Counter[str]]
    """How many things of a type have each property."""
    bearers: Mapping[str, Mapping[str, bool]]
    """The ids that bear a name, by its key, each with whether the name is strong."""
    reordered: Mapping[str, tuple[str, ...]]
    """The ids that bear a name with certain words, in whatever order."""
    pages: Mapping[str, tuple[str, ...]]
    grams: Grams

    def exactly(self, text: str) -> dict[str, bool]:
        """Return the ids that a text is a name, symbol, web address or id of, each with whether that is strong."""
        found = dict(self.bearers.get(name_key(text), {}))
        found |= dict.fromkeys(self.pages.get(_page(text), ()), True)
        one = self.entity(text.strip())
        return found | ({one.id: True} if one else {})

    def entity(self, text: str) -> Entity | None:
        """Return the thing with an id or IRI."""
        return self.entities.get(text) or self.entities.get(text.removeprefix(self.base))

    def property_named(self, name: str) -> Term:
        """Return a property by its id, IRI or name.

        Raises QueryError where there is none.
        """
        return one_named(name, self.properties, "property")


def index_names(store: Store) -> Index:
    """Make the index of a graph.

    Raises DataFileError where the files of data/symbols are malformed.
    """
    schema = read_schema(store)
    entities = read_entities(store, schema)
    bearers = _bearers(entities.values())
    used = _used(entities.values())
    pids = {pid for count in used.values() for pid in count}
    return Index(
        base=base_of(store.named_graphs()),
        entities=entities,
        schema=Schema({kind: term for kind, term in schema.types.items() if kind in used}),
        properties={pid: read_property(store, pid) for pid in sorted(pids)},
        used=used,
        bearers=bearers,
        reordered=_grouped((word_key(name), entity.id) for entity in entities.values() for name in entity.names()),
        pages=_grouped(_pages(entities.values())),
        grams=index_grams(sorted(bearers)),
    )


def _bearers(entities: Iterable[Entity]) -> dict[str, dict[str, bool]]:
    bearers: dict[str, dict[str, bool]] = {}
    for entity in entities:
        cited = (text for value in values_of(entity, SYMBOL) for text in citations(value.text))
        for text in (*entity.names(), *cited):
            ids = bearers.setdefault(name_key(text), {})
            ids[entity.id] = ids.get(entity.id, False) or text not in entity.weak
    bearers.pop("", None)
    return bearers


def citations(symbol: str) -> Iterator[str]:
    """Give the wordings that cite a document by its number.

    >>> list(citations("A/RES/75/233"))
    ['General Assembly resolution 75/233', 'resolution 75/233']
    """
    for family in load_families():
        number = _number(family, symbol)
        for act in family.acts.get("en", ())[:1] if number else ():
            yield from (f"{organ} {act} {number}" for organ in family.organs.get("en", ()))
            yield from () if family.needs_organ else (f"{act} {number}",)


def _number(family: Family, symbol: str) -> str:
    if not family.number:
        return ""
    start, _, end = family.symbol.partition("{number}")
    number = symbol.removeprefix(start).removesuffix(end)
    return number if symbol == start + number + end and family.number.fullmatch(number) else ""


def _pages(entities: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    for entity in entities:
        yield from ((_page(value.text), entity.id) for pid in _PAGES for value in values_of(entity, pid))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = {}
    for key, one in pairs:
        groups.setdefault(key, {})[one] = None
    groups.pop("", None)
    return {key: tuple(ids) for key, ids in groups.items()}


def _page(text: str) -> str:
    """Return a web address as it is compared, and nothing for any other text."""
    match = re.match(r"\s*https?://(?:www\.)?(\S+?)/*\s*$", text)
    return match[1].lower() if match else ""


def _used(entities: Iterable[Entity]) -> dict[str, Counter[str]]:
    used: dict[str, Counter[str]] = {}
    for entity in entities:
        languages = {
            f"{pid}@{value.language}" for pid in NAMING for value in entity.values.get(pid, ()) if value.language
        }
        for kind in entity.types:
            used.setdefault(kind, Counter()).update([*entity.values, *languages])
    return used
