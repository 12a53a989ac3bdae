"""Extraction: what whole sentences say, beyond the examples of single rules: names, short forms, clauses, status."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from cebgraph.cli import commands
from cebgraph.model.extraction import Extraction
from cebgraph.model.statement import Literal, Statement
from cebgraph.pipeline import process_document
from cebgraph.read import read_bytes

FRAME = "     2021 年联合国系统行政首长协调理事会年度概览报告\n\n 一. 导言\n\n{}\n"
SILENT = {"dcterms:references", "dcterms:subject", "dcterms:temporal"}


def extracted(*paragraphs: str) -> Extraction:
    """Extract from the numbered paragraphs of a report of the Board."""
    body = "\n\n".join(f"{number}. {text}" for number, text in enumerate(paragraphs, 1))
    return process_document(read_bytes(FRAME.format(body).encode(), "report.zh.txt"))


def told(extraction: Extraction) -> set[str]:
    """Say each fact in one line, leaving out what names and citations state by themselves."""
    names = {thing.id: thing.names[0].text for thing in extraction.things}
    names |= {thing.id: name.text for thing in extraction.things for name in thing.names[::-1] if name.language == "zh"}

    def said(fact: Statement) -> str:
        target = fact.object.value if isinstance(fact.object, Literal) else names[fact.object]
        qualifiers = [f"{q.key}={names.get(q.value, q.value)}" for q in fact.qualifiers]
        status = [fact.status.value] if fact.status else []
        return " ".join([names[fact.subject], fact.predicate.partition(":")[2], target, *status, *qualifiers])

    nested = {"name.nested", "name.session", "name.topic"}
    kept = (fact for fact in extraction.statements if fact.predicate not in SILENT)
    return {said(fact) for fact in kept if {evidence.rule for evidence in fact.evidence} - nested}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param(
            "采购网更新了《采购准则》，并于 2021 年 3 月提交管理问题高级别委员会审议。",
            {
                "采购网 updated 采购准则",
                "采购网 submitted 管理问题高级别委员会 regarding=采购准则 when=2021-03",
                "管理问题高级别委员会 considered 采购准则 planned when=2021-03",
            },
            id="a clause without a subject goes on with the one before",
        ),
        pytest.param(
            "2019 年，采购网 4 月和 10 月分别举行了第三十七届和第三十八届会议。",
            {"采购网 held 第三十七届会议 when=2019-04", "采购网 held 第三十八届会议 when=2019-10"},
            id="of several meetings and as many dates each has its own",
        ),
        pytest.param(
            "环境署和开发署分别编写了《海洋报告》和《森林报告》。",
            {"联合国环境规划署 developed 海洋报告", "联合国开发计划署 developed 森林报告"},
            id="respectively, the first did the first",
        ),
        pytest.param(
            "环境署和开发署编写了《海洋报告》和《森林报告》。",
            {
                "联合国环境规划署 developed 海洋报告",
                "联合国环境规划署 developed 森林报告",
                "联合国开发计划署 developed 海洋报告",
                "联合国开发计划署 developed 森林报告",
            },
            id="without that word each did each",
        ),
        pytest.param(
            "环境署编写了《海洋报告》初稿。方案问题高级别委员会 3 月讨论了初稿。",
            {"联合国环境规划署 developed 海洋报告", "方案问题高级别委员会 considered 海洋报告 when=2021-03"},
            id="a draft stands for the document that was named as one",
        ),
        pytest.param(
            "首协会核可了《海洋战略》。其后的执行工作由环境署监督。",
            {
                "联合国系统行政首长协调理事会 endorsed 海洋战略",
                "联合国环境规划署 leads 海洋战略 role=supervisor",
            },
            id="the work on it is that on the document named last",
        ),
        pytest.param(
            "《示范政策》经人力资源网审定，于 6 月由后者印发。",
            {"人力资源网 approved 示范政策", "人力资源网 issued 示范政策 when=2021-06"},
            id="the latter is the one named last who acts",
        ),
        pytest.param(
            "两个高级别委员会 2018 年联合设立的数据战略工作队启用了数据资产目录。",
            {
                "方案问题高级别委员会 established 数据战略工作队 when=2018",
                "管理问题高级别委员会 established 数据战略工作队 when=2018",
                "数据战略工作队 launched 数据资产目录",
            },
            id="bodies told by number are all of their class; a date told of the subject is not the act's",
        ),
        pytest.param(
            "首协会授权其主席向大会主席转交一份声明。",
            set(),
            id="whoever has someone else act does not act",
        ),
        pytest.param(
            "方案问题高级别委员会第四十六届会议原定在罗马举行，后改于 10 月以虚拟形式召开。",
            {"方案问题高级别委员会 held 方案问题高级别委员会第四十六届会议 mode=virtual when=2021-10"},
            id="what was first meant to be is not told",
        ),
        pytest.param(
            "方案问题高级别委员会成立了劳动世界的未来问题联络小组，来自 14 个实体的代表参加。",
            {
                "方案问题高级别委员会 established 劳动世界的未来问题联络小组",
                "劳动世界的未来问题联络小组 memberCount 14",
            },
            id="the topic in the name of a body that is set up may hold 的",
        ),
        pytest.param(
            "联合国移民网络由国际移民组织(移民组织)总干事担任主席。",
            {"国际移民组织总干事 chairs 联合国移民网络"},
            id="the officer of a body is named without its short form in brackets",
        ),
        pytest.param(
            "首协会将审议由环境署编写的《海洋报告》。",
            {
                "联合国系统行政首长协调理事会 considered 海洋报告 planned",
                "联合国环境规划署 developed 海洋报告",
            },
            id="what is yet to be done does not put off what a clause before a noun tells",
        ),
        pytest.param(
            "国际公共部门会计准则经大会第 60/283 号决议核准。",
            {
                "大会 approved 国际公共部门会计准则",
                "国际公共部门会计准则 pursuantTo 大会第 60/283 号决议",
            },
            id="the organ acts by its resolution",
        ),
        pytest.param(
            "根据大会第 72/279 号决议，环境署开展了工作。依照该决议，可持续发展集团印发了《合作框架指南》。",
            {
                "合作框架指南 pursuantTo 大会第 72/279 号决议",
                "联合国可持续发展集团 issued 合作框架指南",
                "联合国环境规划署 pursuantTo 大会第 72/279 号决议",
            },
            id="a pointer and 决议 stand for the resolution cited last",
        ),
        pytest.param(
            "环境署编写了《海洋战略》，并将战略提交高管会。",
            {
                "联合国环境规划署 developed 海洋战略",
                "联合国环境规划署 submitted 管理问题高级别委员会 regarding=海洋战略",
            },
            id="a bare head noun that something is done with is the document named before",
        ),
        pytest.param(
            "财务和预算网成立了由人口基金担任主席的气候风险工作组。",
            {"财务和预算网 established 气候风险工作组", "联合国人口基金 chairs 气候风险工作组"},
            id="a clause before a noun speaks of that noun",
        ),
        pytest.param(
            "《原则》经理事会 2021 年第二届常会核可。",
            {"联合国系统行政首长协调理事会 endorsed 原则 when=2021"},
            id="a session acts for its body, in its year",
        ),
        pytest.param(
            "秘书长提议设立一个高级别咨询委员会。",
            set(),
            id="a proposal is no act",
        ),
        pytest.param(
            "首协会尚未核可《网络安全框架》。",
            {"联合国系统行政首长协调理事会 endorsed 网络安全框架 negated"},
            id="what is denied is told as denied",
        ),
        pytest.param(
            "采购网将于 2022 年推出可持续采购平台。",
            {"采购网 launched 可持续采购平台 planned when=2022"},
            id="what is to come is told as planned",
        ),
        pytest.param(
            "首协会设立了“超越国内生产总值”核心小组，由贸发会议和开发署共同牵头。",
            {
                "联合国系统行政首长协调理事会 established “超越国内生产总值”核心小组",
                "联合国贸易和发展会议 leads “超越国内生产总值”核心小组 role=co-lead",
                "联合国开发计划署 leads “超越国内生产总值”核心小组 role=co-lead",
            },
            id="a quotation and a head noun make a name, joined names a fact each",
        ),
        pytest.param(
            "秘书长成立了粮食、能源和金融问题全球危机应对小组。",
            {"秘书长 established 粮食、能源和金融问题全球危机应对小组"},
            id="a list of topics belongs to the name",
        ),
        pytest.param(
            "首协会秘书处维护联合国系统人力资源数据库，并管理首协会网站。",
            {"首协会秘书处 manages 联合国系统人力资源数据库", "首协会秘书处 manages 首协会网站"},
            id="a site is named after the body that has it",
        ),
        pytest.param(
            "妇女署牵头编制的性别平等记分卡已被 42 个国家工作队使用。",
            {
                "联合国促进性别平等和增强妇女权能署 developed 性别平等记分卡",
                "性别平等记分卡 figure 42 note=国家工作队",
            },
            id="a stop within a longer word does not cut a name",
        ),
        pytest.param(
            "《共同原则》以《2030 年议程》为指导，在 11 月获得首协会核可。",
            {
                "共同原则 basedOn 2030 年可持续发展议程",
                "联合国系统行政首长协调理事会 endorsed 共同原则 when=2021-11",
            },
            id="the year in a title is not that of a date behind it",
        ),
        pytest.param(
            "2022 年 5 月，首协会在维也纳举行第一届常会。",
            {"联合国系统行政首长协调理事会 held 2022年第一届常会 place=维也纳 when=2022-05"},
            id="a session is of the year that its sentence tells",
        ),
        pytest.param(
            "应大会第 64/289 号决议第 4(b)段的要求，本报告概述首协会的工作。",
            {"2021 年联合国系统行政首长协调理事会年度概览报告 pursuantTo 大会第 64/289 号决议 pinpoint=4(b)"},
            id="a mandate has its pinpoint",
        ),
    ],
)
def test_a_sentence_says(text: str, facts: set[str]) -> None:
    assert told(extracted(text)) == facts


def test_the_items_of_a_list_have_the_subject_of_the_words_that_introduce_it() -> None:
    """Whoever acts within one of them."""
    extraction = extracted(
        "首协会：\n   (a) 对《海洋报告》表示欢迎，但环境署未予核可； \n   (b) 责成高管会拟订《行动计划》。 "
    )
    assert "联合国系统行政首长协调理事会 requested 管理问题高级别委员会 regarding=行动计划" in told(extraction)


def test_a_table_of_decisions_says_what_was_decided_and_not_what_is_yet_to_be_done() -> None:
    """By the body that the report is of."""
    extraction = extracted(
        "首协会举行了会议。\n\n附件\n决定一览\n\n编号\t决定\t执行方\n1\t核可《海洋战略》\t环境署\n"
        "2\t组建海洋问题工作组\t环境署\n"
    )
    assert told(extraction) == {"联合国系统行政首长协调理事会 endorsed 海洋战略"}


def test_what_is_told_of_a_time_after_the_report_is_planned() -> None:
    """Whatever the words say of it."""
    report = "E/2021/47\nDistr.: General\n1 March 2021\n\n" + FRAME.format("1. 首协会 2021 年 11 月举行第二届常会。")
    extraction = process_document(read_bytes(report.encode(), "report.zh.txt"))
    assert "联合国系统行政首长协调理事会 held 2021年第二届常会 planned when=2021-11" in told(extraction)


def test_no_body_is_above_itself() -> None:
    """What an authority knows, or what was told first, stands."""
    assert told(extracted("首协会是方案问题高级别委员会的附属机构。")) == set()


def test_short_forms_stand_for_what_was_named_last() -> None:
    extraction = extracted(
        "首协会设立了子孙后代问题核心小组。",
        "小组拟订了《子孙后代共同原则》，首协会 11 月予以赞同。",
    )
    assert told(extraction) == {
        "联合国系统行政首长协调理事会 established 子孙后代问题核心小组",
        "子孙后代问题核心小组 developed 子孙后代共同原则",
        "联合国系统行政首长协调理事会 endorsed 子孙后代共同原则 when=2021-11",
    }


def test_the_end_of_a_name_behind_its_topic_stands_for_the_body() -> None:
    """And is no verb: 执行小组 does not 执行."""
    extraction = extracted("处理性骚扰问题执行小组由人权高专办主持。2021 年，执行小组印发了《调查手册》。")
    assert told(extraction) == {
        "联合国人权事务高级专员办事处 chairs 处理性骚扰问题执行小组",
        "处理性骚扰问题执行小组 issued 调查手册 when=2021",
    }


def test_a_short_form_without_antecedent_is_told_and_left_open() -> None:
    extraction = extracted("该数据库收录了 200 个数据集。")
    assert told(extraction) == set()
    left_open = [diagnostic.message for diagnostic in extraction.diagnostics if diagnostic.code == "antecedent"]
    assert left_open == ["no antecedent for 该数据库"]


def explained(*words: str) -> str:
    result = CliRunner().invoke(commands, ["explain", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_explain_shows_the_rule_that_fired_and_what_it_gave() -> None:
    output = explained("首协会核可了《关于新技术的战略》。")
    assert "rule endorsed.active" in output
    assert "gives 联合国系统行政首长协调理事会 ceb:endorsed 关于新技术的战略" in output


def test_explain_says_how_far_a_rule_got_that_did_not_fire() -> None:
    assert "核可: not ceb:endorsed, for nothing in the sentence can be its object" in explained(
        "首协会核可了各项安排。"
    )


def test_explain_says_why_a_match_states_nothing() -> None:
    assert "an aim, or what someone is merely encouraged to do, is no act" in explained(
        "首协会鼓励儿基会编写《指南》。"
    )


def test_explain_finds_a_paragraph_of_a_report() -> None:
    output = explained("22", "--report", "data/reports/ceb-overview-2020.zh.txt")
    assert output.startswith("paragraph/22: ")
    assert "任务小组 stands for 方案问题高级别委员会不平等问题任务小组" in output


def test_explain_says_so_where_a_report_has_no_such_place() -> None:
    result = CliRunner().invoke(commands, ["explain", "99", "--report", "data/reports/ceb-overview-2020.zh.txt"])
    assert result.exit_code != 0
    assert "99" in result.output
