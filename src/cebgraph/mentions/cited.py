"""Documents told by what they are and a symbol in brackets: the report of HLCM on its fortieth session (CEB/2020/5).

Where more is told of a document than whose and on what it is (the report submitted by …), its head noun stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cebgraph.mentions.described import start_of_description
from cebgraph.model.mention import Candidate
from cebgraph.model.thing import ACTING, FAMILY_OF
from cebgraph.resources.lexicon import CapitalGrammar
from cebgraph.resources.lexicon.capitals import small
from cebgraph.spans import Span, behind_last

_PARTS = ("(", ")", ";", ". ", "\n", ": ")


def find_cited_reports(
    text: str, symbol: Candidate, taken: Sequence[Candidate], grammar: CapitalGrammar
) -> Iterator[Candidate]:
    """Yield the document whose symbol stands in brackets behind its description."""
    bracket = text.rfind("(", 0, symbol.span.start)
    if symbol.pinpoint or bracket < 0:
        return
    floor = behind_last(text, _PARTS, bracket)
    heads = [m for m in grammar.head.finditer(text, floor, bracket) if _is_document(m, grammar)]
    if not heads:
        yield from _another(text, Span(floor, bracket), symbol, grammar)
        return
    head = min(heads, key=lambda m: (not _leads(text, m, bracket, taken, grammar), -m.start()))
    start, _ = start_of_description(text, Span(*head.span()), taken, grammar)
    kind = grammar.kinds[small(head.group())]
    if _leads(text, head, bracket, taken, grammar):
        word, space, rest = text[start:bracket].strip().partition(" ")
        name = grammar.plural.get(word, word) + space + rest
        yield _cited(Span(start, closing(text, symbol)), name, kind, symbol)
    elif not any(c.span.overlaps(Span(*head.span())) for c in taken):
        yield _cited(Span(start, head.end()), head.group(), kind, symbol)


def find_cited_works(text: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> Iterator[Candidate]:
    """Yield the works that a note cites by author and title, without quotation marks."""
    for author in (None, *(c for c in taken if FAMILY_OF.get(c.kind) in ACTING)):
        work = grammar.cited.match(text, author.span.end if author else 0)
        if work and not any(c.span.start == work.start("title") and FAMILY_OF.get(c.kind) in ACTING for c in taken):
            kind = grammar.class_of(work["title"].partition(": ")[0])
            kind = kind if FAMILY_OF.get(kind) == "document" else "Publication"
            span = Span(*work.span("title"))
            known = next((c for c in taken if c.span == span and FAMILY_OF.get(c.kind) == "document"), None)
            yield Candidate(
                span, work["title"], known.kind if known else kind, "cited", thing=known.thing if known else ""
            )


def _another(text: str, words: Span, symbol: Candidate, grammar: CapitalGrammar) -> Iterator[Candidate]:
    """Yield the report that words behind the bracket of another tell of in the same breath (… and of HLCP on its …)."""
    again = grammar.again.match(text, words.start, words.end)
    if again and text[words.start - 1 : words.start] == ")":
        name = grammar.again_name.format(rest=text[again.end() : words.end].strip())
        yield _cited(Span(again.end(), closing(text, symbol)), name, "Report", symbol)


def closing(text: str, symbol: Candidate) -> int:
    """Return where a symbol ends, with the bracket that it stands in."""
    end = symbol.span.end
    return end + (text[end : end + 1] == ")")


def _cited(span: Span, name: str, kind: str, symbol: Candidate) -> Candidate:
    """Make a candidate; a single word is the bare kind."""
    return described_by(span, name, kind, symbol, bare=" " not in name)


def described_by(span: Span, name: str, kind: str, symbol: Candidate, *, bare: bool) -> Candidate:
    """Make a candidate of a document by what stands before its symbol; a bare kind says no more than the symbol."""
    return Candidate(
        span,
        "" if bare else name,
        kind,
        "described",
        thing=symbol.thing,
        symbols=symbol.symbols,
        genre=name if bare else "",
    )


def _is_document(match: re.Match[str], grammar: CapitalGrammar) -> bool:
    return FAMILY_OF[grammar.kinds[small(match.group())]] == "document"


def _leads(text: str, head: re.Match[str], end: int, taken: Sequence[Candidate], grammar: CapitalGrammar) -> bool:
    """Say whether a head noun goes on to a place with nothing but whose and on what the document is."""
    rest = list(text[head.end() : end])
    for candidate in taken:
        for at in range(max(candidate.span.start, head.end()), min(candidate.span.end, end)):
            rest[at - head.end()] = " "
    words = "".join(rest)
    return grammar.end.search(words) is None and grammar.of_reports.fullmatch(words) is not None
