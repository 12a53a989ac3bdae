"""Cited works: a footnote that cites a work with its title tells the full name of the document that it hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cebgraph.linking.anchors import named_at
from cebgraph.linking.links import Link, LinkedPassage, Linking
from cebgraph.model.report import Report
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.notes import NoteWords, load_notes
from cebgraph.spans import Span


def identify_cited_works(
    report: Report, linked: dict[str, LinkedPassage], linking: Linking
) -> dict[str, LinkedPassage]:
    """Take the work that a footnote cites for the document whose name its mark stands at, if both are of one class."""
    same: dict[str, str] = {}
    words = load_notes(linking.register.language)
    for note, thing in named_at(report.anchors, linked, words).items():
        work = cited_work(linked[note], words) if note in linked else None
        kept = same.get(thing, thing)
        if work is None or work.thing in same or work.thing == kept:
            continue
        one, other = linking.register.things.get(kept), linking.register.things.get(work.thing)
        if one and other and one.kind == other.kind and not other.symbols and not other.known:
            linking.register.merge(one.id, other.id)
            same[other.id] = one.id
    return {block: _renamed(passage, same) for block, passage in linked.items()} if same else linked


def _renamed(passage: LinkedPassage, same: Mapping[str, str]) -> LinkedPassage:
    def renamed(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(replace(link, thing=same.get(link.thing, link.thing)) for link in links)

    return LinkedPassage(passage.reading, renamed(passage.links), renamed(passage.inner))


def cited_work(passage: LinkedPassage, words: NoteWords) -> Link | None:
    """Return the work that a note cites with its title, if it does: `author，“title”，(date)`."""
    documents = [link for link in passage.links if FAMILY_OF[link.kind] == "document"]
    works = [link for link in documents if link.candidate.detector in {"title", "cited"}]
    if not works and words.unmarked_titles:  # UNESCO, Recommendation on …
        named = (link for link in documents if not link.candidate.symbols and not link.candidate.pinpoint)
        works = [link for link in named if any(one.span.end < link.span.start for one in passage.links)][:1]
    if len({link.thing for link in works}) != 1:
        return None
    before = Span(0, works[0].span.start).of(passage.text)
    rest = words.before_title.sub("", _without(before, passage.links))
    return works[0] if not rest else None


def _without(text: str, links: Sequence[Link]) -> str:
    kept = [char for at, char in enumerate(text) if not any(link.span.start <= at < link.span.end for link in links)]
    return "".join(kept)
