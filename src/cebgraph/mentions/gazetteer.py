"""Gazetteers: known names, found in a text all at once, the longest at each place.

An Aho-Corasick automaton over the names as a passage has them, so that the time taken grows with
the text and hardly with the number of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from ahocorasick_rs import AhoCorasick, MatchKind

from cebgraph.model.mention import Candidate
from cebgraph.model.thing import FAMILY_OF, NameRole, Thing
from cebgraph.passages import as_read
from cebgraph.resources.languages import load_language
from cebgraph.resources.lexicon import NameGrammar
from cebgraph.spans import Span


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of things, ready to be found."""

    automaton: AhoCorasick
    names: tuple[str, ...]
    things: tuple[str, ...]
    """Id of the thing of each name."""
    kinds: Mapping[str, str]
    traps: Mapping[str, tuple[str, ...]]
    """Longer words inside which a thing's name is no mention (发展中国家 for 中国)."""
    tails: tuple[tuple[str, ...], ...]
    """How the text goes on where a name is but the beginning of a longer word (采购网|站)."""
    detector: str
    loose: AhoCorasick | None = None
    """The long names in small letters, in a language whose writers differ in what they write large …"""
    long: tuple[int, ...] = ()
    """… and the place of each among the names."""

    def find(self, text: str) -> Iterator[Candidate]:
        """Yield a candidate for each known name in a text, the longest at each place."""
        for index, start, end in (*self.automaton.find_matches_as_indexes(text), *self._in_other_letters(text)):
            thing = self.things[index]
            goes_on = text.startswith(self.tails[index], end)
            if not (goes_on or self._trapped(text, Span(start, end), thing) or _cuts_word(text, start, end)):
                yield Candidate(Span(start, end), self.names[index], self.kinds[thing], self.detector, thing=thing)

    def _in_other_letters(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield where a long name stands with other words in capitals (the HLCP inequalities task team)."""
        for at, start, end in self.loose.find_matches_as_indexes(text.translate(_SMALL)) if self.loose else ():
            longer = (
                text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
            )  # … of the United Nations| Framework
            if text[start:end] != self.names[self.long[at]] and not longer:
                yield self.long[at], start, end

    def _trapped(self, text: str, span: Span, thing: str) -> bool:
        for trap in self.traps.get(thing, ()):
            at = text.find(trap, max(0, span.start - len(trap)), span.end + len(trap))
            if at >= 0 and Span(at, at + len(trap)).contains(span):
                return True
        return False


_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_LONG = 4
"""Words at least in a name that is told by them, however they are written."""


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Say whether a Latin name would begin or end inside a word."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return (_goes_on(before) and _latin(text[start])) or (_goes_on(after) and _latin(text[end - 1]))


def _goes_on(char: str) -> bool:
    return _latin(char) or char in {"/", "_", "@"}


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def build_gazetteer(
    things: Iterable[Thing],
    grammar: NameGrammar,
    language: str,
    detector: str,
    traps: Mapping[str, tuple[str, ...]] | None = None,
) -> Gazetteer:
    """Make a gazetteer of the names that things have in a language, and of their acronyms."""
    pairs: dict[str, str] = {}
    kinds: dict[str, str] = {}
    writing = load_language(language).writing
    for thing in things:
        kinds[thing.id] = thing.kind
        for name in thing.names:
            if name.language in {language, ""} or name.role is NameRole.ACRONYM:
                spelled = as_read(name.text, writing)
                pairs.setdefault(spelled, thing.id)
                if writing.spaced:  # in capitals where it opens a sentence
                    pairs.setdefault(spelled[:1].upper() + spelled[1:], thing.id)
    names = tuple(pairs)
    long = tuple(at for at, name in enumerate(names) if _is_long(name, kinds[pairs[name]])) if writing.spaced else ()
    return Gazetteer(
        automaton=AhoCorasick(tuple(pairs), matchkind=MatchKind.LeftmostLongest),
        names=names,
        things=tuple(pairs.values()),
        kinds=kinds,
        traps=traps or {},
        tails=tuple(_tails(name, kinds[thing], grammar) for name, thing in pairs.items()),
        detector=detector,
        loose=AhoCorasick([names[at].translate(_SMALL) for at in long], matchkind=MatchKind.LeftmostLongest)
        if long
        else None,
        long=long,
    )


def _is_long(name: str, kind: str) -> bool:
    return FAMILY_OF.get(kind) in {"body", "document", "initiative"} and name.count(" ") + 1 >= _LONG


def _tails(name: str, kind: str, grammar: NameGrammar) -> tuple[str, ...]:
    if kind == "Place":
        return grammar.place_tails
    return next((tails for end, tails in grammar.tails.items() if name.endswith(end)), ())
