"""The shapes bite: each way to break the real graph is caught by the shape for it, in more than one engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pyrudof
import pytest
from mutants import MUTANTS, Graph, Mutant, name, wrong_ends
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from cebgraph.graph.things import SUPERCLASSES
from cebgraph.iris import compact_iri, expand
from cebgraph.model.thing import ACTING, FAMILIES, FAMILY_OF
from cebgraph.pipeline import build
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.paths import folder
from cebgraph.resources.rules import load_rules
from cebgraph.resources.shapes import load_shapes
from cebgraph.validate import ValidationReport, validate_dataset
from cebgraph.validate.shape_graph import ShapeGraph, read_shape_graph

REPORT = folder("data") / "reports" / "ceb-overview-2020.zh.txt"

# What a shape says of itself, or of where it looks, and asks nothing.
SILENT = {
    *(expand(f"rdf:{key}") for key in ("first", "rest", "type")),
    *(expand(f"sh:target{key}") for key in ("Class", "Node", "SubjectsOf", "ObjectsOf")),
    *(
        expand(f"sh:{key}")
        for key in ["declare", "message", "namespace", "path", "prefix", "prefixes", "property", "select", "severity"]
    ),
}
# One way to break each component.
BY_COMPONENT = {
    "a_body_of_no_members",
    "a_body_without_a_name",
    "a_confidence_above_one",
    "a_confidence_in_words",
    "a_position_that_begins_behind_its_end",
    "a_quote_that_the_text_does_not_have",
    "a_resolution_with_the_symbol_of_a_report",
    "a_statement_of_two_subjects",
    "a_statement_that_is_no_rdf_statement",
    "a_status_that_there_is_not",
    "a_figure_of_a_place",
    "a_web_page_that_is_a_text",
    "an_acronym_as_long_as_a_name",
    "an_annotation_without_words",
    "an_empty_quote",
    "evidence_that_is_no_annotation",
    "two_preferred_names_in_one_language",
}
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
        """Return the local names of the shapes that a graph breaks."""
        return {entry.source_shape.rpartition("#")[2] for entry in self._judge(graph, place)}

    def components(self, graph: Graph, place: Path) -> set[str]:
        """Return the components that a graph breaks, as `MinCount`."""
        names = {entry.constraint_component.rpartition("#")[2] for entry in self._judge(graph, place)}
        return {name.removesuffix("ConstraintComponent") for name in names}

    def _judge(self, graph: Graph, place: Path) -> pyrudof.ShaclValidationReport:
        data = place / "data.nt"
        data.write_bytes(serialize(graph, format=RdfFormat.N_TRIPLES) or b"")
        rudof = pyrudof.Rudof(pyrudof.RudofConfig())
        rudof.read_data(str(data), format=pyrudof.RDFFormat.NTriples)
        rudof.read_shacl(self.shapes, format=pyrudof.ShaclFormat.NTriples)
        return rudof.validate_shacl()


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


def test_what_is_asked_set_by_set_is_judged_as_the_whole_graph_is(lean: Graph) -> None:
    """Every way to break the graph at once, but those that find nothing left to break."""
    broken = lean
    for mutant in (*MUTANTS, *wrong_ends()):
        with suppress(LookupError, StopIteration, ValueError):
            broken = mutant.mutate(broken)
    report = judged(broken)
    assert len({result.shape for result in report.results}) > 100
    assert report == judged(broken, whole=True)


def test_every_shape_that_says_something_is_proved_to_bite() -> None:
    """A shape has a message if it asks something itself; the others only gather what shapes of properties ask."""
    saying = [t.subject for t in load_shapes() if t.predicate in {name("sh:message"), name("sh:sparql")}]
    told = {node.value.rpartition("#")[2] for node in saying if isinstance(node, NamedNode)}
    assert told - {mutant.shape for mutant in (*MUTANTS, *wrong_ends())} == set()


def test_every_component_in_use_is_checked_by_the_second_engine(
    lean: Graph, second: SecondOpinion, tmp_path: Path
) -> None:
    """It takes for conforming what it does not know, so each must be seen to fail there once."""
    parameters = {t.predicate.value.rpartition("#")[2] for t in load_shapes() if t.predicate.value not in SILENT}
    used = {"SPARQL" if one == "sparql" else one[0].upper() + one[1:] for one in parameters}
    broken = [mutant.mutate(lean) for mutant in MUTANTS if mutant.name in BY_COMPONENT]
    assert used - {one for graph in broken for one in second.components(graph, tmp_path)} == set()


def test_shapes_speak_both_languages() -> None:
    said: dict[str, set[str | None]] = {}
    for triple in load_shapes():
        if triple.predicate == name("sh:message") and isinstance(triple.object, Literal):
            said.setdefault(str(triple.subject), set()).add(triple.object.language)
    assert {subject for subject, languages in said.items() if languages != {"en", "zh"}} == set()


def test_what_the_rules_may_state_conforms() -> None:
    """No class that a rule takes for a subject or object is refused by the shape of its property."""
    shapes, wider = read_shape_graph(load_shapes()), load_ontology().classes
    refused = [
        (rule.id, end, kind)
        for relation in load_rules("zh").relations
        for rule in relation.rules
        for end in ("subject", "object")
        for kind in classes_of(rule.kinds[rule.swaps.get(end, end)])
        for wanted in wanted_of(rule.predicate, end, shapes)
        if not wanted & {f"ceb:{kind}", *(f"ceb:{name}" for name in wider[kind]), *SUPERCLASSES[FAMILY_OF[kind]]}
    ]
    assert refused == []


def classes_of(kinds: tuple[str, ...]) -> Iterator[str]:
    """Yield the classes that kinds of a rule stand for: classes, families, whoever acts."""
    for kind in (kind.rstrip("&") for kind in kinds):
        families = ACTING if kind == "Agent" else {kind.lower()}
        yield from (kind,) if kind in FAMILY_OF else (one for name in families for one in FAMILIES.get(name, ()))


def wanted_of(predicate: str, end: str, shapes: ShapeGraph) -> Iterator[set[str]]:
    """Yield the classes that each shape of a property allows at one end of it."""
    target = "sh:targetSubjectsOf" if end == "subject" else "sh:targetObjectsOf"
    for shape in shapes.targeted():
        if name(predicate) in shapes.values(shape, target):
            either = shapes.value(shape, "sh:or")
            nodes = [shape] if either is None else list(shapes.members(either))
            found = {compact_iri(str(one)[1:-1]) for node in nodes for one in shapes.values(node, "sh:class")}
            yield from [found] if found else []
