"""YASGUI, the editor of many endpoints, in a real browser, on a page of another origin than the endpoint's."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect, sync_playwright
from servers import Served, serving

from cebgraph.pipeline import Build
from cebgraph.store import write_store

YASGUI = Path(__file__).resolve().parents[1] / "build" / "web" / "node_modules" / "@zazuko" / "yasgui" / "build"
PAGE = """<!doctype html><meta charset="utf-8"><title>YASGUI</title>
<link rel="stylesheet" href="yasgui.min.css"><div id="yasgui"></div><script src="yasgui.min.js"></script>
<script>
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: "ENDPOINT" }, copyEndpointOnNewTab: false, yasqe: { value: `QUERY` },
  });
</script>"""
QUERY = 'SELECT ?name { ?body a ceb:Board ; rdfs:label ?name . FILTER(LANG(?name) = "zh") }'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("yasgui")
    write_store(overview.quads, folder / "store")
    with serving(folder / "store", log=folder / "log") as server:
        yield server


@pytest.fixture
def elsewhere(served: Served, tmp_path: Path) -> Iterator[str]:
    """The address of a page with YASGUI, set to the endpoint."""
    if not shutil.which("chromium") or not YASGUI.is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no browser, or no YASGUI: make assets")
    for name in ("yasgui.min.js", "yasgui.min.css"):
        shutil.copy(YASGUI / name, tmp_path)
    (tmp_path / "index.html").write_text(PAGE.replace("ENDPOINT", served.sparql).replace("QUERY", QUERY))
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_yasgui_asks_the_endpoint_and_shows_its_answer(elsewhere: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(elsewhere)
        page.locator(".yasqe_queryButton").first.click()
        expect(page.locator(".yasr")).to_contain_text("联合国系统行政首长协调理事会", timeout=15_000)
        browser.close()
