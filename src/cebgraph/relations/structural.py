"""What names and citations state by themselves.

A body within a body, a report on a session, a topic in a name, the documents that the report cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.model.statement import Literal, Qualifier, Statement
from cebgraph.model.thing import ACTING, FAMILY_OF, UNITS
from cebgraph.relations.notes import evidence_of
from cebgraph.resources.lexicon import NameGrammar
from cebgraph.resources.notes import NoteWords
from cebgraph.spans import Span

_BRACKETS = re.compile(r"\([^()]*\)")
_NAMED = 3
"""How many characters behind the name of the body above tell which of its bodies is meant, in a short form."""
_TOPICAL = frozenset({"body", "event"})


def nested_bodies(
    passage: LinkedPassage, parents: Mapping[str, tuple[str, ...]], names: NameGrammar
) -> Iterator[Statement]:
    """Yield the bodies whose names hold the name of the body above (管理问题高级别委员会|采购网).

    A name may skip a level (首协会人力资源网): where an authority knows the body right above, only that one is stated,
    or one between the two (财务和预算网|会计准则工作队).
    """
    for upper, lower in [*_beside(passage, names), *_within(passage, names)]:
        if not _is_unit(upper) or not _is_unit(lower) or upper.thing == lower.thing or upper.span == lower.span:
            continue
        known = parents.get(lower.thing, ())
        opens = upper.span.start <= lower.span.start
        if opens and FAMILY_OF[upper.kind] == "organization" and lower.candidate.detector == "authority" and not known:
            continue  # 大会|和会议管理部: the one name only begins like the other
        if not known or upper.thing in known or set(known) & set(parents.get(upper.thing, ())):
            span = Span(min(upper.span.start, lower.span.start), max(upper.span.end, lower.span.end))
            evidence = evidence_of(passage, span, "name.nested")
            yield Statement(lower.thing, "org:subOrganizationOf", upper.thing, evidence=(evidence,))


def _beside(passage: LinkedPassage, names: NameGrammar) -> Iterator[tuple[Link, Link]]:
    """Yield the pairs of names of which the text says that one is above the other, the upper first."""
    for one, other in pairwise(passage.links):
        between = _BRACKETS.sub("", _between(passage, one.span, other.span)).strip(" ")
        if between in (("", *names.joints.below) if FAMILY_OF[other.kind] == "body" else ("",)):
            yield one, other
        elif between.lstrip(") ") in names.joints.above:
            yield other, one


def _is_unit(link: Link) -> bool:
    return FAMILY_OF[link.kind] in UNITS


def _between(passage: LinkedPassage, before: Span, behind: Span) -> str:
    """Return the words between two places; none where they overlap."""
    return Span(min(before.end, behind.start), behind.start).of(passage.text)


def _within(passage: LinkedPassage, names: NameGrammar) -> Iterator[tuple[Link, Link]]:
    for outer in passage.links:
        if not _is_unit(outer) or outer.candidate.detector not in {
            "grammar",
            "heading",
            "authority",
            "definition",
            "appositive",
        }:
            continue
        above, at = None, outer.span.start
        while one := _opening(passage, Span(at, outer.span.end)):  # 高管会|财务和预算网|数据标准工作组
            above, at = one, one.span.end
        short = outer.candidate.detector == "definition" and outer.span.end - at < _NAMED
        if above and not short:  # 大会部, for a department, holds the name of no body above it
            yield above, outer
        closing = _closing(passage, outer.span, names)
        if closing:
            yield closing, outer


def _closing(passage: LinkedPassage, span: Span, names: NameGrammar) -> Link | None:
    """Return the longest name within a stretch that closes it, behind a joint: … of the Procurement Network."""
    for one in passage.inner:
        before = Span(span.start, one.span.start).of(passage.text) if span.contains(one.span) else ""
        joint = any(before.endswith(f" {joint} ") for joint in names.joints.above)
        if joint and one.span.end == span.end and _is_unit(one):
            return one
    return None


def _opening(passage: LinkedPassage, span: Span) -> Link | None:
    """Return the longest name within a stretch that opens it."""
    within = (one for one in passage.inner if span.contains(one.span) and one.span.start == span.start)
    return max(within, key=lambda one: one.span.end, default=None)


def session_reports(passage: LinkedPassage, holders: Mapping[str, str]) -> Iterator[Statement]:
    """Yield the reports whose names hold a meeting's, and with each that the meeting was held."""
    for outer in passage.links:
        for inner in passage.inner:
            if FAMILY_OF[outer.kind] != "document" or inner.kind != "Event" or not outer.span.contains(inner.span):
                continue
            evidence = evidence_of(passage, outer.span, "name.session-report")
            yield Statement(outer.thing, "ceb:documents", inner.thing, evidence=(evidence,))
            holder = holders.get(inner.thing)
            if holder:
                qualifiers = (*_mode_within(passage, outer.span), *_symbol_year(outer))
                evidence = evidence_of(passage, outer.span, "name.session")
                yield Statement(holder, "ceb:held", inner.thing, tuple(sorted(qualifiers)), evidence=(evidence,))


def bracketed_sessions(passage: LinkedPassage) -> Iterator[Statement]:
    """Yield the meetings in brackets behind the symbol of the report on them (CEB/2020/3(第三十九届会议))."""
    for report, meeting in pairwise(passage.links):
        cited = report.candidate.symbols and FAMILY_OF[report.kind] == "document"
        if cited and meeting.kind == "Event" and _between(passage, report.span, meeting.span).strip(" ") == "(":
            evidence = evidence_of(passage, Span(report.span.start, meeting.span.end), "name.session-report")
            yield Statement(report.thing, "ceb:documents", meeting.thing, evidence=(evidence,))


def _symbol_year(report: Link) -> tuple[Qualifier, ...]:
    """Take the year in a report's symbol for that of the meeting it reports on (CEB/2020/3)."""
    years = {match[1] for symbol in report.candidate.symbols if (match := re.search(r"/((?:19|20)\d\d)/", symbol))}
    return (Qualifier("when", years.pop()),) if len(years) == 1 else ()


def _mode_within(passage: LinkedPassage, span: Span) -> tuple[Qualifier, ...]:
    for value in passage.reading.values:
        if value.kind == "mode" and span.contains(value.span):
            return (Qualifier("mode", value.value),)
    return ()


def annexed(passage: LinkedPassage) -> Iterator[Statement]:
    """Yield the documents that stand in another (…分析框架(CEB/2017/6，附件三))."""
    for whole in passage.links:
        if whole.candidate.detector != "symbol" or not whole.candidate.pinpoint:
            continue
        for part in passage.links:
            between = _between(passage, part.span, whole.span)
            if between.strip(" ") == "(" and FAMILY_OF[part.kind] == "document" and part.thing != whole.thing:
                qualifiers = (Qualifier("pinpoint", whole.candidate.pinpoint),)
                evidence = evidence_of(passage, Span(part.span.start, whole.span.end), "name.annex")
                yield Statement(part.thing, "dcterms:isPartOf", whole.thing, qualifiers, evidence=(evidence,))


def addresses(passage: LinkedPassage, words: NoteWords) -> Iterator[Statement]:
    """Yield the web addresses in brackets right behind a name (…公共网站(www.unsceb.org))."""
    for value in passage.reading.values:
        for link in passage.links:
            made_by = FAMILY_OF[link.kind] in ACTING and passage.text[: link.span.start].endswith(words.made_by)
            about = _last_work(passage, link.span.start) if made_by else link
            between = _between(passage, link.span, value.span)
            if (
                about is not None
                and value.kind == "url"
                and words.address.fullmatch(between)
                and not passage.reading.passage.in_note
            ):
                evidence = evidence_of(passage, Span(link.span.start, value.span.end), "name.address")
                yield Statement(about.thing, "foaf:page", Literal(value.value, "anyURI"), evidence=(evidence,))


def _last_work(passage: LinkedPassage, end: int) -> Link | None:
    """Return the document or initiative that is named last before a place."""
    before = (link for link in reversed(passage.links) if link.span.end <= end)
    return next((link for link in before if FAMILY_OF[link.kind] in {"document", "initiative"}), None)


def topics(passage: LinkedPassage, concepts: Mapping[str, str]) -> Iterator[Statement]:
    """Yield what the names of bodies, meetings, resolutions and frameworks say they are about."""
    for link in (*passage.links, *passage.inner):
        topic = link.candidate.topic
        described = link.kind == "Framework" and link.candidate.detector in {"heading", "grammar"}
        stated = described or FAMILY_OF[link.kind] in _TOPICAL or link.kind == "Resolution"
        if topic in concepts and stated and link.thing != concepts[topic]:
            evidence = evidence_of(passage, link.span, "name.topic")
            yield Statement(link.thing, "dcterms:subject", concepts[topic], evidence=(evidence,))


def references(passage: LinkedPassage, report: str, hung_on: str) -> Iterator[Statement]:
    """Yield the documents that the report cites: by symbol or number, or in a footnote."""
    cited = False
    addressed = next((v for v in passage.reading.values if v.kind == "url"), None)
    for link in (*passage.links, *passage.inner):
        if FAMILY_OF[link.kind] != "document" or link.thing == report:
            continue
        by_symbol = bool(link.candidate.symbols) or bool(link.candidate.pinpoint)
        titled = passage.reading.passage.in_note and link.candidate.detector in {"title", "cited"}
        if by_symbol or titled:
            cited = cited or addressed is None or link.span.start < addressed.span.start
            pinpoint = link.candidate.pinpoint
            qualifiers = (Qualifier("pinpoint", pinpoint),) if pinpoint else ()
            evidence = evidence_of(passage, link.span, "citation")
            yield Statement(report, "dcterms:references", link.thing, qualifiers, evidence=(evidence,))
    if not cited and addressed and hung_on.startswith("document/"):
        evidence = evidence_of(passage, addressed.span, "note.address")
        yield Statement(report, "dcterms:references", hung_on, evidence=(evidence,))


def period(passage: LinkedPassage, report: str, words: NoteWords) -> Iterator[Statement]:
    """Yield the year that the report says it covers."""
    match = words.covers.search(passage.text.strip())
    if match:
        year = match["year"] or match["year2"]
        evidence = evidence_of(passage, Span(*match.span()), "report.covers")
        yield Statement(report, "dcterms:temporal", Literal(year, "date"), evidence=(evidence,))
