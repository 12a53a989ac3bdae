"""A real browser for tests: started where there is one, watched for complaints, asked by axe what shuts people out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cebgraph.pages.assets import is_built

ROOT = Path(__file__).resolve().parents[1]
SHOTS = ROOT / "build" / "screenshots"
MODULES = ROOT / "build" / "web" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
MARKUP = "<img src=x onerror=alert(1)>"


def needed(script: str) -> str:
    """Return what is missing for the tests of a page with a script."""
    if not shutil.which("chromium"):
        return "no browser: install Chromium (Debian: apt-get install chromium fonts-noto-cjk)"
    return "" if is_built(script) and AXE.is_file() else "the scripts of the page are not built: make assets"


@contextmanager
def launched(script: str) -> Iterator[Browser]:
    """Give a browser; where something is missing the test is skipped, or fails with CI=true."""
    if missing := needed(script):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def watched(page: Page, address: str, faults: list[str]) -> Iterator[Page]:
    """Give a page that must have nothing to complain of, and must ask nobody but the server."""
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("request", lambda sent: None if sent.url.startswith((address, "blob:")) else faults.append(sent.url))
    yield page
    page.context.close()
    assert not faults


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds on a page, with the elements that are at fault."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]]
