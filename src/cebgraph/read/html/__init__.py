"""HTML: the bytes of a web page come in, the text of its main content goes out; nothing of it is run or fetched.

A paragraph is one line, a row of a table too. What a browser would number is numbered; navigation, forms and what is
hidden are left out; notes are told by the links that lead to them, or by the raised number that they begin with.
"""

from __future__ import annotations

import re

from cebgraph.errors import SourceError
from cebgraph.model.source import Role
from cebgraph.read.extracted import Extracted, TextWriter
from cebgraph.read.html.encoding import decode_page
from cebgraph.read.html.labels import Labels
from cebgraph.read.html.lines import OpenLine
from cebgraph.read.html.notes import BLOCKS, Notes, find_notes, number_of
from cebgraph.read.markup import Element, parse_html

_UNREAD = frozenset(
    [
        "applet",
        "audio",
        "base",
        "button",
        "canvas",
        "dialog",
        "embed",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "menu",
        "meta",
        "nav",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_AROUND = frozenset({"header", "footer", "aside", "form"})
"""Read only within the main content."""
_MAIN = (
    ".//main",
    ".//*[@role='main']",
    ".//article",
    ".//*[@id='main-content']",
    ".//*[@id='content']",
    ".//*[@id='main']",
)
_ENOUGH = 0.5
"""Of all that a page says outside navigation: less is not its main content."""
_ROLES = {
    "figure": Role.PICTURE,
    "figcaption": Role.BODY,
    "h1": Role.TITLE,
    **{f"h{level}": Role.HEADING for level in range(2, 7)},
}
_BOLD = frozenset({"b", "strong"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_IN_CELL = 3
"""A cell with so many paragraphs is no cell: the table lays out a page."""


def read_html(content: bytes, name: str) -> Extracted:
    """Read a web page.

    Raises SourceError for one that says nothing.
    """
    root = parse_html(decode_page(content, name))
    body = None if root is None else root.find("body")
    if body is None:
        raise SourceError("the page says nothing", where=name, hint="does it need scripts to run?")
    page = _Page(find_notes(body))
    extracted = page.read(body)
    if not extracted.text.strip():
        raise SourceError("the page says nothing", where=name, hint="does it need scripts to run?")
    return extracted


class _Page:
    """A page while it is being written out."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._labels = Labels()
        self._writer = TextWriter()
        self._line = OpenLine()
        self._role = Role.BODY
        self._note = ""
        """The number of the note that is being read."""
        self._begins = True
        """Whether a paragraph begins with the next line."""
        self._in_row = False
        self._label = ""
        """What stands before the next line."""

    def read(self, body: Element) -> Extracted:
        """Write everything out."""
        main = _main_content(body)
        if main is not body and next(main.iter("h1"), None) is None:
            for heading in body.iter("h1"):
                self._node(heading)
        self._node(main, whole=main is not body)
        self._end()
        return self._writer.extracted("html")

    def _node(self, node: Element, *, whole: bool = True) -> None:
        """Read an element; `whole` says whether it is within the main content."""
        if _is_unread(node) or (not whole and node.tag in _AROUND):
            return
        if node.tag == "br":
            self._end(begins=False)
        elif node.tag == "table" and not self._in_row and not _lays_out(node):
            self._table(node)
        elif node.tag == "sup" or node in self._notes.marks:
            self._raised(node)
        elif self._note and node.tag == "a" and self._notes.is_way_back(node):
            return
        elif node.tag in BLOCKS:
            self._block(node, whole=whole)
        else:
            self._content(node, whole=whole)

    def _content(self, node: Element, *, whole: bool) -> None:
        bold = any(above.tag in _BOLD for above in (node, *node.iterancestors()))
        self._line.say(node.text, bold=bold)
        for child in node:
            self._node(child, whole=whole)
            self._line.say(child.tail, bold=bold)

    def _block(self, node: Element, *, whole: bool) -> None:
        self._end()
        before = self._role, self._note
        self._role = _ROLES.get(node.tag, self._role)
        if node in self._notes.blocks:
            self._role, self._note = Role.NOTE, self._notes.blocks[node]
            self._line.raise_(self._note)
            self._line.say(" ", bold=False)
        elif node.tag == "li":
            self._label = self._labels.of(node)
        self._content(node, whole=whole)
        self._end(begins=node not in self._notes.blocks)
        self._begins = True
        self._role, self._note = before

    def _raised(self, node: Element) -> None:
        text = "".join(node.itertext())
        number = number_of(text)
        if not number:
            self._line.say(text, bold=False)
        elif not (self._note == number and self._line.bare):
            self._line.raise_(number)

    def _end(self, *, begins: bool = True) -> None:
        """End the line that is open, if it says anything; in a row of a table, go on behind a space."""
        if self._in_row:
            self._line.say(" ", bold=False)
            return
        if not self._line.bare:
            role = self._told()
            self._writer.line([(self._label, False), *self._line.parts()], role, begins=self._begins)
            self._label = ""
            self._begins = begins and role is not Role.NOTE
            self._line = OpenLine()
        self._begins = self._begins or (begins and self._role is not Role.NOTE)

    def _told(self) -> Role:
        if self._role is not Role.BODY:
            return self._role
        if self._line.marked:
            return Role.NOTE
        return Role.HEADING if self._line.all_bold else Role.BODY

    def _table(self, table: Element) -> None:
        self._end()
        for row in table.iter("tr"):
            self._in_row = True
            for at, cell in enumerate(cell for cell in row if cell.tag in {"td", "th"}):
                if at:
                    self._line.next_cell()
                self._content(cell, whole=True)
            self._in_row = False
            before, self._role = self._role, Role.ROW
            self._end()
            self._role = before


def _is_unread(node: Element) -> bool:
    return (
        node.tag in _UNREAD
        or node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(node.get("style") or ""))
    )


def _lays_out(table: Element) -> bool:
    """Say whether a table lays out a page rather than holding figures."""
    if next(table.iterfind(".//table"), None) is not None or next(table.iter("h1", "h2", "h3"), None) is not None:
        return True
    return any(sum(1 for _ in cell.iter("p")) >= _IN_CELL for cell in table.iter("td"))


def _main_content(body: Element) -> Element:
    """Return what holds most of what a page says, where it is marked as the main content; else all of it."""
    whole = _said(body)
    found = (node for path in _MAIN for node in body.iterfind(path))
    return next((node for node in found if _said(node) >= _ENOUGH * whole), body)


def _said(node: Element) -> int:
    """Return how much an element says beside navigation."""
    if _is_unread(node) or node.tag in _AROUND:
        return 0
    return len((node.text or "").strip()) + sum(_said(child) + len((child.tail or "").strip()) for child in node)
