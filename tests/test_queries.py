"""The questions that the graph must answer, each with the answer that is expected of the shipped report.

tests/answers/NAME.csv holds the whole answer to data/queries/NAME.rq, sorted, without the columns that change with
every wording of a rule. To write the answers anew, and read the difference before it is committed:

    UPDATE=1 .venv/bin/pytest -q tests/test_queries.py

What a file of answers holds is what the graph says, not always what the report says: tests/answers/README.md lists
where the two are known to differ. The answers below that bear the number of a paragraph were read in the report.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from cebgraph.iris import expand, thing_iri
from cebgraph.pipeline import Build
from cebgraph.query import filled, named_queries, named_query, run_query, shortened
from cebgraph.summary import in_memory

ANSWERS = Path(__file__).parent / "answers"
LEFT_OUT = {"words", "rule", "rules", "others"}
"""Columns that change with every wording of a rule and every further name of a thing."""

VALUES: Mapping[str, Mapping[str, str]] = {
    "body-under-document": {"body": "首协会秘书处", "cited": "A/RES/71/328"},
    "evidence": {"thing": "CEB/2020/1/Add.1"},
    "goal": {"goal": "SDG 6"},
    "named-in-document": {"document": "E/2021/47"},
    "names": {"thing": "HLCP"},
    "paragraph": {"block": "report/E-2021-47/zh/paragraph/17"},
    "path": {"one": "UNISSIG", "other": "HRN"},
    "referring-documents": {"document": "A/RES/75/233"},
    "reports-to": {"above": "HLCM"},
}
"""What each question is asked of, where it is asked of something."""

Row = dict[str, str]


@pytest.fixture(scope="module")
def store(overview: Build) -> Store:
    return in_memory(overview.quads)


def answer(store: Store, name: str, **values: str) -> list[Row]:
    found = run_query(store, filled(named_query(name), values or VALUES.get(name, {}), store))
    assert isinstance(found, QuerySolutions)
    heads = [variable.value for variable in found.variables]
    return [{head: shortened(row[head]) for head in heads} for row in found]


def columns(store: Store, name: str, *heads: str) -> set[tuple[str, ...]]:
    return {tuple(row[head] for head in heads) for row in answer(store, name)}


def as_csv(rows: list[Row]) -> str:
    kept = [head for head in rows[0] if head not in LEFT_OUT]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(kept)
    writer.writerows(sorted({tuple(row[head] for head in kept) for row in rows}))
    return file.getvalue()


@pytest.mark.parametrize("name", named_queries())
def test_a_question_has_the_answer_that_is_written_down(name: str, store: Store) -> None:
    rows = answer(store, name)
    assert rows, "a question without an answer shows nothing"
    file, found = ANSWERS / f"{name}.csv", as_csv(rows)
    if os.environ.get("UPDATE"):
        file.write_text(found, encoding="utf-8")
    assert found.splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_every_answer_has_its_question() -> None:
    assert {path.stem for path in ANSWERS.glob("*.csv")} <= set(named_queries())


def test_every_value_is_for_a_question_that_takes_it() -> None:
    assert {name: set(query.params) for name, query in named_queries().items() if query.params} == {
        name: set(values) for name, values in VALUES.items()
    }


def test_no_two_questions_have_one_title() -> None:
    queries = named_queries().values()
    assert len({query.title for query in queries}) == len({query.title_zh for query in queries}) == len(queries)


# What a person read in the report


@pytest.mark.parametrize(
    ("name", "where", "row"),
    [
        ("endorsed", "¶17", {"body": "body/ceb", "name": "联合国数据和统计创新全系统路线图", "when": "2020-05"}),
        ("endorsed", "¶22", {"body": "body/ceb", "document": "document/equality-framework", "status": ""}),
        ("endorsed", "¶36", {"name": "与土著人民共建包容、可持续和有复原力的未来：行动呼吁", "when": "2020-11"}),
        ("endorsed", "¶38", {"status": "planned", "when": "2021"}),
        ("mandates", "¶1", {"thing": "document/E/2021/47", "resolution": "A/RES/64/289", "paragraphs": "4(b)"}),
        ("mandates", "¶1", {"thing": "document/E/2021/47", "resolution": "E/RES/2008(LX)"}),
        ("mandates", "¶18 n6", {"name": "联合国全系统财务报告数据标准", "paragraphs": "50,117"}),
        ("mandates", "¶51 n23", {"thing": "body/hlcp/iawg-ai", "resolution": "A/RES/75/202", "paragraphs": "33"}),
        ("mandates", "¶53(c)", {"resolution": "S/RES/2388(2017)"}),
        ("mandates", "¶58 n27", {"thing": "body/ceb/secretariat", "resolution": "A/RES/71/328", "paragraphs": "11"}),
        ("meetings", "¶4 n1", {"body": "body/ceb", "name": "2020 年第一届常会", "when": "2020-05", "mode": "virtual"}),
        ("meetings", "¶4 n1", {"body": "body/ceb", "name": "2020 年第二届常会", "when": "2020-11", "mode": "virtual"}),
        ("meetings", "¶22", {"body": "body/hlcp/inequalities-task-team", "when": "2020-03", "mode": "virtual"}),
        ("meetings", "¶43", {"body": "body/hlcp", "when": "2020-07", "mode": "virtual"}),
        ("meetings", "¶68", {"body": "body/hlcm/hrn", "when": "2020-02"}),
        ("meetings", "¶70", {"body": "body/ceb/secretariat", "when": "2020-03", "mode": "in-person"}),
        ("meetings", "¶70", {"body": "body/jiu/secretariat", "when": "2020-12", "mode": "virtual"}),
        ("meetings", "¶77", {"body": "body/hlcm/accounting-standards", "when": "2020-09", "mode": "virtual"}),
        ("documents-by-body", "¶23", {"body": "body/hlcp/inequalities-task-team", "act": "ceb:developed"}),
        ("documents-by-body", "¶27", {"body": "body/hlcm/hrn", "act": "ceb:updated"}),
        ("documents-by-body", "¶29", {"body": "body/hlcm/dtn/unissig", "name": "关于视频会议平台的指导意见"}),
        ("documents-by-body", "¶53(b)", {"body": "body/hlcm/pn", "name": "联合国共同采购模板", "when": "2019"}),
        ("bodies", "¶29", {"body": "body/hlcm/dtn/unissig", "above": "body/hlcm/dtn"}),
        ("bodies", "¶32", {"name": "共同财务服务工作组", "class": "ceb:WorkingGroup", "above": "body/hlcm/fbn"}),
        ("bodies", "¶63", {"body": "body/ceb/sexual-harassment", "above": "body/ceb"}),
        ("not-yet-done", "¶38", {"who": "body/ceb", "act": "ceb:endorsed", "status": "planned", "when": "2021"}),
        ("not-yet-done", "¶42", {"who": "organization/unesco-general-conference", "act": "ceb:adopted"}),
        ("not-yet-done", "¶50", {"who": "post/special-coordinator-sahel", "act": "ceb:leads"}),
        ("acts-by-month", "¶63", {"month": "2017-11", "act": "ceb:established", "number": "1"}),
        ("acts-by-month", "¶17", {"month": "2020-05", "act": "ceb:endorsed", "number": "1"}),
        ("acts-by-month", "¶69", {"month": "2021-01", "act": "ceb:submitted", "number": "1"}),
        ("most-cited", "¶52, n3, n6, n23", {"symbol": "A/RES/75/233", "places": "4"}),
        ("most-cited", "n24, n25", {"symbol": "A/RES/71/243", "places": "2"}),
        ("most-cited", "n28", {"symbol": "A/RES/54/64", "places": "1"}),
        ("named-in-document", "¶35", {"class": "ceb:InterAgencyGroup", "name": "土著人民问题机构间支助小组"}),
        ("named-in-document", "¶54", {"class": "ceb:Place", "name": "特立尼达和多巴哥"}),
        (
            "bilingual",
            "¶29",
            {"chinese": "信息安全特别利益小组", "english": "Information Security Special Interest Group"},
        ),
    ],
)
def test_what_a_person_read_is_in_the_answer(name: str, where: str, row: Row, store: Store) -> None:
    assert any(row.items() <= found.items() for found in answer(store, name)), where


@pytest.mark.parametrize(
    ("name", "heads", "rows"),
    [
        # ¶22, ¶38, ¶49, ¶50, ¶51, ¶69; without the special coordinator of ¶50, who is to lead from 2021.
        (
            "roles",
            "agent role",
            {
                ("organization/ohchr", "co-lead"),
                ("organization/un-women", "co-lead"),
                ("organization/unep", "co-lead"),
                ("organization/undp", "co-lead"),
                ("organization/itu", "co-lead"),
                ("organization/unesco", "co-lead"),
                ("organization/unesco", "lead"),
                ("organization/unhcr", "lead"),
                ("post/secretary-general", "chair"),
            },
        ),
        # ¶22, ¶38, ¶51
        (
            "co-lead-pairs",
            "one other",
            {
                ("organization/ohchr", "organization/un-women"),
                ("organization/undp", "organization/unep"),
                ("organization/itu", "organization/unesco"),
            },
        ),
        # ¶37, ¶56
        ("requests", "who asked", {("body/ceb", "body/hlcp"), ("body/hlcm", "body/hlcm/risk-management")}),
        # ¶40, ¶41, n18
        (
            "bodies-and-goals",
            "who act",
            {
                ("body/un-water", "ceb:developed"),
                ("body/un-water", "ceb:issued"),
                ("body/ceb", "ceb:welcomed"),
                ("post/secretary-general", "ceb:launched"),
            },
        ),
        # ¶58 with n27
        ("body-under-document", "document paragraph note", {("document/E/2021/47", "58", "27")}),
        # ¶17 with n3, ¶18 with n6; the report itself also in ¶51 with n23 and in ¶52, there without paragraphs
        (
            "referring-documents",
            "name paragraphs",
            {
                ("联合国数据和统计创新全系统路线图", "23,32"),
                ("联合国全系统财务报告数据标准", "50,117"),
                ("2020 年联合国系统行政首长协调理事会年度概览报告", "23,31,32,50,117"),
            },
        ),
        # The last paragraph is 79, the last note 33, the last figure 三; each note has its mark.
        (
            "structure",
            "part number",
            {
                ("ceb:Paragraph", "79"),
                ("ceb:Footnote", "33"),
                ("ceb:Figure", "3"),
                ("ceb:Section", "26"),
                ("note anchors", "33"),
            },
        ),
        # ¶39 is the paragraph below the sub-heading that names the goal.
        (
            "goal",
            "how what",
            {
                ("named in", "report/E-2021-47/zh/subheading/39"),
                ("named in", "report/E-2021-47/zh/paragraph/40"),
                ("named in", "report/E-2021-47/zh/paragraph/41"),
                ("supports", "document/sdg6-acceleration-framework"),
            },
        ),
        # ¶28, ¶29, ¶67: both are the committee's, the group by its network; ¶2: the committee is the Board's.
        ("path", "common", {("body/hlcm",), ("body/ceb",)}),
    ],
)
def test_what_a_person_read_is_the_whole_answer(
    name: str, heads: str, rows: set[tuple[str, ...]], store: Store
) -> None:
    assert columns(store, name, *heads.split()) == rows


def test_only_one_initiative_is_told_with_its_mandates(store: Store) -> None:
    """¶50 with n22: the pilot project in the Sahel, under two resolutions."""
    told = {row for row in columns(store, "initiative-mandates", "name", "resolution", "paragraphs") if row[1]}
    assert told == {
        ("创新试点项目", "E/RES/2020/2", "2"),
        ("创新试点项目", "A/RES/75/124", "15,52,53,55,57,75"),
    }


def test_every_symbol_in_the_report_is_in_its_series(root: Path, store: Store) -> None:
    """The links that the pages of the report end with name the symbols, but for that of the report itself."""
    text = (root / "data" / "reports" / "ceb-overview-2020.zh.txt").read_text(encoding="utf-8")
    linked = set(re.findall(r"https://undocs\.org/ch/(\S+)", text)) - {"A/RES/74/255b"}
    symbols = {symbol for (symbol,) in columns(store, "series", "symbol")}
    assert linked <= symbols
    assert "A/RES/74/255 B" in symbols
    assert columns(store, "series", "series") == {
        (one,) for one in ("A", "A/RES", "CEB", "E", "E/RES", "S/RES", "40 C")
    }


def test_evidence_is_the_words_of_the_paragraph(store: Store) -> None:
    """¶17"""
    (found,) = [
        row
        for row in answer(store, "evidence")
        if row["act"] == "ceb:endorsed" and row["place"].endswith("paragraph/17")
    ]
    assert found["words"].startswith("首协会于 2020 年 5 月核可了")
    assert found["words"].endswith("《联合国数据和统计创新全系统路线图》(CEB/2020/1/Add.1)")


def test_a_plan_is_no_longer_open_once_a_report_tells_of_the_deed(overview: Build, store: Store) -> None:
    """¶51: agreed in this report; a later one may tell that it was done."""
    agreed = {"who": "body/hlcp", "act": "ceb:established", "what": "body/hlcp/iawg-ai"}
    assert any(agreed.items() <= row.items() for row in answer(store, "not-yet-done"))
    deed = Quad(
        NamedNode(thing_iri("body/hlcp")),
        NamedNode(expand("ceb:established")),
        NamedNode(thing_iri("body/hlcp/iawg-ai")),
    )
    later = in_memory([*overview.quads, deed])
    assert not any(agreed.items() <= row.items() for row in answer(later, "not-yet-done"))
    assert any(agreed.items() <= row.items() for row in answer(later, "planned"))
