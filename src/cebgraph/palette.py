"""Families of things, each with one colour: dark on light, at least 4.5 to 1, as on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TEXT, SOFT, LINE, PAPER = "#1c2530", "#55606d", "#9aa5b1", "#ffffff"


@dataclass(frozen=True, slots=True)
class Family:
    """What has one colour."""

    zh: str
    en: str
    ink: str
    tint: str
    classes: tuple[str, ...] = ()
    """Local names in `ceb:` of the classes that belong to it, with all that are narrower."""


FAMILIES = {
    "bodies": Family("协调机构", "coordination bodies", "#1a5490", "#e7f1fb", ("Body",)),
    "agents": Family("组织与职位", "organizations and posts", "#0f6368", "#e2f4f4", ("Organization", "Post")),
    "works": Family(
        "文件与举措", "documents and initiatives", "#84480a", "#fcf0dd", ("Work", "Document", "Initiative")
    ),
    "occasions": Family("活动与地点", "occasions and places", "#653a9c", "#f2ebfb", ("Event", "Place")),
    "topics": Family("目标与主题", "goals and topics", "#1f6540", "#e5f5ea", ("Goal", "Concept")),
    "others": Family("其他", "others", "#4a535d", "#edf0f3"),
}


def family_of(classes: Iterable[str]) -> str:
    """Return the key of the family of a thing by its classes.

    >>> family_of(["Committee", "Body"]), family_of(["Unheard"])
    ('bodies', 'others')
    """
    own = set(classes)
    return next((key for key, family in FAMILIES.items() if own & set(family.classes)), "others")
