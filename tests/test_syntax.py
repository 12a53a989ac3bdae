"""What a person is told about a query that cannot be read."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from cebgraph.errors import QuerySyntaxError
from cebgraph.iris import expand
from cebgraph.query import run_query
from cebgraph.syntax import pointed, strange_terms


@pytest.mark.parametrize(
    ("query", "place", "told"),
    [
        ("", (1, 1), "the query is empty"),
        (" # only a comment\n", (1, 1), "the query is empty"),
        ("SELECT ?x WHERE {", (1, 18), "the query ends before it is complete"),
        ("SELEC ?x {}", (1, 1), "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with ‘SELEC’"),
        ("PREFIX a: <urn:a>\nINSERT DATA {}", (2, 1), "INSERT would change the graph"),
        ("SELECT * { ?s ?p ?o . \n ?s ?x }", (2, 2), "cannot be read from here on"),
        ("SELECT * {\n\t?s ?p ?o .\n\tFILTER(?o = ) }", (3, 2), "cannot be read from here on"),
        ("SELECT * { ?首协会 ?p '核可' } }", (1, 27), "cannot be read from here on"),
        ("SELECT * { ?x a foo:Board }", (1, 17), "the prefix foo: is not declared"),
        (
            "SELECT * { ?x a ceb:Body ; foo:bar ?y ; rdfs:label 'no foo:bar' }",
            (1, 28),
            "the prefix foo: is not declared",
        ),
        ("PREFIX a: <urn:a:>\nSELECT * { ?s a:b c:d }", (2, 19), "the prefix c: is not declared"),
        ("SELECT * { ?x a <Board> }", (1, 17), "<Board> is not an absolute IRI"),
        ("SELECT ?y (COUNT(?x) AS ?n) { ?x a ceb:Body }", (1, 1), "the SELECT contains a variable that is unbound"),
        ("SELECT * { " + "{ " * 500 + "}" * 500, (1, 1), "is not SPARQL as this store reads it"),
    ],
)
def test_a_query_that_cannot_be_read_is_told_with_its_place_and_reason(
    query: str, place: tuple[int, int], told: str
) -> None:
    with pytest.raises(QuerySyntaxError, match=r"see https://www\.w3\.org/TR/sparql11-query/") as caught:
        run_query(Store(), query)
    assert (caught.value.line, caught.value.column) == place
    assert told in caught.value.message


def test_the_mark_below_the_line_stands_where_wide_characters_put_it() -> None:
    error = QuerySyntaxError("cannot be read from here on", 1, 6, "ASK 首 }", 5)
    assert pointed(error).splitlines()[1:] == ["ASK 首 }", "      ^"]


def test_a_term_that_the_vocabulary_does_not_have_is_told_with_those_near_it() -> None:
    store = Store()
    for name in ("acronym", "Committee", "leads"):
        term = NamedNode(expand(f"ceb:{name}"))
        store.add(Quad(term, NamedNode(expand("rdfs:label")), Literal(name, language="en")))
    query = "SELECT ?x { ?x a ceb:Comittee ; ceb:leads ?y ; ceb:acronim 'ceb:nothing' ; ceb:xyzzy <ceb:iri> } # ceb:no"
    assert dict(strange_terms(store, query)) == {
        "ceb:Comittee": ("ceb:Committee",),
        "ceb:acronim": ("ceb:acronym",),
        "ceb:xyzzy": (),
    }


def test_of_a_long_line_only_what_stands_around_the_place_is_shown() -> None:
    query = "SELECT * { " + "?s ?p ?o . " * 20 + "?s ?p . " + "?s ?p ?o . " * 20 + "}"
    with pytest.raises(QuerySyntaxError) as caught:
        run_query(Store(), query)
    told, excerpt, mark = pointed(caught.value).splitlines()
    assert told.startswith("line 1, column 232: cannot be read")
    assert len(excerpt) == 200
    assert excerpt[len(mark) - 1 :].startswith("?s ?p . ")
