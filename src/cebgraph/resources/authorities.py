"""What is known beforehand: the Turtle files of data/authorities/ in, things with their names out, and the topics.

The files are read as they are, without a private dialect: a thing's triples go into the authority graph unchanged.
All faults of all files are reported together, because whoever corrects one wants to see the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from cebgraph.errors import DataFileError
from cebgraph.iris import BASE, ONTOLOGY, PREFIXES, expand, normal_name
from cebgraph.model.thing import FAMILY_OF, Name, NameRole, Thing
from cebgraph.resources import paths

_ROLES = {
    expand("rdfs:label"): NameRole.LABEL,
    expand("skos:altLabel"): NameRole.ALT,
    expand("ceb:acronym"): NameRole.ACRONYM,
    expand("skos:hiddenLabel"): NameRole.HIDDEN,
}
_TEXTUAL = (NamedNode, Literal)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TYPE = expand("rdf:type")
_PARENT = expand("org:subOrganizationOf")
_PAGE = expand("foaf:page")
_SYMBOL = expand("ceb:symbol")
_NOT_WITHIN = expand("ceb:notWithin")


_Object: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Authorities:
    """Everything that the authority files describe."""

    things: tuple[Thing, ...]
    """Sorted by id."""
    by_id: Mapping[str, Thing]
    triples: Mapping[str, tuple[Triple, ...]]
    """What the files say of each thing, by its id, in the order of the file."""
    not_within: Mapping[str, tuple[str, ...]]
    """By id: words inside which a name of the thing is not a mention (中国 in 发展中国家)."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the UNBIS Thesaurus."""

    iri: str
    zh: str
    en: str


class _Entry(NamedTuple):
    """What one file says of one thing."""

    file: Path
    id: str
    triples: tuple[Triple, ...]
    said: Mapping[str, list[_Object]]
    """The objects of the triples, by the IRI of the property."""

    def values(self, predicate: str) -> tuple[str, ...]:
        """Give the objects of a property as texts."""
        return tuple(found.value for found in self.said.get(predicate, ()) if isinstance(found, _TEXTUAL))

    def fault(self, message: str) -> str:
        """Say what is wrong, with file and line."""
        start = f"<{self.id}>"
        lines = self.file.read_text(encoding="utf-8").splitlines()
        line = next((number for number, line in enumerate(lines, 1) if line.startswith(start)), 1)
        return f"{self.file.name}:{line}: {start} {message}"


@lru_cache
def load_authorities(folder: Path | None = None) -> Authorities:
    """Load the authority files of a folder: by default, the project's.

    >>> load_authorities().by_id["body/hlcm"].part_of
    ('body/ceb',)
    """
    faults: list[str] = []
    entries: list[_Entry] = []
    for file in sorted((folder or paths.folder("data") / "authorities").glob("*.ttl")):
        entries.extend(_read(file, faults))
    entries.sort(key=lambda entry: entry.id)
    things = tuple(_thing(entry) for entry in entries)
    for entry, thing in zip(entries, things, strict=True):
        faults.extend(entry.fault(message) for message in _own_faults(entry, thing))
    faults += [*_name_faults(entries, things), *_parent_faults(entries, things)]
    if faults:
        raise DataFileError(faults)
    return Authorities(
        things=things,
        by_id={thing.id: thing for thing in things},
        triples={entry.id: entry.triples for entry in entries},
        not_within={entry.id: entry.values(_NOT_WITHIN) for entry in entries if _NOT_WITHIN in entry.said},
    )


@lru_cache
def load_topics(folder: Path | None = None) -> Mapping[str, Topic]:
    """Load the topics by label: Chinese as it stands, English in lower case.

    >>> load_topics()["人工智能"].iri
    'http://metadata.un.org/thesaurus/1000401'
    """
    file = (folder or paths.folder("data") / "authorities") / "unbis.tsv"
    rows = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    topics: dict[str, Topic] = {}
    faults: list[str] = []
    for row in rows:
        fields = row.split("\t")
        if len(fields) != len(Topic.__slots__):
            faults.append(f"{file.name}: not an IRI and two labels: {row!r}")
            continue
        topic = Topic(*fields)
        topics[topic.zh] = topics[topic.en.lower()] = topic
    if faults:
        raise DataFileError(faults)
    return topics


def _read(file: Path, faults: list[str]) -> list[_Entry]:
    entries: dict[str, tuple[list[Triple], dict[str, list[_Object]]]] = {}
    try:
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE, base_iri=BASE):
            subject = quad.subject
            key = subject.value if isinstance(subject, NamedNode) else str(subject)
            triples, said = entries.setdefault(key, ([], {}))
            triples.append(quad.triple)
            said.setdefault(quad.predicate.value, []).append(quad.object)
    except SyntaxError as error:
        faults.append(f"{file.name}:{error.lineno}: {error.msg}")
    return [_Entry(file, iri.removeprefix(BASE), tuple(triples), said) for iri, (triples, said) in entries.items()]


def _thing(entry: _Entry) -> Thing:
    types = entry.values(_TYPE)
    return Thing(
        id=entry.id,
        kind=_first_below(ONTOLOGY, types),
        names=_names(entry),
        symbols=entry.values(_SYMBOL),
        pages=entry.values(_PAGE),
        part_of=tuple(iri.removeprefix(BASE) for iri in entry.values(_PARENT)),
        known=True,
        undo_class=_first_below(PREFIXES["undo"], types),
    )


def _first_below(namespace: str, iris: tuple[str, ...]) -> str:
    return next((iri.removeprefix(namespace) for iri in iris if iri.startswith(namespace)), "")


def _names(entry: _Entry) -> tuple[Name, ...]:
    """Return the names of a thing, by role, in each role as the file orders them."""
    return tuple(
        Name(each.value, each.language or "", role)
        for predicate, role in _ROLES.items()
        for each in entry.said.get(predicate, ())
        if isinstance(each, Literal)
    )


def _own_faults(entry: _Entry, thing: Thing) -> Iterator[str]:
    kinds = [iri.removeprefix(ONTOLOGY) for iri in entry.values(_TYPE) if iri.startswith(ONTOLOGY)]
    for kind in kinds:
        if kind not in FAMILY_OF:
            yield f"has the unknown class {kind!r}"
    if len(kinds) != 1:
        yield f"has {len(kinds)} classes of the ontology instead of one"
    labels = [name.language for name in thing.names if name.role is NameRole.LABEL]
    if not labels:
        yield "has no label"
    for language in sorted({language for language in labels if labels.count(language) > 1}):
        yield f"has two labels in the language {language!r}"


def _name_faults(entries: list[_Entry], things: tuple[Thing, ...]) -> Iterator[str]:
    owners: dict[str, _Entry] = {}
    for entry, thing in zip(entries, things, strict=True):
        for name in thing.names:
            other = owners.setdefault(_comparable(name.text), entry)
            if other is not entry:
                yield entry.fault(f"shares the name {name.text!r} with <{other.id}>")


def _comparable(name: str) -> str:
    """Return `normal_name`, at a fraction of its cost where there is nothing to fold."""
    return name if _HAN.fullmatch(name) else normal_name(name)


def _parent_faults(entries: list[_Entry], things: tuple[Thing, ...]) -> Iterator[str]:
    parents = {thing.id: thing.part_of for thing in things}
    for entry in entries:
        for parent in parents[entry.id]:
            if parent not in parents:
                yield entry.fault(f"is part of <{parent}>, which no file describes")
        if entry.id in _ancestors(entry.id, parents):
            yield entry.fault("is part of itself")


def _ancestors(identifier: str, parents: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    pending = list(parents[identifier])
    while pending:
        parent = pending.pop()
        if parent not in found:
            found.add(parent)
            pending.extend(parents.get(parent, ()))
    return frozenset(found)
