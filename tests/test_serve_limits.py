"""What a server does not grant, whatever it is asked, and what it survives."""

from __future__ import annotations

import json
import os
import signal
import socket  # noqa: TID251  # some requests no library would send
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import Served, serving

from cebgraph.store import write_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = f"{LARGE} ORDER BY ?a ?f"
GRAPH = NamedNode("https://example.org/graph")


def quads(word: str = "first", count: int = 1000) -> list[Quad]:
    return [Quad(NamedNode(f"urn:{number}"), NamedNode("urn:is"), Literal(word), GRAPH) for number in range(count)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limits") / "store"
    write_store(quads(), folder)
    return folder


@pytest.fixture(scope="module")
def served(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("log") / "log"
    limits = ("--time-limit", 1, "--size-limit", 2, "--memory-limit", 300, "--request-limit", 0.1, "--queries", 4)
    with serving(store, *limits, log=log) as server:
        yield server


CLIENT = httpx.Client(timeout=60, limits=httpx.Limits(max_keepalive_connections=0))


def ask(server: Served, query: str) -> httpx.Response:
    return CLIENT.post(server.sparql, data={"query": query})


def logged(server: Served) -> list[dict[str, object]]:
    return [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]


def wait_until(true: object, seconds: float = 10) -> None:
    """Wait until a function returns something true."""
    assert callable(true)
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, "it never came true"
        time.sleep(0.02)


def test_a_query_that_takes_too_long_is_given_up_and_its_process_is_gone(served: Served) -> None:
    before, begun = set(served.workers()), time.monotonic()
    answer = ask(served, ENDLESS)
    assert (answer.status_code, "longer than 1 s" in answer.text) == (503, True)
    assert answer.headers["retry-after"] == "5"
    assert time.monotonic() - begun < 3
    assert set(served.workers()) <= before


def test_a_query_that_takes_too_much_memory_is_given_up(served: Served) -> None:
    answer = ask(served, "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f")
    assert (answer.status_code, "more than 300 MB of memory" in answer.text) == (503, True)
    assert ask(served, "ASK {}").json()["boolean"] is True


def test_an_answer_that_is_too_large_breaks_off_and_never_looks_complete(served: Served) -> None:
    received: list[bytes] = []
    with (
        httpx.stream("POST", served.sparql, data={"query": LARGE}) as answer,
        pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)),
    ):
        received.extend(answer.iter_raw())
    assert sum(map(len, received)) <= 2_000_000
    wait_until(lambda: any(line.get("broken off") == "the answer is larger than 2 MB" for line in logged(served)))


def test_to_one_who_speaks_http_1_0_a_broken_answer_does_not_look_complete_either(served: Served) -> None:
    with pytest.raises(ConnectionResetError):
        said(served, f"GET /sparql?format=csv&query={quote(LARGE)} HTTP/1.0\r\nHost: x\r\n\r\n", 10**9)


def test_an_answer_too_large_for_its_first_part_is_told(store: Path, tmp_path: Path) -> None:
    with serving(store, "--size-limit", 0.01, log=tmp_path / "log") as server:
        answer = ask(server, "SELECT * { ?a ?b ?c }")
        page = httpx.get(server.sparql, params={"query": "SELECT * { ?a ?b ?c }"}, headers={"Accept": "text/html"})
    assert (answer.status_code, "larger than 0.01 MB" in answer.text) == (503, True)
    assert (page.status_code, "larger than 0.01 MB" in page.text) == (503, True)


def test_a_page_shows_the_beginning_of_what_is_wide_or_long_and_says_so(served: Served) -> None:
    wide = f"SELECT {' '.join(f'?v{number}' for number in range(3000))} {{ ?v0 ?b ?c }}"
    for query, cells in ((wide, 20_000), (LARGE, 12_000)):
        page = httpx.post(served.sparql, data={"query": query}, headers={"Accept": "text/html"}, timeout=30)
        assert page.status_code == 200
        assert "of a large answer" in page.text
        assert page.text.count("<td") == cells


def test_a_second_request_on_a_connection_has_its_time(store: Path, tmp_path: Path) -> None:
    with serving(store, "--time-limit", 7, log=tmp_path / "log") as server:
        first, second = (f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\n" for query in ("ASK {}", ENDLESS))
        answers = said(server, f"{first}\r\n{second}Connection: close\r\n\r\n")
    assert [line for line in answers.splitlines() if line.startswith("HTTP/1.1")] == [
        "HTTP/1.1 200 OK",
        "HTTP/1.1 503 Service Unavailable",
    ]


def test_health_is_told_while_all_are_busy(store: Path, tmp_path: Path) -> None:
    with (
        serving(store, "--queries", 1, "--time-limit", 3, log=tmp_path / "log") as server,
        ThreadPoolExecutor(2) as pool,
    ):
        busy = [pool.submit(ask, server, ENDLESS) for _ in range(2)]
        wait_until(lambda: httpx.get(f"{server.address}/health").json()["waiting"] == 1, 2)
        assert [answer.result().status_code for answer in busy] == [503, 503]


def test_clients_that_take_nothing_do_not_keep_others_from_asking(store: Path, tmp_path: Path) -> None:
    request = f"GET /sparql?query={quote(LARGE)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with serving(store, "--queries", 1, "--time-limit", 20, log=tmp_path / "log") as server, ExitStack() as connections:
        host, port = server.address.removeprefix("http://").split(":")
        stalled = connections.enter_context(socket.create_connection((host, int(port))))
        stalled.sendall(request)
        time.sleep(0.5)
        assert ask(server, "ASK {}").status_code == 200
        wait_until(lambda: any("takes too long" in str(line.get("broken off")) for line in logged(server)), 1)


def test_the_process_of_a_client_that_has_gone_stops(served: Served) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(served.sparql, data={"query": ENDLESS}, timeout=0.3)
    wait_until(lambda: not any(cpu_of(pid) > 0.2 for pid in served.workers()), 0.6)


def cpu_of(pid: int) -> float:
    """Return the share of a processor that a process takes."""
    ticks = os.sysconf("SC_CLK_TCK")

    def used() -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / ticks

    try:
        begun = used()
        time.sleep(0.1)
        return (used() - begun) / 0.1
    except FileNotFoundError:
        return 0


def test_queries_at_once_do_not_wait_for_one_another(store: Path, tmp_path: Path) -> None:
    with (
        serving(store, "--queries", 3, "--time-limit", 5, log=tmp_path / "log") as server,
        ThreadPoolExecutor(2) as pool,
    ):
        slow = [pool.submit(ask, server, ENDLESS) for _ in range(2)]
        wait_until(lambda: len(server.workers()) >= 2)
        assert ask(server, "ASK {}").status_code == 200
        assert not any(answer.done() for answer in slow)
        assert [answer.result().status_code for answer in slow] == [503, 503]


def test_more_than_can_wait_are_told_to_come_again(store: Path, tmp_path: Path) -> None:
    with (
        serving(store, "--queries", 1, "--time-limit", 1, log=tmp_path / "log") as server,
        ThreadPoolExecutor(20) as pool,
    ):
        answers = [answer.result() for answer in [pool.submit(ask, server, ENDLESS) for _ in range(20)]]
    told = [answer.text for answer in answers]
    assert {answer.status_code for answer in answers} == {503}
    assert sum("all who could answer are busy (try again in 5 s)" in text for text in told) >= 11


@pytest.mark.parametrize("query", ["{ " * 9000 + "} " * 9000, "[ <urn:b> " * 900 + "1" + "]" * 900 + " <urn:b> 1"])
def test_a_query_that_breaks_the_engine_breaks_nothing_else(served: Served, query: str) -> None:
    assert ask(served, f"SELECT * {{ {query} }}").status_code in {400, 503}
    assert ask(served, "ASK {}").status_code == 200


def test_what_is_too_large_or_comes_too_slowly_is_refused(served: Served) -> None:
    assert ask(served, "#" * 110_000).status_code == 413
    assert httpx.get(f"{served.sparql}?query={'%20' * 20_000}").status_code == 400
    assert said(served, f"GET /sparql?query={'a' * 110_000} HTTP/1.1\r\nHost: x\r\n\r\n", 100).startswith(
        "HTTP/1.1 414"
    )

    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"#" * 1000

    answer = httpx.post(served.sparql, content=endless(), headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 413


def said(server: Served, request: str, size: int = 100_000) -> str:
    """Return what a server says to a request of any form, until it hangs up or has said that much."""
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request.encode())
        received = b""
        while len(received) < size and (part := connection.recv(1000)):
            received += part
    return received.decode()


def test_a_request_that_never_ends_is_not_waited_for(store: Path, tmp_path: Path) -> None:
    body = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK"
    whole = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    begun = time.monotonic()
    with serving(store, "--time-limit", 1, log=tmp_path / "log") as server, ThreadPoolExecutor(3) as pool:
        answers = [
            pool.submit(said, server, *request) for request in (("GET /hea",), (whole + "GET /hea", 12), (body, 12))
        ]
        with suppress(ConnectionResetError):  # it hangs up on what it has not read
            assert answers[0].result() == ""
        assert answers[1].result()[:12] == "HTTP/1.1 200"
        assert answers[2].result()[:12] == "HTTP/1.1 408"
    assert time.monotonic() - begun < 30


class Called(BaseHTTPRequestHandler):
    """An endpoint that counts how often it is called."""

    calls: list[str] = []  # noqa: RUF012  # one list for all

    def do_GET(self) -> None:
        """Answer with nothing."""
        self.calls.append(self.path)
        body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"called"}}]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  # as the library calls it

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def other() -> Iterator[str]:
    Called.calls.clear()
    with HTTPServer(("127.0.0.1", 0), Called) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <OTHER> { ?s ?p ?x } }",
        "SELECT * { SERVICE SILENT <OTHER> { ?s ?p ?x } }",
        "SELECT * { \\u0053ERVICE <OTHER> { ?s ?p ?x } }",
        "SELECT * { BIND(<OTHER> AS ?o) SERVICE ?o { ?s ?p ?x } }",
        "PREFIX o: <OTHER> SELECT * { SERVICEo: { ?s ?p ?x } }",
        "PREFIX o: <OTHER> BASE <urn:> SELECT * { FILTER(1<2)SERVICE o:#>\n{ ?s ?p ?x } }",
        "PREFIX o: <OTHER> SELECT * { VALUES ?a { 1 } FILTER(?a<?a||?a=1)SERVICE o:#>\n{ ?s ?p ?x } }",
    ],
)
def test_no_query_reaches_another_endpoint(served: Served, other: str, query: str) -> None:
    answer = ask(served, query.replace("OTHER", other))
    assert Called.calls == []
    assert "called" not in answer.text


def test_only_an_endpoint_that_is_switched_on_is_called(store: Path, other: str, tmp_path: Path) -> None:
    with serving(store, "--service", other, log=tmp_path / "log") as server:
        answer = ask(server, f"SELECT ?x {{ SERVICE <{other}> {{ ?s ?p ?x }} }}")
        assert answer.json()["results"]["bindings"] == [{"x": {"type": "literal", "value": "called"}}]
        assert "BasicFederatedQuery" in httpx.get(server.sparql).text
        Called.calls.clear()
        refused = ask(server, f"SELECT ?x {{ SERVICE <{other}/else> {{ ?s ?p ?x }} }}")
    assert (refused.status_code, Called.calls) == (403, [])


def test_a_new_build_is_served_as_soon_as_it_is_complete(tmp_path: Path) -> None:
    write_store(quads("first"), tmp_path / "store")
    query = "SELECT DISTINCT ?x { ?s ?p ?x }"
    with serving(tmp_path / "store", log=tmp_path / "log") as server:
        first = ask(server, query)
        write_store(quads("second", 7), tmp_path / "store")
        second = ask(server, query)
    assert [answer.json()["results"]["bindings"][0]["x"]["value"] for answer in (first, second)] == ["first", "second"]
    assert first.headers["etag"] != second.headers["etag"]


def test_killed_in_the_middle_of_everything_it_leaves_no_process_and_a_whole_store(store: Path, tmp_path: Path) -> None:
    with serving(store, log=tmp_path / "log") as server, ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(ask, server, ENDLESS) for _ in range(2)]
        wait_until(lambda: len(server.workers()) >= 2)
        workers = server.workers()
        server.process.kill()
        assert all(isinstance(answer.exception(), httpx.TransportError) for answer in asked)
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    with serving(store, log=tmp_path / "log") as server:
        assert (
            ask(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"] == "1000"
        )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_well_and_leaves_no_process(store: Path, tmp_path: Path, number: signal.Signals) -> None:
    with serving(store, log=tmp_path / "log") as server:
        ask(server, "ASK {}")
        workers = server.workers()
        server.process.send_signal(number)
        assert server.process.wait(10) == 0
    assert workers
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def test_every_request_is_a_line_of_json(served: Served) -> None:
    httpx.get(f"{served.sparql}?query=SELEC")
    ask(served, "ASK { <urn:first> ?p ?o }")
    wait_until(lambda: any(line.get("asked") == "ASK { <urn:first> ?p ?o }" for line in logged(served)))
    line = next(line for line in logged(served) if line["parameters"] == "query=SELEC")
    assert {key: line[key] for key in ("event", "method", "path", "status", "client")} == {
        "event": "request",
        "method": "GET",
        "path": "/sparql",
        "status": 400,
        "client": "127.0.0.1",
    }


def test_quiet_writes_only_what_failed(store: Path, tmp_path: Path) -> None:
    with serving(store, "--time-limit", 0.3, log=tmp_path / "log") as loud:
        ask(loud, "ASK {}")
        assert [line["status"] for line in logged(loud)] == [200]
    options = [sys.executable, "-m", "cebgraph", "serve", "--quiet", "--store", store, "--port", "0"]
    process = subprocess.Popen(list(map(str, options)), stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    process.terminate()
    assert process.communicate()[1] == ""


def test_a_port_that_is_taken_is_told(served: Served, store: Path) -> None:
    port = served.address.rpartition(":")[2]
    command = [sys.executable, "-m", "cebgraph", "serve", "--store", str(store), "--port", port]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    told = f"127.0.0.1:{port}: Address already in use (name another with --port; 0 takes one that is free)"
    assert (result.returncode, result.stderr) == (1, f"cebgraph: error: {told}\n")
