"""Documents that tests make: PDF, Word and HTML files, small ones by hand and the shipped report in all three."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from cebgraph.model.report import Block, BlockKind, Report

HAN = "STSong-Light"
"""A font that every reader of PDF has: nothing of it is in the file."""
pdfmetrics.registerFont(UnicodeCIDFont(HAN))
HEIGHT = 2000
LEADING = 15.0
_TOP = HEIGHT - 70
BODY, SMALL, RAISED, LARGE, TITLE = 10.5, 8.5, 6.5, 12.5, 16.0
SIZES = {
    BlockKind.TITLE: TITLE,
    BlockKind.CHAPTER: LARGE,
    BlockKind.SUBHEADING: LARGE,
    BlockKind.FOOTNOTE: SMALL,
}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


# PDF


def pdf(
    pages: Iterable[Iterable[tuple[float, float, float, str]]], font: str = "Times-Roman", **options: object
) -> bytes:
    """Make a PDF of texts, each with x, y and size; a font name before a text and a bar sets it in that font."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, HEIGHT), invariant=True, **options)
    for page in pages:
        for x, y, size, text in page:
            named = re.match(r"(Times-Bold|Times-Roman)\|", text)
            canvas.setFont(named[1] if named else font, size)
            canvas.drawString(x, y, text[named.end() :] if named else text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def report_as_pdf(report: Report) -> bytes:
    """Print a report line by line: raised marks, small notes below their rule, large headings, heads and feet."""
    marks = {anchor.source.start: anchor.source.end for anchor in report.anchors}
    pages: list[list[tuple[float, float, float, str]]] = [[]]
    y, last = _TOP, ""
    for start, end, block in sorted(_lines(report)):
        # Notes stand at the foot of a page, and the addresses that its links lead to at its end.
        if block.kind is BlockKind.LINKS or (last.startswith("footnote") and block.kind is not BlockKind.FOOTNOTE):
            pages += [[]] if pages[-1] else []
            y = _TOP
        if block.kind is BlockKind.LINKS:
            continue
        begins = block.id != last or _breaks_before(block, report.source.text, start)
        y -= LEADING * (1.8 if begins else 1.0)
        figures = dict(marks) | (_own_number(report.source.text, start) if begins and block.number else {})
        size = SIZES.get(block.kind, BODY)
        pages[-1] += _printed(report.source.text, (start, end), y, size, figures if size != LARGE else marks)
        last = block.id
    for number, page in enumerate(pages, 1):
        page += [(60, HEIGHT - 30, SMALL, "E/2021/47"), (60, 30, SMALL, f"{number}/{len(pages)}")]
        page += [(480, 30, SMALL, "21-02819")]
    return pdf(pages, HAN)


def _lines(report: Report) -> Iterable[tuple[int, int, Block]]:
    text = report.source.text
    for block in report.blocks:
        for piece in block.pieces:
            for match in re.finditer(r"[^\n\f]*\S[^\n\f]*", piece.of(text)):
                yield piece.start + match.start(), piece.start + match.end(), block


def _breaks_before(block: Block, text: str, start: int) -> bool:
    """Say whether a new line of a block's text begins with a line of the source."""
    breaks = (part.source.end for part in block.view.segments if part.view.of(block.view.text) == "\n")
    return any(end <= start and not text[end:start].strip() for end in breaks)


def _own_number(text: str, start: int) -> Mapping[int, int]:
    found = re.compile(r"\s*(\d{1,3})(?![\d.])").match(text, start)
    return {found.start(1): found.end(1)} if found else {}


def _printed(
    text: str, line: tuple[int, int], y: float, size: float, raised: Mapping[int, int]
) -> Iterable[tuple[float, float, float, str]]:
    """Set a line: the marks of notes small and raised, and so the number of a note."""
    start, end = line
    indent = len(text[start:end]) - len(text[start:end].lstrip())
    x, at = 60.0 + 5 * indent, start + indent
    figures = sorted((begin, stop) for begin, stop in raised.items() if start <= begin < end)
    for begin, stop in [*figures, (end, end)]:
        plain = text[at:begin]
        if plain.strip():
            yield x, y, size, plain
        x += pdfmetrics.stringWidth(plain, HAN, size)
        if begin < stop:
            yield x, y + 3.5, RAISED, text[begin:stop]
            x += pdfmetrics.stringWidth(text[begin:stop], HAN, RAISED)
        at = stop


# Word


def docx(body: str, **parts: str) -> bytes:
    """Make a Word document of what stands in its body; `footnotes`, `numbering`, `styles` hold what their parts do."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{_W}">{content}</w:{name}>')
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    """Make a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", numbered: str = "", more: str = "") -> str:
    """Make a paragraph; `numbered` names the list that it is in."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>' if numbered else ""
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{''.join(runs)}</w:p>"


def note_mark(note: str) -> str:
    """Make the mark of a footnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{note}"/></w:r>'


def style(name: str, called: str, more: str = "") -> str:
    """Make a paragraph style."""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/>{more}</w:style>'


def numbers(number: str, form: str, text: str) -> str:
    """Make a list of one level."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    )


STYLES = style("Title", "Title") + style("Heading1", "heading 1") + style("Heading2", "heading 2")
NUMBERS = numbers("1", "decimal", "%1.") + numbers("2", "chineseCounting", "%1.")


def report_as_docx(report: Report) -> bytes:
    """Write a report as Word does: headings by style, numbers and notes left to Word."""
    made = {
        BlockKind.TITLE: lambda runs: paragraph(*runs, style="Title"),
        BlockKind.CHAPTER: lambda runs: paragraph(*runs, style="Heading1", numbered="2"),
        BlockKind.SUBHEADING: lambda runs: paragraph(*runs, style="Heading2"),
        BlockKind.PARAGRAPH: lambda runs: paragraph(*runs, numbered="1"),
        BlockKind.SUMMARY: lambda runs: paragraph(run("摘要"), style="Heading2") + paragraph(*runs),
        BlockKind.MASTHEAD: lambda runs: paragraph(*runs),
    }
    body, notes = [], []
    for block in report.blocks:
        if block.kind in made:
            for number, line in enumerate(_with_marks(report, block)):
                body.append(made[block.kind](line) if not number else paragraph(*line))
        elif block.kind is BlockKind.FIGURE:
            numeral = "一二三"[int(block.number) - 1]
            body += _figure(f"图{numeral}", block.text.split("\n"))
        elif block.kind is BlockKind.FOOTNOTE:
            mark = "<w:r><w:footnoteRef/></w:r>"
            content = paragraph(mark, run(f" {block.text}"))
            notes.append(f'<w:footnote w:id="{block.number}">{content}</w:footnote>')
    return docx("".join(body), footnotes="".join(notes), numbering=NUMBERS, styles=STYLES)


def _figure(label: str, lines: list[str]) -> list[str]:
    """Set a figure: its label, its title, where it is from, and the words of its picture in a text box."""
    above = [line for line in lines[:2] if line == lines[0] or line.startswith("资料来源")]
    words = "".join(paragraph(run(line)) for line in lines[len(above) :])
    box = f"<w:r><w:pict><w:txbxContent>{words}</w:txbxContent></w:pict></w:r>" if words else ""
    return [paragraph(run(label)), *(paragraph(run(line)) for line in above), paragraph(box)]


# HTML


def report_as_html(report: Report) -> bytes:
    """Write a report as a web page, its notes at the end, linked there and back."""
    tags = {BlockKind.TITLE: "h1", BlockKind.CHAPTER: "h2", BlockKind.SUBHEADING: "h3"}
    body, notes = [], []
    for block in report.blocks:
        lines = [_linked_marks(report, block, line) for line in _cut(block)]
        label = f"{block.number}. " if block.kind in {BlockKind.CHAPTER, BlockKind.PARAGRAPH} else ""
        if block.kind is BlockKind.FOOTNOTE:
            number = block.number
            notes.append(f'<p><a id="n{number}" href="#m{number}">[{number}]</a> {escape(block.text)}</p>')
        elif block.kind is BlockKind.FIGURE:
            above = 2 if any(line.startswith("资料来源") for line in block.text.split("\n")[:2]) else 1
            caption = "".join(f"<div>{line}</div>" for line in [f"图{'一二三'[int(block.number) - 1]}", *lines[:above]])
            words = "".join(f"<div>{line}</div>" for line in lines[above:])
            body.append(f"<figure><figcaption>{caption}</figcaption>{words}</figure>")
        elif block.kind not in {BlockKind.LINKS, BlockKind.FURNITURE}:
            tag = tags.get(block.kind, "p")
            head = "<h2>摘要</h2>" if block.kind is BlockKind.SUMMARY else ""
            body.append(head + f"<{tag}>{label}" + "".join(f"{line}</{tag}><{tag}>" for line in lines) + f"</{tag}>")
    page = f"<main>{''.join(body)}<hr>{''.join(notes)}</main>"
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"></head><body>{page}</body></html>'.encode()


def _cut(block: Block) -> list[tuple[int, int]]:
    """Return where the lines of a block's text begin and end."""
    starts = [0, *(match.end() for match in re.finditer("\n", block.text))]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(block.text)], strict=True))


def _linked_marks(report: Report, block: Block, line: tuple[int, int]) -> str:
    at, end = line
    written = ""
    for anchor in report.anchors:
        if anchor.block == block.id and at <= anchor.offset <= end:
            number = anchor.note.rpartition("/")[2]
            mark = f'<sup><a id="m{number}" href="#n{number}">{number}</a></sup>'
            written += escape(block.text[at : anchor.offset]) + mark
            at = anchor.offset
    return written + escape(block.text[at:end])


def _with_marks(report: Report, block: Block) -> list[list[str]]:
    """Return the lines of a block as runs, with the marks of notes where they stood."""
    marks = {anchor.offset: anchor.note.rpartition("/")[2] for anchor in report.anchors if anchor.block == block.id}
    lines: list[list[str]] = []
    start = 0
    for line in block.text.split("\n"):
        runs, at = [], start
        for offset in sorted(offset for offset in marks if start <= offset <= start + len(line)):
            runs += [run(block.text[at:offset]), note_mark(marks[offset])]
            at = offset
        lines.append([*runs, run(block.text[at : start + len(line)])])
        start += len(line) + 1
    return lines
