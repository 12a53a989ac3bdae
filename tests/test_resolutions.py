"""Resolutions: the organ whose resolution it is acts in every paragraph that names nobody."""

from __future__ import annotations

import pytest

from cebgraph.model.extraction import Extraction
from cebgraph.model.source import Description
from cebgraph.pipeline import process_document
from cebgraph.read import read_bytes

GA, ECOSOC, COUNCIL = (f"organization/{name}" for name in ("general-assembly", "ecosoc", "security-council"))
SG = "post/secretary-general"
EN = "1. {} Programme of Action for the Least Developed Countries for the Decade 2011-2020;"


def read(text: str, symbol: str) -> Extraction:
    language = "zh" if "。" in text or "；" in text else "en"
    return process_document(read_bytes(text.encode(), "text.txt", Description(symbol=symbol, language=language)))


def told(extraction: Extraction) -> list[tuple[str, str, str]]:
    return [
        (statement.subject, statement.predicate.removeprefix("ceb:"), str(statement.object))
        for statement in extraction.statements
        if statement.predicate.startswith("ceb:")
    ]


@pytest.mark.parametrize(
    ("symbol", "organ"),
    [("A/RES/75/233", GA), ("E/RES/2020/2", ECOSOC), ("S/RES/2388(2017)", COUNCIL)],
)
@pytest.mark.parametrize(
    "text",
    [
        "1. Requests the Secretary-General to report on progress;",
        "1. Also requests the Secretary-General to submit a report;",
        "1. 请秘书长提出报告；",
        "1. 又请秘书长就执行情况提出报告；",
    ],
)
def test_an_operative_paragraph_is_an_act_of_the_organ(text: str, symbol: str, organ: str) -> None:
    assert (organ, "requested", SG) in told(read(text, symbol))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("1. Welcomes the Global Compact for Migration;", "welcomed"),
        ("1. Endorses the New Urban Agenda;", "endorsed"),
        ("1. Adopts the New Urban Agenda;", "adopted"),
        ("1. 欢迎《新城市议程》；", "welcomed"),
        ("1. 核可《新城市议程》；", "endorsed"),
        ("1. 通过《新城市议程》；", "adopted"),
    ],
)
def test_it_acts_upon_what_it_names(text: str, act: str) -> None:
    (fact,) = told(read(text, "A/RES/71/256"))
    assert fact[:2] == (GA, act)


@pytest.mark.parametrize(
    "text",
    [
        "1. Recalling the New Urban Agenda;",
        "1. Reaffirms the New Urban Agenda, which countries developed;",
        "1. 重申《新城市议程》，包括制定《行动纲领》；",
        "1. 注意到《新城市议程》；",
    ],
)
def test_what_it_only_recalls_or_others_did_is_no_act_of_its_own(text: str) -> None:
    assert told(read(text, "A/RES/71/256")) == []


def test_in_a_report_nobody_acts_where_nobody_is_named() -> None:
    assert told(read("1. 请秘书长提出报告。", "E/2021/47")) == []


def test_who_is_named_acts_in_a_resolution_too() -> None:
    assert told(read("1. 方案问题高级别委员会核可《新城市议程》；", "A/RES/71/256")) == [
        ("body/hlcp", "endorsed", next(o for _, _, o in told(read("1. 核可《新城市议程》；", "A/RES/71/256"))))
    ]


MASTHEADS = {
    "en": """United Nations   A/RES/73/8
General Assembly   Distr.: General
5 November 2018

Resolution adopted by the General Assembly
on 1 November 2018

      On coordination

1. Requests the Secretary-General to report.
""",
    "zh": """联合国   A/RES/73/8
大会   Distr.: General
5 November 2018

2018年11月1日大会决议

      关于协调

1. 请秘书长提出报告。
""",
}


@pytest.mark.parametrize("text", MASTHEADS.values(), ids=MASTHEADS)
def test_the_masthead_says_when_the_organ_adopted_it(text: str) -> None:
    found = process_document(read_bytes(text.encode(), "text.txt", Description(symbol="A/RES/73/8")))
    (adopted,) = (statement for statement in found.statements if statement.predicate == "ceb:adopted")
    assert (adopted.subject, adopted.object) == (GA, "document/A/RES/73/8")
    assert [(qualifier.key, qualifier.value) for qualifier in adopted.qualifiers] == [("when", "2018-11-01")]
    (proof,) = adopted.evidence
    words = proof.span.of(next(block.text for block in found.report.blocks if block.id == proof.block))
    assert "2018" in words
    assert "5 November" not in words
