"""The application: which address answers what. It only reads, and keeps nothing between requests but its workers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cebgraph import __version__
from cebgraph.errors import StoreError
from cebgraph.pages.vocabulary import examples_json, terms_json
from cebgraph.reconcile.names import Index
from cebgraph.serve.bodies import body_of, query_string_of
from cebgraph.serve.exploring import graph_routes
from cebgraph.serve.files import Unsniffed, assets, given
from cebgraph.serve.front import front_routes
from cebgraph.serve.limits import Limits
from cebgraph.serve.logs import Logged
from cebgraph.serve.page import is_for_page, page_of
from cebgraph.serve.questions import (
    FORM,
    Question,
    Refusal,
    asked_by_get,
    asked_by_post,
    asked_for_graph,
    content_of,
    pairs_of,
)
from cebgraph.serve.reconciliation import latest_index, reconciliation_routes
from cebgraph.serve.responses import answered, told
from cebgraph.serve.routes import accepted, route
from cebgraph.serve.things import thing_routes
from cebgraph.serve.workers import Workers
from cebgraph.store import latest_generation

_HOST = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:]+\])(?::\d+)?")


_MIDDLEWARE = [
    Middleware(Logged),
    Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", "Last-Modified", "Retry-After"],
    ),
    Middleware(Unsniffed),
    Middleware(GZipMiddleware, compresslevel=5),
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served, and how."""

    store: Path
    limits: Limits = field(default_factory=Limits)
    services: tuple[str, ...] = ()
    """Endpoints that a query may call."""
    address: str = ""
    """Under which the server is known to others; without one, each client is told the address that it used."""


def application(settings: Settings) -> Starlette:
    """Return the application that serves a store."""
    workers = Workers(settings.store, settings.limits, settings.services)
    index = latest_index(settings.store)
    endpoint = _Endpoint(settings, workers, index)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with workers.answer(Question("query", "ASK {}")) as first:  # the first client need not wait
            async for _part in first.parts():
                pass
        yield
        await workers.close()

    served = Starlette(
        routes=[
            route("/sparql", endpoint.sparql, "POST"),
            route("/sparql/terms.json", given("application/json", terms_json)),
            route("/sparql/examples.json", given("application/json", examples_json)),
            route("/assets/{name}", assets),
            route("/graphs", endpoint.graphs),
            route("/.well-known/void", endpoint.catalogue),
            route("/health", endpoint.health),
            *front_routes(settings.store),
            *graph_routes(settings.store),
            *thing_routes(workers, index, endpoint.address),
            *reconciliation_routes(index, endpoint.address, settings.limits),
        ],
        middleware=_MIDDLEWARE,
        exception_handlers={Refusal: told, StoreError: told},
        lifespan=lifespan,
    )
    served.router.redirect_slashes = False  # it would tell of an address that others may not know
    return served


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The addresses of a server and what they answer."""

    settings: Settings
    workers: Workers
    index: Callable[[], Index]

    async def sparql(self, request: Request) -> Response:
        """Answer by SPARQL 1.1 Protocol, and readers with a page; without a query, describe the service."""
        limits, accept = self.settings.limits, accepted(request)
        pairs = pairs_of(query_string_of(request, limits))
        body = await body_of(request, limits)
        form = pairs_of(body) if content_of(request.headers.get("content-type", ""))[0] == FORM else ()
        if is_for_page(request, (*pairs, *form)):
            return await page_of(request, self.workers, self.index, (*pairs, *form))
        if request.method == "POST":
            question = asked_by_post(pairs, request.headers.get("content-type", ""), body, accept)
            return answered(request, self.workers, question)
        question = asked_by_get(pairs, accept) or Question("description", accept=accept, address=self.address(request))
        return answered(request, self.workers, question)

    async def graphs(self, request: Request) -> Response:
        """Give a whole graph by SPARQL 1.1 Graph Store HTTP Protocol."""
        pairs = pairs_of(query_string_of(request, self.settings.limits))
        return answered(request, self.workers, asked_for_graph(pairs, accepted(request)))

    async def catalogue(self, request: Request) -> Response:
        """Describe the dataset by VoID and DCAT."""
        question = Question("catalogue", accept=accepted(request), address=self.address(request))
        return answered(request, self.workers, question)

    async def health(self, _: Request) -> Response:
        """Say that there is a store to answer from, which build of it, and how many wait for answers."""
        generation = latest_generation(self.settings.store)
        told = {"status": "ok", "version": __version__, "build": generation.digest, "waiting": self.workers.waiting}
        return JSONResponse(told)

    def address(self, request: Request) -> str:
        """Return the address of the server as a client knows it.

        Raises Refusal where a request names no host.
        """
        if self.settings.address:
            return self.settings.address.rstrip("/")
        host = request.headers.get("host", "")
        if not _HOST.fullmatch(host):
            raise Refusal(400, "the request names no host")
        return f"{request.url.scheme}://{host}"
