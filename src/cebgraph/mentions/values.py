"""Values that a text states: dates, counts, ways of meeting, web addresses, and goals by their number.

A date without a year takes the year of the date before it in the same sentence, else the year that is passed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cebgraph.model.mention import Candidate, Value
from cebgraph.resources.lexicon import Values
from cebgraph.spans import Span

_SENTENCE_END = "。！？\n"
SDG = "http://metadata.un.org/sdg/"


def find_values(text: str, values: Values, year: str = "") -> tuple[Value, ...]:
    """Return the values of a passage in reading order."""
    found = [*find_dates(text, values, year), *_counts(text, values), *_modes(text, values), *_urls(text, values)]
    return tuple(sorted(found, key=lambda value: value.span))


def find_dates(text: str, values: Values, year: str = "") -> Iterator[Value]:
    """Yield the dates of a passage, each in EDTF; the most exact pattern wins where several match."""
    taken: list[Span] = []
    matches: list[re.Match[str]] = []
    for pattern in values.dates:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                matches.append(match)
    current, end = year, 0
    for match in sorted(matches, key=re.Match.start):
        if any(mark in text[end : match.start()] for mark in _SENTENCE_END):
            current = year
        groups = match.groupdict()
        told = groups.get("y") or current
        end = match.end()
        if text.rfind("《", 0, end) <= text.rfind("》", 0, end):
            current = told  # 《2030年议程》 says nothing of the dates behind it
        if told:
            yield Value(Span(match.start(), end), "date", _edtf(groups, told))


def _edtf(groups: dict[str, str | None], year: str) -> str:
    month, day = groups.get("m"), groups.get("d")
    if not month:
        return year
    start = f"{year}-{int(month):02d}"
    if not day:
        return start
    first = f"{start}-{int(day):02d}"
    last_day = groups.get("d2")
    if not last_day:
        return first
    return f"{first}/{year}-{int(groups.get('m2') or month):02d}-{int(last_day):02d}"


def _counts(text: str, values: Values) -> Iterator[Value]:
    for match in values.count.finditer(text):
        number = read_number(match["count"], values)
        if number:
            yield Value(Span(*match.span()), "count", str(number))


def read_number(text: str, values: Values) -> int:
    """Return the number that figures or Chinese numerals give: `90 000`, `二十一`; 0 where they give none."""
    digits = text.replace(" ", "")
    if digits.isdigit():
        return int(digits)
    total = unit = 0
    for char in text:
        value = values.numerals.get(char, 0)
        if value >= 10:  # noqa: PLR2004  a power of ten multiplies what stands before it
            total += (unit or 1) * value
            unit = 0
        else:
            unit = value
    return total + unit


def _modes(text: str, values: Values) -> Iterator[Value]:
    for match in values.mode.finditer(text):
        yield Value(Span(*match.span()), "mode", values.modes[match.group()])


def _urls(text: str, values: Values) -> Iterator[Value]:
    for match in values.url.finditer(text):
        yield Value(Span(*match.span()), "url", match.group())


def find_goals(text: str, values: Values) -> Iterator[Candidate]:
    """Yield a candidate for each Sustainable Development Goal or target that a text names by number."""
    for pattern in (*values.goals, values.target):
        for match in pattern.finditer(text):
            for number in re.finditer(r"\d+(?:\.[\da-z]+)?", match["numbers"]):
                at = match.start("numbers")
                first = number.start() == 0
                start = match.start() if first else at + number.start()
                end = match.end() if at + number.end() == match.end("numbers") else at + number.end()
                yield Candidate(Span(start, end), number.group(), "Goal", "goal", thing=SDG + number.group())
