"""Candidates: the stretches of a passage that may name a thing.

They are found by gazetteers, citations and the grammar of names.

Where two overlap the longer one stands; what lies within a name made of names (a body in the name of its working
group, a session in the name of its report) is kept beside it as an inner candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cebgraph.mentions.capitals import find_capital_names
from cebgraph.mentions.citations import find_citations, read_pinpoint
from cebgraph.mentions.cited import closing, described_by, find_cited_reports, find_cited_works
from cebgraph.mentions.described import find_described_names
from cebgraph.mentions.events import find_event_reports, find_events
from cebgraph.mentions.gazetteer import Gazetteer
from cebgraph.mentions.meetings import find_told_events
from cebgraph.mentions.names import (
    find_created_bodies,
    find_created_names,
    find_officers,
    find_posts,
    find_running_names,
    start_of_described,
)
from cebgraph.mentions.places import find_listed_places
from cebgraph.mentions.stages import find_stages
from cebgraph.mentions.titles import (
    class_of_name,
    find_dated_names,
    find_quoted_names,
    find_quoted_titles,
    find_titled_names,
    find_titles,
    topic_of,
)
from cebgraph.mentions.values import find_goals, find_values
from cebgraph.model.mention import Candidate, Value
from cebgraph.model.report import BlockKind
from cebgraph.model.thing import ACTING, FAMILY_OF, UNITS
from cebgraph.passages import Passage
from cebgraph.resources.lexicon import Lexicon, NameGrammar
from cebgraph.resources.symbols import Citations
from cebgraph.spans import Span

_COMPOSED = frozenset(
    {
        "quoted",
        "authority",
        "definition",
        "grammar",
        "event",
        "event-report",
        "described",
        "heading",
        "stage",
        "appositive",
    }
)
_PLANS = frozenset({"Framework", "Initiative"})
_GOES_ON = re.compile(r" [A-Z]")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What extraction knows of a language before it reads."""

    lexicon: Lexicon
    citations: Citations
    gazetteer: Gazetteer


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with what was found in it, in reading order."""

    passage: Passage
    candidates: tuple[Candidate, ...]
    inner: tuple[Candidate, ...]
    values: tuple[Value, ...]


def detect_mentions(passage: Passage, knowledge: Knowledge, year: str = "", extra: Gazetteer | None = None) -> Reading:
    """Find the candidates and values of a passage; `extra` knows the names that the report itself gives."""
    text, names = passage.text, knowledge.lexicon.names
    values = find_values(text, knowledge.lexicon.values, year)
    found = [
        *knowledge.gazetteer.find(text),
        *(extra.find(text) if extra else ()),
        *find_citations(text, knowledge.citations),
        *find_titles(text, names),
        *find_quoted_titles(text, names, in_note=passage.in_note),
        *find_quoted_names(text, names),
        *find_titled_names(text, names),
        *find_dated_names(text, names),
        *find_posts(text, names),
        *find_goals(text, knowledge.lexicon.values),
    ]
    found = [_as_known(candidate, found) for candidate in _not_in_urls(found, values)]
    found = [_with_lead(candidate, text, names) for candidate in found]
    found += _openings(text, found, knowledge)
    found += _heading(passage, knowledge)
    found += [*find_created_names(text, names), *find_created_bodies(text, names)]
    found += [_as_known_post(candidate, knowledge) for candidate in find_officers(text, found, names)]
    if names.capitals and passage.in_note:
        found += find_cited_works(text, found, names.capitals)
    found += _by_grammar(text, found, names)
    dates = [value for value in values if value.kind == "date"]
    events = list(find_events(text, found, dates, names, year))
    if names.capitals:
        events = list(find_told_events(text, found, dates, names, year))
    found += [*events, *find_event_reports(text, events, names)]
    found = [_with_short_form(text, candidate, found, knowledge) for candidate in found]
    found = list(_with_symbols(text, found, knowledge))
    found = [_with_members(text, candidate, knowledge) for candidate in found]
    outer, inner = _longest(text, [_with_pinpoint(text, candidate, knowledge) for candidate in found])
    outer, inner = (tuple(_with_topic(candidate, knowledge) for candidate in part) for part in (outer, inner))
    return Reading(passage, outer, inner, values)


def _by_grammar(text: str, found: Sequence[Candidate], names: NameGrammar) -> Iterator[Candidate]:
    """Yield the names in running text that no authority knows."""
    read_by_others = sorted((c for c in found if c.detector != "definition"), key=lambda c: c.span)
    if names.capitals is None:
        yield from find_running_names(text, read_by_others, names)
        return
    places = list(find_listed_places(text, found, names.capitals))
    capitals = [*places, *find_capital_names(text, [*found, *places], names.capitals)]
    described = list(find_described_names(text, [*found, *capitals], names.capitals))
    yield from (*capitals, *described, *find_stages(text, [*found, *capitals, *described], names.capitals))


def _with_short_form(text: str, candidate: Candidate, found: Sequence[Candidate], knowledge: Knowledge) -> Candidate:
    """Take the short form in brackets behind a post for that of the body it is of (Director-General of … |(ILO))."""
    if candidate.kind != "Post" or knowledge.lexicon.names.capitals is None:
        return candidate
    end = candidate.span.end
    short = knowledge.lexicon.definitions.patterns[0].match(text, end)
    units = (c for c in found if FAMILY_OF.get(c.kind) in UNITS)
    if not short or not any(c.span.end == end or c.span == Span(*short.span("short")) for c in units):
        return candidate
    return replace(candidate, span=Span(candidate.span.start, short.end()))


def _not_in_urls(found: Iterable[Candidate], values: Sequence[Value]) -> Iterator[Candidate]:
    urls = [value.span for value in values if value.kind == "url"]
    for candidate in found:
        if not any(url.contains(candidate.span) for url in urls):
            yield candidate


def _as_known(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
    """Take a title that is as a whole a known name for what has this name."""
    if candidate.detector != "title":
        return candidate
    start = candidate.span.start + 1
    inner = Span(start, start + len(candidate.name))
    known = next((one for one in found if one.detector == "authority" and one.span == inner), None)
    return replace(candidate, thing=known.thing, kind=known.kind) if known else candidate


def _as_known_post(candidate: Candidate, knowledge: Knowledge) -> Candidate:
    """Take an officer for the post that is known by the same name."""
    known = next((c for c in knowledge.gazetteer.find(candidate.name) if len(c.span) == len(candidate.name)), None)
    return replace(candidate, thing=known.thing, kind=known.kind) if known else candidate


def _with_lead(candidate: Candidate, text: str, names: NameGrammar) -> Candidate:
    """Take the words before a known name that belong to it (机构间|人工智能工作组)."""
    lead = next((lead for lead in names.leads if text.endswith(lead, 0, candidate.span.start)), "")
    acts = FAMILY_OF.get(candidate.kind) in ACTING and candidate.detector == "authority"
    if not lead or not acts or candidate.name.startswith(lead):
        return candidate
    span = Span(candidate.span.start - len(lead), candidate.span.end)
    return replace(candidate, span=span, name=span.of(text))


def _openings(text: str, found: Sequence[Candidate], knowledge: Knowledge) -> list[Candidate]:
    """Return the bodies whose names open the known name of another body, or close it (管理问题高级别委员会|采购网)."""
    openings: list[Candidate] = []
    for candidate in found:
        if FAMILY_OF.get(candidate.kind) in UNITS and len(candidate.span) > 4:  # noqa: PLR2004  two names at least
            start = candidate.span.start
            openings += _opening(text, candidate, knowledge)
            if knowledge.lexicon.names.joints.above:
                behind = knowledge.gazetteer.find(Span(start + 1, candidate.span.end).of(text))
                shifted = [replace(one, span=one.span.shifted(start + 1)) for one in behind]
                openings += [one for one in shifted if one.span.end == candidate.span.end]
    return openings


def _opening(text: str, candidate: Candidate, knowledge: Knowledge) -> list[Candidate]:
    """Return the body whose name opens that of another; a shorter name of the same body is none (CEB |Task Force …)."""
    start, end = candidate.span.start, candidate.span.end - 1
    if knowledge.lexicon.names.capitals and FAMILY_OF[candidate.kind] != "body":  # World Bank |Group
        return []
    while True:
        within = knowledge.gazetteer.find(Span(start, end).of(text))
        found = next((one for one in within if one.span.start == 0), None)
        again = found and found.thing == candidate.thing and knowledge.lexicon.names.capitals
        if not found or not again:
            return [replace(found, span=found.span.shifted(start))] if found else []
        end = start + found.span.end - 1


def _heading(passage: Passage, knowledge: Knowledge) -> list[Candidate]:
    """Take a heading that is as a whole a name for the name of its section's topic."""
    text, grammar = passage.text.strip(), knowledge.lexicon.names
    if passage.block.kind not in {BlockKind.SUBHEADING, BlockKind.CHAPTER} or grammar.capitals:
        return []
    kind = class_of_name(text, grammar)
    verbal = grammar.stop.match(text) and not grammar.opener.match(text) and not text.startswith("与")
    if not kind or verbal or "《" in text or len(text) > 40:  # noqa: PLR2004  longer than any name
        return []
    return [Candidate(Span(0, len(text)), text, kind, "heading")]


def _with_symbols(text: str, found: list[Candidate], knowledge: Knowledge) -> Iterator[Candidate]:
    """Join a name and the symbol in brackets behind it.

    Where no name was found, describe the document by what stands there (进展报告(CEB/2018/HLCM/14)).
    """
    names = knowledge.lexicon.names
    symbols = [c for c in found if c.detector == "symbol"]
    named: set[int] = set()
    for candidate in found:
        if candidate.detector in {"symbol", "goal"}:
            yield candidate
            continue
        end = candidate.span.end
        tail = names.joints.bracketed.match(text, end)
        symbol = next((s for s in symbols if tail and s.span.start == tail.end()), None)
        if symbol is None or FAMILY_OF.get(candidate.kind) not in {"document", "initiative"}:
            yield candidate
            continue
        named.add(symbol.span.start)
        yield _named_with(candidate, symbol, text)
    for symbol in symbols:
        if symbol.span.start not in named and text[symbol.span.start - 1 : symbol.span.start] == "(":
            yield from _described(symbol, text, found, knowledge)


def _named_with(candidate: Candidate, symbol: Candidate, text: str) -> Candidate:
    """Give a name the symbol behind it; a symbol with a pinpoint is the document that the named thing stands in."""
    if symbol.pinpoint:
        return candidate
    span = Span(candidate.span.start, closing(text, symbol))
    return replace(candidate, span=span, thing=symbol.thing, symbols=symbol.symbols)


def _described(symbol: Candidate, text: str, found: list[Candidate], knowledge: Knowledge) -> Iterator[Candidate]:
    end = symbol.span.start - 1
    grammar = knowledge.lexicon.names
    if grammar.capitals:
        yield from find_cited_reports(text, symbol, found, grammar.capitals)
        return
    kind = class_of_name(text[:end][-8:], grammar)
    if not kind or symbol.pinpoint:
        return
    start = start_of_described(text, end, [c for c in found if c.detector != "symbol"], grammar)
    name = text[start:end]
    bare = name in grammar.kinds  # 报告(A/75/690)
    yield described_by(Span(start, closing(text, symbol)), name, kind, symbol, bare=bare)


def _with_members(text: str, candidate: Candidate, knowledge: Knowledge) -> Candidate:
    """Take 首协会成员 for 首协会."""
    if not candidate.thing.startswith("body/") and candidate.kind not in knowledge.lexicon.names.self_standing:
        return candidate
    members = knowledge.lexicon.names.members.match(text, candidate.span.end)
    return replace(candidate, span=Span(candidate.span.start, members.end())) if members else candidate


def _with_pinpoint(text: str, candidate: Candidate, knowledge: Knowledge) -> Candidate:
    """Give a named document the part of it that is cited right behind its name (联合检查组章程|第二章第3条)."""
    if candidate.pinpoint or FAMILY_OF.get(candidate.kind) != "document":
        return candidate
    pinpoint, end = read_pinpoint(text, candidate.span.end, knowledge.citations)
    return replace(candidate, span=Span(candidate.span.start, end), pinpoint=pinpoint) if pinpoint else candidate


def _with_topic(candidate: Candidate, knowledge: Knowledge) -> Candidate:
    if candidate.topic or candidate.detector in {"goal", "symbol"}:
        return candidate
    name = (candidate.genre if candidate.kind == "Event" else "") or candidate.name  # without its date
    topic = topic_of(name, knowledge.lexicon.names)
    owner = next((c for c in knowledge.gazetteer.find(topic) if c.span.start == 0 and c.kind != "Place"), None)
    topic = topic[owner.span.end :] if owner and len(owner.span) < len(topic) else topic
    return replace(candidate, topic=topic) if topic else candidate


def _is_part(text: str, candidate: Candidate, whole: Candidate) -> bool:
    """Say whether a name within another names something; 高级专员 in 难民事务高级专员|公署 names nobody."""
    within = whole.span.contains(candidate.span) and whole.span != candidate.span
    opens = candidate.span.start == whole.span.start and candidate.detector == whole.detector == "grammar"
    goes_on = candidate.detector == "grammar" and _GOES_ON.match(text, candidate.span.end, whole.span.end)
    small = candidate.detector == whole.detector == "grammar" and text[candidate.span.start].islower()
    # Assessment |Tool, Privacy Policy |Group, a plan for |a coherent approach to …
    cut = (opens or goes_on or (small and whole.kind in _PLANS)) and FAMILY_OF[candidate.kind] not in ACTING
    cut = cut or candidate.kind == whole.kind == "Event"  # the second |Ocean Conference
    post = candidate.kind == "Post" and whole.detector == "authority"
    return within and whole.detector in _COMPOSED and not cut and not post


def _longest(text: str, found: list[Candidate]) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Keep the longest where candidates overlap, and what lies within a name made of names."""
    order = sorted(found, key=lambda c: (-len(c.span), not c.thing, c.span.start, c.detector))
    outer: list[Candidate] = []
    inner: list[Candidate] = []
    for candidate in order:
        over = next((other for other in outer if other.span.overlaps(candidate.span)), None)
        if over is None:
            outer.append(candidate)
        elif _is_part(text, candidate, over):
            inner.append(candidate)
    return tuple(sorted(outer, key=lambda c: c.span)), tuple(sorted(inner, key=lambda c: c.span))
