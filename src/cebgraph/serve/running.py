"""A server run until it is told to stop: a socket bound, requests answered, everything let go at the end."""

from __future__ import annotations

import asyncio
import errno
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.h11_impl import H11Protocol

from cebgraph.errors import CebgraphError
from cebgraph.serve.app import Settings, application
from cebgraph.serve.workers import BrokenOff

_PATIENCE = 10
"""Seconds that the head of a request may take to come."""
_AT_ONCE = struct.pack("ii", 1, 0)
"""How a connection is told to break rather than to end."""
_BACKLOG = 64
_FILES = 4096
"""Open at once, where the system allows it."""
_FAREWELL = 5
"""Seconds that answers under way are given when the server is to stop."""


class _Patient(H11Protocol):
    """A connection that ends when the head of a request does not, and at once where an answer breaks off."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent has it
        super().connection_made(transport)
        self.app = self._breaking(self.app)
        self._await_head()

    def on_response_complete(self) -> None:
        before = self.cycle
        super().on_response_complete()
        if self.cycle is before:  # else the next request is here already
            self._await_head()

    def _await_head(self) -> None:
        self.loop.call_later(_PATIENCE, self._close_after, self.cycle)

    def _close_after(self, last: object) -> None:
        if self.cycle is last and not self.transport.is_closing():
            self.transport.close()

    def _breaking(self, app: ASGI3Application) -> ASGI3Application:
        """Return the application with a connection that breaks where its answer does.

        Closed in good order, the answer would look complete to those who speak HTTP 1.0, and a client that takes
        nothing would keep the connection.
        """

        async def run(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # uvicorn's own types
            try:
                await app(scope, receive, send)
            except BrokenOff:
                bound = self.transport.get_extra_info("socket")
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
                self.transport.abort()
                raise

        return run


class _Server(uvicorn.Server):
    """A server for which a signal to stop is no failure."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def run(settings: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until told to stop by a signal; `ready` is called with the address once requests are taken.

    Raises CebgraphError where the port cannot be had.
    """
    with _bound(host, port) as bound:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{bound.getsockname()[1]}")
        config = uvicorn.Config(
            application(settings),
            http=_Patient,
            log_config=None,
            access_log=False,
            server_header=False,
            h11_max_incomplete_event_size=settings.limits.request + 64 * 1024,
            timeout_graceful_shutdown=_FAREWELL,
            limit_concurrency=_connections(),
            backlog=_BACKLOG,
        )
        _Server(config).run(sockets=[bound])


def _connections() -> int:
    """Return how many connections there may be: files for them, and as many for all else."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = min(most, _FILES) if most != resource.RLIM_INFINITY else _FILES
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return files // 2


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, for asyncio then sends small packets at once; else each answer waits 40 ms for the client.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()
    except OSError as error:
        bound.close()
        hint = "name another with --port; 0 takes one that is free"
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            hint = "give --host an address of this machine"
        reason = error.strerror if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)
        raise CebgraphError(reason or str(error), where=f"{host}:{port}", hint=hint) from error
    return bound
