"""A server run until it is told to stop: a socket bound, requests answered, everything let go at the end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from cebgraph.errors import CebgraphError
from cebgraph.serve.app import Settings, application

_PATIENCE = 5
"""Seconds that the head of a request may take to come."""
_FAREWELL = 5
"""Seconds that answers under way are given when the server is to stop."""


class _Patient(H11Protocol):
    """A connection that is closed when the head of a request does not come to its end."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent has it
        super().connection_made(transport)
        self._await_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._await_head()

    def _await_head(self) -> None:
        self.loop.call_later(_PATIENCE, self._close_after, self.cycle)

    def _close_after(self, last: object) -> None:
        if self.cycle is last and not self.transport.is_closing():
            self.transport.close()


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
        )
        _Server(config).run(sockets=[bound])


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
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        hint = "name another with --port; 0 takes one that is free"
        raise CebgraphError(reason, where=f"{host}:{port}", hint=hint) from error
    return bound
