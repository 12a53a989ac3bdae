"""Meetings that a text tells in one breath: `首协会于 2020 年 5 月和 11 月举行了虚拟形式的会议` are two.

Each date is a meeting of its own. Where the sentence's footnote names as many sessions, they are those meetings, in
their order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.linking.register import Register
from cebgraph.model.report import NoteAnchor
from cebgraph.model.statement import Statement


def settle_meetings(
    statements: Sequence[Statement],
    anchors: Iterable[NoteAnchor],
    passages: Mapping[str, LinkedPassage],
    register: Register,
    numbered: re.Pattern[str],
) -> list[Statement]:
    """Return the statements with a meeting of its own for each date of a meeting told several times.

    A name in which `numbered` is found tells one meeting of several by its number.
    """
    together: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.predicate == "ceb:held" and isinstance(statement.object, str):
            together[statement.subject, statement.object].append(statement)
    renamed: dict[int, str] = {}
    for (_, event), group in together.items():
        dates = sorted({q.value for statement in group for q in statement.qualifiers if q.key == "when"})
        if len(dates) > 1 and not numbered.search(register.things[event].names[0].text):
            meetings = _sessions(group, len(dates), anchors, passages) or _own_meetings(event, dates, register)
            for statement in group:
                when = next((q.value for q in statement.qualifiers if q.key == "when"), "")
                if when in dates:
                    renamed[id(statement)] = meetings[dates.index(when)]
    return [replace(s, object=renamed[id(s)]) if id(s) in renamed else s for s in statements]


def _sessions(
    group: list[Statement],
    wanted: int,
    anchors: Iterable[NoteAnchor],
    passages: Mapping[str, LinkedPassage],
) -> list[str]:
    """Return the sessions that a footnote within the words of the statements names, if they are as many as wanted."""
    evidence = group[0].evidence[0]
    for anchor in anchors:
        behind = anchor.offset - evidence.span.end
        within = anchor.block == evidence.block and evidence.span.start <= anchor.offset and behind <= 1
        if within and anchor.note in passages:
            note = passages[anchor.note]
            named = [link.thing for link in _events(note)]
            sessions = list(dict.fromkeys(named))
            if len(sessions) == wanted:
                return sessions
    return []


def _events(note: LinkedPassage) -> list[Link]:
    return [link for link in (*note.links, *note.inner) if link.kind == "Event"]


def _own_meetings(event: str, dates: list[str], register: Register) -> list[str]:
    thing = register.things[event]
    return [register.variant(thing, date) for date in dates]
