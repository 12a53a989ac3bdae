"""The rules that read relations: data/languages/<language>/{frames,clauses,assertion}.yaml and relations/*.yaml.

A relation names the frames that it is told in and adds patterns of its own; each becomes one regular expression over a
*masked* sentence, in which a mention is a single private character that tells its family. Every fault of every file is
told at once, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cebgraph.errors import DataFileError
from cebgraph.model.statement import Status
from cebgraph.resources.fields import Fields, alternatives, open_fields
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.paths import folder
from cebgraph.resources.rules.clauses import Clauses, read_clauses
from cebgraph.resources.rules.patterns import MENTIONS, SLOTS, expanded, kinds_of, slots_of

__all__ = ["SLOTS", "Assertion", "Clauses", "Relation", "Rule", "RuleBook", "load_rules", "slots_of"]

_RELATION_KEYS = (
    "relation", "subject", "object", "regarding", "dated", "moded", "pinpointed", "scheduled", "stative", "counted",
    "sited", "joint", "decisive", "triggers", "roles", "frames", "patterns", "examples", "counterexamples",
)  # fmt: skip
_PATTERN_KEYS = ("id", "pattern", "status", "relative", "all", "roles", "carries", "far", "undated", "kinds")
_CARRIES = ("", "object", "subject", "regarding", "holder", "owner", "hearer")


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
    carries: str
    """The role filled from the words before (，由X核可: the `object`); `holder`: the body of the meeting acts;
    `owner`: whoever a possessive (其) speaks of does; `hearer`: the object is the body whose meeting the report is
    of (X presented the Strategy)."""
    far: bool
    """Whether what is carried may come from any words before, the sentence before too (予以核可)."""
    undated: bool
    """Whether a date behind the match is that of another act (requested X to report by 2021)."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its mentions marked, and the statements that the rules of a relation must read in it."""

    text: str
    gives: tuple[str, ...]


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
    counted: bool
    """Whether a number before the object counts its copies (五个版本的《…》)."""
    sited: bool
    """Whether an event may be the place of the act (在论坛上启动)."""
    joint: bool
    """Whether whoever is said to act with the subject does the same (会同X编写)."""
    decisive: bool
    """Whether a table of decisions says that it was done by whose decisions it lists (核可《战略》)."""
    regarding: tuple[str, ...]
    roles: Mapping[str, str]
    acts: str
    """Regular expression of its verbs."""
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
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
    resumed: re.Pattern[str]
    """A verb that goes on with what was done, though an aim was named before."""
    near: int
    """How many characters before a verb a cue may stand."""
    reach: int
    """How many characters before the one who acts the words begin that may tell the status of the act."""
    adjacent: int
    """How many characters before the one who acts a preposition or directive may take."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules of a language."""

    relations: tuple[Relation, ...]
    assertion: Assertion
    clauses: Clauses


@dataclass(frozen=True, slots=True)
class _Frame:
    """A way of telling an act that relations share."""

    pattern: str
    status: Status
    relative: bool
    carries: str
    far: bool
    undated: bool


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every relation of a language may use."""

    macros: Mapping[str, str]
    frames: Mapping[str, _Frame]
    carry: str
    """Where a clause begins whose subject was named before."""


@lru_cache
def load_rules(language: str) -> RuleBook:
    """Read and compile the rules of a language.

    Raises DataFileError with every fault of every file.
    """
    place, faults = folder("data") / "languages" / language, list[str]()
    clauses = read_clauses(open_fields(place / "clauses.yaml", faults))
    shared = _shared(open_fields(place / "frames.yaml", faults), clauses)
    book = RuleBook(
        relations=tuple(
            _relation(open_fields(path, faults), shared) for path in sorted((place / "relations").glob("*.yaml"))
        ),
        assertion=_assertion(open_fields(place / "assertion.yaml", faults)),
        clauses=clauses,
    )
    if faults:
        raise DataFileError(faults)
    return book


def _shared(fields: Fields, clauses: Clauses) -> _Shared:
    fields.only("macros", "frames")
    frames = {row.text("id"): _frame(row) for row in fields.rows("frames")}
    return _Shared(fields.table("macros"), frames, clauses.carry.pattern)


def _frame(row: Fields) -> _Frame:
    carries = row.text("carries", "")
    if carries not in _CARRIES:
        row.refuse("carries", f"'carries' is one of {', '.join(filter(None, _CARRIES))}, not '{carries}'")
    return _Frame(
        row.text("pattern"), _status(row), row.flag("relative"), carries, row.flag("far"), row.flag("undated")
    )


def _status(row: Fields) -> Status:
    text = row.text("status", "")
    if text not in set(Status):
        row.refuse("status", f"no status is called '{text}'; known are {', '.join(filter(None, Status))}")
        return Status.ASSERTED
    return Status(text)


def _relation(fields: Fields, shared: _Shared) -> Relation:
    fields.only(*_RELATION_KEYS)
    rules = (*_framed(fields, shared), *(_own(row, fields, shared) for row in fields.rows("patterns", required=False)))
    if not rules and "relation" in fields.nodes:
        fields.refuse("relation", "a relation needs 'frames' or 'patterns'")
    if fields.text("relation") not in load_ontology().properties:
        fields.refuse("relation", f"the ontology has no property '{fields.text('relation')}'")
    regarding = tuple(fields.text("regarding", "Document|Initiative").split("|"))
    return Relation(
        predicate=fields.text("relation"),
        dated=fields.flag("dated"),
        moded=fields.flag("moded"),
        pinpointed=fields.flag("pinpointed"),
        scheduled=fields.flag("scheduled"),
        stative=fields.flag("stative"),
        counted=fields.flag("counted"),
        sited=fields.flag("sited"),
        joint=fields.flag("joint"),
        decisive=fields.flag("decisive"),
        regarding=regarding if any(map(_tells_matter, rules)) else (),
        roles=fields.table("roles"),
        acts=alternatives(fields.fields("triggers").texts("act")),
        rules=rules,
        examples=tuple(Example(row.text("text"), row.texts("gives")) for row in fields.rows("examples")),
        counterexamples=fields.texts("counterexamples"),
    )


def _tells_matter(rule: Rule) -> bool:
    """Say whether a rule tells what an act regards."""
    return "regarding" in rule.pattern.groupindex or rule.carries == "regarding"


def _framed(fields: Fields, shared: _Shared) -> tuple[Rule, ...]:
    """Return a rule for each frame that a relation names."""
    rules = []
    for name in fields.texts("frames", ()):
        frame = shared.frames.get(name)
        if frame is None:
            fields.refuse("frames", f"no frame is called '{name}'; known are {', '.join(shared.frames)}")
            continue
        rules.append(_rule(fields, shared, name, frame, None))
    return tuple(rules)


def _own(row: Fields, fields: Fields, shared: _Shared) -> Rule:
    row.only(*_PATTERN_KEYS)
    return _rule(fields, shared, row.text("id"), _frame(row), row)


def _rule(fields: Fields, shared: _Shared, name: str, frame: _Frame, row: Fields | None) -> Rule:
    """Compile a rule; `row` is the pattern of its own that it comes from, None for a frame."""
    text = frame.pattern
    for macro, meaning in shared.macros.items():
        text = text.replace(f"%{macro}%", meaning)
    told = {role: fields.text(role) for role in ("subject", "object")} | (row.table("kinds") if row else {})
    kinds = kinds_of(text, {role: tuple(names.split("|")) for role, names in told.items()})
    acts = alternatives(fields.fields("triggers").texts("act"))
    try:
        pattern = re.compile(expanded(text, kinds, acts, shared.carry))
    except (re.error, ValueError) as error:
        (row or fields).refuse("pattern" if row else "triggers", f"rule '{name}': {error}")
        pattern = re.compile("(?!)")
    return Rule(
        id=f"{fields.text('relation').partition(':')[2]}.{name}",
        predicate=fields.text("relation"),
        pattern=pattern,
        kinds=kinds,
        swaps=row.table("roles") if row else {},
        status=frame.status,
        all_objects=row is not None and row.text("all", "") == "object",
        relative=frame.relative,
        carries=frame.carries,
        far=frame.far,
        undated=frame.undated,
    )


def _assertion(fields: Fields) -> Assertion:
    fields.only("pseudo", "negated", "planned", "agreed", "directives", "aims", "resumed", "near", "reach", "adjacent")
    statuses = (Status.NEGATED, Status.PLANNED, Status.AGREED)
    cues = {status: fields.fields(status.value) for status in statuses}
    directives = fields.fields("directives")
    return Assertion(
        pseudo=fields.either("pseudo"),
        preceding={status: _cues(cues[status], "preceding") for status in statuses},
        following={status: _cues(cues[status], "following") for status in statuses},
        directives={name: directives.either(name, around="{}$") for name in ("planned", "agreed", "none")},
        aims=fields.either("aims"),
        resumed=fields.pattern("resumed") if "resumed" in fields.nodes else re.compile("(?!)"),
        near=fields.number("near"),
        reach=fields.number("reach"),
        adjacent=fields.number("adjacent"),
    )


def _cues(fields: Fields, part: str) -> re.Pattern[str]:
    """Compile the cues of a status; it need not have any of a part."""
    if part not in fields.nodes:
        return re.compile("(?!)")
    return fields.either(part, expand=lambda text: text.replace("{mentions}", MENTIONS))
