"""A site of files: every link leads to a file, nothing is loaded from elsewhere, and a fault leaves the earlier one."""

from __future__ import annotations

import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from cebgraph.bounded import bounded_description
from cebgraph.errors import CebgraphError
from cebgraph.iris import BASE, expand
from cebgraph.pipeline import Build
from cebgraph.publishing import plan, put, site_files
from cebgraph.publishing.paths import address, path_of
from cebgraph.publishing.writing import MARK
from cebgraph.store import write_store

URL = "https://example.org/ceb/"
ODD = "document/a b%2F?c.html/.htaccess"
TRAPS = (
    ODD,
    "document/a",
    "document/a.html/b",
    "document/" + "长" * 200,
    "body/ceb.ttl",
    "body//x",
    "body/..",
    "body/%0Adeny%20all;%22%7D",
)
BROWSER = shutil.which("chromium")


class Links(HTMLParser):
    """The links of a page, the files that a browser loads with it, and what links can lead to in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.followed: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.forms: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.forms += [held["action"]] if tag == "form" and "action" in held else []
        self.anchors.add(held.get("id", ""))
        if "src" in held:
            self.loaded.append(held["src"])
        if tag == "link" and held["rel"] in {"icon", "stylesheet"}:
            self.loaded.append(held["href"])
        elif "href" in held:
            self.followed.append(held["href"])


def stored(quads: tuple[Quad, ...] | list[Quad], folder: Path) -> Store:
    """Return a store of some quads, and of things whose IRIs are traps."""
    label, kind, graph = NamedNode(expand("rdfs:label")), NamedNode(expand("rdf:type")), NamedNode(BASE + "graph/x")
    things = [NamedNode(BASE + trap.replace(" ", "%20").replace("?", "%3F")) for trap in TRAPS]
    named = [Quad(thing, label, Literal("<b>", language="en"), graph) for thing in things]
    typed = [Quad(thing, kind, NamedNode(expand("ceb:Document")), graph) for thing in things]
    write_store([*quads, *named, *typed], folder)
    return Store.read_only(str(folder / "latest"))


@pytest.fixture(scope="module")
def files(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the shipped report."""
    store = stored(list(overview.quads), tmp_path_factory.mktemp("publishing") / "store")
    written = list(site_files(plan(store, "zh", URL)))
    assert len(written) == len(dict(written))
    return dict(written)


@pytest.fixture(scope="module")
def small(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a few things."""
    parts = ("body/", "statement/1", "report/E-2021-47/zh/paragraph/1")
    few = [quad for quad in overview.quads if str(quad.subject).startswith(tuple(f"<{BASE}{part}" for part in parts))]
    folder = tmp_path_factory.mktemp("small") / "store"
    stored(few, folder)
    return folder


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Links]:
    return {name: Links(content.decode()) for name, content in files.items() if name.endswith(".html")}


def led_to(name: str, path: str) -> str:
    """Return the file that a link of a file leads to."""
    return normpath(join(dirname(name), unquote(path).removeprefix("/ceb/")))


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(
    files: dict[str, bytes], pages: dict[str, Links]
) -> None:
    missing = set()
    for name, page in pages.items():
        for link in {*page.followed, *page.loaded, *page.forms}:
            parts = urlsplit(link)
            if not parts.scheme:
                target = led_to(name, parts.path) if parts.path else name
                if target not in files or (parts.fragment and unquote(parts.fragment) not in pages[target].anchors):
                    missing.add((name, link))
    assert not missing


def test_a_browser_loads_nothing_from_elsewhere(files: dict[str, bytes], pages: dict[str, Links]) -> None:
    assert not [(name, link) for name, page in pages.items() for link in page.loaded if urlsplit(link).netloc]
    styles = b"".join(content for name, content in files.items() if name.endswith(".css"))
    assert not re.findall(rb"url\(|@import", styles)


def test_every_page_but_that_of_an_annotation_is_reached_from_the_front_page(pages: dict[str, Links]) -> None:
    reached, open_ = set(), ["index.html"]
    while open_:
        name = open_.pop()
        if name in pages and name not in reached:
            reached.add(name)
            links = (urlsplit(link) for link in (*pages[name].followed, *pages[name].forms))
            open_ += [led_to(name, link.path) for link in links if not link.scheme]
    left = {
        name
        for name in set(pages) - reached - {"404.html"}
        if not name.startswith(("en/annotation/", "zh/annotation/"))
    }
    assert not left


def test_no_page_asks_a_server(pages: dict[str, Links]) -> None:
    forms = {led_to(name, form) for name, page in pages.items() for form in page.forms}
    assert forms == {"search-en.html", "search-zh.html"}
    assert not [link for page in pages.values() for link in page.followed if "sparql?" in link]


def test_data_beside_a_page_is_what_the_graph_says_of_the_thing(overview: Build, files: dict[str, bytes]) -> None:
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in overview.quads)
    described = bounded_description(store, BASE + "body/hlcm")
    forms = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
    for ending, form in forms.items():
        assert {quad.triple for quad in parse(files[f"data/body/hlcm.{ending}"], format=form)} == described


def test_each_page_names_itself_in_both_languages(files: dict[str, bytes]) -> None:
    assert '<html lang="zh">' in files["zh/body/hlcm.html"].decode()
    assert '<html lang="en">' in files["en/body/hlcm.html"].decode()
    assert '<html lang="zh">' in files["index.html"].decode()
    assert '<html lang="en">' in files["en.html"].decode()


def test_the_map_of_the_site_names_every_page_to_be_found(files: dict[str, bytes]) -> None:
    named = {unquote(name.removeprefix(URL)) for name in re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode())}
    assert named == {name for name in files if name.endswith(".html")} - {"404.html", "ontology/index.html"}


def test_the_description_of_the_dataset_names_every_dump(files: dict[str, bytes]) -> None:
    triples = [quad.triple for quad in parse(files["void.ttl"], format=RdfFormat.TURTLE)]
    dumps = {t.object.value for t in triples if t.predicate.value == expand("void:dataDump")}  # type: ignore[union-attr]
    assert dumps == {URL + name for name in files if name.startswith("dump/")}


def test_a_site_whose_address_is_unknown_holds_no_file_that_needs_it(overview: Build, tmp_path: Path) -> None:
    store = stored(
        [quad for quad in overview.quads if quad.subject == NamedNode(BASE + "body/ceb")], tmp_path / "store"
    )
    names = {name for name, _ in site_files(plan(store))}
    assert not names & {"sitemap.xml", "w3id.htaccess"}
    assert {".htaccess", "nginx.conf", "_redirects", "robots.txt", "index.html", "zh.html"} <= names


def led(rules: str, path: str) -> Iterator[str]:
    """Give where the rules of Cloudflare lead, the first first."""
    for rule in rules.splitlines():
        source, target, _ = rule.split(" ")
        if source.endswith("*") and path.startswith(source[:-1]):
            yield target.replace(":splat", path.removeprefix(source[:-1]))
        elif source == path:
            yield target


def test_the_iri_of_every_thing_is_led_to_its_page(overview: Build, files: dict[str, bytes]) -> None:
    rules = files["_redirects"].decode()
    things = {
        quad.subject.value
        for quad in overview.quads
        if isinstance(quad.subject, NamedNode) and re.match(rf"{BASE}(body|document|event)/[^#]*$", quad.subject.value)
    }
    odd = BASE + ODD.replace(" ", "%20").replace("?", "%3F")
    for iri in {odd, *things}:
        target = next(led(rules, "/ceb/id/" + iri.removeprefix(BASE)))
        assert unquote(target.removeprefix("/ceb/")) in files, iri


@pytest.mark.parametrize("name", [".htaccess", "w3id.htaccess", "nginx.conf"])
def test_the_rules_of_servers_are_expressions_that_can_be_read(files: dict[str, bytes], name: str) -> None:
    rules = files[name].decode()
    patterns = re.findall(r'(?:RewriteRule|uri ~) "?(\^[^" ]*)', rules)
    assert len(patterns) > 3
    assert all(re.compile(pattern) for pattern in patterns)
    bare = re.sub(r"\\.", "", rules)
    assert bare.count("{") == bare.count("}")
    assert not [line for line in rules.splitlines() if line.startswith("deny")]


@given(st.lists(st.text(min_size=1).map(lambda text: BASE + text), min_size=2, max_size=20, unique=True))
def test_no_two_things_have_one_path_and_no_file_is_a_folder(iris: list[str]) -> None:
    paths = [path_of(iri, BASE) for iri in [*iris, "http://metadata.un.org/sdg/6", "https://metadata.un.org/sdg/6"]]
    assert len(set(paths)) == len(paths)
    files = {f"{path}.html" for path in paths}
    folders = {"/".join(path.split("/")[:end]) for path in files for end in range(1, path.count("/") + 1)}
    assert not files & folders
    for name in (name for path in files for name in path.split("/")):
        assert 0 < len(name.encode()) <= 143
        assert not set(name) & set('%?#:*"<>|\\ \0')
        assert not name.startswith(".")
        assert not name.endswith((".", " "))
        assert unquote(address(name)) == name


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(small: Path, tmp_path: Path) -> None:
    sums = set()
    for seed in ("1", "2"):
        site = tmp_path / seed
        assert publishing(small, site, env={**os.environ, "PYTHONHASHSEED": seed}).returncode == 0
        digest = hashlib.sha256()
        for file in sorted(site.rglob("*")):
            digest.update(str(file.relative_to(site)).encode() + (file.read_bytes() if file.is_file() else b""))
        sums.add(digest.hexdigest())
    assert len(sums) == 1


def test_a_fault_leaves_the_earlier_site(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise CebgraphError("lost")

    put([("index.html", b"old"), ("a/b.html", b"")], tmp_path / "site")
    with pytest.raises(CebgraphError, match="lost"):
        put(broken(), tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_later_site_takes_the_place_of_the_earlier_whole(tmp_path: Path) -> None:
    put([("old.html", b"")], tmp_path / "site")
    assert put([("new.html", b"")], tmp_path / "site") == 1
    assert {path.name for path in (tmp_path / "site").iterdir()} == {MARK, "new.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_whose_turn_was_broken_off_comes_back(tmp_path: Path) -> None:
    put([("old.html", b"")], tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / ".site.former")
    with pytest.raises(CebgraphError, match="exist"):
        put([("a.html", b""), ("a.html", b"")], tmp_path / "site")
    assert (tmp_path / "site" / "old.html").exists()


def test_what_others_have_written_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear diary")
    for place, told in ((tmp_path / "mine", "did not write"), (tmp_path / "mine" / "diary.txt", "is a file")):
        with pytest.raises(CebgraphError, match=told):
            put([("index.html", b"")], place)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["diary.txt"]


def test_a_site_to_which_others_have_added_something_is_left_as_it_is(tmp_path: Path) -> None:
    put([("index.html", b"old")], tmp_path / "site")
    (tmp_path / "site" / ".git").mkdir()
    with pytest.raises(CebgraphError, match="did not write"):
        put([("index.html", b"new")], tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_bytes() == b"old"


def test_two_runs_into_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    def meeting() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"first"
        with pytest.raises(CebgraphError, match="another run is writing"):
            put([("a.html", b"second")], tmp_path / "site")
        put([("a.html", b"second")], tmp_path / "other")
        yield "b.html", b"first"

    assert put(meeting(), tmp_path / "site") == 2
    assert (tmp_path / "site" / "a.html").read_bytes() == b"first"
    assert put([("a.html", b"second")], tmp_path / "site") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "site"]


ENDLESS = """
import itertools, sys
from pathlib import Path
from cebgraph.publishing import put
for turn in itertools.count():
    put([(name, str(turn).encode()) for name in ("index.html", "a/b.html", "c.html")], Path(sys.argv[1]))
"""


@pytest.mark.parametrize("after", [0.0, 0.003, 0.011, 0.029, 0.05])
def test_a_run_that_is_killed_leaves_a_site_that_is_whole(tmp_path: Path, after: float) -> None:
    site = tmp_path / "site"
    put([(name, b"0") for name in ("index.html", "a/b.html", "c.html")], site)
    with subprocess.Popen([sys.executable, "-c", ENDLESS, str(site)]) as process:
        while (site / "index.html").read_bytes() == b"0":
            time.sleep(0.001)
        time.sleep(after)
        process.kill()
    assert len({(site / name).read_bytes() for name in ("index.html", "a/b.html", "c.html")}) == 1
    assert put([("index.html", b"later")], site) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_folders_cannot_change_places_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cebgraph.publishing.writing.exchange", lambda *_: False)
    test_a_later_site_takes_the_place_of_the_earlier_whole(tmp_path)


@pytest.mark.parametrize(
    ("place", "told"), [("file/site", "Not a directory"), ("/proc/site", "No such file"), ("x" * 300, "too long")]
)
def test_a_place_that_cannot_be_written_is_told_in_one_line(small: Path, tmp_path: Path, place: str, told: str) -> None:
    (tmp_path / "file").touch()
    done = publishing(small, tmp_path / place)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert told in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_disk_that_is_full_leaves_the_earlier_site(small: Path, tmp_path: Path) -> None:
    put([("index.html", b"old")], tmp_path / "site")
    done = publishing(small, tmp_path / "site", room=20_000)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "File too large" in done.stderr
    assert (tmp_path / "site" / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def publishing(
    store: Path, site: Path, env: dict[str, str] | None = None, room: int = -1
) -> subprocess.CompletedProcess[str]:
    """Publish from the command line, with `room` for so many bytes in a file: as near to a full disk as can be had."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-m", "cebgraph", "publish", str(site), "--store", str(store)]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=env, preexec_fn=limit)


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://", "https://a/b c", "https://a/{x}"])
def test_an_address_that_is_none_is_refused_before_anything_is_written(url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cebgraph", "publish", str(tmp_path / "site"), "--url", url]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "is no address of a site" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.skipif(BROWSER is None, reason="no browser: install Chromium")
def test_a_browser_reads_the_site_from_the_disk(files: dict[str, bytes], tmp_path: Path) -> None:
    put(files.items(), tmp_path / "site")
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: faults.append(request.url))
        page.on("request", lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url))
        page.goto((tmp_path / "site" / "index.html").as_uri())
        page.locator(".tree a[href='zh/body/hlcm.html']").click()
        assert "管理问题高级别委员会" in page.locator("h1").inner_text()
        page.get_by_role("link", name="English").first.click()
        assert page.url.endswith("/en/body/hlcm.html")
        page.get_by_role("link", name="cebgraph").click()
        assert page.url.endswith("/en.html")
        browser.close()
    assert not faults
