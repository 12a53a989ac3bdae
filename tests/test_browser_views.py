"""The acts in time and the matrix of goals in a real browser; what they looked like is in build/screenshots.

Neither has a script of its own: all is done with one and without.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import PHONE, SHOTS, launched, violations, watched
from playwright.sync_api import Browser, Page, expect
from servers import serving

from cebgraph.pipeline import Build
from cebgraph.store import write_store

VIEWS = ("timeline", "goals")
SCREENS = {"phone": PHONE, "desk": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched("search.js") as browser:
        yield browser


@pytest.fixture(scope="module")
def address(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("views")
    write_store(overview.quads, folder / "store")
    with serving(folder / "store", log=folder / "log") as server:
        yield server.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from watched(browser.new_page(base_url=address, viewport=SCREENS["desk"], locale="en-US"), address, [])


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A browser without JavaScript."""
    page = browser.new_page(base_url=address, java_script_enabled=False, viewport=PHONE, locale="en-US")
    yield from watched(page, address, [])


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_room_on_any_screen_and_shuts_nobody_out(page: Page, view: str, language: str, screen: str) -> None:
    page.set_viewport_size(SCREENS[screen])  # type: ignore[arg-type]
    page.goto(f"/{view}?lang={language}")
    page.screenshot(path=SHOTS / f"{view}-{screen}-{language}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["width"]
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    assert violations(page) == []


@pytest.mark.parametrize("query", ["who=body/hlcp", "who=none"])
def test_a_filtered_timeline_shuts_nobody_out(page: Page, query: str) -> None:
    page.goto(f"/timeline?{query}")
    assert violations(page) == []


@pytest.mark.parametrize(("view", "name"), [("timeline", "Timeline"), ("goals", "Goals")])
def test_the_graph_leads_to_the_views_beside_it(page: Page, view: str, name: str) -> None:
    page.goto("/graph")
    page.get_by_role("navigation", name="Views").get_by_role("link", name=name).click()
    page.wait_for_url(f"**/{view}")
    assert page.get_by_role("link", name=name, exact=True).get_attribute("aria-current") == "page"


def test_the_timeline_is_filtered_without_a_script_and_in_the_other_language_too(plain: Page) -> None:
    plain.goto("/timeline")
    plain.get_by_role("combobox", name="Who").select_option("body/hlcp")
    plain.get_by_role("combobox", name="Act").select_option("ceb:held")
    plain.get_by_role("button", name="Show").click()
    expect(plain.locator(".count")).to_contain_text("4 of 47")
    plain.get_by_role("button", name="中文").click()
    expect(plain.locator(".count")).to_contain_text("47 项有日期的行为中的 4 项")
    plain.get_by_role("link", name="显示全部").click()
    expect(plain.locator(".lanes a[href^='#']")).to_have_count(47)


def test_a_mark_of_the_timeline_leads_with_the_keyboard_to_the_words(page: Page) -> None:
    page.goto("/timeline?who=body/ceb&act=ceb:endorsed&year=2020")
    mark = page.locator(".lanes a[href^='#']").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("li:target blockquote").first).to_be_in_viewport()


def test_bodies_without_statements_are_shown_when_asked_for_without_a_script(plain: Page) -> None:
    plain.goto("/goals")
    rows = plain.locator("tbody").first.locator("tr:visible")
    expect(rows).to_have_count(2)
    plain.get_by_label("also the 27 bodies without any").check()
    expect(rows).to_have_count(29)


def test_a_number_of_the_matrix_leads_to_its_statements(page: Page) -> None:
    page.goto("/goals")
    page.get_by_role("link", name="2 statements: UN-Water, Goal 6").click()
    expect(page.locator(".cell:target li")).to_have_count(2)
    page.locator(".cell:target").get_by_text("Why this counts").first.click()
    expect(page.locator(".cell:target details[open]")).to_contain_text("supports")


def test_the_wide_table_is_scrolled_with_the_keyboard(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/goals")
    region = page.get_by_role("region", name="Numbers of statements")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert region.evaluate("one => one.scrollLeft") > 0
