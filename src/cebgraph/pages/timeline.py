"""The page of the acts in time: the network in; a table of who did what in which month, and all acts with their words.

What an act in time is, `acts` says. The table has a mark for each act, which leads to it in the list below; the page is
whole without JavaScript, and its filters are a form.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby

from cebgraph.acts import MONTHS, Month, by_month, months_of, undated
from cebgraph.network import Edge, Network
from cebgraph.pages.cells import asking
from cebgraph.pages.labels import AddressOf
from cebgraph.pages.listed import Listed, Ranked, among, listed, ranked, spoken, thing_id
from cebgraph.pages.templates import Static, render
from cebgraph.pages.told import Teller, Told
from cebgraph.palette import FAMILIES, Family, family_of
from cebgraph.query import named_query

_UNSAID = {"en": "no month told", "zh": "月份未述"}
_OTHER = {"en": "Other dates", "zh": "其他日期"}
_MOST = 1000
"""Acts on a page: of more, the latest."""
_FULL = 4
"""A year with acts in so many months shows all of its months."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts are asked for; empty where all are."""

    who: str = ""
    """The id of the thing that acts."""
    act: str = ""
    """The compact name of the predicate."""
    year: str = ""


_ALL = Wanted()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a filter may be set to."""

    key: str
    name: str
    number: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A month, or what is told of a year without one."""

    month: Month
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What one thing did: acts by column."""

    who: Listed
    short: str
    """Its first acronym, where it has one."""
    depth: int
    cells: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The acts of a year by month."""

    name: str
    months: tuple[tuple[Column, tuple[Told, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a network is read: what its ids begin with, in which language, where its links lead."""

    network: Network
    base: str
    language: str
    address_of: AddressOf


def timeline_page(reading: Reading, wanted: Wanted = _ALL, *, static: Static | None = None) -> str:
    """Return the page of the acts in time that are wanted, the earliest first."""
    teller = Teller.of(reading.network, reading.language, reading.address_of)
    acts = [edge for edge in reading.network.edges if months_of(edge)]
    found = [edge for edge in acts if _is_wanted(edge, wanted, reading.base)]
    shown = sorted(found, key=months_of)[-_MOST:]
    months = by_month(shown)
    columns, ranks = _columns(months, reading.language), ranked(reading.network)
    return render(
        "timeline.html",
        static=static,
        language=reading.language,
        kept={field.name: value for field in fields(wanted) if (value := getattr(wanted, field.name))},
        wanted=wanted,
        number=len(found),
        latest=len(shown) if len(shown) < len(found) else 0,
        total=len(acts),
        undated=len(undated(reading.network.edges)),
        bodies=_who(acts, ranks, reading),
        kinds=_kinds(acts, teller),
        years=_years(acts),
        columns=columns,
        heads=[(year, sum(1 for _ in own)) for year, own in groupby(columns, lambda column: column.month[0])],
        lanes=tuple(_lanes(months, columns, ranks, teller)),
        told=tuple(_told(months, reading.language, teller)),
        families=[(spoken(one.zh, one.en, reading.language), one.ink) for one in _families(shown, teller)],
        ask=asking(named_query("acts-in-time").text),
        ask_undated=asking(named_query("undated").text),
    )


def _is_wanted(edge: Edge, wanted: Wanted, base: str) -> bool:
    return (
        wanted.who in {"", thing_id(edge.source, base), edge.source}
        and wanted.act in {"", edge.predicate}
        and (not wanted.year or any(year == wanted.year for year, _ in months_of(edge)))
    )


def _columns(months: Iterable[Month], language: str) -> tuple[Column, ...]:
    """Return the months of the table; all months of a year of which much is told."""
    numbers = defaultdict[str, set[str]](set)
    for year, number in months:
        numbers[year].add(number)
    return tuple(
        _column((year, number), language)
        for year, told in sorted(numbers.items(), key=lambda item: (not item[0], item[0]))
        for number in sorted(told | ({f"{one:02}" for one in range(1, 13)} if len(told) >= _FULL else set()))
    )


def _column(month: Month, language: str) -> Column:
    year, number = month
    if not year:
        return Column(month, _OTHER[language], "–")
    if not number:
        return Column(month, _UNSAID[language], "–")
    name = MONTHS[int(number) - 1]
    return Column(month, name, name[:3]) if language == "en" else Column(month, f"{int(number)} 月", str(int(number)))


def _lanes(
    months: Mapping[Month, Sequence[Edge]], columns: Sequence[Column], ranks: Iterable[Ranked], teller: Teller
) -> Iterator[Lane]:
    """Give what each thing did, bodies first and in the order of their hierarchy."""
    done = defaultdict[tuple[str, Month], list[Told]](list)
    for month, acts in months.items():
        for edge in acts:
            done[edge.source, month].append(teller.told(edge))
    acting = {who for who, _ in done}
    for rank in among(ranks, acting):
        cells = tuple(tuple(done.get((rank.node.iri, column.month), ())) for column in columns)
        yield Lane(teller.thing(rank.node.iri), next(iter(rank.node.acronyms), ""), rank.depth, cells)


def _told(months: Mapping[Month, Sequence[Edge]], language: str, teller: Teller) -> Iterator[Year]:
    """Give the acts by year; one of several dates is led to at the first of them."""
    seen = set[str]()
    for year, own in groupby(months.items(), lambda item: item[0][0]):
        rows = list[tuple[Column, tuple[Told, ...]]]()
        for month, acts in own:
            told = [teller.told(edge) for edge in acts]
            rows.append(
                (_column(month, language), tuple(replace(one, id="") if one.id in seen else one for one in told))
            )
            seen |= {one.id for one in told}
        yield Year(year or _OTHER[language], tuple(rows))


def _who(acts: Iterable[Edge], ranks: Iterable[Ranked], reading: Reading) -> list[Choice]:
    counts = Counter(edge.source for edge in acts)
    acting = [rank.node for rank in ranks if rank.node.iri in counts]
    named = [(node.iri, listed(node, reading.language, reading.address_of)) for node in acting]
    return [Choice(thing_id(iri, reading.base), one.name, counts[iri], one.language) for iri, one in named]


def _kinds(acts: Sequence[Edge], teller: Teller) -> list[Choice]:
    counts = Counter(edge.predicate for edge in acts)
    names = {edge.predicate: teller.verb(edge) for edge in acts}
    return [Choice(key, names[key], counts[key]) for key in sorted(counts, key=lambda key: (-counts[key], key))]


def _years(acts: Iterable[Edge]) -> list[Choice]:
    counts = Counter(year for edge in acts for year in {year for year, _ in months_of(edge)})
    return [Choice(year, year, counts[year]) for year in sorted(counts) if year]


def _families(acts: Iterable[Edge], teller: Teller) -> list[Family]:
    found = {family_of(teller.things[edge.target].classes) for edge in acts}
    return [family for key, family in FAMILIES.items() if key in found]
