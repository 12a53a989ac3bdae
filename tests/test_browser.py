"""What a person does with the query page, done in a real browser; what it looked like is kept in build/screenshots.

Whatever a test does, no request may leave the server, and the browser may complain of nothing: the page is served
under the strict policy that it was made for.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from browsing import MARKUP, PHONE, SHOTS, launched, violations, watched
from playwright.sync_api import Browser, Locator, Page, expect
from pyoxigraph import Literal, NamedNode, Quad
from servers import serving

from cebgraph.iris import BASE, expand
from cebgraph.pipeline import Build
from cebgraph.store import write_store

TRAP = BASE + "body/trap"
REPORT = "/page/report/E-2021-47/zh"
LEADS = "SELECT ?leader ?led WHERE { ?leader ceb:leads ?led }"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched("sparql.js") as browser:
        yield browser


@pytest.fixture(scope="module")
def address(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the shipped report, and of a body whose name is a trap."""
    trap = Quad(NamedNode(TRAP), NamedNode(expand("rdfs:label")), Literal(MARKUP, language="en"))
    folder = tmp_path_factory.mktemp("browser")
    write_store([*overview.quads, trap], folder / "store")
    with serving(folder / "store", log=folder / "log") as server:
        yield server.address


@pytest.fixture
def faults() -> list[str]:
    """What the browser complains of; a test that expects some clears it."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, faults: list[str]) -> Iterator[Page]:
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900}, locale="en-US")
    yield from watched(page, address, faults)


@pytest.fixture
def plain(browser: Browser, address: str, faults: list[str]) -> Iterator[Page]:
    """A browser without JavaScript."""
    page = browser.new_page(base_url=address, java_script_enabled=False, viewport=PHONE, locale="en-US")
    yield from watched(page, address, faults)


def forgive_refusals(faults: list[str]) -> None:
    """Forget what the browser itself says of a query that could not be answered."""
    while (said := "Failed to load resource: the server responded with a status of 400 (Bad Request)") in faults:
        faults.remove(said)


def shown(page: Page, query: str, **others: str) -> None:
    """Open the page with a query."""
    page.goto("/sparql?" + urlencode({"query": query, **others}))


def editor(page: Page) -> Locator:
    return page.locator(".cm-content")


def written(page: Page) -> str:
    return page.locator("#query").input_value()


def write(page: Page, text: str) -> None:
    editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def accept_completion(page: Page, name: str) -> None:
    expect(page.get_by_role("option").first).to_contain_text(name)
    page.wait_for_timeout(120)  # the editor takes no key for a list that has only just appeared
    page.keyboard.press("Enter")


def keep(page: Page, name: str) -> None:
    page.screenshot(path=SHOTS / f"{name}.png")


def test_a_query_is_written_with_completion_asked_and_answered_in_a_table(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT ?body ?document { ?body ceb:endo")
    expect(page.get_by_role("option").first).to_contain_text("核可")
    keep(page, "completion")
    accept_completion(page, "ceb:endorsed")
    page.keyboard.type(" ?document ")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="rows")).to_be_visible()
    assert written(page).startswith("PREFIX ceb: <https://w3id.org/cebgraph/ontology#>\nSELECT")
    expect(page.get_by_role("columnheader")).to_have_count(2)
    assert "query=PREFIX+ceb" in page.url
    keep(page, "table")


@pytest.mark.parametrize(
    ("typed", "term"), [("批准", "ceb:approved"), ("机构", "ceb:Body"), ("altLab", "skos:altLabel")]
)
def test_a_term_is_proposed_by_its_name_in_either_language(page: Page, typed: str, term: str) -> None:
    page.goto("/sparql")
    write(page, "ASK { ?a ")
    page.keyboard.insert_text(typed)
    option = page.get_by_role("option").filter(has_text=term).first
    expect(option).to_be_visible()
    option.click()
    assert term in written(page).split("{")[1]


def test_nothing_is_proposed_in_comments_and_texts(page: Page) -> None:
    page.goto("/sparql")
    for text in ("# endorsed", 'ASK { ?a ?b "endorsed'):
        write(page, text)
        page.wait_for_timeout(300)
        expect(page.get_by_role("option")).to_have_count(0)


def test_a_prefix_is_declared_when_it_is_used_and_both_are_undone_at_once(page: Page) -> None:
    page.goto("/sparql", wait_until="networkidle")
    write(page, "ASK { ?a skos:")
    assert written(page).count("PREFIX") == 1
    page.keyboard.press("Control+z")
    assert "PREFIX" not in written(page)


def test_an_answer_is_drawn_as_a_graph_whose_things_lead_on(page: Page) -> None:
    shown(page, LEADS)
    page.get_by_role("button", name="Graph").click()
    drawing = page.get_by_role("img")
    expect(drawing).to_have_attribute("aria-label", "12 things, 8 links; the table tells the same")
    page.wait_for_timeout(300)
    keep(page, "graph")
    page.get_by_role("button", name="Nearer").click()
    page.get_by_role("button", name="All").click()
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_role("table")).to_be_visible()
    expect(drawing).to_be_hidden()


def test_a_thing_that_is_clicked_in_the_graph_is_told_and_opened(page: Page) -> None:
    shown(page, f"SELECT ?body {{ BIND(<{BASE}body/hlcm> AS ?body) }}")
    page.get_by_role("button", name="Graph").click()
    page.locator(".drawing canvas").first.wait_for()
    page.locator(".chosen").scroll_into_view_if_needed()
    box = page.locator(".drawing").bounding_box()
    assert box
    for above in range(0, 120, 10):  # the one thing stands above its name, both together in the middle
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - above)
    page.locator(".chosen").get_by_role("link", name="High-level Committee on Management").click()
    expect(page.get_by_role("heading", level=1, name="High-level Committee on Management")).to_be_visible()
    assert page.url.endswith("/page/body/hlcm")


@pytest.mark.parametrize(
    ("query", "format", "start"), [(LEADS, "CSV", "leader,led"), ("DESCRIBE ceb:Body", "Turtle", "@prefix")]
)
def test_an_answer_is_downloaded(page: Page, query: str, format: str, start: str) -> None:  # noqa: A002
    shown(page, query)
    with page.expect_download() as download:
        page.get_by_role("link", name=format).click()
    assert download.value.path().read_text(encoding="utf-8").startswith(start)


def test_an_example_is_asked_of_the_thing_that_one_names(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_placeholder("Find an example").fill("below a body")
    examples = page.get_by_role("navigation")
    expect(examples.get_by_role("listitem")).to_have_count(1)
    examples.get_by_text("Bodies below a body").click()
    examples.locator("details[open]").get_by_label("the body").fill("HLCM")
    keep(page, "example")
    examples.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", name="9 rows")).to_be_visible()
    assert f"<{BASE}body/hlcm>" in written(page)
    assert written(page).startswith("# Bodies below a body")


def test_an_example_without_values_is_asked_at_once_and_one_can_go_back(page: Page) -> None:
    shown(page, LEADS)
    page.get_by_role("link", name="Things by class").click()
    expect(page.get_by_role("columnheader", name="class")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("columnheader", name="leader")).to_be_visible()
    assert written(page) == LEADS


def test_a_name_that_nothing_has_is_told_with_names_near_it(page: Page, faults: list[str]) -> None:
    page.goto("/sparql")
    page.get_by_text("Bodies below a body").click()
    page.get_by_label("the body").last.fill("HLCX")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("nothing has the name 'HLCX'")
    assert written(page).startswith("SELECT ?committee"), "what was in the editor stays"
    forgive_refusals(faults)


def test_a_query_that_cannot_be_read_is_marked_where_that_begins(page: Page, faults: list[str]) -> None:
    page.goto("/sparql")
    write(page, "# 什么\nASK { ?s ?p ?o ?q ")
    page.get_by_role("button", name="Ask", exact=True).first.click()
    expect(page.get_by_role("heading", name="line 2")).to_be_visible()
    expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error")).to_be_visible()
    keep(page, "syntax-error")
    forgive_refusals(faults)


def test_the_page_is_in_chinese_too_and_keeps_the_query(page: Page) -> None:
    shown(page, LEADS)
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="8 行")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    assert written(page) == LEADS
    keep(page, "chinese")
    page.get_by_role("link", name="各类事物数目").click()
    expect(page.get_by_role("heading", name="行")).to_be_visible()
    page.goto("/sparql")
    expect(page.locator("html")).to_have_attribute("lang", "zh")


@pytest.mark.parametrize("query", [LEADS, "DESCRIBE ceb:Body", "SELECT * { nonsense }", ""])
def test_the_page_fits_a_telephone(page: Page, faults: list[str], query: str) -> None:
    page.set_viewport_size(PHONE)
    shown(page, query)
    editor(page).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    keep(page, f"telephone-{len(query)}")
    forgive_refusals(faults)


def test_without_javascript_the_page_is_a_form_and_a_table(plain: Page) -> None:
    plain.goto("/sparql")
    plain.get_by_label("Query in SPARQL").fill(LEADS)
    plain.get_by_role("button", name="Ask").first.click()
    expect(plain.get_by_role("heading", name="8 rows")).to_be_visible()
    keep(plain, "without-javascript")
    plain.get_by_role("button", name="中文").click()
    expect(plain.get_by_role("heading", name="8 行")).to_be_visible()
    assert written(plain) == LEADS
    plain.get_by_text("某机构的各级下属机构").click()
    plain.get_by_label("机构").last.fill("HLCM")
    plain.locator("details[open]").get_by_role("button").click()
    expect(plain.get_by_role("link", name="人力资源网")).to_be_visible()


def test_a_name_with_markup_in_it_is_shown_as_text(page: Page) -> None:
    shown(page, f"SELECT ?x ?name {{ BIND(<{TRAP}> AS ?x) ?x rdfs:label ?name }}")
    expect(page.get_by_role("link", name=MARKUP)).to_be_visible()
    expect(page.get_by_role("cell", name=MARKUP, exact=True)).to_be_visible()
    page.get_by_role("button", name="Graph").click()
    page.wait_for_timeout(300)
    assert page.locator("img").count() == 0


def test_a_table_is_sorted_by_the_column_that_is_clicked(page: Page) -> None:
    shown(page, "SELECT ?n { VALUES ?n { 9 10 1 } }")
    head = page.get_by_role("columnheader", name="n")
    for order, expected in (("ascending", ["1", "9", "10"]), ("descending", ["10", "9", "1"])):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", order)
        assert page.get_by_role("cell").all_inner_texts() == expected


def test_a_question_can_be_given_up(page: Page) -> None:
    page.goto("/sparql")
    page.route("**/sparql", lambda _: None)  # never answered
    page.locator(".run").click()
    expect(page.locator(".run")).to_have_text("Stop")
    page.locator(".run").click()
    expect(page.locator(".run")).to_have_text("Ask")
    expect(page.locator(".failure")).to_have_count(0)


def test_a_server_that_is_too_busy_is_told_in_its_own_words(page: Page, faults: list[str]) -> None:
    page.goto("/sparql")
    page.route("**/sparql", lambda route: route.fulfill(status=503, content_type="text/plain", body="too many queries"))
    page.locator(".run").click()
    expect(page.locator("#answer")).to_contain_text("too many queries")
    assert faults == ["Failed to load resource: the server responded with a status of 503 (Service Unavailable)"]
    faults.clear()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    shown(page, LEADS)
    editor(page).wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the query")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(editor(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("img")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "query"),
    [("start", ""), ("answer", LEADS), ("nothing", "ASK {}"), ("failure", "SELECT"), ("graph", "DESCRIBE ceb:Body")],
)
def test_axe_finds_nothing_that_shuts_anyone_out(
    page: Page, faults: list[str], name: str, query: str, language: str
) -> None:
    shown(page, query, lang=language)
    editor(page).click()
    if name == "graph":
        page.locator("[data-view=graph]").click()
        page.wait_for_timeout(300)
    page.locator("details").first.locator("summary").click()
    assert violations(page) == []
    forgive_refusals(faults)


JOURNEY = {
    "en": (
        "Committee on Manag",
        "High-level Committee on Management",
        "paragraph 28",
        "See in the graph",
        "as triples",
    ),
    "zh": ("管理问题高", "管理问题高级别委员会", "第 28 段", "在图中查看", "以三元组查看"),
}


@pytest.mark.parametrize("language", JOURNEY)
def test_a_newcomer_goes_from_a_search_to_a_fact_to_its_words_to_the_graph_to_sparql(page: Page, language: str) -> None:
    part, name, place, graph, triples = JOURNEY[language]
    page.goto(f"/page/body/ceb?lang={language}")
    page.get_by_role("combobox").fill(part)
    expect(page.get_by_role("option").first).to_contain_text(JOURNEY["zh"][1])
    keep(page, f"journey-1-search-{language}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    keep(page, f"journey-2-body-{language}")
    page.get_by_role("link", name=place).first.click()
    words = page.locator(".words:target")
    expect(words).to_be_in_viewport()
    expect(page.locator(".fact.chosen").first).to_contain_text(name)
    keep(page, f"journey-3-words-{language}")
    page.locator("#paragraph-28 a.name.bodies", has_text="数字和技术网").first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.get_by_role("link", name=graph).click()
    expect(page.locator("#panel")).to_contain_text(
        "数字和技术网" if language == "zh" else "Digital and Technology Network"
    )
    keep(page, f"journey-4-graph-{language}")
    page.go_back()
    page.get_by_role("link", name=triples).click()
    expect(page.locator("#answer")).to_contain_text("hlcm")
    keep(page, f"journey-5-sparql-{language}")


def place_of(page: Page, part: str, text: str) -> tuple[float, float]:
    """Return where a text stands in the window, that is no link."""
    page.locator(part).scroll_into_view_if_needed()
    x, y = page.evaluate(
        """([part, text]) => {
          const walker = document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); )
            if (node.data.includes(text) && !node.parentElement.closest("a")) {
              const range = document.createRange(), at = node.data.indexOf(text);
              range.setStart(node, at), range.setEnd(node, at + text.length);
              const box = range.getBoundingClientRect();
              return [box.x + box.width / 2, box.y + box.height / 2];
            }
        }""",
        [part, text],
    )
    return x, y


def test_the_front_page_leads_to_a_report_and_to_the_bodies_of_the_system(page: Page) -> None:
    page.goto("/?lang=en")
    keep(page, "front")
    page.get_by_role("link", name="High-level Committee on Management").click()
    expect(page.get_by_role("heading", level=1, name="High-level Committee on Management")).to_be_visible()
    page.get_by_role("link", name="cebgraph").click()
    page.locator("section[aria-labelledby=texts] a").first.click()
    expect(page.locator("#paragraph-17")).to_be_attached()


def test_the_words_of_a_report_open_the_facts_that_they_say(page: Page) -> None:
    page.goto(f"{REPORT}?lang=en")
    page.mouse.click(*place_of(page, "#paragraph-17", "核可"))
    expect(page.locator("#paragraph-17 .fact.chosen").first).to_contain_text("endorsed")
    expect(page.locator("#paragraph-17 .fact.chosen").first).to_contain_text("endorsed.")  # the rule
    assert page.locator("#paragraph-17 .words.lit").count() >= 1
    keep(page, "report")
    page.locator("#paragraph-18 summary").click()
    expect(page.locator("#paragraph-17 .drawn")).not_to_have_attribute("open", "")
    page.locator("#paragraph-18 .fact").first.hover()
    assert page.locator("#paragraph-18 .words.lit").count() >= 1


def test_one_steps_through_the_facts_of_a_report_by_button_and_key(page: Page) -> None:
    page.goto(f"{REPORT}?lang=en")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("status").last).to_contain_text("1 / ")
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("n")
    expect(page.locator("#step")).to_contain_text("2 / ")
    page.keyboard.press("p")
    expect(page.locator("#step")).to_contain_text("1 / ")
    page.keyboard.press("p")
    total = int(page.locator("#step").inner_text().split("/")[1])
    expect(page.locator("#step")).to_contain_text(f"{total} / {total}")
    page.locator("#property").select_option("ceb:endorsed")
    expect(page.locator(".fact.chosen")).to_contain_text("endorsed")
    assert page.locator(".words:target, .words.lit").first.is_visible()
    assert "#words-" in page.url


def test_a_family_is_marked_or_not_as_the_reader_likes(page: Page) -> None:
    page.goto(f"{REPORT}?lang=zh")
    name = page.locator("#paragraph-17 .name.bodies").first
    before = name.evaluate("node => getComputedStyle(node).backgroundColor")
    page.get_by_label("协调机构").uncheck()
    assert name.evaluate("node => getComputedStyle(node).backgroundColor") != before
    page.get_by_label("突出未产生事实的文字").check()
    keep(page, "report-silence")


def test_without_javascript_a_fact_of_a_report_leads_to_its_words(plain: Page) -> None:
    plain.goto(f"{REPORT}?lang=zh")
    plain.locator("#paragraph-17 summary").click()
    plain.locator("#paragraph-17 .fact").first.get_by_role("link", name="原文").click()
    expect(plain.locator(".words:target")).to_be_in_viewport()
    keep(plain, "report-without-javascript")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "path",
    [
        "body/hlcm",
        "document/CEB/2020/1/Add.1",
        "report/E-2021-47/zh/paragraph/17",
        "report/E-2021-47/zh",
        "?iri=http://metadata.un.org/sdg/6",
        "../",
    ],
)
def test_axe_finds_nothing_on_the_pages_of_things(page: Page, path: str, language: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/page{path}&lang={language}" if path.startswith("?") else f"/page/{path}?lang={language}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_a_telephone_the_answer_to_an_example_comes_into_view(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/sparql?lang=en")
    page.get_by_role("link", name="Bodies and what they are part of").click()
    expect(page.get_by_role("heading", name="rows")).to_be_in_viewport()
    page.get_by_text("Bodies below a body, at any depth").click()
    page.locator("details[open] input:not([type=hidden])").fill("HLCM")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="9 rows")).to_be_in_viewport()
