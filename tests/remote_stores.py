"""Remote stores for tests: two real servers in processes of their own, and a strict small one that can misbehave.

The small one answers at the endpoints of any layout and nowhere else, takes what SPARQL 1.1 says and nothing else, and
fails as it is told to: with a status, a broken connection, silence, or by losing or changing what it was sent.
"""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket  # noqa: TID251  the tests start servers
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, QueryResultsFormat, RdfFormat, Store, parse

from cebgraph.push.endpoints import Layout

BROKEN, LOST, SILENT = "broken", "lost", "silent"
Fault = int | str | tuple[int, dict[str, str]] | None
_STARTING = 60.0

VIRTUOSO_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = vsp
[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wanted(program: str | None, name: str) -> str:
    """Return the path of a program; without it the test is skipped, or fails where everything must be tested."""
    if program is None:
        complain = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        complain(f"{name} is not installed")
    return program


class RealServer:
    """A server of somebody else's, in a process that can be killed and started again."""

    def __init__(
        self, kind: str, words: list[str], folder: Path, port: int, credentials: tuple[str, str] | None
    ) -> None:
        self.kind, self.credentials = kind, credentials
        self.url = f"http://127.0.0.1:{port}"
        self._words, self._folder = words, folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self._folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(self._words, cwd=self._folder, stdout=output, stderr=output)
        until = time.monotonic() + _STARTING
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(httpx.TransportError):
                httpx.get(f"{self.url}/sparql", timeout=5)
                return
            time.sleep(0.05)
        self.kill()
        pytest.fail(f"{self.kind} did not start: {(self._folder / 'output.txt').read_text()[-2000:]}")

    def kill(self) -> None:
        """End it as a loss of power would."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None
        (self._folder / "virtuoso.lck").unlink(missing_ok=True)


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[RealServer]:
    """Run the server of Oxigraph."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = wanted(str(beside) if beside.exists() else shutil.which("oxigraph"), "the server of Oxigraph")
    port = free_port()
    words = [program, "serve", "--location", str(folder / "database"), "--bind", f"127.0.0.1:{port}"]
    with _running(RealServer("oxigraph", words, folder, port, None)) as server:
        yield server


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[RealServer]:
    """Run Virtuoso, which gives no more than 10,000 rows and wants digest authentication."""
    program = wanted(shutil.which("virtuoso-t"), "Virtuoso")
    port = free_port()
    (folder / "vsp").mkdir()
    ini = VIRTUOSO_INI.format(port=port, sql_port=free_port())
    (folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
    words = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(RealServer("virtuoso", words, folder, port, ("dba", "dba"))) as server:
        yield server


@contextmanager
def _running(server: RealServer) -> Iterator[RealServer]:
    server.start()
    try:
        yield server
    finally:
        server.kill()


@dataclass
class Behaviour:
    """How the small server answers, and what it saw."""

    layout: Layout
    path: str = ""
    server: str = ""
    faults: deque[Fault] = field(default_factory=deque)
    """What happens at the next requests but HEAD: a status with headers, a broken connection before or after the work
    is done, silence; None is none."""
    authorization: str = ""
    """The header that it wants."""
    largest: int = 10**9
    """Bytes of a request to its Graph Store Protocol that it takes."""
    loses: bool = False
    """Whether it loses the last triple of each chunk."""
    mangles: bool = False
    """Whether it does not know all letters."""
    writes: bool = True
    """Whether it has a Graph Store Protocol that writes."""
    watched: str = ""
    sizes: list[int] = field(default_factory=list)
    """How many triples the watched graph had after each request."""
    requests: list[str] = field(default_factory=list)
    """Method, path and query of each request but HEAD."""
    store: Store = field(default_factory=Store)
    lock: Lock = field(default_factory=Lock)
    times: list[float] = field(default_factory=list)
    """When each request came."""
    authorizations: list[str | None] = field(default_factory=list)


@contextmanager
def small_server(behaviour: Behaviour) -> Iterator[str]:
    """Run the small server; give its address."""
    handler = type("Handler", (_Handler,), {"behaviour": behaviour})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{behaviour.path}"
        finally:
            server.shutdown()


def basic(user: str, password: str) -> str:
    """Return the header of basic authentication."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


class _Handler(BaseHTTPRequestHandler):
    behaviour: Behaviour
    protocol_version = "HTTP/1.1"
    mute = False

    def version_string(self) -> str:
        return self.behaviour.server or "small"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._reply(200)

    def do_GET(self) -> None:
        self._reply(405)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        with self.behaviour.lock:
            self._answer(body)
            if self.behaviour.watched:
                graph = NamedNode(self.behaviour.watched)
                self.behaviour.sizes.append(len(list(self.behaviour.store.quads_for_pattern(None, None, None, graph))))

    def do_PUT(self) -> None:
        self.do_POST()

    def _answer(self, body: bytes) -> None:
        seen = self.behaviour
        seen.requests.append(f"{self.command} {self.path}")
        seen.times.append(time.monotonic())
        seen.authorizations.append(self.headers["authorization"])
        fault = seen.faults.popleft() if seen.faults else None
        self.mute = fault == LOST
        if fault is not None and not self.mute:
            self._fail(fault)
        elif seen.authorization and self.headers["authorization"] != seen.authorization:
            self._reply(401, {"WWW-Authenticate": 'Basic realm="small"'})
        else:
            path = urlsplit(self.path).path.removeprefix(seen.path)
            self._endpoint("" if path == "/" else path, body)

    def _endpoint(self, path: str, body: bytes) -> None:
        layout, kind = self.behaviour.layout, self.headers["content-type"]
        if path == layout.update and kind == "application/sparql-update" and self.command == "POST":
            self.behaviour.store.update(self._read(body).decode())
            self._reply(204)
        elif path == layout.query and kind == "application/x-www-form-urlencoded" and self.command == "POST":
            answer = self.behaviour.store.query(parse_qs(body.decode(), strict_parsing=True)["query"][0])
            assert "application/sparql-results+json" in self.headers["accept"]
            content = answer.serialize(format=QueryResultsFormat.JSON)  # type: ignore[union-attr]
            self._reply(200, {"Content-Type": "application/sparql-results+json"}, content or b"")
        elif path == layout.gsp and self.behaviour.writes:
            self._graph(kind, body)
        else:
            self._reply(404)

    def _graph(self, kind: str, body: bytes) -> None:
        named = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        if kind != "application/n-triples":
            self._reply(415)
            return
        if len(body) > self.behaviour.largest:
            self._reply(413)
            return
        if set(named) not in ({"graph"}, {"default"}):
            self._reply(400)
            return
        graph = NamedNode(named["graph"][0]) if "graph" in named else DefaultGraph()
        quads = list(parse(self._read(body), format=RdfFormat.N_TRIPLES, base_iri=None))
        store = self.behaviour.store
        new = not store.contains_named_graph(graph) if isinstance(graph, NamedNode) else False
        if self.command == "PUT":
            store.clear_graph(graph)
        store.load(self._read(body), format=RdfFormat.N_TRIPLES, to_graph=graph)
        if self.behaviour.loses:
            for quad in store.quads_for_pattern(*quads[-1].triple, graph):
                store.remove(quad)
        self._reply(201 if new else 204)

    def _read(self, body: bytes) -> bytes:
        return body.replace("核".encode(), b"?") if self.behaviour.mangles else body

    def _fail(self, fault: Fault) -> None:
        if fault == BROKEN:
            self._break()
        elif fault == SILENT:
            time.sleep(1.0)
            self.close_connection = True
        elif isinstance(fault, tuple):
            self._reply(*fault)
        elif isinstance(fault, int):
            self._reply(fault)

    def _break(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def _reply(self, status: int, headers: Mapping[str, str] = {}, content: bytes = b"") -> None:
        if self.mute:
            self._break()
            return
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != httpx.codes.NO_CONTENT:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
