"""The network: things as nodes, what is said between two of them as edges."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import graph, statement

from cebgraph.iris import BASE
from cebgraph.network import Network, Words, flat, read_network, to_networkx
from cebgraph.pipeline import Build
from cebgraph.summary import in_memory

CEB, HLCM, MAP = (f"{BASE}{path}" for path in ("body/ceb", "body/hlcm", "document/map"))

GRAPH = (
    """
ceb:Committee rdfs:subClassOf ceb:Body .
ceb:endorsed rdfs:label "核可"@zh , "endorsed"@en .
<body/ceb> a ceb:Board , org:Organization ; rdfs:label "首协会"@zh , "the Board"@en ; ceb:acronym "CEB" .
<body/hlcm> a ceb:Body , ceb:Committee ; rdfs:label "High-level Committee"@en ; org:subOrganizationOf <body/ceb> .
<document/map> a ceb:Document ; ceb:symbol "CEB/2020/1" ; dcterms:date "2020" .
<report/E-2021-47/zh> prov:specializationOf <document/report> .
<document/report> ceb:symbol "E/2021/47" .
<report/E-2021-47/zh/paragraph/17> a ceb:Paragraph .
"""
    + statement(
        1,
        "<body/ceb> ceb:endorsed <document/map>",
        "首协会核可了\\n《路线图》",
        paragraph=17,
        more='; ceb:when "2020-05"^^xsd:gYearMonth ; ceb:mode "virtual"',
    )
    + statement(2, "<body/hlcm> ceb:endorsed <document/map>", "将核可", more='; ceb:status "planned"')
    + statement(3, '<body/ceb> ceb:figure "31"', "31 个")
)


@pytest.fixture(scope="module")
def small() -> Network:
    return graph(GRAPH).network


@pytest.fixture(scope="module")
def whole(overview: Build) -> Network:
    return read_network(in_memory(overview.quads))


def test_nodes_are_things_and_no_parts_of_a_report(small: Network) -> None:
    assert [node.iri for node in small.nodes] == [CEB, HLCM, MAP]


def test_the_narrowest_class_stands_first(small: Network) -> None:
    assert small.nodes[1].classes == ("Committee", "Body")


def test_a_name_is_chinese_or_else_english_or_else_the_iri(small: Network) -> None:
    assert [node.label for node in small.nodes] == ["首协会", "High-level Committee", MAP]


def test_an_edge_has_what_the_statement_says(small: Network) -> None:
    (edge,) = (edge for edge in small.edges if edge.source == CEB)
    assert (edge.target, edge.predicate, edge.label_zh, edge.label_en) == (MAP, "ceb:endorsed", "核可", "endorsed")
    assert (edge.when, edge.status, edge.confidence) == ("2020-05", "", 0.95)
    assert edge.words == (Words("E/2021/47", "¶17", "首协会核可了\n《路线图》"),)


def test_what_is_planned_is_an_edge_that_says_so(small: Network) -> None:
    assert [edge.status for edge in small.edges if edge.target == MAP] == ["", "planned"]


def test_what_only_an_authority_knows_is_an_edge_without_words(small: Network) -> None:
    (edge,) = (edge for edge in small.edges if edge.predicate == "org:subOrganizationOf")
    assert (edge.source, edge.target, edge.statement, edge.words) == (HLCM, CEB, "", ())


def test_a_value_is_no_edge(small: Network) -> None:
    assert not [edge for edge in small.edges if edge.predicate == "ceb:figure"]


def test_networkx_has_attributes_only_where_something_is_known(small: Network) -> None:
    drawn = to_networkx(small)
    assert drawn.nodes[CEB] == {
        "label": "首协会", "label_zh": "首协会", "label_en": "the Board", "class": "Board", "acronym": "CEB"
    }  # fmt: skip
    assert drawn.nodes[MAP] == {"label": MAP, "class": "Document", "symbol": "CEB/2020/1"}
    assert drawn.edges[CEB, MAP, f"{BASE}statement/1"] == {
        "label": "核可",
        "predicate": "ceb:endorsed",
        "label_zh": "核可",
        "label_en": "endorsed",
        "when": "2020-05",
        "qualifiers": "mode virtual",
        "confidence": 0.95,
        "quote": "首协会核可了 《路线图》",
        "place": "E/2021/47 ¶17",
    }
    assert drawn.edges[HLCM, CEB, "org:subOrganizationOf"]["predicate"] == "org:subOrganizationOf"


def test_every_statement_between_two_things_of_a_report_is_an_edge(whole: Network, overview: Build) -> None:
    things = {node.iri for node in whole.nodes}
    told = [edge for edge in whole.edges if edge.statement]
    assert len({edge.statement for edge in told}) == len(told) > 200
    assert all({edge.source, edge.target} <= things for edge in whole.edges)
    assert all(edge.words for edge in told)
    assert read_network(in_memory(reversed(overview.quads))) == whole


@given(st.text())
def test_flat_text_is_one_line_of_what_xml_can_hold(text: str) -> None:
    assert flat(flat(text)) == flat(text)
    assert len(flat(text).splitlines()) <= 1
    assert ET.fromstring(f"<a>{escape(flat(text))}</a>").text in {flat(text), None}  # noqa: S314  our own
