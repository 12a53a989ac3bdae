"""How long matching takes: on the graph of the shipped report, and on one of fifty thousand names.

The names of the larger graph are those of the smaller with other words and numbers put to them, so that they are as
like one another as names of committees and reports are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import TypeVar

from bench_validation import REPORT
from pyoxigraph import Literal, NamedNode, Quad
from test_reconcile import cells

from cebgraph.iris import expand, thing_iri
from cebgraph.pipeline import build
from cebgraph.reconcile.matching import Query, find_candidates
from cebgraph.reconcile.names import Index, index_names
from cebgraph.reconcile.scoring import is_chinese
from cebgraph.summary import in_memory

NAMES = 50_000
CELLS = 1000
_TOPICS = {
    "en": ("climate", "health", "water", "youth", "migration", "trade", "energy", "oceans", "food", "peace", "gender"),
    "zh": ("气候", "卫生", "水", "青年", "移民", "贸易", "能源", "海洋", "粮食", "和平", "性别", "文化", "旅游"),
}

Result = TypeVar("Result")


def timed(told: str, task: Callable[[], Result]) -> Result:
    """Print how long a task takes and return its result."""
    start = time.perf_counter()
    result = task()
    print(f"{told:48}  {time.perf_counter() - start:6.2f} s")
    return result


def measure(quads: list[Quad], told: str) -> Index:
    """Print how long an index takes, and the cells of the tests matched with it."""
    store = in_memory(quads)
    index = timed(f"{told}: index", lambda: index_names(store))
    texts = list(islice(cycle(cell.text for cell in cells()), CELLS))
    timed(f"{told}: {CELLS} cells", lambda: [find_candidates(index, Query(text)) for text in texts])
    return index


def many(index: Index) -> Iterator[Quad]:
    """Give things until they have as many names as wanted."""
    total = 0
    for number, entity in enumerate(cycle(index.entities.values())):
        thing = NamedNode(thing_iri(f"thing/{number}"))
        yield Quad(thing, NamedNode(expand("rdf:type")), NamedNode(expand(entity.types[0])))
        for name in entity.names():
            language = "zh" if is_chinese(name) else "en"
            topic = _TOPICS[language][total % len(_TOPICS[language])]
            text = f"{topic}{name}{number}" if language == "zh" else f"{name} on {topic} {number}"
            yield Quad(thing, NamedNode(expand("rdfs:label")), Literal(text, language=language))
            total += 1
        if total >= NAMES:
            return


def main() -> None:
    """Print the times."""
    quads = list(build([REPORT], validate=False).quads)
    index = measure(quads, "the report")
    ontology = [quad for quad in quads if quad.graph_name == NamedNode(thing_iri("graph/ontology"))]
    measure([*ontology, *many(index)], f"{NAMES} names")


if __name__ == "__main__":
    main()
