"""Meetings: sessions by number, conferences with a name, and meetings told by how and when they were held.

A session stands after the body that holds it; a report on a session is a document that holds the session's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cebgraph.model.mention import Candidate, Value
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.lexicon import NameGrammar
from cebgraph.spans import Span, behind_last

_SHORTEST = 3
_CLAUSE_ENDS = "，。；：\n"
_BARE = frozenset({"会议", "形式的会议", "协商", "讲习班", "对话", "研讨会", "会晤", "磋商"})


def find_events(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar, year: str = ""
) -> Iterator[Candidate]:
    """Yield the events of a passage; `parent` is the body whose session it is, where its name stands before.

    `year` is that of sessions which are numbered anew each year and do not say theirs.
    """
    named = [
        _named_event(match, taken, dates, grammar, year)
        for pattern in (grammar.events.session, grammar.events.named)
        for match in pattern.finditer(text)
    ]
    seen: list[Span] = []
    for event in (*named, *_dated_forums(text, taken, dates), *_told_meetings(text, taken, dates, grammar)):
        if not any(event.span.overlaps(other) for other in seen):
            seen.append(event.span)
            yield event


def _told_meetings(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar
) -> Iterator[Candidate]:
    """Yield the meetings that are told by how and when they were held (2020年9月年度会议)."""
    for pattern in (grammar.events.held, grammar.events.meeting):
        for match in pattern.finditer(text):
            lead = len(match["name"]) - len(match["name"].lstrip("的在了"))
            span = Span(match.start("name") + lead, match.end("name"))
            host = next((c for c in taken if c.span.start == span.start and c.span.end < span.end), None)
            hosted = host is not None and FAMILY_OF.get(host.kind) == "body"
            own = Span(host.span.end, span.end) if host and hosted else span  # 委员会|战略务虚会
            if len(own) < _SHORTEST or not _is_free(own, taken) or grammar.many.match(own.of(text)):
                continue
            name = span.of(text)
            if hosted and own.of(text) in _BARE:
                continue
            told = _told_name(name, text, span, dates)
            yield Candidate(span, told, "Event", "event", genre="" if name in _BARE or told == name else name)


def _is_free(span: Span, taken: Sequence[Candidate]) -> bool:
    return not any(span.overlaps(other.span) for other in taken if other.detector != "goal")


def _named_event(
    match: re.Match[str], taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar, year: str
) -> Candidate:
    body = next((c for c in taken if c.span.end == match.start() and c.thing.startswith(("body/", "organ"))), None)
    start = body.span.start if body else match.start()
    between = next((d for d in dates if d.span.end == match.start()), None)
    if body is None and between is not None:
        body = next((c for c in taken if c.span.end == between.span.start and c.thing.startswith("body/")), None)
    groups = match.groupdict()
    topic, shared = groups.get("topic") or "", groups.get("shared") or ""  # 第四十三届和第四十四届|会议
    name = match.group() + shared
    anew = (groups.get("head") or shared) in grammar.events.yearly and not groups.get("year")
    year = between.value[:4] if between else _year_told(match, dates) or year
    return Candidate(
        span=Span(start, match.end()),
        name=f"{year}年{name}" if anew and year else name,
        kind="Event",
        detector="event",
        parent=body.thing if body else "",
        topic=topic.removeprefix("联合国").removesuffix("问题") if topic.endswith("问题") else "",
    )


def _year_told(match: re.Match[str], dates: Sequence[Value]) -> str:
    """Return the year of a session by the date of its clause, else by that which opens its sentence; '' for none."""
    text, start = match.string, match.start()
    sentence, clause = (behind_last(text, marks, start) for marks in ("。；\n", _CLAUSE_ENDS))
    for date in reversed(dates):
        within = clause <= date.span.start and date.span.end <= start
        of_another = "的" in text[date.span.end : start - 1]
        opening = sentence == date.span.start and date.span.end < start
        behind = 0 <= date.span.start - match.end() <= 1
        if (within and not of_another) or opening or behind:
            return date.value[:4]
    return ""


def _dated_forums(text: str, taken: Sequence[Candidate], dates: Sequence[Value]) -> Iterator[Candidate]:
    """Yield the meetings of a standing forum or conference in a year (2020年可持续发展高级别政治论坛)."""
    for candidate in taken:
        date = next((d for d in dates if d.span.end == candidate.span.start), None)
        if date and FAMILY_OF.get(candidate.kind) == "organization" and candidate.name.endswith(("论坛", "大会")):
            span = Span(date.span.start, candidate.span.end)
            yield Candidate(span, span.of(text), "Event", "event-report")


def _told_name(name: str, text: str, span: Span, dates: Sequence[Value]) -> str:
    """Return the name of a meeting that has none: how it was held, behind its date."""
    clause = behind_last(text, _CLAUSE_ENDS, span.start)
    date = next((d for d in reversed(dates) if clause <= d.span.start and d.span.end <= span.start), None)
    return f"{date.span.of(text)}{name}" if date else name


def find_event_reports(text: str, events: Sequence[Candidate], grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the documents whose name is an event's and a word for a report (…第三十九届会议报告)."""
    for event in events:
        match = grammar.events.report.match(text, event.span.end)
        if match and match.end() > event.span.end:
            span = Span(event.span.start, match.end())
            yield Candidate(span, span.of(text), "Report", "event-report")
