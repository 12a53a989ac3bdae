"""Calls to other endpoints: found in queries, and forbidden to processes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cebgraph.serve.federation import services

OTHER = "https://example.org/sparql"


@pytest.mark.parametrize("certain", [True, False])
@pytest.mark.parametrize(
    ("query", "called"),
    [
        (f"SELECT * {{ SERVICE <{OTHER}> {{ }} }}", OTHER),
        (f"SELECT * {{ service\n<{OTHER}>{{ }} }}", OTHER),
        (f"SELECT * {{ SERVICE SILENT <{OTHER}> {{ }} }}", OTHER),
        (f"SELECT * {{ \\u0053ERVIC\\U00000045 <{OTHER}> {{ }} }}", OTHER),
        (f"SELECT * {{ FILTER(true)SERVICE<{OTHER}> {{ }} }}", OTHER),
        (f"SELECT * {{ ?s ?p trueSERVICE<{OTHER}> {{ }} }}", OTHER),
        ("SELECT * { SERVICE ?any { } }", ""),
        ("SELECT * { SERVICE:other { } }", ""),
        ("SELECT * { SERVICEex:other { } }", ""),
        ("SELECT * { ?s a:\nSERVICE ex:other { } }", ""),
        ("SELECT * { FILTER(?a < ?b) SERVICE ex:other { } FILTER(?a > ?b) }", ""),
    ],
)
def test_a_call_is_found_however_it_is_written(query: str, called: str, certain: bool) -> None:
    assert services(query, certain=certain) == {called}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service $Service { ?service ?p ?o }",
        "SELECT * { ?s rdfs:label 'a service', \"service\"@en, '''it's\na service''' }",
        "SELECT * { ?s <https://example.org/service#x> ex:service, ex:web-service } # SERVICE <x>",
        f"SELECT * {{ ?s ?p 'it\\'s SERVICE <{OTHER}>' }}",
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    assert services(query, certain=False) == frozenset()


HIDING = ["'", '"', "'''", '"""', "#", "\n", "<", ">", "\\", "<http://x>", ":", "?x", " ", "x:", "//", "\\'", "1", "."]


@given(st.lists(st.sampled_from(HIDING), max_size=8), st.lists(st.sampled_from(HIDING), max_size=8))
def test_nothing_hides_a_call_from_one_who_must_be_certain(before: list[str], after: list[str]) -> None:
    text = "".join(before)
    if text.endswith("?"):
        return
    assert services(f"{text} SERVICE <{OTHER}>{''.join(after)}", certain=True) == {OTHER}


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert services(text, certain=False) <= services(text, certain=True) | {""} or "service" in text.lower()


def test_a_process_without_network_opens_no_socket() -> None:
    code = """
from cebgraph.confinement import forbid_network
from pyoxigraph import Store
assert forbid_network()
import socket
query = "SELECT * { SERVICE <http://127.0.0.1:8080/> { ?s ?p ?o } }"
for attempt in (socket.socket, lambda: list(Store().query(query))):
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__, "Permission denied" in str(error))
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == ["PermissionError True"] * 2
