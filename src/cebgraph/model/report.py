"""The structure of a report: blocks that share out its characters, note anchors, and diagnostics."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cebgraph.model.source import Source
from cebgraph.spans import Span, TextView


class BlockKind(StrEnum):
    """What a block is."""

    TITLE = "title"
    MASTHEAD = "masthead"
    SUMMARY = "summary"
    CHAPTER = "chapter"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"
    FIGURE = "figure"
    ANNEX = "annex"
    TABLE = "table"
    LINKS = "links"
    FURNITURE = "furniture"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of a report.

    `pieces` are the stretches of the source that belong to it: together the pieces of all blocks are the whole
    source, and no two overlap. `view` is the text as its author wrote it, without line breaks, note marks and the
    block's own number; its positions map back into the source.
    """

    id: str
    """Structural and stable within the report: `paragraph/17`, `footnote/3`, `chapter/2`, `subheading/33`."""
    kind: BlockKind
    number: str
    """As printed (`17`, `三`); for a subheading, the number of the paragraph below it; empty where there is none."""
    view: TextView
    pieces: tuple[Span, ...]
    parent: str
    """Id of the block that it is a part of; empty at the top."""

    @property
    def text(self) -> str:
        """The text as its author wrote it."""
        return self.view.text


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """The place in a block's text where the mark of a footnote stood: before the code point `offset`."""

    note: str
    """Id of the footnote block."""
    block: str
    offset: int
    source: Span
    """The digits of the mark in the source."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that a reader of the result should know: what could not be placed, linked or decided."""

    code: str
    message: str
    where: str
    """Id of a block, or empty for the whole report."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a masthead tells beside symbol and date, as printed; empty where it tells nothing."""

    distribution: str = ""
    original: str = ""
    """Code of the language that the document was written in."""
    session: str = ""
    item: str = ""
    """Of the agenda."""
    adoption: str = ""
    """The words that say when a resolution was adopted, and by whom."""
    adopted: str = ""
    """That date, as ISO writes it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A source, shared out among blocks in reading order."""

    source: Source
    symbol: str
    title: str
    date: str
    blocks: tuple[Block, ...]
    anchors: tuple[NoteAnchor, ...]
    diagnostics: tuple[Diagnostic, ...]
    masthead: Masthead = Masthead()
