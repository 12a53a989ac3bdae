"""The endpoint as real clients use it, each the way its documentation shows."""

from __future__ import annotations

import csv
import io
import subprocess
import warnings
from collections.abc import Iterator

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, VOID
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from servers import Served, serving

from cebgraph.pipeline import Build
from cebgraph.query import named_queries
from cebgraph.store import write_store

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own use of rdflib
    from SPARQLWrapper import CSV, GET, JSON, POST, TURTLE, XML, SPARQLWrapper

COMMITTEES = """
SELECT ?name { ?body a ceb:Committee ; ceb:acronym ?name . FILTER(LANG(?name) = "en") } ORDER BY ?name
"""


@pytest.fixture(scope="module")
def served(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("clients")
    write_store(overview.quads, folder / "store")
    with serving(folder / "store", log=folder / "log") as server:
        yield server


@pytest.fixture
def wrapper(served: Served) -> SPARQLWrapper:
    return SPARQLWrapper(served.sparql)


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_gets_tables_in_each_of_its_formats(wrapper: SPARQLWrapper, method: str) -> None:
    wrapper.setMethod(method)
    wrapper.setQuery(COMMITTEES)
    wrapper.setReturnFormat(JSON)
    rows = [row["name"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]]
    assert {"HLCM", "HLCP"} <= set(rows)
    wrapper.setReturnFormat(XML)
    assert [node.firstChild.data for node in wrapper.queryAndConvert().getElementsByTagName("literal")] == rows
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().split() == ["name", *rows]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper makes one
@pytest.mark.parametrize("form", [TURTLE, XML])
def test_sparqlwrapper_gets_graphs(wrapper: SPARQLWrapper, form: str) -> None:
    wrapper.setQuery("CONSTRUCT { ?body a ceb:Committee } WHERE { ?body a ceb:Committee }")
    wrapper.setReturnFormat(form)
    answer = wrapper.queryAndConvert()
    graph = answer if isinstance(answer, Graph) else Graph().parse(data=answer, format="turtle")
    assert len(graph) >= 2


def test_sparqlwrapper_tells_of_a_query_that_cannot_be_read(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(Exception, match="line 1, column 12: cannot be read from here on"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sees_the_endpoint_as_a_graph_of_its_own(served: Served, method: str) -> None:
    graph = Graph(SPARQLStore(served.sparql, method=method, returnFormat="json"))  # type: ignore[arg-type]
    committee = URIRef("https://w3id.org/cebgraph/ontology#Committee")
    bodies = set(graph.subjects(RDF.type, committee))
    assert URIRef("https://w3id.org/cebgraph/id/body/hlcm") in bodies
    rows = graph.query("SELECT ?s { ?s a <https://w3id.org/cebgraph/ontology#Committee> }")
    assert {row[0] for row in rows} == bodies  # type: ignore[index]
    assert graph.query("ASK { ?s a <https://w3id.org/cebgraph/ontology#Committee> }").askAnswer is True


def curl(*arguments: str) -> str:
    return subprocess.run(
        ["curl", "-sS", "--fail-with-body", *arguments], capture_output=True, text=True, check=True
    ).stdout


def test_curl_gets_what_the_documentation_shows(served: Served) -> None:
    asked = curl(f"{served.sparql}?format=csv", "--data-urlencode", f"query={COMMITTEES}")
    assert [row[0] for row in csv.reader(io.StringIO(asked))][:1] == ["name"]
    direct = curl(served.sparql, "-H", "Content-Type: application/sparql-query", "--data-binary", COMMITTEES)
    assert '"HLCM"' in direct
    graph = Graph().parse(data=curl(f"{served.address}/graphs?default"), format="turtle")
    assert len(graph) > 10_000


def test_the_example_that_the_catalogue_gives_is_a_thing_of_the_graph(served: Served) -> None:
    catalogue = Graph().parse(data=curl(f"{served.address}/.well-known/void"), format="turtle")
    (example,) = catalogue.objects(None, VOID.exampleResource)
    assert '"boolean":true' in curl(served.sparql, "--data-urlencode", f"query=ASK {{ <{example}> a ceb:Board }}")


@pytest.mark.parametrize("name", [name for name, query in named_queries().items() if not query.params])
def test_every_query_of_the_library_can_be_asked(served: Served, name: str) -> None:
    answer = curl(f"{served.sparql}?format=csv", "--data-urlencode", f"query={named_queries()[name].text}")
    assert len(answer.splitlines()) >= 1
