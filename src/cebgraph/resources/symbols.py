"""How UN documents are numbered and cited: data/symbols/*.yaml, with a language's citations.yaml.

A family says how its symbols are built and how a citation by number becomes the symbol. Every family carries examples,
and each is tested.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cebgraph.errors import DataFileError
from cebgraph.resources.lexicon import alternatives, read_yaml
from cebgraph.resources.paths import folder


@dataclass(frozen=True, slots=True)
class Family:
    """One series of documents."""

    id: str
    kind: str
    undo: str
    organ: str
    """Id of the organization or body that issues it."""
    symbol: str
    """Template of the normal form, with {number}; empty where the series has no citation by number."""
    number: re.Pattern[str] | None
    pattern: str
    """Regular expression of its symbols."""
    acts: Mapping[str, tuple[str, ...]]
    organs: Mapping[str, tuple[str, ...]]
    needs_organ: bool
    examples: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Citations:
    """The families, and the patterns that find them in a language."""

    families: tuple[Family, ...]
    symbol: re.Pattern[str]
    """Any symbol, or several joined by a hyphen (A/72/684-E/2018/7)."""
    citation: re.Pattern[str]
    number: re.Pattern[str]
    label: str
    pinpoint: re.Pattern[str]
    pinpoint_words: Mapping[str, object]
    language: str

    def family_of_symbol(self, symbol: str) -> Family | None:
        """Return the family of a symbol in normal form."""
        return next((f for f in self.families if re.fullmatch(f.pattern, symbol)), None)

    def family_of_number(self, number: str, organ: str, act: str) -> Family | None:
        """Return the family that a citation by number belongs to; the organ decides where it is named."""
        fits = [
            family
            for family in self.families
            if family.number and family.number.fullmatch(number) and act in family.acts.get(self.language, ())
        ]
        named = [family for family in fits if organ and organ in family.organs.get(self.language, ())]
        unnamed = [family for family in fits if not family.needs_organ]
        return next(iter(named or unnamed), None)


@lru_cache
def load_families() -> tuple[Family, ...]:
    """Read every file of data/symbols.

    Raises DataFileError with every fault of every file.
    """
    faults: list[str] = []
    families: list[Family] = []
    for path in sorted((folder("data") / "symbols").glob("*.yaml")):
        try:
            content = read_yaml(path)
            rows = content["families"]
            families += [_family(row, str(content.get("organ") or "")) for row in rows]  # type: ignore[attr-defined]
        except DataFileError as error:
            faults.extend(error.faults)
        except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
            faults.append(f"{path}: {type(error).__name__}: {error}")
    if faults:
        raise DataFileError(faults)
    return tuple(families)


def _family(row: Mapping[str, object], organ: str) -> Family:
    symbol, number = str(row.get("symbol", "")), str(row.get("number", ""))
    pattern = str(row.get("pattern") or re.escape(symbol).replace(r"\{number\}", f"(?:{number})"))
    return Family(
        id=str(row["id"]),
        kind=str(row["kind"]),
        undo=str(row.get("undo", "")),
        organ=organ,
        symbol=symbol,
        number=re.compile(number) if number else None,
        pattern=pattern,
        acts=_words(row.get("acts", {})),
        organs=_words(row.get("organs", {})),
        needs_organ=bool(row.get("needs_organ")),
        examples=_words(row["examples"]),
    )


def _words(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        msg = f"a mapping to lists is wanted, not {value!r}"
        raise TypeError(msg)
    return {str(key): tuple(map(str, words)) for key, words in value.items()}


@lru_cache
def load_citations(language: str) -> Citations:
    """Compile the families for a language.

    Raises DataFileError with every fault of the families' files and the language's.
    """
    families = load_families()
    path = folder("data") / "languages" / language / "citations.yaml"
    content = read_yaml(path)
    try:
        return _compiled(families, content, language)
    except (KeyError, TypeError, re.error) as error:
        raise DataFileError([f"{path}: {type(error).__name__}: {error}"]) from None


def _compiled(families: tuple[Family, ...], content: Mapping[str, object], language: str) -> Citations:
    number = alternatives(f"(?:{family.number.pattern})" for family in families if family.number)
    pinpoint = content["pinpoint"]
    if not isinstance(pinpoint, dict):
        msg = "'pinpoint' must be a mapping"
        raise TypeError(msg)
    slots = {
        "{organ}": alternatives(word for family in families for word in family.organs.get(language, ())),
        "{act}": alternatives(word for family in families for word in family.acts.get(language, ())),
        "{number}": f"(?:{number})",
    }
    citation = str(content["citation"])
    for slot, pattern in slots.items():
        citation = citation.replace(slot, pattern)
    one = f"(?:{alternatives(family.pattern for family in families)})"
    return Citations(
        families=families,
        symbol=re.compile(rf"(?<![A-Za-z0-9/.]){one}(?:-{one})*(?![A-Za-z0-9/])"),
        citation=re.compile(citation),
        number=re.compile(number),
        label=str(content["label"]),
        pinpoint=re.compile(str(pinpoint["pattern"])),
        pinpoint_words=pinpoint,
        language=language,
    )


def symbol_files() -> tuple[Path, ...]:
    """Return the files of data/symbols."""
    return tuple(sorted((folder("data") / "symbols").glob("*.yaml")))
