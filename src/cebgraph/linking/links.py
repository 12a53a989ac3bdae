"""Linking: each candidate of a report to its thing; short forms to their antecedents.

The report is read in its author's order, each footnote after the paragraph that it hangs on and the summary last (it
speaks of what the report names in full). A short form takes the latest thing that fits; the body that the report is
of comes first. What does not become clear stays open, with a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cebgraph.iris import normal_name
from cebgraph.linking.register import Register
from cebgraph.mentions import Knowledge, Reading
from cebgraph.mentions.definitions import find_definitions
from cebgraph.mentions.titles import class_of_name
from cebgraph.model.mention import Candidate
from cebgraph.model.report import BlockKind, Diagnostic
from cebgraph.model.thing import FAMILIES, FAMILY_OF, Thing
from cebgraph.resources.lexicon import ShortForm
from cebgraph.spans import Span


_MEETING = frozenset({*FAMILIES["body"], "Organ", "ExternalBody"}) - {"Secretariat"}
"""Classes of what meets in sessions."""


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate and its thing."""

    span: Span
    thing: str
    kind: str
    candidate: Candidate
    antecedent: str = ""
    """Why a short form stands for this thing."""


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """A thing that a short form stands for, and why; no thing where that is not clear."""

    thing: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A reading with its links: `links` do not overlap, `inner` lie within them."""

    reading: Reading
    links: tuple[Link, ...]
    inner: tuple[Link, ...]

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.reading.passage.text

    @property
    def block(self) -> str:
        """The block's id."""
        return self.reading.passage.block.id


@dataclass(slots=True)
class Linking:
    """What linking one report has come to; `main_body` and `main_meeting` are what the report is of."""

    knowledge: Knowledge
    register: Register
    report: str
    main_body: str = ""
    main_meeting: str = ""
    recent: list[tuple[int, str, str]] = field(default_factory=list)
    """Passage count, block and thing of the links so far, for antecedents."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)
    """The body of each meeting that is named as one of a body."""


def enter_names(readings: Iterable[Reading], linking: Linking) -> None:
    """Enter what the report names and defines, before anything is linked, so that a name serves from its first use."""
    listed = list(readings)
    for reading in listed:
        for candidate in reading.candidates:
            if candidate.symbols and candidate.name:
                _link(candidate, reading, linking)
    for reading in listed:
        for candidate in reading.candidates:
            _enter_short_name(candidate, linking)
        text = reading.passage.text
        everything = [*reading.candidates, *reading.inner]
        for definition in find_definitions(text, everything, linking.knowledge.lexicon.definitions):
            linking.register.alias(_link(definition.long, reading, linking).thing, definition.short)


def _enter_short_name(candidate: Candidate, linking: Linking) -> None:
    """Let a known body or initiative go by its name without 联合国, once the report has named it in full."""
    grammar = linking.knowledge.lexicon.names
    prefix = grammar.dropped.match(candidate.name)
    if not candidate.thing or not prefix or not candidate.thing.startswith(("body/", "initiative/")):
        return
    short = candidate.name[prefix.end() :]
    if class_of_name(short, grammar) and len(short) >= 4:  # noqa: PLR2004  a head noun and more
        linking.register.things.setdefault(candidate.thing, linking.register.known[candidate.thing])
        linking.register.by_name.setdefault(normal_name(short), candidate.thing)


def link_passage(reading: Reading, paragraph: int, linking: Linking) -> LinkedPassage:
    """Link the candidates of one passage, and its short forms; `paragraph` counts the passages read so far."""
    if reading.passage.block.kind is BlockKind.TITLE:
        return _link_title(reading, linking)
    candidates = sorted([*reading.candidates, *_short_forms(reading, linking)], key=lambda c: c.span)
    links: list[Link] = []
    inner: list[Link] = []
    for candidate in candidates:
        if candidate.anaphor:
            found = _antecedent(candidate, reading, paragraph, linking)
            if not found.thing:
                continue
            kind = linking.register.things[found.thing].kind
            link = Link(candidate.span, found.thing, kind, candidate, found.why)
        else:
            link = _link(candidate, reading, linking)
        links.append(link)
        within = [_link(inner, reading, linking) for inner in reading.inner if link.span.contains(inner.span)]
        inner += within
        named = (*within, link)
        linking.recent += [(paragraph, reading.passage.block.id, one.thing) for one in named]
    return LinkedPassage(reading, tuple(links), tuple(sorted(inner, key=lambda one: one.span)))


def _link_title(reading: Reading, linking: Linking) -> LinkedPassage:
    """Link the title: as a whole it names the report; what it names within tells the report's body."""
    whole = Span(0, len(reading.passage.text))
    kind = linking.register.things[linking.report].kind
    own = Link(whole, linking.report, kind, Candidate(whole, reading.passage.text, kind, "title"))
    named = [c for c in (*reading.candidates, *reading.inner) if c.span != whole and c.kind != "Report"]
    inner = tuple(_link(candidate, reading, linking) for candidate in sorted(named, key=lambda c: c.span))
    bodies = [link.thing for link in inner if FAMILY_OF.get(link.kind) == "body"]
    linking.main_body = bodies[0] if bodies else linking.main_body
    linking.main_meeting = next((link.thing for link in inner if link.kind == "Event"), linking.main_meeting)
    return LinkedPassage(reading, (own,), inner)


def _link(candidate: Candidate, reading: Reading, linking: Linking) -> Link:
    scope = ""
    if candidate.kind == "Event":
        scope = candidate.parent or _holder(candidate, reading, linking)
    surface = _surface(candidate, reading)
    thing = linking.register.thing_of(candidate, surface, scope)
    if scope:
        linking.holders[thing] = scope
    elif candidate.kind == "Event" and candidate.genre:
        linking.register.alias(thing, candidate.genre)
    if candidate.parent and candidate.detector == "grammar":
        tail = _tail(candidate, reading)
        if tail:
            linking.register.alias(thing, tail)
    return Link(candidate.span, thing, linking.register.things[thing].kind, candidate)


def _holder(candidate: Candidate, reading: Reading, linking: Linking) -> str:
    """Return the body whose session a number tells.

    Sessions that are numbered anew each year are the Board's, if the report is of one. Others are of the body that is
    said to hold them or, in a report that is not of them, was named last in the paragraph; else of the report's body.
    """
    grammar, text = linking.knowledge.lexicon.names, reading.passage.text
    session = grammar.session.fullmatch(candidate.name)
    if session is None:
        return ""
    of_board = bool(linking.main_body) and linking.register.things[linking.main_body].kind == "Board"
    said = grammar.holding.search(text[: candidate.span.start])
    if session["head"] in grammar.yearly or not (said or of_board):
        return linking.main_body
    block = reading.passage.block.id
    things = (linking.register.things[thing] for _, where, thing in reversed(linking.recent) if where == block)
    return next((thing.id for thing in things if thing.kind in _MEETING), "")


def _surface(candidate: Candidate, reading: Reading) -> str:
    """Return a name with the author's spaces."""
    if not candidate.name or candidate.detector in {"citation", "goal", "symbol"}:
        return candidate.name
    text = reading.passage.text
    if candidate.kind == "Event" and candidate.parent:
        span = reading.passage.to_block(candidate.span)
        return re.sub(r"\s+", " ", span.of(reading.passage.block.text))
    at = text.find(candidate.name, candidate.span.start, candidate.span.end)
    if at < 0:
        return candidate.name
    span = reading.passage.to_block(Span(at, at + len(candidate.name)))
    return re.sub(r"\s+", " ", span.of(reading.passage.block.text))


def _tail(candidate: Candidate, reading: Reading) -> str:
    """Return a name without the body that opens it."""
    inner = [c for c in reading.inner if c.thing == candidate.parent and candidate.span.contains(c.span)]
    start = max((c.span.end for c in inner), default=candidate.span.start)
    return Span(start, candidate.span.end).of(reading.passage.text).lstrip("的")


def _short_forms(reading: Reading, linking: Linking) -> list[Candidate]:
    """Return the short forms of a passage that stand outside its names."""
    text, coreference = reading.passage.text, linking.knowledge.lexicon.coreference
    taken = [candidate.span for candidate in reading.candidates]
    found: list[Candidate] = []
    patterns = (
        ("report", coreference.report),
        ("members", coreference.members),
        ("meeting", coreference.meeting),
        ("coreference", coreference.pattern),
    )
    for detector, pattern in patterns:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            free = not any(span.overlaps(other) for other in [*taken, *(c.span for c in found)])
            if free and _stands_alone(match, text, reading, linking):
                found.append(Candidate(span, match.group(), "", detector, anaphor=True))
    return found


def _stands_alone(match: re.Match[str], text: str, reading: Reading, linking: Linking) -> bool:
    """Say whether a bare head noun stands by itself, not at the end or beginning of a longer word."""
    names = linking.knowledge.lexicon.names
    groups = match.groupdict()
    if names.head.match(text, match.end()) or text[match.end() : match.end() + 1] in {"化", "性", "级", "层"}:
        return False
    if not groups or groups.get("pointer"):
        return True
    before = text[max(0, match.start() - 6) : match.start()]
    if (
        not before
        or before[-1] in "，。；：、()《》“”\n"
        or any(candidate.span.end == match.start() and candidate.kind for candidate in reading.candidates)
    ):
        return True
    return re.search(rf"(?:{names.stop.pattern}|和)$", before) is not None and not re.search(
        rf"(?:{names.quantifier.pattern}|任何|各|每|几个|两个)$", before
    )


def _antecedent(candidate: Candidate, reading: Reading, paragraph: int, linking: Linking) -> _Antecedent:
    """Return the thing that a short form stands for, where that is clear."""
    of_report = {"report": linking.report, "members": linking.main_body, "meeting": linking.main_meeting}
    match = linking.knowledge.lexicon.coreference.pattern.fullmatch(candidate.name)
    if candidate.detector in of_report or match is None:
        return _Antecedent(of_report.get(candidate.detector, ""), f"what the report means by its {candidate.detector}")
    forms = _forms(match, candidate, reading, linking)
    for form in forms:
        if linking.main_body and _fits(linking.register.things[linking.main_body], form, linking):
            return _Antecedent(linking.main_body, "the body that the report is of")
        found = _latest(form, paragraph, linking)
        if found.thing:
            return found
    if forms:
        _leave_open(candidate, reading, linking)
    return _Antecedent()


def _forms(match: re.Match[str], candidate: Candidate, reading: Reading, linking: Linking) -> list[ShortForm]:
    """Return the short forms that a pointer, or the name of a body right before, lets stand for something."""
    owned = any(c.span.end == candidate.span.start and c.thing.startswith("body/") for c in reading.candidates)
    pointed = bool(match["pointer"]) or owned
    forms = linking.knowledge.lexicon.coreference.forms
    return [form for form in forms if match["word"] in form.words and (pointed or not form.pointed)]


def _latest(form: ShortForm, paragraph: int, linking: Linking) -> _Antecedent:
    reach = linking.knowledge.lexicon.coreference.reach
    for at, block, thing in reversed(linking.recent):
        if paragraph - at > reach:
            break
        entry = linking.register.things.get(thing)
        if entry is not None and thing != linking.report and _fits(entry, form, linking):
            return _Antecedent(thing, f"the latest {'|'.join(sorted(form.classes))} that fits, named in {block}")
    return _Antecedent()


def _fits(thing: Thing, form: ShortForm, linking: Linking) -> bool:
    if thing.kind not in form.classes:
        return False
    names = [name.text for name in thing.names if name.language == linking.register.language]
    words: Sequence[str] = [*names, *linking.register.genres.get(thing.id, ())]
    return any(word.rstrip("”》").endswith(tuple(form.heads)) for word in words)


def _leave_open(candidate: Candidate, reading: Reading, linking: Linking) -> None:
    span = reading.passage.to_block(candidate.span)
    message = f"no antecedent for {candidate.name}"
    linking.diagnostics.append(Diagnostic("antecedent", message, reading.passage.block.id, span))
