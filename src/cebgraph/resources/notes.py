"""How footnotes and figures speak of what they hang on: data/languages/<language>/notes.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cebgraph.errors import DataFileError
from cebgraph.resources.fields import open_fields
from cebgraph.resources.paths import folder


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The words of notes, compiled."""

    mandate: re.Pattern[str]
    figure: re.Pattern[str]
    source: re.Pattern[str]
    covers: re.Pattern[str]
    agent_mark: re.Pattern[str]
    owned: re.Pattern[str]
    """What stands between whoever has something and a mark behind it (秘书长|对…的承诺)."""
    annex: re.Pattern[str]
    """What the pinpoint of an annex begins with."""
    before_title: re.Pattern[str]
    """What may stand beside the authors before the title of a cited work."""
    bare: re.Pattern[str]
    """What may stand in a note beside a mere citation."""
    address: re.Pattern[str]
    """What stands between a name in the text and its web address."""
    close: re.Pattern[str]
    """What may stand between a name and the mark that stands at it."""
    unmarked_titles: bool
    """Whether a title may stand in a note without marks around it."""
    nearest_work: bool
    """Whether a mark belongs to the nearest document or initiative, not rather to a document."""
    made_by: tuple[str, ...]
    """Words before the name of a body that only tell who made what the mark belongs to."""
    clause_end: re.Pattern[str]
    aside_before: tuple[str, ...]
    """A thing is named only for where or through what something is done behind these …"""
    aside_behind: tuple[str, ...]
    """… or before these."""


@lru_cache
def load_notes(language: str) -> NoteWords:
    """Read the words of notes of a language.

    Raises DataFileError where the file is malformed.
    """
    faults: list[str] = []
    fields = open_fields(folder("data") / "languages" / language / "notes.yaml", faults)
    words = NoteWords(
        mandate=fields.either("mandate"),
        figure=fields.pattern("figure", "number"),
        source=fields.pattern("source"),
        covers=fields.pattern("covers", "year"),
        owned=fields.pattern("owned"),
        annex=fields.pattern("annex"),
        before_title=fields.either("before_title"),
        bare=fields.pattern("bare"),
        address=fields.pattern("address"),
        close=fields.pattern("close"),
        unmarked_titles=fields.flag("unmarked_titles"),
        nearest_work=fields.flag("nearest_work"),
        made_by=fields.texts("made_by", ()),
        clause_end=fields.pattern("clause_end"),
        aside_before=fields.texts("aside_before"),
        aside_behind=fields.texts("aside_behind"),
        agent_mark=fields.either("agent_marks", around="{}$"),
    )
    if faults:
        raise DataFileError(faults)
    return words
