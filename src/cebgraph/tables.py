"""Tables as text: aligned on a terminal, where a Chinese character is two columns wide, or as CSV.

A cell of CSV that a spreadsheet would take for a formula (it begins with =, +, - or @) gets an apostrophe before it:
the words in our tables come from documents that others wrote.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from wcwidth import wcswidth

_FORMULA = ("=", "+", "-", "@")


def pad(text: str, width: int) -> str:
    """Fill a text up with spaces.

    >>> pad("核可", 6) + "|"
    '核可  |'
    """
    return text + " " * (width - max(wcswidth(text), 0))


def aligned(rows: Sequence[Sequence[str]], *, indent: str = "", rule: bool = False) -> Iterator[str]:
    r"""Give lines whose cells stand below one another; `rule` draws a line under the first, its heads.

    >>> print(*aligned([["2", "委员会", "Committee"], ["11", "网络", "Network"]]), sep="\n")
    2   委员会  Committee
    11  网络    Network
    """
    widths = [max(wcswidth(cell) for cell in column) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        yield indent + "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if rule and number == 0:
            yield indent + "  ".join("─" * width for width in widths)


def comma_separated(heads: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    r"""Return a table as CSV.

    >>> comma_separated(["words", "times"], [["他说“核可, 通过”", 2]])
    'words,times\n"他说“核可, 通过”",2\n'
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return file.getvalue()


def safe_cell(value: str | float) -> str:
    """Return a value as a cell that no spreadsheet calculates.

    >>> safe_cell("=1+1"), safe_cell("核可"), safe_cell(0.95), safe_cell(-1)
    ("'=1+1", '核可', '0.95', '-1')
    """
    if not isinstance(value, str):
        return str(value)
    value = value.replace("\r\n", "\n").replace("\r", "\n")  # which the csv module would leave without quotes
    return f"'{value}" if value.lstrip().startswith(_FORMULA) else value
