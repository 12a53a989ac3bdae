"""Completion while somebody types: the beginning of a name or id in, things, types or properties out, a page at a time.

What begins with the text stands before what holds it, the shorter before the longer, and what is only like it last:
OpenRefine asks with the whole of a cell that it found no match for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from cebgraph.reconcile.entities import Entity
from cebgraph.reconcile.matching import Query, find_candidates
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.queries import Json, description, read_number, types_of
from cebgraph.reconcile.schema import Term
from cebgraph.reconcile.scoring import is_chinese, name_key

Item = TypeVar("Item")

PAGE = 10
"""How many suggestions are given at once."""


def suggest_entities(index: Index, prefix: str, cursor: str = "") -> Json:
    """Return the things that have a name like the one begun.

    Raises QueryError where the cursor is no number.
    """
    language = "zh" if is_chinese(prefix) else "en"
    return _page(
        [
            {
                "id": entity.id,
                "name": entity.label(language),
                "description": description(index, entity, language),
                "notable": types_of(index, entity),
            }
            for entity in _skipped(entities_like(index, prefix), cursor)
        ]
    )


def entities_like(index: Index, prefix: str) -> Iterator[Entity]:
    """Give the things that have a name like the one begun, the likeliest first."""
    return (index.entities[one] for one in dict.fromkeys(_completed(index, prefix)))


def _completed(index: Index, prefix: str) -> Iterator[str]:
    """Give the ids of the things that a beginning may lead to, the likeliest first."""
    yield from sorted(index.exactly(prefix))
    wanted = name_key(prefix)
    if wanted:
        yield from (one for key in _ranked(wanted, index.grams.keys) for one in sorted(index.bearers[key]))
    path = prefix.strip().removeprefix(index.base)
    yield from (one for one in index.entities if path and one.startswith(path))
    yield from (near.entity.id for near in find_candidates(index, Query(prefix, limit=PAGE)))


def _ranked(wanted: str, keys: Iterable[str]) -> list[str]:
    holding = (key for key in keys if wanted in key)
    return sorted(holding, key=lambda key: (not key.startswith(wanted), len(key), key))


def suggest_types(index: Index, prefix: str, cursor: str = "") -> Json:
    """Return the types that have a name like the one begun, each with those just above it.

    Raises QueryError where the cursor is no number.
    """
    types = index.schema.types
    found = _skipped(_begun(prefix, types.values()), cursor)
    return _page([_term(one) | {"broader": [_term(types[kind]) for kind in one.broader]} for one in found])


def suggest_properties(index: Index, prefix: str, cursor: str = "") -> Json:
    """Return the properties that have a name like the one begun.

    Raises QueryError where the cursor is no number.
    """
    return _page([_term(one) for one in _skipped(_begun(prefix, index.properties.values()), cursor)])


def _begun(prefix: str, terms: Iterable[Term]) -> list[Term]:
    """Return the terms whose id or name in either language holds a text; all of them for no text."""
    wanted = prefix.strip().lower()
    ranks = ((min((_rank(wanted, text) for text in _texts(term)), default=2), term) for term in terms)
    return [term for rank, term in sorted(ranks, key=lambda pair: (pair[0], pair[1].id)) if rank < 2]  # noqa: PLR2004


def _texts(term: Term) -> tuple[str, ...]:
    return term.english.lower(), term.chinese, term.id.lower(), term.id.lower().partition(":")[2]


def _rank(wanted: str, text: str) -> int:
    return 0 if text.startswith(wanted) else 1 if wanted in text else 2


def _term(term: Term) -> Json:
    return {"id": term.id, "name": term.name, "description": term.id}


def _skipped(found: Iterable[Item], cursor: str) -> list[Item]:
    """Return a page of what was found, after as many as the cursor says."""
    start = read_number(cursor, "cursor")
    return list(islice(found, start, start + PAGE))


def _page(result: list[Json]) -> Json:
    return {"result": result}
