"""Whether a client has an answer already: entity tags and dates, by RFC 9110, section 13."""

from __future__ import annotations

import hashlib
from email.utils import parsedate_to_datetime

from starlette.requests import Request


def entity_tag(*told: object) -> str:
    """Return the weak tag of an answer that depends on some values: it may come in another order, or packed."""
    return f'W/"{hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()}"'


def has_tag(request: Request, tag: str) -> bool:
    """Say whether a client has the answer with a tag, and asks only for another."""
    known = [text.strip().removeprefix("W/") for text in request.headers.get("if-none-match", "").split(",")]
    return request.method != "POST" and (tag.removeprefix("W/") in known or "*" in known)


def has_since(request: Request, made: float) -> bool:
    """Say whether a client has the answer of that time, in seconds since 1970, and asks only for a later one."""
    if request.method == "POST" or "if-none-match" in request.headers:
        return False
    try:
        return int(made) <= parsedate_to_datetime(request.headers["if-modified-since"]).timestamp()
    except (KeyError, ValueError, OverflowError):
        return False
