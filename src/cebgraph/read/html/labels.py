"""The numbers that a browser puts before the items of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cebgraph.read.markup import Element
from cebgraph.read.numerals import letter, roman

_FORMS: Mapping[str, Callable[[int], str]] = {
    "a": letter,
    "A": lambda number: letter(number).upper(),
    "i": lambda number: roman(number).lower(),
    "I": roman,
}
_BULLET = "•"
_LONG = 10
"""No number has so many digits."""


class Labels:
    """Counts the items of the lists of a page."""

    def __init__(self) -> None:
        self._counts: dict[Element, int] = {}

    def of(self, item: Element) -> str:
        """Return the label of the next item, with a space behind it."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return f"{_BULLET} "
        count = _number(item.get("value"), self._counts.get(parent, _number(parent.get("start"), 1) - 1) + 1)
        self._counts[parent] = count
        form = _FORMS.get(item.get("type") or parent.get("type") or "", str)
        return f"{form(count) if count > 0 else count}. "


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < _LONG else default
