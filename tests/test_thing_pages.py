"""The page of a thing and that of a search as text: all that is known stands in it, escaped, in its language."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from cebgraph.errors import DataFileError
from cebgraph.iris import BASE, ONTOLOGY, PREFIXES, compact_iri, expand
from cebgraph.pages import assets
from cebgraph.pages.facts import SHOWN
from cebgraph.pages.goals import badge_of, contrast
from cebgraph.pages.thing import Found, search_page, thing_page
from cebgraph.pipeline import Build
from cebgraph.query import run_query
from cebgraph.resources import profiles
from cebgraph.resources.profiles import load_profiles
from cebgraph.resources.shapes import load_shapes
from cebgraph.summary import in_memory

LANGUAGES = ("en", "zh")
TYPE = NamedNode(expand("rdf:type"))
LABEL = NamedNode(expand("rdfs:label"))
MARKUP = "</script><img src=x onerror=alert(1)>"
ROOT = "../../"
HLCM = BASE + "body/hlcm"
GOAL = "http://metadata.un.org/sdg/10"
VOID = frozenset({"input", "link", "meta", "rect"})
PREAMBLE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@base <{BASE}> .\n"
STATEMENT = """
<body/a> a ceb:Board ; rdfs:label "A"@en . <document/b> a ceb:Document ; rdfs:label "B"@en .
<report/r/zh/paragraph/9> a ceb:Paragraph ; ceb:text "甲核可乙。"@zh .
<report/r/zh/paragraph/10> a ceb:Paragraph ; ceb:text "丙。"@zh .
<statement/1> a ceb:Statement ; rdf:subject <body/a> ; rdf:predicate ceb:endorsed ; rdf:object <document/b> ;
  ceb:status "planned" ; ceb:when "2020-05"^^xsd:gYearMonth ; ceb:pinpoint "23" ; ceb:rule "endorse.active" ;
  ceb:confidence 0.9 ; prov:wasDerivedFrom <report/r/zh/paragraph/9> ; ceb:evidence <annotation/1> .
<annotation/1> a oa:Annotation ; oa:hasBody <statement/1> ; oa:hasTarget <annotation/1#target> .
<annotation/1#target> oa:hasSource <report/r/zh/paragraph/9> ; oa:hasSelector <annotation/1#quote> .
<annotation/1#quote> oa:exact "甲核可乙" .
<annotation/2> a oa:Annotation ; oa:hasBody <body/a> ; oa:hasTarget <annotation/2#target> .
<annotation/2#target> oa:hasSource <report/r/zh/paragraph/9> ; oa:hasSelector <annotation/2#position> .
<annotation/2#position> oa:start 0 ; oa:end 1 .
"""


def address_of(iri: str) -> str:
    """Return the link to a page as a server might give it."""
    ours = iri.startswith(("https://w3id.org/cebgraph/", "http://metadata.un.org/sdg/"))
    return f"{ROOT}page/{quote(iri, safe='')}" if ours else iri


class Page(HTMLParser):
    """The elements of a page: what they hold, where they lead, and whether each is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.language = "zh" if '<html lang="zh">' in html else "en"
        self.links: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str]] = []
        self.languages: dict[str, str] = {}
        """The language in which each text stands."""
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes += given.items()
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag not in VOID:
            above = self._open[-1][1] if self._open else ""
            self._open.append((tag, given.get("lang", above)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if {"script", "title", "sup"} & {tag for tag, _ in self._open}:  # no part of what is read, nor of a text
            return
        self.text += data
        if data.strip():
            self.languages[data.strip()] = self._open[-1][1] if self._open else ""

    def json_ld(self) -> dict[str, object]:
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.html, re.DOTALL)
        assert found
        content: dict[str, object] = json.loads(found[1])
        return content


def listed(path: str) -> list[str]:
    """Return the values that a shape allows of a property."""
    shape = Store()
    shape.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in load_shapes())
    query = "SELECT ?value { ?s sh:path " + path + " ; sh:in/rdf:rest*/rdf:first ?value }"
    return [row["value"].value for row in run_query(shape, query)]  # type: ignore[union-attr, index]


def page(store: Store, iri: str, language: str = "en") -> Page:
    html = thing_page(store, iri, language, address_of, ROOT)
    assert html is not None
    return Page(html)


def graph(turtle: str) -> Store:
    store = Store()
    store.load((PREAMBLE + turtle).encode(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def store(overview: Build) -> Store:
    return in_memory(overview.quads)


def things(store: Store) -> list[str]:
    typed = store.quads_for_pattern(None, TYPE, None)
    found = {quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)}
    marks = [iri for iri in found if "/annotation/" in iri]
    return sorted(found - set(marks)) + sorted(marks)[::40]


def called(quad: Quad, language: str) -> str:
    """Return the value of a triple in the words of a reader."""
    value: str = getattr(quad.object, "value", "")
    names = load_profiles().values.get(compact_iri(quad.predicate.value), {})
    return names[value][language] if value in names else value


def missing(store: Store, iri: str, shown: Page) -> list[str]:
    """Return what is known of a thing and does not stand in its page."""
    text = re.sub(r"\s+", " ", shown.text)
    return [
        str(quad)
        for quad in store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph())
        if not (
            address_of(quad.object.value) in shown.links
            if isinstance(quad.object, NamedNode)
            else re.sub(r"\s+", " ", called(quad, shown.language)).strip() in text
        )
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_a_page_from_which_nothing_known_is_left_out(store: Store, language: str) -> None:
    found = things(store)
    assert len(found) > 500
    for iri in found:
        assert missing(store, iri, page(store, iri, language)) == [], iri


def test_what_names_a_thing_stands_in_its_page_too(store: Store) -> None:
    for iri in (HLCM, BASE + "body/ceb", BASE + "document/E/2021/47", ONTOLOGY + "Body"):
        links = page(store, iri).links
        incoming = {
            quad.subject.value
            for quad in store.quads_for_pattern(None, None, NamedNode(iri), DefaultGraph())
            if isinstance(quad.subject, NamedNode) and "/annotation/" not in quad.subject.value
        }
        assert {address_of(other) for other in incoming} <= set(links), iri


@pytest.mark.parametrize("iri", [BASE + "body/unheard-of", "no IRI", ""])
def test_what_the_graph_does_not_know_has_no_page(store: Store, iri: str) -> None:
    assert thing_page(store, iri, "en", address_of) is None


@pytest.mark.parametrize(
    ("language", "title", "parent"),
    [
        ("en", "High-level Committee on Management", "United Nations System Chief Executives Board for Coordination"),
        ("zh", "管理问题高级别委员会", "联合国系统行政首长协调理事会"),
    ],
)
def test_a_page_speaks_the_language_of_its_reader(store: Store, language: str, title: str, parent: str) -> None:
    shown = page(store, HLCM, language)
    assert re.search(rf"<h1>{title}\b", shown.html) or f"<h1>{title} " in shown.html
    assert shown.text.index(parent) < shown.text.rindex(title)
    assert shown.languages["管理高委会"] == "zh"
    assert shown.languages["CEB High-level Committee on Management"] == "en"


def test_no_chinese_word_of_an_english_page_stands_without_its_tag(store: Store) -> None:
    for iri in [thing for thing in things(store) if thing.startswith(BASE)][::5]:
        tags = {text: tag for text, tag in page(store, iri, "en").languages.items() if text != iri}
        assert [text for text, tag in tags.items() if re.search("[一-鿿]", text) and tag != "zh"] == [], iri


def test_properties_of_a_body_are_told_in_words(store: Store) -> None:
    shown = page(store, HLCM, "en")
    assert "has part" in shown.text
    assert "org:subOrganizationOf" not in shown.text
    assert "Place in the system" in shown.text
    assert "Other" not in shown.text


def test_a_document_leads_to_where_it_can_be_read(store: Store) -> None:
    assert "https://undocs.org/A/RES/67/226" in page(store, BASE + "document/A/RES/67/226").links


def test_a_goal_has_its_number_on_its_colour(store: Store) -> None:
    shown = page(store, GOAL)
    assert ("fill", "#dd1367") in shown.attributes
    assert badge_of("http://metadata.un.org/sdg/6.1").number == "6.1"  # type: ignore[union-attr]
    assert badge_of(HLCM) is None


@pytest.mark.parametrize("number", range(1, 18))
def test_the_number_of_a_goal_can_be_read_on_its_colour(number: int) -> None:
    badge = badge_of(f"http://metadata.un.org/sdg/{number}")
    assert badge
    assert contrast(badge.ink, badge.colour) >= 4.5


@pytest.mark.parametrize(("language", "status"), [("en", "planned"), ("zh", "计划中")])
@pytest.mark.parametrize("iri", ["body/a", "document/b", "statement/1", "report/r/zh/paragraph/9"])
def test_a_fact_comes_with_its_qualifiers_status_words_and_place(iri: str, language: str, status: str) -> None:
    shown = page(graph(STATEMENT), BASE + iri, language)
    for words in (status, "2020-05", "23", "甲核可乙"):
        assert words in shown.text
    assert shown.languages["甲核可乙"] == "zh"
    if "paragraph" not in iri:
        assert f"{address_of(BASE + 'report/r/zh')}#words-1" in shown.links
    if "statement" not in iri:
        assert address_of(BASE + "statement/1") in shown.links


def test_every_value_that_the_shapes_allow_has_a_name() -> None:
    paths = {"ceb:status", "ceb:mode", "ceb:role"}
    allowed = {(path, value) for path in paths for value in listed(path)}
    assert allowed == {(path, value) for path, names in load_profiles().values.items() for value in names}


def test_a_statement_tells_how_it_was_found() -> None:
    shown = page(graph(STATEMENT), BASE + "statement/1")
    assert "endorse.active" in shown.text
    assert "0.9" in shown.text


def test_a_paragraph_links_what_it_names_and_leads_to_the_next() -> None:
    shown = page(graph(STATEMENT), BASE + "report/r/zh/paragraph/9", "en")
    assert re.search(r'<a class="name others" href="[^"]+" title="A">甲</a>核可乙。', shown.html)
    assert ("rel", "next") in shown.attributes
    assert ("rel", "prev") not in shown.attributes
    assert address_of(BASE + "report/r/zh/paragraph/10") in shown.links


def test_overlapping_names_in_a_text_leave_the_text_as_it_is(store: Store) -> None:
    for iri in (thing for thing in things(store) if re.search(r"/(paragraph|footnote)/\d+$", thing)):
        found = re.search(r'<p class="passage"[^>]*>(.*?)</p>', page(store, iri, "zh").html, re.DOTALL)
        text = next(store.quads_for_pattern(NamedNode(iri), NamedNode(expand("ceb:text")), None)).object
        assert found
        assert isinstance(text, Literal)
        assert Page(found[1]).text == text.value


def test_the_path_of_parents_ends_where_parents_go_in_a_circle() -> None:
    circle = "<body/a> org:subOrganizationOf <body/b> . <body/b> org:subOrganizationOf <body/c> ."
    shown = page(graph(f"{circle} <body/c> org:subOrganizationOf <body/a> ."), BASE + "body/a")
    path = re.search(r'<nav class="crumbs".*?</nav>', shown.html, re.DOTALL)
    assert path
    assert Page(path[0]).links == [address_of(BASE + "body/c"), address_of(BASE + "body/b")]


def test_a_fact_that_is_also_a_plain_triple_is_told_once_with_its_proof() -> None:
    done = STATEMENT.replace('ceb:status "planned" ; ', "") + "<body/a> ceb:endorsed <document/b> ."
    assert page(graph(done), BASE + "body/a").links.count(address_of(BASE + "document/b")) == 1


@pytest.mark.parametrize(("language", "first"), [("en", "English 中文 العربية"), ("zh", "中文 English العربية")])
def test_names_in_the_language_of_the_reader_come_first(store: Store, language: str, first: str) -> None:
    languages = re.findall(r"<dt[^>]*>([^<]*)</dt>", page(store, GOAL, language).html)
    assert " ".join(languages).startswith(first)


def test_of_very_many_things_that_say_the_same_the_first_are_shown_and_the_rest_counted() -> None:
    many = " ".join(f"<body/{number}> org:subOrganizationOf <body/a> ." for number in range(SHOWN + 7))
    shown = page(graph(many + "<body/a> a ceb:Body ."), f"{BASE}body/a")
    assert sum(link.startswith(address_of(BASE + "body/")) for link in shown.links) == SHOWN
    assert re.search(r"and\s+7\s+more", shown.text)


def test_a_class_lists_its_things_and_how_many_there_are() -> None:
    many = " ".join(f"<body/{number}> a ceb:Body ." for number in range(SHOWN + 7))
    shown = page(graph(many + "ceb:Body a owl:Class ."), ONTOLOGY + "Body")
    assert sum(link.startswith(address_of(BASE + "body/")) for link in shown.links) == SHOWN
    assert str(SHOWN + 7) in shown.text


def test_a_statement_of_an_unknown_property_comes_last_under_other() -> None:
    shown = page(
        graph('<body/a> a ceb:Body ; <http://example.org/colour> "blue" ; foaf:homepage <http://a.org/> .'),
        f"{BASE}body/a",
    )
    assert shown.text.index("Other") > shown.text.index("http://a.org/")
    assert "blue" in shown.text


def test_search_engines_are_told_what_it_is(store: Store) -> None:
    told = page(store, HLCM).json_ld()
    assert told["@type"] == "Organization"
    assert told["@id"] == HLCM
    assert {"@language": "zh", "@value": "管理问题高级别委员会"} in told["name"]  # type: ignore[operator]
    assert told["parentOrganization"]["@id"] == BASE + "body/ceb"  # type: ignore[index]
    assert told["url"] == "https://unsceb.org/hlcm"


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])).map(Literal),
    st.just(Literal(MARKUP, language="zh")),
    st.sampled_from(["javascript:alert(1)", "http://a.org/?q='\"&lt;", BASE + "body/é", GOAL, "urn:x:y"])
    .filter(lambda iri: '"' not in iri)
    .map(NamedNode),
    st.just(BlankNode("b")),
)
PROPERTIES = st.sampled_from(
    [
        "rdfs:label",
        "skos:altLabel",
        "ceb:acronym",
        "ceb:symbol",
        "ceb:text",
        "ceb:endorsed",
        "foaf:page",
        "dcterms:date",
    ]
)


@given(st.lists(st.tuples(PROPERTIES, VALUES), min_size=1, max_size=6), st.sampled_from(LANGUAGES))
def test_whatever_a_graph_holds_is_shown_and_nothing_of_it_is_run(
    known: list[tuple[str, Literal | NamedNode | BlankNode]], language: str
) -> None:
    node = NamedNode(BASE + "body/a")
    store = Store()
    store.extend(Quad(node, NamedNode(expand(name)), value) for name, value in known)
    shown = page(store, node.value, language)
    assert shown.json_ld()["@id"] == node.value
    assert not [name for name, _ in shown.attributes if name.startswith("on") or name == "style"]
    assert not [link for link in shown.links if link.startswith(("javascript:", "urn:"))]
    text = re.sub(r"\s+", " ", shown.text)
    for name, value in known:
        if isinstance(value, Literal):
            assert re.sub(r"\s+", " ", value.value).strip() in text, name


def test_what_a_search_found_leads_to_its_page_and_the_words_stay() -> None:
    found = [Found(HLCM, MARKUP, "zh", "HLCM", ("committee",)), Found(GOAL, "Reduce inequality")]
    shown = Page(search_page(found, MARKUP, "en", address_of, ROOT))
    assert {address_of(HLCM), address_of(GOAL)} <= set(shown.links)
    assert ("value", MARKUP) in shown.attributes
    assert shown.languages[MARKUP] == "zh"
    assert "onerror" not in dict(shown.attributes)


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing has a name like this"), ("zh", "没有名称与此相近")])
def test_a_search_in_vain_says_what_may_be_asked(language: str, words: str) -> None:
    assert words in search_page([], "xyz", language, address_of)
    assert words not in search_page([], "", language, address_of)


def test_what_the_pages_load_is_there(store: Store) -> None:
    wanted = set(re.findall(r'(?:href|src)="\.\./\.\./assets/([^"]+)"', page(store, HLCM).html))
    assert {"design.css", "frame.css", "thing.css", "icon.svg"} <= wanted
    assert all(assets.asset(name) for name in wanted)


def test_every_property_that_a_page_shows_has_a_name_in_both_languages(store: Store) -> None:
    for language, iri in ((language, iri) for iri in things(store)[::7] for language in LANGUAGES):
        titles = re.findall(r"<h3>\s*<(?:a|span)[^>]*>([^<]*)<", page(store, iri, language).html)
        assert [title for title in titles if ":" in title or title.startswith("←")] == [], iri


FAULTS = [
    ("profiles", "properties: [ceb:leads,", "properties: [ceb:leds,", "no such term 'ceb:leds'"),
    ("profiles", "classes: [ceb:Post]", "classes: [Post]", "no such term 'Post'"),
    ("profiles", "groups: [claim,", "groups: [clam,", "no such group 'clam'"),
    ("profiles", "    schema: Role", "    shema: Role", "no such key 'shema'"),
    ("names", "[creator, 作者]", "[creator]", "must have an English and a Chinese name"),
    ("values", "ceb:mode:", "ceb:mood:", "no such term 'ceb:mood'"),
    ("goals", "'#e5243b'", "red", "must be a number with a colour"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[3])
def test_a_fault_of_the_files_is_told_with_its_place(
    fault: tuple[str, str, str, str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, right, wrong, told = fault
    place = tmp_path / "data" / "pages"
    place.mkdir(parents=True)
    for file in (root / "data" / "pages").iterdir():
        text = file.read_text(encoding="utf-8")
        place.joinpath(file.name).write_text(
            text.replace(right, wrong) if file.stem == name else text, encoding="utf-8"
        )
    monkeypatch.setattr(profiles, "folder", lambda _: tmp_path / "data")
    load_profiles.cache_clear()
    try:
        with pytest.raises(DataFileError, match=re.escape(told)) as refused:
            load_profiles()
    finally:
        load_profiles.cache_clear()
    assert re.search(rf"data/pages/{name}\.yaml:\d+: ", str(refused.value))
