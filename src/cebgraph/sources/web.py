"""A report at an address of the web: its address comes in, its bytes and their media type go out.

Redirects are followed by hand, so that each hop is held to the same rules: http or https, a public address, no more
bytes and no more time than a report takes. No proxy and no cookie is used, and nothing is sent but the request.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore

from cebgraph import __version__
from cebgraph.errors import SourceError
from cebgraph.sources.addresses import PublicNetwork, is_certificate_fault

MOST_BYTES = 100_000_000
SECONDS = 120.0
"""For all hops together."""
MOST_HOPS = 8
_STEP = 20.0
"""Seconds without an answer."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_REFUSALS = {401: "is not public", 403: "is not public", 404: "is not there", 410: "is not there any more"}
_SHUT = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at an address."""

    address: str
    """Where it was found in the end."""
    content: bytes
    media_type: str
    """With its parameters; empty where the server does not tell."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a report may be, and how long it may take."""

    size: int = MOST_BYTES
    seconds: float = SECONDS


def fetch(address: str, *, allow_private: bool = False, limits: Limits = Limits()) -> Fetched:
    """Fetch what stands at an address.

    Raises SourceError for an address that is not to be fetched from, and for every answer but success.
    """
    deadline = time.monotonic() + limits.seconds
    with httpcore.ConnectionPool(network_backend=PublicNetwork(allow_private=allow_private)) as pool:
        for _ in range(MOST_HOPS + 1):
            _refuse_address(address)
            found = _answer(pool, address, limits, deadline)
            if isinstance(found, Fetched):
                return found
            address = found
    raise SourceError(f"moved more than {MOST_HOPS} times", where=address, hint="give the address where it ends")


def _refuse_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in _SHUT or not parts.hostname:
        raise SourceError("not an address of http or https", where=address, hint="give one, or a file")
    if parts.username or parts.password:
        raise SourceError("an address that holds a password", where=parts.hostname, hint="fetch it, and give the file")


def _answer(pool: httpcore.ConnectionPool, address: str, limits: Limits, deadline: float) -> Fetched | str:
    """Return what stands at an address, or where it has moved."""
    step = min(_STEP, limits.seconds)
    headers = (("User-Agent", f"cebgraph/{__version__}"), ("Accept", "*/*"), ("Accept-Encoding", "gzip"))
    timeout = {"connect": step, "read": step, "write": step, "pool": step}
    try:
        with pool.stream("GET", address, headers=headers, extensions={"timeout": timeout}) as response:
            told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            if response.status in _MOVED and "location" in told:
                return urljoin(address, told["location"])
            _refuse_status(response.status, address)
            content = _content(response.iter_stream(), told, address, limits, deadline)
            return Fetched(address, content, told.get("content-type", ""))
    except httpcore.TimeoutException:
        raise SourceError(f"no answer within {step:g} s", where=address, hint="try again later") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        if is_certificate_fault(error):
            raise SourceError("cannot prove that it is who it says", where=address, hint=str(error)) from None
        raise SourceError(f"cannot be reached: {error}", where=address, hint="is the address right?") from None
    except (httpcore.UnsupportedProtocol, UnicodeError, ValueError) as error:
        raise SourceError(f"is no address: {error}", where=address) from None


def _refuse_status(status: int, address: str) -> None:
    if status != 200:  # noqa: PLR2004  success
        what = _REFUSALS.get(status, "cannot be fetched")
        raise SourceError(f"{what} (HTTP {status})", where=address, hint="is the address right?")


def _content(stream: Iterable[bytes], told: dict[str, str], address: str, limits: Limits, deadline: float) -> bytes:
    encoding = told.get("content-encoding", "identity").lower()
    if encoding not in {"identity", "gzip"}:
        raise SourceError(f"sent as {encoding}, which was not asked for", where=address)
    chunks = _unzipped(stream, limits.size, address) if encoding == "gzip" else stream
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > limits.size:
            raise SourceError(f"larger than {limits.size / 1e6:,.0f} MB", where=address, hint="give a part of it")
        if time.monotonic() > deadline:
            raise SourceError(f"not sent within {limits.seconds:g} s", where=address, hint="try again later")
    return bytes(content)


def _unzipped(stream: Iterable[bytes], size: int, address: str) -> Iterator[bytes]:
    unzip = zlib.decompressobj(wbits=31)
    try:
        for chunk in stream:
            yield unzip.decompress(chunk, size + 1)
            if unzip.unconsumed_tail:
                raise SourceError(f"larger than {size / 1e6:,.0f} MB", where=address, hint="give a part of it")
    except zlib.error:
        raise SourceError("damaged on its way", where=address, hint="try again") from None
