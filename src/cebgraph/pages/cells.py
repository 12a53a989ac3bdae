"""The cells of a table: a term of RDF in, its words, their language and where they lead out.

A link leads to a thing of the graph or to a page of the web, never anywhere else: an IRI of another kind
(`javascript:`) is only shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from cebgraph.iris import BASE, compact_iri, expand
from cebgraph.pages.names import Names
from cebgraph.pages.outcomes import Node

_NUMBERS = frozenset(map(expand, ("xsd:integer", "xsd:decimal", "xsd:double", "xsd:float")))
_TOLD_BY_ITSELF = _NUMBERS | frozenset(
    map(expand, ("xsd:string", "rdf:langString", "xsd:date", "xsd:gYear", "xsd:gYearMonth", "xsd:dateTime"))
)

PageOf = Callable[[str], str]
"""What gives the address of the page of a thing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term as a page shows it."""

    text: str
    language: str = ""
    note: str = ""
    """Its short name, where the text is a name in words; the type of a value that does not show it."""
    iri: str = ""
    href: str = ""
    outside: bool = False
    """Whether the link leaves the server."""
    number: bool = False


def described(iri: str) -> str:
    """Return an address where all is told of a thing: the page that asks for it.

    >>> described("http://metadata.un.org/sdg/6")
    'sparql?query=DESCRIBE+%3Chttp%3A%2F%2Fmetadata.un.org%2Fsdg%2F6%3E'
    """
    return asking(f"DESCRIBE <{iri}>")


def asking(query: str) -> str:
    """Return the address of the page that asks a query, as seen from the server's root."""
    return "sparql?" + urlencode({"query": query})


def cell_of(node: Node | None, names: Names, language: str, page_of: PageOf = described) -> Cell:
    """Return a term as a page in a language shows it.

    >>> cell_of(NamedNode("javascript:alert(1)"), {}, "en")
    Cell(text='javascript:alert(1)', language='', note='', iri='javascript:alert(1)', href='', outside=False,
    number=False)
    """
    if node is None:
        return Cell("")
    if isinstance(node, Literal):
        return _value(node)
    if isinstance(node, NamedNode):
        return _thing(node.value, names, language, page_of)
    return Cell(str(node))


def _value(literal: Literal) -> Cell:
    datatype = literal.datatype.value
    note = "" if datatype in _TOLD_BY_ITSELF else compact_iri(datatype)
    return Cell(literal.value, literal.language or "", note, number=datatype in _NUMBERS)


def _thing(iri: str, names: Names, language: str, page_of: PageOf) -> Cell:
    known = names.get(iri, {})
    short = iri.removeprefix(BASE) if iri.startswith(BASE) else compact_iri(iri)
    spoken = next((tag for tag in (language, "zh", "en", *known) if tag in known), None)
    ours = spoken is not None or short != iri
    outside = not ours and iri.startswith(("http://", "https://"))
    href = page_of(iri) if ours else iri if outside else ""
    if spoken is None:
        return Cell(short, iri=iri, href=href, outside=outside)
    return Cell(known[spoken], spoken, short, iri, href)
