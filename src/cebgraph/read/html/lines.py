"""A line of a web page while it is put together: what stands in it, with the spaces that a browser shows."""

from __future__ import annotations

import re

from cebgraph.read.extracted import Part

_SPACE = re.compile(r"[ \t\n\r\f]+")


class OpenLine:
    r"""A line that may go on.

    >>> line = OpenLine()
    >>> line.say("\n The  Board", bold=False)
    >>> line.raise_("1")
    >>> line.parts()
    [('The Board', False), ('1', True)]
    """

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._bold: list[bool] = []

    @property
    def bare(self) -> bool:
        """Say whether nothing stands in it but raised figures."""
        return not any(text.strip() for text, raised in self._parts if not raised)

    @property
    def marked(self) -> bool:
        """Say whether it begins with a raised figure."""
        return bool(self._parts) and self._parts[0][1]

    @property
    def all_bold(self) -> bool:
        """Say whether all that it says is bold."""
        return all(bold for (text, _), bold in zip(self._parts, self._bold, strict=True) if text.strip())

    def say(self, text: str | None, *, bold: bool) -> None:
        """Add a text; of several spaces, one shows, and none at the start."""
        said = _SPACE.sub(" ", text or "")
        if not self._parts or self._parts[-1][0].endswith((" ", "\t")):
            said = said.lstrip(" ")
        if said:
            self._parts.append((said, False))
            self._bold.append(bold)

    def next_cell(self) -> None:
        """Begin another cell of a table."""
        if self._parts and not self._parts[-1][1]:
            self._parts[-1] = (self._parts[-1][0].rstrip(" "), False)
        self._parts.append(("\t", False))
        self._bold.append(False)

    def raise_(self, figure: str) -> None:
        """Add a raised figure."""
        self._parts.append((figure, True))
        self._bold.append(True)

    def parts(self) -> list[Part]:
        """Return what stands in it, without the spaces at its end."""
        parts = list(self._parts)
        while parts and not parts[-1][0].strip(" "):
            parts.pop()
        return [*parts[:-1], (parts[-1][0].rstrip(" "), parts[-1][1])] if parts else []
