"""What goes back to a client: answers as they are made, and refusals in words.

An answer that cannot be completed breaks the connection off: what a client has received then never looks complete.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Coroutine, Mapping
from dataclasses import astuple
from email.utils import formatdate, parsedate_to_datetime
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from cebgraph import __version__
from cebgraph.errors import CebgraphError
from cebgraph.serve.questions import Question, Refusal
from cebgraph.serve.workers import RETRY_AFTER, BrokenOff, Workers
from cebgraph.store import Generation, latest_generation

Result = TypeVar("Result")

_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|SERVICE)\b", re.IGNORECASE)
"""What gives another answer each time it is asked."""


class Streamed(Response):
    """The answer to a question, sent as it is made; given up when the client goes."""

    def __init__(self, workers: Workers, question: Question, headers: Mapping[str, str]) -> None:
        super().__init__(headers=dict(headers))
        self._workers = workers
        self._question = question

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer.

        Raises Refusal while nothing is sent yet, and BrokenOff once something is.
        """
        await while_connected(receive, self._send(scope, send))

    async def _send(self, scope: Scope, send: Send) -> None:
        async with self._workers.answer(self._question) as answer:
            self.headers["Content-Type"] = _typed(answer.media_type)
            del self.headers["Content-Length"]
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                try:
                    async with asyncio.timeout(self._workers.limits.patience):
                        async for part in answer.parts():
                            await send({"type": "http.response.body", "body": part, "more_body": True})
                except (Refusal, TimeoutError) as error:
                    raise BrokenOff(str(error) or "the client takes too long over the answer") from error
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def _typed(media_type: str) -> str:
    textual = media_type.startswith("text/") or media_type == "application/n-triples"
    return f"{media_type}; charset=utf-8" if textual else media_type


async def while_connected(receive: Receive, work: Coroutine[object, object, Result]) -> Result | None:
    """Do some work and return its result; give it up when the client goes, and return nothing."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.wait({working, leaving})
    return None if working.cancelled() else working.result()


async def _left(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def answered(request: Request, workers: Workers, question: Question) -> Response:
    """Return the response to a question; an empty one where the client has that answer already.

    Raises StoreError where there is no store.
    """
    request.scope["asked"] = question.text  # for the log
    generation = latest_generation(workers.store)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if question.kind == "query" and _CHANGING.search(question.text):
        return Streamed(workers, question, headers | {"Cache-Control": "no-store"})
    headers |= {"ETag": _tag(generation, question), "Last-Modified": formatdate(generation.built, usegmt=True)}
    if _is_known(request, headers["ETag"], generation):
        return Response(status_code=304, headers=headers)
    return Streamed(workers, question, headers)


def _tag(generation: Generation, question: Question) -> str:
    """Return a weak entity tag: the answer may come in another order, or packed."""
    told = repr((__version__, generation.digest, astuple(question)))
    return f'W/"{hashlib.blake2b(told.encode(), digest_size=12).hexdigest()}"'


def _is_known(request: Request, tag: str, generation: Generation) -> bool:
    """Say whether the client has the answer, by RFC 9110, section 13.2.2."""
    if request.method == "POST":
        return False
    if "if-none-match" in request.headers:
        return tag in [text.strip() for text in request.headers["if-none-match"].split(",")]
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (KeyError, ValueError):
        return False
    return int(generation.built) <= since.timestamp()


async def told(_: Request, error: Exception) -> Response:
    """Return the response that tells of a refusal, or of a store that cannot be read."""
    status = error.status if isinstance(error, Refusal) else 503
    headers = {"Retry-After": str(RETRY_AFTER)} if status == 503 and isinstance(error, Refusal) else {}  # noqa: PLR2004
    message = str(error) if isinstance(error, CebgraphError) else "something went wrong here"
    return PlainTextResponse(f"{message}\n", status_code=status, headers=headers)
