"""HTTP as a push needs it: requests in, answers or one clear error out, and another try where that may help.

Every request of a push can be repeated without harm, so what may pass (a busy server, a broken connection) is tried
again after a pause that doubles. A time-out is not: the server may still be at work on it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx

from cebgraph.errors import PushError
from cebgraph.push.protocols import Request

_BUSY = frozenset({429, 502, 503, 504})
_CONNECT = 10.0
_SHOWN = 200
_CREDENTIALS = "--user NAME with its password in CEBGRAPH_PASSWORD, or a token in CEBGRAPH_TOKEN"
_REFUSALS: Mapping[int, tuple[str, str]] = {
    401: ("wants to know who asks", _CREDENTIALS),
    403: ("does not allow this", _CREDENTIALS),
    404: ("has no such endpoint", "look at the address, --store-type, --update and --query"),
    405: ("does not speak this protocol", "try another --protocol or --store-type"),
    413: ("takes no chunk that large", "give a smaller --chunk-size"),
    415: ("does not take this format", "try another --protocol or --store-type"),
    501: ("does not speak this protocol", "try another --protocol or --store-type"),
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how often to try."""

    timeout: float = 300.0
    tries: int = 5
    pause: float = 0.5
    """Before the second try; then twice as long each time."""
    longest: float = 60.0
    """No pause is longer; a server that wants a longer one is given up."""


class Refusal(PushError):
    """The store answered, but not with success."""

    def __init__(self, message: str, status: int, *, where: str, hint: str) -> None:
        super().__init__(message, where=where, hint=hint)
        self.status = status


class _Passing(PushError):
    """What may go well at another try."""

    wait = 0.0
    """Seconds that the store asks for."""


class PasswordAuth(httpx.Auth):
    """Basic or digest, whichever the store asks for: a password is sent to nobody who did not ask."""

    def __init__(self, user: str, password: str) -> None:
        self._ways = {"digest": httpx.DigestAuth(user, password), "basic": httpx.BasicAuth(user, password)}
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Answer the first challenge; later requests bring their credentials at once."""
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            challenge = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._ways["digest" if "digest" in challenge else "basic"]
        yield from self._chosen.auth_flow(request)


class TokenAuth(httpx.Auth):
    """A bearer token."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Bring the token along."""
        request.headers["Authorization"] = self._header
        yield request


class Session:
    """A conversation with one store, over connections that are kept."""

    def __init__(
        self,
        auth: httpx.Auth | None = None,
        patience: Patience = Patience(),
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._patience = patience
        self._tell = tell
        self._reached = False
        timeout = httpx.Timeout(patience.timeout, connect=min(_CONNECT, patience.timeout))
        self._client = httpx.Client(auth=auth, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def server_of(self, url: str) -> str:
        """Return what a store calls itself, or "" where it does not say.

        Raises PushError where nobody answers.
        """
        try:
            return str(self._answer(Request("HEAD", url, b"", "")).headers.get("server", ""))
        except _Passing:
            return ""

    def send(self, request: Request, *, tries: int | None = None) -> httpx.Response:
        """Return the answer to a request.

        Raises Refusal for an answer that is no success, and PushError where there is none.
        """
        for number in range((tries or self._patience.tries) - 1):
            try:
                return self._once(request)
            except _Passing as passing:
                wait = max(passing.wait, min(self._patience.pause * 2**number, self._patience.longest))
                self._tell(f"{passing.message}; again in {wait:.3g} s")
                time.sleep(wait)
        return self._once(request)

    def _once(self, request: Request) -> httpx.Response:
        response = self._answer(request)
        if response.is_success:
            return response
        if response.status_code not in _BUSY:
            raise _refusal(response)
        message = f"is too busy (HTTP {response.status_code})"
        wait = retry_after(response.headers)
        if wait > self._patience.longest:
            raise PushError(message, where=_shown(response.url), hint=f"it asks to be left alone for {wait:.0f} s")
        passing = _Passing(message, where=_shown(response.url), hint=f"tried {self._patience.tries} times")
        passing.wait = wait
        raise passing

    def _answer(self, request: Request) -> httpx.Response:
        """Return any answer at all."""
        headers = {"Accept": request.accept} | ({"Content-Type": request.media_type} if request.media_type else {})
        where = request.url.partition("?")[0]
        try:
            response = self._client.request(request.method, request.url, content=request.content, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            message, hint = f"cannot be reached: {error}", "is the address right, and the store running?"
            kind = _Passing if self._reached else PushError
            raise kind(message, where=where, hint=hint) from error
        except httpx.TimeoutException as error:
            message = f"gave no answer within {self._patience.timeout:g} s"
            raise PushError(message, where=where, hint="a longer --timeout may help") from error
        except httpx.TransportError as error:
            raise _Passing("the connection broke", where=where, hint=f"{error}; push again") from error
        except httpx.InvalidURL as error:
            raise PushError("is no address", where=where, hint=str(error)) from error
        self._reached = True
        return response


def retry_after(headers: Mapping[str, str]) -> float:
    """Return how many seconds a server asks to wait; its own clock tells, where it names a time.

    >>> retry_after({"retry-after": "7"})
    7.0
    >>> retry_after({"retry-after": "Wed, 25 Nov 2026 08:00:30 GMT", "date": "Wed, 25 Nov 2026 08:00:00 GMT"})
    30.0
    >>> retry_after({"retry-after": "soon"})
    0.0
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        span = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError):
        return 0.0
    return max(span.total_seconds(), 0.0)


def _refusal(response: httpx.Response) -> Refusal:
    status, where = response.status_code, _shown(response.url)
    if response.has_redirect_location:
        return Refusal("has moved", status, where=where, hint=f"give the address {response.headers['location']}")
    message, hint = _REFUSALS.get(status, ("failed" if response.is_server_error else "refuses this", _said(response)))
    if status == httpx.codes.UNAUTHORIZED and "authorization" in response.request.headers:
        message, hint = "refuses this user, password or token", "are they right?"
    if status == httpx.codes.FORBIDDEN and (said := _said(response)):
        hint = f"it says: {said}; {hint}"
    return Refusal(f"{message} (HTTP {status})", status, where=where, hint=hint)


def _said(response: httpx.Response) -> str:
    """Return the beginning of what a server says of its failure, as one line of plain text."""
    text = re.sub(r"(?s)<(title|style|script)\b.*?</\1>|<[^>]*>", " ", response.text)
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")


def _shown(url: httpx.URL) -> str:
    """Return an address without its query, which may hold a token."""
    return str(url.copy_with(query=None))
