"""The preview of a thing: a small page in both languages, without script, that fits in a client's frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from cebgraph.reconcile.entities import LABEL, NAMING, Entity, Value
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.schema import Term

_MOST = 6
"""How many values of a property are shown."""
_LANGUAGES = ("", "zh", "en")
_FIRST = ("ceb:acronym", "ceb:symbol", "org:subOrganizationOf", "foaf:homepage", "foaf:page", *NAMING)
"""What tells a thing from others is shown before what else is said of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as the page shows it."""

    text: str
    language: str = ""
    address: str = ""
    """Where it leads to."""
    id: str = ""
    """Of a thing with a preview of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A property with its first values, and how many more there are."""

    title: Term
    values: tuple[Shown, ...]
    more: int


def render_preview(index: Index, entity: Entity) -> str:
    """Return the page of a thing as HTML."""
    shown = [pid for pid in dict.fromkeys((*_FIRST, *entity.values)) if pid in entity.values and pid != LABEL]
    return _template("preview.html").render(
        entity=entity,
        labels=[Shown(text, language) for language in ("zh", "en") if (text := _label(entity, language))],
        types=[index.schema.types[kind] for kind in entity.types if kind in index.schema.types],
        rows=[_row(index, entity, pid) for pid in shown],
    )


def render_missing(asked: str) -> str:
    """Return the page that says that there is no such thing."""
    return _template("missing.html").render(asked=asked)


@lru_cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("cebgraph", "reconcile"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _label(entity: Entity, language: str) -> str:
    return next((value.text for value in entity.values.get(LABEL, ()) if value.language == language), "")


def _row(index: Index, entity: Entity, pid: str) -> Row:
    values = [value for value in entity.values[pid] if value.language in _LANGUAGES]
    return Row(index.properties[pid], tuple(_shown(index, value) for value in values[:_MOST]), len(values[_MOST:]))


def _shown(index: Index, value: Value) -> Shown:
    if value.kind == "id":
        target = index.entities[value.id]
        names = dict.fromkeys(name for name in (_label(target, "zh"), _label(target, "en")) if name)
        return Shown(" · ".join(names) or value.id, id=value.id)
    return Shown(value.text, value.language, value.text if re.match(r"https?://\S+$", value.text) else "")
