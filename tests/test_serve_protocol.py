"""The endpoint, spoken to by HTTP: SPARQL 1.1 Protocol, Graph Store HTTP Protocol, and what describes it.

The first table restates the W3C's tests of the SPARQL 1.1 Protocol that concern queries, and those of updates, all of
which an endpoint that only reads has to refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import DCAT, RDF, VOID, Graph, Namespace, URIRef
from servers import Served, serving

from cebgraph.catalogue import DATASET
from cebgraph.store import write_store

GRAPHS = [f"http://example.org/data{number}.rdf" for number in range(1, 4)]
TYPE, DOCUMENT = NamedNode(str(RDF.type)), NamedNode("http://xmlns.com/foaf/0.1/Document")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
ALL = "SELECT ?x { ?x a <http://xmlns.com/foaf/0.1/Document> } ORDER BY ?x"
BY_GRAPH = "SELECT ?x { GRAPH ?x { ?x a <http://xmlns.com/foaf/0.1/Document> } } ORDER BY ?x"
BOTH = "SELECT ?x { { ?x a ?kind } UNION { GRAPH ?x { ?x a ?kind } } } ORDER BY ?x"
ADD = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("protocol")
    quads = [Quad(NamedNode(graph), TYPE, DOCUMENT, NamedNode(graph)) for graph in GRAPHS]
    quads.append(
        Quad(NamedNode(GRAPHS[0]), NamedNode("urn:says"), Literal("<b>核可</b>", language="zh"), NamedNode(GRAPHS[0]))
    )
    write_store(quads, folder / "store")
    with serving(folder / "store", log=folder / "log") as server:
        yield server


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, timeout=30) as opened:
        yield opened


def values(answer: httpx.Response) -> list[str]:
    """Return the values of ?x in an answer as JSON."""
    assert answer.status_code == 200, answer.text
    return [row["x"]["value"] for row in answer.json()["results"]["bindings"]]


def dataset(default: list[int], named: list[int], **others: str) -> str:
    """Return parameters that make a dataset of some of the graphs."""
    pairs = [("default-graph-uri", GRAPHS[number]) for number in default]
    pairs += [("named-graph-uri", GRAPHS[number]) for number in named]
    return urlencode([*pairs, *others.items()])


def get(client: httpx.Client, parameters: str, **headers: str) -> httpx.Response:
    return client.get(f"/sparql?{parameters}", headers=headers)


def post(client: httpx.Client, body: str | bytes, kind: dict[str, str], parameters: str = "") -> httpx.Response:
    return client.post(f"/sparql?{parameters}", content=body, headers=kind)


@pytest.mark.parametrize(
    ("default", "named", "query", "found"),
    [
        ([], [], ALL, [0, 1, 2]),
        ([0, 1], [], ALL, [0, 1]),
        ([2], [], BY_GRAPH, []),
        ([], [0, 2], BY_GRAPH, [0, 2]),
        ([], [0, 2], ALL, []),
        ([2], [0, 1], BOTH, [0, 1, 2]),
        ([0, 1], [], ALL.replace("{", f"FROM <{GRAPHS[2]}> {{", 1), [0, 1]),
    ],
    ids=["none", "default", "default-only", "named", "named-only", "full", "protocol-before-query"],
)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_is_asked_of_the_dataset_that_the_protocol_names(  # noqa: PLR0913, PLR0917  # a row of the table
    client: httpx.Client, way: str, default: list[int], named: list[int], query: str, found: list[int]
) -> None:
    answer = {
        "get": lambda: get(client, dataset(default, named, query=query)),
        "form": lambda: post(client, dataset(default, named, query=query), FORM),
        "direct": lambda: post(client, query, QUERY, dataset(default, named)),
    }[way]()
    assert values(answer) == [GRAPHS[number] for number in found]


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("SELECT * {}", "application/sparql-results+xml, application/sparql-results+json;q=0.9", "+xml"),
        ("SELECT * {}", "text/csv, */*;q=0.1", "text/csv"),
        ("ASK {}", "application/sparql-results+json;q=0.2, text/tab-separated-values", "text/tab-separated-values"),
        ("ASK {}", "", "application/sparql-results+json"),
        ("DESCRIBE <urn:x>", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "*/*", "text/turtle"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "application/json", "application/json"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "text/html, application/n-triples;q=0.9", "application/n-triples"),
    ],
)
def test_an_answer_comes_in_the_format_that_is_wanted_most(
    client: httpx.Client, query: str, accept: str, media_type: str
) -> None:
    answer = post(client, query, {**QUERY, "Accept": accept})
    assert (answer.status_code, media_type in answer.headers["content-type"]) == (200, True)


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv", "text/csv", "application/sparql-results+json"])
def test_format_names_the_format_of_a_table_before_what_is_accepted(client: httpx.Client, name: str) -> None:
    answer = get(client, urlencode({"query": ALL, "format": name}), Accept="text/turtle")
    assert answer.status_code == 200
    assert GRAPHS[2] in answer.text


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("ttl", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
        ("n3", RdfFormat.N3),
    ],
)
def test_format_names_the_format_of_a_graph(client: httpx.Client, name: str, form: RdfFormat) -> None:
    answer = get(client, urlencode({"query": "CONSTRUCT WHERE { ?a ?b ?c }", "format": name}))
    assert len(list(parse(answer.content, form))) == 4


@pytest.mark.parametrize(
    ("method", "parameters", "body", "headers", "status", "told"),
    [
        ("PUT", urlencode({"query": ALL}), b"", {}, 405, "Not Allowed"),
        ("GET", urlencode([("query", ALL), ("query", ALL)]), b"", {}, 400, "`query` is given 2 times"),
        ("POST", "", urlencode([("query", ALL), ("query", ALL)]), FORM, 400, "given 2 times"),
        ("POST", "", urlencode({"query": ALL}), {"Content-Type": "text/plain"}, 415, "the content is text/plain"),
        ("POST", "", urlencode({"query": ALL}), {}, 415, "the content is of no type"),
        ("POST", "", ALL, {}, 415, "send application/sparql-query"),
        ("POST", "", ALL.encode("utf-16"), QUERY, 400, "not in UTF-8"),
        ("POST", "", ALL.encode("utf-16"), {"Content-Type": "application/sparql-query; charset=utf-16"}, 415, "utf-16"),
        ("POST", "", b"query=%FF", FORM, 400, "not in UTF-8"),
        ("POST", "", "", FORM, 400, "there is no query"),
        ("POST", "", "ASK {}\n  { ?s ?p }", QUERY, 400, "line 2, column 3"),
        ("GET", urlencode({"query": "SELECT ?x { ?x a nil:Thing }"}), b"", {}, 400, "the prefix nil: is not declared"),
        ("GET", urlencode({"query": "ASK {}", "format": "excel"}), b"", {}, 406, "cannot be had as excel"),
        ("GET", urlencode({"query": "ASK {}"}), b"", {"Accept": "image/png"}, 406, "there are application/sparql"),
        ("GET", urlencode({"query": "ASK {}", "default-graph-uri": "no IRI"}), b"", {}, 400, "'no IRI' is not the IRI"),
        ("GET", urlencode({"update": ADD}), b"", {}, 403, "only read"),
        ("POST", "", urlencode({"update": ADD}), FORM, 403, "only read"),
        ("POST", "", urlencode([("update", ADD), ("update", ADD)]), FORM, 403, "only read"),
        ("POST", "", ADD, UPDATE, 403, "only read"),
        ("POST", "", ADD.encode("utf-16"), UPDATE, 403, "only read"),
        ("POST", "", ADD, QUERY, 400, "INSERT would change the graph"),
        ("POST", "", "LOAD <http://127.0.0.1:1/>", QUERY, 400, "LOAD would change the graph"),
        ("GET", "&".join(["a=b"] * 1001), b"", {}, 400, "too many parameters"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_status_in_words(  # noqa: PLR0913, PLR0917  # a row of the table
    client: httpx.Client,
    method: str,
    parameters: str,
    body: str | bytes,
    headers: dict[str, str],
    status: int,
    told: str,
) -> None:
    answer = client.request(method, f"/sparql?{parameters}", content=body, headers=headers)
    assert (answer.status_code, told in answer.text) == (status, True), answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_syntax_error_is_shown_below_its_line(client: httpx.Client) -> None:
    answer = post(client, "SELECT * {\n  ?首 ?p }", QUERY)
    assert answer.text.splitlines()[1:] == ["  ?首 ?p }", "  ^"]


def test_an_answer_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    parameters = urlencode({"query": ALL})
    first = get(client, parameters)
    known = get(client, parameters, **{"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (known.status_code, known.content) == (304, b"")
    assert get(client, parameters, **{"If-Modified-Since": first.headers["last-modified"]}).status_code == 304
    assert get(client, parameters, **{"If-Modified-Since": "nonsense"}).status_code == 200
    assert get(client, parameters + "&format=csv", **{"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("known", ["*", "TAG", "WEAK", '"x", WEAK'])
def test_a_tag_is_known_however_it_is_told(client: httpx.Client, known: str) -> None:
    tag = get(client, urlencode({"query": ALL})).headers["etag"]
    told = known.replace("WEAK", tag).replace("TAG", tag.removeprefix("W/"))
    assert get(client, urlencode({"query": ALL}), **{"If-None-Match": told}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [("/sparql?query=SELEC", 400), ("/graphs?graph=urn:none", 404), ("/sparql?query=ASK%7B%7D&format=xls", 406)],
)
def test_what_is_refused_is_refused_to_those_who_have_an_answer_too(
    client: httpx.Client, path: str, status: int
) -> None:
    assert client.get(path, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}).status_code == status


@pytest.mark.parametrize(
    "accept", ["application/json;q=nan", "application/json;q=-1", "text/csv;q=0, application/json"]
)
def test_a_weight_that_is_none_is_not_heeded(client: httpx.Client, accept: str) -> None:
    answer = get(client, urlencode({"query": ALL}), Accept=accept)
    assert answer.headers["content-type"] == "application/json"


def test_a_graph_that_is_given_twice_is_asked_once(client: httpx.Client) -> None:
    count = "SELECT (COUNT(*) AS ?x) { ?s ?p ?o }"
    assert values(get(client, dataset([0, 0], [], query=count))) == ["2"]


def test_an_answer_that_changes_each_time_has_no_tag(client: httpx.Client) -> None:
    answer = get(client, urlencode({"query": "SELECT (UUID() AS ?x) {}"}))
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_what_is_downloaded_from_a_page_is_asked_of_the_graphs_that_the_page_was(client: httpx.Client) -> None:
    page = get(client, dataset([0], [], query=ALL), Accept="text/html")
    link = next(part for part in page.text.split('"') if part.startswith("sparql?") and "format=json" in part)
    assert values(client.get(f"/{unescape(link)}")) == [GRAPHS[0]]


def test_head_gives_the_head_of_the_answer_alone(client: httpx.Client) -> None:
    answer = client.head(f"/sparql?{urlencode({'query': ALL, 'format': 'csv'})}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert client.head("/sparql?query=ASK").status_code == 400


@pytest.mark.parametrize(
    ("path", "methods"), [("/sparql", "GET, HEAD, POST, OPTIONS"), ("/graphs", "GET, HEAD, OPTIONS")]
)
def test_options_tells_what_may_be_done(client: httpx.Client, path: str, methods: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.headers["allow"]) == (204, methods)


def test_pages_of_any_site_may_ask(client: httpx.Client) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    before = client.options("/sparql", headers={**asked, "Access-Control-Request-Headers": "content-type"})
    assert before.headers["access-control-allow-origin"] == "*"
    assert "content-type" in before.headers["access-control-allow-headers"].lower()
    for parameters in ({"query": ALL}, {"query": "SELEC"}):
        answer = get(client, urlencode(parameters), Origin="https://example.org")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]


def test_what_a_client_can_unpack_is_packed(client: httpx.Client) -> None:
    query = "SELECT ?n { VALUES ?n { " + "1 2 3 4 5 6 7 8 9 " * 500 + "} }"
    packed = get(client, urlencode({"query": query}), **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.json()["results"]["bindings"]) == 4500
    assert "content-encoding" not in get(client, urlencode({"query": query}), **{"Accept-Encoding": ""}).headers


def test_a_whole_graph_can_be_had(client: httpx.Client) -> None:
    for parameters, size in (("default", 4), (urlencode({"graph": GRAPHS[0]}), 2)):
        answer = client.get(f"/graphs?{parameters}", headers={"Accept": "application/n-triples"})
        assert len(list(parse(answer.content, RdfFormat.N_TRIPLES))) == size


@pytest.mark.parametrize(
    ("method", "parameters", "status"),
    [
        ("GET", "", 400),
        ("GET", "default&graph=urn:x", 400),
        ("GET", "graph=urn:none", 404),
        ("GET", "graph=none", 400),
        ("GET", "default&format=excel", 406),
        ("PUT", "default", 405),
        ("POST", "default", 405),
        ("DELETE", "default", 405),
    ],
)
def test_a_graph_that_cannot_be_had_or_changed_is_refused(
    client: httpx.Client, method: str, parameters: str, status: int
) -> None:
    assert client.request(method, f"/graphs?{parameters}").status_code == status


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    graph = Graph().parse(data=client.get("/sparql").text, format="turtle")
    (service,) = graph.subjects(RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == URIRef(f"{client.base_url}/sparql")
    assert {str(name) for name in graph.objects(None, sd.name)} == set(GRAPHS)
    assert {str(form).rpartition("/")[2] for form in graph.objects(service, sd.resultFormat)} >= {"Turtle", "N3"}
    assert not list(graph.objects(service, sd.feature))


def test_the_dataset_is_described_with_its_true_counts(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "application/rdf+xml"})
    graph, dataset = Graph().parse(data=answer.text, format="xml"), URIRef(DATASET)
    counts = {
        name: int(str(graph.value(dataset, VOID[name]))) for name in ("triples", "classes", "properties", "entities")
    }
    assert counts == {"triples": 4, "classes": 1, "properties": 2, "entities": 3}
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{client.base_url}/sparql")
    for distribution in graph.objects(dataset, DCAT.distribution):
        url = graph.value(distribution, DCAT.downloadURL)
        assert client.get(str(url)).status_code == 200


def test_health_says_from_which_build_it_answers(client: httpx.Client) -> None:
    told = client.get("/health").json()
    assert (told["status"], len(told["build"])) == ("ok", 32)


def test_a_host_that_is_none_is_not_told_on(served: Served) -> None:
    answer = httpx.get(served.sparql, headers={"Host": 'x"><script>'})
    assert (answer.status_code, answer.text) == (400, "the request names no host\n")


def test_the_home_leads_a_program_to_where_one_asks(client: httpx.Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "sparql")


PIECES = [
    "SELECT",
    "*",
    "{",
    "}",
    "?x",
    "a",
    "<urn:x>",
    "GRAPH",
    "\\u0000",
    "\x00",
    "首",
    "'",
    '"',
    "FILTER(",
    ")",
    "%",
    "&",
    "+",
]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map(" ".join),
    name=st.sampled_from(["query", "default-graph-uri", "named-graph-uri", "format", "graph", "default", "update"]),
    path=st.sampled_from(["/sparql", "/graphs", "/.well-known/void", "/health", "/"]),
)
def test_whatever_is_asked_the_server_is_not_at_fault(client: httpx.Client, path: str, name: str, text: str) -> None:
    assert client.get(f"{path}?{urlencode({name: text})}").status_code < 500
    assert client.get(f"{path}?{name}={quote(text, safe='%&+=')}").status_code < 500
    assert client.post("/sparql", content=text.encode(errors="replace"), headers=QUERY).status_code < 500
