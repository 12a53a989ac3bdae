"""Addresses of the server: each says itself which methods it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cebgraph.serve.questions import Refusal

_LONGEST = 4096

Handler = Callable[[Request], Awaitable[Response]]


def route(path: str, answer: Handler, *methods: str) -> Route:
    """Return a route for reading, and for some other methods."""
    allowed = ("GET", "HEAD", *methods, "OPTIONS")

    async def handle(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(allowed)})
        return await answer(request)

    return Route(path, handle, methods=allowed)


def accepted(request: Request) -> str:
    """Return what formats a client accepts.

    Raises Refusal where it goes on about it.
    """
    accept = ", ".join(request.headers.getlist("accept"))
    if len(accept) > _LONGEST:
        raise Refusal(431, f"the header Accept is longer than {_LONGEST} characters")
    return accept
