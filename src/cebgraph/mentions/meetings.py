"""Meetings in a language that sets words apart: sessions by their ordinal number, meetings by how they were held.

A session is of the body that is named before it (HLCM at its fortieth session) or behind it (the fortieth session of
HLCM); a meeting that has no name of its own is told apart by its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cebgraph.model.mention import Candidate, Value
from cebgraph.resources.lexicon import NameGrammar
from cebgraph.spans import Span

_OF = re.compile(r" of (?:the )?")
_OPENING = re.compile(r",? (?:the )?")
_JOINED = re.compile(r"(?:,| and|, and)(?: its| the| at its)? ")
_ITS = (" its ", "Its ")
_WINDOW = 90
_CLAUSE = re.compile(r"[.;\n]")


def find_told_events(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar, year: str
) -> Iterator[Candidate]:
    """Yield the meetings of a passage, the sessions first."""
    seen: list[Span] = []
    for event in (*_sessions(text, taken, dates, grammar, year), *_meetings(text, taken, dates, grammar)):
        if not any(event.span.overlaps(other) for other in seen):
            seen.append(event.span)
            yield event


def _sessions(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar, year: str
) -> Iterator[Candidate]:
    before = (0, "")
    for match in grammar.events.session.finditer(text):
        groups = match.groupdict()
        if not match.group().endswith(("session", *"0123456789")) and not groups.get("number"):
            continue
        name = match.group().strip()
        name = name if "session" in name else f"{name} session"
        body, end = _body_of(text, match, taken, grammar)
        body = body or _of_its(text, match.start(), taken, before)
        before = (match.end(), body) if body else before
        yearly = (groups.get("head") or "") in grammar.events.yearly
        told = groups.get("year") or groups.get("year2") or _year_told(text, match.end(), dates) or year
        if yearly and told and told not in name:
            name = f"{name} of {told}"
        yield Candidate(
            Span(match.start(), end), name.replace(" for 20", " of 20"), "Event", "event", parent=body
        )


def _body_of(
    text: str, match: re.Match[str], taken: Sequence[Candidate], grammar: NameGrammar
) -> tuple[str, int]:
    """Return the body whose session it is, and where the name of the session ends."""
    of = _OF.match(text, match.end())
    behind = next((c for c in taken if of and c.span.start == of.end() and _meets(c)), None)
    if behind is not None:
        return behind.thing, behind.span.end
    held = grammar.events.holding.search(text, max(0, match.start() - _WINDOW), match.start())
    before = next((c for c in taken if held and c.span.end == held.start() and _meets(c)), None)
    if before is not None:
        return before.thing, match.end()
    opening = _OPENING.match(text, match.end())
    after = next((c for c in taken if opening and c.span.start == opening.end() and _meets(c)), None)
    return (after.thing if after and text[match.end() : match.end() + 1] == "," else ""), match.end()


def _of_its(text: str, start: int, taken: Sequence[Candidate], before: tuple[int, str]) -> str:
    """Return the body of a session joined to another (its forty-first and |forty-second), or told as `its`; else ''."""
    end, body = before
    if body and _JOINED.fullmatch(text, end, start):
        return body
    if not text[:start].endswith(_ITS):
        return ""
    floor = max(text.rfind(mark, 0, start) for mark in (". ", ";", "\n"))
    named = [c for c in taken if floor < c.span.start and c.span.end <= start and _meets(c)]
    nearest = max(named, key=lambda c: c.span.end, default=None)
    return nearest.thing if nearest else body if end > floor else ""


def _meets(candidate: Candidate) -> bool:
    return candidate.thing.startswith(("body/", "organization/"))


def _year_told(text: str, end: int, dates: Sequence[Value]) -> str:
    stop = _CLAUSE.search(text, end)
    behind = (d for d in dates if end <= d.span.start < (stop.start() if stop else len(text)))
    return next((date.value[:4] for date in behind), "")


def _meetings(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar
) -> Iterator[Candidate]:
    for pattern in (grammar.events.meeting, grammar.events.held):
        for match in pattern.finditer(text):
            span = Span(*match.span("name"))
            if any(span.overlaps(other.span) for other in taken):
                continue
            of = _OF.match(text, span.end)
            body = next((c for c in taken if of and c.span.start == of.end() and _meets(c)), None)
            whole = Span(span.start, _topic_end(text, body.span.end, grammar)) if body else span
            several = span.of(text).endswith("s")  # each has its own date
            if several and not body and not _are_dated(span, text, dates):
                continue
            name = whole.of(text) if body or several else _dated(span, text, dates)
            genre = "" if body or name == span.of(text) else span.of(text)
            yield Candidate(whole, name, "Event", "event", parent=body.thing if body else "", genre=genre)


def _topic_end(text: str, end: int, grammar: NameGrammar) -> int:
    """Return where the topic of a meeting ends (consultation of HLCP |on the ethics of artificial intelligence)."""
    capitals = grammar.capitals
    topic = re.compile(r" on (?!\d)").match(text, end)
    if not topic or capitals is None:
        return end
    stop = capitals.end.search(text, topic.end())
    return stop.start() if stop else len(text)


def _are_dated(span: Span, text: str, dates: Sequence[Value]) -> bool:
    """Say whether the dates of several meetings stand right behind them."""
    return any(re.fullmatch(r" (?:in|on|from) (?:early |late )?", text[span.end : d.span.start]) for d in dates)


def _dated(span: Span, text: str, dates: Sequence[Value]) -> str:
    """Return the name of a meeting that has none: how it was held, with its date."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, span.start)), default=0)
    stop = _CLAUSE.search(text, span.end)
    end = stop.start() if stop else len(text)
    within = [d for d in dates if start <= d.span.start < end]
    behind = next((d for d in within if d.span.start >= span.end), None) or next(iter(reversed(within)), None)
    return f"{span.of(text)} ({behind.value})" if behind else span.of(text)
