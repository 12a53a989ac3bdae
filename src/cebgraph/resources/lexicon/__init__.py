"""What a language knows of names, values, definitions and short forms: the files of data/languages/<language>/.

Compiled once and never changed. All faults of all files are reported together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cebgraph.errors import DataFileError, UnsupportedLanguage
from cebgraph.resources.fields import Fields, open_fields
from cebgraph.resources.languages import full_languages
from cebgraph.resources.lexicon.capitals import CapitalGrammar
from cebgraph.resources.lexicon.names import EventGrammar, NameGrammar, OfficeGrammar, TitleGrammar, read_names
from cebgraph.resources.lexicon.words import (
    Coreference,
    Definitions,
    Values,
    read_coreference,
    read_definitions,
    read_values,
)
from cebgraph.resources.paths import folder

__all__ = [
    "CapitalGrammar",
    "Coreference",
    "Definitions",
    "EventGrammar",
    "Lexicon",
    "NameGrammar",
    "OfficeGrammar",
    "TitleGrammar",
    "Values",
    "load_lexicon",
]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it, for one language."""

    language: str
    names: NameGrammar
    values: Values
    definitions: Definitions
    coreference: Coreference


@lru_cache
def load_lexicon(language: str) -> Lexicon:
    """Read the lexicon of a language.

    Raises UnsupportedLanguage where only the structure of a report can be read, DataFileError with every fault of every
    file.
    """
    if language not in full_languages():
        msg = f"of reports in the language '{language}' only the structure can be read yet"
        raise UnsupportedLanguage(msg, hint=f"languages that are read in full: {', '.join(full_languages())}")
    faults: list[str] = []

    def opened(name: str) -> Fields:
        return open_fields(folder("data") / "languages" / language / name, faults)

    names = read_names(opened("names.yaml"))
    lexicon = Lexicon(
        language=language,
        names=names,
        values=read_values(opened("values.yaml")),
        definitions=read_definitions(opened("definitions.yaml")),
        coreference=read_coreference(opened("coreference.yaml"), names.kinds),
    )
    if faults:
        raise DataFileError(faults)
    return lexicon
