"""XML and HTML, parsed so that nothing is fetched, expanded or run: bytes come in, a tree of elements goes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, cast

from lxml import etree


class Element(Protocol):
    """An element of a tree: the library that parses has no types of its own."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]: ...
    def get(self, key: str, default: str | None = None) -> str | None:
        """Return the value of an attribute."""

    def find(self, path: str) -> Element | None:
        """Return the first element at a path."""

    def findall(self, path: str) -> list[Element]:
        """Return the elements at a path."""

    def iterfind(self, path: str) -> Iterator[Element]:
        """Give the elements at a path."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """Give itself and all elements in it, in the order of the file."""

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """Give the elements that it is in, from the inside."""

    def itertext(self, *tags: str) -> Iterator[str]:
        """Give all texts in it."""

    def getparent(self) -> Element | None:
        """Return the element that it is in."""


class Malformed(ValueError):
    """What is no XML, or has a document type, where entities without end would be declared."""


def parse_xml(content: bytes) -> Element:
    """Parse XML that has no document type.

    >>> parse_xml(b"<a><b/></a>").tag
    'a'
    >>> parse_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    Traceback (most recent call last):
    cebgraph.read.markup.Malformed: has a document type
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        _refuse_large(error)
        raise Malformed(error.msg) from None
    if root.getroottree().docinfo.doctype:
        raise Malformed("has a document type")
    return cast("Element", root)


def parse_html(text: str) -> Element | None:
    """Parse a web page as browsers do, whatever is wrong with it; None where there is nothing in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return cast("Element | None", etree.fromstring(text.encode("utf-8", "replace"), parser))
    except etree.XMLSyntaxError as error:
        _refuse_large(error)
        return None


def _refuse_large(error: etree.XMLSyntaxError) -> None:
    if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError
