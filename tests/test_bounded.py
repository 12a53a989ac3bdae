"""The part of a graph that tells of one thing."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from cebgraph.bounded import bounded_description
from cebgraph.describe import describe
from cebgraph.iris import BASE, expand
from cebgraph.pages.thing import thing_page
from cebgraph.pipeline import Build
from cebgraph.summary import in_memory

THINGS = ["body/hlcm", "body/ceb", "document/CEB/2020/1/Add.1", "report/E-2021-47/zh/paragraph/17", "event/x"]


@pytest.fixture(scope="module")
def store(overview: Build) -> Store:
    return in_memory(overview.quads)


def part(store: Store, iri: str) -> Store:
    return in_memory(Quad(t.subject, t.predicate, t.object) for t in bounded_description(store, iri))


@pytest.mark.parametrize("thing", THINGS)
def test_a_portrait_drawn_from_the_part_is_that_drawn_from_the_whole(store: Store, thing: str) -> None:
    assert describe(part(store, BASE + thing), BASE + thing) == describe(store, BASE + thing)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "iri",
    [
        *(BASE + thing for thing in THINGS),
        BASE + "document/E/2021/47",
        BASE + "report/E-2021-47/zh",
        BASE + "report/E-2021-47/zh/footnote/3",
        BASE + "body/hlcm/dtn/unissig",
        BASE + "organization/undp",
        "http://metadata.un.org/sdg/6",
    ],
)
def test_a_page_made_of_the_part_is_that_made_of_the_whole(store: Store, iri: str, language: str) -> None:
    assert thing_page(part(store, iri), iri, language, str) == thing_page(store, iri, language, str)


def test_all_in_the_part_is_in_the_whole(store: Store) -> None:
    whole = {quad.triple for quad in store}
    assert bounded_description(store, BASE + "body/hlcm") < whole


def test_a_statement_brings_its_evidence_to_the_very_words(store: Store) -> None:
    quotes = {t.object.value for t in bounded_description(store, BASE + "body/hlcm") if t.predicate == EXACT}  # type: ignore[union-attr]
    assert any("管理问题高级别委员会" in quote for quote in quotes)


EXACT = NamedNode(expand("oa:exact"))


def test_of_what_nobody_speaks_there_is_nothing(store: Store) -> None:
    assert bounded_description(store, "urn:none") == frozenset()


def test_a_class_without_end_has_a_description_with_one() -> None:
    kind, a = NamedNode("urn:kind"), NamedNode(expand("rdf:type"))
    members = [Quad(NamedNode(f"urn:{number}"), a, kind) for number in range(5000)]
    store = in_memory([*members, Quad(kind, NamedNode(expand("rdfs:label")), Literal("kind"))])
    assert 100 < len(bounded_description(store, "urn:kind")) < 1000
