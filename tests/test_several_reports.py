"""Several reports in one graph: what each says stands, and what all say is said once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from cebgraph.graph.naming import Naming
from cebgraph.graph.things import preferred_labels, thing_triples
from cebgraph.iris import expand
from cebgraph.model.thing import Name, Thing
from cebgraph.pipeline import Build, build

LABEL, ALT, CONFIDENCE = (NamedNode(expand(name)) for name in ("rdfs:label", "skos:altLabel", "ceb:confidence"))


def reports(root: Path) -> list[Path]:
    return [root / "data" / "reports" / "ceb-overview-2020.zh.txt", *sorted((root / "tests" / "gold").glob("zh_*.txt"))]


@pytest.fixture(scope="module")
def several() -> Build:
    return build(reports(Path(__file__).resolve().parents[1]))


def test_reports_of_many_years_make_one_graph_in_order(several: Build) -> None:
    assert several.validation is not None
    assert [str(result) for result in several.validation.results] == []


def test_the_order_in_which_reports_are_read_does_not_count(several: Build, root: Path) -> None:
    assert build(reports(root)[::-1], validate=False).quads == several.quads


def test_a_body_that_only_stands_above_one_that_is_named_is_described(tmp_path: Path) -> None:
    report = tmp_path / "report.zh.txt"
    report.write_text("一. 导言\n\n1. 机构间人工智能工作组继续开展工作。\n", encoding="utf-8")
    built = build(report)
    assert built.validation is not None
    assert [str(result) for result in built.validation.results] == []
    assert any(quad.subject.value.endswith("body/hlcp") for quad in built.quads)


def test_a_statement_that_several_reports_prove_is_as_sure_as_its_surest_proof(several: Build) -> None:
    found = [(quad.subject, quad.object) for quad in several.quads if quad.predicate == CONFIDENCE]
    assert len(found) == len(dict(found))


@pytest.mark.parametrize(
    ("said", "label", "further"),
    [
        (["大会第一届常会", "大会第一届常会"], "大会第一届常会", []),
        (["A/75/690", "秘书长的报告"], "秘书长的报告", []),
        (["2023年第一届常会", "2023 年第一届常会", "2023 年第一届常会"], "2023 年第一届常会", []),
        (["甲战略", "乙战略", "乙战略"], "乙战略", ["甲战略"]),
        (["乙战略", "甲战略"], "乙战略", ["甲战略"]),
    ],
)
def test_of_several_names_one_is_the_label_whichever_report_comes_first(
    said: list[str], label: str, further: list[str]
) -> None:
    things = [Thing("document/A/75/690", "Report", (Name(text, "zh"),), ("A/75/690",)) for text in said]
    preferred = preferred_labels(things)
    assert preferred == preferred_labels(things[::-1])
    triples = {triple for thing in things for triple in thing_triples(thing, preferred, Naming("https://x.org/", "x"))}
    names = {kind: [t.object.value for t in triples if t.predicate == kind] for kind in (LABEL, ALT)}  # type: ignore[union-attr]
    assert names == {LABEL: [label], ALT: further}
    assert all(isinstance(triple.object, Literal | NamedNode) for triple in triples)
