"""What a person does with a published site, in a real browser: opened from the disk, and from a server of files.

No request may leave the site, and the browser may complain of nothing. What it looked like is in build/screenshots.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from threading import Thread

import pytest
from browsing import PHONE, ROOT, SHOTS, launched, violations, watched
from playwright.sync_api import Browser, Page, expect

from cebgraph.pages.assets import POLICY
from cebgraph.pipeline import Build
from cebgraph.publishing import plan, put, site_files
from cebgraph.publishing.names import names_script
from cebgraph.reconcile.names import index_names
from cebgraph.reconcile.suggest import entities_like
from cebgraph.store import open_store, write_store

MATCHING = ROOT / "src" / "cebgraph" / "web" / "matching.js"
HLCM = "High-level Committee on Management"


class Files(SimpleHTTPRequestHandler):
    """A host of files with the policy that the rules for hosts set."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, *_: object, **__: object) -> None:
        """Tell what is not there on the page of the site, as hosts do."""
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched("find.js") as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store and the site of the shipped report."""
    folder = tmp_path_factory.mktemp("published")
    write_store(overview.quads, folder / "store")
    put(site_files(plan(open_store(folder / "store"), "zh")), folder / "site")
    return folder


@pytest.fixture(scope="module")
def hosted(folder: Path) -> Iterator[str]:
    """The site on a server of files."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder / "site"))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module", params=["disk", "host"])
def address(request: pytest.FixtureRequest, folder: Path, hosted: str) -> str:
    """Where the site is: on the disk, or on a server."""
    return hosted if request.param == "host" else f"{(folder / 'site').as_uri()}/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from watched(browser.new_page(viewport={"width": 1280, "height": 900}), address, [])


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from watched(browser.new_page(viewport=PHONE), address, [])


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A browser without JavaScript."""
    yield from watched(browser.new_page(java_script_enabled=False, viewport=PHONE), address, [])


def keep(page: Page, name: str) -> None:
    page.screenshot(path=SHOTS / f"site-{name}.png")


def test_a_person_goes_from_page_to_page_in_both_languages(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    keep(page, "front-zh")
    page.locator(".tree a[href='zh/body/hlcm.html']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("管理问题高级别委员会")
    keep(page, "body-zh")
    page.get_by_role("link", name="English").click()
    assert page.url == f"{address}en/body/hlcm.html"
    keep(page, "body-en")
    page.get_by_role("link", name="cebgraph").click()
    assert page.url == f"{address}en.html"
    keep(page, "front-en")


def test_a_fact_leads_to_its_words_in_the_report_and_on_to_the_next(page: Page, address: str) -> None:
    page.goto(f"{address}en/body/hlcm.html")
    page.get_by_role("link", name="paragraph 28").first.click()
    expect(page.locator(".words:target")).to_be_in_viewport()
    expect(page.locator(".fact.chosen")).to_have_count(1)
    before = page.url
    page.keyboard.press("n")
    expect(page.locator("#step")).to_contain_text(" / ")
    assert page.url != before
    keep(page, "report")


def test_the_search_proposes_things_and_leads_to_the_one_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}en/body/hlcm/hrn.html")
    page.get_by_role("combobox").press_sequentially("hlcm")
    expect(page.get_by_role("option").first).to_contain_text(HLCM)
    keep(page, "suggestions")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/body/hlcm.html")
    page.get_by_role("link", name="中文").click()
    page.get_by_role("combobox").press_sequentially("人力资源")
    page.get_by_role("option", name="人力资源网").first.click()
    page.wait_for_url("**/zh/**")


@pytest.mark.parametrize("sought", ["Comittee on Managment", "管理问题", "resolution 75/233", "联合国開發計劃署"])
def test_the_search_finds_what_the_live_search_finds_in_its_order(
    page: Page, address: str, folder: Path, sought: str
) -> None:
    page.goto(f"{address}en.html")
    page.get_by_role("combobox").fill(sought)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Search: {sought}")
    expect(page.locator("#results li").first).to_be_visible()
    shown = page.locator("#results li").evaluate_all("items => items.map(item => item.dataset.thing)")
    assert shown == [one.id for one in islice(entities_like(index_names(open_store(folder / "store")), sought), 50)]
    keep(page, "results")
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"查找：{sought}")


def test_what_has_no_such_name_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}search-zh.html?q=zzzzqqqq")
    expect(page.locator("#none")).to_be_visible()
    expect(page.locator("#all")).to_be_hidden()


def test_the_graph_is_drawn_and_begins_with_the_thing_that_one_comes_from(page: Page, address: str) -> None:
    page.goto(f"{address}en/body/hlcm.html")
    page.get_by_role("link", name="See in the graph").click()
    expect(page.locator("#drawing canvas").first).to_be_visible()
    expect(page.locator("#status")).to_contain_text(f"{HLCM}. ")
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator("#status")).to_contain_text("217 things")
    keep(page, "graph")
    page.go_back()
    expect(page.get_by_role("button", name="Whole graph")).to_be_visible()
    page.locator("#panel").get_by_role("link", name="Its page").click()
    page.wait_for_url("**/en/body/hlcm.html")
    page.get_by_role("link", name="Graph", exact=True).click()
    expect(page.locator("#status")).to_contain_text("217 things")


@pytest.mark.parametrize(
    "name",
    ["index", "en", "search-zh", "search-en", "graph-zh", "timeline-en", "goals-zh", "zh/body/hlcm", "statement"],
)
def test_a_phone_has_room_for_all(phone: Page, address: str, folder: Path, name: str) -> None:
    statement = next((folder / "site" / "en" / "statement").iterdir()).stem
    phone.goto(f"{address}{f'en/statement/{statement}' if name == 'statement' else name}.html")
    keep(phone, f"phone-{name.replace('/', '-')}")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_host_without_rules_leads_from_a_thing_to_its_page(browser: Browser, hosted: str) -> None:
    page = browser.new_page()
    page.goto(f"{hosted}id/body/hlcm")
    page.wait_for_url(f"{hosted}zh/body/hlcm.html")
    page.goto(f"{hosted}id/body/none")
    page.wait_for_url(f"{hosted}zh/body/none.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有此页")
    keep(page, "missing")
    assert violations(page) == []
    page.close()


def test_without_a_script_the_search_leads_to_the_list_of_all_things(plain: Page, address: str) -> None:
    plain.goto(f"{address}en/body/hlcm.html")
    plain.get_by_role("searchbox").fill("CEB")
    plain.get_by_role("button", name="Find").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("All things")
    keep(plain, "phone-list")
    plain.get_by_role("link", name=HLCM, exact=True).click()
    assert plain.url == f"{address}en/body/hlcm.html"


@pytest.mark.parametrize(
    "name",
    [
        "index",
        "en",
        "search-zh",
        "search-en",
        "search-en.html?q=hlcm",
        "graph-zh",
        "timeline-en",
        "goals-zh",
        "zh/body/hlcm",
        "404",
    ],
)
def test_axe_finds_nothing_that_shuts_anyone_out(browser: Browser, hosted: str, name: str) -> None:
    page = browser.new_page()
    page.goto(f"{hosted}{name if '?' in name else f'{name}.html'}")
    page.wait_for_timeout(300)
    assert violations(page) == []
    page.close()


def test_names_are_ranked_as_on_the_server_whatever_is_written(browser: Browser, folder: Path) -> None:
    index = index_names(open_store(folder / "store"))
    texts = sorted(name for entity in index.entities.values() for name in entity.names())
    asked = [
        *texts[::3],
        *(text[1:] for text in texts[::5]),
        *(text[:4] for text in texts[::5]),
        *(text.replace("e", "a") for text in texts[::7]),
        *(" ".join(reversed(text.split())) for text in texts[1::9]),
        *(f"{one} ({other})" for one, other in zip(texts[::11], texts[1::11], strict=False)),
        *(
            "the UN",
            "第三十九屆會議",
            "body/hl",
            f"{index.base}body/hlcm",
            "https://www.undp.org/",
            "a-res-75 - 233",
            "&",
        ),
        *("", "  ", "İstanbul", "ﬁnance", "＿", "長" * 400, "(HLCM)", "HLCM; CEB", "39 and 40"),
    ]
    paths = {entity.iri: entity.id for entity in index.entities.values()}
    page = browser.new_page()
    page.evaluate(names_script(index, paths).decode())
    page.add_script_tag(type="module", content=f"{MATCHING.read_text()}\nglobalThis.finder = finder;")
    page.wait_for_function("() => Boolean(globalThis.finder)")
    page.evaluate("() => { globalThis.found = finder(cebgraphNames) }")
    ask = "texts => texts.map(text => found(text, 50).map(number => cebgraphNames.things[number].id))"
    answers = page.evaluate(ask, asked)
    page.close()
    wrong = {}
    for text, answer in zip(asked, answers, strict=True):
        wanted = [one.id for one in islice(entities_like(index, text), 50)] if text.strip() else []
        if answer != wanted:
            wrong[text] = (answer, wanted)
    assert len(asked) > 300
    assert not wrong
