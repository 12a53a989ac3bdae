"""What is read: one text of one document, and what is known of it beside the text."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a layout: `span` without its line break, `full` with it."""

    span: Span
    full: Span


@dataclass(frozen=True, slots=True)
class LayoutText:
    """A source with its lines."""

    source: Source
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The source text."""
        return self.source.text
