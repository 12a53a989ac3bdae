"""Evaluation: how extractions are compared with gold standards, and the scores that the rules must keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cebgraph.cli import commands
from cebgraph.errors import DataFileError, SourceError
from cebgraph.evaluate import Evaluation, evaluate, load_gold
from cebgraph.evaluate.coverage import relation_coverage
from cebgraph.evaluate.gold import Part
from cebgraph.evaluate.runs import changes_since, save_run
from cebgraph.pipeline import build, process_document
from cebgraph.read import read_source

GOLD = Path(__file__).parent / "gold"
TEXT = "1. 首协会于 2020 年 5 月核可了《数据路线图》。\n\n2. 秘书长拟于 2021 年启动《人权战略》。\n"
ENTITIES = """id\ttype\tlabel\taliases\tsymbol\tfirst_at\tnote
ceb\tBoard\t首协会\t\t\t1\t
map\tFramework\t数据路线图\t\t\t1\t
sg\tPost\t秘书长\t\t\t2\t
strategy\tFramework\t《人权战略》\t\t\t2\t
lost\tCommittee\t失踪委员会\t\t\t2\t
"""
FACTS = """subject\tpredicate\tobject\tqualifiers\tat\tevidence
ceb\tendorsed\tmap\twhen=2020-05\t1\t首协会于2020年5月核可了《数据路线图》
sg\tlaunched\tstrategy\twhen=2021; status=planned\t2\t秘书长拟于2021年启动《人权战略》
sg\tapproved\tmap\t\t2\t无
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold standard of four facts, one of them not in the text."""
    prefix = tmp_path / "small"
    prefix.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    prefix.with_suffix(".entities.tsv").write_text(ENTITIES, encoding="utf-8")
    prefix.with_suffix(".facts.tsv").write_text(FACTS, encoding="utf-8")
    return prefix


def evaluated(prefix: Path) -> Evaluation:
    gold = load_gold(prefix)
    return evaluate(process_document(read_source(gold.text)), gold)


def test_facts_are_right_where_subject_predicate_object_and_status_agree(gold: Path) -> None:
    evaluation = evaluated(gold)
    assert evaluation.hits == {("ceb", "endorsed", "map", ""), ("sg", "launched", "strategy", "planned")}
    assert evaluation.strict.recall == pytest.approx(2 / 3)
    assert evaluation.qualifiers.f1 == 1
    assert evaluation.missed == ("秘书长 approved 数据路线图 at 2: “无”",)
    assert evaluation.missed_entities == ("失踪委员会",)
    assert evaluation.type_accuracy == 1


def test_what_the_gold_does_not_have_is_wrong_and_named_with_its_rule(gold: Path) -> None:
    gold.with_suffix(".facts.tsv").write_text("\n".join(FACTS.splitlines()[::2]) + "\n", encoding="utf-8")
    (wrong,) = evaluated(gold).wrong
    assert wrong.startswith("首协会 endorsed 数据路线图 at 1, by rule endorsed.active: “首协会于 2020 年 5 月核可了")


def test_an_optional_fact_counts_neither_way(gold: Path) -> None:
    lines = FACTS.splitlines()
    gold.with_suffix(".facts.tsv").write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    gold.with_suffix(".optional_facts.tsv").write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    assert evaluated(gold).strict.precision == 1


def test_what_must_not_be_told_is_reported_unless_it_has_a_status(gold: Path) -> None:
    forbidden = [line.replace("; status=planned", "") for line in FACTS.splitlines()]
    gold.with_suffix(".must_not.tsv").write_text("\n".join(forbidden) + "\n", encoding="utf-8")
    assert [line.split(" ")[1] for line in evaluated(gold).forbidden] == ["endorsed"]


def test_a_gold_of_a_part_says_which(gold: Path) -> None:
    gold.with_suffix(".gold.yaml").write_text("text: small.txt\nparagraphs: 1-1\n", encoding="utf-8")
    assert load_gold(gold).part == Part(range(1, 2), range(0))
    assert evaluated(gold).entities.gold == 2


def test_malformed_gold_is_told_with_every_fault(gold: Path) -> None:
    gold.with_suffix(".entities.tsv").write_text("id\ttype\n", encoding="utf-8")
    gold.with_suffix(".gold.yaml").write_text("text: small.txt\nparagraphs: some\n", encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        load_gold(gold)
    assert len(error.value.faults) == 2


def test_a_row_that_is_not_set_apart_by_tabs_is_told_with_its_line(gold: Path) -> None:
    path = gold.with_suffix(".facts.tsv")
    path.write_text(FACTS.replace("ceb\tendorsed\tmap\t", "ceb endorsed map "), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"facts\.tsv:2: 6 columns"):
        load_gold(gold)


def test_there_is_an_error_where_there_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no gold standard"):
        load_gold(tmp_path / "nothing")


def test_a_later_run_says_what_it_gained_and_lost(gold: Path, tmp_path: Path) -> None:
    run = tmp_path / "run.json"
    save_run([evaluated(gold)], run)
    gold.with_suffix(".txt").write_text(TEXT.replace("核可了", "批准了"), encoding="utf-8")
    (change,) = changes_since([evaluated(gold)], run)
    assert (change.gained, change.lost) == ((), ("ceb endorsed map",))


@pytest.mark.parametrize("content", ["no json", '{"small": 1}', "[]", "{}"])
def test_a_file_that_is_no_run_is_refused(gold: Path, tmp_path: Path, content: str) -> None:
    run = tmp_path / "run.json"
    run.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"no run|other gold standards"):
        changes_since([evaluated(gold)], run)


def test_coverage_counts_rules_examples_and_scores(gold: Path) -> None:
    rows = {row.relation: row for row in relation_coverage([evaluated(gold)])}
    assert rows["ceb:endorsed"].rules > 1
    assert rows["ceb:endorsed"].score.f1 == 1
    assert rows["ceb:approved"].score.recall == 0


def test_the_command_line_prints_scores_and_keeps_runs(gold: Path, tmp_path: Path) -> None:
    run = tmp_path / "run.json"
    first = CliRunner().invoke(commands, ["evaluate", str(gold), "--details", "--save", str(run)])
    assert first.exit_code == 0, first.output
    assert "facts, strict" in first.stdout
    assert "失踪委员会" in first.stdout
    second = CliRunner().invoke(commands, ["evaluate", str(gold), "--against", str(run)])
    assert "0 gained, 0 lost" in second.stdout


PRACTICE = (
    "report2020_rest",
    "zh_overview2017",
    "zh_overview2019",
    "zh_overview2021",
    "zh_overview2022",
    "zh_overview2023",
    "zh_hlcp_session",
    "zh_ceb_session",
    "zh_hlcm_session2",
    "en_overview2020_part",
    "en_overview2021",
    "en_overview2023",
    "en_hlcm_session",
    "en_hlcp_session",
)


@pytest.fixture(scope="module")
def measured() -> dict[str, Evaluation]:
    """The gold standards that the project holds, evaluated."""
    return {
        name: evaluated(GOLD / name) for name in ("report2020", "zh_hlcm_session", "en_overview2020_excerpt", *PRACTICE)
    }


@pytest.mark.parametrize(
    ("name", "figure", "bound"),
    [
        ("report2020", "entities", 0.95),
        ("report2020", "strict", 0.90),
        ("report2020", "lenient", 0.94),
        ("report2020", "qualifiers", 0.90),
        ("zh_hlcm_session", "strict", 0.85),
        ("en_overview2020_excerpt", "strict", 0.92),
    ],
)
def test_the_rules_keep_their_scores(measured: dict[str, Evaluation], name: str, figure: str, bound: float) -> None:
    assert getattr(measured[name], figure).f1 >= bound


@pytest.mark.parametrize("name", PRACTICE)
def test_the_rules_read_more_than_one_report(measured: dict[str, Evaluation], name: str) -> None:
    assert measured[name].strict.f1 >= 0.73
    assert measured[name].strict.precision >= 0.88


@pytest.mark.parametrize("name", PRACTICE)
def test_the_graph_of_every_text_conforms(name: str) -> None:
    validation = build([load_gold(GOLD / name).text]).validation
    assert validation is not None
    assert [str(result) for result in validation.results if result.severity == "violation"] == []


def test_the_rules_tell_nothing_that_is_forbidden(measured: dict[str, Evaluation]) -> None:
    assert [line for evaluation in measured.values() for line in evaluation.forbidden] == []


def test_the_classes_of_things_are_right(measured: dict[str, Evaluation]) -> None:
    assert measured["report2020"].type_accuracy >= 0.97
