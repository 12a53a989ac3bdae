"""What a language knows of names, values, definitions and short forms: the files of data/languages/<language>/.

Compiled once and never changed. All faults of all files are reported together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml

from cebgraph.errors import DataFileError
from cebgraph.resources.paths import folder

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """What makes a stretch of text a name where no authority knows it."""

    kinds: Mapping[str, str]
    """Class by head noun."""
    head: re.Pattern[str]
    """Any head noun, longest first."""
    running: frozenset[str]
    self_standing: frozenset[str]
    strong_heads: frozenset[str]
    common_heads: frozenset[str]
    created: re.Pattern[str]
    """What stands before a name that is just being brought into the text."""
    quantifier: re.Pattern[str]
    starter: re.Pattern[str]
    opener: re.Pattern[str]
    openers: Mapping[str, frozenset[str]]
    stop: re.Pattern[str]
    mere: re.Pattern[str]
    never: frozenset[str]
    unopened: re.Pattern[str]
    dropped: re.Pattern[str]
    created_np: re.Pattern[str]
    """A thing brought into the text with its count: 设立了一个…项目."""
    genres: tuple[str, ...]
    before_title: re.Pattern[str]
    members: re.Pattern[str]
    topics: tuple[re.Pattern[str], ...]
    topic_stops: frozenset[str]
    session: re.Pattern[str]
    named_event: re.Pattern[str]
    meeting: re.Pattern[str]
    held: re.Pattern[str]
    event_report: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form that needs an antecedent of some classes, whose name ends in one of some heads."""

    words: tuple[str, ...]
    classes: frozenset[str]
    heads: tuple[str, ...]
    pointed: bool
    """Whether it stands for something only behind a pointer (该, 上述)."""


@dataclass(frozen=True, slots=True)
class Coreference:
    """The short forms of a language."""

    pattern: re.Pattern[str]
    forms: tuple[ShortForm, ...]
    report: re.Pattern[str]
    members: re.Pattern[str]
    meeting: re.Pattern[str]
    reach: int


@dataclass(frozen=True, slots=True)
class Values:
    """Patterns of dates, counts and ways of meeting."""

    dates: tuple[re.Pattern[str], ...]
    same_year: frozenset[str]
    modes: Mapping[str, str]
    mode: re.Pattern[str]
    goals: tuple[re.Pattern[str], ...]
    target: re.Pattern[str]
    url: re.Pattern[str]
    numerals: Mapping[str, int]
    count: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Patterns by which a text gives a thing another name."""

    patterns: tuple[re.Pattern[str], ...]
    no_name: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it, for one language."""

    language: str
    names: NameGrammar
    values: Values
    definitions: Definitions
    coreference: Coreference


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of some patterns, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


@lru_cache
def load_lexicon(language: str) -> Lexicon:
    """Read the lexicon of a language.

    Raises DataFileError with every fault of every file.
    """
    place = folder("data") / "languages" / language
    faults: list[str] = []

    def part(name: str, read: Callable[[dict[str, object]], Part]) -> Part | None:
        try:
            return read(read_yaml(place / name))
        except DataFileError as error:
            faults.extend(error.faults)
        except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
            faults.append(f"{place / name}: {type(error).__name__}: {error}")
        return None

    names, values = part("names.yaml", _names), part("values.yaml", _values)
    definitions, coreference = part("definitions.yaml", _definitions), part("coreference.yaml", _coreference)
    if faults or not (names and values and definitions and coreference):
        raise DataFileError(faults)
    return Lexicon(language, names, values, definitions, coreference)


def read_yaml(path: Path) -> dict[str, object]:
    """Read a YAML file whose top is a mapping; a fault is told with its line."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise DataFileError([f"{path}: missing"]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise DataFileError([f"{path}{line}: {getattr(error, 'problem', error)}"]) from None
    if not isinstance(content, dict):
        raise DataFileError([f"{path}: the top must be a mapping"])
    return content


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        msg = f"a list of texts is wanted, not {value!r}"
        raise ValueError(msg)
    return tuple(value)


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        msg = f"a mapping is wanted, not {value!r}"
        raise TypeError(msg)
    return value


def _names(content: dict[str, object]) -> NameGrammar:
    kinds = {head: kind for kind, heads in _mapping(content["heads"]).items() for head in _strings(heads)}
    openers = {word: frozenset(_strings(classes)) for word, classes in _mapping(content["openers"]).items()}
    quoted, events = _mapping(content["quoted_title"]), _mapping(content["events"])
    return NameGrammar(
        kinds=kinds,
        head=re.compile(alternatives(kinds)),
        running=frozenset(_strings(content["running"])),
        self_standing=frozenset(_strings(content["self_standing"])),
        strong_heads=frozenset(_strings(content["strong_heads"])),
        common_heads=frozenset(_strings(content["common_heads"])),
        created=re.compile(rf"(?:{alternatives(_strings(content['creators']))})[了出]?(?:[^，。；：《》]{{0,16}}的)?$"),
        quantifier=re.compile(f"(?:{alternatives(_strings(content['quantifiers']))})+"),
        starter=re.compile(alternatives(_strings(content["starters"]))),
        opener=re.compile(alternatives(openers)),
        openers=openers,
        stop=re.compile(alternatives(_strings(content["stops"]))),
        mere=re.compile(f"(?:{alternatives(_strings(content['mere']))})*"),
        never=frozenset(_strings(content["never"])),
        unopened=re.compile(alternatives(_strings(content["unopened"]))),
        dropped=re.compile(alternatives(_strings(content["dropped"]))),
        created_np=re.compile(
            rf"(?:{alternatives(_strings(content['creators']))})[了出]*(?:一[份项个套种])(?P<np>[^，。；：《》“”()]{{2,40}})(?=[，。；(])"
        ),
        genres=_strings(quoted["genres"]),
        before_title=re.compile("|".join(_strings(quoted["before"]))),
        members=re.compile(str(content["members"])),
        topics=tuple(re.compile(pattern) for pattern in _strings(content["topics"])),
        topic_stops=frozenset(_strings(content["topic_stops"])),
        session=re.compile(str(events["session"])),
        named_event=re.compile(str(events["named"])),
        meeting=re.compile(str(events["meeting"])),
        held=re.compile(str(events["held"])),
        event_report=re.compile(str(events["report"])),
    )


def _values(content: dict[str, object]) -> Values:
    modes = {word: mode for mode, words in _mapping(content["modes"]).items() for word in _strings(words)}
    dates = content["dates"]
    if not isinstance(dates, list):
        msg = "'dates' must be a list"
        raise TypeError(msg)
    numerals = {str(char): int(str(value)) for char, value in _mapping(content["numerals"]).items()}
    digits = "".join(numerals)
    goals = _mapping(content["goals"])
    number = str(goals["number"])
    classifier = alternatives(_strings(content["classifiers"]))
    return Values(
        dates=tuple(re.compile(str(_mapping(date)["pattern"])) for date in dates),
        same_year=frozenset(_strings(content["same_year"])),
        modes=modes,
        mode=re.compile(alternatives(modes)),
        goals=tuple(re.compile(pattern.replace("{number}", number)) for pattern in _strings(goals["goal"])),
        target=re.compile(str(goals["target"])),
        url=re.compile(str(content["urls"])),
        numerals=numerals,
        count=re.compile(rf"(?P<count>\d[\d ]*\d|\d|[{digits}]+)(?P<more>多)?(?=(?:{classifier}))"),
    )


def _definitions(content: dict[str, object]) -> Definitions:
    brackets, dashes = _mapping(content["brackets"]), _mapping(content["dashes"])
    return Definitions(
        patterns=tuple(re.compile(str(part["pattern"])) for part in (brackets, dashes)),
        no_name=re.compile("|".join(_strings(brackets["not"]))),
    )


def _coreference(content: dict[str, object]) -> Coreference:
    rows = content["forms"]
    if not isinstance(rows, list):
        msg = "'forms' must be a list"
        raise TypeError(msg)
    pointer = alternatives(_strings(content["pointers"]))
    forms = tuple(_short_form(_mapping(row)) for row in rows)
    bare = alternatives(word for form in forms for word in form.words)
    return Coreference(
        pattern=re.compile(rf"(?P<pointer>{pointer})?(?P<word>{bare})"),
        forms=forms,
        report=re.compile(alternatives(_strings(content["report"]))),
        members=re.compile(alternatives(_strings(content["members"]))),
        meeting=re.compile(alternatives(_strings(content["meeting"]))),
        reach=int(str(content["reach"])),
    )


def _short_form(row: dict[str, object]) -> ShortForm:
    words = _strings(row["words"])
    heads = _strings(row.get("heads", list(words)))
    return ShortForm(words, frozenset(_strings(row["classes"])), heads, bool(row.get("pointed")))
