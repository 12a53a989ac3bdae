"""Citations: every form by which a text names a UN document, as candidates with the symbol in normal form.

Symbols (`A/72/684-E/2018/7`: one document, two symbols), citations by number (`大会第 54/64、69/250 号决议`: one
document each), and the parts cited (`第 23 和 32 段`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cebgraph.iris import document_id
from cebgraph.model.mention import Candidate
from cebgraph.resources.symbols import Citations, Pinpoint
from cebgraph.spans import Span


def find_citations(text: str, citations: Citations) -> Iterator[Candidate]:
    """Yield a candidate for each document that a passage cites by symbol or number."""
    yield from _by_number(text, citations)
    yield from _by_symbol(text, citations)


def _by_symbol(text: str, citations: Citations) -> Iterator[Candidate]:
    for match in citations.symbol.finditer(text):
        if re.search(r"(?:https?://|www\.)\S*$", text[: match.start()]):
            continue
        symbols = _joint_symbols(match.group(), citations)
        family = citations.family_of_symbol(symbols[0])
        pinpoint, end = read_pinpoint(text, match.end(), citations)
        yield Candidate(
            span=Span(match.start(), end),
            name="",
            kind=family.kind if family else "Report",
            detector="symbol",
            thing=document_id(symbols[0]),
            symbols=symbols,
            pinpoint=pinpoint,
        )


def _joint_symbols(text: str, citations: Citations) -> tuple[str, ...]:
    parts = text.split("-")
    if all(citations.family_of_symbol(part) for part in parts):
        return tuple(parts)
    return (text,)


def _by_number(text: str, citations: Citations) -> Iterator[Candidate]:
    for match in citations.citation.finditer(text):
        numbers = list(citations.number.finditer(match["numbers"]))
        pinpoint, end = read_pinpoint(text, match.end(), citations)
        offset = match.start("numbers")
        for index, number in enumerate(numbers):
            last = index == len(numbers) - 1
            start = match.start() if index == 0 else offset + number.start()
            stop = end if last else offset + number.end()
            yield _cited(match, number.group(), Span(start, stop), pinpoint if last else "", citations)


def _cited(match: re.Match[str], number: str, span: Span, pinpoint: str, citations: Citations) -> Candidate:
    organ = match["organ"] or ""
    family = citations.family_of_number(number, organ, match["act"])
    printed = re.sub(r"\s+(?=\()", "", number)
    symbol = family.symbol.format(number=printed) if family else printed
    words = family.organs.get(citations.language, ("",)) if family else ("",)
    name = citations.label.format(organ=organ or words[0], number=printed, act=match["act"])
    return Candidate(
        span=span,
        name=name,
        kind="Resolution",
        detector="citation",
        thing=document_id(symbol.replace(" ", "_")),
        symbols=(symbol,),
        pinpoint=pinpoint,
        topic=(match.groupdict().get("topic") or "").removesuffix("问题"),
        organ=family.organ if family else "",
    )


def read_pinpoint(text: str, at: int, citations: Citations) -> tuple[str, int]:
    """Read the part of a document that is cited right behind its number; return it and where it ends.

    `第23和32段` gives `23,32`; `，附件三` gives `annex III`; nothing gives the empty text.
    """
    pinpoint = citations.pinpoint
    match = pinpoint.pattern.match(text, at)
    if not match or match.end() == at:
        return "", at
    groups = {name: value for name, value in match.groupdict().items() if value}
    parts: list[str] = []
    if "annex" in groups:
        numeral = groups.get("annex_number", "")
        parts.append(f"{pinpoint.words['annex']} {pinpoint.numerals.get(numeral, numeral)}".strip())
    if "chapter" in groups:
        parts.append(f"{pinpoint.words['chapter']} {pinpoint.numerals.get(groups['chapter'], groups['chapter'])}")
    if "article" in groups:
        parts.append(f"{pinpoint.words['article']} {groups['article']}")
    if "paragraphs" in groups:
        parts.append(_paragraphs(groups["paragraphs"], pinpoint))
    return ", ".join(parts), match.end()


def _paragraphs(text: str, pinpoint: Pinpoint) -> str:
    for mark in pinpoint.range:
        text = text.replace(mark, "-")
    for mark in pinpoint.join:
        text = text.replace(mark, ",")
    return text.strip(",")
