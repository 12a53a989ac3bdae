"""The front page: what the store holds at a glance, for people; programs are led to where questions are asked.

It is made of the whole store once for each language, and kept until the store is built anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Store
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cebgraph.pages.front import Front, front_page
from cebgraph.pages.having import having_pages
from cebgraph.quads import base_of
from cebgraph.serve.addresses import page_addresses
from cebgraph.serve.latest import latest
from cebgraph.serve.media import prefers_page
from cebgraph.serve.readers import language_for, page_response
from cebgraph.serve.routes import accepted, route
from cebgraph.summary import summarise


def front_routes(store: Path) -> list[Route]:
    """Return the route of the front page."""
    return [route("/", _FrontPage(latest(store, _Pages)).answer)]


@dataclass(frozen=True)
class _Pages:
    """The front page in each language that was asked for."""

    store: Store
    made: dict[str, str] = field(default_factory=dict)

    def page(self, language: str) -> str:
        if language not in self.made:
            base = base_of(self.store.named_graphs())
            front = Front(having_pages(self.store, base), summarise(self.store))
            address_of = page_addresses(base, "", lambda _: True)
            self.made[language] = front_page(self.store, front, language, address_of)
        return self.made[language]


@dataclass(frozen=True, slots=True)
class _FrontPage:
    """What is answered at the root."""

    pages: Callable[[], _Pages]

    async def answer(self, request: Request) -> Response:
        """Show what the store holds, or lead a program to where questions are asked."""
        if not prefers_page(accepted(request)):
            return RedirectResponse("sparql", status_code=303, headers={"Vary": "Accept"})
        chosen = request.query_params.get("lang", "")
        language = language_for(request, chosen)
        html = await run_in_threadpool(lambda: self.pages().page(language))
        response = page_response(html, chosen, language)
        response.headers["Vary"] = f"Accept, {response.headers['Vary']}"
        return response
