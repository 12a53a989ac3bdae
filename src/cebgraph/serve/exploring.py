"""Views of the whole graph: the one to explore, with what it is drawn from as JSON; the acts in time; the goals.

All are made of the network, which is read in a thread and kept until the store is built anew; so are the places of its
things, which are found at the start, before anybody asks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Store
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cebgraph.errors import StoreError
from cebgraph.network import Network, read_network
from cebgraph.pages.graph import graph_json, graph_page
from cebgraph.pages.labels import AddressOf
from cebgraph.pages.matrix import Matrix, Ties, matrix_of, read_ties
from cebgraph.pages.matrix_page import goals_csv, goals_page, goals_svg
from cebgraph.pages.timeline import Reading, Wanted, timeline_page
from cebgraph.quads import base_of
from cebgraph.serve.addresses import page_addresses
from cebgraph.serve.files import sent
from cebgraph.serve.latest import latest
from cebgraph.serve.readers import language_for, page_response
from cebgraph.serve.routes import route


def graph_routes(store: Path) -> list[Route]:
    """Return the routes of the views of the graph, and begin to make what they show."""
    views = _Views(latest(store, _read))
    threading.Thread(target=views.prepare, daemon=True).start()
    return [
        route("/graph", views.graph),
        route("/graph.json", views.data),
        route("/timeline", views.timeline),
        route("/goals", views.goals),
        route("/goals.csv", views.goals_csv),
        route("/goals.svg", views.goals_svg),
    ]


@dataclass(frozen=True)
class _Shown:
    """A network, ready to be shown."""

    network: Network
    ties: Ties
    base: str
    address_of: AddressOf
    placing: threading.Lock = field(default_factory=threading.Lock)

    def json(self) -> bytes:
        """Return what the drawing is made of; who asks while it is being made waits for it."""
        with self.placing:
            return self._json

    @cached_property
    def _json(self) -> bytes:
        return graph_json(self.network, self.base, self.address_of)

    def matrix(self, language: str) -> Matrix:
        """Return the matrix of bodies and goals."""
        return matrix_of(self.network, self.ties, language, self.address_of)


def _read(store: Store) -> _Shown:
    base = base_of(store.named_graphs())
    return _Shown(read_network(store), read_ties(store), base, page_addresses(base, "", lambda _: True))


@dataclass(frozen=True, slots=True)
class _Views:
    """What is answered about the whole graph."""

    shown: Callable[[], _Shown]

    def prepare(self) -> None:
        """Place the things, so that the first to look at them need not wait."""
        with suppress(StoreError):  # the first to ask is told
            self.shown().json()

    async def graph(self, request: Request) -> Response:
        """Show all things on a page, and one of them first where the request names it."""
        thing = request.query_params.get("thing", "")
        return await self._page(
            request, lambda one, language: graph_page(one.network, language, one.base, one.address_of, thing)
        )

    async def data(self, request: Request) -> Response:
        """Give what the drawing is made of."""
        return sent(request, await run_in_threadpool(lambda: self.shown().json()), "application/json")

    async def timeline(self, request: Request) -> Response:
        """Show the acts in time, those alone that the request asks for."""
        wanted = Wanted(*(request.query_params.get(name, "") for name in ("who", "act", "year")))
        return await self._page(
            request,
            lambda one, language: timeline_page(Reading(one.network, one.base, language, one.address_of), wanted),
        )

    async def goals(self, request: Request) -> Response:
        """Show which bodies are tied to which goals."""
        return await self._page(request, lambda one, language: goals_page(one.matrix(language), language))

    async def goals_csv(self, request: Request) -> Response:
        """Give the matrix as a table."""
        table = await run_in_threadpool(lambda: goals_csv(self.shown().matrix("en")))
        return sent(request, table, "text/csv")

    async def goals_svg(self, request: Request) -> Response:
        """Give the matrix as a picture."""
        language = language_for(request, request.query_params.get("lang", ""))
        picture = await run_in_threadpool(lambda: goals_svg(self.shown().matrix(language), language))
        return sent(request, picture, "image/svg+xml")

    async def _page(self, request: Request, make: Callable[[_Shown, str], str]) -> Response:
        chosen = request.query_params.get("lang", "")
        language = language_for(request, chosen)
        return page_response(await run_in_threadpool(lambda: make(self.shown(), language)), chosen, language)
