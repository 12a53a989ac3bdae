"""Stage 1: the bytes of a report come in, its text with its lines goes out, unaltered but for their encoding.

What a person says of the report beside its text stands in `<name>.yaml`; what a caller says wins over it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from cebgraph.errors import SourceError
from cebgraph.model.source import Description, LayoutText
from cebgraph.read.description import DATES, is_date, overlaid, read_description
from cebgraph.read.text import read_text

__all__ = ["READERS", "read_bytes", "read_source"]

Reader = Callable[[bytes, str, Description], LayoutText]

READERS: MappingProxyType[str, Reader] = MappingProxyType({".txt": read_text})
"""The reader of each format, by suffix."""

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


def read_bytes(content: bytes, name: str, description: Description = _NO_DESCRIPTION) -> LayoutText:
    """Read the report in some bytes; the suffix of the name says in which format they are."""
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        form = f"'{suffix}' files" if suffix else "files without a suffix"
        raise SourceError(f"{form} cannot be read", where=name, hint=f"formats read: {', '.join(READERS)}")
    return READERS[suffix](content, name, description)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError("no such file", where=str(path), hint="give the path of a report's text") from None
    except IsADirectoryError:
        raise SourceError("a folder, not a file", where=str(path), hint="give the files in it") from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=str(path)) from None
