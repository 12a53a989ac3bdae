"""Analysis: against networks small enough to count by hand, and against slower ways to find the same."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store
from small_graphs import both, graph, network, statement
from test_cli import run

from cebgraph.analysis import (
    Difference,
    centralities,
    communities,
    compare,
    cuts,
    read_graph,
    shortest_path,
)
from cebgraph.analysis.centrality import DAMPING, page_ranks
from cebgraph.cli.analysing import analyse
from cebgraph.errors import QueryError
from cebgraph.knowledge_graph import KnowledgeGraph
from cebgraph.network import Network
from cebgraph.pipeline import Build
from cebgraph.store import write_store

ROOT = Path(__file__).resolve().parents[1]
TWO_SQUARES = "ab bc cd da ac bd" + " de " + "ef fg gh he eg fh"
"""Two groups of four, each all linked with each, and one link between them."""

pairs = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] != pair[1])
networks = st.lists(pairs, min_size=1, max_size=14).map(network)


def names(things: object) -> str:
    assert isinstance(things, tuple)
    return "".join(sorted(thing.iri for thing in things))


def plain(of: Network) -> nx.Graph[str]:
    return nx.Graph([(edge.source, edge.target) for edge in of.edges])


# Centrality


def test_who_stands_between_is_central() -> None:
    first, *others = centralities(network("ab cb db"))
    assert (first.thing.iri, first.degree, first.betweenness) == ("b", 3, 1.0)
    assert {(one.degree, one.betweenness) for one in others} == {(1, 0.0)}


def test_who_is_pointed_to_has_the_higher_pagerank() -> None:
    found = {one.thing.iri: one.pagerank for one in centralities(network("ab cb db"))}
    assert found["b"] > found["a"] == found["c"] == found["d"]


def test_centrality_may_be_that_of_one_class(overview: Build) -> None:
    found = centralities(graph_of(overview), of="Committee")
    assert {one.thing.acronyms for one in found} >= {("HLCM",), ("HLCP",)}
    assert all("Committee" in one.thing.classes for one in found)


def test_a_class_that_no_thing_has_is_told() -> None:
    with pytest.raises(QueryError, match="no thing is a Comittee"):
        centralities(network("ab"), of="Comittee")


@given(networks)
def test_pagerank_is_where_one_more_step_changes_nothing(of: Network) -> None:
    ranks = page_ranks(of)
    assert sum(ranks.values()) == pytest.approx(1)
    leaving = {thing: [edge.target for edge in of.edges if edge.source == thing] for thing in ranks}
    stuck = sum(rank for thing, rank in ranks.items() if not leaving[thing])
    for thing, rank in ranks.items():
        coming = sum(ranks[one] * ways.count(thing) / len(ways) for one, ways in leaving.items() if ways)
        assert rank == pytest.approx((1 - DAMPING + DAMPING * stuck) / len(ranks) + DAMPING * coming)


# Communities


def test_two_squares_are_two_communities() -> None:
    found = communities(network(TWO_SQUARES))
    assert [names(group.members) for group in found.groups] == ["abcd", "efgh"]
    assert [group.links for group in found.groups] == [6, 6]
    assert [group.members[0].iri for group in found.groups] == ["d", "e"]
    assert found.modularity == pytest.approx(12 / 13 - 0.5, abs=1e-6)


@given(networks)
def test_each_linked_thing_is_in_one_community(of: Network) -> None:
    members = [node.iri for group in communities(of).groups for node in group.members]
    assert sorted(members) == [node.iri for node in of.nodes]


# Bridges and cutting things


def test_the_link_between_two_squares_is_the_bridge() -> None:
    found = cuts(network(TWO_SQUARES))
    assert [(bridge.near.iri, bridge.far.iri, bridge.cut_off) for bridge in found.bridges] == [("d", "e", 4)]
    assert [edge.words[0].text for edge in found.bridges[0].edges] == ["d支持e"]
    assert [(cut.thing.iri, cut.cut_off, cut.parts) for cut in found.things] == [("d", 3, 2), ("e", 3, 2)]


@given(networks, st.integers(min_value=1, max_value=3))
def test_a_cut_is_what_taking_away_shows(of: Network, at_least: int) -> None:
    found, whole = cuts(of, at_least=at_least), plain(of)
    bridges = {}
    for one, other in whole.edges:
        rest = whole.copy()
        rest.remove_edge(one, other)
        if not nx.has_path(rest, one, other):
            bridges[frozenset((one, other))] = min(
                len(nx.node_connected_component(rest, end)) for end in (one, other)
            )  # fmt: skip
    assert {frozenset((b.near.iri, b.far.iri)): b.cut_off for b in found.bridges} == {
        ends: size for ends, size in bridges.items() if size >= at_least
    }
    things = {}
    for thing in whole:
        rest = whole.subgraph(set(nx.node_connected_component(whole, thing)) - {thing})
        sizes = sorted(map(len, nx.connected_components(rest)), reverse=True)
        if sum(sizes[1:]) >= at_least:
            things[thing] = sum(sizes[1:]), len(sizes)
    assert {cut.thing.iri: (cut.cut_off, cut.parts) for cut in found.things} == things


# Paths


def walked(of: Network, start: str, end: str, **options: object) -> str | None:
    found = shortest_path(of, start, end, **options)  # type: ignore[arg-type]
    return None if found.steps is None else start + "".join(step.end.iri for step in found.steps)


def test_a_statement_is_walked_both_ways_and_keeps_its_direction() -> None:
    found = shortest_path(network("ab cb"), "a", "c")
    assert found.steps is not None
    assert [(step.start.iri, step.edges[0].source) for step in found.steps] == [("a", "a"), ("b", "c")]
    assert [step.edges[0].words[0].text for step in found.steps] == ["a支持b", "c支持b"]


def test_of_two_paths_equally_short_the_one_with_words_is_taken() -> None:
    silent, told = network("ab bz", words=False), network("ay yz")
    assert walked(both(silent, told), "a", "z") == "ayz"
    assert walked(both(network("az", words=False), told), "a", "z") == "az"


def test_a_path_can_be_led_around_a_thing() -> None:
    assert walked(network("ab bz ac cd dz"), "a", "z", without=["b"]) == "acdz"
    assert walked(network("ab bz"), "a", "z", without=["b"]) is None
    assert walked(network("ab bz"), "a", "z", without=["a", "z"]) == "abz", "its ends are wanted all the same"


def test_from_a_thing_to_itself_is_no_step_and_from_one_without_links_no_path() -> None:
    assert walked(network("ab"), "a", "a") == "a"
    assert walked(both(network("ab"), network("cd")), "a", "d") is None


@pytest.mark.parametrize(("status", "by_default", "asked"), [("planned", None, "ab"), ("agreed", None, "ab"),
                                                             ("negated", None, None), ("", "ab", "ab")])  # fmt: skip
def test_what_is_planned_links_on_request_and_what_is_denied_never(
    status: str, by_default: str | None, asked: str | None
) -> None:
    of = network("ab", status=status)
    assert walked(of, "a", "b") == by_default
    assert walked(of, "a", "b", with_planned=True) == asked
    for measure in (centralities, lambda one, **options: communities(one, **options).groups,
                    lambda one, **options: cuts(one, **options).bridges):  # fmt: skip
        assert bool(measure(of)) == bool(by_default)
        assert bool(measure(of, with_planned=True)) == bool(asked)


@given(networks)
def test_no_path_is_shorter(of: Network) -> None:
    start, *_, end = (node.iri for node in of.nodes)
    try:
        expected = nx.shortest_path_length(plain(of), start, end)
    except nx.NetworkXNoPath:
        expected = None
    found = walked(of, start, end)
    assert (len(found) - 1 if found else None) == expected


# What changed

THINGS = """
<body/ceb> a ceb:Body ; rdfs:label "首协会"@zh . <body/hlcm> a ceb:Body ; rdfs:label "管理委"@zh .
<document/map> a ceb:Document ; rdfs:label "路线图"@zh . <document/code> a ceb:Document ; rdfs:label "守则"@zh .
<report/E-2021-47/zh> prov:specializationOf <document/E/2021/47> .
<document/E/2021/47> a ceb:Report ; ceb:symbol "E/2021/47" .
"""
PLANNED = '; ceb:status "planned"'


def change(old: str, new: str) -> Difference:
    before, after = (read_graph(graph(THINGS + text).store) for text in (old, new))
    return compare(before, after)


def test_what_was_planned_and_is_done_is_a_change_of_status_with_the_words_of_both() -> None:
    found = change(
        statement(1, "<body/ceb> ceb:adopted <document/map>", "将通过", more=PLANNED),
        statement(1, "<body/ceb> ceb:adopted <document/map>", "通过了", more="; ceb:when 2020"),
    )
    (one,) = found.changed
    assert (one.subject.label, one.predicate.label, one.object.label) == ("首协会", "ceb:adopted", "路线图")
    assert [(fact.status, [quote.text for quote in fact.quotes]) for fact in (*one.old, *one.new)] == [
        ("planned", ["将通过"]),
        ("", ["通过了"]),
    ]
    assert not found.facts_gone + found.facts_new + found.restated + found.things_gone + found.things_new


def test_another_date_is_the_same_fact_told_otherwise() -> None:
    told = [statement(1, "<body/ceb> ceb:adopted <document/map>", "通过", more=f"; ceb:when {y}") for y in (2019, 2020)]
    (one,) = change(*told).restated
    assert [fact.qualifiers[0][1].label for fact in (*one.old, *one.new)] == ["2019", "2020"]


def test_what_is_submitted_is_part_of_the_fact() -> None:
    about = (f"; ceb:regarding <document/{name}> {more}" for name, more in (("map", PLANNED), ("code", "")))
    found = change(*(statement(1, "<body/hlcm> ceb:submitted <body/ceb>", "提交", more=more) for more in about))
    assert not found.changed
    assert (len(found.facts_gone), len(found.facts_new)) == (1, 1)


def test_new_things_and_facts_are_new_and_other_words_are_no_change() -> None:
    old = statement(1, "<body/ceb> ceb:adopted <document/map>", "通过")
    new = statement(2, "<body/ceb> ceb:adopted <document/map>", "已通过") + statement(
        3, "<body/hlcm> ceb:issued <document/new>", "发布"
    )
    found = change(old, new + '<document/new> a ceb:Document ; rdfs:label "新"@zh .')
    assert [term.label for term in found.things_new] == ["新"]
    assert [fact.predicate.label for fact in found.facts_new] == ["ceb:issued"]
    assert not found.changed + found.restated + found.facts_gone + found.things_gone


def test_a_graph_does_not_differ_from_itself_and_differs_backwards_as_forwards(overview: Build) -> None:
    whole = read_graph(graph_store(overview))
    assert compare(whole, whole) == Difference((), (), (), (), (), ())
    empty = read_graph(graph("").store)
    assert compare(empty, whole).facts_new == compare(whole, empty).facts_gone


def test_two_reports_of_one_store_are_compared_by_their_own_words() -> None:
    second = """<report/E-2022-11/zh> prov:specializationOf <document/E/2022/11> .
    <document/E/2022/11> a ceb:Report ; ceb:symbol "E/2022/11" ."""
    shared = graph(
        THINGS
        + second
        + statement(1, "<body/ceb> ceb:adopted <document/map>", "将通过", more=PLANNED)
        + statement(2, "<body/ceb> ceb:adopted <document/map>", "通过了").replace("E-2021-47", "E-2022-11")
    )
    (one,) = shared.changes_between("E/2021/47", "E/2022/11").changed
    assert [fact.status for fact in (*one.old, *one.new)] == ["planned", ""]
    with pytest.raises(QueryError, match="is no report whose text is in the graph"):
        shared.changes_between("E/2021/47", "首协会")


def graph_store(build: Build) -> Store:
    return KnowledgeGraph.of(build.quads).store


def graph_of(build: Build) -> Network:
    return KnowledgeGraph.of(build.quads).network


# On the command line


@pytest.fixture(scope="module")
def store(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("analysed") / "store"
    write_store(overview.quads, directory)
    return directory


MEASURES = (["centrality"], ["communities"], ["bridges"], ["path", "HLCM", "A/RES/75/233"])


@pytest.mark.parametrize("measure", MEASURES, ids=" ".join)
def test_every_measure_has_a_table_json_and_csv(measure: list[str], store: Path) -> None:
    table, as_json, as_csv = (
        run("analyse", *measure, "--store", store, "--format", form) for form in ("table", "json", "csv")
    )
    assert {table.exit_code, as_json.exit_code, as_csv.exit_code} == {0}
    assert table.stdout.strip()
    assert json.loads(as_json.stdout)
    heads, *rows = csv.reader(io.StringIO(as_csv.stdout))
    assert rows
    assert {len(row) for row in rows} == {len(heads)}


def test_no_seed_of_hashes_shows_in_an_answer(store: Path) -> None:
    def answers(seed: int) -> list[bytes]:
        return [
            subprocess.run(
                [sys.executable, "-m", "cebgraph", "analyse", *measure, "--store", store, "--format", form],
                env={**os.environ, "PYTHONHASHSEED": str(seed)},
                check=True,
                capture_output=True,
            ).stdout
            for measure, form in zip(MEASURES, ("csv", "json", "json", "table"), strict=True)
        ]

    assert answers(1) == answers(2)


def test_a_path_shows_the_words_and_the_paragraph_of_each_step(store: Path) -> None:
    shown = run("analyse", "path", "首协会", "HLCM", "--store", store).stdout
    assert "← 隶属于 org:subOrganizationOf\n      E/2021/47 ¶2: “首协会作为协调机构" in shown


def test_that_there_is_no_path_is_an_answer(store: Path) -> None:
    result = run("analyse", "path", "首协会", "联合国危机管理工作队", "--store", store)
    told = "no path leads from 联合国系统行政首长协调理事会 to 联合国危机管理工作队\n"
    assert (result.exit_code, result.stdout) == (0, told)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["path", "HLCM", "HLCMM"], "nothing has the name 'HLCMM' (near it: HLCM"),
        (["path", "HLCM", "report/E-2021-47/zh/paragraph/17"], "is a part of a report or a term, not a thing"),
        (["centrality", "--class", "Comittee"], "no thing is a Comittee (there are: Board, Body"),
    ],
)
def test_what_is_not_there_is_told(arguments: list[str], told: str, store: Path) -> None:
    result = run("analyse", *arguments, "--store", store)
    assert result.exit_code == 8
    assert told in result.stderr


def test_diff_compares_stores_and_files(tmp_path: Path) -> None:
    for year, verb in (("2019", "将核可"), ("2020", "核可了")):
        text = tmp_path / f"{year}.txt"
        text.write_text(f"1.  首协会{verb}《联合国数据和统计创新全系统路线图》。\n", encoding="utf-8")
        about = ("--format", "trig", "--language", "zh", "--symbol", f"E/{year}/1")
        run("build", text, "--output", tmp_path / year, "--store", tmp_path / f"s{year}", *about)
    stores = run("diff", tmp_path / "s2019", tmp_path / "s2020")
    assert stores.exit_code == 0, stores.stderr
    assert "planned → done or in force" in stores.stdout
    assert "¶1: “首协会将核可" in stores.stdout
    files = run("diff", tmp_path / "2019" / "cebgraph.trig", tmp_path / "2020" / "cebgraph.trig")
    assert files.stdout == stores.stdout
    told = json.loads(run("diff", tmp_path / "s2019", tmp_path / "s2020", "--format", "json").stdout)
    assert [fact["status"] for side in ("old", "new") for fact in told["changed"][0][side]] == ["planned", ""]
    assert run("diff", tmp_path / "s2019", tmp_path / "s2019").stdout == "nothing changed\n"


def test_diff_refuses_what_it_cannot_read(store: Path, tmp_path: Path) -> None:
    assert run("diff", tmp_path / "none", store).exit_code == 7
    assert run("diff", tmp_path / "none.ttl", store).exit_code == 3
    assert run("export", "--store", store, "--output", tmp_path / "x.rdf12.ttl").exit_code == 0
    result = run("diff", tmp_path / "x.rdf12.ttl", store)
    assert (result.exit_code, "is RDF 1.2" in result.stderr) == (3, True)
    assert run("diff", "--within", store, "E/2021/47", "HLCM").exit_code == 8


@pytest.mark.parametrize("command", analyse.commands.values(), ids=lambda command: command.name)
def test_every_measure_explains_itself(command: click.Command) -> None:
    assert "Example" in (command.help or "")
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert not [option.name for option in options if not option.help]
