"""What goes back to a client: answers as they are made, and refusals in words.

An answer that cannot be completed breaks the connection off: what a client has received then never looks complete.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import suppress
from dataclasses import astuple
from email.utils import formatdate
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from cebgraph import __version__
from cebgraph.serve.conditions import entity_tag, has_since, has_tag
from cebgraph.serve.questions import Question, Refusal
from cebgraph.serve.workers import RETRY_AFTER, Answer, BrokenOff, Workers
from cebgraph.store import Generation, latest_generation

Result = TypeVar("Result")

_STALLED = 10
"""Seconds in which a client must take the next part of an answer."""
_CHANGING = re.compile("NOW|RAND|UUID|SERVICE", re.IGNORECASE)
"""What gives another answer each time; where the letters mean something else, an answer is merely not kept."""
_LOG = logging.getLogger("cebgraph.serve.store")


def answered(
    request: Request, workers: Workers, question: Question, further: Mapping[str, str] | None = None
) -> Response:
    """Return the response to a question with further headers; an empty one where the client has that answer already."""
    request.scope["asked"] = question.text  # for the log
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache", **(further or {})}
    if "if-none-match" in request.headers:
        tag = _tag(workers, latest_generation(workers.store), question)
        if tag and has_tag(request, tag):
            return Response(status_code=304, headers=headers | {"ETag": tag})
    return _Streamed(request, workers, question, headers)


def _tag(workers: Workers, generation: Generation, question: Question) -> str:
    """Return the tag of an answer; none where it is another each time."""
    if question.kind == "query" and _CHANGING.search(question.text):
        return ""
    return entity_tag(__version__, generation.digest, workers.services, astuple(question))


class _Streamed(Response):
    """The answer to a question, sent as it is made; given up when the client goes."""

    def __init__(self, request: Request, workers: Workers, question: Question, headers: Mapping[str, str]) -> None:
        super().__init__(headers=dict(headers))
        del self.headers["Content-Length"]
        self._request = request
        self._workers = workers
        self._question = question

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # its parent's
        """Send the answer.

        Raises Refusal while nothing is sent yet, and BrokenOff once something is.
        """
        await while_connected(receive, self._send(send))

    async def _send(self, send: Send) -> None:
        async with self._workers.answer(self._question) as answer:
            parts = answer.parts()
            first = await _first(parts)
            status = 304 if self._mark(answer) else 200
            await send({"type": "http.response.start", "status": status, "headers": self.raw_headers})
            if status == 200 and self._request.method != "HEAD":  # noqa: PLR2004
                await self._send_parts(first, parts, send)
            else:
                await _skip(parts)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _mark(self, answer: Answer) -> bool:
        """Tell in the headers what the answer is, and from which build; say whether the client has it."""
        if tag := _tag(self._workers, answer.generation, self._question):
            self.headers["ETag"] = tag
            self.headers["Last-Modified"] = formatdate(answer.generation.built, usegmt=True)
        else:
            self.headers["Cache-Control"] = "no-store"
        if tag and has_since(self._request, answer.generation.built):
            return True
        self.headers["Content-Type"] = _typed(answer.media_type)
        return False

    async def _send_parts(self, first: bytes, parts: AsyncIterator[bytes], send: Send) -> None:
        try:
            async with asyncio.timeout(self._workers.limits.patience):
                await _send_part(first, send)
                async for part in parts:
                    await _send_part(part, send)
        except Refusal as refusal:
            raise BrokenOff(str(refusal)) from refusal
        except TimeoutError:
            raise BrokenOff("the client takes too long over the answer") from None


async def _first(parts: AsyncIterator[bytes]) -> bytes:
    """Return the first part of an answer.

    Raises Refusal where there is none: nothing is sent then, and the client can be told why.
    """
    try:
        return await anext(parts, b"")
    except BrokenOff as reason:
        raise Refusal(503, str(reason), hint="ask for less, or with LIMIT") from None


async def _send_part(part: bytes, send: Send) -> None:
    message: Message = {"type": "http.response.body", "body": part, "more_body": True}
    async with asyncio.timeout(_STALLED):
        await send(message)


async def _skip(parts: AsyncIterator[bytes]) -> None:
    """Let a small answer come to its end, so that its worker can go on; a large one is left."""
    with suppress(TimeoutError, BrokenOff, Refusal):
        async with asyncio.timeout(0.2):
            async for _ in parts:
                pass


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


async def told(_: Request, error: Exception) -> Response:
    """Return the response that tells of a refusal, or that the store cannot be read; why is for the log alone."""
    if isinstance(error, Refusal):
        status, message = error.status, str(error)
    else:
        _LOG.warning(str(error))
        status, message = 503, "the store cannot be read"
    headers = {"Vary": "Accept, Accept-Encoding"}
    if status == 503:  # noqa: PLR2004
        headers["Retry-After"] = str(RETRY_AFTER)
    return PlainTextResponse(f"{message}\n", status_code=status, headers=headers)
