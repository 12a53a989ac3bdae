"""Values, definitions and short forms: values.yaml, definitions.yaml and coreference.yaml of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cebgraph.resources.fields import Fields, alternatives


@dataclass(frozen=True, slots=True)
class Coreference:
    """The short forms of a language."""

    pointed: re.Pattern[str]
    """A pointer, perhaps a `modifier`, and a `word`: a head noun, or one that stands for any document."""
    bare: re.Pattern[str]
    """A head noun as a `word`, without a pointer."""
    own: re.Pattern[str]
    """A possessive that stands for the document named last (其|执行工作)."""
    disposed: re.Pattern[str]
    """What stands before a bare head noun of a document that speaks of the one named before (将|摘要|送交) …"""
    handled: re.Pattern[str]
    """… and what behind it."""
    group: re.Pattern[str]
    """All bodies of one class below the Board: their `number` and a head noun as a `word` (两个高级别委员会)."""
    always: frozenset[str]
    """Head nouns that point back wherever they stand alone; others only where they open a clause."""
    fleeting: frozenset[str]
    """Head nouns that speak of nothing named long before."""
    anything: frozenset[str]
    """Words that stand for any document."""
    resolutions: frozenset[str]
    """Words that, behind a pointer, stand for a resolution."""
    staged: re.Pattern[str]
    """A `stage` of a document's making, perhaps behind its head noun as a `word` (战略|初稿)."""
    latter: re.Pattern[str]
    """What stands for the one who acts that was named last (后者)."""
    akin: Mapping[str, tuple[str, ...]]
    """What the name of an antecedent may end in, for words that say it more loosely (声明: 宣言)."""
    report: re.Pattern[str]
    members: re.Pattern[str]
    meeting: re.Pattern[str]
    counted: re.Pattern[str]
    """What makes a head noun one of many (各, 任何, 几个)."""
    predicate: re.Pattern[str]
    """What stands behind a subject."""
    clause_opening: re.Pattern[str]
    """What a clause's subject stands behind."""
    lasting: frozenset[str]
    """Head nouns that speak of one and the same thing in all of a report (the General Conference)."""
    former: re.Pattern[str]
    """A short form that speaks of a work before its later stages."""
    later: re.Pattern[str]
    """One that speaks of such a stage."""
    drafted: re.Pattern[str]
    """What stands before the name of a document that is being made."""
    named_last: re.Pattern[str]
    """A short form for the last thing named, whatever the text was about."""
    subject_first: bool
    """Whether the subject of what was said before is meant rather than who was named last in it."""
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
    numeral: re.Pattern[str]
    """Any one of them."""
    count: re.Pattern[str]
    months: Mapping[str, int]
    """The number of a month by its name; none where months are told by number."""
    year_follows: re.Pattern[str]
    """What joins a date without a year to one behind it that tells its year."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """Patterns by which a text gives a thing another name."""

    patterns: tuple[re.Pattern[str], ...]
    no_name: re.Pattern[str]


def read_values(fields: Fields) -> Values:
    """Read values.yaml."""
    modes = {word: mode for mode, words in fields.lists("modes").items() for word in words}
    numerals = {char: int(value) for char, value in fields.table("numerals").items() if value.isdecimal()}
    months = {name: number for number, name in enumerate(fields.texts("months", ()), 1)}
    goals = fields.fields("goals")
    number, classifier = goals.text("number"), alternatives(fields.texts("classifiers"))

    def of_months(text: str) -> str:
        return text.replace("{month}", alternatives(months))

    return Values(
        dates=tuple(row.pattern("pattern", expand=of_months) for row in fields.rows("dates")),
        modes=modes,
        mode=re.compile(alternatives(modes)),
        goals=goals.patterns("goal", "numbers", expand=lambda text: text.replace("{number}", number)),
        target=goals.pattern("target", "numbers"),
        url=fields.pattern("urls"),
        numerals=numerals,
        numeral=re.compile(alternatives(numerals)),
        months=months,
        year_follows=fields.pattern("year_follows") if "year_follows" in fields.nodes else re.compile("(?!)"),
        count=fields.pattern(
            "count",
            "count",
            expand=lambda text: text.replace("{numerals}", ("|" if months else "").join(numerals)).replace(
                "{classifier}", classifier
            ),
        ),
    )


def read_definitions(fields: Fields) -> Definitions:
    """Read definitions.yaml."""
    brackets, dashes = fields.fields("brackets"), fields.fields("dashes")
    return Definitions(
        patterns=(brackets.pattern("pattern", "short"), dashes.pattern("pattern", "short")),
        no_name=brackets.either("not"),
    )


def read_coreference(fields: Fields, kinds: Mapping[str, str]) -> Coreference:
    """Read coreference.yaml; its words are head nouns of names.yaml."""
    pointer, anything, always = fields.texts("pointers"), fields.texts("anything"), fields.texts("always", ())
    resolutions = fields.texts("resolutions")
    for word in always:
        if word not in kinds:
            fields.refuse("always", f"'{word}' is no head noun of names.yaml")
    pointed_only = fields.flag("pointed_only")
    long = [word for word in kinds if len(word) > 1 or word in always]
    bare = alternatives(() if pointed_only else long)
    case = "i" if fields.flag("any_case") else ""
    return Coreference(
        pointed=re.compile(
            rf"(?P<pointer>{alternatives(pointer)})(?P<modifier>{fields.text('modifier')})"
            rf"(?P<word>{f'(?{case}:' if case else '(?:'}{alternatives((*kinds, *anything, *resolutions))}))"
            rf"{fields.text('closing', '')}"
        ),
        bare=re.compile(rf"(?P<word>{bare})"),
        staged=re.compile(rf"(?P<word>{bare})?(?P<stage>{alternatives(fields.texts('stages'))})"),
        resolutions=frozenset(resolutions),
        latter=fields.either("latter"),
        own=fields.either("own"),
        disposed=fields.pattern("disposed"),
        handled=fields.pattern("handled"),
        group=fields.pattern("groups", "number", "word"),
        always=frozenset(always),
        fleeting=frozenset(fields.texts("fleeting", ())),
        lasting=frozenset(fields.texts("lasting", ())),
        anything=frozenset(anything),
        akin=fields.lists("akin"),
        report=fields.either("report"),
        members=fields.either("members"),
        meeting=fields.either("meeting"),
        counted=fields.either("counted"),
        predicate=fields.either("predicate"),
        clause_opening=fields.pattern("clause_opening"),
        **{name: fields.leniently().pattern(name) for name in ("former", "later", "drafted", "named_last")},
        subject_first=fields.flag("subject_first"),
        reach=fields.number("reach"),
        near=fields.number("near"),
    )
