"""The graph for people who write Python: questions, frames, networks."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode
from small_graphs import graph, statement

import cebgraph
from cebgraph.answers import Table, Value, value_of
from cebgraph.errors import CebgraphError, QueryError, SourceError, StoreError
from cebgraph.export import write_exports
from cebgraph.iris import BASE, expand
from cebgraph.knowledge_graph import KnowledgeGraph, open_graph
from cebgraph.pipeline import Build
from cebgraph.store import write_store

NAMES = (
    "SELECT ?body ?acronym ?members WHERE { ?body ceb:acronym ?acronym OPTIONAL { ?body ceb:memberCount ?members } }"
)


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return graph(
        """<body/ceb> a ceb:Body ; rdfs:label "首协会"@zh ; ceb:acronym "CEB"@en ; ceb:memberCount 31 .
        <body/hlcm> a ceb:Body ; rdfs:label "管理委"@zh ; ceb:acronym "HLCM"@en ; org:subOrganizationOf <body/ceb> .
        <body/hlcp> a ceb:Body ; rdfs:label "管理委"@zh .
        <report/E-2021-47/zh/paragraph/1> a ceb:Paragraph ."""
        + statement(1, "<body/ceb> ceb:consulted <body/hlcm>", "征求了")
    )


# Questions


def test_an_answer_is_a_table_of_python_values(kg: KnowledgeGraph) -> None:
    found = kg.query(NAMES + " ORDER BY ?acronym")
    assert found.columns == ("body", "acronym", "members")
    assert found.rows == ((f"{BASE}body/ceb", "CEB", 31), (f"{BASE}body/hlcm", "HLCM", None))
    assert [row["acronym"] for row in found] == list(found.column("acronym")) == ["CEB", "HLCM"]
    assert len(found) == 2
    with pytest.raises(KeyError):
        found.column("no such")


def test_a_question_of_the_library_takes_names_as_people_write_them(kg: KnowledgeGraph) -> None:
    assert kg.query("reports-to", above="首协会").rows == ((f"{BASE}body/hlcm", "管理委"),)


def test_yes_and_no_are_bool_and_a_graph_is_turtle(kg: KnowledgeGraph) -> None:
    assert kg.ask("ASK { ?x ceb:consulted ?y }") is True
    assert kg.ask("ASK { ?x ceb:adopted ?y }") is False
    turtle = kg.construct("CONSTRUCT { ?x ceb:consulted ?y } WHERE { ?x ceb:consulted ?y }")
    found = rdflib.Graph().parse(data=turtle, format="turtle")
    assert [str(subject) for subject in found.subjects()] == [f"{BASE}body/ceb"]


@pytest.mark.parametrize(
    ("method", "question", "told"),
    [
        ("query", "ASK {}", "the answer is no table (ask() is for ASK"),
        ("ask", "SELECT * {}", "the answer is not yes or no (query() is for SELECT"),
        ("construct", "ASK {}", "the answer is no graph"),
        ("query", "SELECT ?x {", "line 1, column 12"),
        ("query", "bodiez", "no query is called 'bodiez' (near it: bodies)"),
        ("query", "reports-to", "the query 'reports-to' lacks a value for above"),
        ("describe", "管理委", "2 things have the name '管理委'; ask for one by its IRI:"),
        ("describe", "HLCX", "nothing has the name 'HLCX' (near it: HLCM"),
    ],
)
def test_what_cannot_be_answered_is_told(method: str, question: str, told: str, kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError) as caught:
        getattr(kg, method)(question)
    assert told in str(caught.value)


# Values


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("31", "integer", 31),
        ("-7", "nonNegativeInteger", -7),
        ("1_000", "integer", "1_000"),
        ("٣", "integer", "٣"),
        ("0.950", "decimal", Decimal("0.950")),
        ("1e3", "decimal", "1e3"),
        ("1e3", "double", 1000.0),
        ("INF", "double", float("inf")),
        ("infinity", "double", "infinity"),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("yes", "boolean", "yes"),
        ("2020-05-01", "date", date(2020, 5, 1)),
        ("2020-02-30", "date", "2020-02-30"),
        ("2020-05-01Z", "date", "2020-05-01Z"),
        ("2020-W01-1", "date", "2020-W01-1"),
        ("2020-05", "gYearMonth", "2020-05"),
        ("2020", "gYear", "2020"),
        ("2020-05-01T00:00:00Z", "dateTime", "2020-05-01T00:00:00Z"),
        ("31", "string", "31"),
        ("2020-05-01", "string", "2020-05-01"),
    ],
)
def test_a_literal_is_a_value_of_its_type_where_python_has_it_exactly(text: str, kind: str, value: Value) -> None:
    found = value_of(Literal(text, datatype=NamedNode(expand(f"xsd:{kind}"))))
    assert (found, type(found)) == (value, type(value))


def test_other_terms_are_text_and_nothing_is_none() -> None:
    node = NamedNode(BASE)
    assert value_of(node) == BASE
    assert value_of(Literal("2020/2021", datatype=NamedNode("http://id.loc.gov/datatypes/edtf"))) == "2020/2021"
    assert value_of(Literal("首协会", language="zh")) == "首协会"
    assert value_of(BlankNode("b")) == "_:b"
    assert value_of(None) is None


# Frames

MIXED = Table(
    ("int", "float", "bool", "text", "decimal", "date", "mixed", "large"),
    (
        (1, 1.5, True, "x", Decimal("0.95"), date(2020, 5, 1), "m", 2**70),
        (None, None, None, None, None, None, 3, 1),
    ),
)


def test_columns_of_pandas_have_the_types_of_their_values() -> None:
    frame = MIXED.to_pandas()
    assert [str(kind) for kind in frame.dtypes] == [
        "Int64", "Float64", "boolean", "str", "object", "object", "object", "object"
    ]  # fmt: skip
    assert frame["int"].isna().tolist() == [False, True]
    assert frame["decimal"].tolist() == [Decimal("0.95"), None]
    assert frame["large"].tolist() == [2**70, 1]


def test_columns_of_polars_have_the_types_of_their_values() -> None:
    frame = MIXED.to_polars()
    assert [str(kind).partition("(")[0] for kind in frame.dtypes] == [
        "Int64", "Float64", "Boolean", "String", "Decimal", "Date", "String", "String"
    ]  # fmt: skip
    assert frame["decimal"].to_list() == [Decimal("0.95"), None]
    assert frame["mixed"].to_list() == ["m", "3"]
    assert frame["int"].null_count() == 1


def test_a_decimal_that_polars_has_no_room_for_is_text() -> None:
    table = Table(("d",), ((Decimal("1" * 30 + ".1"),), (Decimal("0." + "1" * 20),)))
    assert table.to_polars()["d"].to_list() == [str(value) for (value,) in table.rows]


def test_an_empty_answer_keeps_its_columns(kg: KnowledgeGraph) -> None:
    found = kg.query(NAMES + " LIMIT 0")
    assert list(found.to_pandas().columns) == found.to_polars().columns == ["body", "acronym", "members"]
    assert len(found.to_pandas()) == len(found.to_polars()) == 0


cells = st.one_of(
    st.none(), st.text(), st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.booleans(), st.dates(),
    st.floats(allow_nan=False),
)  # fmt: skip


@given(st.lists(st.tuples(cells, cells)))
def test_any_table_becomes_a_frame(rows: list[tuple[Value, Value]]) -> None:
    table = Table(("one", "other"), tuple(rows))
    pandas, polars = table.to_pandas(), table.to_polars()
    assert pandas.shape == polars.shape == (len(rows), 2)
    for name in table.columns:
        missing = [value is None for value in table.column(name)]
        assert pandas[name].isna().tolist() == polars[name].is_null().to_list() == missing


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_the_library_the_extra_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(CebgraphError) as caught:
        getattr(MIXED, f"to_{library}")()
    assert str(caught.value) == f'{library} is not installed (pip install "cebgraph[frames]")'


# Opening, and the rest


def test_a_store_and_each_file_of_a_build_are_the_same_graph(overview: Build, tmp_path: Path) -> None:
    write_store(overview.quads, tmp_path / "store")
    files = write_exports(overview.quads, tmp_path, ("trig", "nquads", "turtle", "jsonld"))
    expected = KnowledgeGraph.of(overview.quads)
    for path in (tmp_path / "store", str(tmp_path / "store"), *files):
        opened = open_graph(path)
        assert opened.network == expected.network
        assert opened.query("bodies").rows == expected.query("bodies").rows


def test_named_graphs_stay_named(overview: Build) -> None:
    kg = KnowledgeGraph.of(overview.quads)
    (row,) = kg.query("SELECT (COUNT(DISTINCT ?g) AS ?graphs) WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert row["graphs"] == len({quad.graph_name for quad in overview.quads}) > 2


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_graph(tmp_path / "none")
    with pytest.raises(SourceError):
        open_graph(tmp_path / "none.ttl")
    (tmp_path / "wrong.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(SourceError, match=r"wrong\.ttl:1"):
        open_graph(tmp_path / "wrong.ttl")


def test_things_are_named_as_people_name_them(kg: KnowledgeGraph) -> None:
    found = kg.shortest_path("首协会", "HLCM")
    assert found.steps is not None
    (step,) = found.steps
    assert step.edges[0].words[0].text == "征求了"
    assert kg.describe("CEB").iri == f"{BASE}body/ceb"
    with pytest.raises(QueryError, match="not a thing of the network"):
        kg.shortest_path("首协会", "report/E-2021-47/zh/paragraph/1")


def test_networkx_gets_a_graph_of_directed_edges(kg: KnowledgeGraph) -> None:
    drawn = kg.to_networkx()
    assert drawn.is_directed()
    assert drawn.is_multigraph()
    assert drawn.number_of_nodes() == 3
    assert drawn.edges[f"{BASE}body/ceb", f"{BASE}body/hlcm", f"{BASE}statement/1"]["quote"] == "征求了"


def test_analysis_is_a_method_away(kg: KnowledgeGraph) -> None:
    assert {one.degree for one in kg.centralities(of="Body")} == {1}
    assert len(kg.communities().groups) == 1
    assert len(kg.cuts().bridges) == 1
    assert not kg.changes_to(kg).changed


def test_importing_the_package_loads_no_library_until_one_is_used() -> None:
    code = "import sys, cebgraph; cebgraph.open_graph; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"networkx", "pandas", "polars", "rdflib", "pyshacl"} & set(done.stdout.split())
    assert cebgraph.open_graph is open_graph


def test_a_report_is_not_taken_for_a_graph(root: Path) -> None:
    with pytest.raises(SourceError, match=r"is no graph file by its ending '\.txt'"):
        open_graph(root / "data" / "reports" / "ceb-overview-2020.zh.txt")


def test_one_report_can_be_built_by_its_name_alone(root: Path) -> None:
    file = root / "tests" / "gold" / "zh_hlcm_session.txt"
    assert cebgraph.build(str(file), validate=False).quads == cebgraph.build([file], validate=False).quads
