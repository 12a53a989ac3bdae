"""What a server writes down: one line of JSON for each request and each fault, on stderr."""

from __future__ import annotations

import json
import logging
import logging.config
import time
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cebgraph.serve.workers import BrokenOff

_LONGEST = 2000
"""Characters of an address or a question that are written down."""
_REQUESTS = logging.getLogger("cebgraph.serve.requests")


class _Line(logging.Formatter):
    """A record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        fields: Mapping[str, object] = getattr(record, "fields", {})
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "event": record.getMessage().strip(),
            **fields,
        }
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _is_news(record: logging.LogRecord) -> bool:
    """Say whether a record is worth a line: an answer that was broken off has one of its own already."""
    return not (record.exc_info and isinstance(record.exc_info[1], BrokenOff))


def write_logs(*, quiet: bool) -> None:
    """Write logs on stderr; `quiet` leaves out what went well."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Line())
    handler.addFilter(_is_news)
    for name in ("cebgraph.serve", "uvicorn.error", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.WARNING if quiet or name != "cebgraph.serve" else logging.INFO)


class Logged:
    """An application each of whose requests is written down when it has ended."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write down how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen: dict[str, Any] = {"status": None, "bytes": 0}

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            seen["bytes"] += len(message.get("body", b""))
            await send(message)

        begun = time.monotonic()
        try:
            await self._app(scope, receive, noted)
        except BrokenOff as reason:
            seen["broken off"] = str(reason)
            raise
        finally:
            _write_down(scope, seen, time.monotonic() - begun)


def _write_down(scope: Scope, seen: Mapping[str, Any], seconds: float) -> None:
    fields = {
        "client": (scope.get("client") or ("",))[0],
        "method": scope["method"],
        "path": scope["path"],
        "parameters": scope["query_string"].decode(errors="replace")[:_LONGEST],
        "asked": scope.get("asked", "")[:_LONGEST],
        "milliseconds": round(seconds * 1000, 1),
        **seen,
    }
    if seen["status"] is None:
        fields["left"] = True
    faulty = (seen["status"] or 0) >= 500 or "broken off" in seen  # noqa: PLR2004
    _REQUESTS.log(logging.WARNING if faulty else logging.INFO, "request", extra={"fields": fields})
