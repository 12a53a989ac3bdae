"""The two protocols of SPARQL 1.1 that write: a chunk in, the request that carries it out.

The first chunk of a graph replaces what the graph held and the others add to it, so that whoever pushes again after a
failure needs to know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from cebgraph.push.chunks import DEFAULT, Chunk
from cebgraph.push.endpoints import Endpoints

_NTRIPLES = "application/n-triples"
_UPDATE = "application/sparql-update"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to a store."""

    method: str
    url: str
    content: bytes
    media_type: str
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Protocol:
    """A way to write a chunk into a graph."""

    endpoint: Callable[[Endpoints], str]
    writing: Callable[[str, str, Chunk, bool], Request]
    """The request that writes a chunk to a graph at an endpoint, in place of what it held or beside it."""
    chunk_size: int
    """Bytes of a chunk that stores take as they are set up when installed."""


def _put_or_post(endpoint: str, graph: str, chunk: Chunk, replace: bool) -> Request:
    name = f"graph={quote(graph, safe='')}" if graph != DEFAULT else "default"
    url = f"{endpoint}{'&' if '?' in endpoint else '?'}{name}"
    return Request("PUT" if replace else "POST", url, chunk.content, _NTRIPLES)


def _insert(endpoint: str, graph: str, chunk: Chunk, replace: bool) -> Request:
    named, body = graph != DEFAULT, b"{\n" + chunk.content + b"}"
    target = f"GRAPH <{graph}>".encode() if named else b"DEFAULT"
    before = b"DROP SILENT " + target + b" ;\n" if replace else b""
    insert = b"INSERT DATA " + (b"{ " + target + b" " + body + b" }" if named else body)
    return Request("POST", endpoint, before + insert, _UPDATE)


PROTOCOLS: Mapping[str, Protocol] = {
    "gsp": Protocol(lambda endpoints: endpoints.gsp, _put_or_post, 1_000_000),
    # Virtuoso parses an update of some 5,000 lines and no more.
    "update": Protocol(lambda endpoints: endpoints.update, _insert, 100_000),
}


def copying(endpoint: str, draft: str, graph: str) -> Request:
    """Return the request that puts what a graph holds into another's place.

    It copies: to move would empty both, in some stores, where it is tried again after it was done.
    """
    target = f"GRAPH <{graph}>" if graph != DEFAULT else "DEFAULT"
    return Request("POST", endpoint, f"COPY GRAPH <{draft}> TO {target}".encode(), _UPDATE)


def dropping(endpoint: str, graph: str) -> Request:
    """Return the request that removes a graph."""
    return Request("POST", endpoint, f"DROP SILENT GRAPH <{graph}>".encode(), _UPDATE)


def asking(endpoint: str, query: str) -> Request:
    """Return the request that asks a question."""
    content = urlencode({"query": query}).encode()
    return Request("POST", endpoint, content, _FORM, accept="application/sparql-results+json")
