"""Reconciliation without a server: how names are compared, what a cell is matched with, and how well."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from cebgraph.errors import QueryError
from cebgraph.iris import expand, thing_iri
from cebgraph.pipeline import Build
from cebgraph.reconcile.extend import answer_extension, propose_properties
from cebgraph.reconcile.matching import Candidate, Query, find_candidates
from cebgraph.reconcile.names import Index, index_names
from cebgraph.reconcile.preview import render_preview
from cebgraph.reconcile.queries import BATCH, BatchTooLarge, answer_queries
from cebgraph.reconcile.scoring import edit_distance, grams, is_chinese, name_key, padded, similarity
from cebgraph.reconcile.suggest import PAGE, suggest_entities, suggest_properties, suggest_types
from cebgraph.resources.traditional import load_traditional
from cebgraph.store import open_store, write_store
from cebgraph.summary import in_memory

CELLS = Path(__file__).parent / "reconciliation" / "cells.tsv"
RIGHT = 0.98
"""The share of cells whose first candidate must be what is meant."""

names = st.text(st.sampled_from("abcdef ()12-/管理问题高级别委员会网"), max_size=24)


@dataclass(frozen=True)
class Cell:
    text: str
    ids: frozenset[str]
    expected: str


def cells() -> Iterator[Cell]:
    with CELLS.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Cell(row["cell"], frozenset(filter(None, row["id"].split("|"))), row["expected"])


@pytest.fixture(scope="module")
def index(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("reconcile") / "store"
    write_store(overview.quads, folder)
    return index_names(open_store(folder))


def index_of(overview: Build, quads: list[Quad]) -> Index:
    """Return the index of some quads and the ontology."""
    ontology = NamedNode(thing_iri("graph/ontology"))
    return index_names(in_memory([*quads, *(quad for quad in overview.quads if quad.graph_name == ontology)]))


def named(overview: Build, *labels: str) -> Index:
    """Return the index of some bodies with names."""
    return index_of(
        overview,
        [
            Quad(NamedNode(thing_iri("body/") + quote(label)), NamedNode(expand(name)), value)
            for label in labels
            for name, value in (
                ("rdf:type", NamedNode(expand("ceb:Body"))),
                ("rdfs:label", Literal(label, language="en")),
            )
        ],
    )


def found(index: Index, text: str) -> list[Candidate]:
    return find_candidates(index, Query(text))


def results(index: Index, **query: object) -> list[dict[str, object]]:
    """Ask one query as a client does."""
    answer = answer_queries(index, json.dumps({"q0": query}))["q0"]
    assert isinstance(answer, dict)
    return list(answer["result"])


# How names are compared


def slow_edit_distance(one: str, other: str) -> int:
    """The table of the textbook."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            above, row[j] = row[j], min(above + (left != right), row[j] + 1, row[j - 1] + 1)
    return row[-1]


@given(names, names)
def test_the_edit_distance_is_that_of_the_textbook(one: str, other: str) -> None:
    assert edit_distance(one, other) == slow_edit_distance(one, other)


@given(names, names)
def test_similarity_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    left, right = name_key(one), name_key(other)
    assert 0 <= similarity(left, right) <= 1
    assert similarity(left, right) == pytest.approx(similarity(right, left))
    assert similarity(left, left) == 1


@given(names)
def test_each_n_gram_of_a_key_stands_in_it(name: str) -> None:
    assert all(gram in padded(name_key(name)) for gram in grams(name_key(name)))


@pytest.mark.parametrize(
    ("nearer", "farther", "to"),
    [
        (
            "High-level Committee on Management",
            "High-level Committee on Programmes",
            "High level comittee on managment",
        ),
        ("管理问题高级别委员会", "方案问题高级别委员会", "管理问题高级委员会"),
        ("第三十九届会议", "第四十届会议", "第 39 届会议"),
        ("Sustainable Development Goal 1", "Sustainable Development Goal 10", "sustainable development goals 1"),
    ],
)
def test_what_is_meant_is_nearer(nearer: str, farther: str, to: str) -> None:
    assert similarity(name_key(nearer), name_key(to)) > similarity(name_key(farther), name_key(to))


def encodes(char: str, encoding: str) -> bool:
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False


def test_the_traditional_characters_lead_to_simplified_ones() -> None:
    """GB 2312 is the simplified script; what a pair leads to is in it and leads nowhere else."""
    pairs = {chr(traditional): simplified for traditional, simplified in load_traditional().items()}
    assert all(encodes(simplified, "gb2312") for simplified in pairs.values())
    assert not set(pairs) & set(pairs.values())
    assert {char for char in pairs if encodes(char, "gb2312")} <= set("乾後夥於徵")  # names of people and places


def test_every_simplified_character_of_a_name_is_led_to(index: Index) -> None:
    """Big5 is the traditional script; what is not in it has another form there."""
    used = {char for entity in index.entities.values() for name in entity.names() for char in name if is_chinese(char)}
    assert {char for char in used if not encodes(char, "big5")} <= set(load_traditional().values())


# How well cells are matched


def test_the_cells_are_many_and_speak_of_things_that_there_are(index: Index) -> None:
    assert len(list(cells())) >= 140
    assert {cell.expected for cell in cells()} == {"match", "near", "none"}
    assert all(one in index.entities for cell in cells() for one in cell.ids)


def test_the_first_candidate_is_what_is_meant(index: Index) -> None:
    meant = [cell for cell in cells() if cell.ids]
    wrong = [
        cell.text for cell in meant if not (first := found(index, cell.text)[:1]) or first[0].entity.id not in cell.ids
    ]
    assert 1 - len(wrong) / len(meant) >= RIGHT, wrong


def test_what_is_told_as_a_match_is_one_and_all_that_should_be_are(index: Index) -> None:
    for cell in cells():
        matches = {one.entity.id for one in found(index, cell.text) if one.match}
        assert matches == (cell.ids if cell.expected == "match" else set()), cell.text


def test_every_name_of_every_thing_finds_it(index: Index) -> None:
    for entity in index.entities.values():
        for name in entity.names():
            bearers = index.exactly(name)
            assert entity.id in bearers
            first = find_candidates(index, Query(name, limit=len(bearers)))
            assert {one.entity.id for one in first} == set(bearers), name


def test_a_name_with_one_character_lost_finds_its_thing_first(index: Index) -> None:
    tried = [name for entity in index.entities.values() for name in entity.names() if len(name_key(name)) >= 8]
    lost = [(name, name[:place] + name[place + 1 :]) for name in tried for place in (0, len(name) // 2, len(name) - 1)]
    right = [index.exactly(name).keys() & {one.entity.id for one in found(index, slip)[:1]} for name, slip in lost]
    assert len(lost) > 1000
    assert sum(map(bool, right)) / len(lost) >= 0.98


def test_the_id_and_the_iri_of_a_thing_find_it(index: Index) -> None:
    for entity in index.entities.values():
        for text in (entity.id, entity.iri):
            (first,) = find_candidates(index, Query(text, limit=1))
            assert (first.entity.id, first.match) == (entity.id, True)


@given(st.text(max_size=40))
def test_any_cell_is_answered_in_order_and_with_one_match_at_most(index: Index, text: str) -> None:
    ranked = found(index, text)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert all(0 < one.score <= 100 for one in ranked)
    assert sum(one.match for one in ranked) <= 1


def test_a_long_cell_takes_no_long_time_to_refuse(index: Index) -> None:
    assert found(index, "委员会 (" * 50_000) is not None


# What else a query may say


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("ceb:Body", "body/hlcm"),
        ("Committee", "body/hlcm"),
        ("委员会", "body/hlcm"),
        (["ceb:Event", "ceb:Body"], "body/hlcm"),
    ],
)
def test_a_type_restricts_and_includes_what_is_narrower(index: Index, kind: object, first: str) -> None:
    assert results(index, query="HLCM", type=kind)[0]["id"] == first


def test_a_type_leaves_out_all_else(index: Index) -> None:
    assert all(one["id"] != "body/hlcm" for one in results(index, query="HLCM", type="ceb:Event"))
    both = results(index, query="HLCM", type=["ceb:Event", "ceb:Body"], type_strict="all")
    assert both == []


@pytest.mark.parametrize(
    ("properties", "match"),
    [
        ([{"pid": "org:subOrganizationOf", "v": "CEB"}], True),
        ([{"pid": "part of", "v": "首协会"}], True),
        ([{"pid": "org:subOrganizationOf", "v": {"id": "body/ceb", "name": "anything"}}], True),
        ([{"pid": "org:subOrganizationOf", "v": {"id": "https://w3id.org/cebgraph/id/body/ceb"}}], True),
        ([{"pid": "org:subOrganizationOf", "v": {"id": "body/hlcp", "name": "CEB"}}], False),
        ([{"pid": "org:subOrganizationOf", "v": ["HLCP", {"id": "body/ceb"}]}], True),
        ([{"pid": "ceb:acronym", "v": "hlcm"}, {"pid": "foaf:homepage", "v": "https://unsceb.org/hlcm"}], True),
        ([{"pid": "org:subOrganizationOf", "v": "HLCP"}], False),
        ([{"pid": "ceb:acronym", "v": 12}], False),
        ([{"pid": "ceb:symbol", "v": "A/75/1"}], True),  # the committee has none: nothing contradicts
        ([{"pid": "ceb:symbol", "v": ""}], True),
    ],
)
def test_properties_confirm_or_contradict(index: Index, properties: object, match: bool) -> None:
    first = results(index, query="管理问题高级别委员会", properties=properties)[0]
    assert (first["id"], first["match"]) == ("body/hlcm", match)


def test_a_property_tells_namesakes_apart(overview: Build) -> None:
    """Two things that bear one strong name, of which one is part of the body that is asked for."""
    quads = [
        Quad(NamedNode(thing_iri(one)), NamedNode(expand(name)), value)
        for one, above in (("body/a", "body/hlcm"), ("body/b", "body/hlcp"))
        for name, value in (
            ("rdf:type", NamedNode(expand("ceb:WorkingGroup"))),
            ("rdfs:label", Literal("Working Group", language="en")),
            ("org:subOrganizationOf", NamedNode(thing_iri(above))),
        )
    ]
    twins = index_of(overview, quads)
    assert [one["match"] for one in results(twins, query="Working Group")] == [False, False]
    told = results(
        twins, query="Working Group", properties=[{"pid": "part of", "v": "https://w3id.org/cebgraph/id/body/hlcp"}]
    )
    assert [(one["id"], one["match"]) for one in told] == [("body/b", True), ("body/a", False)]


@pytest.mark.parametrize(
    ("pid", "value"),
    [
        ("ceb:symbol", "a/res/75/233"),
        ("rdfs:label@zh", "大会第75/233号决议"),
        ("foaf:page", "https://undocs.org/A/RES/75/233"),
    ],
)
def test_a_symbol_or_a_name_as_a_property_is_enough_to_find(index: Index, pid: str, value: str) -> None:
    (first,) = results(index, properties=[{"pid": pid, "v": value}])
    assert (first["id"], first["score"]) == ("document/A/RES/75/233", 100)
    assert first["match"] == (pid != "foaf:page")


@pytest.mark.parametrize("text", ["A/RES/7/5233", "A/RES/752/33", "General Assembly resolution 7/5233"])
def test_figures_that_are_parted_otherwise_are_another_symbol(index: Index, text: str) -> None:
    assert not any(one.match or one.exact for one in found(index, text))


def test_a_candidate_tells_how_it_was_found(index: Index) -> None:
    first = results(index, query="管理问题高级别委员会", properties=[{"pid": "part of", "v": "CEB"}])[0]
    assert first["features"] == [
        {"id": "name_similarity", "value": 100},
        {"id": "exact_name", "value": True},
        {"id": "org:subOrganizationOf", "value": 100},
    ]
    assert first["description"] == "High-level Committee on Management · HLCM · committee 委员会"
    assert first["type"] == [
        {"id": "ceb:Committee", "name": "committee 委员会"},
        {"id": "ceb:Body", "name": "coordination body 协调机构"},
    ]


def test_what_no_property_tells_of_is_between_confirmed_and_contradicted(index: Index) -> None:
    confirmed, silent, contradicted = (
        results(index, query="HLCM", properties=[{"pid": pid, "v": value}])[0]["score"]
        for pid, value in (("part of", "CEB"), ("ceb:symbol", "A/75/1"), ("part of", "World Health Organization"))
    )
    assert (confirmed, silent, contradicted) == (100, 85.71, 71.43)


def test_a_property_that_many_share_is_no_match(index: Index) -> None:
    told = results(index, properties=[{"pid": "part of", "v": "HLCM"}], limit=50)
    assert {"body/hlcm/hrn", "body/hlcm/dtn"} <= {one["id"] for one in told}
    assert not any(one["match"] for one in told)


@pytest.mark.parametrize("query", ["", "   ", "？！"])
def test_an_empty_cell_has_no_candidates(index: Index, query: str) -> None:
    assert results(index, query=query) == []


def test_a_name_comes_in_the_language_of_the_cell(index: Index) -> None:
    assert results(index, query="HLCM")[0]["name"] == "High-level Committee on Management"
    assert results(index, query="管理高委会")[0]["name"] == "管理问题高级别委员会"


def test_no_more_candidates_come_than_asked_for(index: Index) -> None:
    assert [len(results(index, query="高级别委员会", limit=limit)) for limit in (1, 2)] == [1, 2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "queries: is no JSON"),
        ("[]", "queries: is no JSON object"),
        ('{"q0": []}', "q0: is no JSON object"),
        ('{"q0": {}}', "q0: has neither 'query' nor 'properties'"),
        ('{"q0": {"query": []}}', "q0: 'query' is no text"),
        ('{"q0": {"query": "\\ud800"}}', "queries: is no JSON"),
        (
            '{"q0": {"query": "x", "type": "ceb:Comittee"}}',
            "q0: there is no type 'ceb:Comittee' (near it: ceb:Committee",
        ),
        ('{"q0": {"query": "x", "type": [["a"]]}}', "q0: 'type' is no text"),
        ('{"q0": {"query": "x", "limit": 0}}', "q0: 'limit' is no positive integer"),
        ('{"q0": {"query": "x", "limit": NaN}}', "q0: 'limit' is no positive integer"),
        ('{"q0": {"query": "x", "limit": true}}', "q0: 'limit' is no positive integer"),
        ('{"q0": {"query": "x", "properties": [{"pid": "ceb:symbol"}]}}', "q0: a property has no 'pid' or no 'v'"),
        (
            '{"q0": {"query": "x", "properties": [{"pid": "symbl", "v": "a"}]}}',
            "q0: there is no property 'symbl' (near it:",
        ),
        ('{"q0": {"query": "x", "properties": [{"pid": "symbol", "v": [[1]]}]}}', "q0: 'v' is no text"),
        ('{"q0": {"query": "x", "properties": [{"pid": "symbol", "v": {}}]}}', "q0: 'id' is no text"),
        ("[" * 100_000, "queries: is no JSON"),
    ],
)
def test_what_is_no_batch_is_refused_in_words(index: Index, text: str, told: str) -> None:
    with pytest.raises(QueryError) as error:
        answer_queries(index, text)
    assert str(error.value).startswith(told)


def test_a_batch_has_a_limit(index: Index) -> None:
    batch = {f"q{number}": {"query": ""} for number in range(BATCH + 1)}
    with pytest.raises(BatchTooLarge):
        answer_queries(index, json.dumps(batch))


# Suggestions, extension, preview


def ids(answer: dict[str, object]) -> list[object]:
    result = answer["result"]
    assert isinstance(result, list)
    return [one["id"] for one in result]


@pytest.mark.parametrize(
    ("prefix", "one"),
    [
        ("管理问题高", "body/hlcm"),
        ("high-level comm", "body/hlcm"),
        ("HLCM", "body/hlcm"),
        ("body/hlc", "body/hlcm"),
        ("https://w3id.org/cebgraph/id/body/hlcm", "body/hlcm"),
        ("A/RES/75/2", "document/A/RES/75/233"),
        ("Committee on Manag", "body/hlcm"),
        ("High level comittee on managment", "body/hlcm"),
    ],
)
def test_a_name_is_completed(index: Index, prefix: str, one: str) -> None:
    assert one in ids(suggest_entities(index, prefix))


def test_suggestions_come_a_page_at_a_time(index: Index) -> None:
    pages = [ids(suggest_entities(index, "联合国", str(start))) for start in range(0, 500, PAGE)]
    told = [one for page in pages for one in page]
    assert len(pages[0]) == PAGE
    assert len(told) == len(set(told)) > PAGE
    assert pages[-1] == []


@pytest.mark.parametrize("prefix", ["committee", "委员", "ceb:Comm", "Comm"])
def test_a_type_is_completed_by_any_of_its_names(index: Index, prefix: str) -> None:
    assert ids(suggest_types(index, prefix))[0] == "ceb:Committee"


@pytest.mark.parametrize("prefix", ["part of", "隶属", "org:sub", "subOrg"])
def test_a_property_is_completed_by_any_of_its_names(index: Index, prefix: str) -> None:
    assert ids(suggest_properties(index, prefix))[0] == "org:subOrganizationOf"


def test_what_begins_so_is_suggested_before_what_holds_it(overview: Build, index: Index) -> None:
    things = named(overview, "Zed Alpha", "Alpha Beta Gamma", "Alpha Beta")
    assert ids(suggest_entities(things, "alpha")) == [
        "body/Alpha%20Beta",
        "body/Alpha%20Beta%20Gamma",
        "body/Zed%20Alpha",
    ]
    told = ids(suggest_properties(index, "part"))
    assert told.index("org:subOrganizationOf") < told.index("dcterms:isPartOf")
    assert ids(suggest_properties(index, "zzz")) == []
    assert ids(suggest_entities(index, "")) == []


def test_a_property_has_a_name_in_both_languages_and_one_for_each_language_of_its_values(index: Index) -> None:
    told = {pid: index.properties[pid].name for pid in ("rdfs:label", "rdfs:label@zh", "rdfs:label@en", "ceb:symbol")}
    assert list(told.values()) == [
        "name 名称",
        "name in Chinese 名称（中文）",
        "name in English 名称（英文）",
        "symbol 文号",
    ]


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "٣"])
def test_a_cursor_is_a_number(index: Index, cursor: str) -> None:
    with pytest.raises(QueryError):
        suggest_entities(index, "a", cursor)


def test_values_are_fetched_in_the_form_that_they_have(index: Index) -> None:
    asked = {
        "ids": ["body/hlcm", "https://w3id.org/cebgraph/id/body/hlcp", "nothing"],
        "properties": [
            {"id": "rdfs:label@zh"},
            {"id": "org:subOrganizationOf", "settings": {"language": "zh"}},
            {"id": "skos:altLabel", "settings": {"limit": "1"}},
        ],
    }
    rows = answer_extension(index, json.dumps(asked))["rows"]
    assert isinstance(rows, dict)
    assert list(rows) == asked["ids"]
    assert rows["body/hlcm"]["rdfs:label@zh"] == [{"str": "管理问题高级别委员会"}]
    assert rows["body/hlcm"]["org:subOrganizationOf"] == [{"id": "body/ceb", "name": "联合国系统行政首长协调理事会"}]
    assert len(rows["body/hlcm"]["skos:altLabel"]) == 1
    assert rows["nothing"] == {"rdfs:label@zh": [], "org:subOrganizationOf": [], "skos:altLabel": []}


@pytest.mark.parametrize(
    ("literal", "cell"),
    [
        (Literal(3), {"int": 3}),
        (Literal("2020-05-04", datatype=NamedNode(expand("xsd:date"))), {"date": "2020-05-04T00:00:00Z"}),
        (Literal("2020-05-04Z", datatype=NamedNode(expand("xsd:date"))), {"date": "2020-05-04T00:00:00Z"}),
        (Literal("2020-05", datatype=NamedNode(expand("xsd:gYearMonth"))), {"str": "2020-05"}),
        (NamedNode("https://unsceb.org/"), {"str": "https://unsceb.org/"}),
    ],
)
def test_a_value_keeps_its_kind(overview: Build, literal: Literal | NamedNode, cell: object) -> None:
    one = NamedNode(thing_iri("body/a"))
    quads = [
        Quad(one, NamedNode(expand("rdf:type")), NamedNode(expand("ceb:Body"))),
        Quad(one, NamedNode(expand("rdfs:label")), Literal("A", language="en")),
        Quad(one, NamedNode(expand("dcterms:date")), literal),
    ]
    answer = answer_extension(index_of(overview, quads), '{"ids": ["body/a"], "properties": [{"id": "dcterms:date"}]}')
    assert answer["rows"] == {"body/a": {"dcterms:date": [cell]}}


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"ids": 1, "properties": []}',
        '{"ids": [], "properties": [{}]}',
        '{"ids": [], "properties": [{"id": "nothing"}]}',
        '{"ids": [], "properties": [{"id": "ceb:symbol", "settings": {"limit": "some"}}]}',
    ],
)
def test_what_is_no_extension_is_refused(index: Index, text: str) -> None:
    with pytest.raises(QueryError):
        answer_extension(index, text)


def test_the_properties_of_a_type_are_proposed_the_commonest_first(index: Index) -> None:
    told = propose_properties(index, "ceb:Document")["properties"]
    assert isinstance(told, list)
    proposed = [one["id"] for one in told]
    assert proposed[0] == "rdfs:label"
    assert "ceb:symbol" in proposed
    assert "org:subOrganizationOf" not in proposed
    every = propose_properties(index)["properties"]
    assert isinstance(every, list)
    assert {one["id"] for one in every} == set(index.properties)
    assert propose_properties(index, "ceb:Document", "1") == {
        "properties": told[:1],
        "type": "ceb:Document",
        "limit": 1,
    }


def test_a_preview_shows_both_languages_and_runs_nothing(index: Index) -> None:
    page = render_preview(index, index.entities["body/hlcm"])
    assert '<h1 lang="zh">管理问题高级别委员会</h1>' in page
    for words in (
        "联合国系统行政首长协调理事会 · United Nations System",
        "High-level Committee on Management",
        "隶属于",
        "part of",
        "?id=body/ceb",
    ):
        assert words in page
    assert "<script" not in page


def test_a_hostile_name_stays_a_text(overview: Build) -> None:
    one = NamedNode(thing_iri("body/a"))
    hostile = "<script>alert(1)</script>\"'"
    quads = [
        Quad(one, NamedNode(expand("rdf:type")), NamedNode(expand("ceb:Unheard"))),  # nor is the class in the ontology
        Quad(one, NamedNode(expand("rdfs:label")), Literal(hostile, language="en")),
        Quad(one, NamedNode(expand("foaf:homepage")), NamedNode("javascript:alert(1)")),
    ]
    twin = index_of(overview, quads)
    page = render_preview(twin, twin.entities["body/a"])
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;" in page
    (told,) = results(twin, query=hostile)
    assert (told["name"], told["type"]) == (hostile, [{"id": "ceb:Unheard", "name": "ceb:Unheard"}])
