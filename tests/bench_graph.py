"""How the graph to explore bears large graphs, in a real browser without a screen, which draws without a graphics card.

For the shipped report, 1,000 and 10,000 things: from navigation to the first picture; frames while the drawing is
dragged, and while it is zoomed, for three seconds each; a filter, a search, something opened; memory of scripts.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import httpx
from bench_validation import REPORT
from browsing import needed
from large_graphs import large_graph
from playwright.sync_api import Page, sync_playwright
from pyoxigraph import Quad
from servers import serving

from cebgraph.pipeline import build
from cebgraph.store import write_store

SECONDS = 3
_COUNT = """() => {
  const counted = { times: [], on: true };
  const next = (time) => { counted.times.push(time); if (counted.on) requestAnimationFrame(next); };
  requestAnimationFrame(next);
  return counted;
}"""
_STOP = "(counted) => { counted.on = false; return counted.times; }"
_WHEEL = """([seconds]) => new Promise((done) => {
  const canvas = document.querySelector("#drawing canvas");
  const { x, y, width, height } = canvas.getBoundingClientRect();
  const until = performance.now() + seconds * 1000;
  let turns = 0;
  const turn = () => {
    const deltaY = turns++ % 40 < 20 ? -20 : 20;
    const place = { clientX: x + width / 2, clientY: y + height / 2 };
    canvas.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, ctrlKey: true, deltaY, ...place }));
    if (performance.now() < until) requestAnimationFrame(turn); else done();
  };
  turn();
})"""
_DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def graphs() -> Iterator[tuple[str, list[Quad]]]:
    """Give what is measured, by name."""
    yield "the report", list(build([REPORT], validate=False).quads)
    for number in (1000, 10_000):
        yield f"{number:,} things", list(large_graph(number))


def seconds(act: Callable[[], object], page: Page) -> float:
    """Return how long an act takes until it is drawn."""
    start = time.perf_counter()
    act()
    page.evaluate(_DRAWN)
    return time.perf_counter() - start


def first_view(page: Page) -> float:
    """Return the best of three, from navigation to the first picture."""

    def show() -> None:
        page.goto("/graph", wait_until="commit")
        page.locator("#status").filter(has_text="shown").wait_for(state="attached")

    return min(seconds(show, page) for _ in range(3))


def frames(page: Page, act: Callable[[], object]) -> tuple[float, float]:
    """Return the frames in a second while something is done, and the longest wait for one in milliseconds."""
    counted = page.evaluate_handle(_COUNT)
    act()
    gaps = [later - sooner for sooner, later in pairwise(counted.evaluate(_STOP))]
    return 1000 * len(gaps) / sum(gaps), max(gaps)


def drag(page: Page) -> None:
    """Move the drawing about with the mouse."""
    box = page.locator("#drawing").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.62, box["y"] + box["height"] * 0.93
    page.mouse.move(x, y)
    page.mouse.down()
    until, moves = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until:
        moves += 1
        page.mouse.move(x + moves % 60 * 4 - 120, y - moves % 40 * 3)
    page.mouse.up()


def search(page: Page) -> None:
    """Go to the first thing that is called so."""
    page.locator("#sought").fill("c")
    page.locator("#seek button").click()


def memory(page: Page) -> int:
    """Return the bytes that scripts hold, after all that they hold no longer was given back."""
    page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    return int(page.evaluate("performance.memory.usedJSHeapSize"))


def measure(page: Page) -> None:
    """Print what was measured of the graph that a server shows."""
    print(f"  first view                {first_view(page):6.2f} s")
    for told, act in (("drag", lambda: drag(page)), ("zoom", lambda: page.evaluate(_WHEEL, [SECONDS]))):
        rate, longest = frames(page, act)
        print(f"  {told}                      {rate:6.0f} frames a second, the longest wait {longest:.0f} ms")
    page.locator("#fit").click()
    box = page.locator("#legend [data-kind=family] input").nth(1)
    print(f"  filter                    {seconds(box.uncheck, page):6.2f} s")
    box.check()
    print(f"  search                    {seconds(lambda: search(page), page):6.2f} s")
    near = page.locator("#panel .acts button").first
    print(f"  open what is around it    {seconds(near.click, page):6.2f} s")
    print(f"  memory of scripts         {memory(page) / 1e6:6.0f} MB")


def main() -> None:
    """Print the measures."""
    if missing := needed("explore.js"):
        sys.exit(missing)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for number, (told, quads) in enumerate(graphs()):
            store = Path(folder) / str(number)
            write_store(quads, store)
            with serving(store, log=Path(folder) / "log") as server:
                start = time.perf_counter()
                found = httpx.get(f"{server.address}/graph.json", timeout=120).json()
                print(f"{told}: {len(found['nodes']):,} things, {len(found['edges']):,} links")
                print(f"  server placed them in     {time.perf_counter() - start:6.2f} s, once")
                page = browser.new_page(
                    base_url=server.address, viewport={"width": 1280, "height": 900}, locale="en-US"
                )
                measure(page)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
