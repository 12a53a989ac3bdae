"""Reconciliation queries: a batch as JSON in, for each query its candidates as JSON out.

Clients differ in what they send: a type may be one or a list, a value a text, a number or an entity. What cannot be
meant is refused with the key of the query; a cell without a text has no candidates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from cebgraph.errors import QueryError
from cebgraph.reconcile.entities import ACRONYM, SYMBOL, Entity, Value, values_of
from cebgraph.reconcile.matching import Candidate, Condition, Query, find_candidates
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.scoring import is_chinese

Json = dict[str, object]

BATCH = 200
"""How many queries a batch may have."""
_LIMIT, _MOST = 5, 50
_SPECIFICATION = "see https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"


class BatchTooLarge(QueryError):
    """A batch has more queries than are answered at once."""


def answer_queries(index: Index, text: str) -> Json:
    """Answer a reconciliation query batch.

    Raises QueryError where it is no such batch, or names an unknown type or property; BatchTooLarge.
    """
    batch = read_json(text, "queries")
    if len(batch) > BATCH:
        raise BatchTooLarge(f"a batch of {len(batch)} queries", hint=f"send {BATCH} at once at most")
    queries = {key: read_query(index, key, given) for key, given in batch.items()}
    return {key: {"result": _result(index, query)} for key, query in queries.items()}


def read_json(text: str, name: str) -> Mapping[str, object]:
    """Return the object that a parameter is in JSON.

    Raises QueryError where it is none.
    """
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a character, which no answer could repeat, is refused
    except (ValueError, RecursionError) as error:
        raise QueryError(f"is no JSON: {error}", where=name, hint=_SPECIFICATION) from None
    if not isinstance(found, dict):
        raise QueryError("is no JSON object", where=name, hint=_SPECIFICATION)
    return found


def read_number(text: str, name: str) -> int:
    """Return the number that a parameter is; 0 for nothing.

    Raises QueryError where it is none.
    """
    if text and not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise QueryError(f"{text!r} is no number", where=name, hint="a number from 0")
    return int(text or 0)


def read_query(index: Index, key: str, given: object) -> Query:
    """Return one query of a batch.

    Raises QueryError where it is none, or names an unknown type or property.
    """
    if not isinstance(given, dict):
        raise QueryError("is no JSON object", where=key, hint=_SPECIFICATION)
    try:
        query = Query(
            text=_text(given.get("query", ""), "query"),
            types=tuple(index.schema.type_named(kind).id for kind in _types(given.get("type"))),
            every_type=given.get("type_strict") == "all",
            limit=_limit(given.get("limit")),
            conditions=tuple(_conditions(index, given.get("properties"))),
        )
    except QueryError as error:
        raise QueryError(error.message, where=key, hint=error.hint) from None
    if "query" not in given and not query.conditions:
        raise QueryError("has neither 'query' nor 'properties'", where=key, hint=_SPECIFICATION)
    return query


def _text(given: object, name: str) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise QueryError(f"{name!r} is no text", hint=_SPECIFICATION)
    return str(given)


def _types(given: object) -> list[str]:
    listed = given if isinstance(given, list) else [given]
    ids = (one.get("id") if isinstance(one, dict) else one for one in listed)
    return [_text(one, "type") for one in ids if one not in (None, "")]


def _limit(given: object) -> int:
    if given is None:
        return _LIMIT
    if isinstance(given, bool) or not isinstance(given, int | float) or given < 1 or given != given // 1:
        raise QueryError("'limit' is no positive integer", hint=_SPECIFICATION)
    return int(min(given, _MOST))


def _conditions(index: Index, given: object) -> list[Condition]:
    conditions = []
    for one in [] if given is None else given if isinstance(given, list) else [given]:
        if not isinstance(one, dict) or "pid" not in one or "v" not in one:
            raise QueryError("a property has no 'pid' or no 'v'", hint=_SPECIFICATION)
        pid = index.property_named(_text(one["pid"], "pid")).id
        wanted = one["v"] if isinstance(one["v"], list) else [one["v"]]
        values = tuple(_value(index, value) for value in wanted if value not in (None, ""))
        conditions += [Condition(pid, values)] if values else []
    return conditions


def _value(index: Index, given: object) -> Value:
    if isinstance(given, dict):
        named = _text(given.get("id", given.get("name")), "id")
        entity = index.entity(named)
        return Value(named, kind="id", id=entity.id if entity else named)
    return Value(str(given).lower() if isinstance(given, bool) else _text(given, "v"))


def _result(index: Index, query: Query) -> list[Json]:
    told = (query.text, *(value.text for condition in query.conditions for value in condition.values))
    language = "zh" if any(map(is_chinese, told)) else "en"
    return [_candidate(index, one, language) for one in find_candidates(index, query)]


def _candidate(index: Index, one: Candidate, language: str) -> Json:
    features: list[Json] = [
        {"id": "name_similarity", "value": round(100 * one.name, 2)},
        {"id": "exact_name", "value": one.exact},
    ]
    features += [{"id": pid, "value": round(100 * agreed, 2)} for pid, agreed in one.agreement.items()]
    return {
        "id": one.entity.id,
        "name": one.entity.label(language),
        "description": description(index, one.entity, language),
        "type": types_of(index, one.entity),
        "score": one.score,
        "match": one.match,
        "features": features,
    }


def description(index: Index, entity: Entity, language: str) -> str:
    """Return what tells a thing from its namesakes: its other label, abbreviation, symbol and narrowest type."""
    other = entity.label("en" if language == "zh" else "zh")
    short = [value.text for pid in (ACRONYM, SYMBOL) for value in values_of(entity, pid)]
    kinds = [index.schema.types[kind].name for kind in entity.types[:1] if kind in index.schema.types]
    shown = dict.fromkeys(text for text in (other, *short, *kinds) if text != entity.label(language))
    return " · ".join(shown)


def types_of(index: Index, entity: Entity) -> list[Json]:
    """Return the types of a thing, the narrowest first."""
    known = index.schema.types
    return [{"id": kind, "name": known[kind].name if kind in known else kind} for kind in entity.types]
