"""A graph in numbers, and all that it knows of one thing."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, RdfFormat, Store

from cebgraph.cli.layout import portrait_lines, summary_lines
from cebgraph.describe import describe, find_things, near_names
from cebgraph.iris import BASE, PREFIXES, compact_iri, expand
from cebgraph.pipeline import Build
from cebgraph.summary import Summary, summarise

GRAPH = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + f"@base <{BASE}> .\n"
    + """
ceb:Board rdfs:subClassOf ceb:Body ; rdfs:label "理事会"@zh , "Board"@en .
ceb:endorsed rdfs:label "核可"@zh , "endorsed"@en .
<body/ceb> a ceb:Board , ceb:Body ; rdfs:label "联合国系统行政首长协调理事会"@zh ; skos:altLabel "首协会"@zh ;
  ceb:acronym "CEB" ; ceb:endorsed <document/map> .
<body/hlcm> a ceb:Committee ; rdfs:label "管理问题高级别委员会"@zh ; org:subOrganizationOf <body/ceb> ;
  skos:altLabel "委员会"@zh .
<body/hlcp> a ceb:Committee ; rdfs:label "方案问题高级别委员会"@zh ; skos:altLabel "委员会"@zh .
<document/map> a ceb:Framework ; rdfs:label "《路线图》"@zh .
<report/2020/paragraph/9> a ceb:Paragraph ; ceb:number "9" .
<report/2020/paragraph/17> a ceb:Paragraph ; ceb:number "17" .
<statement/1> a ceb:Statement ; rdf:subject <body/ceb> ; rdf:predicate ceb:endorsed ; rdf:object <document/map> ;
  ceb:when "2020-05"^^xsd:gYearMonth ; ceb:rule "endorse.active" ; ceb:evidence <annotation/1> , <annotation/2> .
<statement/2> a ceb:Statement ; rdf:subject <body/hlcm> ; rdf:predicate ceb:recommended ; rdf:object <body/hlcp> ;
  ceb:regarding <document/map> ; ceb:status "planned" .
<annotation/1> oa:hasTarget <target/1> .
<target/1> oa:hasSource <report/2020/paragraph/17> ; oa:hasSelector <quote/1> .
<quote/1> oa:exact "首协会核可了" .
<annotation/2> oa:hasTarget <target/2> .
<target/2> oa:hasSource <report/2020/paragraph/9> ; oa:hasSelector <quote/2> .
<quote/2> oa:exact "核可" .
<annotation/3> oa:hasBody <body/ceb> ; oa:hasTarget <target/1> .
"""
)


@pytest.fixture
def store() -> Store:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("name", ["首协会", "ceb", "body/ceb", BASE + "body/ceb", "联合国 系统 行政首长协调理事会"])
def test_a_thing_is_found_by_any_of_its_names(store: Store, name: str) -> None:
    assert find_things(store, name) == (BASE + "body/ceb",)


def test_a_name_of_two_things_finds_both(store: Store) -> None:
    assert find_things(store, "委员会") == (BASE + "body/hlcm", BASE + "body/hlcp")


def test_what_is_unknown_finds_nothing_but_what_is_near(store: Store) -> None:
    assert find_things(store, "高级别委员会") == ()
    assert find_things(store, "https://example.org/no iri") == ()
    assert set(near_names(store, "高级别委员会")) >= {"管理问题高级别委员会", "方案问题高级别委员会"}
    assert near_names(store, "…") == ()


def test_facts_carry_their_words_in_reading_order(store: Store) -> None:
    (fact,) = describe(store, BASE + "body/ceb").facts
    assert [(quote.place, quote.text) for quote in fact.quotes] == [("¶9", "核可"), ("¶17", "首协会核可了")]
    assert [quote.block for quote in fact.quotes] == [f"{BASE}report/2020/paragraph/{number}" for number in (9, 17)]
    assert [(key, term.label) for key, term in fact.qualifiers] == [("when", "2020-05")]


def test_a_thing_is_told_of_where_it_is_object_or_qualifier(store: Store) -> None:
    facts = describe(store, BASE + "document/map").facts
    assert [(fact.subject.label, fact.status) for fact in facts] == [
        ("联合国系统行政首长协调理事会", ""),
        ("管理问题高级别委员会", "planned"),
    ]


def test_a_plain_triple_shows_only_where_no_statement_says_the_same(store: Store) -> None:
    links = describe(store, BASE + "body/ceb").links
    assert [compact_iri(link.predicate.iri) for link in links] == ["org:subOrganizationOf"]


def test_a_portrait_can_be_read(store: Store) -> None:
    text = "\n".join(portrait_lines(describe(store, BASE + "body/ceb")))
    assert text.startswith("联合国系统行政首长协调理事会 [zh]\n")
    assert "核可 ceb:endorsed → 《路线图》" in text
    assert "(when 2020-05)" in text
    assert "¶17: “首协会核可了”" in text
    assert text.endswith("Named in\n  ¶17")


def test_a_thing_counts_in_its_narrowest_class(store: Store) -> None:
    summary = summarise(store)
    assert [(count.term, count.number) for count in summary.things] == [
        ("ceb:Committee", 2),
        ("ceb:Board", 1),
        ("ceb:Framework", 1),
    ]
    assert summary.things[1].chinese == "理事会"


def test_structure_statements_and_evidence_are_counted(store: Store) -> None:
    summary = summarise(store)
    assert [(count.term, count.number) for count in summary.structure] == [("ceb:Paragraph", 2)]
    assert {count.term: count.number for count in summary.statements} == {"ceb:endorsed": 1, "ceb:recommended": 1}
    assert [(count.term, count.number) for count in summary.statuses] == [("planned", 1)]
    assert summary.evidence == 2


def test_an_empty_graph_can_be_summed_up() -> None:
    assert summarise(Store()) == Summary((), (), (), (), 0, 0)
    assert "0 things by class" in "\n".join(summary_lines(summarise(Store())))


def test_everything_in_the_graph_of_the_report_can_be_shown(overview: Build) -> None:
    """Also a goal, whose source begins like an address and is none."""
    store = Store()
    store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in overview.quads)
    things = {q.subject.value for q in overview.quads if q.predicate.value == expand("rdfs:label")}
    goals = {iri for iri in things if iri.startswith("http://metadata.un.org/sdg/")}
    assert len(goals) > 1
    assert all(list(portrait_lines(describe(store, iri))) for iri in things)
