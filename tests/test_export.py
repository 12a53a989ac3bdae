"""Exports: one file each, read back by what people open them with."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse
from small_graphs import graph, statement
from test_cli import run

from cebgraph.errors import CebgraphError
from cebgraph.export import DEFAULTS, EXPORTERS, format_for, write_exports
from cebgraph.export.rdf import merged
from cebgraph.iris import BASE, PREFIXES, expand
from cebgraph.network import Network, read_network
from cebgraph.pipeline import Build
from cebgraph.store import write_store
from cebgraph.summary import in_memory
from cebgraph.tables import comma_separated

CEB, MAP, PLANNED = (f"{BASE}{path}" for path in ("body/ceb", "document/map", "statement/2"))
NASTY = '=HYPERLINK(\\"http://example.org\\"), “第一”\\n第二'

GRAPH = (
    f"""
<body/ceb> a ceb:Body ; rdfs:label "首协会"@zh .
<document/map> a ceb:Framework , ceb:Document ; rdfs:label "{NASTY}"@zh .
ceb:Framework rdfs:subClassOf ceb:Document .
"""
    + statement(1, "<body/ceb> ceb:endorsed <document/map>", NASTY, more="; ceb:when 2020")
    + statement(2, "<body/ceb> ceb:updated <document/map>", "将更新", more='; ceb:status "planned"')
)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return [quad for quad in graph(GRAPH).store if quad.graph_name == DefaultGraph()]


@pytest.fixture(scope="module")
def whole(overview: Build) -> Network:
    return read_network(in_memory(overview.quads))


def exported(quads: list[Quad], name: str) -> bytes:
    return EXPORTERS[name].to_bytes(quads)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


# All of them


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"trig", "nquads", "jsonld"}))
def test_the_order_of_the_graph_does_not_show_in_a_file(name: str, quads: list[Quad]) -> None:
    """The formats that hold named graphs are handed their quads in order."""
    in_order = sorted(quads, key=str)
    assert exported(in_order[::-1], name) == exported(in_order, name)


def test_build_writes_five_formats_unless_asked(tmp_path: Path, report: Path) -> None:
    assert run("build", report, "--output", tmp_path / "graph").exit_code == 0
    endings = {path.suffix for path in (tmp_path / "graph").iterdir()} - {".tsv"}
    assert endings == {EXPORTERS[name].suffix for name in DEFAULTS} == {".trig", ".nq", ".ttl", ".jsonld", ".graphml"}


def test_build_can_write_all_of_them(tmp_path: Path, report: Path) -> None:
    every = [argument for name in EXPORTERS for argument in ("--format", name)]
    assert run("build", report, "--output", tmp_path / "graph", *every).exit_code == 0
    names = {path.name for path in (tmp_path / "graph").iterdir()}
    assert {f"cebgraph{exporter.suffix}" for exporter in EXPORTERS.values()} <= names


# Networks


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_what_is_drawn(name: str, read: object, whole: Network, overview: Build) -> None:
    assert callable(read)
    drawn = read(io.BytesIO(exported(list(overview.quads), name)))
    assert {node.iri for node in whole.nodes} == set(drawn.nodes)
    assert drawn.number_of_edges() == len(whole.edges)
    told = [attributes for *_, attributes in drawn.edges(data=True) if attributes["predicate"] == "ceb:endorsed"]
    assert all(attributes["quote"] and "E/2021/47" in attributes["place"] for attributes in told)
    assert any(attributes["when"] == "2020-05" for attributes in told)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_drawings_tell_no_day_of_writing(name: str, quads: list[Quad]) -> None:
    assert b"lastmodified" not in exported(quads, name)


# Lists


def test_neo4j_gets_the_heads_that_its_import_asks_for(quads: list[Quad]) -> None:
    nodes, edges = (rows_of(exported(quads, f"neo4j-{kind}")) for kind in ("nodes", "edges"))
    assert {node["id:ID"]: node[":LABEL"] for node in nodes} == {CEB: "Body", MAP: "Framework;Document"}
    assert [(edge[":START_ID"], edge[":END_ID"], edge[":TYPE"]) for edge in edges] == [
        (CEB, MAP, "ENDORSED"),
        (CEB, MAP, "UPDATED"),
    ]
    assert [float(edge["confidence:double"]) for edge in edges] == [0.95, 0.95]
    assert [edge["status"] for edge in edges] == ["", "planned"]


def test_gephi_gets_the_heads_that_its_import_asks_for(quads: list[Quad]) -> None:
    nodes, edges = (rows_of(exported(quads, f"gephi-{kind}")) for kind in ("nodes", "edges"))
    assert [node["Id"] for node in nodes] == [CEB, MAP]
    assert {edge["Type"] for edge in edges} == {"Directed"}
    assert [(edge["Source"], edge["Target"], edge["Kind"]) for edge in edges] == [
        (CEB, MAP, "ceb:endorsed"),
        (CEB, MAP, "ceb:updated"),
    ]


@pytest.mark.parametrize("kind", ["gephi", "neo4j"])
def test_every_edge_is_between_nodes_of_the_list_and_has_its_own_id(kind: str, overview: Build) -> None:
    nodes, edges = (rows_of(exported(list(overview.quads), f"{kind}-{part}")) for part in ("nodes", "edges"))
    id_head, ends = ("Id", ("Source", "Target")) if kind == "gephi" else ("id:ID", (":START_ID", ":END_ID"))
    ids = [node[id_head] for node in nodes]
    assert len(set(ids)) == len(ids) > 200
    assert {edge[end] for edge in edges for end in ends} <= set(ids)
    if kind == "gephi":
        assert len({edge["Id"] for edge in edges}) == len(edges)


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name.endswith(("-nodes", "-edges"))])
def test_no_cell_is_a_formula_or_more_than_one_line(name: str, quads: list[Quad]) -> None:
    content = exported(quads, name)
    assert b"HYPERLINK" in content
    cells = [cell for row in rows_of(content) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@")) or "\n" in cell]
    assert len(content.decode().splitlines()) == len(rows_of(content)) + 1


def plain(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").removeprefix("'")


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
@example([("\t=1+1", " -1")])
def test_any_text_comes_back_from_csv_but_for_the_mark_of_a_formula(pairs: list[tuple[str, str]]) -> None:
    text = comma_separated(["one", "other"], pairs)
    found = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [tuple(map(plain, row)) for row in found] == [tuple(map(plain, pair)) for pair in pairs]
    assert not [cell for row in found for cell in row if cell.lstrip().startswith(tuple("=+-@"))]


# RDF


def test_a_statement_is_the_reifier_of_its_triple_in_rdf_1_2(quads: list[Quad]) -> None:
    store = Store()
    store.load(exported(quads, "rdf12"), format=RdfFormat.TURTLE)
    found = store.query(
        """SELECT ?statement ?quote WHERE {
             <body/ceb> ceb:endorsed <document/map> ~ ?statement {| ceb:when 2020 ; ceb:evidence ?annotation |} .
             ?annotation oa:hasTarget/oa:hasSelector/oa:exact ?quote }""",
        prefixes=PREFIXES,
        base_iri=BASE,
    )
    assert isinstance(found, QuerySolutions)
    assert [row["statement"].value for row in found] == [f"{BASE}statement/1"]


def test_what_is_planned_is_reified_and_not_asserted_in_rdf_1_2(quads: list[Quad]) -> None:
    triples = {quad.triple for quad in parse(exported(quads, "rdf12"), format=RdfFormat.TURTLE)}
    (planned,) = (triple.object for triple in triples if (triple.subject.value, triple.predicate.value) == (
        PLANNED, expand("rdf:reifies")
    ))  # fmt: skip
    assert isinstance(planned, Triple)
    assert planned not in triples
    assert planned.predicate.value == expand("ceb:updated")


def test_rdf_1_2_says_nothing_more_and_nothing_less(overview: Build) -> None:
    """Each triple term taken apart again gives the graph that the other formats hold."""
    parts = [NamedNode(expand(name)) for name in ("rdf:subject", "rdf:predicate", "rdf:object")]
    kind = NamedNode(expand("rdf:type")), NamedNode(expand("rdf:Statement"))
    apart = set()
    for quad in parse(exported(list(overview.quads), "rdf12"), format=RdfFormat.TURTLE):
        if isinstance(quad.object, Triple):
            values = (quad.object.subject, quad.object.predicate, quad.object.object)
            apart |= {Triple(quad.subject, part, value) for part, value in zip(parts, values, strict=True)}
            apart.add(Triple(quad.subject, *kind))
        else:
            assert (quad.predicate, quad.object) != kind
            apart.add(quad.triple)
    assert apart == set(merged(overview.quads))


def test_turtle_names_things_by_their_family_and_rdflib_reads_it(overview: Build) -> None:
    content = exported(list(overview.quads), "turtle")
    assert b"\nbody:hlcm " in content
    assert len(rdflib.Graph().parse(data=content, format="turtle")) == len(merged(overview.quads))


# Which format


@pytest.mark.parametrize(
    ("file", "wanted", "form"),
    [
        ("graph.ttl", "", "turtle"),
        ("GRAPH.TTL", "", "turtle"),
        ("graph.rdf12.ttl", "", "rdf12"),
        ("graph.ttl", "rdf12", "rdf12"),
        ("a.gexf", "", "gexf"),
        ("nodes.csv", "neo4j-nodes", "neo4j-nodes"),
        ("x.gephi-edges.csv", "", "gephi-edges"),
        ("graph.json", "jsonld", "jsonld"),
        ("graph", "trig", "trig"),
    ],
)
def test_the_ending_tells_the_format(file: str, wanted: str, form: str) -> None:
    assert format_for(Path(file), wanted) == form


@pytest.mark.parametrize(
    ("file", "wanted", "told"),
    [
        ("x.ttl", "nquads", "the ending '.ttl' is that of turtle, not of nquads (end it in .nq, or give another"),
        ("x.nt", "trig", "the ending '.nt' is that of N-Triples, not of trig"),
        ("x.csv", "gexf", "not of gexf (end it in .gexf"),
        ("x.csv", "", "the ending '.csv' may be gephi-nodes or gephi-edges or neo4j-nodes or neo4j-edges"),
        ("x.docx", "", "no format ends in '.docx' (there are .trig, .nq, .ttl"),
        ("x", "", "has no ending that tells the format"),
    ],
)
def test_an_ending_that_does_not_fit_is_refused(file: str, wanted: str, told: str) -> None:
    with pytest.raises(CebgraphError) as caught:
        format_for(Path(file), wanted)
    assert told in str(caught.value)


def test_nothing_is_written_to_a_file_whose_ending_contradicts(tmp_path: Path, quads: list[Quad]) -> None:
    write_store(quads, tmp_path / "store")
    result = run("export", "--store", tmp_path / "store", "--format", "nquads", "--output", tmp_path / "x.ttl")
    assert result.exit_code == 1
    assert "end it in .nq" in result.stderr
    assert not (tmp_path / "x.ttl").exists()


def test_files_bear_the_name_of_their_format(tmp_path: Path, quads: list[Quad]) -> None:
    files = write_exports(quads, tmp_path, EXPORTERS)
    assert [format_for(file) for file in files] == list(EXPORTERS)
