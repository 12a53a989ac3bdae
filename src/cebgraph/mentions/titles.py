"""Titles: names of documents in 《》 and “”, the class that a head noun tells, and the topic that a name states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cebgraph.model.mention import Candidate
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.lexicon import NameGrammar
from cebgraph.spans import Span

_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:草案|初稿)?")
_QUOTED = re.compile(r"“([^“”]{4,160})”")
_SUBTITLE = re.compile(r"：|——|:")
_LONGEST_HEAD = 8
_SHORT_QUOTED = re.compile(r"“([^“”，。；]{2,24})”")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年$")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]*")
_MODIFIER = 14
_JOINTS = {"和", "与", "及"}


def find_titles(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the titles in 《》, each with the class that its head noun tells."""
    for match in _TITLE.finditer(text):
        name = match.group()
        inner = name[1 : name.index("》") if name.count("《") == 1 else name.rindex("》")]
        yield Candidate(Span(*match.span()), inner, class_of_title(inner, grammar) or "Publication", "title")


def class_of_title(title: str, grammar: NameGrammar) -> str:
    """Return the class that a title's head noun tells: of its end, else of the part before a subtitle; else ''."""
    for part in (title, *reversed(_SUBTITLE.split(title))):
        kind = class_of_name(part, grammar)
        if kind:
            return kind
    return ""


def class_of_name(name: str, grammar: NameGrammar) -> str:
    """Return the class that the head noun of a name tells; '' for none."""
    if grammar.capitals:
        return grammar.capitals.class_of(name)
    for length in range(min(len(name), _LONGEST_HEAD), 0, -1):
        kind = grammar.kinds.get(name[-length:])
        if kind:
            return kind
    return ""


def find_quoted_titles(text: str, grammar: NameGrammar, *, in_note: bool) -> Iterator[Candidate]:
    """Yield the quoted titles: behind 题为, or, in a footnote, where a citation has its title."""
    for match in _QUOTED.finditer(text):
        before = text[: match.start()]
        introduced = grammar.titles.introduced.search(before)
        cited = in_note and bool(grammar.titles.before.search(before))
        name = match[1].rstrip("，。；")
        kind = class_of_title(name, grammar)
        headed = kind in {"Framework", "Initiative"} and class_of_name(name, grammar) != ""
        if cited and grammar.capitals and FAMILY_OF.get(kind) != "document":
            kind = ""  # what a note cites was written, whatever its title speaks of
        own = introduced is not None or cited or headed
        if not own or (introduced and grammar.titles.of_resolution.match(text, match.end())):
            continue
        behind = grammar.titles.genre_behind.match(text, match.end())
        ahead = introduced if introduced and introduced.groupdict().get("genre") else None
        genre = behind["genre"] if behind else ahead["genre"] if ahead else ""
        genre_kind = class_of_name(genre, grammar)
        # What it is goes with the title: 题为“…”的|概念说明, a |policy brief entitled “…”.
        start = ahead.start("genre") if ahead else match.start()
        end = behind.end() if behind and introduced else match.end()
        told = (genre_kind or kind) if ahead else (kind or genre_kind)
        yield Candidate(Span(start, end), name, told or "Publication", "title", genre=genre)


def find_quoted_names(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the names that a quotation makes: with a head noun (“清洁海域”方案), or as what is created (推出了“…”)."""
    for match in _SHORT_QUOTED.finditer(text):
        headed = _headed(text, match, grammar)
        if headed:
            yield headed
        elif grammar.creation.before.search(text[: match.start()]):
            kind = class_of_title(match[1], grammar) or "Initiative"
            yield Candidate(Span(*match.span()), match[1], kind, "title")


def find_titled_names(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the names that a title and a head noun make (《生物多样性公约》缔约方大会, 《2030年议程》联合基金)."""
    for match in _TITLE.finditer(text):
        headed = _headed(text, match, grammar)
        if headed and headed.kind in grammar.titles.of_titles:
            start = headed.span.start
            opener = grammar.titles.opener.search(text[:start])
            start = opener.start() if opener else start
            yield replace(headed, span=Span(start, headed.span.end), name=text[start : headed.span.end])


def find_dated_names(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the documents that are named after their years (2018年工作方案)."""
    for pattern in grammar.dated_names:
        for match in pattern.finditer(text):
            yield Candidate(Span(*match.span()), match.group(), class_of_name(match.group(), grammar), "grammar")


def _headed(text: str, match: re.Match[str], grammar: NameGrammar) -> Candidate | None:
    """Return the name that the words behind a quotation complete, up to the first head noun that ends a word."""
    year = _YEAR_BEFORE.search(text[: match.start()])
    start = year.start() if year else match.start()
    for head in grammar.titles.head.finditer(text, match.end(), match.end() + _MODIFIER):
        modifier = text[match.end() : head.start()]
        if (
            modifier[:1] in _JOINTS
            or any(grammar.stops(text, match.end(), head.start()))
            or not (modifier == " " if grammar.capitals else _HAN_ONLY.fullmatch(modifier))
            or (grammar.capitals is not None and text[head.end() : head.end() + 1].isalpha())
        ):
            return None
        if not grammar.goes_on(text, head.start(), head.end()):
            name = text[start : head.end()]
            return Candidate(Span(start, head.end()), name, grammar.kinds.get(head.group(), "Initiative"), "quoted")
    return None


def topic_of(name: str, grammar: NameGrammar) -> str:
    """Return what a name itself says it is about: 关于X的…, X问题…; '' for nothing."""
    for pattern in grammar.topics:
        match = pattern.search(name)
        if match:
            topic = match["topic"].removesuffix("问题")
            return "" if topic in grammar.topic_stops or len(topic) == 1 else topic
    return ""
