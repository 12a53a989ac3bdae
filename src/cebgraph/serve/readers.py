"""Pages for their readers: in the language chosen, else the one kept, else the one that the browser asks for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cebgraph.pages.assets import POLICY
from cebgraph.pages.sparql import language_of

PAGE_HEADERS = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"}
"""Of a page: what it may load, and on what of a request it depends."""
_YEAR = 365 * 24 * 60 * 60


def language_for(request: Request, chosen: str) -> str:
    """Return the language of a page for a reader who may have chosen one."""
    return language_of(chosen, request.cookies.get("lang", ""), request.headers.get("accept-language", ""))


def page_response(html: str, chosen: str, language: str) -> Response:
    """Return the response that is a page."""
    return keeping(HTMLResponse(html, headers=PAGE_HEADERS), chosen, language)


def keeping(response: Response, chosen: str, language: str) -> Response:
    """Return a page that keeps the language that its reader has chosen."""
    if chosen:
        response.set_cookie("lang", language, max_age=_YEAR, samesite="lax", httponly=True)
    return response
