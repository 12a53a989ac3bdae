"""The graph to explore: its page, and what it is drawn from as JSON.

Both are made of the network, which is read in a thread and kept until the store is built anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Store
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cebgraph.network import Network, read_network
from cebgraph.pages.graph import graph_json, graph_page
from cebgraph.pages.labels import AddressOf
from cebgraph.quads import base_of
from cebgraph.serve.addresses import page_addresses
from cebgraph.serve.files import sent
from cebgraph.serve.latest import latest
from cebgraph.serve.readers import language_for, page_response
from cebgraph.serve.routes import route


def graph_routes(store: Path) -> list[Route]:
    """Return the routes of the graph to explore."""
    graph = _Graph(latest(store, _drawn))
    return [route("/graph", graph.page), route("/graph.json", graph.data)]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A network, ready to be shown."""

    network: Network
    base: str
    address_of: AddressOf
    json: bytes


def _drawn(store: Store) -> _Drawn:
    network, base = read_network(store), base_of(store.named_graphs())
    address_of = page_addresses(base, "", lambda _: True)
    return _Drawn(network, base, address_of, graph_json(network, base, address_of))


@dataclass(frozen=True, slots=True)
class _Graph:
    """What is answered about the whole graph."""

    drawn: Callable[[], _Drawn]

    async def page(self, request: Request) -> Response:
        """Show all things on a page, and one of them first where the request names it."""
        chosen, thing = (request.query_params.get(name, "") for name in ("lang", "thing"))
        language = language_for(request, chosen)
        drawn = await run_in_threadpool(self.drawn)
        make = partial(graph_page, drawn.network, language, drawn.base, drawn.address_of, thing)
        return page_response(await run_in_threadpool(make), chosen, language)

    async def data(self, request: Request) -> Response:
        """Give what the drawing is made of."""
        drawn = await run_in_threadpool(self.drawn)
        return sent(request, drawn.json, "application/json")
