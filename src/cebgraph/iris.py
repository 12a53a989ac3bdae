"""Identifiers: the only place that forms IRIs. Stable, readable, derived from content alone."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

BASE = "https://w3id.org/cebgraph/id/"
ONTOLOGY = "https://w3id.org/cebgraph/ontology#"

PREFIXES = {
    "ceb": ONTOLOGY,
    "ceb-act": "https://w3id.org/cebgraph/act/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "doco": "http://purl.org/spar/doco/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sdg": "http://metadata.un.org/sdg/",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "undo": "https://w3id.org/un/ontology/undo/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# Kept as they are in a path: what RFC 3987 lets stand there and a person can read.
_PATH_SAFE = "/-._~!$&'()*+,;=:@"


def expand(compact: str) -> str:
    """Return the IRI of a compact name.

    >>> expand("ceb:endorsed")
    'https://w3id.org/cebgraph/ontology#endorsed'
    """
    prefix, _, local = compact.partition(":")
    return PREFIXES[prefix] + local


def compact_iri(iri: str) -> str:
    """Return an IRI with its prefix; an IRI under no known prefix as it is.

    >>> compact_iri("http://www.w3.org/ns/org#memberOf")
    'org:memberOf'
    """
    for prefix, start in PREFIXES.items():
        local = iri.removeprefix(start)
        if local and local != iri and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return iri


def thing_iri(identifier: str, base: str = BASE) -> str:
    """Return the IRI of a thing, block or statement: a path below the base, or a whole IRI as it is.

    >>> thing_iri("document/S/RES/2388(2017)")
    'https://w3id.org/cebgraph/id/document/S/RES/2388(2017)'
    >>> thing_iri("http://metadata.un.org/sdg/6")
    'http://metadata.un.org/sdg/6'
    """
    if identifier.startswith(("http://", "https://")):
        return identifier
    return base + "".join(char if _may_stand(char) else quote(char, safe="") for char in identifier)


def _may_stand(char: str) -> bool:
    return char.isalnum() or char in _PATH_SAFE


def is_base(text: str) -> bool:
    """Say whether the IRIs of things may begin with a text.

    >>> is_base("https://example.org/id/"), is_base("https://example.org/id"), is_base("nonsense/")
    (True, False, False)
    """
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#]", text) is not None


def normal_name(name: str) -> str:
    """Return a name as it is compared: compatibility form, lower case, without spaces, quotes and punctuation.

    >>> normal_name("《2030 年可持续发展议程》")
    '2030年可持续发展议程'
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[\W_]+", "", folded)


def digest(*parts: str, length: int = 12) -> str:
    """Return a short hash of some texts; the same texts give the same hash on any machine."""
    import hashlib  # noqa: PLC0415  # slow to load, and of no use to who only reads

    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def slug(name: str, *, length: int = 32) -> str:
    """Return a readable path element for a name.

    >>> slug("“COVID-19：不平等现象和重建得更好”")
    'COVID-19-不平等现象和重建得更好'
    """
    folded = unicodedata.normalize("NFKC", name)
    return re.sub(r"[^\w]+", "-", folded).strip("-_")[:length].strip("-")


def named_id(family: str, name: str) -> str:
    """Return the id of a thing that has neither symbol nor authority entry: slug and short hash of its name.

    >>> named_id("body", "联合国危机管理工作队")
    'body/联合国危机管理工作队-28a982'
    """
    return f"{family}/{slug(name)}-{digest(normal_name(name), length=6)}"


def document_id(symbol: str) -> str:
    """Return the id of the document with a symbol.

    >>> document_id("A/RES/75/233")
    'document/A/RES/75/233'
    """
    return f"document/{symbol}"
