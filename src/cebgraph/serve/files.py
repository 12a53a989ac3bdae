"""What is the same for every client: files that pages load, and the vocabulary as JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cebgraph.pages.assets import asset
from cebgraph.serve.conditions import entity_tag, has_tag
from cebgraph.serve.questions import Refusal


async def assets(request: Request) -> Response:
    """Give a file that pages load.

    Raises Refusal where there is none of that name.
    """
    found = asset(request.path_params["name"])
    if found is None:
        raise Refusal(404, "there is no such file", where=request.url.path)
    return sent(request, found.content, found.media_type)


def given(media_type: str, content: Callable[[], bytes]) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers with a content that is made once."""
    once = lru_cache(content)

    async def answer(request: Request) -> Response:
        return sent(request, once(), media_type)

    return answer


def sent(request: Request, content: bytes, media_type: str) -> Response:
    """Return the response with a content, unless the client has it already."""
    tag = entity_tag(content)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if has_tag(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


class Unsniffed:
    """An application whose answers no browser takes for anything but what they say they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-content-type-options", b"nosniff")]
            await send(message)

        await self._app(scope, receive, marked)
