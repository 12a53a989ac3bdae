"""The page of the text of a report: all of it in its order, what it names, what was read out of it, and the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store
from small_graphs import HEAD

from cebgraph.describe import all_facts, fact_of
from cebgraph.iris import BASE, compact_iri
from cebgraph.model.report import BlockKind
from cebgraph.pages.labels import Labels
from cebgraph.pages.marks import Kind, Mark
from cebgraph.pages.passage import Link, Note, Piece, Words, marked
from cebgraph.pages.places import place_of, words_anchor
from cebgraph.pages.report import is_text, report_page
from cebgraph.palette import FAMILIES
from cebgraph.pipeline import Build
from cebgraph.summary import in_memory

TEXT = BASE + "report/E-2021-47/zh"
MARKUP = "<img src=x onerror=alert(1)>"
SMALL = f"""
<document/r> a ceb:Document ; rdfs:label "甲文件"@zh .
<report/r/zh> a undo:DocumentVersion ; rdfs:label "{MARKUP}"@zh ; prov:specializationOf <document/r> .
<report/r/en> a undo:DocumentVersion ; rdfs:label "R"@en ; prov:specializationOf <document/r> .
<report/r/zh/chapter/1> a ceb:Section ; dcterms:isPartOf <report/r/zh> ; ceb:number "一" ; ceb:text "{MARKUP}"@zh .
<report/r/zh/paragraph/10> a ceb:Paragraph ; dcterms:isPartOf <report/r/zh/chapter/1> ; ceb:text "丙"@zh .
<report/r/zh/paragraph/9> a ceb:Paragraph ; dcterms:isPartOf <report/r/zh/chapter/1> ; ceb:text "甲{MARKUP}"@zh .
"""


class Reading(HTMLParser):
    """The text of a page by the element that holds it: those with an id, and the further pieces of words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.held: dict[str, str] = defaultdict(str)
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "a":
            assert "a" not in [name.partition(" ")[0] for name in self._open], "a link in a link"
            self.links.append(about.get("href") or "")
        if "id" in about:
            self.ids.append(about["id"] or "")
        if tag not in {"input", "link", "meta", "rect"}:
            words = about.get("data-words") if tag == "span" else None
            self._open.append(f"{tag} {about.get('id') or words or ''}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"input", "link", "meta", "rect"}:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(name.startswith("sup ") for name in self._open):  # the mark of a note is no part of the text
            for name in self._open:
                self.held[name.partition(" ")[2]] += data


def address_of(iri: str) -> str:
    return f"../page/{iri.removeprefix(BASE)}" if iri.startswith(BASE) else iri


def graph(turtle: str) -> Store:
    store = Store()
    store.load((HEAD + turtle).encode(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def store(overview: Build) -> Store:
    return in_memory(overview.quads)


@pytest.fixture(scope="module", params=["en", "zh"])
def page(store: Store, request: pytest.FixtureRequest) -> str:
    return report_page(store, TEXT, request.param, address_of, "../")


def test_every_part_stands_on_the_page_with_its_whole_text(overview: Build, page: str) -> None:
    shown = Reading(page)
    for block in overview.extractions[0].report.blocks:
        if block.kind not in {BlockKind.LINKS, BlockKind.FURNITURE}:
            assert block.text in shown.held[block.id.replace("/", "-")]


def test_parts_stand_in_the_order_of_the_report_and_notes_with_their_paragraph(overview: Build, page: str) -> None:
    report = overview.extractions[0].report
    hangs = {anchor.note: anchor.block for anchor in report.anchors}
    ids = Reading(page).ids
    told = [
        block.id.replace("/", "-") for block in report.blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.CHAPTER}
    ]
    assert [name for name in ids if name in told] == told
    assert len(hangs) > 1
    for note, block in hangs.items():
        at = ids.index(note.replace("/", "-"))
        before = next(name for name in reversed(ids[:at]) if name.startswith(("paragraph", "figure", "chapter")))
        assert before == block.replace("/", "-")


def test_every_quote_of_a_fact_leads_to_exactly_its_words(store: Store, page: str) -> None:
    shown = Reading(page)
    quotes = {quote for fact in all_facts(store) for quote in fact.quotes}
    assert len(quotes) > 1
    for quote in quotes:
        anchor = words_anchor(quote.annotation)
        assert shown.ids.count(anchor) == 1
        assert shown.held[anchor] == quote.text
    labels = Labels(store, "en", address_of)
    quote = next(iter(quotes))
    assert labels.words(quote.block, quote.annotation).href == f"{address_of(TEXT)}#{words_anchor(quote.annotation)}"


def test_every_statement_of_the_text_is_listed_with_its_rule_and_confidence(store: Store, page: str) -> None:
    for fact in all_facts(store):
        path = address_of(fact.statement)
        assert fact.rule
        assert re.search(
            rf'{re.escape(path)}".*?<code translate="no">{re.escape(fact.rule)}</code>.*?{fact.confidence:.2f}',
            page,
            re.DOTALL,
        )


def test_what_is_named_is_a_link_in_the_colour_of_its_family(page: str) -> None:
    assert f'<a class="name bodies" href="{address_of(BASE + "body/hlcm")}"' in page
    assert f'<a class="name works" href="{address_of(BASE + "document/CEB/2020/1/Add.1")}"' in page


@pytest.mark.parametrize("key", FAMILIES)
def test_a_family_has_the_colours_of_the_palette(key: str) -> None:
    css = Path("src/cebgraph/pages/thing.css").read_text(encoding="utf-8")
    assert f".{key} {{ color: {FAMILIES[key].ink}; background: {FAMILIES[key].tint}; }}" in css


def test_a_text_without_positions_is_ordered_by_number_and_its_markup_is_text() -> None:
    html = report_page(graph(SMALL), BASE + "report/r/zh", "en", address_of)
    assert [name for name in Reading(html).ids if name.startswith("para")] == ["paragraph-9", "paragraph-10"]
    assert MARKUP not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 3


def test_the_texts_of_one_document_lead_to_each_other() -> None:
    html = report_page(graph(SMALL), BASE + "report/r/zh", "en", address_of)
    assert address_of(BASE + "report/r/en") in Reading(html).links


@pytest.mark.parametrize(("iri", "is_one"), [(TEXT, True), (f"{TEXT}/paragraph/9", False), ("no iri", False)])
def test_what_is_a_text_is_known_by_its_class(store: Store, iri: str, is_one: bool) -> None:
    assert is_text(store, iri) is is_one


@pytest.mark.parametrize(
    ("iri", "anchor"),
    [
        (f"{TEXT}/paragraph/17", "paragraph-17"),
        (f"{TEXT}/summary", "summary"),
        (TEXT, None),
        (f"{BASE}body/hlcm", None),
        (f"{TEXT}/paragraph/17#x", None),
    ],
)
def test_a_place_is_known_by_its_iri(iri: str, anchor: str | None) -> None:
    place = place_of(iri)
    assert (place and place.anchor) == anchor


@st.composite
def marks(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    """Make a text and marks in it that nest, cross, touch, and reach beyond its end."""
    text = draw(st.text("甲乙丙<&", max_size=12))
    places = st.tuples(st.integers(0, 14), st.integers(0, 14)).map(sorted)
    found = set()
    for number, (start, end) in enumerate(draw(st.lists(places, max_size=12))):
        kind = draw(st.sampled_from(Kind))
        if start < end or kind is Kind.NOTE:
            ends = (start, start) if kind is Kind.NOTE else (start, end)
            body = f"{BASE}report/r/zh/footnote/{number}" if kind is Kind.NOTE else f"{BASE}body/{number}"
            found.add(Mark(*ends, kind, body, f"{BASE}annotation/{number}"))
    return text, tuple(sorted(found))


def flat(pieces: Iterable[Piece], within: tuple[Piece, ...] = ()) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Give the texts of some pieces, each with the pieces that hold it."""
    for piece in pieces:
        if isinstance(piece, str):
            yield piece, within
        elif isinstance(piece, Note):
            assert not any(isinstance(holder, Link) for holder in within), "a link in a link"
        else:
            assert not (isinstance(piece, Link) and any(isinstance(holder, Link) for holder in within))
            yield from flat(piece.pieces, (*within, piece))


@given(marks())
def test_a_marked_text_is_the_text_and_each_mark_holds_its_own_words(made: tuple[str, tuple[Mark, ...]]) -> None:
    text, given_marks = made
    store = graph(f"<report/r/zh/paragraph/1> ceb:text {_literal(text)} .")
    labels = Labels(store, "en", address_of)
    (passage,) = marked(f"{BASE}report/r/zh/paragraph/1", given_marks, labels)
    told = list(flat(passage.pieces))
    assert "".join(words for words, _ in told) == text
    held: Mapping[str, str] = defaultdict(str)
    for words, holders in told:
        for anchor in {holder.anchor for holder in holders if isinstance(holder, Words)}:
            held[anchor] += words  # type: ignore[index]
    for mark in given_marks:
        if mark.kind is Kind.STATEMENT and mark.end <= len(text):
            assert held[words_anchor(mark.annotation)] == text[mark.start : mark.end]


def _literal(text: str) -> str:
    return f'"{text}"@zh'


def test_a_long_text_with_very_many_marks_is_read_at_once() -> None:
    count = 20_000
    text = "甲乙丙丁" * count
    many = [Mark(4 * n, 4 * n + 2, Kind.THING, f"{BASE}body/a", f"{BASE}annotation/{n}") for n in range(count)]
    many += [
        Mark(4 * n + 1, 4 * n + 6, Kind.STATEMENT, f"{BASE}s/{n}", f"{BASE}annotation/s{n}") for n in range(count - 1)
    ]
    store = graph(f"<report/r/zh/paragraph/1> ceb:text {_literal(text)} .")
    (passage,) = marked(f"{BASE}report/r/zh/paragraph/1", sorted(many), Labels(store, "en", address_of))
    assert len(passage.pieces) > count


def test_a_fact_knows_its_rule_and_what_marks_its_words(store: Store) -> None:
    fact = next(fact for fact in all_facts(store) if compact_iri(fact.predicate.iri) == "ceb:endorsed")
    assert fact_of(store, NamedNode(fact.statement)).rule.startswith("endorsed.")
    assert all(quote.annotation.startswith(f"{BASE}annotation/") for quote in fact.quotes)
