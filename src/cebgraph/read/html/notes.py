"""The notes of a web page: which links are marks of notes, and which blocks they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cebgraph.read.markup import Element

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_NUMBER = re.compile(r"[\[(]?\s*(\d{1,3})\s*[\])]?\.?")
_BACK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[↩↑^⏎←*]+\ufe0e?)\s*[\])]?\.?")


@dataclass(frozen=True, slots=True)
class Notes:
    """The marks of notes with their numbers, and the blocks of the notes with theirs."""

    marks: dict[Element, str]
    blocks: dict[Element, str]

    def is_way_back(self, link: Element) -> bool:
        """Say whether a link leads from a note to its mark."""
        leads = (link.get("href") or "").startswith("#")
        return leads and link not in self.marks and _BACK.fullmatch("".join(link.itertext()).strip()) is not None


def number_of(text: str) -> str:
    """Return the number that a mark shows; empty where it is no mark.

    >>> number_of("[12]"), number_of("th")
    ('12', '')
    """
    match = _NUMBER.fullmatch(text.strip())
    return match[1] if match else ""


def find_notes(root: Element) -> Notes:
    """Find the marks that link to a block further down, and these blocks."""
    order = {node: at for at, node in enumerate(root.iter())}
    places = {name: node for node in root.iter() for key in ("name", "id") if (name := node.get(key))}
    marks: dict[Element, str] = {}
    blocks: dict[Element, str] = {}
    for link in root.iter("a"):
        target = places.get((link.get("href") or "").removeprefix("#"))
        number = number_of("".join(link.itertext()))
        if target is None or not number or not (link.get("href") or "").startswith("#"):
            continue
        block = _block(target)
        if block is None or order[block] < order[link] or _holds_any(link, blocks):
            continue
        marks[link] = number
        blocks.setdefault(block, number)
    return Notes(marks, blocks)


def _block(node: Element) -> Element | None:
    return next((above for above in (node, *node.iterancestors()) if above.tag in BLOCKS and above.tag != "body"), None)


def _holds_any(link: Element, blocks: dict[Element, str]) -> bool:
    return any(above in blocks for above in link.iterancestors())
