"""PDF, Word and HTML: the same report in each gives the same structure and the same graph."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import documents as made
import pytest
from documents import docx, note_mark, paragraph, pdf, run

from cebgraph.errors import SourceError
from cebgraph.model.report import BlockKind, Masthead, Report
from cebgraph.model.source import LayoutText
from cebgraph.pipeline import build_reports
from cebgraph.read import confined, read_bytes, read_source
from cebgraph.read.docx import package
from cebgraph.read.formats import FORMATS
from cebgraph.read.pdf import glyphs
from cebgraph.structure import parse_report

MAKERS = {"pdf": made.report_as_pdf, "docx": made.report_as_docx, "html": made.report_as_html}
OFFSETS = ("sourceStart", "sourceEnd")
LETTERS = "The Board and the Committee of the system endorsed the road map for the decade in the session. "


@pytest.fixture(scope="module")
def text() -> LayoutText:
    return read_source(Path(__file__).resolve().parents[1] / "data" / "reports" / "ceb-overview-2020.zh.txt")


@pytest.fixture(scope="module")
def report(text: LayoutText) -> Report:
    return parse_report(text)


@pytest.fixture(scope="module")
def others(report: Report) -> dict[str, LayoutText]:
    said = report.source.description
    return {kind: read_bytes(make(report), f"overview.{kind}", said) for kind, make in MAKERS.items()}


def shown(layout: LayoutText) -> list[str]:
    """Return the lines of a layout, raised figures in brackets, each with its role."""
    starts = {span.start: span.end for span in layout.raised or ()}
    lines = []
    for line in layout.lines:
        text, at = "", line.span.start
        while at < line.span.end:
            end = starts.get(at, at + 1)
            text += f"[{layout.text[at:end]}]" if at in starts else layout.text[at:end]
            at = end
        lines.append(f"{line.role}: {text}")
    return lines


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>"


def read_page(body: str) -> list[str]:
    return shown(read_bytes(page(body + f"<p>{LETTERS}").encode(), "a.html"))[:-1]


def read_word(body: str, **parts: str) -> list[str]:
    return shown(read_bytes(docx(body + paragraph(run(LETTERS)), **parts), "a.docx"))[:-1]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_report_has_the_same_structure_in_every_format(
    kind: str, report: Report, others: dict[str, LayoutText]
) -> None:
    def facts(report: Report) -> list[tuple[str, ...]]:
        layout = {BlockKind.LINKS, BlockKind.FURNITURE}
        blocks = [block for block in report.blocks if block.kind not in layout]
        return sorted((block.id, block.number, block.parent, block.text) for block in blocks)

    def anchors(report: Report) -> list[tuple[str, str, int]]:
        return [(anchor.note, anchor.block, anchor.offset) for anchor in report.anchors]

    other = parse_report(others[kind])
    assert facts(other) == facts(report)
    assert anchors(other) == anchors(report)
    assert len(other.anchors) == 33
    assert other.diagnostics == ()


@pytest.mark.parametrize("kind", MAKERS)
def test_a_report_gives_the_same_graph_in_every_format_but_for_offsets(
    kind: str, text: LayoutText, others: dict[str, LayoutText]
) -> None:
    """Without pages, notes stand behind their paragraph or at the end: their place in the order is another."""
    left_out = OFFSETS if kind == "pdf" else (*OFFSETS, "position")

    def statements(layout: LayoutText) -> set[str]:
        quads = build_reports([layout], validate=False).quads
        return {str(quad) for quad in quads if not quad.predicate.value.endswith(left_out)}

    assert statements(others[kind]) == statements(text)


@pytest.mark.parametrize("kind", MAKERS)
def test_every_block_quotes_the_extracted_text(kind: str, others: dict[str, LayoutText]) -> None:
    report = parse_report(others[kind])
    pieces = sorted(piece for block in report.blocks for piece in block.pieces)
    assert "".join(piece.of(report.source.text) for piece in pieces) == report.source.text
    for anchor in report.anchors:
        assert anchor.source.of(report.source.text) == anchor.note.rpartition("/")[2]


# PDF


def test_a_resolution_as_the_united_nations_print_it_is_read() -> None:
    report = parse_report(read_source(Path(__file__).parent / "papers" / "A-RES-73-8.en.pdf"))
    said = "Necessity of ending the economic, commercial and financial embargo imposed by the United States of America"
    assert (report.symbol, report.title, report.date) == ("A/RES/73/8", f"{said} against Cuba", "2018-11-05")
    adoption = "Resolution adopted by the General Assembly\non 1 November 2018"
    assert report.masthead == Masthead(
        "General", "", "Seventy-third session", "Agenda item 43", adoption, adopted="2018-11-01"
    )
    blocks = {block.id: block.text for block in report.blocks}
    assert [block.number for block in report.blocks if block.kind is BlockKind.PARAGRAPH] == list("12345")
    assert blocks["plain/1"] == "The General Assembly,"
    assert blocks["plain/3"].startswith("Reaffirming, among other principles, the sovereign equality of States, non-")
    assert blocks["plain/7"].endswith("70/5 of 27 October 2015, 71/5 of 26 October 2016 and 72/4 of 1 November 2017,")
    assert blocks["paragraph/1"].endswith("on the implementation of resolution 72/4;")
    assert blocks["footnote/1"] == "A/73/85."
    assert [(anchor.note, anchor.block) for anchor in report.anchors] == [("footnote/1", "paragraph/1")]
    furniture = [block.text for block in report.blocks if block.kind is BlockKind.FURNITURE]
    assert "2/2\t18-18418" in furniture
    assert "A/RES/73/8\timposed by the United States of America against Cuba" in furniture


def test_a_resolution_is_one_in_the_graph_too() -> None:
    built = build_reports([read_source(Path(__file__).parent / "papers" / "A-RES-73-8.en.pdf")])
    assert built.validation is not None
    assert built.validation.conforms
    things = {thing.id: thing.kind for extraction in built.extractions for thing in extraction.things}
    assert things["document/A/RES/73/8"] == "Resolution"


def test_a_page_tells_what_its_lines_are() -> None:
    lines = [
        (60, 1950, 8, "E/2021/47"),
        (60, 1900, 12, "Times-Bold|A heading"),
        (80, 1870, 10, "1. The Board met in "),
        (168, 1873.5, 6.5, "7"),
        (60, 1858, 10, "and went home."),
        (60, 1100, 8, "__________________"),
        (70, 1093, 5.5, "7"),
        (75, 1090, 8, "See resolution 71/243."),
        (60, 30, 8, "2/19"),
    ]
    layout = read_bytes(
        pdf([[(60, 1950, 8, "E/2021/47"), *[(60, 1800 - 12 * n, 10, LETTERS) for n in range(9)]], lines]), "a.pdf"
    )
    assert shown(layout)[10:] == [
        "running: E/2021/47",
        "heading: A heading",
        "body: 1. The Board met in [7]",
        "body: and went home.",
        "body: __________________",
        "note: [7] See resolution 71/243.",
        "running: 2/19",
    ]
    assert {line.page for line in layout.lines} == {1, 2}


def test_columns_are_read_one_after_the_other() -> None:
    left = [(60, 1900 - 12 * n, 10, f"left {n:02} and so on to the end of it") for n in range(12)]
    right = [(300, 1900 - 12 * n, 10, f"right {n:02} and so on to the end of it") for n in range(12)]
    both = [run for pair in zip(left, right, strict=True) for run in pair]
    layout = read_bytes(pdf([[(60, 1940, 10, LETTERS[:60]), *both, (60, 1700, 10, LETTERS[:60])]]), "a.pdf")
    sides = [line.span.of(layout.text).split()[0] for line in layout.lines]
    assert sides == ["The", *["left"] * 12, *["right"] * 12, "The"]


def test_a_table_is_no_pair_of_columns() -> None:
    rows = [(x, 1900 - 12 * n, 10, f"{text} {n}") for n in range(12) for x, text in ((60, "a cell"), (300, "another"))]
    layout = read_bytes(pdf([[(60, 1940, 10, LETTERS), *rows]]), "a.pdf")
    assert [str(line.role) for line in layout.lines] == ["body", *["row"] * 12]
    assert layout.lines[1].span.of(layout.text).split("  ")[0] == "a cell 0"


def test_a_pdf_of_pictures_is_told_so() -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: the PDF has no text \(recognise it first \(OCR\)"):
        read_bytes(pdf([[]]), "a.pdf")


def test_an_encrypted_pdf_is_told_so() -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: the PDF is encrypted"):
        read_bytes(pdf([[(60, 700, 10, LETTERS)]], encrypt="secret"), "a.pdf")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda content: content[: len(content) // 2], "the PDF is cut off"),
        (lambda content: b"%PDF-1.4\n" + b"x" * 99 + content[-40:], "the PDF is damaged"),
        (lambda content: content.replace(b"%PDF", b"PDF "), "not a text|named .pdf, but a text"),
    ],
)
def test_a_pdf_that_is_none_is_refused(spoil: Callable[[bytes], bytes], message: str) -> None:
    with pytest.raises(SourceError, match=message) as raised:
        read_bytes(spoil(pdf([[(60, 700, 10, LETTERS)]])), "a.pdf")
    assert raised.value.hint


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_PAGES", 1)
    with pytest.raises(SourceError, match="2 pages, of at most 1"):
        glyphs.read_pages(pdf([[(60, 700, 10, LETTERS)]] * 2), "a.pdf")


# Limits


@pytest.mark.parametrize(("limits", "message"), [({"memory": 100 << 20}, "memory"), ({"seconds": 1}, "1 s")])
def test_a_file_that_takes_too_much_is_stopped(limits: dict[str, int], message: str) -> None:
    content = page(f"<p>{LETTERS}" * 200_000).encode()
    html = next(format_ for format_ in FORMATS if format_.key == "html")
    with pytest.raises(SourceError, match=message) as raised:
        confined.read_confined(html, content, "a.html", **limits)
    assert raised.value.hint == "is it made to harm?"


def test_a_missing_library_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise ModuleNotFoundError('no', name='pypdfium2')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(SourceError, match=r'pypdfium2 is not installed \(pip install "cebgraph\[documents\]"\)'):
        read_bytes(pdf([[(60, 700, 10, LETTERS)]]), "a.pdf")


# Word


def test_tracked_changes_are_read_as_accepted() -> None:
    inserted = f"<w:ins>{run('new ')}</w:ins>"
    deleted = f"<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom>{run('moved ')}</w:moveFrom>"
    merged = paragraph(run("This "), more="<w:rPr><w:del/></w:rPr>")
    assert read_word(merged + paragraph(deleted, inserted, f"<w:moveTo>{run('text')}</w:moveTo>")) == [
        "body: This new text"
    ]


def test_numbers_that_word_generates_are_written_out() -> None:
    body = "".join(paragraph(run(word), numbered=number) for word, number in [("a", "1"), ("b", "2"), ("c", "1")])
    assert read_word(body, numbering=made.NUMBERS) == ["body: 1. a", "body: 一. b", "body: 2. c"]


def test_a_note_stands_behind_its_paragraph() -> None:
    notes = f'<w:footnote w:id="5">{paragraph(run(" See one."))}{paragraph(run("And more."))}</w:footnote>'
    body = paragraph(run("The Board"), note_mark("5"), run(" met.")) + paragraph(run("It ended."))
    assert read_word(body, footnotes=notes) == [
        "body: The Board[1] met.",
        "note: [1] See one.",
        "note: And more.",
        "body: It ended.",
    ]


def test_headings_are_told_by_style_outline_and_weight() -> None:
    body = (
        paragraph(run("A title"), style="Title")
        + paragraph(run("By style"), style="Heading1")
        + paragraph(run("By outline"), more='<w:outlineLvl w:val="1"/>')
        + paragraph(run("By weight", "<w:b/>"))
        + paragraph(run("Not ", "<w:b/>"), run("all of it"))
    )
    assert read_word(body, styles=made.STYLES) == [
        "title: A title",
        "heading: By style",
        "heading: By outline",
        "heading: By weight",
        "body: Not all of it",
    ]


def test_a_table_is_a_line_for_each_row() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in cells)}</w:tr>"

    assert read_word(f"<w:tbl>{row('Year', 'Cost')}{row('2020', '5')}</w:tbl>") == ["row: Year\tCost", "row: 2020\t5"]


def test_the_masthead_in_a_header_tells_the_symbol() -> None:
    row = "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in ("United Nations", "A/73/8"))
    document = docx(paragraph(run(LETTERS)), header1=f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")
    relation = '<Relationship Type="http://x/header" Target="header1.xml"/>'
    file = BytesIO(document)
    with zipfile.ZipFile(file, "a") as archive:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{space}">{relation}</Relationships>')
    layout = read_bytes(file.getvalue(), "a.docx")
    assert shown(layout)[0] == "running: United Nations\tA/73/8"
    assert parse_report(layout).symbol == "A/73/8"


@pytest.mark.parametrize("number", ["9999999999999999999", "99999999", "-1", "abc"])
@pytest.mark.parametrize("form", ["lowerRoman", "lowerLetter", "chineseCounting", "nonsense"])
def test_no_number_of_a_list_breaks_its_reader(number: str, form: str) -> None:
    numbering = made.numbers("1", form, "%1.").replace('w:start w:val="1"', f'w:start w:val="{number}"')
    (line,) = read_word(paragraph(run("text"), numbered="1"), numbering=numbering)
    assert line.endswith(". text")
    assert len(line) < 50


def test_a_word_document_that_unpacks_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_SMALL", 1000)
    bomb = docx(paragraph(run("a" * 5_000_000)))
    with pytest.raises(SourceError, match=r"word/document\.xml: unpacks to more than .* MB \(is it made to harm\?\)"):
        package.Package(bomb, "a.docx").part("word/document.xml")


def test_entities_without_end_are_refused() -> None:
    file = BytesIO()
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(SourceError, match="damaged"):
        read_bytes(file.getvalue(), "a.docx")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_word_document_that_is_cut_off_is_refused(share: float, report: Report) -> None:
    content = made.report_as_docx(report)
    with pytest.raises(SourceError, match="the Word document is damaged or cut off"):
        read_bytes(content[: int(len(content) * share)], "a.docx")


# HTML


def test_the_main_content_of_a_page_is_read() -> None:
    body = f"<nav>Menu</nav><header>Site</header><main><h1>A title</h1><p>{LETTERS}</main><footer>Contact</footer>"
    assert shown(read_bytes(page(body).encode(), "a.html")) == ["title: A title", f"body: {LETTERS.strip()}"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>One &amp; two&#8212;three&nbsp;four", ["body: One & two—three\xa0four"]),
        ("<script>var a</script><p hidden>no<p style='display: none'>no<p>yes", ["body: yes"]),
        ("<p>1.  The\n Board<br>met", ["body: 1. The Board", "body: met"]),
        ("<ol start=3><li>a<li><p>b</ol><ul><li>c</ul>", ["body: 3. a", "body: 4. b", "body: • c"]),
        ("<ol type=i><li value=4>a</ol>", ["body: iv. a"]),
        ("<p><strong>A heading</strong><p><b>Not</b> one", ["heading: A heading", "body: Not one"]),
        ("<table><tr><th>a<th>b<tr><td><p>c</p><td>d</table>", ["row: a\tb", "row: c\td"]),
        ("<table><tr><td><p>a<p>b<p>c</table>", ["body: a", "body: b", "body: c"]),
        ("<p>met<sup>1</sup> in the 2<sup>nd</sup><p><sup>1</sup> See.", ["body: met[1] in the 2nd", "note: [1] See."]),
        (
            "<p>met<a href='#n1' name=r1>[1]</a><p>on<p><a href='#r1' name=n1>[1]</a> See.",
            ["body: met[1]", "body: on", "note: [1] See."],
        ),
        (
            "<p>met<sup><a href='#n1' id=r1>1</a></sup><ol><li id=n1><p>See. <a href='#r1'>↩</a></ol>",
            ["body: met[1]", "note: [1] See."],
        ),
    ],
)
def test_a_page_is_read_as_a_browser_shows_it(body: str, lines: list[str]) -> None:
    assert read_page(body) == lines


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030", "big5", "utf-16"])
def test_a_page_declares_its_encoding(encoding: str) -> None:
    declared = f'<html><head><meta charset="{encoding}"></head><body><p>首協會核可了聯合國系統的路線圖'
    codec = {"gb2312": "gb18030"}.get(encoding, encoding)
    assert "首協會核可了聯合國系統的路線圖" in read_bytes(declared.encode(codec), "a.html").text


def test_the_encoding_that_a_server_tells_counts_more_than_what_a_page_declares() -> None:
    content = '<html><head><meta charset="utf-8"></head><body><p>首协会核可了联合国系统的路线图'.encode("gb18030")
    told = read_bytes(content, "https://x.org/a", media_type="text/html; charset=gb2312")
    assert "首协会核可了" in told.text


def test_paragraphs_may_count_within_their_sections() -> None:
    said = ("The Board met.", "The Committee met.", "The Network met.")
    numbered = "".join(f"<p>4.{number} {text}" for number, text in enumerate(said, 9))
    body = f"<h1>Section 4</h1><p>{LETTERS}{numbered}<p>1. A meeting of the Board<p>2. A visit to the Board"
    report = parse_report(read_bytes(page(body).encode(), "a.html"))
    paragraphs = {block.id: block.text for block in report.blocks if block.kind is BlockKind.PARAGRAPH}
    assert list(paragraphs) == ["paragraph/4.9", "paragraph/4.10", "paragraph/4.11"]
    assert paragraphs["paragraph/4.10"] == "The Committee met."


def test_a_page_that_says_nothing_is_refused() -> None:
    with pytest.raises(SourceError, match="the page says nothing"):
        read_bytes(page("<script>everything()</script>").encode(), "a.html")


# What a file is


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (pdf([[(60, 700, 10, LETTERS)]]), "a.txt", r"named \.txt, but a PDF"),
        (page("<p>Not found").encode(), "a.pdf", r"named \.pdf, but a web page"),
        (docx(paragraph(run(LETTERS))), "a.html", r"named \.html, but a Word document"),
        (LETTERS.encode(), "a.docx", r"named \.docx, but a text"),
        (LETTERS.encode(), "a.md", r"'\.md' files cannot be read \(formats read: \.txt, |\.pdf"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "the office document is encrypted"),
        (b"\x89PNG\r\n", "a.png", "a picture, which cannot be read"),
    ],
)
def test_a_name_that_says_something_else_is_an_error(content: bytes, name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as raised:
        read_bytes(content, name)
    assert raised.value.hint


@pytest.mark.parametrize("name", ["a", "a.pdf.part"])
def test_a_name_that_says_nothing_leaves_it_to_the_content(name: str) -> None:
    assert read_bytes(pdf([[(60, 700, 10, LETTERS)]]), name).source.encoding == "pdf"
