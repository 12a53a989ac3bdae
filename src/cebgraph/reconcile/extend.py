"""Data extension: the ids that a spreadsheet was matched with and some properties in, their values out as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cebgraph.errors import QueryError
from cebgraph.reconcile.entities import Value, values_of
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.queries import Json, read_json, read_number
from cebgraph.reconcile.schema import Term

SETTINGS: list[Json] = [
    {
        "name": "limit",
        "label": "Limit 上限",
        "type": "number",
        "default": 0,
        "help_text": "How many values to fetch; 0 for all. 最多取几个值；0 为全部。",
    },
    {
        "name": "language",
        "label": "Names of things 名称语文",
        "type": "select",
        "default": "en",
        "choices": [{"value": "en", "name": "English 英文"}, {"value": "zh", "name": "Chinese 中文"}],
        "help_text": "In which language to name the things that are values. 以何种语文列出作为值的事物。",
    },
]
"""What can be set for a property."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A property asked for: how many values of it, and in which language the things among them are named."""

    term: Term
    limit: int | None
    language: str


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
        one: {column.term.id: _cells(index, one, column) for column in columns} for one in ids if isinstance(one, str)
    }
    return {"meta": [{"id": column.term.id, "name": column.term.name} for column in columns], "rows": rows}


def _column(index: Index, given: object) -> _Column:
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise QueryError("a property has no 'id'", where="extend")
    settings = given.get("settings") or {}
    if not isinstance(settings, dict):
        raise QueryError("the settings are no JSON object", where=given["id"])
    limit = read_number(str(settings.get("limit") or ""), "limit")
    language = "zh" if settings.get("language") == "zh" else "en"
    return _Column(index.property_named(given["id"]), limit or None, language)


def _cells(index: Index, one: str, column: _Column) -> list[Json]:
    entity = index.entity(one)
    values = values_of(entity, column.term.id) if entity else ()
    return [_cell(index, value, column.language) for value in values[: column.limit]]


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
    most = read_number(limit, "limit")
    used: Mapping[str, int] = _used(index, index.schema.type_named(kind).id if kind else "")
    ranked = sorted(used, key=lambda pid: (-used[pid], pid))[: most or None]
    told: Json = {"properties": [{"id": pid, "name": index.properties[pid].name} for pid in ranked]}
    return told | ({"type": kind} if kind else {}) | ({"limit": most} if most else {})


def _used(index: Index, kind: str) -> Mapping[str, int]:
    if kind:
        return index.used.get(kind, {})
    return {pid: sum(count[pid] for count in index.used.values()) for pid in index.properties}
