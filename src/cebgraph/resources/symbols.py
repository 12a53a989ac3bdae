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
from cebgraph.resources.fields import Fields, alternatives, open_fields
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
class Pinpoint:
    """How a language cites a part of a document."""

    pattern: re.Pattern[str]
    words: Mapping[str, str]
    """What `annex`, `chapter` and `article` are written as in a pinpoint."""
    numerals: Mapping[str, str]
    join: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """The families, and the patterns that find them in a language."""

    families: tuple[Family, ...]
    symbol: re.Pattern[str]
    """Any symbol, or several joined by a hyphen (A/72/684-E/2018/7)."""
    citation: re.Pattern[str]
    number: re.Pattern[str]
    label: str
    pinpoint: Pinpoint
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
        fields = open_fields(path, faults)
        fields.only("organ", "families")
        organ = fields.text("organ", "")
        families += [_family(row, organ) for row in fields.rows("families")]
    if faults:
        raise DataFileError(faults)
    return tuple(families)


def _family(row: Fields, organ: str) -> Family:
    row.only("id", "kind", "undo", "symbol", "number", "pattern", "acts", "organs", "needs_organ", "examples")
    symbol, number = row.text("symbol", ""), row.text("number", "")
    built = re.escape(symbol).replace(r"\{number\}", f"(?:{number})")
    return Family(
        id=row.text("id"),
        kind=row.text("kind"),
        undo=row.text("undo", ""),
        organ=organ,
        symbol=symbol,
        number=row.pattern("number") if number else None,
        pattern=row.pattern("pattern").pattern if row.text("pattern", "") else built,
        acts=row.lists("acts") if "acts" in row.nodes else {},
        organs=row.lists("organs") if "organs" in row.nodes else {},
        needs_organ=row.flag("needs_organ"),
        examples=row.lists("examples"),
    )


@lru_cache
def load_citations(language: str) -> Citations:
    """Compile the families for a language.

    Raises DataFileError with every fault of the families' files and the language's.
    """
    faults: list[str] = []
    fields = open_fields(folder("data") / "languages" / language / "citations.yaml", faults)
    citations = _compiled(load_families(), fields, language)
    if faults:
        raise DataFileError(faults)
    return citations


def _compiled(families: tuple[Family, ...], fields: Fields, language: str) -> Citations:
    number = alternatives(f"(?:{family.number.pattern})" for family in families if family.number)
    slots = {
        "{organ}": alternatives(word for family in families for word in family.organs.get(language, ())),
        "{act}": alternatives(word for family in families for word in family.acts.get(language, ())),
        "{number}": number,
    }

    def expand(text: str) -> str:
        for slot, pattern in slots.items():
            text = text.replace(slot, pattern)
        return text

    one = alternatives(family.pattern for family in families)
    pinpoint = fields.fields("pinpoint")
    return Citations(
        families=families,
        symbol=re.compile(rf"(?<![A-Za-z0-9/.]){one}(?:-{one})*(?![A-Za-z0-9/])"),
        citation=fields.pattern("citation", "organ", "numbers", "act", expand=expand),
        number=re.compile(number),
        label=fields.text("label"),
        pinpoint=_pinpoint(pinpoint),
        language=language,
    )


def _pinpoint(fields: Fields) -> Pinpoint:
    return Pinpoint(
        pattern=fields.pattern("pattern", "paragraphs"),
        words={word: fields.text(word) for word in ("annex", "chapter", "article")},
        numerals=fields.table("numerals"),
        join=fields.texts("join"),
        range=fields.texts("range"),
    )


def symbol_files() -> tuple[Path, ...]:
    """Return the files of data/symbols."""
    return tuple(sorted((folder("data") / "symbols").glob("*.yaml")))
