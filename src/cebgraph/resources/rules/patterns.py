"""Patterns over masked sentences: the private character of each family of mentions, and how a rule speaks of them.

`{subject}`, `{object}`, `{regarding}`, `{date}`, `{topic}` are slots, with their own kinds as in
`{object:Document|Body}`; `{agents}`, `{objects}`, `{subjects}`, `{dates}`, … stand for any one mention inside a
character class; `{carry}` is the start of a clause whose subject was named before, `<act>` the relation's verbs. A
pattern may name its own verb with `(?P<act>…)`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cebgraph.model.thing import FAMILIES, FAMILY_OF

SLOTS = {
    "body": "\ue001",
    "organization": "\ue002",
    "post": "\ue003",
    "agents": "\ue004",
    "document": "\ue005",
    "resolution": "\ue006",
    "initiative": "\ue007",
    "event": "\ue008",
    "goal": "\ue009",
    "place": "\ue00a",
    "concept": "\ue00b",
    "date": "\ue00c",
    "count": "\ue00d",
    "url": "\ue00e",
    "bodies": "\ue00f",
    "session": "\ue010",
}
"""The private character of each family; `bodies` and `agents` stand for several that are joined, `session` for a
meeting of a body, which acts as the body does (委员会第三十七届会议核可了…)."""

MENTIONS = "".join(SLOTS.values())
_AGENTS = "".join(SLOTS[family] for family in ("body", "bodies", "organization", "post", "agents", "session"))
_KINDS = {
    "Agent": _AGENTS,
    "Agent&": SLOTS["agents"] + SLOTS["bodies"],
    "Body": SLOTS["body"] + SLOTS["bodies"],
    "Organization": SLOTS["organization"] + SLOTS["agents"],
    "Document": SLOTS["document"] + SLOTS["resolution"],
    "Resolution": SLOTS["document"] + SLOTS["resolution"],
    "Event": SLOTS["event"] + SLOTS["session"],
    "Date": SLOTS["date"],
    "Count": SLOTS["count"],
    "Url": SLOTS["url"],
}
"""What kinds are written as that are no class or family of things, or are found behind more than one character."""
_SLOT = re.compile(r"\{(?P<role>subject|object|regarding|date|topic)(?::(?P<kinds>[A-Za-z|&]+))?\}")
_ACT = re.compile(r"(?<!\?P)<act>")
_CLASS = re.compile(r"\{(?P<name>[a-z]+)\}")

Kinds = Mapping[str, tuple[str, ...]]


def slots_of(kinds: tuple[str, ...]) -> str:
    """Return the private characters of some classes or families, as the inside of a character class.

    >>> slots_of(("Goal", "Place")) == SLOTS["goal"] + SLOTS["place"]
    True
    """
    return "".join(dict.fromkeys("".join(map(_slots_of, kinds))))


def of_families(text: str) -> str:
    """Put the private character of each family in a pattern for `{documents}`, `{dates}`, ….

    >>> of_families("[{goals}]") == f"[{SLOTS['goal']}]"
    True
    """
    for family, slot in SLOTS.items():
        text = text.replace(f"{{{family}s}}", slot)
    return text


def kinds_of(text: str, kinds: Kinds) -> dict[str, tuple[str, ...]]:
    """Return what may fill each role of a pattern: what its slots say, else what the relation says."""
    own = {match["role"]: tuple(match["kinds"].split("|")) for match in _SLOT.finditer(text) if match["kinds"]}
    return {**kinds, **own}


def expanded(text: str, kinds: Kinds, acts: str, carry: str) -> str:
    """Return the regular expression that a rule's pattern stands for.

    >>> expanded("{carry}<act>", {"subject": ("Body",), "object": ("Goal",)}, "核可", "(?:^|(?<=，))")
    '(?P<carry>(?:^|(?<=，)))(?P<act>核可)'
    """
    classes = {
        "agents": _AGENTS,
        "objects": slots_of(kinds["object"]),
        "subjects": slots_of(kinds["subject"]),
        "mentions": MENTIONS,
        **{f"{family}s": char for family, char in SLOTS.items()},
    }
    text = _ACT.sub(lambda _: f"(?P<act>{acts})", text.replace("{carry}", f"(?P<carry>{carry})"))
    text = _SLOT.sub(lambda match: f"(?P<{match['role']}>[{slots_of(kinds[match['role']])}])", text)
    return _CLASS.sub(lambda match: classes.get(match["name"], match.group()), text)


def _slots_of(kind: str) -> str:
    if kind in _KINDS:
        return _KINDS[kind]
    family = FAMILY_OF.get(kind) or kind.lower()
    if family not in FAMILIES:
        msg = f"no class or family is called {kind!r}"
        raise ValueError(msg)
    if family == "document":
        return _KINDS["Document"]
    if family in {"organization", "post"}:
        return SLOTS[family] + SLOTS["agents"]
    return SLOTS[family] + (SLOTS["bodies"] if family == "body" else "")
