"""The text of a block as its author wrote it: lines joined, note marks and superfluous spaces left out.

Nothing is invented: what is put between two lines stands for their line break, so that every position maps back. A
hyphen at the end of a line belongs to its word (system-|wide), unless the text has the same word without one elsewhere
(Com-|mittee).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cebgraph.model.report import BlockKind
from cebgraph.resources.languages import Language
from cebgraph.spans import Span, TextView
from cebgraph.structure.drafts import Draft
from cebgraph.structure.lines import Row
from cebgraph.structure.tables import table_view

_SPACES = re.compile(r"\s{2,}|\t")
_ADDRESS_AT_END = re.compile(r"(?:https?://|www\.)[!-~]*$")
_ADDRESS_PART = re.compile(r"[!-~]+")
_GOES_ON = re.compile(r"[-/_%=&?#~+]$")
_NO_WORD = re.compile(r"[/_%=&]|[.]\w")
_WORD = re.compile(r"[^\W\d_]{4,}")
_BROKEN = re.compile(r"(?P<word>[^\W\d_]{2,})-$")
_REST = re.compile(r"[^\W\d_]{2,}")
_CLOSED = re.compile(r"[),;”]$")
# How far back an address may begin that runs over several lines.
_TAIL = 400

Part = tuple[str, Span]
Marks = Mapping[int, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class _Hole:
    """A stretch within a line that is left out, and what the text has in its place."""

    span: Span
    filler: str


def joined(text: str, draft: Draft, marks: Marks, language: Language) -> TextView:
    """Return the text of a block; `marks` are the marks of notes to leave out, by the index of their line."""
    if draft.kind is BlockKind.TABLE:
        return table_view(text, draft, language)
    return TextView.joined(_parts(text, draft, marks, language))


def _parts(text: str, draft: Draft, marks: Marks, language: Language) -> Iterator[Part]:
    tail, before, held = "", None, list[Part]()
    for row in draft.reading_order():
        holes = _columns(text, row) if draft.columns else _holes(text, row, marks.get(row.index, ()), language)
        parts = list(_line(text, row, holes))
        if not parts:
            continue
        if before is not None:
            line = "".join(part for part, _ in parts)
            if row.index in draft.breaks:
                joint = "\n"
            elif _is_broken(tail, line, text):
                held, joint = _without_hyphen(held), ""
            else:
                joint = _joint(tail, line, before, language)
            yield from held
            yield joint, Span(before.span.end, before.full.end)
        held = parts
        tail = (tail + "".join(part for part, _ in parts))[-_TAIL:]
        before = row
    yield from held


def _is_broken(tail: str, line: str, text: str) -> bool:
    """Say whether a word was broken at the end of a line by a hyphen that is not its own.

    >>> text = "The Committee on Management"
    >>> _is_broken("High-level Com-", "mittee met", text), _is_broken("system-", "wide", text)
    (True, False)
    """
    first, second = _BROKEN.search(tail), _REST.match(line)
    return first is not None and second is not None and (first["word"] + second.group()).lower() in _words(text)


def _without_hyphen(parts: Sequence[Part]) -> list[Part]:
    *others, (part, span) = parts
    return [*others, (part[:-1], Span(span.start, span.end - 1))]


@lru_cache(maxsize=4)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text that stand whole in a line."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def _line(text: str, row: Row, holes: Sequence[_Hole]) -> Iterator[Part]:
    at = row.body
    for hole in holes:
        yield from _kept(text, at, hole.span.start)
        if hole.filler:
            yield hole.filler, hole.span
        at = hole.span.end
    yield from _kept(text, at, row.span.end)


def _kept(text: str, start: int, end: int) -> Iterator[Part]:
    if start < end:
        yield text[start:end], Span(start, end)


def _columns(text: str, row: Row) -> list[_Hole]:
    return [_Hole(Span(*match.span()), "\t") for match in _SPACES.finditer(text, row.body, row.span.end)]


def _holes(text: str, row: Row, marks: Sequence[Span], language: Language) -> list[_Hole]:
    """Return what is left out within a line: marks with the spaces that stood there for them, runs of spaces."""
    cut = [_mark_hole(text, row, mark, language) for mark in marks]
    cut_ends = {hole.span.end for hole in cut}
    runs = (Span(*match.span()) for match in _SPACES.finditer(text, row.body, row.span.end))
    squeezed = [_Hole(run, " ") for run in runs if run.end not in cut_ends]
    return sorted(cut + squeezed, key=lambda hole: hole.span)


def _mark_hole(text: str, row: Row, mark: Span, language: Language) -> _Hole:
    start, end = mark.start, mark.end
    while start > row.body and text[start - 1].isspace():
        start -= 1
    while end < row.span.end and text[end].isspace():
        end += 1
    at_edge = start <= row.body or end >= row.span.end
    filler = "" if at_edge or end == mark.end else language.between(text[start - 1], text[end])
    return _Hole(Span(start, end), filler)


def _joint(tail: str, line: str, before: Row, language: Language) -> str:
    address = _ADDRESS_AT_END.search(tail)
    if address and _address_goes_on(address.group(), line, spaced=before.spaced):
        return ""
    label = tail[max(tail.rfind("("), 0) :]
    if before.spaced and language.furniture.item.fullmatch(label):
        return " "
    return language.between(tail[-1], line[0])


def _address_goes_on(address: str, line: str, *, spaced: bool) -> bool:
    """Say whether a web address at the end of a line goes on in the next.

    >>> _address_goes_on("https://unsceb.org/sites/default/files/imported_", "files/CEB.pdf", spaced=False)
    True
    >>> _address_goes_on("https://unsceb.org/rmtf", "and elsewhere", spaced=False)
    False
    """
    part = _ADDRESS_PART.match(line)
    if not part or _CLOSED.search(address) or (address.endswith(".") and spaced):
        return False
    return bool(_GOES_ON.search(address) or _NO_WORD.search(part.group()))
