"""Data extension: the ids that a spreadsheet was matched with and some properties in, their values out as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from cebgraph.errors import QueryError
from cebgraph.reconcile.entities import Value, values_of
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.queries import Json, read_json
from cebgraph.reconcile.schema import Term

SETTINGS: list[Json] = [
    {
        "name": "limit",
        "label": "Limit 上限",
        "type": "number",
        "default": 0,
        "help_text": "How many values to fetch; 0 for all. 最多取几个值；0 为全部。",
    }
]
"""What can be set for a property."""


def answer_extension(index: Index, text: str) -> Json:
    """Answer a data extension query; a thing that the graph does not have has no values.

    Raises QueryError where it is no such query, or names an unknown property.
    """
    asked = read_json(text, "extend")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise QueryError("has no lists of 'ids' and 'properties'", where="extend")
    columns = [_column(index, one) for one in properties]
    rows = {
        one: {term.id: _cells(index, one, term.id)[: limit or None] for term, limit in columns}
        for one in ids
        if isinstance(one, str)
    }
    return {"meta": [{"id": term.id, "name": term.name} for term, _ in columns], "rows": rows}


def _column(index: Index, given: object) -> tuple[Term, int]:
    """Return a property asked for, and how many values of it."""
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise QueryError("a property has no 'id'", where="extend")
    settings = given.get("settings") or {}
    limit = settings.get("limit") if isinstance(settings, dict) else None
    if limit not in (None, "") and not str(limit).isdecimal():
        raise QueryError(f"{limit!r} is not how many values to fetch", where=given["id"], hint="a number from 0")
    return index.property_named(given["id"]), int(limit or 0)


def _cells(index: Index, one: str, pid: str) -> list[Json]:
    entity = index.entity(one)
    language = "zh" if pid.endswith("@zh") else "en"
    return [_cell(index, value, language) for value in values_of(entity, pid)] if entity else []


def _cell(index: Index, value: Value, language: str) -> Json:
    if value.kind == "id":
        return {"id": value.id, "name": index.entities[value.id].label(language)}
    if value.kind == "int":
        return {"int": int(value.text)}
    if value.kind == "date":
        return {"date": f"{value.text[:10]}T00:00:00Z"}
    return {"str": value.text}


def propose_properties(index: Index, kind: str = "", limit: str = "") -> Json:
    """Return the properties that things of a type have, those that most have first; of no type, of all things.

    Raises QueryError for an unknown type, or a limit that is no number.
    """
    if limit and not limit.isdecimal():
        raise QueryError(f"{limit!r} is not how many properties to propose", where="limit", hint="a number from 1")
    used: Mapping[str, int] = _used(index, index.schema.type_named(kind).id if kind else "")
    ranked = sorted(used, key=lambda pid: (-used[pid], pid))[: int(limit) if limit else None]
    told: Json = {"properties": [{"id": pid, "name": index.properties[pid].name} for pid in ranked]}
    return told | ({"type": kind} if kind else {}) | ({"limit": int(limit)} if limit else {})


def _used(index: Index, kind: str) -> Mapping[str, int]:
    if kind:
        return index.used.get(kind, {})
    return {pid: sum(count[pid] for count in index.used.values()) for pid in index.properties}
