"""The formats that are read, and how each is told: by its content, never by its name alone.

A name that says something else than the content is an error: who has saved a web page as report.pdf wants to know it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import PurePath

from cebgraph.errors import SourceError
from cebgraph.read.extracted import Extracted

Reader = Callable[[bytes, str], Extracted]
_ANY = frozenset({"application/octet-stream", "binary/octet-stream", "application/x-download"})
"""What servers say who do not know."""
_START = 1024
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_PART = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of reports; its reader is loaded when it is first needed."""

    key: str
    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    tells: Callable[[bytes], bool]
    """Whether some bytes are in this format."""
    module: str
    function: str
    confined: bool = True
    """Whether it is read in a process of its own, with limits."""
    textual: bool = False
    """Whether it is a text in some encoding."""

    def reader(self) -> Reader:
        """Load the function that reads it."""
        function: Reader = getattr(import_module(self.module), self.function)
        return function


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:_START]


def _is_word(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _WORD_PART in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # What is cut off has lost its list of parts; their names stand before them too.
        return _WORD_PART.encode() in content


def _is_html(content: bytes) -> bool:
    head = content[: 4 * _START].replace(b"\0", b"")  # of UTF-16, what would be ASCII
    return _HTML.match(head) is not None


def _is_text(_: bytes) -> bool:
    return True


TEXT = Format("text", "a text", (".txt",), ("text/plain",), _is_text, "cebgraph.read.text", "read_text", False, True)
FORMATS = (
    Format("pdf", "a PDF", (".pdf",), ("application/pdf",), _is_pdf, "cebgraph.read.pdf", "read_pdf"),
    Format(
        "docx",
        "a Word document",
        (".docx",),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        _is_word,
        "cebgraph.read.docx",
        "read_docx",
    ),
    Format(
        "html",
        "a web page",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        _is_html,
        "cebgraph.read.html",
        "read_html",
        textual=True,
    ),
    TEXT,
)
"""In the order in which they are told: what is nothing else is a text."""

BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"PK\x03\x04", "a zip archive or an office document that is no .docx", "save it as .docx or PDF first"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind (.doc)", "save it as .docx or PDF first"),
    (b"{\\rtf", "a rich text", "save it as .docx or plain text first"),
    (b"\x89PNG", "a picture", "recognise its text first (OCR)"),
    (b"\xff\xd8\xff", "a picture", "recognise its text first (OCR)"),
    (b"II*\0", "a picture", "recognise its text first (OCR)"),
)


def format_of(content: bytes, name: str, media_type: str = "") -> Format:
    """Return the format of some bytes; where a server has told a media type, that stands for the name's suffix.

    Raises SourceError for a format that is not read, and where the name or the media type says something else.

    >>> format_of(b"%PDF-1.7", "report.pdf").key
    'pdf'
    >>> format_of(b"<!DOCTYPE html><p>Not found", "report.pdf")
    Traceback (most recent call last):
    cebgraph.errors.SourceError: report.pdf: named .pdf, but a web page (fetch it again, or name it .html)
    """
    media_type = "" if media_type in _ANY else media_type
    told = next(format_ for format_ in FORMATS if format_.tells(content))
    suffix = PurePath(name).suffix.lower()
    said = _of_media_type(media_type) if media_type else BY_SUFFIX.get(suffix)
    if told is TEXT:
        _refuse_others(content, name)
    if media_type and said is None:
        raise SourceError(f"of the media type {media_type}, which is not read", where=name, hint=_readable())
    if told is TEXT and said is None and suffix:
        raise SourceError(f"'{suffix}' files cannot be read", where=name, hint=_readable())
    if said and said is not told and content.strip():
        what = f"sent as {media_type}" if media_type else f"named {suffix}"
        raise SourceError(f"{what}, but {told.name}", where=name, hint=f"fetch it again, or name it {told.suffixes[0]}")
    return said or told


def _of_media_type(media_type: str) -> Format | None:
    return next((format_ for format_ in FORMATS if media_type in format_.media_types), None)


def _refuse_others(content: bytes, name: str) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in content:
        raise SourceError("the office document is encrypted", where=name, hint="save it without a password first")
    for magic, what, hint in _OTHERS:
        if content.startswith(magic):
            raise SourceError(f"{what}, which cannot be read", where=name, hint=hint)


def _readable() -> str:
    return f"formats read: {', '.join(BY_SUFFIX)}"
