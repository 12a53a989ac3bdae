"""What the page of a thing shows and in which order: data/pages/*.yaml in, profiles, names and colours out.

Every class and property in them is one of the ontology or of a vocabulary with a prefix, so that a slip of the pen is a
fault of the file and no silent gap in a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cebgraph.errors import DataFileError
from cebgraph.iris import PREFIXES
from cebgraph.resources.fields import Fields, open_fields
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.paths import folder

Names = Mapping[str, str]
"""By language: en, zh."""

_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Group:
    """Properties that are shown together under a title; one read from the other end has ^ before it."""

    id: str
    title: Names
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is shown of the things of some classes."""

    classes: frozenset[str]
    """Compact names."""
    schema: str
    """The class in schema.org."""
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Profiles:
    """All that the files in data/pages say."""

    profiles: tuple[Profile, ...]
    default: Profile
    rest: Names
    """Title of what no group names."""
    parents: tuple[str, ...]
    told: frozenset[str]
    """What a page shows in a form of its own."""
    schema: Mapping[str, str]
    """Properties of schema.org, by compact name."""
    names: Mapping[str, Names]
    """Of terms that the ontology does not name, by compact name; with ^ before it, as read from the other end."""
    values: Mapping[str, Mapping[str, Names]]
    """Of values that are words for programs, by property and value."""
    colours: Mapping[int, str]
    """Of the goals, by number."""

    def of(self, classes: Collection[str]) -> Profile:
        """Return the profile of a thing with some classes: the first that knows one of them."""
        return next((profile for profile in self.profiles if not profile.classes.isdisjoint(classes)), self.default)


@lru_cache
def load_profiles() -> Profiles:
    """Read the files of data/pages.

    Raises DataFileError with every fault of every file.

    >>> load_profiles().of(["ceb:Committee", "ceb:Body"]).schema
    'Organization'
    """
    faults: list[str] = []
    place = folder("data") / "pages"
    files = ("profiles", "names", "values", "goals")
    found = _understood(*(open_fields(place / f"{name}.yaml", faults) for name in files))
    if faults:
        raise DataFileError(sorted(faults))
    return found


def _understood(fields: Fields, names: Fields, values: Fields, goals: Fields) -> Profiles:
    fields.only("groups", "profiles", "default", "rest", "parents", "told", "schema")
    groups = {group.id: group for group in map(_group, fields.rows("groups"))}
    schema = fields.table("schema")
    _check(fields, "schema", schema)
    for named in (names, values):
        for name in named.nodes:
            _check(named, name, [name.removeprefix("^")])
    return Profiles(
        profiles=tuple(_profile(row, groups) for row in fields.rows("profiles")),
        default=_profile(fields.fields("default"), groups, has_classes=False),
        rest=_title(fields.fields("rest")),
        parents=_properties(fields, "parents"),
        told=frozenset(_properties(fields, "told")),
        schema=schema,
        names=_all_both(names),
        values={name: _all_both(values.fields(name)) for name in values.nodes},
        colours=_colours(goals),
    )


def _group(row: Fields) -> Group:
    row.only("id", "en", "zh", "properties")
    return Group(row.text("id"), _title(row), _properties(row, "properties"))


def _profile(row: Fields, groups: Mapping[str, Group], *, has_classes: bool = True) -> Profile:
    row.only(*(["classes"] if has_classes else []), "schema", "groups")
    classes = row.texts("classes") if has_classes else ()
    if "classes" in row.nodes:
        _check(row, "classes", classes)
    wanted = row.texts("groups")
    for unknown in (name for name in wanted if name not in groups):
        row.refuse("groups", f"no such group '{unknown}'; known are {', '.join(groups)}")
    return Profile(frozenset(classes), row.text("schema"), tuple(groups[name] for name in wanted if name in groups))


def _title(row: Fields) -> Names:
    return {language: row.text(language) for language in ("en", "zh")}


def _properties(fields: Fields, key: str) -> tuple[str, ...]:
    found = fields.texts(key)
    _check(fields, key, (name.removeprefix("^") for name in found))
    return found


def _check(fields: Fields, key: str, names: Iterable[str]) -> None:
    """Note the names that are no term: unknown to the ontology if ours, else under no known prefix."""
    ontology = load_ontology()
    for name in names:
        prefix, colon, local = name.partition(":")
        known = local in ontology.classes or name in ontology.properties if prefix == "ceb" else prefix in PREFIXES
        if not (colon and known):
            fields.refuse(key, f"no such term '{name}'")


def _all_both(names: Fields) -> Mapping[str, Names]:
    return {name: _both(names, name) for name in names.nodes}


def _both(names: Fields, name: str) -> Names:
    both = names.texts(name)
    if len(both) != len(("en", "zh")):
        names.refuse(name, f"'{name}' must have an English and a Chinese name")
    return dict(zip(("en", "zh"), both, strict=False))


def _colours(goals: Fields) -> Mapping[int, str]:
    goals.only("colours")
    table = goals.fields("colours")
    colours: dict[int, str] = {}
    for number in table.nodes:
        colour = table.text(number)
        if not (number.isdecimal() and _COLOUR.fullmatch(colour)):
            table.refuse(number, f"must be a number with a colour such as '#e5243b', not '{number}: {colour}'")
        else:
            colours[int(number)] = colour
    return colours
