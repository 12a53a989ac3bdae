"""The page of the graph and its JSON as text: all of the network, escaped, in the same places each time."""

from __future__ import annotations

import json
from itertools import combinations
from math import dist
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from servers import serving

from cebgraph.iris import BASE, expand
from cebgraph.network import Edge, Network, Node, read_network
from cebgraph.pages.graph import graph_json, graph_page
from cebgraph.pages.layout import places_of
from cebgraph.pipeline import Build
from cebgraph.store import write_store
from cebgraph.summary import in_memory

MARKUP = "</script><img src=x onerror=alert(1)>"
PART_OF = "org:subOrganizationOf"


def page_address(iri: str) -> str:
    """Return the link to a page as a server might give it."""
    return f"page/{iri.removeprefix(BASE)}"


@pytest.fixture(scope="module")
def network(overview: Build) -> Network:
    return read_network(in_memory(overview.quads))


def small(links: list[tuple[int, int]], number: int, predicate: str = PART_OF) -> Network:
    """Return a network of some bodies and the links between them."""
    bodies = tuple(Node(f"{BASE}body/{one:03}", "", f"body {one}", ("Body",)) for one in range(number))
    edges = tuple(Edge(bodies[one].iri, bodies[other].iri, predicate) for one, other in links)
    return Network(bodies, edges)


def test_the_json_holds_every_thing_and_all_that_is_said_with_its_words(network: Network) -> None:
    told = json.loads(graph_json(network, BASE, page_address))
    assert [told["base"] + one["id"] if not one["id"].startswith("http") else one["id"] for one in told["nodes"]] == [
        node.iri for node in network.nodes
    ]
    assert [(one["predicate"], one["status"], one["when"], len(one["words"])) for one in told["edges"]] == [
        (edge.predicate, edge.status, edge.when, len(edge.words)) for edge in network.edges
    ]
    ids = {one["id"] for one in told["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in told["edges"])
    assert {one["family"] for one in told["nodes"]} == {"bodies", "agents", "works", "occasions", "topics"}
    hlcm = next(one for one in told["nodes"] if one["id"] == "body/hlcm")
    assert (hlcm["label"]["zh"], hlcm["acronyms"], hlcm["page"]) == (
        "管理问题高级别委员会",
        ["HLCM"],
        "page/body/hlcm",
    )


def test_a_client_fetches_the_json_again_only_after_the_graph_was_built_anew(overview: Build, tmp_path: Path) -> None:
    store = tmp_path / "store"
    write_store(overview.quads, store)
    with serving(store, log=tmp_path / "log") as server, httpx.Client(base_url=server.address) as client:
        first = client.get("/graph.json")
        known = {"If-None-Match": first.headers["etag"]}
        assert client.get("/graph.json", headers=known).status_code == 304
        body = NamedNode(BASE + "body/new")
        write_store([*overview.quads, Quad(body, NamedNode(expand("rdf:type")), NamedNode(expand("ceb:Body")))], store)
        again = client.get("/graph.json", headers=known)
        assert "body/new" in {node["id"] for node in again.json()["nodes"]}
        assert len(again.json()["nodes"]) == len(first.json()["nodes"]) + 1


@pytest.mark.parametrize(("language", "name"), [("zh", "管理问题高级别委员会"), ("en", "Committee on Management")])
def test_the_page_lists_every_thing_in_the_language_of_the_reader(network: Network, language: str, name: str) -> None:
    html = graph_page(network, language, BASE, page_address)
    assert all(f'href="{page_address(node.iri)}"' in html for node in network.nodes if node.iri.startswith(BASE))
    assert name in html


def test_names_are_escaped() -> None:
    html = graph_page(Network((Node(BASE + "body/a", "", MARKUP, ("Body",)),), ()), "en", BASE, page_address)
    assert MARKUP not in html
    assert "&lt;img" in html


@pytest.mark.parametrize("thing", ["body/hlcm", BASE + "body/hlcm"])
def test_a_page_begins_with_the_thing_that_is_asked_for_by_its_id_or_iri(network: Network, thing: str) -> None:
    html = graph_page(network, "en", BASE, page_address, thing)
    assert 'class="begun"' in html
    assert 'class="missing"' not in html


def test_a_thing_that_is_not_in_the_graph_is_told_escaped(network: Network) -> None:
    html = graph_page(network, "en", BASE, page_address, MARKUP)
    assert 'class="missing"' in html
    assert MARKUP not in html


def test_a_body_stands_nearer_to_what_it_is_part_of_than_things_do_that_are_not_linked(network: Network) -> None:
    places = places_of(network)
    links = [dist(places[edge.source], places[edge.target]) for edge in network.edges if edge.predicate == PART_OF]
    every = [dist(one, other) for one, other in combinations(places.values(), 2)]
    assert sum(links) / len(links) < sum(every) / len(every) / 2


def test_no_two_things_stand_on_one_another(network: Network) -> None:
    assert min(dist(one, other) for one, other in combinations(places_of(network).values(), 2)) > 40


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11))), st.sampled_from([PART_OF, "ceb:leads"]))
def test_everything_has_one_place_the_same_each_time_whatever_is_linked(
    links: list[tuple[int, int]], predicate: str
) -> None:
    network = small(links, 12, predicate)
    places = places_of(network)
    assert set(places) == {node.iri for node in network.nodes}
    assert len(set(places.values())) == 12
    assert places == places_of(Network(network.nodes, network.edges[::-1]))


def test_a_network_of_nothing_has_no_places_and_a_page() -> None:
    nothing = Network((), ())
    assert places_of(nothing) == {}
    assert "<h1>" in graph_page(nothing, "zh", BASE, page_address)


def test_a_long_line_of_bodies_is_placed() -> None:
    line = [(one + 1, one) for one in range(1500)]
    assert len(places_of(small(line, 1501))) == 1501
