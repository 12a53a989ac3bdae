"""Gold standards: what careful readers drew from a text, in tab-separated files beside one another.

`NAME.entities.tsv`, `NAME.facts.tsv`, and where they exist `NAME.optional_facts.tsv` (neither hit nor error) and
`NAME.must_not.tsv` (what a careless reader would draw). `NAME.yaml` says which text they are of, and which part of it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cebgraph.errors import DataFileError, SourceError
from cebgraph.resources.fields import read_fields

_ENTITY_COLUMNS = ("id", "type", "label", "aliases", "symbol", "first_at", "note")
_FACT_COLUMNS = ("subject", "predicate", "object", "qualifiers", "at", "evidence")
_RANGE = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A named thing."""

    id: str
    kind: str
    names: tuple[str, ...]
    """Label first, then the aliases."""
    symbol: str
    first_at: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A relation that the text states."""

    subject: str
    predicate: str
    object: str
    """An entity's id, or a literal in double quotes."""
    qualifiers: Mapping[str, str]
    at: tuple[str, ...]
    evidence: str

    @property
    def status(self) -> str:
        """`planned`, `agreed`, `negated`, or empty for what is done or in force."""
        return self.qualifiers.get("status", "")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a text that a gold standard covers: its paragraphs and notes; nothing given means all."""

    paragraphs: range = range(0)
    notes: range = range(0)

    @property
    def whole(self) -> bool:
        """Say whether it is the whole text."""
        return not self.paragraphs and not self.notes

    def holds(self, place: str) -> bool:
        """Say whether it holds a place as gold standards write it: `17`, `fn5`, `fig2`, `h:21`, `title`.

        >>> Part(range(1, 42), range(1, 19)).holds("fn5"), Part(range(1, 42), range(1, 19)).holds("50")
        (True, False)
        """
        number = int(found[0]) if (found := re.findall(r"\d+$", place)) else 0
        if self.whole:
            return True
        if place.startswith("fn"):
            return number in self.notes
        if place.startswith("h:") or place.isdigit():
            return number in self.paragraphs
        return 1 in self.paragraphs


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold standard of one text, or of a part of it."""

    name: str
    text: Path
    part: Part
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]
    optional: tuple[GoldFact, ...]
    must_not: tuple[GoldFact, ...]


def load_gold(prefix: Path) -> Gold:
    """Read a gold standard; `prefix` is the path of its files without `.entities.tsv`.

    Raises SourceError where there is none, DataFileError with every malformed line.
    """
    faults: list[str] = []
    entities = tuple(_entity(row) for row in _rows(prefix, "entities", _ENTITY_COLUMNS, faults))
    facts = {
        name: tuple(_fact(row) for row in _rows(prefix, name, _FACT_COLUMNS, faults, needed=name == "facts"))
        for name in ("facts", "optional_facts", "must_not")
    }
    text, part = _of_text(prefix, faults)
    if faults:
        raise DataFileError(faults)
    return Gold(prefix.name, text, part, entities, facts["facts"], facts["optional_facts"], facts["must_not"])


def _of_text(prefix: Path, faults: list[str]) -> tuple[Path, Part]:
    """Read which text the gold is of; without a description, it is all of the text beside it."""
    path = prefix.with_name(f"{prefix.name}.gold.yaml")
    if not path.exists():
        return prefix.with_name(f"{prefix.name}.txt"), Part()
    fields = read_fields(path, str(path))
    text = prefix.parent / fields.text("text")
    part = Part(*(_range(fields.text(name, ""), f"{path}: {name}", faults) for name in ("paragraphs", "notes")))
    faults += fields.faults
    return text, part


def _range(text: str, where: str, faults: list[str]) -> range:
    match = _RANGE.fullmatch(text)
    if text and not match:
        faults.append(f"{where}: a range is written like 1-41, not {text!r}")
    return range(int(match[1]), int(match[2]) + 1) if match else range(0)


def _rows(
    prefix: Path, part: str, columns: tuple[str, ...], faults: list[str], *, needed: bool = True
) -> list[dict[str, str]]:
    path = prefix.with_name(f"{prefix.name}.{part}.tsv")
    if not path.exists():
        if needed:
            msg = "there is no gold standard of this name"
            raise SourceError(msg, where=str(path), hint="give the path of its files without .entities.tsv")
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != columns:
            faults.append(f"{path}:1: the columns must be {', '.join(columns)}")
            return []
        rows = list(reader)
    for line, row in enumerate(rows, 2):
        if None in row or None in row.values():  # more or fewer values than columns
            faults.append(f"{path}:{line}: {len(columns)} columns must be set apart by tabs")
    return [{key: row[key] or "" for key in columns} for row in rows]


def _entity(row: Mapping[str, str]) -> GoldEntity:
    aliases = (alias.strip() for alias in row["aliases"].split("|"))
    names = (row["label"], *filter(None, aliases))
    optional = row["note"].startswith("optional")
    return GoldEntity(row["id"], row["type"], names, row["symbol"], row["first_at"], optional)


def _fact(row: Mapping[str, str]) -> GoldFact:
    pairs = (part.strip().partition("=") for part in row["qualifiers"].split(";") if "=" in part)
    qualifiers = {key: value for key, _, value in pairs}
    at = tuple(place.strip() for place in row["at"].split(",") if place.strip())
    return GoldFact(row["subject"], row["predicate"], row["object"], qualifiers, at, row["evidence"])
