"""The things a graph is about, each with its names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FAMILIES = {
    "body": (
        "Board",
        "Committee",
        "Network",
        "TaskTeam",
        "TaskForce",
        "WorkingGroup",
        "SpecialInterestGroup",
        "InterAgencyGroup",
        "Secretariat",
    ),
    "organization": ("UNEntity", "Organ", "ExternalBody"),
    "post": ("Post",),
    "document": ("Resolution", "Report", "Publication", "Framework"),
    "initiative": ("Initiative",),
    "event": ("Event",),
    "goal": ("Goal",),
    "place": ("Place",),
    "concept": ("Concept",),
}
"""The classes of things by family; a family is the first element of an id's path."""

FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
UNITS = frozenset({"body", "organization"})
"""Families of what may be part of one another."""
ACTING = UNITS | {"post"}
"""Families of who can act."""


class NameRole(StrEnum):
    """How a name serves its thing."""

    LABEL = "label"
    """The preferred name, one a language."""
    ALT = "alt"
    """Another name, safe to match alone."""
    ACRONYM = "acronym"
    HIDDEN = "hidden"
    """Matched, never shown (a misspelling, damage of extraction)."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name in a language."""

    text: str
    language: str
    role: NameRole = NameRole.LABEL


@dataclass(frozen=True, slots=True)
class Thing:
    """A body, organization, post, document, initiative, event, goal, place or concept."""

    id: str
    """Path below the base of identifiers (`body/hlcm`, `document/A/RES/75/233`), or a whole IRI (an SDG)."""
    kind: str
    """Local name of its class in the ontology: `Committee`, `Resolution`, …"""
    names: tuple[Name, ...]
    symbols: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Web addresses about it (undocs links)."""
    part_of: tuple[str, ...] = ()
    """Ids of the bodies that it is directly a part of, where an authority says so."""
    known: bool = False
    """Whether an authority describes it."""
    undo_class: str = ""
    """Local name of the narrowest class of the UN document ontology, for documents."""
