"""Which language a reader is spoken to: the one chosen, else the one kept, else the one that the browser asks for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from cebgraph.pages.sparql import language_of

_YEAR = 365 * 24 * 60 * 60


def language_for(request: Request, chosen: str) -> str:
    """Return the language of a page for a reader who may have chosen one."""
    return language_of(chosen, request.cookies.get("lang", ""), request.headers.get("accept-language", ""))


def keeping(response: Response, chosen: str, language: str) -> Response:
    """Return a page that keeps the language that its reader has chosen."""
    if chosen:
        response.set_cookie("lang", language, max_age=_YEAR, samesite="lax", httponly=True)
    return response
