"""Where stores listen: the address that a user knows in, the addresses of the three endpoints out.

What is known of each kind of store stands in one table, LAYOUTS. A kind that is not in it is pushed to as "plain",
where one address answers everything, with the exceptions that the user names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cebgraph.errors import PushError

PLAIN = "plain"
_RDF4J = re.compile(r"/repositories/[^/]+$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a kind of store has its endpoints, below its address; None where it has no such endpoint."""

    address: str
    """What its address looks like."""
    gsp: str | None = ""
    update: str | None = ""
    query: str | None = ""
    server: str = ""
    """What its header Server begins with, where it says so."""
    further: tuple[str, ...] = ()
    """Other endpoints that a user may give as its address."""
    own_default: bool = True
    """Whether its default graph is a graph of its own, rather than the union of all or none at all."""
    copies: bool = True
    """Whether its SPARQL Update can copy a graph."""

    def ends(self) -> tuple[str, ...]:
        """Return the endpoints below the address, the longest first."""
        ends = {end for end in (self.gsp, self.update, self.query, *self.further) if end}
        return tuple(sorted(ends, key=lambda end: (-len(end), end)))


LAYOUTS: Mapping[str, Layout] = {
    "oxigraph": Layout("http://host:7878", "/store", "/update", "/query", server="Oxigraph"),
    "virtuoso": Layout(
        "http://host:8890",
        "/sparql-graph-crud-auth",
        "/sparql-auth",
        "/sparql-auth",
        server="Virtuoso",
        further=("/sparql", "/sparql-graph-crud"),
        own_default=False,
    ),
    "fuseki": Layout("http://host:3030/dataset", "/data", "/update", "/query", server="Apache Jena Fuseki"),
    "graphdb": Layout(
        "http://host:7200/repositories/name", "/rdf-graphs/service", "/statements", server="GraphDB", own_default=False
    ),
    "rdf4j": Layout(
        "http://host:8080/rdf4j-server/repositories/name", "/rdf-graphs/service", "/statements", own_default=False
    ),
    "qlever": Layout("http://host:7001", own_default=False, copies=False),
    "stardog": Layout("http://host:5820/database", update="/update", query="/query"),
    "neptune": Layout("https://host:8182/sparql", gsp="/gsp/", own_default=False),
    "blazegraph": Layout("http://host:9999/blazegraph/namespace/name/sparql", gsp=None, own_default=False),
    PLAIN: Layout("http://host/sparql"),
}


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where one store listens; "" where it has no such endpoint."""

    gsp: str
    update: str
    query: str
    own_default: bool = True
    copies: bool = True


def checked_address(url: str) -> str:
    """Return the address of a store without a slash or fragment at its end.

    Raises PushError for one that is no address, or has a password in it, which would show in lists of processes.

    >>> checked_address("http://127.0.0.1:7878/")
    'http://127.0.0.1:7878'
    """
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        raise PushError("is no address", where=url, hint="like http://host:7878") from None
    if parts.username is not None or parts.password is not None:
        shown = url.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise PushError("has a user in it", where=shown, hint="give --user, and the password in CEBGRAPH_PASSWORD")
    if not whole or any(char.isspace() or not char.isprintable() for char in url):
        raise PushError("is no address", where=url, hint="like http://host:7878")
    return url.partition("#")[0].rstrip("/")


def recognised(url: str, server: str = "") -> str:
    """Return the kind of store at an address, by its header Server or by the address; "plain" where neither tells.

    >>> recognised("http://localhost:8890/sparql", "Virtuoso/07.20.3229 (Linux)")
    'virtuoso'
    >>> recognised("http://localhost:7200/repositories/ceb")
    'rdf4j'
    """
    named = [kind for kind, layout in LAYOUTS.items() if layout.server and server.startswith(layout.server)]
    if named:
        return named[0]
    if _RDF4J.search(url):
        return "rdf4j"
    gsp = [kind for kind, layout in LAYOUTS.items() if layout.gsp and url.endswith(layout.gsp)]
    return gsp[0] if gsp else PLAIN


def endpoints_of(url: str, kind: str, *, update: str = "", query: str = "") -> Endpoints:
    """Return the endpoints of a kind of store; the address may be that of one of them.

    >>> endpoints_of("http://localhost:3030/ceb", "fuseki").gsp
    'http://localhost:3030/ceb/data'
    >>> endpoints_of("http://localhost:3030/ceb/data", "fuseki").query
    'http://localhost:3030/ceb/query'
    """
    layout = LAYOUTS[kind]
    url, mark, rest = url.partition("?")
    end = next((end.rstrip("/") for end in layout.ends() if url.endswith(end.rstrip("/"))), "")
    base = url.removesuffix(end)
    at = ["" if end is None else base + end + mark + rest for end in (layout.gsp, layout.update, layout.query)]
    return Endpoints(at[0], update or at[1], query or at[2], layout.own_default, layout.copies)
