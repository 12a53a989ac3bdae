"""From lines to blocks: every line finds its place, in one pass from the first to the last.

What decides: a paragraph goes on until it is complete, over footnotes, links, page headers and figures, because a page
may cut it anywhere; labels count upwards; the notes of a page stand below its rule. What finds no place becomes a plain
block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cebgraph.model.report import BlockKind
from cebgraph.model.source import Role
from cebgraph.resources.languages import Language
from cebgraph.structure.drafts import Draft
from cebgraph.structure.front import split_front
from cebgraph.structure.lines import LineKind, Measure, Row
from cebgraph.structure.pictures import Pictures

_NEVER_IN_NOTES = frozenset({LineKind.RULE, LineKind.FOOTER, LineKind.HEADER, LineKind.CAPTION})
_HEADING_WORDS = frozenset({LineKind.TEXT, LineKind.LETTERED})
_LEAP = 20
"""By how much the number of a note may be above the last: more is a figure in running text."""


def assemble(text: str, rows: Sequence[Row], measured: Measure, language: Language) -> list[Draft]:
    """Put the lines of a text together to blocks."""
    return _Assembly(text, rows, measured, language).drafts


class _Assembly:
    """The state of the one pass: what is open, and what came last."""

    def __init__(self, text: str, rows: Sequence[Row], measured: Measure, language: Language) -> None:
        self.drafts: list[Draft] = []
        self._text, self._rows, self._measure, self._language = text, rows, measured, language
        self._section: Draft | None = None
        self._subheading: Draft | None = None
        self._unnumbered: list[Draft] = []
        self._running: Draft | None = None
        """The paragraph or summary that may go on."""
        self._wrapping: Draft | None = None
        """The heading or caption that the line before belongs to."""
        self._note: Draft | None = None
        self._in_notes = False
        self._note_indent: int | None = None
        self._last: Draft | None = None
        self._number = self._chapter = self._note_number = 0
        self._pictures = Pictures(rows)
        self._place: dict[LineKind, Callable[[int, Row], bool]] = {
            LineKind.RULE: self._rule,
            LineKind.LINK: self._link,
            LineKind.FOOTER: self._page_line,
            LineKind.HEADER: self._page_line,
            LineKind.LABEL: self._label,
            LineKind.CHAPTER: self._chapter_line,
            LineKind.LETTERED: self._lettered,
            LineKind.CAPTION: self._caption,
            LineKind.SUMMARY: self._summary,
            LineKind.ANNEX: self._annex,
            LineKind.SOURCE: self._source_line,
            LineKind.ITEM: self._item,
            LineKind.HEADING: self._heading,
            LineKind.COLUMNS: self._columns,
        }
        self._run()

    def _run(self) -> None:
        front = split_front(self._rows, self._measure, self._language)
        self.drafts.extend(front.drafts)
        self._furnish(front.furniture)
        for at in range(front.end, len(self._rows)):
            row = self._rows[at]
            if (self._in_notes and self._note_line(row)) or self._told_note(row) or self._told_word(row):
                continue
            place = self._place.get(row.kind)
            if not (place and place(at, row)):
                self._text_line(at, row)

    def _furnish(self, rows: Sequence[Row]) -> None:
        for row in rows:
            place = self._link if row.kind is LineKind.LINK else self._page_line
            place(0, row)

    # What a printer put on the page

    def _rule(self, _: int, row: Row) -> bool:
        self._new(BlockKind.FURNITURE, row)
        self._in_notes, self._note, self._note_indent = row.role is Role.UNKNOWN, None, None
        return True

    def _link(self, _: int, row: Row) -> bool:
        if self._last and self._last.kind is BlockKind.LINKS:
            self._last.add(row, new_line=True)
        else:
            self._new(BlockKind.LINKS, row)
        return True

    def _page_line(self, _: int, row: Row) -> bool:
        self._new(BlockKind.FURNITURE, row).columns = row.role is Role.RUNNING
        return True

    def _note_line(self, row: Row) -> bool:
        """Place a line below the rule; say no where the notes of the page are over."""
        note = self._note
        going_on = note is not None and not self._measure.ends(note.rows[-1])
        over = row.new_page or row.kind in _NEVER_IN_NOTES
        if not over and self._begins_note(row, going_on=going_on):
            return True
        if over or not (note and going_on) or self._is_next(row):
            self._in_notes = False
            return False
        note.add(row)
        self._last = note
        return True

    def _begins_note(self, row: Row, *, going_on: bool) -> bool:
        match = self._language.furniture.note_label.match(self._text, row.span.start, row.span.end)
        if not match or self._is_next(row):
            return False
        number, indent = int(match["number"]), self._note_indent
        above = number == self._note_number + 1 or (
            not going_on and self._note_number < number <= self._note_number + _LEAP
        )
        # A line of a note that goes on may begin with a number too: it is not indented as the first note is.
        aligned = not going_on or row.indent == indent != 0
        if indent is not None and not (above and aligned):
            return False
        self._note = self._new(BlockKind.FOOTNOTE, replace(row, body=match.end()), match["number"])
        self._note_number = number
        self._note_indent = row.indent if indent is None else indent
        return True

    def _told_note(self, row: Row) -> bool:
        """Place a line of which the file tells that it is of a note."""
        if row.role is not Role.NOTE or row.kind is not LineKind.TEXT:
            return False
        note = self._note if self._note and not self._note.rows[-1].ended else None
        match = self._language.furniture.note_label.match(self._text, row.span.start, row.span.end)
        if match and (row.marked or (note is None and int(match["number"]) == self._note_number + 1)):
            self._note = self._new(BlockKind.FOOTNOTE, replace(row, body=match.end()), match["number"])
            self._note_number = int(match["number"])
        elif note:
            note.add(row)
        else:
            self._note = self._new(BlockKind.PLAIN, row, parent=self._section)
        return True

    def _told_word(self, row: Row) -> bool:
        """Place a line of which the file tells that it stands in a picture: that of the last caption."""
        figure = next((draft for draft in reversed(self.drafts) if draft.kind is BlockKind.FIGURE), None)
        if row.role is not Role.PICTURE or row.kind is not LineKind.TEXT or figure is None:
            return False
        self._word(row, figure)
        return True

    # What has a label

    def _is_next(self, row: Row) -> bool:
        """Say whether a line has the label that comes next."""
        if row.kind is LineKind.LABEL:
            return row.count == self._number + 1
        return row.kind is LineKind.CHAPTER and self._value(row) == self._chapter + 1

    def _value(self, row: Row) -> int:
        return self._language.structure.numerals.get(row.number, 0)

    def _may_follow(self, row: Row) -> bool:
        running = self._running
        return self._is_next(row) or running is None or running.empty or running.rows[-1].final

    def _label(self, _: int, row: Row) -> bool:
        if not self._may_follow(row):
            return False
        self._number = row.count
        for draft in self._unnumbered:
            draft.number = row.number
        self._unnumbered.clear()
        self._running = self._new(BlockKind.PARAGRAPH, row, row.number, self._subheading or self._section)
        return True

    def _chapter_line(self, _: int, row: Row) -> bool:
        if not (self._value(row) and self._may_follow(row)):
            return False
        self._chapter = self._value(row)
        self._open_section(BlockKind.CHAPTER, row)
        return True

    def _lettered(self, at: int, row: Row) -> bool:
        if not (self._may_follow(row) and self._heads(at)):
            return False
        self._open_subheading(row)
        return True

    def _annex(self, _: int, row: Row) -> bool:
        if self._goes_on() and not (self._running and self._running.rows and self._running.rows[-1].final):
            return False
        section = self._open_section(BlockKind.ANNEX, row)
        section.labels.add(row.index)
        return True

    def _open_section(self, kind: BlockKind, row: Row) -> Draft:
        self._running = self._subheading = None
        self._section = self._wrapping = self._new(kind, row, row.number)
        return self._section

    def _summary(self, _: int, row: Row) -> bool:
        if self._goes_on() or self._section:
            return False
        self._running = self._new(BlockKind.SUMMARY, row)
        self._running.labels.add(row.index)
        return True

    def _caption(self, _: int, row: Row) -> bool:
        figure = self._pictures.of_caption(row)
        figure.number, figure.parent = str(self._value(row) or row.number), self._section
        figure.add(row)
        if row.body >= row.span.end:
            figure.labels.add(row.index)
        self.drafts.append(figure)
        self._last = self._wrapping = figure
        return True

    def _source_line(self, _: int, row: Row) -> bool:
        above = self._last if self._last and self._last.kind is BlockKind.FIGURE else None
        figure = self._pictures.nearest(row) if row.page else above
        if figure is None or not figure.rows or self._goes_on():
            return False
        figure.add(row, new_line=True)
        self._last = self._wrapping = figure
        return True

    def _heading(self, at: int, row: Row) -> bool:
        if not self._wrap(at, row):
            self._open_subheading(row)
        return True

    # What has none

    def _item(self, _: int, row: Row) -> bool:
        if not (self._running and self._running.rows) or self._wrapping:
            return False
        self._continue(self._running, row)
        return True

    def _columns(self, at: int, row: Row) -> bool:
        table = self._last if self._last and self._last.kind is BlockKind.TABLE else None
        following = self._rows[at + 1] if at + 1 < len(self._rows) else None
        if table is None and (self._goes_on() or not (following and following.kind is LineKind.COLUMNS)):
            return False
        if table is None:
            self._new(BlockKind.TABLE, row, parent=self._section)
        else:
            table.add(row)
        return True

    def _text_line(self, at: int, row: Row) -> None:
        if self._wrapping and self._wrap(at, row):
            return
        running = self._running
        if self._goes_on() and running and not (running.rows[-1].final and self._heads(at)):
            self._word(row, self._pictures.nearest(row)) if self._stands_in_picture(row) else self._continue(
                running, row
            )
        elif self._heads(at):
            self._open_subheading(row)
        elif self._stands_in_picture(row):
            self._word(row, self._pictures.nearest(row))
        elif running and (running.kind is BlockKind.SUMMARY or self._measure.same_stretch(running.rows[-1], row)):
            self._continue(running, row)
        else:
            self._plain(row)

    def _wrap(self, at: int, row: Row) -> bool:
        """Let a heading go on, or give a label that stands alone its title."""
        heading = self._wrapping
        if heading is None or (heading.kind is BlockKind.ANNEX and row.final):
            return False
        if not (heading.empty or (self._measure.wraps(heading.rows[-1]) and self._near(at))):
            return False
        heading.add(row)
        self._last = heading
        return True

    def _near(self, at: int) -> bool:
        return self._measure.spread or self._rows[at].index - self._rows[at - 1].index == 1

    def _goes_on(self) -> bool:
        running = self._running
        return running is not None and (running.empty or not self._measure.ends(running.rows[-1]))

    def _continue(self, running: Draft, row: Row) -> None:
        running.add(row, new_line=not running.empty and self._measure.ends(running.rows[-1]))
        self._last, self._wrapping = running, None

    def _heads(self, at: int) -> bool:
        """Say whether the line, with the few after it, leads to a paragraph's label."""
        if self._rows[at].role is not Role.UNKNOWN:  # its file has told that it is none
            return False
        for row in self._rows[at : at + self._language.furniture.heading_lines + 1]:
            if row.kind is LineKind.LABEL:
                return self._rows[at].kind is not LineKind.LABEL and row.count > self._number
            if row.kind not in _HEADING_WORDS or row.final:
                return False
        return False

    def _open_subheading(self, row: Row) -> None:
        self._running = None
        self._subheading = self._wrapping = self._new(BlockKind.SUBHEADING, row, parent=self._section)
        self._unnumbered.append(self._subheading)

    def _stands_in_picture(self, row: Row) -> bool:
        return row.kind is LineKind.TEXT and self._measure.is_word(row) and self._pictures.nearest(row) is not None

    def _word(self, row: Row, figure: Draft | None) -> None:
        if figure is None:
            return
        if not (figure.words and figure.words[-1].index == row.index - 1) or row.begins:
            figure.breaks.add(row.index)
        figure.words.append(row)
        self._last, self._wrapping = figure, None

    def _plain(self, row: Row) -> None:
        last = self._last
        if last and last.kind is BlockKind.PLAIN and self._measure.same_stretch(last.rows[-1], row):
            # A short line is not a broken one: it is one of a list.
            last.add(row, new_line=not self._measure.wraps(last.rows[-1]))
        else:
            plain = self._new(BlockKind.PLAIN, row, parent=self._section)
            self._running = plain if row.role is Role.BODY else self._running

    def _new(self, kind: BlockKind, row: Row, number: str = "", parent: Draft | None = None) -> Draft:
        draft = Draft(kind, number, parent, [row])
        self.drafts.append(draft)
        self._last, self._wrapping = draft, None
        return draft
