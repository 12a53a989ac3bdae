"""How long validation takes, as ratios in one run: `make bench`.

Against pyshacl asked of every node, and pyrudof (Rust), over 1, 10 and 50 copies of the shipped report's graph, each
with identifiers of its own.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pyrudof
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from cebgraph.iris import BASE, expand
from cebgraph.pipeline import build
from cebgraph.resources.paths import folder
from cebgraph.resources.shapes import load_shapes
from cebgraph.validate import validate_dataset

REPORT = folder("data") / "reports" / "ceb-overview-2020.zh.txt"
COPIES = (1, 10, 50)
SHARED = ("body/", "organization/", "post/", "place/", "concept/", "graph/")


def copies(quads: Iterable[Quad], number: int) -> list[Quad]:
    """Return the graphs of as many reports: who acts is shared, all else each has of its own."""
    told = [quad for quad in quads if "/graph/ontology" not in str(quad.graph_name)]
    found = list(quads)
    for copy in range(1, number):
        made = (Quad(_renamed(q.subject, copy), q.predicate, _renamed(q.object, copy), q.graph_name) for q in told)
        found += [_symbol(quad, copy) for quad in made]
    return found


def _renamed(term: object, copy: int) -> object:
    if not isinstance(term, NamedNode) or not term.value.startswith(BASE):
        return term
    path = term.value.removeprefix(BASE)
    return term if path.startswith(SHARED) else NamedNode(f"{BASE}{path.replace('/', f'/{copy}-', 1)}")


def _symbol(quad: Quad, copy: int) -> Quad:
    """Give a document of a copy a symbol of its own, in its page too."""
    if quad.predicate.value == expand("ceb:symbol") and isinstance(quad.object, Literal):
        return Quad(quad.subject, quad.predicate, Literal(_numbered(quad.object.value, copy)), quad.graph_name)
    if quad.predicate.value == expand("foaf:page") and "undocs.org" in str(quad.object):
        return Quad(quad.subject, quad.predicate, NamedNode(_numbered(quad.object.value, copy)), quad.graph_name)
    return quad


def _numbered(symbol: str, copy: int) -> str:
    return re.sub(r"\d+(?=\D*$)", lambda last: f"{last.group()}{copy}", symbol)


def seconds(action: Callable[[], object], times: int = 3) -> float:
    """Return the shortest of several times."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def second_opinion(triples: set[Triple], place: Path) -> None:
    """Have pyrudof judge a graph."""
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    for name, part in (("data", triples), ("shapes", load_shapes())):
        (place / name).write_bytes(serialize(part, format=RdfFormat.N_TRIPLES) or b"")
    rudof.read_data(str(place / "data"), format=pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(str(place / "shapes"), format=pyrudof.ShaclFormat.NTriples)
    rudof.validate_shacl()


def main() -> None:
    """Print the table."""
    quads = list(build([REPORT], validate=False).quads)
    with tempfile.TemporaryDirectory() as folder_:
        place = Path(folder_)
        file = place / "graph.nq"
        file.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
        bare = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
        command = [sys.executable, "-m", "cebgraph", "validate", "--quiet", str(file)]
        whole_command = seconds(lambda: subprocess.run(command, check=True))
        print(f"cebgraph validate, one report     {whole_command:6.2f} s  {whole_command / bare:6.1f} x bare Python")
        first = 0.0
        for number in COPIES:
            graph = copies(quads, number)
            assert validate_dataset(graph).conforms
            taken = seconds(lambda graph=graph: validate_dataset(graph))
            first = first or taken
            growth = taken / first / number
            print(f"{number:3} reports, {len(graph):8} quads        {taken:6.2f} s  {growth:6.2f} x linear growth")
        one = {quad.triple for quad in quads}
        plain = seconds(lambda: validate_dataset(quads, whole=True), 1)
        print(f"pyshacl asked of every node       {plain:6.2f} s  {plain / first:6.1f} x")
        rust = seconds(lambda: second_opinion(one, place))
        print(f"pyrudof asked of every node       {rust:6.2f} s  {rust / first:6.1f} x")


if __name__ == "__main__":
    main()
