"""What footnotes and figures state of the thing that they hang on.

Its title, who issued it and when, where it can be had, its mandate, the document that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.linking.works import cited_work
from cebgraph.model.mention import Value
from cebgraph.model.statement import Evidence, Literal, Qualifier, Statement
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.notes import NoteWords
from cebgraph.spans import Span

_CONFIDENCE = 0.95


def evidence_of(passage: LinkedPassage, span: Span, rule: str, confidence: float = _CONFIDENCE) -> Evidence:
    """Make the evidence for what a stretch of a passage says."""
    return Evidence(passage.block, passage.reading.passage.to_block(span), rule, confidence)


def note_statements(
    passage: LinkedPassage, hung_on: str, beside: str, parents: Mapping[str, tuple[str, ...]], words: NoteWords
) -> Iterator[Statement]:
    """Yield what a note states.

    `hung_on` is the thing that its mark belongs to, `beside` the one whose name ends at the mark; '' for none.
    """
    work = cited_work(passage, words)
    if work is not None:
        yield from _bibliographic(passage, work, parents)
    # An actor has a page of its own only where the mark stands at its name.
    hung_first = (beside or _work_id(hung_on)) if _opens_with_address(passage) else ""
    about = work.thing if work else hung_first or _named_document(passage) or beside or _work_id(hung_on)
    if about:
        yield from _addresses(passage, about)
    if hung_on:
        yield from _mandates(passage, hung_on, words)
        yield from _annex(passage, hung_on, words)


def _work_id(thing: str) -> str:
    return thing if thing.startswith(("document/", "initiative/", "event/")) else ""


def _opens_with_address(passage: LinkedPassage) -> bool:
    """Say whether a note gives an address before it names any document (Available at …. See also CEB/2018/5)."""
    address = next((value.span.start for value in passage.reading.values if value.kind == "url"), None)
    return address is not None and all(link.span.start > address for link in passage.links)


def _named_document(passage: LinkedPassage) -> str:
    named = {link.thing for link in passage.links if FAMILY_OF[link.kind] == "document"}
    return named.pop() if len(named) == 1 else ""


def _bibliographic(passage: LinkedPassage, work: Link, parents: Mapping[str, tuple[str, ...]]) -> Iterator[Statement]:
    """Yield who issued the cited work and when it is dated."""
    behind = [v for v in passage.reading.values if v.kind == "date" and v.span.start >= work.span.end]
    date = behind[0] if behind else None
    qualifiers = [Qualifier("when", date.value)] if date else []
    place = next((link for link in passage.links if link.kind == "Place" and link.span.start >= work.span.end), None)
    if place:
        qualifiers.append(Qualifier("place", place.thing))
    end = date.span.end if date else work.span.end
    for author in authors(passage, work, parents):
        evidence = evidence_of(passage, Span(min(author.span.start, work.span.start), end), "note.author")
        yield Statement(author.thing, "ceb:issued", work.thing, tuple(sorted(qualifiers)), evidence=(evidence,))
    if date:
        yield _dated(passage, work, date)


def _dated(passage: LinkedPassage, work: Link, date: Value) -> Statement:
    evidence = evidence_of(passage, Span(work.span.start, date.span.end), "note.date")
    return Statement(work.thing, "dcterms:date", Literal(date.value, "date"), evidence=(evidence,))


def authors(passage: LinkedPassage, work: Link, parents: Mapping[str, tuple[str, ...]]) -> tuple[Link, ...]:
    """Return the corporate authors before a title: of bodies named with the bodies above them, the one below."""
    before = [
        link
        for link in passage.links
        if link.span.end <= work.span.start and FAMILY_OF[link.kind] in {"body", "organization", "initiative"}
    ]
    above = {ancestor for link in before for ancestor in _ancestors(link.thing, parents)}
    return tuple(link for link in before if link.thing not in above)


def _ancestors(thing: str, parents: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    open_ = list(parents.get(thing, ()))
    while open_:
        parent = open_.pop()
        if parent not in found:
            found.add(parent)
            open_ += parents.get(parent, ())
    return found


def _addresses(passage: LinkedPassage, about: str) -> Iterator[Statement]:
    for value in passage.reading.values:
        if value.kind == "url":
            evidence = evidence_of(passage, value.span, "note.address")
            yield Statement(about, "foaf:page", Literal(value.value, "anyURI"), evidence=(evidence,))


def _mandates(passage: LinkedPassage, hung_on: str, words: NoteWords) -> Iterator[Statement]:
    if not words.mandate.match(passage.text):
        return
    for link in passage.links:
        if FAMILY_OF[link.kind] == "document" and link.candidate.symbols and link.thing != hung_on:
            pinpoint = link.candidate.pinpoint
            qualifiers = (Qualifier("pinpoint", pinpoint),) if pinpoint else ()
            evidence = evidence_of(passage, Span(0, link.span.end), "note.mandate")
            yield Statement(hung_on, "ceb:pursuantTo", link.thing, qualifiers, evidence=(evidence,))


def _annex(passage: LinkedPassage, hung_on: str, words: NoteWords) -> Iterator[Statement]:
    """Yield the document in whose annex a named document stands: a note that cites nothing but that annex."""
    named = [link for link in passage.links if FAMILY_OF[link.kind] == "document"]
    if len(named) != 1 or not hung_on.startswith("document/") or named[0].thing == hung_on:
        return
    link = named[0]
    rest = passage.text[: link.span.start] + passage.text[link.span.end :]
    if link.candidate.symbols and words.annex.search(link.candidate.pinpoint) and words.bare.fullmatch(rest):
        qualifiers = (Qualifier("pinpoint", link.candidate.pinpoint),)
        evidence = evidence_of(passage, link.span, "note.annex")
        yield Statement(hung_on, "dcterms:isPartOf", link.thing, qualifiers, evidence=(evidence,))


def figure_statements(passage: LinkedPassage, shown: str, words: NoteWords) -> Iterator[Statement]:
    """Yield the document that the thing shown in a figure stands in (资料来源：CEB/2017/1，附件)."""
    source = words.source.search(passage.text)
    if not source or not shown:
        return
    for link in passage.links:
        if link.span.start >= source.end() and link.candidate.symbols and link.candidate.pinpoint:
            qualifiers = (Qualifier("pinpoint", link.candidate.pinpoint),)
            evidence = evidence_of(passage, Span(source.start(), link.span.end), "figure.source")
            yield Statement(shown, "dcterms:isPartOf", link.thing, qualifiers, evidence=(evidence,))
