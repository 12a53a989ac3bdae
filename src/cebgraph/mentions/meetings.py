"""Meetings in a language that sets words apart: sessions by their ordinal number, meetings by how they were held.

A session is of the body that is named before it (HLCM at its fortieth session) or behind it (the fortieth session of
HLCM); a meeting that has no name of its own is told apart by its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cebgraph.model.mention import Candidate, Value
from cebgraph.model.thing import FAMILY_OF, UNITS
from cebgraph.resources.lexicon import EventGrammar, NameGrammar
from cebgraph.spans import Span, behind_last

_WINDOW = 90
_MOST = 100
_SENTENCE = (". ", ";", "\n")
_CLAUSE = re.compile(r"[.;\n]")


def find_told_events(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar, year: str
) -> Iterator[Candidate]:
    """Yield the meetings of a passage, the sessions first.

    `year` is that of sessions which are numbered anew each year and do not say theirs.
    """
    seen: list[Span] = []
    for event in (*_sessions(text, taken, dates, grammar, year), *_meetings(text, taken, dates, grammar)):
        if not any(event.span.overlaps(other) for other in seen):
            seen.append(event.span)
            yield event


def _sessions(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar, year: str
) -> Iterator[Candidate]:
    events, before = grammar.events, (0, "")
    for match in events.session.finditer(text):
        groups = match.groupdict()
        body, end = _body_of(text, match, taken, grammar)
        unknown = not body and end > match.end()
        body = body or ("" if unknown else _of_the_same(text, match.start(), taken, before, grammar))
        before = (end, body) if body else before
        head = " ".join(filter(None, (groups["number"], groups.get("head"))))
        told = groups.get("year") or _year_told(text, match.end(), dates) or year
        yearly = (groups.get("head") or "") in events.yearly and told
        name = (events.yearly_name if yearly else events.session_name).format(session=head, year=told)
        name = text[match.start() : end] if unknown else name
        key = "" if unknown else _key(match, told, events)
        yield Candidate(Span(match.start(), end), name, "Event", "event", parent=body, key=key)


def _key(match: re.Match[str], year: str, events: EventGrammar) -> str:
    """Return the name of a session in the language that gave it its identifier (第三十九届会议); '' for none."""
    number = sum(events.ordinals.get(part, 0) for part in re.split("-", match["number"]))
    digits = re.match(r"\d+", match["number"])
    number = int(digits.group()) if digits else number
    template = events.keys.get(match.groupdict().get("head") or "plain", "")
    if not template or not 0 < number < _MOST or ("{year}" in template and not year):
        return ""
    tens, units = divmod(number, 10)
    numeral = ((events.key_digits[tens] if tens > 1 else "") + events.key_digits[10]) if tens else ""
    return template.format(number=numeral + (events.key_digits[units] if units else ""), year=year)


def _body_of(text: str, match: re.Match[str], taken: Sequence[Candidate], grammar: NameGrammar) -> tuple[str, int]:
    """Return the body whose session it is, and where the name of the session ends."""
    of = grammar.events.of.match(text, match.end())
    behind = next((c for c in taken if of and c.span.start == of.end() and _meets(c)), None)
    if behind is not None:
        return behind.thing, behind.span.end
    other = _unit_behind(of, taken)
    if other is not None:  # of one that no authority knows
        return "", other.span.end
    held = grammar.events.holding.search(text, max(0, match.start() - _WINDOW), match.start())
    before = next((c for c in taken if held and c.span.end == held.start() and _meets(c)), None)
    if before is not None:
        return before.thing, match.end()
    opening = grammar.events.opening.match(text, match.end())  # At its fortieth session, |HLCM
    after = next((c for c in taken if opening and c.span.start == opening.end() and _meets(c)), None)
    return (after.thing if after else ""), match.end()


def _unit_behind(of: re.Match[str] | None, taken: Sequence[Candidate]) -> Candidate | None:
    """Return who is named behind a meeting, known or not."""
    return next((c for c in taken if of and c.span.start == of.end() and FAMILY_OF.get(c.kind) in UNITS), None)


def _of_the_same(
    text: str, start: int, taken: Sequence[Candidate], before: tuple[int, str], grammar: NameGrammar
) -> str:
    """Return the body of a session joined to another (its forty-first and |forty-second), or told as `its`; else ''."""
    end, body = before
    if body and grammar.events.joined.fullmatch(text, end, start):
        return body
    if not text[:start].endswith(grammar.events.its):
        return ""
    floor = behind_last(text, _SENTENCE, start)
    named = [c for c in taken if floor <= c.span.start and c.span.end <= start and _meets(c)]
    bodies = [
        c for c in named if FAMILY_OF[c.kind] == "body" and c.kind != "Secretariat"
    ]  # rather than whose guest it is
    nearest = max(bodies or named, key=lambda c: c.span.end, default=None)
    told_last = body and end > floor and not any(c.span.start >= end for c in named)
    return nearest.thing if nearest and not told_last else body if end > floor else ""


def _meets(candidate: Candidate) -> bool:
    return candidate.thing.startswith(("body/", "organization/"))


def _clause_end(text: str, at: int) -> int:
    stop = _CLAUSE.search(text, at)
    return stop.start() if stop else len(text)


def _year_told(text: str, end: int, dates: Sequence[Value]) -> str:
    """Return the year of the first date behind a session in its clause; '' for none."""
    stop = _clause_end(text, end)
    return next((date.value[:4] for date in dates if end <= date.span.start < stop), "")


def _meetings(
    text: str, taken: Sequence[Candidate], dates: Sequence[Value], grammar: NameGrammar
) -> Iterator[Candidate]:
    for pattern in (grammar.events.meeting, grammar.events.held):
        for match in pattern.finditer(text):
            span = Span(*match.span("name"))
            of = grammar.events.of.match(text, span.end)
            body = next((c for c in taken if of and c.span.start == of.end() and _meets(c)), None)
            several = span.of(text).endswith(grammar.events.several)  # each has its own date
            undated = several and not body and not _are_dated(span, text, dates, grammar)
            if undated or any(span.overlaps(other.span) for other in taken):
                continue
            other = None if body or not grammar.events.numbered.search(span.of(text)) else _unit_behind(of, taken)
            holder = body or other
            told = Span(span.start, holder.span.end if holder else span.end)
            whole = Span(span.start, _topic_end(text, told, holder, (taken, dates), grammar))
            name = whole.of(text) if holder or several else _dated(whole, text, dates)
            genre = "" if holder or name == whole.of(text) else whole.of(text)
            yield Candidate(whole, name, "Event", "event", parent=body.thing if body else "", genre=genre)


def _are_dated(span: Span, text: str, dates: Sequence[Value], grammar: NameGrammar) -> bool:
    """Say whether the dates of several meetings, not only their number, are told."""
    if grammar.events.counted.search(text, max(0, span.start - _WINDOW), span.start):
        return False
    return any(
        grammar.events.dated.fullmatch(text, span.end, date.span.start) for date in dates if span.end < date.span.start
    )


def _topic_end(
    text: str,
    told: Span,
    body: Candidate | None,
    found: tuple[Sequence[Candidate], Sequence[Value]],
    grammar: NameGrammar,
) -> int:
    """Return where the topic of a meeting ends (consultation of HLCP |on the ethics of artificial intelligence)."""
    if grammar.capitals is None:
        return told.end
    topic = (grammar.events.on if body else grammar.capitals.met_on).match(text, told.end)
    taken, dates = found
    others = grammar.events.of.match(text, told.end)  # a meeting of a body is no meeting on it
    if not topic or (others and any(c.span.start == others.end() and FAMILY_OF[c.kind] in UNITS for c in taken)):
        return told.end
    stop = grammar.capitals.end.search(text, topic.end())
    stops = [stop.start() if stop else len(text)]
    placed = [*(date.span.start for date in dates), *(c.span.start for c in taken if c.kind == "Place")]
    for at in placed:  # … |in Vienna, … |on 3 May
        before = grammar.events.dated.finditer(text, topic.end(), at)
        stops += [joint.start() for joint in before if joint.end() == at]
    return min(stops)


def _dated(span: Span, text: str, dates: Sequence[Value]) -> str:
    """Return the name of a meeting that has none: how it was held, with its date."""
    start, end = behind_last(text, _SENTENCE, span.start), _clause_end(text, span.end)
    within = [d for d in dates if start <= d.span.start < end]
    behind = next((d for d in within if d.span.start >= span.end), None) or next(iter(reversed(within)), None)
    return f"{span.of(text)} ({behind.value})" if behind else span.of(text)
