"""In which language a text is: by its script, else by its function words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from cebgraph.errors import DataFileError, UnsupportedLanguage
from cebgraph.resources.fields import Fields, read_fields
from cebgraph.resources.languages import supported_languages, unsupported
from cebgraph.resources.paths import folder

_SAMPLE = 50_000
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Script:
    """A language that is told by its characters."""

    language: str
    name: str
    characters: re.Pattern[str]
    share: float


@dataclass(frozen=True, slots=True)
class Words:
    """A language that is told by its function words."""

    language: str
    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Detection:
    """The languages that can be told."""

    scripts: tuple[Script, ...]
    words: tuple[Words, ...]
    words_share: float


@lru_cache
def load_detection() -> Detection:
    """Read data/languages/detection.yaml."""
    fields = read_fields(folder("data") / "languages" / "detection.yaml", "data/languages/detection.yaml")
    detection = Detection(
        scripts=tuple(_script(row) for row in fields.rows("scripts")),
        words=tuple(
            Words(row.text("language"), row.text("name"), frozenset(row.texts("words"))) for row in fields.rows("words")
        ),
        words_share=fields.share("words_share"),
    )
    if fields.faults:
        raise DataFileError(fields.faults)
    return detection


def detect_language(text: str) -> tuple[str, str]:
    """Return the code and the name of a text's language; empty where it cannot be told.

    >>> detect_language("Le Conseil a examiné les rapports des comités et des réseaux.")
    ('fr', 'French')
    """
    detection = load_detection()
    sample = _ADDRESS.sub(" ", text[:_SAMPLE])
    letters = len(_LETTER.findall(sample))
    for script in detection.scripts:
        if len(script.characters.findall(sample)) > script.share * letters:
            return script.language, script.name
    return _by_words(Counter(_WORD.findall(sample.lower())), detection)


def _by_words(counts: Counter[str], detection: Detection) -> tuple[str, str]:
    total = sum(counts.values())
    hits, best = max(
        ((sum(counts[word] for word in words.words), words) for words in detection.words), key=lambda pair: pair[0]
    )
    if not hits or hits < detection.words_share * total:
        return "", ""
    return best.language, best.name


def _script(row: Fields) -> Script:
    return Script(row.text("language"), row.text("name"), row.pattern("characters"), row.share("share"))


def language_of(text: str, name: str, said: str) -> str:
    """Return the language of a text: the one that is said, else the one that it is in.

    Raises UnsupportedLanguage for a language that cannot be read, or cannot be told.
    """
    supported = supported_languages()
    if said:
        if said not in supported:
            raise unsupported(f"'{said}'")
        return said
    code, language = detect_language(text)
    if not code:
        hint = f"say which it is; supported languages: {', '.join(supported)}"
        raise UnsupportedLanguage("cannot tell the language", where=name, hint=hint)
    if code not in supported:
        raise unsupported(language)
    return code
