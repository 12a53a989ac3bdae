"""Values that a text states: dates, counts, ways of meeting, web addresses, and goals by their number.

A date without a year takes the year of the date before it in the same sentence, else the year that is passed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cebgraph.model.mention import Candidate, Value
from cebgraph.resources.lexicon import Values
from cebgraph.spans import Span

_SENTENCE_END = "。！？\n"
_POWERS, _TENS = frozenset({10, 100, 1000, 10000}), 20
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
    matches.sort(key=re.Match.start)
    for place, match in enumerate(matches):
        if any(mark in text[end : match.start()] for mark in _SENTENCE_END):
            current = year
        groups = match.groupdict()
        told = groups.get("y") or _year_behind(text, matches[place:], values) or current
        end = match.end()
        if text.rfind("《", 0, end) <= text.rfind("》", 0, end):
            current = told  # 《2030年议程》 says nothing of the dates behind it
        if told:
            yield Value(Span(match.start(), end), "date", _edtf(groups, told, values))


def _year_behind(text: str, matches: list[re.Match[str]], values: Values) -> str:
    """Return the year that the dates joined behind one tell (May and November 2020); '' for none."""
    for one, other in pairwise(matches):
        if not values.year_follows.fullmatch(text, one.end(), other.start()):
            return ""
        if other["y"]:
            return str(other["y"])
    return ""


def _edtf(groups: dict[str, str | None], year: str, values: Values) -> str:
    month, day = groups.get("m"), groups.get("d")
    if not month:
        return year
    start = f"{year}-{_month(month, values):02d}"
    if not day:
        return start
    first = f"{start}-{int(day):02d}"
    last_day = groups.get("d2")
    if not last_day:
        return first
    return f"{first}/{year}-{_month(groups.get('m2') or month, values):02d}-{int(last_day):02d}"


def _month(told: str, values: Values) -> int:
    return values.months.get(told) or int(told)


def _counts(text: str, values: Values) -> Iterator[Value]:
    for match in values.count.finditer(text):
        number = read_number(match["count"], values)
        if number:
            yield Value(Span(*match.span()), "count", str(number))


def read_number(text: str, values: Values) -> int:
    """Return the number that figures or numerals give: `90 000`, `二十一`, `twenty-one`; 0 where they give none."""
    digits = text.replace(" ", "").replace(",", "")
    if digits.isdigit():
        return int(digits)
    total = unit = 0
    for numeral in values.numeral.findall(text.lower()):
        value = values.numerals.get(numeral, 0)
        if value in _POWERS:  # it multiplies what stands before it
            total += (unit or 1) * value
            unit = 0
        else:
            unit = unit + value if unit >= _TENS > value else value  # twenty-one
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
