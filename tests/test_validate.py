"""What validation catches, and what it says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from cebgraph.errors import DataFileError
from cebgraph.iris import BASE, expand
from cebgraph.pipeline import Build, build
from cebgraph.resources.shapes import load_shapes
from cebgraph.validate import validate_dataset
from cebgraph.validate.shape_graph import read_shape_graph
from cebgraph.validate.suspects import find_suspects

STATEMENT = NamedNode(expand("ceb:Statement"))

MISSING = "SELECT $this WHERE { FILTER NOT EXISTS { $this <urn:p> 2 } }"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    path = tmp_path_factory.mktemp("report") / "small.zh.txt"
    path.write_text("1. 首协会于 2020 年 5 月核可了《联合国数据和统计创新全系统路线图》。\n", encoding="utf-8")
    return build([path])


def node(compact: str) -> NamedNode:
    return NamedNode(expand(compact))


def statement_of(built: Build, predicate: str) -> NamedNode:
    return next(
        quad.subject
        for quad in built.quads
        if quad.predicate == node("rdf:predicate") and quad.object == node(predicate)
    )


def without(built: Build, subject: NamedNode, predicate: str) -> list[Quad]:
    return [quad for quad in built.quads if (quad.subject, quad.predicate) != (subject, node(predicate))]


def test_what_build_makes_conforms(built: Build) -> None:
    assert built.validation is not None
    assert built.validation.conforms
    assert built.validation.results == ()


def test_a_result_says_what_is_wrong_with_what_and_on_which_words(built: Build) -> None:
    statement = statement_of(built, "ceb:endorsed")
    (result,) = validate_dataset(without(built, statement, "ceb:confidence")).results
    assert result.shape == "statement-confidence"
    assert result.focus == statement.value
    assert result.name == "联合国系统行政首长协调理事会 核可 联合国数据和统计创新全系统路线图"
    assert result.words.startswith("首协会于 2020 年 5 月核可了")
    assert all(part in str(result) for part in ("violation", "one confidence", "置信度", result.words))


def test_a_statement_without_evidence_is_caught(built: Build) -> None:
    statement = statement_of(built, "ceb:endorsed")
    report = validate_dataset(without(built, statement, "ceb:evidence"))
    assert not report.conforms
    assert {result.shape for result in report.results} == {"statement-evidence"}


def test_a_quote_that_is_not_in_the_text_is_caught(built: Build) -> None:
    exact = node("oa:exact")
    quote = next(quad for quad in built.quads if quad.predicate == exact)
    false = Quad(quote.subject, exact, Literal("首协会没有核可"), quote.graph_name)
    report = validate_dataset([false, *(quad for quad in built.quads if quad != quote)])
    assert {result.shape for result in report.results} == {"quote-is-text"}
    assert report.results[0].focus == quote.subject.value


def test_a_circle_of_bodies_is_caught(built: Build) -> None:
    ceb, above = NamedNode(f"{BASE}body/ceb"), node("org:subOrganizationOf")
    report = validate_dataset([*built.quads, Quad(ceb, above, ceb)])
    assert "body-circle" in {result.shape for result in report.results}


def test_a_planned_act_told_as_done_is_caught(built: Build) -> None:
    statement = statement_of(built, "ceb:endorsed")
    planned = Quad(statement, node("ceb:status"), Literal("planned"))
    assert "planned-is-not-plain" in {result.shape for result in validate_dataset([*built.quads, planned]).results}


def test_two_paragraphs_with_one_number_are_a_warning() -> None:
    """It may be the fault of the report itself."""
    text = NamedNode(f"{BASE}report/x/zh")
    quads = [Quad(text, node("rdf:type"), node("undo:DocumentVersion"))]
    for name in ("a", "b"):
        paragraph = NamedNode(f"{BASE}report/x/zh/paragraph/{name}")
        quads += [
            Quad(paragraph, node("rdf:type"), node("ceb:Paragraph")),
            Quad(paragraph, node("ceb:number"), Literal("1")),
            Quad(paragraph, node("ceb:text"), Literal("一", language="zh")),
            Quad(paragraph, node("dcterms:isPartOf"), text),
        ]
    results = validate_dataset(quads).results
    assert "paragraph-numbers" in {result.shape for result in results if result.severity == "warning"}


def test_the_order_of_quads_does_not_matter(built: Build) -> None:
    broken = without(built, statement_of(built, "ceb:endorsed"), "ceb:evidence")
    assert validate_dataset(broken) == validate_dataset(broken[::-1])


def test_what_rdflib_cannot_hold_is_refused() -> None:
    said = Triple(STATEMENT, node("rdf:type"), STATEMENT)
    with pytest.raises(TypeError, match="cannot hold"):
        validate_dataset([Quad(BlankNode(), node("rdf:subject"), said)], whole=True)


def test_malformed_shapes_are_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "thing.ttl").write_text("<a> <b> <c> .\n<a> <b> \n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"thing\.ttl:[123]:"):
        load_shapes(tmp_path)


def test_messages_are_in_both_languages_whatever_finds_them(built: Build) -> None:
    ceb, above = NamedNode(f"{BASE}body/ceb"), node("org:subOrganizationOf")
    circle = [*built.quads, Quad(ceb, above, ceb)]
    for whole in (False, True):
        messages = {r.message for r in validate_dataset(circle, whole=whole).results if r.shape == "body-circle"}
        assert messages == {"A body stands above itself / 机构的上级链成环"}


def test_a_class_below_another_by_a_blank_node_is_no_fault(built: Build) -> None:
    odd = Quad(BlankNode(), node("rdfs:subClassOf"), node("ceb:Body"))
    assert validate_dataset([*built.quads, odd]).conforms


@pytest.mark.parametrize(
    ("shape", "data", "broken"),
    [
        ("sh:hasValue <urn:b>", "", True),
        (f"sh:property [ sh:path <urn:p> ; sh:sparql [ a sh:SPARQLConstraint ; sh:select '{MISSING}' ] ]",
         "<urn:a> <urn:p> 1 .", True),
        ("sh:not [ sh:nodeKind sh:IRI ]", "", True),
        ("sh:property [ sh:path <urn:p> ; sh:maxCount 5 ]", "<urn:a> <urn:p> 1, 2, 3, 4, 5, 6 .", True),
        ("sh:property [ sh:path <urn:p> ; sh:datatype xsd:anyURI ]", "<urn:a> <urn:p> 'x' .", True),
        ("sh:property [ sh:path <urn:p> ; sh:minCount 1 ]", "<urn:a> <urn:p> 1 .", False),
    ],
)  # fmt: skip
def test_shapes_of_ones_own_are_judged_whole(shape: str, data: str, *, broken: bool) -> None:
    """What is asked set by set is proved for the shipped ones."""
    prefixes = "".join(f"@prefix {p}: <{expand(p + ':')}> .\n" for p in ("sh", "xsd"))
    shapes = [
        q.triple
        for q in parse(f"{prefixes}<urn:s> a sh:NodeShape ; sh:targetNode <urn:a> ; {shape} .", RdfFormat.TURTLE)
    ]
    quads = list(parse(data, RdfFormat.TURTLE))
    assert validate_dataset(quads, shapes).conforms is not broken
    suspects = find_suspects({q.triple for q in quads}, read_shape_graph(shapes))
    assert bool(suspects) is broken  # nor would they slip through
