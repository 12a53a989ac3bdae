"""What a client can ask: a request taken apart, checked, and made a value that a worker can answer.

Method: SPARQL 1.1 Protocol, section 2.1, and SPARQL 1.1 Graph Store HTTP Protocol, section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from cebgraph.errors import CebgraphError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_FORMATS = ("format", "output", "results")
"""Names under which clients send the format they want."""

Pairs = tuple[tuple[str, str], ...]


class Refusal(CebgraphError):
    """A request that is not answered, with the HTTP status that says so."""

    def __init__(self, status: int, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message, where=where, hint=hint)
        self.status = status


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker is to answer, and in which format."""

    kind: Literal["query", "graph", "catalogue", "description", "example", "thing", "page"]
    text: str = ""
    """A query in SPARQL, or the name of one; the IRI of a graph, or nothing for the default graph; a thing's id."""
    values: Pairs = ()
    """What the query with that name is asked of, or how a page is to speak."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = ""
    format: str = ""
    """A name of a format, which goes before what is accepted."""
    address: str = ""
    """Of the endpoint, for what is told of it."""


def pairs_of(encoded: bytes) -> Pairs:
    """Return the names and values of a form or of an address.

    Raises Refusal where they are not UTF-8, or too many.
    """
    try:
        found = parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Refusal(400, "the parameters are not in UTF-8") from None
    except ValueError:
        raise Refusal(400, "there are too many parameters", hint="1,000 at most") from None
    return tuple(found)


def asked_by_get(pairs: Pairs, accept: str) -> Question | None:
    """Return the question of a GET request; none where it asks nothing.

    >>> asked_by_get((("query", "ASK {}"), ("format", "json")), "*/*").format
    'json'
    """
    return question_of(pairs, accept) if _one(pairs, "query") is not None or _update_in(pairs) else None


def asked_by_post(pairs: Pairs, content_type: str, body: bytes, accept: str) -> Question:
    """Return the question of a POST request: a form, or the query itself.

    Raises Refusal for other content, another encoding than UTF-8, and requests to change the graph.
    """
    media_type, *parameters = content_of(content_type)
    charset = next((text[8:].strip('"') for text in parameters if text.startswith("charset=")), "utf-8")
    if media_type == UPDATE:
        raise _read_only()
    if media_type not in {FORM, QUERY}:
        raise Refusal(415, f"the content is {media_type or 'of no type'}", hint=f"send {QUERY} or {FORM}")
    if charset not in {"utf-8", "us-ascii"}:
        raise Refusal(415, f"the content is in {charset}", hint="send UTF-8")
    if media_type == FORM:
        return question_of((*pairs, *pairs_of(body)), accept)
    try:
        return question_of((*pairs, ("query", body.decode())), accept)
    except UnicodeDecodeError:
        raise Refusal(400, "the query is not in UTF-8") from None


def asked_for_graph(pairs: Pairs, accept: str) -> Question:
    """Return the question for a whole graph: `?default`, or `?graph=` and its IRI.

    Raises Refusal where neither, or both, are given.
    """
    graph, default = _one(pairs, "graph"), _one(pairs, "default")
    if (graph is None) == (default is None):
        raise Refusal(400, "one graph can be had at a time", hint="?default or ?graph=IRI")
    return Question("graph", _iri(graph) if graph is not None else "", accept=accept, format=format_in(pairs))


def content_of(content_type: str) -> list[str]:
    """Return the media type of a content and its parameters."""
    return [part.strip().lower() for part in content_type.split(";")]


def question_of(pairs: Pairs, accept: str) -> Question:
    """Return the question that some parameters ask.

    Raises Refusal where they ask none, or to change the graph.
    """
    text = _one(pairs, "query")
    if _update_in(pairs):
        raise _read_only()
    if text is None:
        raise Refusal(400, "there is no query", hint="send it as the parameter `query`")
    return Question(
        kind="query",
        text=text,
        default_graphs=_graphs(pairs, "default-graph-uri"),
        named_graphs=_graphs(pairs, "named-graph-uri"),
        accept=accept,
        format=format_in(pairs),
    )


def _update_in(pairs: Pairs) -> bool:
    return any(name == "update" for name, _ in pairs)


def _read_only() -> Refusal:
    return Refusal(403, "the graph is only read here", hint="ask with SELECT, ASK, CONSTRUCT or DESCRIBE")


def _graphs(pairs: Iterable[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    """Return the graphs of a dataset, each once: one that is given twice is no larger."""
    return tuple(dict.fromkeys(_iri(value) for name, value in pairs if name == wanted and value))


def _one(pairs: Pairs, wanted: str) -> str | None:
    values = [value for name, value in pairs if name == wanted]
    if len(values) > 1:
        raise Refusal(400, f"`{wanted}` is given {len(values)} times", hint="give it once")
    return values[0] if values else None


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError:
        raise Refusal(400, f"{text!r} is not the IRI of a graph", hint="give a whole IRI") from None


def format_in(pairs: Pairs) -> str:
    """Return the name of a format; SPARQLWrapper sends it under three names."""
    given: Mapping[str, str] = dict(pairs)
    return next((given[name] for name in _FORMATS if given.get(name)), "")
