"""What a client sends, within limits of size and time."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from cebgraph.serve.limits import MB, Limits
from cebgraph.serve.questions import Refusal

_PATIENCE = 10
"""Seconds in which a request must come."""


async def body_of(request: Request, limits: Limits) -> bytes:
    """Return the body of a request.

    Raises Refusal where it is too large, comes too slowly, or not to its end.
    """
    too_large = Refusal(413, f"the request is larger than {limits.request / MB:g} MB")
    if int(request.headers.get("content-length") or 0) > limits.request:
        raise too_large
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refusal(415, "the request is packed", hint="send it as it is")
    body = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE):
            async for part in request.stream():
                body += part
                if len(body) > limits.request:
                    raise too_large
    except TimeoutError:
        raise Refusal(408, "the request takes too long to come") from None
    except ClientDisconnect:
        raise Refusal(400, "the request ended too early") from None
    return bytes(body)


def query_string_of(request: Request, limits: Limits) -> bytes:
    """Return what stands behind the question mark of an address.

    Raises Refusal where it is too long.
    """
    encoded: bytes = request.scope["query_string"]
    if len(encoded) > limits.request:
        raise Refusal(414, f"the address is longer than {limits.request / MB:g} MB", hint="send the query by POST")
    return encoded
