"""The shapes bite: each way to break the real graph is caught by the shape for it, in more than one engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pyrudof
import pytest
from mutants import MUTANTS, Graph, Mutant, name, wrong_ends
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from cebgraph.pipeline import build
from cebgraph.resources.paths import folder
from cebgraph.resources.shapes import load_shapes
from cebgraph.validate import ValidationReport, validate_dataset

REPORT = folder("data") / "reports" / "ceb-overview-2020.zh.txt"

# What pyrudof 0.3.35 takes for conforming: it does not look into the form of a date.
UNSEEN = {"a_day_that_no_calendar_has"}


@pytest.fixture(scope="module")
def real() -> Graph:
    """The graph of the shipped report, its named graphs merged."""
    return frozenset(quad.triple for quad in build([REPORT]).quads)


@pytest.fixture(scope="module")
def lean(real: Graph) -> Graph:
    """The same without the words that merely name things: as many triples again, all alike, and one more case each."""
    naming = {t.subject.value for t in real if t.object == name("oa:identifying") and isinstance(t.subject, NamedNode)}
    return frozenset(t for t in real if not isinstance(t.subject, NamedNode) or _whole(t.subject) not in naming)


def _whole(part: NamedNode) -> str:
    """Return the annotation that a target or selector is part of."""
    return part.value.partition("#")[0]


def judged(graph: Graph, *, whole: bool = False) -> ValidationReport:
    return validate_dataset([Quad(t.subject, t.predicate, t.object) for t in graph], whole=whole)


def shapes_broken(graph: Graph) -> set[str]:
    return {result.shape for result in judged(graph).results}


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What pyrudof says of a graph. Each verdict is that of a fresh session: one keeps its first."""

    shapes: str

    def broken(self, graph: Graph, place: Path) -> set[str]:
        data = place / "data.nt"
        data.write_bytes(serialize(graph, format=RdfFormat.N_TRIPLES) or b"")
        rudof = pyrudof.Rudof(pyrudof.RudofConfig())
        rudof.read_data(str(data), format=pyrudof.RDFFormat.NTriples)
        rudof.read_shacl(self.shapes, format=pyrudof.ShaclFormat.NTriples)
        return {entry.source_shape.rpartition("#")[2] for entry in rudof.validate_shacl()}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> SecondOpinion:
    path = tmp_path_factory.mktemp("shapes") / "shapes.nt"
    path.write_bytes(serialize(load_shapes(), format=RdfFormat.N_TRIPLES) or b"")
    return SecondOpinion(str(path))


def test_the_real_graph_conforms_in_both_engines(real: Graph, second: SecondOpinion, tmp_path: Path) -> None:
    assert judged(real).results == ()
    assert second.broken(real, tmp_path) == set()


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_a_mutant_is_caught_by_the_shape_for_it(
    lean: Graph, mutant: Mutant, second: SecondOpinion, tmp_path: Path
) -> None:
    """And an independent engine names the same shapes."""
    broken = mutant.mutate(lean)
    assert broken != lean
    shapes = shapes_broken(broken)
    assert mutant.shape in shapes
    assert second.broken(broken, tmp_path) == (set() if mutant.name in UNSEEN else shapes)


def test_every_property_told_of_the_wrong_things_is_caught(real: Graph, second: SecondOpinion, tmp_path: Path) -> None:
    """All at once: none of them hides another."""
    broken = reduce(lambda graph, mutant: mutant.mutate(graph), wrong_ends(), real)
    shapes = shapes_broken(broken)
    assert {mutant.shape for mutant in wrong_ends()} <= shapes
    assert second.broken(broken, tmp_path) == shapes
