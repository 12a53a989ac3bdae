"""Linked data: what a thing's IRI leads to, as a page for people and as data for programs.

`/id/…` is the thing itself and leads on (303); `/page/…` and `/data/…` tell of it, both with `?iri=` for what is named
elsewhere. An ending asks for a format: `/id/body/hlcm.ttl`. Page and data are made of the same description.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cebgraph.iris import thing_iri
from cebgraph.pages.thing import Found, search_page
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.queries import description
from cebgraph.reconcile.suggest import entities_like
from cebgraph.resources.ontology import load_ontology
from cebgraph.serve.addresses import page_addresses
from cebgraph.serve.files import given
from cebgraph.serve.media import prefers_page
from cebgraph.serve.questions import Question, Refusal
from cebgraph.serve.readers import PAGE_HEADERS, keeping, language_for, page_response
from cebgraph.serve.responses import answered
from cebgraph.serve.routes import Handler, accepted, route
from cebgraph.serve.workers import Workers
from cebgraph.site import turtle_bytes
from cebgraph.site.page import make_page, render_page

ENDINGS = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml", "n3": "n3"}
"""Formats of data, by the ending of an address."""
_PAGE = "html"
_RESULTS = 50
"""How many things a search shows."""


def thing_routes(workers: Workers, index: Callable[[], Index], address: Callable[[Request], str]) -> list[Route]:
    """Return the routes of all that has an IRI, things and the terms of the ontology, and of the search for them."""
    things = _Things(workers, index, address)
    return [
        route("/id/{path:path}", things.identified),
        route("/page/{path:path}", things.page),
        route("/page", things.page),
        route("/data/{path:path}", things.data),
        route("/data", things.data),
        route("/search", things.search),
        route("/ontology", _ontology()),
    ]


@dataclass(frozen=True, slots=True)
class _Things:
    """What is answered about things."""

    workers: Workers
    index: Callable[[], Index]
    address: Callable[[Request], str]

    async def identified(self, request: Request) -> Response:
        """Lead from a thing to what a client would read of it."""
        path, ending = _parted(request.path_params["path"])
        page = ending == _PAGE or (not ending and prefers_page(accepted(request)))
        tail = f".{ending}" if ending in ENDINGS else ""
        target = f"{self.address(request)}/{'page' if page else 'data'}/{quote(path)}{tail}"
        return RedirectResponse(target, status_code=303, headers={"Vary": "Accept"})

    async def data(self, request: Request) -> Response:
        """Tell of a thing in RDF."""
        path, ending = _parted(request.path_params.get("path", ""))
        wanted = request.query_params.get("format", "")
        question = Question(
            "thing", _named(request, path), accept=accepted(request), format=ENDINGS.get(ending, wanted)
        )
        return answered(request, self.workers, question)

    async def page(self, request: Request) -> Response:
        """Tell of a thing on a page."""
        chosen = request.query_params.get("lang", "")
        language = language_for(request, chosen)
        path = _named(request, request.path_params.get("path", ""))
        question = Question("page", path, (("lang", language),), accept="*/*", address=self.address(request))
        response = answered(request, self.workers, question, PAGE_HEADERS)
        return keeping(response, chosen, language)

    async def search(self, request: Request) -> Response:
        """Lead to the thing that was chosen among suggestions, or show what has a name like the one sought."""
        identifier, sought, chosen = (request.query_params.get(name, "") for name in ("id", "q", "lang"))
        language, root = language_for(request, chosen), f"{self.address(request)}/"
        index = await run_in_threadpool(self.index)
        if identifier:
            return RedirectResponse(
                page_addresses(index.base, root, lambda _: True)(thing_iri(identifier, index.base)), status_code=303
            )
        html = await run_in_threadpool(_found, index, sought, language, root)
        return page_response(html, chosen, language)


def _found(index: Index, sought: str, language: str, root: str) -> str:
    """Return the page of what has a name like the one sought."""
    likely = islice(entities_like(index, sought), _RESULTS) if sought.strip() else ()
    found = [Found(one.iri, one.label(language), description=description(index, one, language)) for one in likely]
    return search_page(found, sought, language, page_addresses(index.base, root, lambda _: True), root)


def _parted(path: str) -> tuple[str, str]:
    """Return a path and its ending, where that is one of a format.

    >>> _parted("body/hlcm.ttl"), _parted("document/CEB/2020/1/Add.1")
    (('body/hlcm', 'ttl'), ('document/CEB/2020/1/Add.1', ''))
    """
    stem, _, ending = path.rpartition(".")
    return (stem, ending) if stem and (ending in ENDINGS or ending == _PAGE) else (path, "")


def _named(request: Request, path: str) -> str:
    """Return what names a thing: its path, or a whole IRI.

    Raises Refusal where nothing does.
    """
    named = path or request.query_params.get("iri", "")
    if not named:
        raise Refusal(400, "no thing is named", hint="give its path, or ?iri=")
    return named


def _ontology() -> Handler:
    """Return what answers with the ontology: a page for browsers, else Turtle."""
    page = given("text/html", lambda: render_page(make_page(load_ontology().triples)).encode())
    turtle = given("text/turtle", lambda: turtle_bytes(load_ontology().triples))

    async def answer(request: Request) -> Response:
        response = await (page if prefers_page(accepted(request)) else turtle)(request)
        response.headers["Vary"] = "Accept"
        return response

    return answer
