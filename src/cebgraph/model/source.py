"""What is read: one text of one document, and what is known of it beside the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cebgraph.spans import Span


class Description(NamedTuple):
    """What a person says of a document beside its text; empty where nothing is said."""

    symbol: str = ""
    title: str = ""
    date: str = ""
    language: str = ""


NOTHING_SAID = Description()


@dataclass(frozen=True, slots=True)
class Source:
    """One text as it was read: never altered, every span counts its code points."""

    name: str
    """The file name, for messages."""
    text: str
    language: str
    encoding: str
    sha256: str
    description: Description = NOTHING_SAID


class Role(StrEnum):
    """What a line is, where its file tells: a plain text tells nothing."""

    UNKNOWN = "unknown"
    RUNNING = "running"
    """What stands at the head or foot of pages."""
    TITLE = "title"
    """A heading above all others."""
    HEADING = "heading"
    BODY = "body"
    NOTE = "note"
    PICTURE = "picture"
    """Words that stand in a picture."""
    ROW = "row"
    """Of a table: a wide gap parts its cells."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a layout: `span` without its line break, `full` with it."""

    span: Span
    full: Span
    role: Role = Role.UNKNOWN
    begins: bool | None = None
    """Whether a paragraph, heading or note begins with it; None where only its words can tell."""
    page: int = 0
    """Counted from one; 0 where the file does not tell."""


@dataclass(frozen=True, slots=True)
class LayoutText:
    """A source with its lines."""

    source: Source
    lines: tuple[Line, ...]
    raised: tuple[Span, ...] | None = None
    """Where figures are raised, as the marks of notes are; None where the file does not tell."""
    notices: tuple[str, ...] = ()
    """What a person should know of how it was read."""

    @property
    def text(self) -> str:
        """The source text."""
        return self.source.text
