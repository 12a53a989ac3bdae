"""How capitals tell names, in a language that writes them: names.yaml, `capitals`.

A name is a head noun with the capitalised words before it, and those behind it where a preposition joins them. A thing
whose name is in small letters is told by how the text brings it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cebgraph.resources.fields import Fields, alternatives

_WHOLE = r"(?<![\w-])(?i:{})(?![\w-])"
_PATTERNS = (
    "period", "held", "formed", "determiner", "indefinite", "known", "topic", "end", "of_reports", "apart", "whole",
    "joins", "timed", "titled", "before", "and_before", "heads_before", "adverb", "of_body", "on_topic", "start",
    "again", "joint", "through", "dated", "owner", "owned", "appositive", "finite", "coined", "met_on", "rules",
    "again_held",
    "to_make",
    "serves",
    "agent",
    "cited",
)  # fmt: skip
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CapitalGrammar:
    """What makes a name of words."""

    kinds: Mapping[str, str]
    """Class by head noun, in small letters."""
    head: re.Pattern[str]
    """Any head noun as whole words, the longest first."""
    ahead: re.Pattern[str]
    """A capitalised `word` that ends right before a name, with what joins it."""
    through: re.Pattern[str]
    """A `word` that small words join to a name behind it (Greening the|Blue Report)."""
    listed_ahead: re.Pattern[str]
    """The first `word` or words of a list that goes on in a name (the Risks,|Harms and Benefits Assessment Tool)."""
    in_list: re.Pattern[str]
    """The rest of such a list."""
    owner: re.Pattern[str]
    """How a word ends that tells who has what follows (Practitioner’s|Handbook)."""
    owned: re.Pattern[str]
    """What such a word stands behind, where it is none of one who acts."""
    dated: re.Pattern[str]
    """A year behind a head noun that belongs to the name."""
    onward: re.Pattern[str]
    """A capitalised `word` behind a name, with the `joint` between."""
    agent: re.Pattern[str]
    """What stands before a body that is brought in as the one who acts."""
    serves: re.Pattern[str]
    """What stands between a post and whom it serves."""
    listed_wholes: re.Pattern[str]
    """The rest of a list of those whose a body is, before the last of them."""
    more: re.Pattern[str]
    """Another capitalised `word` right behind a name."""
    listed: re.Pattern[str]
    """Capitalised words behind a name in a list: , Policy and Compliance."""
    period: re.Pattern[str]
    """The years that close the name of a document."""
    openers: frozenset[str]
    """Words that have a capital only where they open a sentence, and others that open no name."""
    closers: frozenset[str]
    """Capitalised words that close no name (months)."""
    mere: re.Pattern[str]
    """Words before a head noun that make no name of it."""
    held: re.Pattern[str]
    """What stands before the name of an office that someone is said to hold."""
    apart: re.Pattern[str]
    """A joint that leads away from a name, where one who acts stands behind it."""
    whole: re.Pattern[str]
    """A joint that leads to the whole of a part."""
    joins: re.Pattern[str]
    """A joint that may part two names, in which `parting` tells that it does."""
    parting: str
    timed: re.Pattern[str]
    """A joint before a time."""
    titled: re.Pattern[str]
    """A title before the rest of a document's name."""
    before: re.Pattern[str]
    """A word right before a head noun …"""
    and_before: re.Pattern[str]
    """… one that is joined to it …"""
    heads_before: re.Pattern[str]
    """… and head nouns that are."""
    adverb: re.Pattern[str]
    of_body: re.Pattern[str]
    """What stands between a body in small letters and the one above it."""
    joint: re.Pattern[str]
    """A joint behind which someone else is named who acts."""
    on_topic: re.Pattern[str]
    """What stands before a topic that makes a name."""
    start: re.Pattern[str]
    """What stands before the first word of a sentence."""
    again: re.Pattern[str]
    """How words behind the bracket of one report tell of another, whose name is `again_name`."""
    again_name: str
    plural: Mapping[str, str]
    """Head nouns in the plural, with their singular."""
    headless: frozenset[str]
    """Head nouns that need a word before them in capitals."""
    small: frozenset[str]
    """Classes of things that may have names in small letters."""
    stops: re.Pattern[str]
    """A word that no name in small letters holds before its head noun."""
    formed: re.Pattern[str]
    """A verbal form that may stand in one behind a determiner (a|redesigned|website)."""
    determiner: re.Pattern[str]
    """Words before a name in small letters that are no part of it."""
    indefinite: re.Pattern[str]
    """Words before what was not there before."""
    dropped: re.Pattern[str]
    """Words at its beginning that are no part of it (draft)."""
    made: re.Pattern[str]
    """How a text brings in what stands next …"""
    being_made: re.Pattern[str]
    """… or what stood right before."""
    known: re.Pattern[str]
    """Words before what is spoken of as known."""
    spoken_of: re.Pattern[str]
    """Verbs of acts on a thing that was there before."""
    topic: re.Pattern[str]
    """What a name in small letters goes on with behind its head noun: on sustainable procurement."""
    end: re.Pattern[str]
    """Where that ends."""
    appositive: re.Pattern[str]
    """What stands before words that say what was just named is."""
    part: re.Pattern[str]
    """What stands before a thing that is but part of what something is done to (comments on|reports)."""
    finite: re.Pattern[str]
    """A verb that makes a sentence of what is told (reports| were compiled by)."""
    met_on: re.Pattern[str]
    """What stands between a meeting that is of none and its topic."""
    ruling: frozenset[str]
    """Head nouns of texts that rule a body …"""
    rules: re.Pattern[str]
    """… and what stands between one and the body."""
    cited: re.Pattern[str]
    """A `title` without quotation marks behind its author or where a note begins, with place and year behind it."""
    seat: str
    """What stands between an office and the place that is part of its name."""
    coined: re.Pattern[str]
    """A name that its form alone tells (UN-Water)."""
    places: re.Pattern[str]
    """A `list` of places, with what introduces it …"""
    place: re.Pattern[str]
    """… and one of them."""
    again_held: re.Pattern[str]
    """A number, as a `stage`, before the name of a conference."""
    to_make: re.Pattern[str]
    """What stands before things that are to be made."""
    stage: re.Pattern[str]
    """A `stage` of the work that is named next; a `generation` of it is a thing of the same kind."""
    of_reports: re.Pattern[str]
    """What may stand between a report and its symbol, beside names."""

    def class_of(self, name: str) -> str:
        """Return the class that the head noun of a name tells: the first that a preposition follows, else the last."""
        word = self.head_of(name)
        return self.kinds.get(word, "")

    def head_of(self, name: str) -> str:
        """Return the head noun of a name in small letters; '' for none."""
        found = list(self.head.finditer(name))
        for match in found:
            if self.topic.match(name, match.end()) or match.end() == len(name):
                return small(match.group())
        return small(found[-1].group()) if found else ""


def small(words: str) -> str:
    """Return words as head nouns are looked up."""
    return _SPACE.sub(" ", words).lower()


def whole_words(words: Iterable[str]) -> str:
    """Return a pattern of any of some words as whole words, in small or large letters."""
    return _WHOLE.format(alternatives(words))


def read_capitals(fields: Fields, kinds: Mapping[str, str]) -> CapitalGrammar:
    """Read `capitals` of names.yaml; the head nouns are those of the language."""
    word = fields.text("word")
    made = alternatives(fields.texts("creators"))

    def filled(text: str) -> str:
        text = text.replace("{place}", fields.text("place")).replace("{word}", word).replace("{creator}", made)
        return text.replace("{determiner}", fields.text("determiner"))

    return CapitalGrammar(
        kinds=kinds,
        head=re.compile(whole_words(kinds)),
        ahead=fields.pattern("ahead", "word", expand=filled),
        onward=fields.pattern("onward", "word", "joint", expand=filled),
        listed=fields.pattern("listed", expand=filled),
        listed_ahead=fields.pattern("listed_ahead", "word", expand=filled),
        more=fields.pattern("more", "word"),
        listed_wholes=fields.pattern("listed_wholes", "word", expand=filled),
        in_list=fields.pattern("in_list", expand=filled),
        part=fields.pattern("part", expand=filled),
        seat=f" {fields.text('seat')} ",
        ruling=frozenset(fields.texts("ruling")),
        places=fields.pattern("places", "list", expand=filled),
        place=fields.pattern("place", expand=filled),
        stage=fields.pattern("stage", "stage", "generation"),
        openers=frozenset(fields.texts("openers")),
        closers=frozenset(fields.texts("closers")),
        mere=fields.either("mere", around="(?:{} )*"),
        **{name: fields.pattern(name) for name in _PATTERNS},
        parting=f" {fields.text('parting')} ",
        again_name=fields.text("again_name"),
        plural=fields.table("plural"),
        headless=frozenset(fields.texts("headless")),
        small=frozenset(fields.texts("small")),
        stops=fields.either("stops"),
        dropped=fields.either("dropped"),
        made=fields.pattern("made", expand=filled),
        being_made=fields.pattern("being_made", expand=filled),
        spoken_of=fields.pattern("spoken_of", expand=filled),
    )
