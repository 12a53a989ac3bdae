"""Linked data: what a thing's IRI leads to, as a page for people and as data for programs.

`/id/…` is the thing itself and leads on (303); `/page/…` and `/data/…` tell of it, both with `?iri=` for what is named
elsewhere. An ending asks for a format: `/id/body/hlcm.ttl`. Page and data are made of the same description.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cebgraph.pages.assets import POLICY
from cebgraph.pages.sparql import language_of
from cebgraph.resources.ontology import load_ontology
from cebgraph.serve.files import given
from cebgraph.serve.media import prefers_page
from cebgraph.serve.questions import Question, Refusal
from cebgraph.serve.responses import answered
from cebgraph.serve.routes import Handler, accepted, route
from cebgraph.serve.workers import Workers
from cebgraph.site import turtle_bytes
from cebgraph.site.page import make_page, render_page

ENDINGS = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml", "n3": "n3"}
"""Formats of data, by the ending of an address."""
_PAGE = "html"


def thing_routes(workers: Workers, address: Callable[[Request], str]) -> list[Route]:
    """Return the routes of all that has an IRI: things and the terms of the ontology."""
    things = _Things(workers, address)
    return [
        route("/id/{path:path}", things.identified),
        route("/page/{path:path}", things.page),
        route("/page", things.page),
        route("/data/{path:path}", things.data),
        route("/data", things.data),
        route("/ontology", _ontology()),
    ]


@dataclass(frozen=True, slots=True)
class _Things:
    """What is answered about things."""

    workers: Workers
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
        kept, accept = request.cookies.get("lang", ""), request.headers.get("accept-language", "")
        language = language_of(chosen, kept, accept)
        path = _named(request, request.path_params.get("path", ""))
        question = Question("page", path, (("lang", language),), accept="*/*", address=self.address(request))
        headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Cookie"}
        response = answered(request, self.workers, question, headers)
        if chosen:
            response.set_cookie("lang", language, max_age=365 * 24 * 60 * 60, samesite="lax", httponly=True)
        return response


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
