"""Stage 1: the bytes of a report come in, its text with its lines goes out; its positions are those of the graph.

A plain text goes out unaltered but for its encoding; of every other format, the text is what its reader has extracted.
What a person says of the report beside its text stands in `<name>.yaml`; what a caller says wins over it.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from cebgraph.errors import SourceError
from cebgraph.model.source import Description, LayoutText, Source
from cebgraph.read.confined import read_confined
from cebgraph.read.description import DATES, is_date, overlaid, read_description
from cebgraph.read.encodings import known
from cebgraph.read.formats import BY_SUFFIX, format_of
from cebgraph.read.language import language_of
from cebgraph.resources.languages import full_languages, load_language

__all__ = ["MOST_BYTES", "SUFFIXES", "read_bytes", "read_source"]

SUFFIXES = tuple(BY_SUFFIX)
"""Of the formats that are read."""
MOST_BYTES = 200_000_000
"""No report is larger."""

_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE)
_NO_DESCRIPTION = Description()


def read_source(path: Path, description: Description = _NO_DESCRIPTION) -> LayoutText:
    """Read the report in a file, with what is said of it beside it.

    >>> from cebgraph.resources.paths import folder
    >>> read_source(folder("data") / "reports" / "ceb-overview-2020.zh.txt").source.description.symbol
    'E/2021/47'
    """
    content = _content(path)
    if description.date and not is_date(description.date):
        msg = f"the report's date must be {DATES}, not {description.date!r}"
        raise SourceError(msg, where=str(path))
    return read_bytes(content, path.name, overlaid(description, read_description(path.with_suffix(".yaml"))))


def read_bytes(
    content: bytes, name: str, description: Description = _NO_DESCRIPTION, *, media_type: str = ""
) -> LayoutText:
    """Read the report in some bytes, whose format is told by what they are.

    `media_type` is what a server says of them, with a charset if it says so.

    Raises SourceError for what cannot be read, and where the name's suffix or the media type says something else.
    """
    if len(content) > MOST_BYTES:
        raise SourceError(f"larger than {MOST_BYTES / 1e6:,.0f} MB", where=name, hint="give a part of it")
    kind, _, parameters = media_type.partition(";")
    format_ = format_of(content, name, kind.strip().lower())
    said = _in_utf8(content, parameters) if format_.textual else content
    read = read_confined(format_, said, name) if format_.confined else format_.reader()(said, name)
    if not read.text.strip():
        raise SourceError("the file is empty", where=name, hint="give the text of a report")
    language = language_of(read.text, name, description.language)
    source = Source(name, read.text, language, read.encoding, hashlib.sha256(content).hexdigest(), description)
    return LayoutText(source, read.lines, read.raised, (*read.notices, *_of_language(language)))


def _of_language(language: str) -> Iterator[str]:
    if language not in full_languages():
        known = load_language(language).name
        yield f"read in part: for {known} there are no rules of relations yet (structure, citations and goals are read)"


def _in_utf8(content: bytes, parameters: str) -> bytes:
    """Return a text in UTF-8 whose encoding its server tells; a mark of its own counts more."""
    told = _CHARSET.search(parameters)
    encoding = known(told[1]) if told else ""
    if not encoding or content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    return codecs.BOM_UTF8 + content.decode(encoding, "replace").encode()


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError(f"larger than {MOST_BYTES / 1e6:,.0f} MB", where=str(path), hint="give a part of it")
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError("no such file", where=str(path), hint="give the path of a report's text") from None
    except IsADirectoryError:
        raise SourceError("a folder, not a file", where=str(path), hint="give the files in it") from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=str(path)) from None
