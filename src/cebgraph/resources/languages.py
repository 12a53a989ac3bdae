"""What is known of each language of reports: how lines are joined, and what headings, labels and notes look like.

`load_language` gives one language from data/languages/<code>/language.yaml and structure.yaml, with what all languages
share in data/languages/structure.yaml. The engine that uses it has no branch for any language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cebgraph.errors import DataFileError, UnsupportedLanguage
from cebgraph.resources.fields import Fields, open_fields
from cebgraph.resources.paths import folder


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every language shares: the parts of a page that its printer put there."""

    rule: re.Pattern[str]
    link: re.Pattern[str]
    footer: re.Pattern[str]
    symbol: re.Pattern[str]
    item: re.Pattern[str]
    note_label: re.Pattern[str]
    section_label: re.Pattern[str]
    """The number of a paragraph that counts within its section."""
    title_number: re.Pattern[str]
    """The number of a resolution before its title."""
    column_gap: re.Pattern[str]
    wrap_share: float
    """A heading that is at least this wide, measured in full lines, goes on in the next line."""
    word_share: float
    """A line of a figure is narrower than this."""
    heading_lines: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the mark of a footnote may stand: patterns that match its digits."""

    glued: re.Pattern[str]
    spaced: re.Pattern[str]
    """With a space before it: for a text in which few notes have a glued one."""
    unmistakable: re.Pattern[str]
    """Stricter: for a text whose notes are not there to count with."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What the parts of a report look like in a language."""

    label: re.Pattern[str]
    chapter: re.Pattern[str]
    lettered: re.Pattern[str]
    """The letter before a subheading."""
    summary: re.Pattern[str]
    annex: re.Pattern[str]
    caption: re.Pattern[str]
    source_line: re.Pattern[str]
    masthead: re.Pattern[str]
    described: Mapping[str, re.Pattern[str]]
    """What else a masthead tells: `distribution`, `original`, `session`, `item`, `adoption`."""
    languages: Mapping[str, str]
    """Codes of the languages of documents, by their names."""
    dates: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]
    numerals: Mapping[str, int]
    space_ends_heading: bool
    marks: Marks


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language sets words and sentences apart."""

    spaced: bool
    """Whether words are set apart by spaces; where they are not, a space says nothing."""
    breaks: re.Pattern[str]
    """Where a sentence ends, and the marks around what is not cut."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of reports."""

    code: str
    name: str
    writing: Writing
    sentence_end: re.Pattern[str]
    joins: tuple[tuple[re.Pattern[str], str], ...]
    structure: Structure
    furniture: Furniture

    def between(self, left: str, right: str) -> str:
        """Return what belongs between two characters that a line break or a note mark parted."""
        pair = left + right
        return next((joint for pattern, joint in self.joins if pattern.fullmatch(pair)), " ")


def supported_languages() -> tuple[str, ...]:
    """Return the codes of the languages that reports can be read in.

    >>> supported_languages()
    ('ar', 'en', 'es', 'fr', 'ru', 'zh')
    """
    return tuple(sorted(path.parent.name for path in _place().glob("*/language.yaml")))


def full_languages() -> tuple[str, ...]:
    """Return the codes of the languages in which more than the structure of a report can be read.

    >>> full_languages()
    ('en', 'zh')
    """
    return tuple(sorted(path.parent.name for path in _place().glob("*/names.yaml")))


def has_citations(code: str) -> bool:
    """Say whether it is known how a language cites documents."""
    return (_place() / code / "citations.yaml").is_file()


@lru_cache
def load_language(code: str) -> Language:
    """Read what is known of a language.

    >>> load_language("zh").between("理", "事"), load_language("zh").between("于", "2")
    ('', ' ')
    """
    supported = supported_languages()
    if code not in supported:
        raise unsupported(code)
    return read_language(_place(), code)


def unsupported(language: str) -> UnsupportedLanguage:
    """Return the error for a text in a language that has no folder."""
    supported = ", ".join(supported_languages())
    return UnsupportedLanguage(f"reports in {language} cannot be read", hint=f"supported languages: {supported}")


def read_language(place: Path, code: str) -> Language:
    """Read a language from the folder of languages; every fault of its files is told."""
    faults: list[str] = []
    structure = _structure(open_fields(place / code / "structure.yaml", faults))
    furniture = _furniture(open_fields(place / "structure.yaml", faults))
    language = _language(code, open_fields(place / code / "language.yaml", faults), structure, furniture)
    if faults:
        raise DataFileError(faults)
    return language


def _place() -> Path:
    return folder("data") / "languages"


def _language(code: str, fields: Fields, structure: Structure, furniture: Furniture) -> Language:
    fields.only("name", "sentence_end", "joins", "word_spacing", "sentence_breaks")
    return Language(
        code=code,
        name=fields.text("name"),
        writing=Writing(fields.flag("word_spacing"), fields.pattern("sentence_breaks")),
        sentence_end=fields.pattern("sentence_end"),
        joins=tuple((row.pattern("pair"), row.text("with", "")) for row in fields.rows("joins")),
        structure=structure,
        furniture=furniture,
    )


def _structure(fields: Fields) -> Structure:
    marks, described = fields.fields("marks"), fields.fields("described")
    months = {name: index % 12 + 1 for index, name in enumerate(fields.texts("months"))}
    numerals = {name: index + 1 for index, name in enumerate(fields.texts("numerals"))}
    return Structure(
        label=fields.pattern("label", "number"),
        chapter=fields.pattern("chapter", "number"),
        lettered=fields.pattern("lettered", "number"),
        summary=fields.pattern("summary"),
        annex=fields.pattern("annex", "number"),
        caption=fields.pattern("caption", "number"),
        source_line=fields.pattern("source_line"),
        masthead=fields.either("masthead"),
        described={
            key: described.pattern(key, "value") for key in ("distribution", "original", "session", "item", "adoption")
        },
        languages=fields.table("languages"),
        dates=fields.patterns("dates", "day", "month", "year"),
        months=months,
        numerals=numerals,
        space_ends_heading=fields.text("space_ends_heading") == "true",
        marks=Marks(marks.either("glued"), marks.either("spaced"), marks.either("unmistakable")),
    )


def _furniture(fields: Fields) -> Furniture:
    return Furniture(
        rule=fields.pattern("rule"),
        link=fields.pattern("link"),
        footer=fields.either("footers"),
        symbol=fields.pattern("symbol"),
        item=fields.pattern("item"),
        note_label=fields.pattern("note_label", "number"),
        section_label=fields.pattern("section_label", "number"),
        title_number=fields.pattern("title_number"),
        column_gap=fields.pattern("column_gap"),
        wrap_share=fields.share("wrap_share"),
        word_share=fields.share("word_share"),
        heading_lines=fields.number("heading_lines"),
    )
