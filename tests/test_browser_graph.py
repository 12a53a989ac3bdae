"""What a person does with the graph to explore, done in a real browser; what it looked like is in build/screenshots.

As in test_browser: no request may leave the server, and the browser may complain of nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import combinations
from math import dist
from pathlib import Path
from urllib.parse import parse_qs, urlparse
from xml.etree import ElementTree as ET

import pytest
from browsing import MARKUP, PHONE, SHOTS, launched, violations, watched
from playwright.sync_api import Browser, Locator, Page, expect
from pyoxigraph import Literal, NamedNode, Quad
from servers import serving

from cebgraph.iris import BASE, expand
from cebgraph.pages.assets import POLICY
from cebgraph.pipeline import Build
from cebgraph.store import write_store

HLCM = "High-level Committee on Management"
TRAP = NamedNode(BASE + "body/trap")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched("explore.js") as browser:
        yield browser


@pytest.fixture(scope="module")
def address(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the shipped report, and of a body whose name is a trap."""
    trap = [
        Quad(TRAP, NamedNode(expand("rdf:type")), NamedNode(expand("ceb:Body"))),
        Quad(TRAP, NamedNode(expand("rdfs:label")), Literal(MARKUP, language="en")),
    ]
    folder = tmp_path_factory.mktemp("graph")
    write_store([*overview.quads, *trap], folder / "store")
    with serving(folder / "store", log=folder / "log") as server:
        yield server.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900}, locale="en-US")
    yield from watched(page, address, [])


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from watched(browser.new_page(base_url=address, viewport=PHONE, locale="zh-CN"), address, [])


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A browser without JavaScript."""
    page = browser.new_page(base_url=address, java_script_enabled=False, viewport=PHONE, locale="en-US")
    yield from watched(page, address, [])


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def asked(page: Page) -> dict[str, list[str]]:
    """Return what the address of the page asks for."""
    return parse_qs(urlparse(page.url).query)


def seek(page: Page, text: str) -> None:
    page.get_by_label("Find in the graph").last.fill(text)
    page.get_by_role("button", name="Show", exact=True).click()


def keep(page: Page, name: str) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=SHOTS / f"{name}.png")


def test_the_whole_graph_is_drawn_and_what_is_planned_only_when_asked_for(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("link", name="Graph", exact=True).click()
    expect(page.locator("#status")).to_have_text("218 things, 240 links shown")
    keep(page, "explore-whole")
    page.get_by_label("also what is planned").check()
    expect(page.locator("#status")).to_have_text("218 things, 247 links shown")
    page.get_by_label("coordination bodies").uncheck()
    expect(page.locator("#status")).not_to_contain_text("218 things")


def test_a_thing_is_found_by_its_acronym_or_either_name_and_told_with_quotes(page: Page) -> None:
    page.goto("/graph")
    for text in ("HLCM", HLCM, "管理问题高级别委员会"):
        seek(page, text)
        expect(panel(page).get_by_role("heading")).to_have_text(f"{HLCM} (HLCM)")
        assert asked(page) == {"thing": ["body/hlcm"], "view": ["whole"]}
    expect(panel(page).locator("blockquote").first).to_contain_text("E/2021/47")
    keep(page, "explore-panel")
    panel(page).get_by_role("link", name="Its page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(HLCM)


def test_the_page_of_a_thing_leads_to_its_surroundings_and_back_leads_back(page: Page) -> None:
    page.goto("/page/body/hlcm")
    page.get_by_role("link", name="See in the graph").click()
    expect(page.locator("#status")).to_contain_text(f"{HLCM}. ")
    assert asked(page) == {"thing": ["body/hlcm"]}
    keep(page, "explore-near")
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator("#status")).to_contain_text("218 things")
    page.go_back()
    expect(page.locator("#status")).not_to_contain_text("218 things")
    page.reload()
    expect(page.get_by_role("button", name="Whole graph")).to_be_visible()


def test_a_thing_is_chosen_by_a_click_and_its_surroundings_shown_by_two(page: Page) -> None:
    page.goto("/graph")
    seek(page, "HLCP")
    page.get_by_role("button", name="Close").click()
    expect(panel(page)).to_be_hidden()
    seek(page, "HLCP")
    box = page.locator("#drawing").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.dblclick(x, y)
    expect(page.get_by_role("button", name="Whole graph")).to_be_visible()
    assert asked(page) == {"thing": ["body/hlcp"]}


def until_asked(page: Page, **wanted: list[str]) -> None:
    """Wait until the address of the page asks for something: the browser tells of it a little later."""
    page.wait_for_url(lambda url: parse_qs(urlparse(url).query) == wanted)


def shown(page: Page) -> int:
    """Return how many things are shown, once any are."""
    expect(page.locator("#status")).to_contain_text("shown")
    told = re.search(r"(\d+) things", page.locator("#status").text_content() or "")
    assert told
    return int(told[1])


def standing(page: Page) -> dict[str, tuple[float, float]]:
    """Return where the things that are shown stand, by their names, from the picture that is kept."""
    with page.expect_download() as svg:
        page.get_by_role("button", name="SVG").click()
    drawn = ET.fromstring(Path(svg.value.path()).read_text(encoding="utf-8"))  # noqa: S314  what we have just written
    texts = drawn.iter("{http://www.w3.org/2000/svg}text")
    return {text.text or "": (float(text.get("x", "")), float(text.get("y", ""))) for text in texts}


def test_what_is_opened_is_added_to_what_is_shown_without_moving_it_and_folded_up_again(page: Page) -> None:
    page.goto("/graph?thing=body/hlcm")
    first, places = shown(page), standing(page)
    panel(page).get_by_role("button", name="Human Resources Network").first.click()
    until_asked(page, thing=["body/hlcm/hrn"], open=["body/hlcm"])
    assert shown(page) == first
    panel(page).get_by_role("button", name="Add what is around it").click()
    until_asked(page, thing=["body/hlcm/hrn"], open=["body/hlcm", "body/hlcm/hrn"])
    both = standing(page)
    assert shown(page) > first
    assert {name: both[name] for name in places} == places
    assert min(dist(one, other) for one, other in combinations(both.values(), 2)) > 60
    keep(page, "explore-opened")
    page.reload()
    expect(panel(page).get_by_role("button", name="Fold it up again")).to_be_visible()
    assert standing(page) == both
    panel(page).get_by_role("button", name="Fold it up again").click()
    until_asked(page, thing=["body/hlcm/hrn"], open=["body/hlcm"])
    assert shown(page) == first
    page.go_back()
    expect(panel(page).get_by_role("button", name="Fold it up again")).to_be_visible()
    assert shown(page) == len(both)


def test_enter_opens_a_thing_beside_another_and_folds_it_up_again(page: Page) -> None:
    page.goto("/graph?thing=body/ceb&open=body/hlcm")
    first = shown(page)
    page.get_by_role("application").focus()
    page.keyboard.press("Enter")
    until_asked(page, thing=["body/ceb"], open=["body/hlcm", "body/ceb"])
    assert shown(page) > first
    page.keyboard.press("Enter")
    until_asked(page, thing=["body/ceb"], open=["body/hlcm"])
    assert shown(page) == first
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_contain_text("218 things")


def test_a_thing_that_only_what_was_folded_up_showed_is_chosen_no_longer(page: Page) -> None:
    page.goto("/graph?thing=body/un-water&open=body/hlcm&open=body/un-water")
    expect(panel(page)).to_be_visible()
    assert min(dist(one, other) for one, other in combinations(standing(page).values(), 2)) > 60
    panel(page).get_by_role("button", name="Fold it up again").click()
    until_asked(page, open=["body/hlcm"])
    expect(panel(page)).to_be_hidden()


def test_names_are_offered_while_one_writes(page: Page) -> None:
    page.goto("/graph")
    page.get_by_label("Find in the graph").last.press_sequentially("high-level c")
    expect(page.locator("#known option").first).to_have_attribute("value", re.compile("^High-level C"))
    assert page.locator("#known option").count() <= 20


def test_the_graph_of_the_report_is_drawn_within_a_second_and_a_half(page: Page) -> None:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        page.goto("/graph", wait_until="commit")
        page.locator("#status").filter(has_text="shown").wait_for(state="attached")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        took.append(time.perf_counter() - start)
    assert min(took) < 1.5


def test_all_is_done_with_the_keyboard(page: Page) -> None:
    page.goto("/graph?thing=body/hlcm&view=whole")
    drawing = page.get_by_role("application")
    drawing.focus()
    seen = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(asked(page)["thing"][0])
    assert len(seen) > 1
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Whole graph")).to_be_visible()
    for key in ("+", "-", "0", "Escape"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Whole graph")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    assert not asked(page)


def test_an_arrow_key_begins_with_the_thing_that_is_linked_most(page: Page) -> None:
    page.goto("/graph")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    expect(panel(page).get_by_role("heading")).to_contain_text("2020")


def test_what_is_shown_is_kept_as_a_picture(page: Page) -> None:
    page.goto("/graph?thing=body/hlcm")
    with page.expect_download() as png:
        page.get_by_role("button", name="PNG").click()
    assert Path(png.value.path()).read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as svg:
        page.get_by_role("button", name="SVG").click()
    drawn = ET.fromstring(Path(svg.value.path()).read_text(encoding="utf-8"))  # noqa: S314  what we have just written
    names = {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"HLCM", "CEB"} <= names


def test_a_name_with_markup_is_only_text(page: Page) -> None:
    page.goto("/graph?thing=body/trap")
    expect(panel(page).get_by_role("heading")).to_have_text(MARKUP)
    expect(panel(page)).to_contain_text("Nothing is said")


def test_the_language_is_changed_without_losing_the_thing(page: Page) -> None:
    page.goto("/graph?thing=body/hlcm")
    expect(panel(page)).to_be_visible()
    page.get_by_role("button", name="中文").click()
    expect(panel(page).get_by_role("heading")).to_contain_text("管理问题高级别委员会")


def test_a_phone_has_room_for_all(phone: Page) -> None:
    for path, name in (("/graph", "whole"), ("/graph?thing=body/hlcm", "near")):
        phone.goto(path)
        expect(phone.locator("#drawing canvas").first).to_be_visible()
        keep(phone, f"explore-phone-{name}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_a_script_the_page_lists_all_things(plain: Page) -> None:
    response = plain.goto("/graph?thing=body/hlcm")
    assert response
    assert response.headers["content-security-policy"] == POLICY
    expect(plain.locator(".begun")).to_have_text(f"About: {HLCM}")
    expect(plain.locator(".list li")).to_have_count(218)
    keep(plain, "explore-plain")
    plain.locator(".list").get_by_role("link", name=HLCM, exact=True).click()
    assert plain.url.endswith("/page/body/hlcm")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("query", ["", "thing=body/hlcm", "thing=none", "thing=body/ceb&open=body/hlcm&open=body/ceb"])
def test_axe_finds_nothing_that_shuts_anyone_out(page: Page, query: str, language: str) -> None:
    page.goto(f"/graph?lang={language}&{query}")
    expect(page.locator("#drawing canvas").first).to_be_visible()
    page.locator("#legend details").evaluate("one => { one.open = true }")
    assert violations(page) == []
