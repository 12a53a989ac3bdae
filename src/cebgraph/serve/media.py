"""The formats of answers, and which of them a client wants: an Accept header or a name in, a format out.

Method: RFC 9110, section 12.5.1. Where a client wants several equally, the order of the formats here decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat

Writer = TypeVar("Writer", bound=QueryResultsFormat | RdfFormat)


@dataclass(frozen=True, slots=True)
class Format(Generic[Writer]):
    """A format of answers."""

    name: str
    """What `?format=` calls it."""
    writer: Writer
    media_types: tuple[str, ...]
    """Its media type, then others under which clients ask for it."""
    names: tuple[str, ...] = ()
    """Other names that clients send."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Writer]):
    """A format, and the media type that the answer is to bear."""

    format: Format[Writer]
    media_type: str


_QUOTED = re.compile(r'"[^"]*"')
_WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")

RESULTS = (
    Format("json", QueryResultsFormat.JSON, ("application/sparql-results+json", "application/json"), ("sparql-json",)),
    Format("xml", QueryResultsFormat.XML, ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", QueryResultsFormat.CSV, ("text/csv",)),
    Format("tsv", QueryResultsFormat.TSV, ("text/tab-separated-values",)),
)
"""Of answers to SELECT and ASK."""

GRAPHS = (
    Format("turtle", RdfFormat.TURTLE, ("text/turtle", "application/x-turtle"), ("ttl",)),
    Format("ntriples", RdfFormat.N_TRIPLES, ("application/n-triples", "text/plain"), ("nt", "n-triples")),
    Format("jsonld", RdfFormat.JSON_LD, ("application/ld+json", "application/json"), ("json-ld", "json")),
    Format("rdfxml", RdfFormat.RDF_XML, ("application/rdf+xml", "application/xml"), ("rdf", "rdf+xml", "xml")),
    Format("n3", RdfFormat.N3, ("text/n3", "text/rdf+n3")),
)
"""Of graphs."""


def named(name: str, offered: Sequence[Format[Writer]]) -> Choice[Writer] | None:
    """Return the format with a name or media type.

    >>> named("ttl", GRAPHS).media_type
    'text/turtle'
    """
    for form in offered:
        if name.lower() in {form.name, *form.names, *form.media_types}:
            return Choice(form, form.media_types[0])
    return None


def negotiated(accept: str, offered: Sequence[Format[Writer]]) -> Choice[Writer] | None:
    """Return the format that an Accept header wants most; none where it wants none of those offered.

    >>> negotiated("text/csv;q=0.5, application/json", RESULTS).format.name
    'json'
    >>> negotiated("*/*", GRAPHS).media_type
    'text/turtle'
    """
    primary = [Choice(form, form.media_types[0]) for form in offered]
    others = [Choice(form, media_type) for form in offered for media_type in form.media_types[1:]]
    weights = _weights(accept or "*/*")
    wanted = max((*primary, *others), key=lambda choice: _quality(choice.media_type, weights))
    return wanted if _quality(wanted.media_type, weights) > 0 else None


def prefers_page(accept: str) -> bool:
    """Say whether a client would rather have a page than data, as browsers would.

    >>> prefers_page("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), prefers_page("*/*")
    (True, False)
    """
    weights = _weights(accept)
    data = chain(*(form.media_types for form in RESULTS), *(form.media_types for form in GRAPHS))
    return _quality("text/html", weights) > max(_quality(media_type, weights) for media_type in data)


def _weights(accept: str) -> Mapping[str, float]:
    """Return how much each media range is wanted; a weight that is none counts as 1.

    >>> _weights("text/csv;q=0.5, text/turtle;q=nan")
    {'text/csv': 0.5, 'text/turtle': 1.0}
    """
    weights: dict[str, float] = {}
    for part in _QUOTED.sub("", accept.lower()).split(","):
        media_range, *parameters = (text.strip() for text in part.split(";"))
        weight = next((text[2:] for text in parameters if text.startswith("q=")), "1")
        weights.setdefault(media_range, float(weight) if _WEIGHT.fullmatch(weight) else 1.0)
    return weights


def _quality(media_type: str, weights: Mapping[str, float]) -> float:
    """Return how much a media type is wanted: by the most specific range that holds it."""
    family = media_type.partition("/")[0]
    return next((weights[held] for held in (media_type, f"{family}/*", "*/*") if held in weights), 0.0)
