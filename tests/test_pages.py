"""The query page as text: what stands in it for each answer, in each language, and what can never stand in it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, RdfFormat, Store, serialize

from cebgraph.errors import CebgraphError, QueryError
from cebgraph.iris import BASE, expand
from cebgraph.pages import assets
from cebgraph.pages.cells import cell_of
from cebgraph.pages.names import Names, names_query, read_names
from cebgraph.pages.outcomes import ROWS, Table, Verdict, read_graph, read_results, things_in
from cebgraph.pages.sparql import Asked, language_of, sparql_page
from cebgraph.pages.vocabulary import examples_json, terms_json
from cebgraph.query import named_queries, run_query, written
from cebgraph.resources.ontology import load_ontology

BODY = BASE + "body/hlcm"
MARKUP = "<img src=x onerror=alert(1)>"
LANGUAGES = ("en", "zh")


@pytest.fixture
def store() -> Store:
    """Two names of one body."""
    store = Store()
    store.extend(
        Quad(NamedNode(BODY), NamedNode(expand("rdfs:label")), Literal(name, language=language))
        for name, language in (("高级别管理委员会", "zh"), ("High-level Committee on Management", "en"))
    )
    return store


def answered(store: Store, query: str) -> tuple[Table | Verdict, Names]:
    """Return what a page shows of an answer, and the names in it."""
    answer = run_query(store, query)
    if isinstance(answer, QueryTriples):
        outcome: Table | Verdict = read_graph(serialize(answer, format=RdfFormat.N_TRIPLES) or b"")
    else:
        outcome = read_results(written(answer, "json").encode())
    return outcome, read_names(written(run_query(store, names_query(things_in(outcome))), "json").encode())


def page(store: Store, query: str, language: str = "en") -> str:
    outcome, names = answered(store, query)
    return sparql_page(Asked(query, language), outcome, names)


class Elements(HTMLParser):
    """The elements of a page, and the text in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def bindings(*values: str, cut: int = 0) -> bytes:
    rows = [{"x": {"type": "literal", "value": value}} for value in values]
    content = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": rows}}).encode()
    return content[: len(content) - cut]


@pytest.mark.parametrize(
    ("language", "name"), [("en", "High-level Committee on Management"), ("zh", "高级别管理委员会")]
)
def test_a_thing_is_called_by_its_name_in_the_language_of_the_page(store: Store, language: str, name: str) -> None:
    shown = page(store, "SELECT DISTINCT ?body { ?body rdfs:label ?name }", language)
    assert f'data-iri="{BODY}" data-ask>{name}</a>' in shown
    assert "<small>body/hlcm</small>" in shown


def test_a_name_in_another_language_than_the_page_says_so(store: Store) -> None:
    store.remove(Quad(NamedNode(BODY), NamedNode(expand("rdfs:label")), Literal("高级别管理委员会", language="zh")))
    shown = page(store, "SELECT DISTINCT ?body { ?body rdfs:label ?name }", "zh")
    assert 'lang="en" data-ask>High-level Committee on Management</a>' in shown


@pytest.mark.parametrize(
    ("total", "cut", "language", "counted"),
    [
        (0, 0, "en", "0 rows"),
        (1, 0, "en", "1 row"),
        (1, 0, "zh", "1 行"),
        (ROWS, 0, "en", "1,000 rows"),
        (ROWS + 1, 0, "en", "The first 1,000 of 1,001 rows"),
        (ROWS + 1, 0, "zh", "1,001 行中的前 1,000 行"),
        (ROWS + 1, 30, "en", "The first 1,000 rows of a large answer"),
        (3, 20, "en", "The first 2 rows of a large answer"),
    ],
)
def test_a_page_says_how_many_rows_there_are_and_how_many_it_shows(
    total: int, cut: int, language: str, counted: str
) -> None:
    outcome = read_results(bindings(*map(str, range(total)), cut=cut))
    assert isinstance(outcome, Table)
    assert len(outcome.rows) <= ROWS
    assert f">{counted}</h2>" in sparql_page(Asked("SELECT", language), outcome).replace("（答案过大，未全部读取）", "")


@pytest.mark.parametrize(("language", "words"), [("en", ("Yes", "No")), ("zh", ("是", "否"))])
@pytest.mark.parametrize("holds", [True, False])
def test_the_answer_to_ask_is_yes_or_no(holds: bool, language: str, words: tuple[str, str]) -> None:
    assert f">{words[not holds]}</h2>" in sparql_page(Asked("ASK {}", language), Verdict(holds))


def test_a_graph_is_a_table_of_triples_and_is_had_as_turtle(store: Store) -> None:
    shown = page(store, f"DESCRIBE <{BODY}>")
    assert "<table data-triples>" in shown
    assert ">2 triples</h2>" in shown
    assert "format=turtle" in shown
    assert "format=csv" not in shown


def test_a_graph_can_be_read_from_turtle_too() -> None:
    assert read_graph(b"@prefix ceb: <x:> . ceb:a ceb:b ceb:c .", RdfFormat.TURTLE).total == 1


def test_an_answer_without_rows_says_so(store: Store) -> None:
    assert "Nothing in the graph fits the query." in page(store, "SELECT * { ?s ceb:leads ?o }")


def test_a_query_that_cannot_be_read_is_shown_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(store, "SELECT * {\n  ?s ?p\n}")
    shown = sparql_page(Asked("SELECT * {\n  ?s ?p\n}"), caught.value)
    assert 'data-line="2" data-column="3"' in shown
    assert "The query cannot be read: line 2, column 3" in shown
    assert "\n  ^</pre>" in shown
    assert "无法解析查询：第 2 行，第 3 列" in sparql_page(Asked("", "zh"), caught.value)


def test_an_error_in_words_alone_has_no_place() -> None:
    shown = sparql_page(Asked("SELECT"), CebgraphError("nothing has the name ‘X’", hint="near it: Y"))
    assert "nothing has the name ‘X’ (near it: Y)" in shown
    assert "data-line" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", named_queries())
def test_every_query_of_the_library_is_in_the_page_in_its_language(name: str, language: str) -> None:
    query = named_queries()[name]
    shown = Elements(sparql_page(Asked(language=language)))
    assert (query.title_zh if language == "zh" else query.title) in shown.text
    asked = [
        values for tag, values in shown.found if tag == "a" and values.get("href") == f"sparql?example={name}#answer"
    ]
    inputs = {values.get("name") for tag, values in shown.found if tag == "input"}
    assert bool(asked) != bool(query.params)
    assert set(query.params) <= inputs


def test_the_values_of_an_example_stay_in_its_form() -> None:
    shown = sparql_page(Asked(example="reports-to", values={"above": 'HL"CM'}), CebgraphError("unknown"))
    assert "<details open>" in shown
    assert 'value="HL&#34;CM"' in shown


HOSTILE = st.one_of(
    st.sampled_from([MARKUP, "</textarea><script>alert(1)</script>", '"><script>alert(1)</script>', "{{ 7 * 7 }}"]),
    st.text(),
)


@given(text=HOSTILE, language=st.sampled_from(LANGUAGES))
def test_what_comes_from_the_graph_or_a_reader_is_only_text(text: str, language: str) -> None:
    names = {BODY: {"en": text}}
    table = Table((text,), ((NamedNode(BODY),), (Literal(text),), (None,)), 3)
    plain = Elements(sparql_page(Asked("x", language), Table(("x",), table.rows, 3), {BODY: {"en": "x"}}))
    shown = Elements(sparql_page(Asked(text, language, "reports-to", {"above": text}), table, names))
    tags = [tag for tag, _ in shown.found]
    assert sorted(tags) == sorted(tag for tag, _ in plain.found)
    assert not [name for _, values in shown.found for name in values if name.startswith("on")]
    assert tags.count("script") == sum(map(assets.is_built, ("search.js", "sparql.js")))


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "urn:x", "file:///etc/passwd"])
def test_an_iri_that_is_no_address_of_the_web_is_no_link(iri: str) -> None:
    assert cell_of(NamedNode(iri), {}, "en").href == ""


def test_a_page_of_the_web_opens_without_telling_where_from() -> None:
    cell = cell_of(NamedNode("https://undocs.org/E/2021/47"), {}, "en")
    assert (cell.href, cell.outside) == ("https://undocs.org/E/2021/47", True)


def test_a_thing_leads_where_the_server_says() -> None:
    assert cell_of(NamedNode(BODY), {}, "en", lambda iri: iri.removeprefix(BASE)).href == "body/hlcm"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_script_or_a_style_of_its_own(language: str) -> None:
    for tag, values in Elements(sparql_page(Asked(language=language))).found:
        assert "style" not in values
        assert tag != "style"
        assert tag != "script" or values["src"] in {"assets/search.js", "assets/sparql.js"}


def test_every_file_that_the_page_loads_is_there() -> None:
    shown = sparql_page(Asked())
    for name in re.findall(r'(?:href|src)="assets/([^"]+)"', shown):
        assert assets.asset(name), name


@pytest.mark.parametrize("name", ["", ".", "../iris.py", "/etc/passwd", "sparql.html", "package.json", "answers.py"])
def test_no_other_file_is_an_asset(name: str) -> None:
    assert assets.asset(name) is None


def test_without_the_editor_the_page_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "_BUILT", tmp_path)
    shown = sparql_page(Asked())
    assert "make assets" in shown
    assert "<script" not in shown
    assert assets.asset("sparql.css")


def test_the_terms_are_all_those_of_the_ontology_with_their_names_in_both_languages() -> None:
    content = json.loads(terms_json())
    terms = {term["name"]: term for term in content["terms"]}
    properties = {name for name in load_ontology().properties if name.startswith("ceb:")}
    assert properties | {f"ceb:{name}" for name in load_ontology().classes} <= set(terms)
    assert [name for name, term in terms.items() if not all(term["label"].values())] == []
    assert terms["ceb:Committee"]["kind"] == "class"
    assert terms["ceb:endorsed"]["label"] == {"en": "endorsed", "zh": "核可"}
    assert {name.partition(":")[0] for name in terms} <= set(content["prefixes"])


def test_the_examples_are_the_library() -> None:
    examples = {example["name"]: example for example in json.loads(examples_json())}
    assert set(examples) == set(named_queries())
    (param,) = examples["reports-to"]["params"]
    assert param == {"name": "above", "meaning": {"en": "the body: HLCM, 管理问题高级别委员会", "zh": "机构"}}


@pytest.mark.parametrize(
    ("given_language", "cookie", "accept", "language"),
    [
        ("zh", "en", "en", "zh"),
        ("", "zh", "en", "zh"),
        ("", "", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "", "en;q=0.8, zh;q=0.9", "zh"),
        ("", "", "zh;q=0, en", "en"),
        ("", "", "fr", "en"),
        ("<script>", "??", ";;;q=x,", "en"),
    ],
)
def test_the_language_is_that_of_the_address_then_of_the_cookie_then_of_the_browser(
    given_language: str, cookie: str, accept: str, language: str
) -> None:
    assert language_of(given_language, cookie, accept) == language


def test_names_are_asked_for_once_for_each_thing(store: Store) -> None:
    outcome, names = answered(store, "SELECT ?body ?name { ?body rdfs:label ?name }")
    assert things_in(outcome) == (BODY,)
    assert names == {BODY: {"en": "High-level Committee on Management", "zh": "高级别管理委员会"}}
    assert read_names(b'{"head": {"vars": []}, "results": {"bindings": []}}') == {}
    assert "VALUES ?thing {  }" in names_query([])


def test_the_libraries_of_the_browser_are_pinned_and_name_no_server(root: Path) -> None:
    web = root / "src" / "cebgraph" / "web"
    package = json.loads((web / "package.json").read_text())
    lock = json.loads((web / "package-lock.json").read_text())
    wanted = {**package["dependencies"], **package["devDependencies"]}
    locked = {place.removeprefix("node_modules/"): entry for place, entry in lock["packages"].items() if place}
    assert [version for version in wanted.values() if not re.fullmatch(r"[\d.]+", version)] == []
    assert {name: locked[name]["version"] for name in wanted} == wanted
    assert [name for name, entry in locked.items() if "resolved" in entry or not entry.get("integrity")] == []
