"""The rules that read relations: data/languages/<language>/{frames,assertion,subjects}.yaml and relations/*.yaml.

A pattern speaks of slots (`{subject}`), the relation's verbs (`<act>`), the start of a clause whose subject was named
before (`{carry}`) and macros (`%mid%`). Here it becomes one regular expression over a *masked* sentence, in which each
mention is a single private character that tells its family.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cebgraph.errors import DataFileError
from cebgraph.model.statement import Status
from cebgraph.model.thing import FAMILIES, FAMILY_OF
from cebgraph.resources.lexicon import alternatives, read_yaml
from cebgraph.resources.paths import folder

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
}
"""The private character of each family; `bodies` and `agents` stand for several that are joined by 和 or 、."""

_AGENTS = "".join(SLOTS[family] for family in ("body", "bodies", "organization", "post", "agents"))
_KINDS = {
    "Agent": _AGENTS,
    "Agent&": SLOTS["agents"] + SLOTS["bodies"],
    "Body": SLOTS["body"] + SLOTS["bodies"],
    "Organization": SLOTS["organization"] + SLOTS["agents"],
    "Document": SLOTS["document"] + SLOTS["resolution"],
    "Resolution": SLOTS["document"] + SLOTS["resolution"],
    "Date": SLOTS["date"],
    "Count": SLOTS["count"],
    "Url": SLOTS["url"],
}
_SLOT = re.compile(r"\{(?P<role>subject|object|regarding|date|topic)(?::(?P<kinds>[A-Za-z|&]+))?\}")
_CLASS = re.compile(r"\{(?P<name>agents|objects|subjects|dates|goals|resolutions)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one relation."""

    id: str
    predicate: str
    pattern: re.Pattern[str]
    kinds: Mapping[str, tuple[str, ...]]
    """The classes or families that may fill each role."""
    swaps: Mapping[str, str]
    """Roles of the pattern that serve as another (`subject` ← `object`)."""
    status: Status
    all_objects: bool
    """Whether every fitting mention up to the end of the sentence is an object (a list after a colon)."""
    relative: bool
    """Whether the verb stands in a clause before a noun, out of reach of what governs the sentence."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a relation file says for all its rules."""

    predicate: str
    dated: bool
    moded: bool
    pinpointed: bool
    scheduled: bool
    """Whether what was agreed on is thereby planned (a meeting)."""
    stative: bool
    """Whether it tells of what something is rather than of an act: 将 and 旨在 do not put it off."""
    regarding: tuple[str, ...]
    roles: Mapping[str, str]
    rules: tuple[Rule, ...]
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assertion:
    """Cues for whether an act is told as done."""

    pseudo: re.Pattern[str]
    preceding: Mapping[Status, re.Pattern[str]]
    following: Mapping[Status, re.Pattern[str]]
    directives: Mapping[str, re.Pattern[str]]
    """Words that end right before the one addressed: by status, and `none` for what says nothing of an act."""
    aims: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Subjects:
    """How a clause shows its subject."""

    leader: re.Pattern[str]
    oblique: re.Pattern[str]
    comitative: re.Pattern[str]
    possessive: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules of a language."""

    relations: tuple[Relation, ...]
    assertion: Assertion
    subjects: Subjects


@dataclass(slots=True)
class _Frames:
    macros: dict[str, str] = field(default_factory=dict)
    frames: dict[str, tuple[str, Status, bool]] = field(default_factory=dict)


@lru_cache
def load_rules(language: str) -> RuleBook:
    """Read and compile the rules of a language.

    Raises DataFileError with every fault of every file.
    """
    place = folder("data") / "languages" / language
    faults: list[str] = []
    relations: list[Relation] = []
    frames = _frames(read_yaml(place / "frames.yaml"))
    for path in sorted((place / "relations").glob("*.yaml")):
        try:
            relations.append(_relation(read_yaml(path), frames))
        except DataFileError as error:
            faults.extend(error.faults)
        except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
            faults.append(f"{path}: {type(error).__name__}: {error}")
    try:
        assertion, subjects = _assertion(read_yaml(place / "assertion.yaml")), _subjects(place)
    except (KeyError, TypeError, re.error) as error:
        raise DataFileError([*faults, f"{place}: {type(error).__name__}: {error}"]) from None
    if faults:
        raise DataFileError(faults)
    return RuleBook(tuple(relations), assertion, subjects)


def _frames(content: Mapping[str, object]) -> _Frames:
    frames = _Frames()
    macros, patterns = content["macros"], content["frames"]
    if isinstance(macros, dict) and isinstance(patterns, dict):
        frames.macros = {str(name): str(pattern) for name, pattern in macros.items()}
        for name, frame in patterns.items():
            entry = frame if isinstance(frame, dict) else {"pattern": frame}
            status = Status(str(entry.get("status", "")))
            frames.frames[str(name)] = (str(entry["pattern"]), status, bool(entry.get("relative")))
    return frames


def _relation(content: Mapping[str, object], frames: _Frames) -> Relation:
    predicate = str(content["relation"])
    triggers, roles = content["triggers"], content.get("roles", {})
    if not isinstance(triggers, dict) or not isinstance(roles, dict):
        msg = "'triggers' and 'roles' must be mappings"
        raise TypeError(msg)
    acts = alternatives(map(str, triggers["act"]))
    rules = [_rule(row, content, acts, frames) for row in _rows(content, frames)]
    regarding = str(content.get("regarding", "Document|Initiative")).split("|")
    return Relation(
        predicate=predicate,
        dated=bool(content.get("dated")),
        moded=bool(content.get("moded")),
        pinpointed=bool(content.get("pinpointed")),
        scheduled=bool(content.get("scheduled")),
        stative=bool(content.get("stative")),
        regarding=tuple(regarding) if any("regarding" in rule.pattern.groupindex for rule in rules) else (),
        roles={str(word): str(role) for word, role in roles.items()},
        rules=tuple(rules),
        examples=tuple((str(row["text"]), tuple(map(str, row["gives"]))) for row in _list(content["examples"])),
        counterexamples=tuple(map(str, _list(content["counterexamples"]))),
    )


def _list(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list) or not value:
        msg = "at least one example and one counterexample are wanted"
        raise TypeError(msg)
    return value


def _rows(content: Mapping[str, object], frames: _Frames) -> list[dict[str, object]]:
    """Return the patterns of a relation: the frames it names, and its own."""
    rows: list[dict[str, object]] = []
    for name in map(str, _list(content["frames"]) if "frames" in content else []):
        pattern, status, relative = frames.frames[name]
        rows.append({"id": name, "pattern": pattern, "status": status.value, "relative": relative})
    rows += _list(content["patterns"]) if "patterns" in content else []
    return rows


def _rule(row: Mapping[str, object], content: Mapping[str, object], acts: str, frames: _Frames) -> Rule:
    kinds = {role: tuple(str(content[role]).split("|")) for role in ("subject", "object")}
    text = str(row["pattern"])
    for name, macro in frames.macros.items():
        text = text.replace(f"%{name}%", macro)
    for match in _SLOT.finditer(text):
        if match["kinds"]:
            kinds[match["role"]] = tuple(match["kinds"].split("|"))
    swaps = row.get("roles", {})
    return Rule(
        id=f"{str(content['relation']).partition(':')[2]}.{row['id']}",
        predicate=str(content["relation"]),
        pattern=re.compile(_expanded(text, kinds, acts)),
        kinds=kinds,
        swaps={str(k): str(v) for k, v in swaps.items()} if isinstance(swaps, dict) else {},
        status=Status(str(row.get("status", ""))),
        all_objects=row.get("all") == "object",
        relative=bool(row.get("relative")),
    )


def slots_of(kinds: tuple[str, ...]) -> str:
    """Return the private characters of some classes or families, as the inside of a character class."""
    return "".join(dict.fromkeys("".join(_slots_of(kind) for kind in kinds)))


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


def _expanded(text: str, kinds: Mapping[str, tuple[str, ...]], acts: str) -> str:
    classes = {
        "agents": _AGENTS,
        "objects": slots_of(kinds["object"]),
        "subjects": slots_of(kinds["subject"]),
        "dates": SLOTS["date"],
        "goals": SLOTS["goal"],
        "resolutions": SLOTS["resolution"],
    }
    text = _SLOT.sub(lambda match: f"(?P<{match['role']}>[{slots_of(kinds[match['role']])}])", text)
    text = _CLASS.sub(lambda match: classes[match["name"]], text)
    text = text.replace("{carry}", "(?P<carry>(?:^|(?<=[，；：])))")
    return text.replace("<act>", f"(?P<act>{acts})")


def _assertion(content: Mapping[str, object]) -> Assertion:
    def cues(part: str) -> dict[Status, re.Pattern[str]]:
        found: dict[Status, re.Pattern[str]] = {}
        for status in (Status.NEGATED, Status.PLANNED, Status.AGREED):
            entry = content[status.value]
            words = entry[part] if isinstance(entry, dict) else []
            mentions = "".join(SLOTS.values())
            found[status] = re.compile(alternatives(str(word).replace("{mentions}", mentions) for word in words))
        return found

    directives, pseudo, aims = content["directives"], content["pseudo"], content["aims"]
    if not isinstance(directives, dict) or not isinstance(pseudo, list) or not isinstance(aims, list):
        msg = "'directives' must be a mapping, 'pseudo' and 'aims' lists"
        raise TypeError(msg)
    return Assertion(
        pseudo=re.compile(alternatives(map(str, pseudo))),
        preceding=cues("preceding"),
        following=cues("following"),
        directives={str(k): re.compile(f"(?:{alternatives(map(str, v))})$") for k, v in directives.items()},
        aims=re.compile(alternatives(map(str, aims))),
    )


def _subjects(place: Path) -> Subjects:
    content = read_yaml(place / "subjects.yaml")

    def words(key: str) -> str:
        entry = content[key]
        return alternatives(str(word).replace("{dates}", f"[{SLOTS['date']}]") for word in entry)  # type: ignore[attr-defined]

    return Subjects(
        leader=re.compile(f"(?:(?:{words('leaders')})，?)*"),
        oblique=re.compile(f"(?:{words('oblique')})$"),
        comitative=re.compile(f"(?:{words('comitative')})$"),
        possessive=re.compile(words("possessive")),
    )
