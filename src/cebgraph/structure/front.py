"""What stands before the first summary, chapter or numbered paragraph: masthead and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cebgraph.model.report import BlockKind, Masthead
from cebgraph.model.source import Role
from cebgraph.resources.languages import Language, Structure
from cebgraph.structure.drafts import Draft
from cebgraph.structure.lines import PRINTED, LineKind, Measure, Row

_BODY = frozenset({LineKind.SUMMARY, LineKind.CHAPTER, LineKind.LABEL, LineKind.ANNEX, LineKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Front:
    """The drafts of the front, what a printer put between, and where the body begins."""

    drafts: tuple[Draft, ...]
    furniture: tuple[Row, ...]
    end: int


def split_front(rows: Sequence[Row], measured: Measure, language: Language) -> Front:
    """Find masthead and title. A text without any label has no front, unless its file tells what are headings."""
    if rows and rows[0].role is not Role.UNKNOWN:
        return _told_front(rows, measured, language)
    end = next((at for at, row in enumerate(rows) if row.kind in _BODY), 0)
    furniture = tuple(row for row in rows[:end] if row.kind in PRINTED)
    front = [row for row in rows[:end] if row.kind not in PRINTED]
    above = max((at + 1 for at, row in enumerate(front) if _in_masthead(row, language.structure)), default=0)
    if above == len(front):
        above = _indented_title(front, language)
    drafts = []
    if front[:above]:
        drafts.append(_masthead(front[:above]))
    if front[above:]:
        drafts.append(_title(front[above:], measured))
    return Front(tuple(drafts), furniture, end)


def _indented_title(front: Sequence[Row], language: Language) -> int:
    """Return where a title begins that stands far to the right below the masthead, in no column of it."""
    begin = len(front)
    while begin and front[begin - 1].kind is LineKind.COLUMNS and _may_be_indented(front[begin - 1].text, language):
        begin -= 1
    return begin or len(front)


def _may_be_indented(text: str, language: Language) -> bool:
    return not (language.furniture.column_gap.search(text) or language.structure.masthead.fullmatch(text))


def _told_front(rows: Sequence[Row], measured: Measure, language: Language) -> Front:
    """Find the title among the headings; what stands above is the masthead, if it is no running text."""
    limit = next((at for at, row in enumerate(rows) if row.kind in _BODY), len(rows))
    headings = [at for at in range(limit) if _may_be_title(rows[at], language)]
    begin = _title_begin(rows, headings, language)
    end = begin
    while end in headings and rows[end].role is rows[begin].role:
        end += 1
    if any(row.final and row.width > measured.width for row in rows[:begin] if row.kind not in PRINTED) or not headings:
        begin = end = next((at for at, row in enumerate(rows[:limit]) if not _is_above(row, language)), 0)
    above = [row for row in rows[:begin] if row.kind not in PRINTED]
    drafts = [_masthead(above)] if above else []
    if begin < end:
        number = language.furniture.title_number.match(rows[begin].text)
        head = replace(rows[begin], body=rows[begin].body + (number.end() if number else 0))
        drafts.append(_title([head, *rows[begin + 1 : end]], measured))
    return Front(tuple(drafts), tuple(row for row in rows[:begin] if row.kind in PRINTED), end)


def _may_be_title(row: Row, language: Language) -> bool:
    return row.kind is LineKind.HEADING and not language.structure.masthead.fullmatch(row.text)


def _title_begin(rows: Sequence[Row], headings: Sequence[int], language: Language) -> int:
    """Return where the title begins: a resolution's has its number, others stand out most."""
    numbered = (at for at in headings if language.furniture.title_number.match(rows[at].text))
    tallest = (at for at in headings if rows[at].role is Role.TITLE)
    return next(numbered, next(tallest, next(iter(headings), 0)))


def _is_above(row: Row, language: Language) -> bool:
    return row.kind in PRINTED or _in_masthead(row, language.structure)


def date_of(text: str, structure: Structure) -> str:
    r"""Return the first date in a masthead, as ISO writes it; empty without one.

    >>> from cebgraph.resources.languages import load_language
    >>> date_of("Distr.: General\n12 December 2018", load_language("zh").structure)
    '2018-12-12'
    """
    for pattern in structure.dates:
        for match in pattern.finditer(text):
            month = _month(match["month"], structure)
            if month and 1 <= int(match["day"]) <= _DAYS:
                return f"{int(match['year']):04}-{month:02}-{int(match['day']):02}"
    return ""


def masthead_of(text: str, structure: Structure) -> Masthead:
    r"""Return what else a masthead tells.

    >>> from cebgraph.resources.languages import load_language
    >>> text = "General Assembly\tDistr.: General\nOriginal: French\nSeventy-third session\nAgenda item 43"
    >>> told = masthead_of(text, load_language("en").structure)
    >>> told.distribution, told.original, told.session, told.item
    ('General', 'fr', 'Seventy-third session', 'Agenda item 43')
    """
    found = {key: pattern.search(text) for key, pattern in structure.described.items()}
    told = {key: match["value"].rstrip(" *") for key, match in found.items() if match}
    told["original"] = structure.languages.get(told.get("original", ""), "")
    return Masthead(**told, adopted=date_of(told.get("adoption", ""), structure))


def symbol_of(text: str, symbol: re.Pattern[str]) -> str:
    """Return the first symbol that is alone in a line, or in a column of one; empty without one."""
    cells = (cell.strip() for line in text.split("\n") for cell in reversed(line.split("\t")))
    return next((cell.replace(" ", "") for cell in cells if symbol.fullmatch(cell)), "")


_DAYS, _MONTHS = 31, 12


def _month(text: str, structure: Structure) -> int:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= _MONTHS else 0
    return structure.months.get(text, 0)


def _in_masthead(row: Row, structure: Structure) -> bool:
    return row.kind in {LineKind.COLUMNS, LineKind.SYMBOL} or bool(structure.masthead.fullmatch(row.text))


def _masthead(rows: list[Row]) -> Draft:
    draft = Draft(BlockKind.MASTHEAD, columns=True)
    for row in rows:
        draft.add(row, new_line=True)
    return draft


def _title(rows: list[Row], measured: Measure) -> Draft:
    # Sentences are no title: the text begins in the middle of a report.
    draft = Draft(BlockKind.PLAIN if any(row.final for row in rows) else BlockKind.TITLE)
    for before, row in zip([None, *rows], rows, strict=False):
        draft.add(row, new_line=before is not None and draft.kind is BlockKind.TITLE and not measured.wraps(before))
    return draft
