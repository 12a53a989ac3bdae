"""Push: what remote stores hold afterwards, and what a person is told when they hold it not."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from remote_stores import (
    BROKEN,
    LOST,
    SILENT,
    Behaviour,
    RealServer,
    basic,
    oxigraph_server,
    small_server,
    virtuoso_server,
)

from cebgraph.cli import commands
from cebgraph.errors import PushError, QueryError
from cebgraph.pipeline import Build
from cebgraph.push.checking import spread
from cebgraph.push.chunks import chunks_of, graphs_of, union_of
from cebgraph.push.endpoints import LAYOUTS, checked_address, endpoints_of, recognised
from cebgraph.push.loading import Plan, Pushed, push
from cebgraph.push.transport import PasswordAuth, Patience, Session
from cebgraph.store import write_store

ONE, TWO, FOREIGN = "https://example.org/graph/one", "https://example.org/图/二?x=1&y", "https://example.org/foreign"
QUICK = Patience(timeout=60, tries=4, pause=0.001)
Graphs = Mapping[str, Sequence[Triple]]


def triples(number: int, start: int = 0) -> tuple[Triple, ...]:
    """Return triples with words that are easily spoilt on the way."""
    subject, predicate = NamedNode("https://example.org/首协会"), NamedNode("https://example.org/p")
    words = ["核可", 'say "no"\n\\', "é\t€", "👍", "long " * 50]
    return tuple(
        Triple(subject, predicate, Literal(f"{words[place % len(words)]} {place}", language="zh"))
        for place in range(start, start + number)
    )


SMALL: Graphs = {ONE: triples(50), TWO: triples(7, 100)}


def pushed(
    graphs: Graphs, url: str, kind: str, plan: Plan | None = None, credentials: tuple[str, str] | None = None
) -> list[Pushed]:
    with Session(PasswordAuth(*credentials) if credentials else None, QUICK) as session:
        return list(push(graphs, endpoints_of(checked_address(url), kind), session, plan or Plan()))


def held(behaviour: Behaviour) -> dict[str, set[Triple]]:
    found: dict[str, set[Triple]] = {}
    for quad in behaviour.store:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        found.setdefault(name, set()).add(quad.triple)
    return found


def sets(graphs: Graphs) -> dict[str, set[Triple]]:
    return {graph: set(found) for graph, found in graphs.items()}


# Real servers


@pytest.fixture(params=[oxigraph_server, virtuoso_server], ids=["oxigraph", "virtuoso"], scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    with request.param(tmp_path_factory.mktemp("server")) as running:
        yield running


def counted(server: RealServer, graph: str) -> int:
    """Count without cebgraph."""
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    path = {"oxigraph": "/query", "virtuoso": "/sparql"}[server.kind]
    accept = {"Accept": "application/sparql-results+json"}
    answer = httpx.get(server.url + path, params={"query": query}, headers=accept, timeout=60)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


PLANS = {
    "as it comes": Plan(),
    "in many chunks": Plan(chunk_size=50_000),
    "by update": Plan(protocol="update"),
    "atomic": Plan(atomic=True),
    "atomic, by update": Plan(protocol="update", atomic=True),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_real_store_holds_what_was_pushed_and_the_same_after_a_second_push(
    server: RealServer, name: str, overview: Build
) -> None:
    """More than the 10,000 rows that Virtuoso gives, and more lines than it takes in an update."""
    graphs = graphs_of(overview.quads)
    assert max(map(len, graphs.values())) > 10_000
    for _ in range(2):
        done = pushed(graphs, server.url, server.kind, PLANS[name], credentials=server.credentials)
        assert done == [Pushed(graph, len(found)) for graph, found in graphs.items()]
        assert {graph: counted(server, graph) for graph in graphs} == {g: len(found) for g, found in graphs.items()}
        assert not counted(server, next(iter(graphs)) + "/draft")


@pytest.mark.parametrize("name", PLANS)
def test_a_changed_graph_takes_the_place_of_the_earlier_and_of_no_other(server: RealServer, name: str) -> None:
    pushed({FOREIGN: triples(9)}, server.url, server.kind, credentials=server.credentials)
    pushed(SMALL, server.url, server.kind, PLANS[name], credentials=server.credentials)
    pushed({ONE: triples(20, 40)}, server.url, server.kind, PLANS[name], credentials=server.credentials)
    assert [counted(server, graph) for graph in (ONE, TWO, FOREIGN)] == [20, 7, 9]


@pytest.mark.parametrize("name", ["as it comes", "atomic"])
def test_a_push_repairs_what_a_killed_server_left(server: RealServer, name: str) -> None:
    graphs = {FOREIGN: triples(3), ONE: triples(3000), TWO: triples(5)}
    plan = replace(PLANS[name], chunk_size=20_000)

    def kill_in_the_middle(said: str) -> None:
        if re.match(rf"{ONE}.*: [1-9]\d\d+ of 3000", said):
            server.kill()

    auth = PasswordAuth(*server.credentials) if server.credentials else None
    endpoints = endpoints_of(server.url, server.kind)
    with Session(auth, QUICK) as session, pytest.raises(PushError, match="1 of 3 graphs complete"):
        list(push(graphs, endpoints, session, plan, kill_in_the_middle))
    server.start()
    pushed(graphs, server.url, server.kind, plan, credentials=server.credentials)
    assert [counted(server, graph) for graph in graphs] == [3, 3000, 5]


def test_a_server_that_comes_back_in_time_is_pushed_to_the_end(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as server:
        restarts = iter([True])

        def restart_once(said: str) -> None:
            if said.startswith(ONE) and next(restarts, False):
                server.kill()
            if "again in" in said:
                server.start()

        with Session(patience=QUICK, tell=restart_once) as session:
            list(push(SMALL, endpoints_of(server.url, "oxigraph"), session, Plan(chunk_size=1000), restart_once))
        assert [counted(server, graph) for graph in SMALL] == [50, 7]


def test_the_kind_of_a_real_store_is_recognised(server: RealServer) -> None:
    with Session() as session:
        assert recognised(server.url, session.server_of(server.url)) == server.kind


def test_virtuoso_refuses_a_wrong_password(tmp_path: Path) -> None:
    with virtuoso_server(tmp_path) as server, pytest.raises(PushError, match="refuses this user, password or token"):
        pushed(SMALL, server.url, server.kind, credentials=("dba", "wrong"))


def test_the_default_graph_of_a_real_store_can_hold_the_merge_of_all(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as server:
        pushed(SMALL | {"": union_of(SMALL)}, server.url, "oxigraph", Plan(atomic=True))
        found = httpx.get(f"{server.url}/store?default", headers={"Accept": "application/n-triples"}).content
        assert {quad.triple for quad in parse(found, format=RdfFormat.N_TRIPLES)} == set(union_of(SMALL))


# Layouts

KINDS = sorted(LAYOUTS)
BASES = {
    "graphdb": "/repositories/ceb",
    "rdf4j": "/rdf4j-server/repositories/ceb",
    "neptune": "/sparql",
    "fuseki": "/ceb",
}


WAYS = [
    (kind, protocol, atomic)
    for kind in KINDS
    for protocol in ("auto", "gsp", "update")
    for atomic in (False, True)
    if not (protocol == "gsp" and LAYOUTS[kind].gsp is None) and not (atomic and not LAYOUTS[kind].copies)
]


@pytest.mark.parametrize(("kind", "protocol", "atomic"), WAYS)
def test_a_store_of_each_kind_holds_what_was_pushed_and_nothing_else_changed(
    kind: str,
    protocol: str,
    atomic: bool,
) -> None:
    layout = LAYOUTS[kind]
    behaviour = Behaviour(layout, path=BASES.get(kind, ""))
    foreign = Quad(*triples(1)[0], NamedNode(FOREIGN))
    behaviour.store.add(foreign)
    graphs = SMALL | ({"": triples(4, 200)} if layout.own_default else {})
    with small_server(behaviour) as url:
        for _ in range(2):
            pushed(graphs, url, kind, Plan(protocol, 2000, atomic))
    assert held(behaviour) == sets(graphs) | {FOREIGN: {foreign.triple}}


@pytest.mark.parametrize("kind", KINDS)
def test_the_address_of_an_endpoint_serves_as_that_of_its_store(kind: str) -> None:
    layout, base = LAYOUTS[kind], f"http://host{BASES.get(kind, '')}"
    whole = endpoints_of(base, kind)
    for end in layout.ends():
        assert endpoints_of(checked_address(base + end), kind) == whole


def test_endpoints_of_ones_own_take_precedence_and_a_query_string_stays_last() -> None:
    found = endpoints_of("http://host?access-token=x", "qlever", update="http://other/u", query="http://other/q")
    assert (found.gsp, found.update, found.query) == ("http://host?access-token=x", "http://other/u", "http://other/q")
    assert endpoints_of("http://host?k=v", "oxigraph").gsp == "http://host/store?k=v"


@pytest.mark.parametrize(
    ("url", "server", "kind"),
    [
        ("http://host:7878/store", "", "oxigraph"),
        ("http://host:3030/ds/data", "", "fuseki"),
        ("http://host:3030/ds", "Apache Jena Fuseki (5.2.0)", "fuseki"),
        ("http://host:8080/rdf4j-server/repositories/x", "", "rdf4j"),
        ("http://host/repositories/x/rdf-graphs/service", "nginx", "graphdb"),
        ("http://host/sparql-graph-crud-auth", "nginx", "virtuoso"),
        ("http://host/sparql", "nginx", "plain"),
    ],
)
def test_kinds_of_stores_are_recognised(url: str, server: str, kind: str) -> None:
    assert recognised(url, server) == kind


def test_a_store_without_graph_store_protocol_is_pushed_to_by_update() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], writes=False)
    with small_server(behaviour) as url:
        pushed(SMALL, url, "oxigraph")
    assert held(behaviour) == sets(SMALL)
    assert len([request for request in behaviour.requests if "/store" in request]) == 1


def test_help_tells_the_address_of_each_kind() -> None:
    told_there = CliRunner().invoke(commands, ["push", "--help"]).output
    for kind, layout in LAYOUTS.items():
        assert re.search(rf"^ +{kind} +{re.escape(layout.address)}( |$)", told_there, flags=re.MULTILINE)


# Chunks


@given(st.lists(st.text(max_size=30), max_size=40), st.integers(1, 500))
def test_chunks_hold_each_triple_once_in_order_and_keep_to_their_size(words: list[str], size: int) -> None:
    subject = NamedNode("https://example.org/s")
    given_triples = [Triple(subject, subject, Literal(word)) for word in words]
    chunks = list(chunks_of(given_triples, size))
    found = [quad.triple for chunk in chunks for quad in parse(chunk.content, format=RdfFormat.N_TRIPLES)]
    assert found == given_triples
    assert [chunk.content.count(b"\n") for chunk in chunks] == [chunk.triples for chunk in chunks]
    assert all(chunk.triples == 1 or len(chunk.content) <= size for chunk in chunks)
    assert all(len(one.content) + len(two.content) > size for one, two in pairwise(chunks))


def test_blank_nodes_are_refused() -> None:
    quad = Quad(BlankNode(), NamedNode("urn:p"), Literal("x"), NamedNode(ONE))
    with pytest.raises(PushError, match="blank node"):
        graphs_of([quad])


def test_quads_of_the_default_graph_are_no_named_graph() -> None:
    quad = Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("x"), DefaultGraph())
    assert not graphs_of([quad])


@given(st.integers(0, 300), st.integers(2, 30))
def test_a_sample_reaches_from_first_to_last(length: int, number: int) -> None:
    found = spread(range(length), number)  # type: ignore[arg-type, type-var]
    assert len(set(found)) == min(length, number)
    assert not length or (found[0], found[-1]) == (0, length - 1)


# Trying again


@pytest.mark.parametrize("place", range(12))
@pytest.mark.parametrize("fault", [429, 502, 503, 504, BROKEN, LOST])
def test_what_passes_is_tried_again(fault: int | str, place: int) -> None:
    """At any request, even where only the answer was lost: each can be repeated."""
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([*[None] * place, fault, fault, fault]))
    with small_server(behaviour) as url:
        pushed(SMALL, url, "oxigraph", Plan(chunk_size=3000, atomic=True))
    assert not behaviour.faults
    assert held(behaviour) == sets(SMALL)


def test_tries_have_an_end() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([503] * 9))
    with small_server(behaviour) as url, pytest.raises(PushError, match=r"too busy \(HTTP 503\).*tried 4 times"):
        pushed(SMALL, url, "oxigraph")
    assert len(behaviour.requests) == QUICK.tries


def test_a_pause_that_the_server_asks_for_is_made() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([(503, {"Retry-After": "1"})]))
    with small_server(behaviour) as url:
        pushed(SMALL, url, "oxigraph")
    first, second, *_ = behaviour.times
    assert second - first >= 1


def test_a_server_that_asks_for_too_long_a_pause_is_given_up() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([(429, {"Retry-After": "3600"})]))
    with small_server(behaviour) as url, pytest.raises(PushError, match="3600 s"):
        pushed(SMALL, url, "oxigraph")
    assert len(behaviour.requests) == 1


def test_pauses_double() -> None:
    said: list[str] = []
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([503] * 3))
    with small_server(behaviour) as url, Session(patience=QUICK, tell=said.append) as session:
        list(push(SMALL, endpoints_of(url, "oxigraph"), session))
    assert [words.rpartition("again in ")[2] for words in said] == ["0.001 s", "0.002 s", "0.004 s"]


def test_silence_is_not_tried_again() -> None:
    """The server may still be at work on it."""
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([SILENT]))
    patience = replace(QUICK, timeout=0.2)
    with small_server(behaviour) as url, Session(patience=patience) as session:
        pushing = push(SMALL, endpoints_of(url, "oxigraph"), session)
        with pytest.raises(PushError, match=r"no answer within 0\.2 s"):
            next(pushing)
    assert len(behaviour.requests) == 1


# Whole or not at all


def sizes_seen(plan: Plan) -> set[int]:
    behaviour = Behaviour(LAYOUTS["oxigraph"], watched=ONE)
    with small_server(behaviour) as url:
        pushed({ONE: triples(30)}, url, "oxigraph")
        behaviour.sizes.clear()
        pushed({ONE: triples(60)}, url, "oxigraph", plan)
    assert held(behaviour) == sets({ONE: triples(60)})
    return set(behaviour.sizes)


def test_nobody_sees_a_part_of_a_graph_that_is_loaded_aside() -> None:
    assert sizes_seen(Plan(chunk_size=1000, atomic=True)) == {30, 60}


def test_readers_can_see_a_part_of_a_graph_that_is_not() -> None:
    assert len(sizes_seen(Plan(chunk_size=1000))) > 2


def test_a_graph_stays_as_it_was_when_loading_it_aside_fails() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"])
    with small_server(behaviour) as url:
        pushed({ONE: triples(30)}, url, "oxigraph")
        behaviour.faults.extend([None, None, 500])
        with pytest.raises(PushError, match="HTTP 500"):
            pushed({ONE: triples(60)}, url, "oxigraph", Plan(chunk_size=1000, atomic=True))
    assert held(behaviour) == sets({ONE: triples(30)})


# The check


def test_a_store_that_loses_triples_is_found_out() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], loses=True)
    with small_server(behaviour) as url, pytest.raises(PushError, match="holds 49 triples of it, not 50"):
        pushed(SMALL, url, "oxigraph")


def test_a_store_that_spoils_letters_is_found_out() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], mangles=True)
    with small_server(behaviour) as url, pytest.raises(PushError, match="not the same"):
        pushed(SMALL, url, "oxigraph")


def test_without_the_check_nobody_asks() -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], loses=True)
    with small_server(behaviour) as url:
        pushed(SMALL, url, "oxigraph", Plan(check=False))
    assert not [request for request in behaviour.requests if "/query" in request]


# The command


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pushed") / "store"
    quads = [Quad(*triple, NamedNode(graph)) for graph, found in SMALL.items() for triple in found]
    write_store(quads, folder)
    return folder


def run(store: Path, *words: object, **variables: str) -> Result:
    arguments = ["push", *map(str, words), "--store", str(store)]
    return CliRunner().invoke(commands, arguments, prog_name="cebgraph", env=variables)


def test_the_command_lists_what_it_pushed(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], server="Oxigraph/0.5")
    with small_server(behaviour) as url:
        result = run(store, url, "--union-default", "--atomic", "--chunk-size", 1)
    assert result.exit_code == 0, result.output
    assert [line.split()[-2:] for line in result.stdout.splitlines()] == [[n, "triples"] for n in ("50", "7", "57")]
    assert "114 triples in 3 graphs pushed" in result.stderr
    assert held(behaviour) == sets(SMALL | {"": union_of(SMALL)})


def test_the_command_pushes_the_graphs_that_are_named(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["plain"])
    with small_server(behaviour) as url:
        result = run(store, url, "--graph", TWO, "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    assert held(behaviour) == sets({TWO: SMALL[TWO]})


def test_the_command_lists_the_graphs_that_were_complete_when_it_failed(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([None, None, None, 500]))
    with small_server(behaviour) as url:
        result = run(store, url, "--store-type", "oxigraph")
    told(result, "failed (HTTP 500)", "1 of 2 graphs complete")
    assert result.stdout.split() == [ONE, "50", "triples"]


def test_who_interrupts_a_push_is_told_what_is_complete(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([None, None, None, SILENT]))
    with small_server(behaviour) as url:
        words = [sys.executable, "-m", "cebgraph", "push", url, "--store-type", "oxigraph", "--store", str(store)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            while len(behaviour.requests) < 4:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate()
    assert process.returncode == 130
    assert output.split() == [ONE, "50", "triples"]
    assert "1 of 2 graphs complete" in errors


def test_a_graph_that_is_not_there_is_told(store: Path) -> None:
    result = run(store, "http://127.0.0.1:1", "--graph", "graph/none")
    assert result.exit_code == QueryError.exit_code
    assert ONE in result.stderr


def told(result: Result, *words: str) -> None:
    """One clear sentence, and the exit code of its own."""
    assert result.exit_code == PushError.exit_code == 9, result.output
    assert result.stderr.startswith("cebgraph: error: http"), result.stderr
    assert result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, ["refuses this (HTTP 400)"]),
        (401, ["wants to know who asks", "--user"]),
        (403, ["does not allow this"]),
        (404, ["no such endpoint", "--store-type"]),
        (405, ["does not speak this protocol"]),
        (413, ["no chunk that large", "--chunk-size"]),
        (415, ["does not take this format"]),
        (500, ["failed (HTTP 500)"]),
        (503, ["too busy", "tried 1 times"]),
    ],
)
def test_each_refusal_is_told_in_one_sentence(store: Path, status: int, words: list[str]) -> None:
    behaviour = Behaviour(LAYOUTS["oxigraph"], faults=deque([status] * 4))
    with small_server(behaviour) as url:
        told(run(store, url, "--store-type", "oxigraph", "--tries", 1), *words, "0 of 2 graphs complete")


def test_a_store_that_has_moved_is_told_with_its_new_address(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["plain"], faults=deque([(308, {"Location": "https://new.example.org/"})] * 2))
    with small_server(behaviour) as url:
        told(run(store, url), "has moved", "https://new.example.org/")


def test_too_large_a_chunk_is_told_and_a_smaller_one_helps(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["plain"], largest=3000)
    with small_server(behaviour) as url:
        told(run(store, url), "--chunk-size")
        assert run(store, url, "--chunk-size", 2).exit_code == 0
    assert held(behaviour) == sets(SMALL)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1", "Connection refused"),
        ("http://nowhere.invalid", "cannot be reached"),
        ("http://[", "is no address"),
        ("http://host:99999", "is no address"),
        ("http:///x", "is no address"),
        ("http://ho st", "is no address"),
    ],
)
def test_an_address_where_nobody_answers_is_told(store: Path, url: str, words: str) -> None:
    told(run(store, url), words)


@pytest.mark.parametrize("url", ["localhost:7878", "ftp://host", "bla", ""])
def test_what_is_no_address_is_told(store: Path, url: str) -> None:
    result = run(store, url)
    assert (result.exit_code, "is no address" in result.stderr) == (9, True)


def test_silence_is_told(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["plain"], faults=deque([SILENT]))
    with small_server(behaviour) as url:
        told(run(store, url, "--timeout", 0.2), "no answer within 0.2 s", "--timeout")


def test_a_query_endpoint_that_gives_a_page_is_told(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["plain"], faults=deque([None, (200, {})]))
    with small_server(behaviour) as url:
        told(run(store, url, "--graph", ONE), "cannot be checked", "--query", "--no-check")


# Who asks


def test_a_password_is_taken_from_the_surroundings_or_a_file(store: Path, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("秘密\n", encoding="utf-8")
    behaviour = Behaviour(LAYOUTS["plain"], authorization=basic("我", "秘密"))
    with small_server(behaviour) as url:
        assert run(store, url, "--user", "我", CEBGRAPH_PASSWORD="秘密").exit_code == 0  # noqa: S106
        assert run(store, url, "--user", "我", "--password-file", tmp_path / "password").exit_code == 0
        wrong = run(store, url, "--user", "我", CEBGRAPH_PASSWORD="geheim")  # noqa: S106
    told(wrong, "refuses this user, password or token (HTTP 401)")
    assert "geheim" not in wrong.output


def test_a_token_is_taken_from_the_surroundings_or_a_file(store: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("abc123\n", encoding="utf-8")
    behaviour = Behaviour(LAYOUTS["plain"], authorization="Bearer abc123")
    with small_server(behaviour) as url:
        assert run(store, url, CEBGRAPH_TOKEN="abc123").exit_code == 0  # noqa: S106
        assert run(store, url, "--token-file", tmp_path / "token").exit_code == 0
        told(run(store, url, CEBGRAPH_TOKEN="wrong"), "refuses this user, password or token")  # noqa: S106


def test_a_password_is_sent_to_nobody_who_did_not_ask(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["plain"])
    with small_server(behaviour) as url:
        assert run(store, url, "--user", "me", CEBGRAPH_PASSWORD="x").exit_code == 0  # noqa: S106
    assert set(behaviour.authorizations) == {None}


def test_a_password_is_asked_for_on_a_terminal_and_not_shown(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["plain"], authorization=basic("me", "secret"))
    with small_server(behaviour) as url:
        words = [sys.executable, "-m", "cebgraph", "push", url, "--user", "me", "--store", str(store)]
        process, terminal = pty.fork()
        if process == 0:
            os.execv(sys.executable, words)  # noqa: S606
        shown = b""
        while b"Password of me:" not in shown:
            shown += os.read(terminal, 1000)
        os.write(terminal, b"secret\n")
        with suppress(OSError):  # the end of a terminal is an error
            while more := os.read(terminal, 1000):
                shown += more
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert b"57 triples in 2 graphs" in shown
    assert b"secret" not in shown


@pytest.mark.parametrize(
    ("words", "variables", "code", "told_so"),
    [
        (["--user", "me"], {}, 2, "CEBGRAPH_PASSWORD"),
        (["--user", "me:secret"], {}, 2, "a name alone"),
        (["--password-file", "x"], {}, 2, "--user"),
        (["--user", "me", "--token-file", "x"], {}, 2, "not both"),
        (["--user", "me", "--password-file", "none"], {}, 1, "No such file"),
        ([], {"CEBGRAPH_TOKEN": "a\nb"}, 1, "the token"),
        (["--chunk-size", "0"], {}, 2, "chunk-size"),
        (["--timeout", "0"], {}, 2, "timeout"),
        (["--store-type", "none"], {}, 2, "store-type"),
    ],
)
def test_wrong_usage_is_told(store: Path, words: list[str], variables: dict[str, str], code: int, told_so: str) -> None:
    result = run(store, "http://127.0.0.1:1", *words, **variables)
    assert result.exit_code == code, result.output
    assert told_so in result.stderr


def test_a_password_in_an_address_is_refused_and_not_repeated(store: Path) -> None:
    result = run(store, "http://me:secret@127.0.0.1:1/x")
    told(result, "has a user in it", "CEBGRAPH_PASSWORD")
    assert "secret" not in result.output


def test_a_token_in_an_address_is_not_repeated(store: Path) -> None:
    behaviour = Behaviour(LAYOUTS["qlever"], faults=deque([403]))
    with small_server(behaviour) as url:
        result = run(store, f"{url}?access-token=secret", "--store-type", "qlever")
    told(result, "does not allow this")
    assert "secret" not in result.output
    assert "access-token=secret&graph=" in behaviour.requests[0]


@pytest.mark.parametrize(
    ("words", "told_so"),
    [
        (["--store-type", "virtuoso", "--union-default"], "no default graph"),
        (["--store-type", "qlever", "--atomic"], "cannot copy a graph"),
        (["--store-type", "blazegraph", "--protocol", "gsp"], "does not speak gsp"),
    ],
)
def test_what_a_kind_of_store_cannot_do_is_told_before_anything_is_sent(
    store: Path, words: list[str], told_so: str
) -> None:
    result = run(store, "http://127.0.0.1:1", *words)
    assert (result.exit_code, told_so in result.stderr) == (9, True), result.output


def test_without_its_library_a_push_says_how_to_get_it(store: Path) -> None:
    code = "import sys; sys.modules['httpx'] = None; from cebgraph.cli import main; main()"
    words = [sys.executable, "-c", code, "push", "http://127.0.0.1:1", "--store", str(store)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        'cebgraph: error: httpx is not installed (pip install "cebgraph[push]")\n',
    )
