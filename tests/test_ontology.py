"""The ontology is complete in both languages, and its page shows all of it, alone and the same every time."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from cebgraph.cli import commands
from cebgraph.iris import BASE, ONTOLOGY, PREFIXES, compact_iri
from cebgraph.resources.ontology import load_ontology
from cebgraph.site import turtle_bytes
from cebgraph.site.diagrams import text_width
from cebgraph.site.facts import gather
from cebgraph.site.groups import FAMILIES, OTHERS
from cebgraph.site.page import Page, make_page, render_page
from cebgraph.site.terms import Term

LANGUAGES = ("en", "zh")
HEADER = "https://w3id.org/cebgraph/ontology"
EDTF = "http://id.loc.gov/datatypes/edtf/"

TRIPLES = load_ontology().triples
FACTS = gather(TRIPLES)
OWN = sorted(
    {t.subject.value for t in TRIPLES if isinstance(t.subject, NamedNode) and t.subject.value.startswith(ONTOLOGY)}
)
ACTS = FACTS.naming("rdf:type", "skos:Concept")
REUSED = sorted(
    {subject for subject, predicate in FACTS.values if predicate == "rdfs:label" and not subject.startswith("ceb:")}
)


def said(name: str, predicate: str) -> dict[str, str]:
    """Return the texts of a term for a property, by language."""
    values = FACTS.values.get((name, predicate), ())
    return {value.language or "": value.value for value in values if isinstance(value, Literal)}


def lacking(names: list[str] | tuple[str, ...], *predicates: str) -> list[str]:
    """Return which text of which term is missing."""
    return [
        f"{name} {predicate} @{language}"
        for name in names
        for predicate in predicates
        for language in LANGUAGES
        if not said(name, predicate).get(language)
    ]


def iris(triple: Triple) -> set[str]:
    return {node.value for node in (triple.subject, triple.predicate, triple.object) if isinstance(node, NamedNode)}


# The ontology


def test_every_term_of_our_own_is_named_and_defined_in_both_languages() -> None:
    assert OWN
    assert not lacking([compact_iri(iri) for iri in OWN], "rdfs:label", "skos:definition")


@pytest.mark.parametrize("iri", OWN, ids=compact_iri)
def test_every_term_of_our_own_has_an_example_that_uses_it(iri: str) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in (PREFIXES | {"edtf": EDTF}).items())
    examples = said(compact_iri(iri), "skos:example").values()
    assert examples
    for example in examples:
        read = parse(prefixes + example, format=RdfFormat.TURTLE, base_iri=BASE)
        assert iri in set().union(*(iris(quad.triple) for quad in read))


def test_every_act_is_named_and_told_of_by_one_property() -> None:
    assert ACTS
    assert not lacking(ACTS, "skos:prefLabel", "skos:definition")
    assert {act: len(FACTS.naming("ceb:semantics", act)) for act in ACTS} == dict.fromkeys(ACTS, 1)


def test_the_header_is_complete() -> None:
    wanted = (
        *("owl:versionIRI", "owl:versionInfo", "dcterms:license", "dcterms:creator", "dcterms:created"),
        *("dcterms:modified", "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri"),
    )
    assert not [predicate for predicate in wanted if not FACTS.text(HEADER, predicate)]
    assert not lacking([HEADER], "dcterms:title", "dcterms:description", "skos:changeNote")
    prefix = FACTS.text(HEADER, "vann:preferredNamespacePrefix")
    assert PREFIXES[prefix] == FACTS.text(HEADER, "vann:preferredNamespaceUri")


def test_no_term_of_our_own_is_used_but_not_defined() -> None:
    declared = {subject for subject, predicate in FACTS.values if predicate == "rdf:type"}
    used = {compact_iri(iri) for triple in TRIPLES for iri in iris(triple)}
    assert not {name for name in used if name.startswith(("ceb:", "ceb-act:"))} - declared


def test_reused_terms_say_in_both_languages_what_they_are_for() -> None:
    assert REUSED
    assert not lacking(REUSED, "rdfs:label", "skos:scopeNote")


def test_every_class_has_a_family() -> None:
    assert not [group.title for group in make_page(TRIPLES).classes if group.key == OTHERS]


# The page


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]


class Elements(HTMLParser):
    """The elements of a page in order, and those that are not closed as they should be."""

    VOID = frozenset({"meta", "link", "br", "img", "line", "rect", "path"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(f"{tag} at {self.getpos()}")


@cache
def page() -> Page:
    return make_page(TRIPLES)


@cache
def html() -> str:
    return render_page(page())


@cache
def elements() -> Elements:
    return Elements(html())


def anchors() -> Counter[str]:
    return Counter(element.attributes["id"] for element in elements().found if "id" in element.attributes)


def test_the_page_shows_every_term_once_under_what_its_iri_ends_with() -> None:
    expected = [*(iri.removeprefix(ONTOLOGY) for iri in OWN), *ACTS, *REUSED]
    assert {name: anchors()[name] for name in expected} == dict.fromkeys(expected, 1)
    assert all(f">{iri}</a>" in html() for iri in OWN)


def test_no_anchor_stands_twice_and_every_link_within_the_page_leads_somewhere() -> None:
    assert anchors().most_common(1)[0][1] == 1
    links = {element.attributes["href"] for element in elements().found if "href" in element.attributes}
    assert not {link for link in links if link.startswith("#") and link[1:] not in anchors()}


def test_the_page_is_well_formed() -> None:
    assert elements().faults == []
    assert elements().open == []


def test_headings_leave_out_no_level() -> None:
    levels = [int(element.tag[1]) for element in elements().found if re.fullmatch(r"h\d", element.tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_what_is_in_one_language_says_in_which() -> None:
    classes = [(e.attributes.get("class"), e.attributes.get("lang")) for e in elements().found]
    assert {lang for name, lang in classes if name == "en"} == {"en"}
    assert {lang for name, lang in classes if name == "zh"} == {"zh"}
    assert classes.count(("en", "en")) == classes.count(("zh", "zh"))


def luminance(colour: str) -> float:
    """Return how light a colour is, as the Web Content Accessibility Guidelines reckon it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_family_is_dark_on_light() -> None:
    pairs = re.findall(r"--ink: (#\w{6}); --tint: (#\w{6});", html())
    assert len(pairs) > len(FAMILIES)
    for ink, tint in pairs:
        assert (luminance(tint) + 0.05) / (luminance(ink) + 0.05) >= 4.5


def test_no_request_leaves_the_page() -> None:
    loading = {"link", "script", "img", "iframe", "image", "use", "object", "source"}
    for element in elements().found:
        if element.tag in loading:
            assert not {"src", "href", "xlink:href", "data"} & set(element.attributes), element
    assert "default-src 'none'" in html()
    assert not re.search(r"url\(\s*[\"']?(?!#)|@import|fetch\(|XMLHttpRequest", html())


def test_relations_are_told_from_both_ends() -> None:
    rows = {name: {row.title.en: row.names for row in term.rows} for name, term in terms().items()}
    assert rows["ceb:Work"]["Subclasses"] == ("ceb:Document", "ceb:Initiative")
    assert "ceb:Body" in rows["ceb:Document"]["Disjoint with"]
    assert "ceb:Document" in rows["ceb:Body"]["Disjoint with"]
    assert rows["ceb:endorsed"]["Inverse"] == ("ceb:endorsedBy",)
    assert rows["ceb:endorsedBy"]["Inverse"] == ("ceb:endorsed",)
    assert rows["ceb:endorsed"]["Tells of"] == ("ceb-act:endorsement",)
    assert "ceb:endorsed" in rows["ceb:Body"]["Subject of"]
    assert "ceb:requested" in rows["ceb:regarding"]["Used with"]


def terms() -> dict[str, Term]:
    return {term.name: term for group in (*page().classes, *page().properties) for term in group.terms}


def test_every_class_is_drawn_with_its_names_inside_its_box() -> None:
    boxes = [box for tree in page().trees for box in tree.boxes]
    assert {box.name for box in boxes} == {name for name in FACTS.naming("rdf:type", "owl:Class") if "ceb:" in name}
    for tree in page().trees:
        for box in tree.boxes:
            assert text_width(box.label.en + box.label.zh) < box.width
            assert box.x + box.width <= tree.width
            assert box.y + box.height <= tree.height


def test_the_core_pattern_fits_its_drawing_and_no_boxes_meet() -> None:
    boxes = page().pattern.boxes
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= page().pattern.width
        assert box.y + box.height <= page().pattern.height
        for other in boxes:
            apart = abs(box.centre[0] - other.centre[0]) > (box.width + other.width) / 2
            assert box is other or apart or abs(box.centre[1] - other.centre[1]) > box.height


# The files


def run(directory: Path) -> Result:
    return CliRunner().invoke(commands, ["ontology", str(directory)], prog_name="cebgraph")


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def test_the_same_ontology_gives_the_same_bytes(tmp_path: Path) -> None:
    """The second time in a process of its own, and over what is there."""
    directory = tmp_path / "a" / "ontology"
    assert run(directory).exit_code == 0
    first = contents(directory)
    assert set(first) == {"index.html", "cebgraph.ttl"}
    done = subprocess.run([sys.executable, "-m", "cebgraph", "ontology", directory], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert contents(directory) == first


def test_the_turtle_file_is_the_whole_ontology_sorted() -> None:
    content = turtle_bytes(TRIPLES)
    read = [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]
    assert set(read) == set(TRIPLES)
    assert len(read) == len(TRIPLES)
    assert [str(triple.subject) for triple in read] == sorted(str(triple.subject) for triple in TRIPLES)
    assert b"\nceb:endorsed a owl:ObjectProperty ;\n" in content
    assert b"prefix sh:" not in content


@pytest.mark.parametrize("name", ["notes.txt", "index.html", "cebgraph.ttl"])
def test_the_files_of_others_are_left_as_they_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 1
    assert f"cebgraph: error: {tmp_path}: holds files" in result.stderr
    assert contents(tmp_path) == {name: b"mine"}


def test_a_file_is_no_place_for_the_page(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.touch()
    result = run(place)
    assert result.exit_code == 1
    assert result.stderr == f"cebgraph: error: {place}: is a file (name a directory)\n"


# In a browser


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed to open the page in")
CLICK = '<script>document.querySelector("[data-choose=zh]").click()</script>'


def opened(file: Path, profile: Path, locale: str) -> list[Element]:
    """Return the elements of a page after its script has run in a browser."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    tongue = [f"--lang={locale}", f"--accept-lang={locale}"]
    command = [CHROMIUM or "", *flags, *tongue, "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return Elements(done.stdout).found


def shown_language(found: list[Element]) -> dict[str, str]:
    return next(element.attributes for element in found if element.tag == "html")


@in_browser
@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh"), ("en-US", "en"), ("fr-FR", "en")])
def test_the_page_is_shown_in_the_language_of_its_reader(tmp_path: Path, locale: str, language: str) -> None:
    assert run(tmp_path / "ontology").exit_code == 0
    found = opened(tmp_path / "ontology" / "index.html", tmp_path / "profile", locale)
    assert shown_language(found) == {"lang": language, "data-language": language}
    pressed = [element for element in found if element.attributes.get("aria-pressed") == "true"]
    assert [button.attributes["data-choose"] for button in pressed] == [language]


@in_browser
def test_the_language_that_was_chosen_is_kept(tmp_path: Path) -> None:
    plain, clicked = tmp_path / "plain.html", tmp_path / "clicked.html"
    plain.write_text(html(), encoding="utf-8")
    clicked.write_text(html().replace("</body>", CLICK + "</body>"), encoding="utf-8")
    for file in (clicked, plain):
        assert shown_language(opened(file, tmp_path / "profile", "en-US"))["lang"] == "zh"
