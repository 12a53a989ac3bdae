"""Terms: names of the vocabulary and values of a statement as RDF terms."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from cebgraph.iris import PREFIXES, expand
from cebgraph.model.statement import Literal as Value

EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
_XSD = PREFIXES["xsd"]
_DATES = (
    (re.compile(r"\d{4}"), "gYear"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
)
# What RFC 3987 lets stand in an IRI beside letters and digits; a % stays where it begins an escape.
_IRI_SAFE = "/:?#[]@!$&'()*+,;=-._~%"


@lru_cache(maxsize=512)
def term(compact: str) -> NamedNode:
    """Return the IRI of a compact name.

    >>> term("rdf:type")
    <NamedNode value=http://www.w3.org/1999/02/22-rdf-syntax-ns#type>
    """
    return NamedNode(expand(compact))


def xsd(value: str, datatype: str) -> Literal:
    """Return a literal of a datatype of XML Schema."""
    return Literal(value, datatype=NamedNode(_XSD + datatype))


def date_literal(edtf: str) -> Literal:
    """Return a date as the narrowest datatype of XML Schema that holds it; an interval as EDTF.

    >>> date_literal("2020-05").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    >>> date_literal("2018-10-11/2018-10-12").datatype == EDTF
    True
    """
    for pattern, datatype in _DATES:
        if pattern.fullmatch(edtf):
            return xsd(edtf, datatype)
    return Literal(edtf, datatype=EDTF)


def language_iri(language: str) -> NamedNode:
    """Return the IRI that the Library of Congress gave a language, as UNDO has it.

    >>> language_iri("zh").value
    'http://id.loc.gov/vocabulary/iso639-1/zh'
    """
    return NamedNode(f"http://id.loc.gov/vocabulary/iso639-1/{language}")


def page_iri(address: str) -> NamedNode:
    """Return a web address as an IRI, with the scheme that a printed address leaves out.

    >>> page_iri("www.unsceb.org").value
    'https://www.unsceb.org'
    """
    whole = address if address.startswith(("http://", "https://")) else f"https://{address}"
    return NamedNode(quote(whole, safe=_IRI_SAFE))


def object_term(value: Value) -> NamedNode | Literal:
    """Return the RDF term of a statement's literal object."""
    if value.datatype == "anyURI":
        return page_iri(value.value)
    if value.datatype == "date":
        return date_literal(value.value)
    if value.datatype:
        return xsd(value.value, value.datatype)
    return Literal(value.value, language=value.language) if value.language else Literal(value.value)
