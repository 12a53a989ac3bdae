"""The lines of a text, each with what it looks like by itself; what it is, its place among others decides.

`Measure` holds what a whole text tells about its lines: how wide a full one is, and whether a space ends a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, pairwise
from statistics import median

from cebgraph.model.source import LayoutText, Line, Role
from cebgraph.resources.languages import Furniture, Language, Structure
from cebgraph.spans import Span

_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]+")
_FULL_LINE = 0.8
"""Of all lines from the narrowest to the widest, the one at this share is a full one."""
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_HEADER_LINES, _SEVERAL = 3, 3
DEEP = 10
"""A line that is indented by so much more than others stands in a column."""


class LineKind(StrEnum):
    """What a line looks like."""

    RULE = "rule"
    LINK = "link"
    FOOTER = "footer"
    HEADER = "header"
    SYMBOL = "symbol"
    LABEL = "label"
    CHAPTER = "chapter"
    LETTERED = "lettered"
    CAPTION = "caption"
    SUMMARY = "summary"
    ANNEX = "annex"
    SOURCE = "source"
    ITEM = "item"
    HEADING = "heading"
    COLUMNS = "columns"
    TEXT = "text"


PRINTED = frozenset({LineKind.RULE, LineKind.LINK, LineKind.FOOTER, LineKind.HEADER})
_MAY_BE_HEADING = frozenset(
    {LineKind.TEXT, LineKind.LETTERED, LineKind.COLUMNS, LineKind.SYMBOL, LineKind.ITEM, LineKind.LABEL}
)
_AT_FOOT = frozenset({LineKind.LINK, LineKind.FOOTER})
_RUNNING = frozenset({LineKind.TEXT, LineKind.LABEL, LineKind.ITEM})
_MAY_HEAD = frozenset({LineKind.SYMBOL, LineKind.COLUMNS, LineKind.TEXT})


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank."""

    index: int
    kind: LineKind
    text: str
    """Without the spaces around it."""
    span: Span
    """Of that text."""
    full: Span
    """With the spaces and the line break."""
    number: str
    """What its label says; empty without one."""
    body: int
    """Where it goes on behind its label."""
    width: int
    final: bool
    """Whether it ends as a sentence or an item does."""
    page: int
    """0 where the file has no pages."""
    spaced: bool
    """Whether a space stands behind it."""
    new_page: bool
    """Whether a form feed stands before it."""
    role: Role = Role.UNKNOWN
    marked: bool = False
    """Whether a raised figure stands at its start."""
    begins: bool | None = None
    """Whether something begins with it, and `ended`, ends with it; None where the file does not tell."""
    ended: bool | None = None

    @property
    def count(self) -> int:
        """Return the number that its label counts with: 6 of 4.6."""
        return int(self.number.rpartition(".")[2])

    @property
    def indent(self) -> int:
        """Return how many spaces stand before it."""
        return self.span.start - self.full.start


@dataclass(frozen=True, slots=True)
class Measure:
    """What the lines of a text have in common."""

    width: int
    """Of a full line."""
    space_ends: bool
    """Whether the last line of a paragraph has a space behind it, and no other line has."""
    spread: bool
    """Whether a blank line stands between most lines, and so means nothing."""
    wrap_share: float
    word_share: float
    space_ends_heading: bool

    def ends(self, row: Row) -> bool:
        """Say whether a paragraph surely ends with a line."""
        if row.ended is not None:
            return row.ended
        return row.final and (row.spaced if self.space_ends else row.width < self.wrap_share * self.width)

    def wraps(self, row: Row) -> bool:
        """Say whether a heading goes on in the line after this one."""
        if row.ended is not None:
            return not row.ended
        ended = self.space_ends and self.space_ends_heading and row.spaced
        return row.width >= self.wrap_share * self.width and not ended

    def same_stretch(self, before: Row, row: Row) -> bool:
        """Say whether no blank line that means something parts two lines."""
        if before.ended is not None:
            return not before.ended
        between = row.index - before.index - 1
        return between < (1 if not self.spread or self.ends(before) else 2)

    def is_word(self, row: Row) -> bool:
        """Say whether a line is too short for running text that goes on."""
        return not row.final and row.width < self.word_share * self.width


def classify(layout: LayoutText, language: Language) -> tuple[Row, ...]:
    """Return the lines that are not blank, each with what it looks like."""
    rows = tuple(_rows(layout, language))
    return _with_headers(rows) if layout.raised is None else _with_ends(_by_section(rows))


def measure(rows: Sequence[Row], language: Language) -> Measure:
    """Measure the lines of a text."""
    widths = sorted(row.width for row in rows if row.kind in _RUNNING)
    apart = sum(row.index - before.index > 1 for before, row in pairwise(rows))
    return Measure(
        width=widths[int(len(widths) * _FULL_LINE)] if widths else 0,
        space_ends=_space_ends(rows),
        spread=apart * 2 > len(rows),
        wrap_share=language.furniture.wrap_share,
        word_share=language.furniture.word_share,
        space_ends_heading=language.structure.space_ends_heading,
    )


def _space_ends(rows: Sequence[Row]) -> bool:
    """Say whether lines that end a sentence before something new have a space behind them, and broken lines none."""
    following = chain((row.kind for row in rows[1:]), [LineKind.RULE])
    running = [(row, kind) for row, kind in zip(rows, following, strict=False) if row.kind in _RUNNING]
    last = [row.spaced for row, kind in running if row.final and kind is not LineKind.TEXT]
    broken = [row.spaced for row, kind in running if not row.final and kind is LineKind.TEXT]
    return sum(last) * 2 > len(last) and sum(broken) * 2 <= len(broken)


def display_width(text: str) -> int:
    """Return how many columns a text takes: a Han character takes two.

    >>> display_width("第 71/243 号")
    12
    """
    return 2 * len(text) - len(_WIDE.sub("", text))


def _with_headers(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Find the running headers: a symbol at the top of a page, and what stands at the top of several pages."""
    tops: list[int] = []
    for at, row in enumerate(rows):
        begins = row.new_page or (at > 0 and rows[at - 1].kind in _AT_FOOT)
        goes_on = tops[-_HEADER_LINES:] != list(range(at - _HEADER_LINES, at)) and tops[-1:] == [at - 1]
        if row.kind in _MAY_HEAD and (begins or goes_on):
            tops.append(at)
    counts = Counter(rows[at].text for at in tops)
    headers = {at for at in tops if counts[rows[at].text] >= _SEVERAL or rows[at].kind is LineKind.SYMBOL}
    return tuple(replace(row, kind=LineKind.HEADER) if at in headers else row for at, row in enumerate(rows))


def _by_section(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Where paragraphs count within their sections (4.6), take a plain number for that of an item in a list."""
    if sum("." in row.number for row in rows if row.kind is LineKind.LABEL) < _SEVERAL:
        return rows
    return tuple(
        replace(row, kind=LineKind.ITEM, number="", body=row.span.start)
        if row.kind is LineKind.LABEL and "." not in row.number
        else row
        for row in rows
    )


def _with_ends(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Tell of each line whether what it belongs to ends with it: the next of its kind begins something, or goes on.

    On a page with a figure, a paragraph may go on behind the words of the picture: there, its own words tell.
    """
    following: dict[bool, bool | None] = {True: True, False: True}
    pictured = {row.page for row in rows if row.kind is LineKind.CAPTION and row.page}
    found: list[Row] = []
    for row in reversed(rows):
        in_note = row.role is Role.NOTE
        unsure = row.role is Role.BODY and row.page in pictured and not row.final
        found.append(replace(row, ended=None if unsure else following[in_note]))
        if row.role is not Role.RUNNING and row.kind not in PRINTED:
            following[in_note] = row.begins
    return tuple(reversed(found))


def _margin(layout: LayoutText) -> int:
    """Return by how much the lines of a text are indented as a rule."""
    contents = [line.span.of(layout.text) for line in layout.lines]
    return int(median([len(content) - len(content.lstrip()) for content in contents if content.strip()] or [0]))


def _rows(layout: LayoutText, language: Language) -> Iterator[Row]:
    looks, margin = _Looks(language.furniture, language.structure), _margin(layout)
    marked = {span.start for span in layout.raised or ()}
    text, page, new_page, page_is_over = layout.text, 1, False, False
    for index, line in enumerate(layout.lines):
        content = line.span.of(text)
        stripped = content.strip()
        ends_page = line.full.of(text).endswith("\f")
        if not stripped:
            new_page = new_page or ends_page
            continue
        start = line.span.start + len(content) - len(content.lstrip())
        span = Span(start, start + len(stripped))
        final = bool(language.sentence_end.search(stripped[-12:]))
        kind, match = looks.kind(stripped, start - line.span.start - margin)
        if line.role is not Role.UNKNOWN:
            kind, match = _told(line, (kind, match or language.furniture.section_label.match(stripped)), final=final)
        at_foot = kind in _AT_FOOT
        page += new_page or (page_is_over and not at_foot and kind is not LineKind.SYMBOL)
        page_is_over = at_foot or (page_is_over and kind is LineKind.SYMBOL)
        yield Row(
            index=index,
            kind=kind,
            text=stripped,
            span=span,
            full=line.full,
            number=(match["number"] or "") if match else "",
            body=start + (match.end() if match else 0),
            width=display_width(stripped),
            final=final,
            page=page if line.role is Role.UNKNOWN else line.page,
            spaced=line.span.end > span.end,
            new_page=new_page,
            role=line.role,
            marked=start in marked,
            begins=line.begins,
        )
        new_page = ends_page


def _told(
    line: Line, look: tuple[LineKind, re.Match[str] | None], *, final: bool
) -> tuple[LineKind, re.Match[str] | None]:
    """Return what a line is whose file tells what it is; its words say the rest."""
    kind, match = look
    if line.role is Role.RUNNING:
        return (kind if kind in PRINTED else LineKind.HEADER), None
    if line.role is Role.NOTE and kind not in {LineKind.RULE, LineKind.FOOTER}:
        return LineKind.TEXT, None
    if line.role is Role.ROW and kind not in {*PRINTED, LineKind.CAPTION, LineKind.SOURCE}:
        return LineKind.COLUMNS, None
    if line.role in {Role.TITLE, Role.HEADING} and kind in _MAY_BE_HEADING and not final:
        return LineKind.HEADING, None
    if line.role is Role.BODY and line.begins is not False and kind is LineKind.TEXT and match:
        return LineKind.LABEL, match
    return (LineKind.TEXT if kind is LineKind.COLUMNS else kind), match


class _Looks:
    """What lines look like in a language: the patterns, and one that tells most lines of running text at once."""

    def __init__(self, furniture: Furniture, structure: Structure) -> None:
        self._furniture = furniture
        self._shapes = (
            (LineKind.RULE, furniture.rule, True),
            (LineKind.LINK, furniture.link, True),
            (LineKind.FOOTER, furniture.footer, True),
            (LineKind.SYMBOL, furniture.symbol, True),
            (LineKind.SUMMARY, structure.summary, True),
            (LineKind.ANNEX, structure.annex, True),
            (LineKind.LABEL, structure.label, False),
            (LineKind.CHAPTER, structure.chapter, False),
            (LineKind.LETTERED, structure.lettered, False),
            (LineKind.CAPTION, structure.caption, False),
            (LineKind.SOURCE, structure.source_line, False),
        )
        patterns = (pattern.pattern for _, pattern, _ in self._shapes)
        self._any = re.compile("|".join(f"(?:{_GROUP_NAME.sub('(', pattern)})" for pattern in patterns))

    def kind(self, text: str, indent: int) -> tuple[LineKind, re.Match[str] | None]:
        """Return what a line looks like, and the match of its label if it has one."""
        if self._any.match(text):
            for kind, pattern, whole in self._shapes:
                match = pattern.fullmatch(text) if whole else pattern.match(text)
                if match:
                    return kind, match if "number" in match.re.groupindex else None
        if indent >= DEEP or self._furniture.column_gap.search(text):
            return LineKind.COLUMNS, None
        return (LineKind.ITEM if self._furniture.item.match(text) else LineKind.TEXT), None
