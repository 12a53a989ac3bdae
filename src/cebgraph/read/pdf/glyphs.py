"""The characters of a PDF with their place and size: bytes come in, pages of runs go out.

A run is a stretch of characters that one instruction of the file has drawn on one baseline. Text that stands upright on
the side of a page is turned, so that every run goes on along x and the next line is further down. Where the file has no
character for a gap, the gap becomes a space.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from cebgraph.errors import SourceError

MOST_PAGES = 2_000
MOST_CHARACTERS = 10_000_000
_BOLD = re.compile(r"bold|black|heavy|simhei|gothic|demi", re.IGNORECASE)
_HAN = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
_WORD_GAP, _HAN_GAP, _PART, _BREAK = 0.22, 0.6, 0.5, 1.5
"""In units of the size of the type: a gap that is a space, one between Han characters, one that ends a run where the
file begins another instruction, and one that ends it anyway."""
_HYPHEN = 2
"""What the library gives for a hyphen at the end of a line."""
_UNKNOWN = frozenset("\0\ufffd\ufffe\uffff")
_UNKNOWN_SHARE = 0.2
_NAME = ctypes.create_string_buffer(200)
"""Where the library writes the name of a font."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one baseline, of one size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    order: int
    """Its place in the file."""
    turn: int = 0
    """How many quarters the text is turned to the left."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its runs."""

    number: int
    height: float
    runs: tuple[Run, ...]
    picture: bool
    """Whether it shows a picture."""


def read_pages(content: bytes, name: str) -> list[Page]:
    """Return the pages of a PDF.

    Raises SourceError for a file that is encrypted, damaged, larger than any report, or without text.
    """
    document = _opened(content, name)
    if len(document) > MOST_PAGES:
        raise SourceError(f"{len(document):,} pages, of at most {MOST_PAGES:,}", where=name, hint="give a part of it")
    pages, characters = [], 0
    for index in range(len(document)):
        pages.append(_read_page(document, index, name))
        characters += sum(len(run.text) for run in pages[-1].runs)
        if characters > MOST_CHARACTERS:
            raise SourceError(f"more than {MOST_CHARACTERS:,} characters", where=name, hint="give a part of it")
    _refuse_unreadable(pages, name)
    return pages


def _read_page(document: pypdfium2.PdfDocument, index: int, name: str) -> Page:
    try:
        return _page(document[index], index + 1)
    except pypdfium2.PdfiumError:
        raise SourceError(f"page {index + 1} of the PDF is damaged", where=name, hint="fetch it again") from None


def _opened(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise SourceError("the PDF is encrypted", where=name, hint="save it without a password first") from None
        raise SourceError("the PDF is damaged", where=name, hint="fetch it again") from None


def _refuse_unreadable(pages: list[Page], name: str) -> None:
    text = "".join(run.text for page in pages for run in page.runs)
    if not text.strip():
        what = "the pages are pictures, without text" if any(page.picture for page in pages) else "the PDF has no text"
        raise SourceError(what, where=name, hint="recognise it first (OCR), for instance with ocrmypdf")
    unknown = sum(char in _UNKNOWN or "\ue000" <= char <= "\uf8ff" for char in text)
    if unknown > _UNKNOWN_SHARE * len(text):
        hint = "recognise it (OCR), for instance with ocrmypdf --force-ocr"
        raise SourceError("the PDF does not tell which characters its fonts draw", where=name, hint=hint)


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    runs: list[Run] = []
    open_run: _OpenRun | None = None
    for glyph in _glyphs(page.get_textpage()):
        if open_run is None or not open_run.takes(glyph):
            runs += open_run.closed() if open_run else []
            open_run = _OpenRun(glyph)
        open_run.add(glyph)
    runs += open_run.closed() if open_run else []
    picture = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return Page(number, page.get_height(), tuple(runs), picture)


@dataclass(slots=True)
class _Font:
    """How an instruction of the file draws its characters."""

    size: float
    turn: int
    bold: bool


@dataclass(slots=True)
class _Glyph:
    char: str
    left: float
    right: float
    baseline: float
    font: _Font
    order: int


class _OpenRun:
    """A run that may go on."""

    def __init__(self, first: _Glyph) -> None:
        self._first = first
        self._chars: list[str] = []
        self._font = first.font
        self._right = first.left
        self._left = first.left

    def takes(self, glyph: _Glyph) -> bool:
        """Say whether a character stands on the same line, near enough."""
        first = self._first
        size = first.font.size
        return (
            glyph.font.turn == first.font.turn
            and abs(glyph.font.size - size) < 0.1 * size
            and glyph.font.bold == first.font.bold
            and abs(glyph.baseline - first.baseline) < 0.1 * size
            and abs(self._gap(glyph)) < (_BREAK if glyph.font is self._font else _PART) * size
        )

    def add(self, glyph: _Glyph) -> None:
        """Add a character, after a space where there is a gap."""
        if self._chars and not glyph.char.isspace() and not self._chars[-1].isspace():
            han = _HAN.match(glyph.char) and _HAN.match(self._chars[-1])
            if self._gap(glyph) > (_HAN_GAP if han else _WORD_GAP) * glyph.font.size:
                self._chars.append(" ")
        self._chars.append(glyph.char)
        self._left, self._right, self._font = glyph.left, glyph.right, glyph.font
        self._first.left, self._first.right = min(self._first.left, glyph.left), max(self._first.right, glyph.right)

    def _gap(self, glyph: _Glyph) -> float:
        """Return how far a character is from the last, on either side of it; less than nothing where they overlap."""
        return max(glyph.left - self._right, self._left - glyph.right)

    def closed(self) -> list[Run]:
        """Return the run; none where it is nothing but spaces."""
        text, first = "".join(self._chars), self._first
        if not text.strip():
            return []
        font = first.font
        return [Run(text, first.left, first.right, first.baseline, font.size, font.bold, first.order, font.turn)]


def _glyphs(text_page: pypdfium2.PdfTextPage) -> Iterator[_Glyph]:
    handle = text_page.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    last, font = None, _Font(1.0, 0, bold=False)
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code != _HYPHEN and raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        drawn = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.cast(drawn, ctypes.c_void_p).value
        if address != last:
            last, font = address, _font(handle, index, drawn)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        char = "-" if code == _HYPHEN else chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004  of Unicode
        left, right, baseline = _turned(box, x.value, y.value, font.turn)
        yield _Glyph(" " if char.isspace() else char, left, right, baseline, font, index)


def _font(handle: raw.FPDF_TEXTPAGE, index: int, drawn: raw.FPDF_PAGEOBJECT) -> _Font:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    size = raw.FPDFText_GetFontSize(handle, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
    turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(drawn), _NAME, len(_NAME))
    return _Font(abs(size) or 1.0, turn, bold=bool(_BOLD.search(_NAME.value.decode("utf-8", "replace"))))


def _turned(box: raw.FS_RECTF, x: float, y: float, turn: int) -> tuple[float, float, float]:
    """Return left, right and baseline of a character, as if its line went from left to right."""
    if turn == 0:
        return box.left, box.right, y
    if turn == 1:
        return box.bottom, box.top, -x
    return (-box.right, -box.left, -y) if turn == 2 else (-box.top, -box.bottom, x)  # noqa: PLR2004  half a turn
