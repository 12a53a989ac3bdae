"""Reports in languages that have no rules of relations yet: a report comes in, and what can be read without goes out.

That is its description and structure, the documents that it cites and the Sustainable Development Goals that it names,
each with its words. Figures of other scripts are read as figures; marks of direction, vowel signs and the forms that
letters take in print are read through, and every span maps back to the block's text exactly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cebgraph.iris import document_id, named_id
from cebgraph.linking.register import Register
from cebgraph.mentions.citations import find_citations
from cebgraph.model.extraction import Extraction
from cebgraph.model.mention import Candidate, Mention
from cebgraph.model.report import Block, BlockKind, Report
from cebgraph.model.thing import Name, Thing
from cebgraph.resources.authorities import load_authorities
from cebgraph.resources.goals import load_goals
from cebgraph.resources.languages import has_citations
from cebgraph.resources.symbols import load_citations, load_families
from cebgraph.spans import Span, TextView

_UNREAD = frozenset({BlockKind.LINKS, BlockKind.FURNITURE, BlockKind.MASTHEAD})
_SDG = "http://metadata.un.org/sdg/"
_GOAL = re.compile(r"\d+(?:\.[\da-z]+)?")
_UNDOCS = "https://undocs.org/"
# Marks of direction, joiners, the soft hyphen, Arabic vowel signs and the bar that stretches a word.
_SILENT = re.compile("[\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PRINTED = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")


def read_in_part(report: Report) -> Extraction:
    """Return the description, structure, citations and goals of a report."""
    register = Register(report.source.language, dict(load_authorities().by_id))
    itself = _itself(report)
    register.things[itself.id] = itself
    mentions = [
        mention for block in report.blocks if block.kind not in _UNREAD for mention in _mentions(block, register)
    ]
    things = {itself.id: register.things[itself.id]} | {one.thing: register.things[one.thing] for one in mentions}
    return Extraction(
        report=report,
        document=itself.id,
        things=tuple(thing for _, thing in sorted(things.items())),
        mentions=tuple(sorted(set(mentions), key=lambda one: (one.block, one.span, one.thing))),
        statements=(),
        diagnostics=report.diagnostics,
    )


def as_figures(text: str) -> TextView:
    """Return a text as it is read: its figures as ASCII has them, without what is only for the eye.

    >>> view = as_figures("القرار \u200f٧١/٢٤٣")
    >>> view.text[-6:], view.to_source(Span(len(view.text) - 6, len(view.text)))
    ('71/243', Span(start=8, end=14))
    """
    return TextView.joined((_read(char), Span(at, at + 1)) for at, char in enumerate(text))


def _read(char: str) -> str:
    if _SILENT.match(char):
        return ""
    if _PRINTED.match(char):
        return unicodedata.normalize("NFKC", char)
    return str(int(char)) if char.isdecimal() else char


def _itself(report: Report) -> Thing:
    title = report.title or report.source.name
    family = next((one for one in load_families() if re.fullmatch(one.pattern, report.symbol)), None)
    return Thing(
        id=document_id(report.symbol) if report.symbol else named_id("document", title),
        kind=family.kind if family else "Report",
        names=(Name(title, report.source.language),),
        symbols=(report.symbol,) if report.symbol else (),
        pages=(_UNDOCS + report.symbol,) if report.symbol else (),
    )


def _mentions(block: Block, register: Register) -> Iterator[Mention]:
    view = as_figures(block.text)
    for candidate in _longest(_candidates(view.text, register.language)):
        named = candidate if candidate.name else replace(candidate, name="-".join(candidate.symbols))
        thing = register.thing_of(named, "")
        yield Mention(block.id, view.to_source(candidate.span), thing, candidate.detector)


def _candidates(text: str, language: str) -> Iterator[Candidate]:
    if has_citations(language):
        yield from find_citations(text, load_citations(language))
    for pattern in load_goals(language):
        for match in pattern.finditer(text):
            for number in _GOAL.finditer(text, *match.span("numbers")):
                span = (
                    Span(*number.span())
                    if number.start() > match.start("numbers")
                    else Span(match.start(), number.end())
                )
                yield Candidate(span, number.group(), "Goal", "goal", thing=_SDG + number.group())


def _longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap, keep the longest."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (-len(one.span), one.span)):
        if not any(candidate.span.overlaps(other.span) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.span)
