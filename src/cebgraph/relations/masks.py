"""Masked sentences: each mention becomes one private character that tells its family.

A pattern over names is thereby an ordinary regular expression, and every position maps back to the passage. What
stands in brackets is left out (it is read by itself), and names that are joined become one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.model.mention import Value
from cebgraph.model.thing import FAMILY_OF, UNITS
from cebgraph.resources.rules import SLOTS, Clauses
from cebgraph.spans import Span

Filler = Link | Value

_BRACKETS = re.compile(r" ?\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Mask:
    """A sentence of private and ordinary characters; `spans` and `fillers` go with the characters one by one."""

    text: str
    spans: tuple[Span, ...]
    fillers: tuple[tuple[Filler, ...], ...]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the passage that some characters stand for."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def at(self, offset: int) -> int:
        """Return the character that stands for a place in the passage, or the one after it."""
        return next((i for i, span in enumerate(self.spans) if span.end > offset), len(self.spans))


def mask_sentence(passage: LinkedPassage, sentence: Span, grammar: Clauses, holders: Collection[str] = ()) -> Mask:
    """Mask one sentence of a passage; `holders` holds the meetings whose body is known."""
    pieces = sorted(_pieces(passage, sentence, holders, grammar), key=lambda piece: piece[0])
    brackets = [span for span in _bracketed(passage.text, sentence) if not any(p[0].contains(span) for p in pieces)]
    chars: list[str] = []
    spans: list[Span] = []
    fillers: list[tuple[Filler, ...]] = []
    at = sentence.start
    for span, char, filler in [*pieces, (Span(sentence.end, sentence.end), "", None)]:
        if filler is not None and spans and span == spans[-1]:  # 两个委员会: one place that speaks of several
            fillers[-1] += (filler,)
            chars[-1] = SLOTS["bodies"]
            continue
        if span.start < at or any(b.contains(span) and len(span) for b in brackets):
            continue
        for offset in range(at, span.start):
            if not any(b.start <= offset < b.end for b in brackets):
                chars.append(passage.text[offset])
                spans.append(Span(offset, offset + 1))
                fillers.append(())
        if filler is not None:
            chars.append(char)
            spans.append(span)
            fillers.append((filler,))
            at = span.end
        else:
            at = span.start
    return _grouped(Mask("".join(chars), tuple(spans), tuple(fillers)), grammar)


def _pieces(
    passage: LinkedPassage, sentence: Span, holders: Collection[str], grammar: Clauses
) -> Iterator[tuple[Span, str, Filler | None]]:
    links = _without_wholes([link for link in passage.links if sentence.contains(link.span)], passage.text, grammar)
    start: int | None = None
    for link, after in zip_longest(links, links[1:]):
        start = link.span.start if start is None else start
        # 理事会|第一届常会, 可持续发展集团|发展协调办公室: the latter is meant, and stands for both
        behind = after is not None and link.span.end <= after.span.start
        beside = behind and grammar.to_part.fullmatch(passage.text, link.span.end, after.span.start)
        if after and beside and FAMILY_OF[link.kind] in UNITS and _goes_on(after, holders):
            continue
        yield Span(start, link.span.end), SLOTS["session"] if link.thing in holders else _slot(link), link
        start = None
    for value in passage.reading.values:
        masked = value.kind in {"date", "count", "url"} and sentence.contains(value.span)
        if masked and not any(link.span.overlaps(value.span) for link in links):
            yield value.span, SLOTS[value.kind], value


def _without_wholes(links: list[Link], text: str, grammar: Clauses) -> list[Link]:
    """Leave out a body that is named behind one of its parts (Working Group |of the Network): the part is meant."""
    kept: list[Link] = []
    for link in links:
        part = kept[-1] if kept and FAMILY_OF[kept[-1].kind] == "body" and FAMILY_OF[link.kind] in UNITS else None
        between = _BRACKETS.sub("", text[part.span.end : link.span.start]) if part else ""
        if part and grammar.of_whole.fullmatch(between):
            kept[-1] = replace(part, span=Span(part.span.start, link.span.end))
        else:
            kept.append(link)
    return kept


def _goes_on(link: Link, holders: Collection[str]) -> bool:
    return link.thing in holders or FAMILY_OF[link.kind] in UNITS


def _slot(link: Link) -> str:
    return SLOTS["resolution"] if link.kind == "Resolution" else SLOTS[FAMILY_OF[link.kind]]


def _bracketed(text: str, sentence: Span) -> list[Span]:
    return [Span(*m.span()) for m in _BRACKETS.finditer(text, sentence.start, sentence.end)]


def _grouped(mask: Mask, grammar: Clauses) -> Mask:
    """Make one character of the names that are joined."""
    for coordination in grammar.coordinations:
        match = coordination.pattern.search(mask.text)
        while match:
            mask = _as_one(mask, match.start(), match.end(), coordination.slot)
            match = coordination.pattern.search(mask.text, match.start() + 1)
    return mask


def _as_one(mask: Mask, start: int, end: int, slot: str) -> Mask:
    together = tuple(filler for group in mask.fillers[start:end] for filler in group)
    only_bodies = all(isinstance(filler, Link) and FAMILY_OF[filler.kind] == "body" for filler in together)
    char = (SLOTS["bodies"] if only_bodies else slot) if slot else mask.text[start]
    return Mask(
        mask.text[:start] + char + mask.text[end:],
        (*mask.spans[:start], mask.span(start, end), *mask.spans[end:]),
        (*mask.fillers[:start], together, *mask.fillers[end:]),
    )
