"""How long questions take, as ratios in one run: `make bench`.

A named query on a cold command line against a script of a few lines on the same store; then each question of the
library on a graph of two million triples: asked of the store, over HTTP, and of rdflib with the graph in memory, which
is given twenty seconds for each.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from bench_validation import REPORT, copies, seconds
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize
from rdflib import Graph
from servers import serving
from test_queries import VALUES

from cebgraph.iris import PREFIXES
from cebgraph.pipeline import build
from cebgraph.query import filled, named_queries, run_query
from cebgraph.resources.paths import folder
from cebgraph.store import open_store, write_store

TRIPLES = 2_000_000
PATIENCE = 20
LONG = 0.010
"""Seconds from which what HTTP adds is counted."""
_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
BARE = f"""
import sys
from pyoxigraph import QueryResultsFormat, Store
query = {_HEAD!r} + open(sys.argv[1], encoding="utf-8").read()
print(Store.read_only(sys.argv[2]).query(query).serialize(format=QueryResultsFormat.CSV).decode())
"""


def cold(store: Path, name: str = "bodies") -> None:
    """Print how long a named query takes from nothing."""
    file = folder("data") / "queries" / f"{name}.rq"
    python = [sys.executable, "-c"]
    latest = str(store / "latest")
    runs = {
        "a script of four lines": [*python, BARE, str(file), latest],
        "the same script with click": [*python, f"import click\n{BARE}", str(file), latest],
        f"cebgraph query {name}": [sys.executable, "-m", "cebgraph", "query", name, "-f", "csv", "--store", str(store)],
    }
    first = 0.0
    for told, command in runs.items():
        taken = seconds(lambda command=command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), 20)
        first = first or taken
        print(f"{told:32}  {taken * 1000:9.1f} ms  {taken / first:6.2f} x")


def asked(store: Store, text: str) -> bytes:
    """Return an answer as it goes over HTTP."""
    answer = run_query(store, text)
    assert isinstance(answer, QuerySolutions)
    return answer.serialize(format=QueryResultsFormat.JSON) or b""


def rdflib_seconds(graph: Graph, text: str) -> float:
    """Return how long rdflib takes, or twice its patience where it has not answered."""
    context = multiprocessing.get_context("fork")  # the graph need not be copied
    begun = time.perf_counter()
    process = context.Process(target=lambda: len(list(graph.query(_HEAD + text))))
    process.start()
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
        return 2 * PATIENCE
    return time.perf_counter() - begun


def questions(store: Store) -> Iterator[tuple[str, str]]:
    """Give the name and text of each question of the library, asked of what the tests ask it of."""
    for name, query in named_queries().items():
        yield name, filled(query, VALUES.get(name, {}), store)


def main() -> None:
    """Print the tables."""
    quads = list(build([REPORT], validate=False).quads)
    with tempfile.TemporaryDirectory() as place:
        one, many = Path(place) / "one", Path(place) / "many"
        write_store(quads, one)
        cold(one)
        graph = copies(quads, TRIPLES // (len(copies(quads, 2)) - len(quads)))
        write_store(graph, many)
        triples = {quad.triple for quad in graph}
        memory = Graph()
        memory.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
        print(f"\n{len(triples):,} triples                  store      over HTTP             rdflib")
        store = open_store(many)
        with (
            serving(many, "--time-limit", 600, "--size-limit", 10_000, log=Path(place) / "log") as server,
            httpx.Client(timeout=600) as client,
        ):
            for name, text in questions(store):
                alone = seconds(lambda text=text: asked(store, text), 5)
                served = seconds(lambda text=text: client.post(server.sparql, data={"query": text}).content, 5)
                other = rdflib_seconds(memory, text)
                added = f"{served / alone:6.2f} x" if alone > LONG else "        "
                much = ">" if other > PATIENCE else " "
                ratio = f"{much}{min(other, PATIENCE) / alone:10,.1f} x"
                print(f"{name:28}  {alone * 1000:9.1f} ms  {served * 1000:9.1f} ms  {added}  {ratio}", flush=True)


if __name__ == "__main__":
    main()
