"""No text makes the structure stage fail, and every character lands in exactly one block."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cebgraph.model.report import BlockKind, Report
from cebgraph.model.source import Description, LayoutText, Source
from cebgraph.read.text import split_lines
from cebgraph.spans import Span
from cebgraph.structure import parse_report

PIECES = [
    *("1. ", "2. ", "3.", "17. ", "999. ", "一. ", "二. ", "十一. ", "I. ", "II. ", "IV. ", "A. ", "(a) ", "(b) "),
    *(
        "摘要",
        "Summary",
        "附件",
        "附件一",
        "Annex I",
        "图一",
        "图 2",
        "Figure I",
        "Figure 2: ",
        "资料来源：",
        "Source: ",
    ),
    *("__________________", "https://undocs.org/zh/A/RES/75/233", "www.un.org/", "18-21376   1/3", "2/3", "CEB/2018/5"),
    *(
        "首协会",
        "核可了",
        "《路线图》",
        "。",
        "；",
        "：",
        "，",
        "(",
        ")",
        "“",
        "”",
        "the Board",
        " endorsed",
        ". ",
        ";",
        "-",
    ),
    *(
        "1",
        "2",
        "3",
        "10 ",
        " 1 见",
        "19见",
        "\n",
        "\n\n",
        "\r\n",
        "\f",
        " ",
        "    ",
        "\t",
        "\u3000",
        "            ",
        "\x1c",
    ),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)


def parse(text: str, language: str) -> Report:
    """Parse a text without asking whether it is one."""
    return parse_report(LayoutText(Source("f.txt", text, language, "utf-8", "", Description()), split_lines(text)))


@pytest.mark.parametrize("language", ["zh", "en"])
@given(text=texts)
def test_any_text_is_shared_out_exactly(language: str, text: str) -> None:
    """The pieces of all blocks are the whole text, and views, ids, parents and anchors hold together."""
    report = parse(text, language)
    pieces = sorted(piece for block in report.blocks for piece in block.pieces)
    assert "".join(piece.of(text) for piece in pieces) == text
    assert all(before.end == after.start for before, after in pairwise(pieces))
    ids = [block.id for block in report.blocks]
    assert len(set(ids)) == len(ids)
    assert {block.parent for block in report.blocks} <= {*ids, ""}
    for block in report.blocks:
        for at, char in enumerate(block.text):
            span = block.view.to_source(Span(at, at + 1))
            assert any(piece.contains(span) for piece in block.pieces)
            assert char.isspace() or span.of(text) == char
    for anchor in report.anchors:
        assert anchor.note in ids
        text_of = {block.id: block.text for block in report.blocks}[anchor.block]
        assert 0 <= anchor.offset <= len(text_of)


@pytest.mark.parametrize("text", ["", " \n\n", "\f", "\n"])
def test_a_text_without_words_has_at_most_one_block(text: str) -> None:
    """Nothing is no error here: a plain block holds the spaces."""
    report = parse(text, "zh")
    assert [block.kind for block in report.blocks] == [BlockKind.PLAIN] * bool(text)
    assert [found.code for found in report.diagnostics] == ["no-numbered-paragraphs"]
