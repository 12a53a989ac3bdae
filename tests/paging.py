"""A small server of the query page over a store in memory, as the tests of a browser need it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import parse_qsl

import uvicorn
from pyoxigraph import QueryTriples, RdfFormat, Store, serialize
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cebgraph.errors import CebgraphError
from cebgraph.pages.assets import POLICY, asset
from cebgraph.pages.names import Names, names_query, read_names
from cebgraph.pages.outcomes import Table, Verdict, read_graph, read_results, things_in
from cebgraph.pages.sparql import Asked, headed, language_of, sparql_page
from cebgraph.pages.vocabulary import examples_json, terms_json
from cebgraph.query import filled, named_query, run_query, written


def application(store: Store) -> Starlette:
    """Return a server of the page, its assets and its vocabulary."""

    async def sparql(request: Request) -> Response:
        body = dict(parse_qsl((await request.body()).decode()))
        given = {**request.query_params, **body}
        if "html" in request.headers.get("accept", "") and "format" not in given:
            return _page(store, given, request)
        return _data(store, given)

    def assets(request: Request) -> Response:
        found = asset(request.path_params["name"])
        return Response(found.content, media_type=found.media_type) if found else Response(status_code=404)

    return Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/sparql/terms.json", lambda _: Response(terms_json(), media_type="application/json")),
            Route("/sparql/examples.json", lambda _: Response(examples_json(), media_type="application/json")),
            Route("/assets/{name}", assets),
        ]
    )


def _page(store: Store, given: Mapping[str, str], request: Request) -> Response:
    language = language_of(given.get("lang", ""), request.cookies.get("lang", ""), request.headers["accept-language"])
    example = given.get("example", "")
    values = {name: value for name, value in given.items() if name not in {"example", "lang", "query"}}
    query, outcome, names = given.get("query", ""), None, None
    try:
        if example:
            query = headed(filled(named_query(example), values, store), language)
        if query.strip():
            outcome, names = answered(store, query)
    except CebgraphError as error:
        outcome = error
    text = sparql_page(Asked(query, language, example, values), outcome, names)
    response = Response(text, media_type="text/html", headers={"Content-Security-Policy": POLICY})
    if given.get("lang") and request.method == "GET":
        response.set_cookie("lang", language, samesite="lax")
    return response


def answered(store: Store, query: str) -> tuple[Table | Verdict, Names]:
    """Return what a page shows of an answer, and the names in it."""
    answer = run_query(store, query)
    if isinstance(answer, QueryTriples):
        outcome: Table | Verdict = read_graph(serialize(answer, format=RdfFormat.N_TRIPLES) or b"")
    else:
        outcome = read_results(written(answer, "json").encode())
    return outcome, read_names(written(run_query(store, names_query(things_in(outcome))), "json").encode())


def _data(store: Store, given: Mapping[str, str]) -> Response:
    try:
        return PlainTextResponse(written(run_query(store, given["query"]), given.get("format", "json")))
    except CebgraphError as error:
        return PlainTextResponse(str(error), status_code=400)


@contextmanager
def paging(store: Store) -> Iterator[str]:
    """Serve the page while the block runs; give the address."""
    server = uvicorn.Server(uvicorn.Config(application(store), port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
