"""The numbers that Word generates: the lists of numbering.xml, with a count for each, give a paragraph its label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from cebgraph.read.docx.names import value, w
from cebgraph.read.markup import Element
from cebgraph.read.numerals import han, letter, roman

_PLACE = re.compile(r"%(\d)")
_BULLET = "•"
_NONE = "none"
_LONG = 10
"""No number has so many digits."""


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "japaneseCounting": han,
    "ideographDigital": han,
    "bullet": lambda _: _BULLET,
    _NONE: lambda _: "",
}


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        found = list(root) if root is not None else []
        self._abstract = {node.get(w("abstractNumId")): node for node in found if node.tag == w("abstractNum")}
        self._lists = {node.get(w("numId")): node for node in found if node.tag == w("num")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()

    def next(self, number: str | None, level: int) -> str:
        """Return the label of the next paragraph of a list, at a level; empty where it has none."""
        if number is None or number not in self._lists:
            return ""
        abstract = value(self._lists[number], "abstractNumId") or ""
        definition = self._level(number, level)
        if definition is None:
            return ""
        counts = self._counts[abstract]
        start = self._override(number, level)
        if start is not None and (number, level) not in self._started:
            counts[level] = start
        else:
            counts[level] = counts.get(level, self._start(number, level) - 1) + 1
        self._started.add((number, level))
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        return self._label(number, level, definition, counts)

    def _label(self, number: str, level: int, definition: Element, counts: Mapping[int, int]) -> str:
        form = value(definition, "numFmt") or "decimal"
        if form == "bullet":
            return _BULLET

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            of_level = self._level(number, at)
            shape = (value(of_level, "numFmt") if of_level is not None else None) or "decimal"
            legal = at != level and value(definition, "isLgl") is not None
            return FORMATS["decimal" if legal else shape if shape in FORMATS else "decimal"](
                counts.get(at, self._start(number, at))
            )

        return _PLACE.sub(written, value(definition, "lvlText") or "").strip()

    def _level(self, number: str, level: int) -> Element | None:
        listed = self._lists[number]
        for override in listed.findall(f"{w('lvlOverride')}[@{w('ilvl')}='{level}']"):
            if (own := override.find(w("lvl"))) is not None:
                return own
        abstract = self._abstract.get(value(listed, "abstractNumId"))
        return None if abstract is None else abstract.find(f"{w('lvl')}[@{w('ilvl')}='{level}']")

    def _start(self, number: str, level: int) -> int:
        definition = self._level(number, level)
        return _number(value(definition, "start") if definition is not None else None, 1)

    def _override(self, number: str, level: int) -> int | None:
        for override in self._lists[number].findall(f"{w('lvlOverride')}[@{w('ilvl')}='{level}']"):
            if (start := value(override, "startOverride")) is not None:
                return _number(start, 1)
        return None


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < _LONG else default
