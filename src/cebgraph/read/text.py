"""Plain text as pdftotext leaves it: bytes come in, the text with its lines goes out.

The encoding is told by its mark, else by trial: of the encodings that the bytes are valid in, the one in which the text
has most of the characters that every text is full of.
"""

from __future__ import annotations

import codecs
import re

from cebgraph.errors import SourceError
from cebgraph.model.source import Line
from cebgraph.read.extracted import Extracted
from cebgraph.spans import Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
# Spaces, figures, Latin letters, Chinese punctuation and the commonest Han characters: a text read in the wrong
# encoding has few of them.
_FAMILIAR = re.compile(r"[ \n\r0-9A-Za-z.,()，。、；：《》“”’的和在会议联合国一是了有于年]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROL_SHARE = 0.001
# So many sound characters beyond ASCII for each damaged one say that a text was meant to be UTF-8.
_DAMAGE = 8
_LINE = re.compile(r"([^\n\r\f\v\x85\u2028\u2029]*)(\r\n|[\n\r\f\v\x85\u2028\u2029]|\Z)")


def read_text(content: bytes, name: str) -> Extracted:
    """Read a plain text."""
    text, encoding = decode(content, name)
    return Extracted(text, split_lines(text), encoding)


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Return the text that some bytes are, and the encoding that they are in.

    >>> decode("首协会核可了".encode("utf-16"), "report.txt")
    ('首协会核可了', 'utf-16-le')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _decoded(content[len(mark) :], encoding)
            return _sound(text, name), encoding
    text, encoding = _tried(content, name)
    return _sound(text, name), encoding


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Return the lines of a text: together they are all of it.

    >>> [line.span.of("一\r\n\f二") for line in split_lines("一\r\n\f二")]
    ['一', '', '二']
    """
    found = (match for match in _LINE.finditer(text) if match.end() > match.start())
    return tuple(Line(Span(*match.span(1)), Span(*match.span())) for match in found)


def _tried(content: bytes, name: str) -> tuple[str | None, str]:
    if b"\0" not in content:
        try:
            return content.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            _refuse_damaged(content, name, error.start)
    # A NUL in a text is half of a character.
    encodings = ("utf-16-le", "utf-16-be") if b"\0" in content else ("gb18030", "cp1252", "utf-16-le", "utf-16-be")
    texts = [(_decoded(content, encoding), encoding) for encoding in encodings]
    return max(texts, key=lambda pair: _familiarity(pair[0]))


def _refuse_damaged(content: bytes, name: str, at: int) -> None:
    """Refuse a text that is UTF-8 but for a few bytes: any other encoding would make nonsense of all of it."""
    text = content.decode("utf-8", "replace")
    sound = sum(char > "\x7f" for char in text[:_SAMPLE])
    if sound > _DAMAGE * text[:_SAMPLE].count("\ufffd"):
        raise SourceError(f"damaged UTF-8 at byte {at}", where=name, hint="fetch or convert the text again")


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _familiarity(text: str | None) -> float:
    if not text:
        return -1.0
    sample = text[:_SAMPLE]
    return (len(_FAMILIAR.findall(sample)) - len(_CONTROL.findall(sample))) / len(sample)


def _sound(text: str | None, name: str) -> str:
    if text is None or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise SourceError("not a text", where=name, hint="a text is in UTF-8, UTF-16 or GB18030")
    return text
