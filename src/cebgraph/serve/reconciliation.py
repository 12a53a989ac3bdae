"""Reconciliation over HTTP: the W3C Entity Reconciliation API 0.2 for OpenRefine and its like.

The handlers are thin and the matching is pure; it runs in a thread, on an index that is made anew only when the store
has been. The application around them allows requests from pages elsewhere (CORS), as the API demands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from cebgraph import __version__
from cebgraph.errors import CebgraphError, QueryError
from cebgraph.reconcile.extend import answer_extension, propose_properties
from cebgraph.reconcile.manifest import manifest
from cebgraph.reconcile.names import Index, index_names
from cebgraph.reconcile.preview import render_missing, render_preview
from cebgraph.reconcile.queries import BatchTooLarge, Json, answer_queries
from cebgraph.reconcile.suggest import suggest_entities, suggest_properties, suggest_types
from cebgraph.serve.bodies import body_of, query_string_of
from cebgraph.serve.latest import latest
from cebgraph.serve.limits import Limits
from cebgraph.serve.questions import FORM, Refusal, pairs_of
from cebgraph.serve.routes import Handler, route

_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}
"""Unlike other pages, a preview is shown in the frames of clients."""


def reconciliation_routes(
    index: Callable[[], Index],
    address: Callable[[Request], str],
    limits: Limits | None = None,
    *,
    path: str = "/reconcile",
    view: str = "",
) -> list[Route]:
    """Return the routes of the service.

    `index` gives the index of the moment, `address` that of the server for a client, `view` the template of the page
    of a thing (see `manifest`).
    """
    service = _Service(index, address, limits or Limits(), path, view)
    return [
        _route(path, service.endpoint, "POST"),
        _route(f"{path}/suggest/entity", service.suggest_entities),
        _route(f"{path}/suggest/type", service.suggest_types),
        _route(f"{path}/suggest/property", service.suggest_properties),
        _route(f"{path}/properties", service.properties),
        _route(f"{path}/preview", service.preview),
    ]


def latest_index(store: Path) -> Callable[[], Index]:
    """Return a function that gives the index of a store, and makes it anew where the store has been built anew.

    The function raises StoreError where there is no store.
    """
    return latest(store, index_names)


@dataclass(frozen=True, slots=True)
class _Service:
    """The addresses of the service and what they answer."""

    index: Callable[[], Index]
    address: Callable[[Request], str]
    limits: Limits
    path: str
    view: str

    async def endpoint(self, request: Request) -> Response:
        """Answer a batch of queries or a data extension; asked nothing, tell what is offered."""
        given = await self._parameters(request)
        for name, answer in (("queries", answer_queries), ("extend", answer_extension)):
            if name in given:
                return await self._json(answer, given[name])
        if request.method == "POST":
            raise Refusal(400, "nothing is asked", hint="send a form with 'queries' or 'extend'")
        return await self._json(manifest, f"{self.address(request)}{self.path}", __version__, self.view)

    async def suggest_entities(self, request: Request) -> Response:
        """Complete the name of a thing."""
        return await self._suggest(request, suggest_entities)

    async def suggest_types(self, request: Request) -> Response:
        """Complete the name of a type."""
        return await self._suggest(request, suggest_types)

    async def suggest_properties(self, request: Request) -> Response:
        """Complete the name of a property."""
        return await self._suggest(request, suggest_properties)

    async def properties(self, request: Request) -> Response:
        """Propose properties to fetch."""
        given = await self._parameters(request)
        return await self._json(propose_properties, given.get("type", ""), given.get("limit", ""))

    async def preview(self, request: Request) -> Response:
        """Show a thing on a small page."""
        asked = (await self._parameters(request)).get("id", "")
        page = await run_in_threadpool(self._page, asked)
        status = 200 if page else 404
        return HTMLResponse(page or render_missing(asked), status_code=status, headers=_PAGE_HEADERS)

    def _page(self, asked: str) -> str:
        index = self.index()
        entity = index.entity(asked)
        return render_preview(index, entity) if entity else ""

    async def _suggest(self, request: Request, answer: Callable[[Index, str, str], Json]) -> Response:
        given = await self._parameters(request)
        return await self._json(answer, given.get("prefix", ""), given.get("cursor", ""))

    async def _json(self, answer: Callable[..., Json], *arguments: str) -> Response:
        return JSONResponse(await run_in_threadpool(lambda: answer(self.index(), *arguments)))

    async def _parameters(self, request: Request) -> Mapping[str, str]:
        """Return what a request gives, in its address or as a form; of a name given twice, the first."""
        pairs = pairs_of(query_string_of(request, self.limits))
        if request.method == "POST":
            sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if sent != FORM:
                raise Refusal(415, f"the content is {sent or 'of no type'}", hint=f"send {FORM}")
            pairs += pairs_of(await body_of(request, self.limits))
        return dict(reversed(pairs))


def _route(path: str, answer: Handler, *methods: str) -> Route:
    """Return a route whose errors are told in JSON."""

    async def handle(request: Request) -> Response:
        try:
            return await answer(request)
        except CebgraphError as error:
            told = {"status": "error", "message": error.message, "where": error.where, "hint": error.hint}
            return JSONResponse(told, status_code=_status(error))

    return route(path, handle, *methods)


def _status(error: CebgraphError) -> int:
    if isinstance(error, Refusal):
        return error.status
    if isinstance(error, BatchTooLarge):
        return 413
    return 400 if isinstance(error, QueryError) else 503
