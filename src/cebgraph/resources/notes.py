"""How footnotes and figures speak of what they hang on: data/languages/<language>/notes.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cebgraph.errors import DataFileError
from cebgraph.resources.lexicon import alternatives, read_yaml
from cebgraph.resources.paths import folder


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The words of notes, compiled."""

    mandate: re.Pattern[str]
    figure: re.Pattern[str]
    source: re.Pattern[str]
    covers: re.Pattern[str]
    agent_mark: re.Pattern[str]


@lru_cache
def load_notes(language: str) -> NoteWords:
    """Read the words of notes of a language.

    Raises DataFileError where the file is malformed.
    """
    path = folder("data") / "languages" / language / "notes.yaml"
    content = read_yaml(path)
    try:
        mandate = content["mandate"]
        marks = content["agent_marks"] if isinstance(content["agent_marks"], list) else []
        words = [str(word) for word in mandate] if isinstance(mandate, list) else []
        return NoteWords(
            mandate=re.compile(alternatives(words)),
            figure=re.compile(str(content["figure"])),
            source=re.compile(str(content["source"])),
            covers=re.compile(str(content["covers"])),
            agent_mark=re.compile(f"(?:{alternatives(map(str, marks))})$"),
        )
    except (KeyError, re.error) as error:
        raise DataFileError([f"{path}: {type(error).__name__}: {error}"]) from None
