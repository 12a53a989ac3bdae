"""Stage 2: lines to a report. The expectations about the shipped report were read from it by eye."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from cebgraph.model.report import Block, BlockKind, Report
from cebgraph.model.source import Description
from cebgraph.read import read_bytes, read_source
from cebgraph.resources.paths import folder
from cebgraph.spans import Span
from cebgraph.structure import parse_report

REPORT = folder("data") / "reports" / "ceb-overview-2020.zh.txt"

CHAPTERS = {
    "一": "导言",
    "二": "疫情应对与恢复",
    "三": "加强政策一致性和协调性，支持执行《2030 年可持续发展议程》",
    "四": "推进联合国人工智能伦理问题规范议程",
    "五": "创新联合国系统工作方法",
    "六": "使用多种语文：联合国一项核心价值观",
    "七": "加强透明度和问责制",
    "八": "处理联合国系统内性骚扰问题",
    "九": "行政首长协调会与其他共同出资机构之间的协调",
    "十": "继续遵守国际公共部门会计准则",
    "十一": "结论",
}
SUBHEADINGS = {
    "8": "多边主义的未来：疫情后世界中联合国系统的共同议程和挑战",
    "13": "疫情背景下的可持续发展目标筹资和数据",
    "20": "加强联合国系统在减少不平等以支持可持续发展目标 10 方面的影响力和可见度",
    "25": "调整和协调联合国系统对疫情的机构应对",
    "34": "伊斯坦布尔《2011-2020 十年期支援最不发达国家行动纲领》的执行情况",
    "35": "与土著人民共建包容、可持续和有复原力未来的行动呼吁",
    "37": "关于生物多样性和基于自然的可持续发展解决方案的共同办法",
    "39": "可持续发展目标 6 全球加速框架",
    "49": "方案问题高级别委员会战略前瞻网",
    "50": "预测分析试点项目",
    "51": "人工智能工作组",
    "52": "推进管理政策和做法的创新、相互承认和协调",
}
# Note, paragraph, the six characters of the text right before the mark, and some after it.
ANCHORS = [
    (1, 4, "和 11 月", "举行了虚拟"),
    (2, 4, "和 10 月", "的定期和特"),
    (3, 17, "目标的一步，", "首协会于"),
    (4, 18, "18 年推出", "的联合国全"),
    (5, 18, "称数据立方体", "(见图二)"),
    (6, 18, "个重要工具。", "新标准使"),
    (7, 19, "和诚信精神》", "的优先数据"),
    (8, 22, "动共同框架》", "以及秘书长"),
    (9, 23, "性政策简报，", "以加强共同"),
    (10, 24, "业务指南》。", "通过将不平"),
    (11, 26, "段不断演变。", "在本报告所"),
    (12, 27, "行政准则》，", "以确保联合"),
    (13, 28, "参与的方法。", ""),
    (14, 29, "遵循的建议。", ""),
    (15, 34, "及经大会授权", "为促进对最"),
    (16, 34, "取伙伴关系。", "该伙伴关系"),
    (17, 35, "高委会批准。", ""),
    (18, 40, "球加速框架，", "这是一项新"),
    (19, 42, "11 月授权", "并可能于"),
    (20, 43, "合国系统投入", "强调了与"),
    (21, 49, "的有力工具，", "并认识到"),
    (22, 50, "关联的影响。", "该项目预计"),
    (23, 51, "构间工作组，", "旨在促进在"),
    (24, 52, "相互承认原则", "纳入主流："),
    (25, 53, "开展协作采购", "的进一步机"),
    (26, 55, "的所有目标，", "制定并发布"),
    (27, 58, "首协会秘书处", "发挥其作为"),
    (28, 58, "使用多种语文", "的承诺，并"),
    (29, 58, "务副秘书长。", "联合国秘书"),
    (30, 61, "关材料链接。", "看板整合了"),
    (31, 62, "据的一致性。", ""),
    (32, 71, "的相关说明。", ""),
    (33, 72, "规定的程序，", "审查了一名"),
]
SEAMS = {
    7: "疫情应对工作在联合国系统各实体",
    10: "将是实现这一目标的两大推动力",
    18: "首协会确认",
    21: "全系统快速应对的迫切必要性",
    24: "联合国可持续发展集团按照首协会框架",
    30: "90 000 多名用户",
    35: "这些群体——特别是土著妇女和女童——面临着",
    40: "制定了全球加速框架，这是一项",
    47: "成员们建议问责框架考虑到",
    49: "直到 2019 年末才形成",
    53: "支持执行该战略；(b) 推动实施",
    65: "团队和人员提供培训和宣传材料",
    71: "秘书处的工作人员，讨论",
    77: "工作队任务的一部分",
}
JOINTS = {
    "paragraph/1": "第 2008(LX)号决议，概述联合国系统行政首长协调理事会(首协会)的年度工作",
    "paragraph/5": "应对 COVID-19 大流行",
    "paragraph/15": "2019 冠状病毒病全球人道主义应对计划；冠状病毒病应对和恢复信托基金",
    "paragraph/27": "草案将于 2021 年定稿",
    "paragraph/51": "路线图(CEB/2019/1/Add.3)两年后",
    "paragraph/53": "这些举措包括：(a) 通过制定",
    "paragraph/60": "(www.unsceb.org)，借此更新了其在线存在",
    "footnote/5": "https://unsceb.org/sites/default/files/2020-08/UN_DataStandards_Digital_20200324.pdf。",
    "footnote/8": "可查阅：https://unsceb.org/sites/default/files/imported_files/CEB%20equality%20framework-A4-web-rev3_0.pdf。",
    "footnote/12": "COVID-19%20Administrative%20Guidelines%20V%205.0_Jan%202021.pdf。",
    "footnote/14": "Digital%20%26%20Technology%20Network%20-%20UNISSIG%20Evaluation%20of%20Zoom.pdf。",
    "footnote/19": "见教科文组织第四十届大会通过的",
    "footnote/22": "第 15、52、53、55、57 和 75 段。",
}


@cache
def report() -> Report:
    """Give the shipped report."""
    return parse_report(read_source(REPORT))


def parse(text: str, language: str = "zh") -> Report:
    """Parse a text."""
    return parse_report(read_bytes(text.encode(), "a.txt", Description(language=language)))


def of_kind(parsed: Report, kind: BlockKind) -> list[Block]:
    """Give the blocks of a kind."""
    return [block for block in parsed.blocks if block.kind is kind]


def by_id(parsed: Report) -> dict[str, Block]:
    """Give the blocks by their id."""
    return {block.id: block for block in parsed.blocks}


def shape(parsed: Report) -> list[tuple[str, str]]:
    """Give ids and texts."""
    return [(block.id, block.text) for block in parsed.blocks]


def codes(parsed: Report) -> Counter[str]:
    """Count the diagnostics by their code."""
    return Counter(found.code for found in parsed.diagnostics)


def test_the_report_has_exactly_its_blocks() -> None:
    """Nothing is missed, nothing is left over."""
    assert Counter(block.kind.value for block in report().blocks) == {
        "masthead": 1, "title": 1, "summary": 1, "chapter": 11, "subheading": 12, "paragraph": 79, "footnote": 33,
        "figure": 3, "links": 14, "furniture": 13,
    }  # fmt: skip
    assert not report().diagnostics


def test_the_report_is_described() -> None:
    """What is said beside the text wins, the rest is read from it."""
    assert (report().symbol, report().date) == ("E/2021/47", "2021-03-01")
    assert report().title == by_id(report())["title"].text == "2020 年联合国系统行政首长协调理事会年度概览报告"
    assert by_id(report())["masthead"].text == "整合部分"


@pytest.mark.parametrize(
    ("kind", "count"), [(BlockKind.PARAGRAPH, 79), (BlockKind.FOOTNOTE, 33), (BlockKind.FIGURE, 3)]
)
def test_numbers_rise_by_one(kind: BlockKind, count: int) -> None:
    """Every number is there, and is the last part of the id."""
    blocks = of_kind(report(), kind)
    assert [block.number for block in blocks] == [str(number) for number in range(1, count + 1)]
    assert all(block.id == f"{kind}/{block.number}" for block in blocks)


def test_chapters_and_subheadings_read_as_printed() -> None:
    """Wrapped headings are joined, numbers are no part of the text."""
    assert {block.number: block.text for block in of_kind(report(), BlockKind.CHAPTER)} == CHAPTERS
    assert {block.number: block.text for block in of_kind(report(), BlockKind.SUBHEADING)} == SUBHEADINGS


@pytest.mark.parametrize(
    ("block", "parent"),
    [
        ("title", ""),
        ("summary", ""),
        ("chapter/2", ""),
        ("paragraph/7", "chapter/2"),
        ("subheading/8", "chapter/2"),
        ("paragraph/12", "subheading/8"),
        ("paragraph/33", "chapter/3"),
        ("paragraph/42", "chapter/4"),
        ("paragraph/48", "chapter/5"),
        ("paragraph/57", "subheading/52"),
        ("figure/1", "chapter/2"),
        ("figure/3", "chapter/5"),
        ("footnote/20", "paragraph/43"),
        ("links/1", ""),
    ],
)
def test_a_block_is_a_part_of_its_heading(block: str, parent: str) -> None:
    """A sub-heading holds until the next heading, a note hangs on the block of its mark."""
    assert by_id(report())[block].parent == parent


def test_the_summary_has_three_paragraphs() -> None:
    """They are lines of one block."""
    lines = by_id(report())["summary"].text.split("\n")
    assert [(line[:8], line[-5:]) for line in lines] == [
        ("本报告概述 20", "任务规定。"), ("2020 年，首", "应对工作。"), ("报告还重点说明首", "协调活动。"),
    ]  # fmt: skip


def test_figures_hold_caption_source_and_scattered_words() -> None:
    """The caption comes first, wherever on the page it stands."""
    figures = [block.text.split("\n") for block in of_kind(report(), BlockKind.FIGURE)]
    assert figures[0][:4] == [
        "联合国系统领导模型",
        "资料来源：CEB/2017/1，附件。",
        "跨《联合国宪章》全部三个支柱共同创造",
        "适用、确定、理解和发展系统思维",
    ]
    assert "联合国领导维护规范和标准及其应用" in figures[0]
    assert len(figures[0]) == 23
    assert figures[1:] == [["数据立方体视觉呈现"], ["可能危及情况中的基本动态和主要风险图示"]]


@pytest.mark.parametrize(("note", "paragraph", "before", "after"), ANCHORS)
def test_each_note_is_tied_to_the_place_of_its_mark(note: int, paragraph: int, before: str, after: str) -> None:
    """The mark stands in the source where the text has the place, and is not in the text."""
    (anchor,) = [anchor for anchor in report().anchors if anchor.note == f"footnote/{note}"]
    source, text = report().source.text, by_id(report())[anchor.block].text
    assert anchor.source.of(source) == str(note)
    assert len(before) == 6
    assert source[anchor.source.start - 1] == before[-1]
    assert anchor.block == f"paragraph/{paragraph}"
    assert text[: anchor.offset].endswith(before)
    assert text[anchor.offset :].startswith(after)
    assert after or anchor.offset == len(text)


@pytest.mark.parametrize(("paragraph", "seam"), SEAMS.items())
def test_a_paragraph_that_a_page_cuts_is_one(paragraph: int, seam: str) -> None:
    """Its halves are joined as the author wrote them."""
    assert seam in by_id(report())[f"paragraph/{paragraph}"].text


@pytest.mark.parametrize(("block", "text"), JOINTS.items())
def test_lines_are_joined_as_the_author_wrote_them(block: str, text: str) -> None:
    """Names, addresses and figures run over line breaks."""
    assert text in by_id(report())[block].text


def test_texts_are_clean() -> None:
    """No block has double spaces, spaces at its ends or between Han characters, or its own label."""
    for block in report().blocks:
        assert block.text == block.text.strip()
        assert "  " not in block.text
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.SUMMARY, BlockKind.CHAPTER}:
            assert not re.search(r"[一-鿿，。；] [一-鿿，。；]", block.text)
            assert not re.match(r"\d+\. |[一二三四五六七八九十]+\. ", block.text)


def test_every_character_is_in_exactly_one_block() -> None:
    """The pieces of all blocks are the source."""
    source = report().source.text
    pieces = sorted(piece for block in report().blocks for piece in block.pieces)
    assert "".join(piece.of(source) for piece in pieces) == source
    assert all(before.end == after.start for before, after in pairwise(pieces))


def test_every_character_of_a_text_maps_to_itself() -> None:
    """A view invents nothing but what stands for a line break."""
    source = report().source.text
    for block in report().blocks:
        for at, char in enumerate(block.text):
            span = block.view.to_source(Span(at, at + 1))
            assert any(piece.contains(span) for piece in block.pieces)
            assert span.of(source) == char or (char.isspace() and not span.of(source).strip())


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_the_kind_of_line_break_does_not_matter(line_break: str) -> None:
    """A text from another system reads the same."""
    text = report().source.text.replace("\n", line_break)
    assert [pair[1] for pair in shape(parse(text))] == [pair[1] for pair in shape(report())]


def test_masthead_headers_footers_and_list_items() -> None:
    """What a printer put on the pages is apart, what the author put in a list is a line each."""
    parsed = parse(
        " 联合国系统                      CEB/2018/5 \n\n 行政首长协调理事会              Distr.: General \n\n"
        "                                 12 December 2018 \n\n  会议的结论 \n\n  (巴黎，2018 年 10 月) \n\n"
        " 一. 导言 \n\n"
        "1. 经讨论，委员会： \n\n(a) 欢迎工具包，并请其在第二届常会上加以演示，又\n\n"
        "请其报告； \n\n(b) 决定\n\n18-21376             1/2 \n\n CEB/2018/5 \n\n 留待适当时候再议。 \n\n"
    )
    assert (parsed.symbol, parsed.title, parsed.date) == ("CEB/2018/5", "会议的结论", "2018-12-12")
    assert shape(parsed) == [
        ("masthead", "联合国系统\tCEB/2018/5\n行政首长协调理事会\tDistr.: General\n12 December 2018"),
        ("title", "会议的结论\n(巴黎，2018 年 10 月)"),
        ("chapter/1", "导言"),
        (
            "paragraph/1",
            "经讨论，委员会：\n(a) 欢迎工具包，并请其在第二届常会上加以演示，又请其报告；\n(b) 决定留待适当时候再议。",
        ),
        ("furniture/1", "18-21376 1/2"),
        ("furniture/2", "CEB/2018/5"),
    ]


def test_the_agenda_item_and_the_period_of_the_session_are_of_the_masthead() -> None:
    """Neither is the title, or the date of the document."""
    parsed = parse(
        " 联合国                      E/2024/56 \n\n 经济及社会理事会              Distr.: General \n\n"
        "                                 13 May 2024 \n\n2024 年届会 \n\n2023 年 7 月 27 日至 2024 年 7 月 24 日 \n\n"
        "议程项目 12(a) \n\n协调、方案和其他问题：协调机构的报告 \n\n"
        "  2023 年联合国系统行政首长协调理事会年度概览报告 \n\n 一. 导言 \n\n1. 首协会举行了会议。 \n\n"
    )
    assert (parsed.title, parsed.date) == ("2023 年联合国系统行政首长协调理事会年度概览报告", "2024-05-13")


def test_an_annex_with_a_table() -> None:
    """A row is a line, a tab parts its cells, and a cell that goes on below is one."""
    parsed = parse(
        "1. 委员会决定。 \n\n  附件 \n\n  决定一览 \n\n编号     决定                  执行方 \n\n"
        "36/1     欢迎工具包            网络 \n\n36/8     请海事组织牵头编写    海事组织 \n\n"
        "           《海上撤离指南》 \n"
    )
    assert shape(parsed)[1:] == [
        ("annex", "决定一览"),
        ("table/1", "编号\t决定\t执行方\n36/1\t欢迎工具包\t网络\n36/8\t请海事组织牵头编写《海上撤离指南》\t海事组织"),
    ]
    assert by_id(parsed)["table/1"].parent == "annex"


def test_english_reads_as_its_author_wrote_it() -> None:
    """Words keep their hyphens, marks go, numbers with gaps are told."""
    parsed = parse(
        "  Overview report of the United Nations System Chief Executives \n  Board for 2020 \n\n\n I. Introduction \n\n"
        "2. In 2020, CEB and its high-\nlevel committees met in November 2020.1 They welcomed the\n"
        "plan2 and\n__________________ \n 1 See CEB/2020/1. \n"
        " 2 Available at https://unsceb.org/road-\nmap. \n\n"
        "21-02819 1/6\n\nhttps://undocs.org/en/CEB/2020/1\n E/2021/47\n\nthe report. \n\n  On data \n\n"
        "17. As one step, CEB endorsed it. \n",
        "en",
    )
    assert shape(parsed) == [
        ("title", "Overview report of the United Nations System Chief Executives Board for 2020"),
        ("chapter/1", "Introduction"),
        (
            "paragraph/2",
            "In 2020, CEB and its high-level committees met in November 2020. They welcomed the plan and the report.",
        ),
        ("furniture/1", "__________________"),
        ("footnote/1", "See CEB/2020/1."),
        ("footnote/2", "Available at https://unsceb.org/road-map."),
        ("furniture/2", "21-02819 1/6"),
        ("links/1", "https://undocs.org/en/CEB/2020/1"),
        ("furniture/3", "E/2021/47"),
        ("subheading/17", "On data"),
        ("paragraph/17", "As one step, CEB endorsed it."),
    ]
    assert parsed.symbol == "E/2021/47"
    assert [anchor.note for anchor in parsed.anchors] == ["footnote/1", "footnote/2"]
    assert codes(parsed) - Counter(reading=1) == {"numbering-gap": 2}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "1. 注意到报告；6\n2. 欢迎《行动纲领》2\n执行情况；", ["注意到报告；", "欢迎《行动纲领》执行情况；"]),
        ("zh", "1. 包括《战略》，7\n这是一项倡议。", ["包括《战略》，这是一项倡议。"]),
        ("en", "1. Takes note of the report;6\n2. Welcomes the Decade 2001-20107 as such;",
         ["Takes note of the report;", "Welcomes the Decade 2001-2010 as such;"]),
        ("en", "1. Reaffirms the Declaration8 adopted on COVID19 in 2001-2010;",
         ["Reaffirms the Declaration adopted on COVID19 in 2001-2010;"]),
    ],
)  # fmt: skip
def test_an_excerpt_has_marks_without_notes(language: str, text: str, expected: list[str]) -> None:
    """Unmistakable marks are left out and told."""
    parsed = parse(text, language)
    assert [block.text for block in of_kind(parsed, BlockKind.PARAGRAPH)] == expected
    assert not parsed.anchors
    assert codes(parsed)["mark-without-note"]


NOTED = "1. {}\n\n2. 首协会核可了《框架》{}以及声明。\n\n__________________\n\n 1 见 A/75/1。\n\n 2 见 A/75/2。\n"


@pytest.mark.parametrize(
    "decoy",
    [
        "2020年1月开会。",
        "第1届会议。",
        "会议，1 月举行。",
        "共1个，1.5 亿。",
        "见《报告》1 份。",
        "(CEB/2020/1)与 A/75/1。",
        "COVID-1 疫情。",
    ],
)
def test_dates_symbols_and_counts_are_no_marks(decoy: str) -> None:
    """The mark of note 1 is the one that stands like a mark."""
    parsed = parse(NOTED.format(decoy, "1 ").replace("声明。", "声明。2 "))
    assert [(anchor.note, anchor.block) for anchor in parsed.anchors] == [
        ("footnote/1", "paragraph/2"), ("footnote/2", "paragraph/2"),
    ]  # fmt: skip
    assert by_id(parsed)["paragraph/1"].text == decoy


def test_a_note_without_a_mark_is_told() -> None:
    """The note stays, at the top."""
    parsed = parse(NOTED.format("开会。", ""))
    assert not parsed.anchors
    assert by_id(parsed)["footnote/1"].parent == ""
    assert codes(parsed) == {"note-without-mark": 2}


def test_a_mark_may_stand_in_a_heading() -> None:
    """A chapter's heading has its note too."""
    parsed = parse("一. 导言1 \n\n1. 开会。 \n\n__________________\n\n 1 见 A/75/1。 \n")
    assert [(anchor.block, anchor.offset) for anchor in parsed.anchors] == [("chapter/1", 2)]
    assert by_id(parsed)["chapter/1"].text == "导言"


def test_numbers_that_repeat_are_told() -> None:
    """A number that is there twice gets an id of its own."""
    parsed = parse("1. 甲。\n\n2. 乙。\n\n2. 丙。\n")
    assert [block.id for block in parsed.blocks] == ["paragraph/1", "paragraph/2", "paragraph/2-2"]
    assert codes(parsed) == {"numbering-repeat": 1}


def test_a_text_without_numbers_is_read_as_it_stands() -> None:
    """Each stretch between blank lines is a block, and that is told once."""
    parsed = parse("首协会核可了\n路线图。\n\n委员会表示\n欢迎。\n")
    assert shape(parsed) == [("plain/1", "首协会核可了路线图。"), ("plain/2", "委员会表示欢迎。")]
    assert codes(parsed) == {"no-numbered-paragraphs": 1}


def test_what_cannot_be_placed_is_plain_and_told() -> None:
    """Text behind a complete paragraph that is no heading of the next one has no place."""
    parsed = parse("1. 甲事已经办理完毕并得到委员会的一致同意和赞赏。 \n\n谨启。 \n")
    assert shape(parsed)[1:] == [("plain/1", "谨启。")]
    assert codes(parsed) == {"unplaced": 1}


def test_the_front_of_an_excerpt_is_no_title() -> None:
    """Sentences above the first number are plain text."""
    assert shape(parse("委员会的工作得到承认。\n\n5. 甲。\n"))[0] == ("plain/1", "委员会的工作得到承认。")


def test_running_headers_that_repeat_are_furniture() -> None:
    """What stands at the top of three pages is no text, also where a form feed parts the pages."""
    page = "\fPolitical declaration\n\n{}. The Board endorsed the plan of the Committee on\n\n"
    parsed = parse("".join(page.format(number) for number in (1, 2, 3)), "en")
    assert [block.text for block in of_kind(parsed, BlockKind.FURNITURE)] == ["Political declaration"] * 3


def test_a_form_feed_ends_the_notes_of_a_page() -> None:
    """What follows goes on with the paragraph, though the note has no full stop."""
    parsed = parse("1. 首协会核可1 了\n\n____________\n\n 1 见报告\n\f路线图。\n")
    assert by_id(parsed)["paragraph/1"].text == "首协会核可了路线图。"


def test_a_figure_may_have_its_title_on_the_line_of_its_number() -> None:
    """The number is no part of the text."""
    parsed = parse("1. 甲事已经办理完毕并得到委员会的一致同意。 \n\n图二：数据\n\n资料来源：A/75/1。 \n")
    assert shape(parsed)[1:] == [("figure/2", "数据\n资料来源：A/75/1。")]


def test_a_number_may_stand_alone_above_its_paragraph() -> None:
    """As some converters leave it."""
    parsed = parse("1. \n\n首协会核可了路线图。 \n\n2. 委员会表示欢迎。 \n")
    assert shape(parsed) == [("paragraph/1", "首协会核可了路线图。"), ("paragraph/2", "委员会表示欢迎。")]


def test_a_figure_that_a_line_break_cuts_is_one() -> None:
    """A line never ends between two figures for any other reason."""
    parsed = parse("1. 首协会核可了路线图，用以推动落实可持续发展目标 1\n4。 \n")
    assert by_id(parsed)["paragraph/1"].text == "首协会核可了路线图，用以推动落实可持续发展目标 14。"


def test_the_number_of_an_agenda_item_is_no_mark_of_a_note() -> None:
    """The mark of the note is the next one."""
    parsed = parse("一. 报告(议程项目1) \n\n1. 首协会核可了路线图。1 \n\n__________________\n\n 1 见 A/75/1。 \n")
    assert by_id(parsed)["chapter/1"].text == "报告(议程项目1)"
    assert [(anchor.block, anchor.note) for anchor in parsed.anchors] == [("paragraph/1", "footnote/1")]


def test_tabs_part_the_cells_of_a_table() -> None:
    """An annex begins behind a full stop, also where no space stands behind that."""
    parsed = parse("1. 首协会核可了路线图。\n\n附件\n决定一览\n\n编号\t决定\n1\t核可路线图\n2\t欢迎框架\n")
    (table,) = of_kind(parsed, BlockKind.TABLE)
    assert table.text == "编号\t决定\n1\t核可路线图\n2\t欢迎框架"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1. The Committee met. The High-level Com-\nmittee on Programmes", "The High-level Committee on Programmes"),
        ("1. A system-\nwide road map", "A system-wide road map"),
        ("1. The high-\nlevel committees", "The high-level committees"),
        ("1. COMMITTEE. The Com-\nmittee", "The Committee"),
        ("1. In COVID-\n19 times", "In COVID-19 times"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_belongs_to_its_word_unless_the_text_has_it_without(text: str, read: str) -> None:
    report = parse_report(read_bytes(f"{text} is here.\n".encode(), "x.txt", Description(language="en")))
    (paragraph,) = (block for block in report.blocks if block.kind is BlockKind.PARAGRAPH)
    assert read in paragraph.text
    at = paragraph.text.index(read)
    source = paragraph.view.to_source(Span(at, at + len(read))).of(report.source.text)
    assert source.startswith(read[:4])
    assert source.endswith(read[-4:])


def test_marks_of_notes_may_stand_behind_a_space_in_a_text_that_has_them_so() -> None:
    text = """      1.    CEB met in May 2018. 1 It approved the Plan, 2 which was new, and the Compact 3 in June.

__________________
      1   CEB/2018/1.
      2   CEB/2018/2.
      3   CEB/2018/3.
"""
    report = parse_report(read_bytes(text.encode(), "x.txt", Description(language="en")))
    (paragraph,) = (block for block in report.blocks if block.kind is BlockKind.PARAGRAPH)
    assert paragraph.text == "CEB met in May 2018. It approved the Plan, which was new, and the Compact in June."
    assert [paragraph.text[: anchor.offset].split()[-1] for anchor in report.anchors] == ["2018.", "Plan,", "Compact"]


def test_a_letter_before_a_heading_is_its_label() -> None:
    text = """I. Work

1.    CEB met in May 2018.

A.    New technologies

2.    HLCP met.
"""
    report = parse_report(read_bytes(text.encode(), "x.txt", Description(language="en")))
    assert [block.text for block in report.blocks if block.kind is BlockKind.SUBHEADING] == ["New technologies"]
    assert not report.diagnostics
