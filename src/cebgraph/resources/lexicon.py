"""What a language knows of names, values, definitions and short forms: the files of data/languages/<language>/.

Compiled once and never changed. All faults of all files are reported together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cebgraph.errors import DataFileError, UnsupportedLanguage
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.fields import Fields, alternatives, open_fields
from cebgraph.resources.languages import full_languages
from cebgraph.resources.paths import folder


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """What makes a stretch of text a name where no authority knows it."""

    kinds: Mapping[str, str]
    """Class by head noun."""
    head: re.Pattern[str]
    """Any head noun, longest first."""
    head_of_quoted: re.Pattern[str]
    """Any word that makes a name of a quotation before it."""
    running: frozenset[str]
    self_standing: frozenset[str]
    strong_heads: frozenset[str]
    common_heads: frozenset[str]
    telling: frozenset[str]
    """Classes of which a common head noun makes a name where a starter opens it, or a topic is told in it."""
    topical: re.Pattern[str]
    many: re.Pattern[str]
    """A count that makes many things of a head noun (三份…文件)."""
    dated_names: tuple[re.Pattern[str], ...]
    """Documents that are named after their years (2018年工作方案)."""
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
    tails: Mapping[str, tuple[str, ...]]
    """How a text goes on where a name that ends so is no mention (采购网|站)."""
    place_tails: tuple[str, ...]
    """The same for the names of places (巴黎|协定)."""
    dropped: re.Pattern[str]
    created_np: re.Pattern[str]
    """A thing brought into the text with its count: 设立了一个…项目."""
    of_titles: frozenset[str]
    """Classes of which a head noun makes a name of the title before it."""
    title_opener: re.Pattern[str]
    """What may stand before that title in the name."""
    genres: tuple[str, ...]
    before_title: re.Pattern[str]
    members: re.Pattern[str]
    topics: tuple[re.Pattern[str], ...]
    topic_stops: frozenset[str]
    session: re.Pattern[str]
    holding: re.Pattern[str]
    """What stands between a body and the session that it is said to hold."""
    yearly: frozenset[str]
    """Heads of sessions that are numbered anew each year."""
    named_event: re.Pattern[str]
    meeting: re.Pattern[str]
    held: re.Pattern[str]
    event_report: re.Pattern[str]
    suffixes: frozenset[str]
    """Characters that make another word of a head noun (网络|化)."""
    posts: tuple[re.Pattern[str], ...]
    described_by: re.Pattern[str]
    """What stands between whoever made or has a thing and its name (制定的新)."""
    counted: re.Pattern[str]
    """What makes a head noun one of many (各, 任何, 几个)."""
    predicate: re.Pattern[str]
    """What stands behind a subject."""
    clause_opening: re.Pattern[str]
    """What a clause's subject stands behind."""

    def goes_on(self, text: str, start: int, end: int) -> bool:
        """Say whether a head noun is but the beginning of a longer word (网|站, 战略|方针)."""
        if text[end : end + 1] in self.suffixes or text.startswith(self.tails.get(text[start:end], ()), end):
            return True
        longer = self.head.match(text, end)
        # A meeting behind one who acts is none of it (主任|协商).
        acts = FAMILY_OF.get(self.kinds.get(text[start:end], "")) in {"body", "organization", "post"}
        return longer is not None and not (acts and self.kinds[longer.group()] == "Event")


@dataclass(frozen=True, slots=True)
class Coreference:
    """The short forms of a language."""

    pointed: re.Pattern[str]
    """A pointer, perhaps a `modifier`, and a `word`: a head noun, or one that stands for any document."""
    bare: re.Pattern[str]
    """A head noun as a `word`, without a pointer."""
    always: frozenset[str]
    """Head nouns that point back wherever they stand alone; others only where they open a clause."""
    anything: frozenset[str]
    """Words that stand for any document."""
    akin: Mapping[str, tuple[str, ...]]
    """What the name of an antecedent may end in, for words that say it more loosely (声明: 宣言)."""
    report: re.Pattern[str]
    members: re.Pattern[str]
    meeting: re.Pattern[str]
    reach: int
    """How many passages back an antecedent may stand."""
    near: int
    """The same for a head noun that merely opens a clause."""


@dataclass(frozen=True, slots=True)
class Values:
    """Patterns of dates, counts and ways of meeting."""

    dates: tuple[re.Pattern[str], ...]
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


@lru_cache
def load_lexicon(language: str) -> Lexicon:
    """Read the lexicon of a language.

    Raises UnsupportedLanguage where only the structure of a report can be read, DataFileError with every fault of every
    file.
    """
    if language not in full_languages():
        msg = f"of reports in the language '{language}' only the structure can be read yet"
        raise UnsupportedLanguage(msg, hint=f"languages that are read in full: {', '.join(full_languages())}")
    faults: list[str] = []

    def opened(name: str) -> Fields:
        return open_fields(folder("data") / "languages" / language / name, faults)

    names = _names(opened("names.yaml"))
    lexicon = Lexicon(
        language=language,
        names=names,
        values=_values(opened("values.yaml")),
        definitions=_definitions(opened("definitions.yaml")),
        coreference=_coreference(opened("coreference.yaml"), names.kinds),
    )
    if faults:
        raise DataFileError(faults)
    return lexicon


def _names(fields: Fields) -> NameGrammar:
    kinds = {head: kind for kind, heads in _by_class(fields, "heads").items() for head in heads}
    openers = {word: frozenset(classes) for word, classes in fields.lists("openers").items()}
    quoted, events = fields.fields("quoted_title"), fields.fields("events")
    creator = alternatives(fields.texts("creators"))
    return NameGrammar(
        kinds=kinds,
        head=re.compile(alternatives(kinds)),
        head_of_quoted=re.compile(alternatives((*kinds, *quoted.texts("heads")))),
        running=_classes(fields, "running"),
        self_standing=_classes(fields, "self_standing"),
        strong_heads=frozenset(fields.texts("strong_heads")),
        common_heads=frozenset(fields.texts("common_heads")),
        telling=_classes(fields, "telling"),
        topical=fields.either("topical"),
        many=fields.pattern("many"),
        dated_names=fields.patterns("dated_names"),
        created=fields.pattern("created", expand=lambda text: text.replace("{creator}", creator)),
        quantifier=fields.either("quantifiers", around="(?:{})+"),
        starter=fields.either("starters"),
        opener=re.compile(alternatives(openers)),
        openers=openers,
        stop=fields.either("stops"),
        mere=fields.either("mere", around="(?:{})*"),
        never=frozenset(fields.texts("never")),
        unopened=fields.either("unopened"),
        tails=fields.lists("tails"),
        place_tails=fields.texts("place_tails"),
        dropped=fields.either("dropped"),
        created_np=fields.pattern("created_np", "np", expand=lambda text: text.replace("{creator}", creator)),
        of_titles=_classes(quoted, "of_titles"),
        title_opener=quoted.pattern("opener"),
        genres=quoted.texts("genres"),
        before_title=quoted.either("before"),
        members=fields.pattern("members"),
        topics=fields.patterns("topics", "topic"),
        topic_stops=frozenset(fields.texts("topic_stops")),
        session=events.pattern("session", "number"),
        holding=events.pattern("holding"),
        yearly=frozenset(events.texts("yearly")),
        named_event=events.pattern("named", "number", "topic"),
        meeting=events.pattern("meeting", "name"),
        held=events.pattern("held", "name"),
        event_report=events.pattern("report"),
        suffixes=frozenset(fields.texts("suffixes")),
        posts=fields.patterns("posts"),
        described_by=fields.pattern("described_by"),
        counted=fields.either("counted"),
        predicate=fields.either("predicate"),
        clause_opening=fields.pattern("clause_opening"),
    )


def _by_class(fields: Fields, key: str) -> dict[str, tuple[str, ...]]:
    lists = fields.lists(key)
    for kind in lists:
        _known(kind, fields, key)
    return lists


def _classes(fields: Fields, key: str) -> frozenset[str]:
    kinds = fields.texts(key)
    for kind in kinds:
        _known(kind, fields, key)
    return frozenset(kinds)


def _known(kind: str, fields: Fields, key: str) -> None:
    if kind not in FAMILY_OF:
        fields.refuse(key, f"no class is called '{kind}'; known are {', '.join(FAMILY_OF)}")


def _values(fields: Fields) -> Values:
    modes = {word: mode for mode, words in fields.lists("modes").items() for word in words}
    numerals = {char: int(value) for char, value in fields.table("numerals").items() if value.isdecimal()}
    goals = fields.fields("goals")
    number, classifier = goals.text("number"), alternatives(fields.texts("classifiers"))
    return Values(
        dates=tuple(row.pattern("pattern") for row in fields.rows("dates")),
        modes=modes,
        mode=re.compile(alternatives(modes)),
        goals=goals.patterns("goal", "numbers", expand=lambda text: text.replace("{number}", number)),
        target=goals.pattern("target", "numbers"),
        url=fields.pattern("urls"),
        numerals=numerals,
        count=fields.pattern(
            "count",
            "count",
            expand=lambda text: text.replace("{numerals}", "".join(numerals)).replace("{classifier}", classifier),
        ),
    )


def _definitions(fields: Fields) -> Definitions:
    brackets, dashes = fields.fields("brackets"), fields.fields("dashes")
    return Definitions(
        patterns=(brackets.pattern("pattern", "short"), dashes.pattern("pattern", "short")),
        no_name=brackets.either("not"),
    )


def _coreference(fields: Fields, kinds: Mapping[str, str]) -> Coreference:
    pointer, anything, always = fields.texts("pointers"), fields.texts("anything"), fields.texts("always")
    for word in always:
        if word not in kinds:
            fields.refuse("always", f"'{word}' is no head noun of names.yaml")
    long = [word for word in kinds if len(word) > 1 or word in always]
    return Coreference(
        pointed=re.compile(
            rf"(?P<pointer>{alternatives(pointer)})(?P<modifier>{fields.text('modifier')})"
            rf"(?P<word>{alternatives((*kinds, *anything))})"
        ),
        bare=re.compile(rf"(?P<word>{alternatives(long)})"),
        always=frozenset(always),
        anything=frozenset(anything),
        akin=fields.lists("akin"),
        report=fields.either("report"),
        members=fields.either("members"),
        meeting=fields.either("meeting"),
        reach=fields.number("reach"),
        near=fields.number("near"),
    )
