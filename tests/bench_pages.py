"""How large the scripts of the pages are, and how long a page of each kind of thing takes: `make bench`.

Pages are asked of a running server, warm, as a browser asks; the bound is thirty milliseconds for one from the store.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import httpx
from bench_validation import REPORT
from pyoxigraph import Store
from servers import serving

from cebgraph.pages.assets import asset, built_names
from cebgraph.pipeline import build
from cebgraph.publishing import plan, site_files
from cebgraph.store import open_store, write_store

BOUND = 30
EACH = 12
ROUNDS = 5
LEAST = 5
"""Things of a kind; kinds with fewer are passed over."""


def sizes(store: Store) -> None:
    """Print how many bytes each script has, as it is and compressed; those of the pages, then those of a site."""
    built = [(name, found.content) for name in built_names() if (found := asset(name))]
    site = [(name, content) for name, content in site_files(plan(store)) if name.startswith(("assets/n", "search-"))]
    print(f"{'script':32}  {'bytes':>9}  {'gzip':>9}")
    for name, content in (*built, *site):
        print(f"{name:32}  {len(content):9,}  {len(gzip.compress(content, mtime=0)):9,}")


def times(store: Path) -> None:
    """Print the median time of a page by the kind of its thing."""
    kinds: dict[str, list[str]] = defaultdict(list)
    site = plan(open_store(store))
    for iri in site.paths:
        if iri.startswith(site.base):
            path = iri.removeprefix(site.base)
            kinds[path.partition("/")[0]].append(path)
    taken: dict[str, list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(store, log=Path(folder) / "log") as server,
        httpx.Client(base_url=server.address, headers={"Accept": "text/html"}) as client,
    ):
        for kind, paths in sorted(kinds.items()):
            if len(paths) >= LEAST:
                asked = paths[:: max(1, len(paths) // EACH)][:EACH]
                rounds = [[_asked(client, f"/page/{path}") for path in asked] for _ in range(ROUNDS + 1)]
                taken[kind] = sorted(one for warm in rounds[1:] for one in warm)
    print(f"\n{'page of a thing':32}  {'median':>9}  {'95 %':>9}  {'pages':>6}")
    for kind, several in taken.items():
        slow = several[int(len(several) * 0.95)]
        print(f"{kind:32}  {statistics.median(several):6.1f} ms  {slow:6.1f} ms  {len(several) // ROUNDS:6}")
    every = statistics.median(one for several in taken.values() for one in several)
    print(f"{'all':32}  {every:6.1f} ms  {'within' if every < BOUND else 'above'} {BOUND} ms")


def _asked(client: httpx.Client, path: str) -> float:
    start = time.perf_counter()
    client.get(path).raise_for_status()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        write_store(build([REPORT]).quads, Path(name) / "store")
        sizes(open_store(Path(name) / "store"))
        times(Path(name) / "store")
