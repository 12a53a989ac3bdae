"""How fast each format is read: `make bench`. The shipped report in every format, as it is read in a build.

`alone` is the reader itself, `confined` the process with limits around it; a text needs none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import documents as made
from bench_validation import REPORT, seconds

from cebgraph.read import read_bytes, read_source
from cebgraph.read.formats import format_of
from cebgraph.structure import parse_report

TIMES = 10


def measured(content: bytes, name: str) -> tuple[float, float]:
    """Return how long a file takes, by its reader alone and as it is read in a build."""
    read: Callable[[], object] = lambda: format_of(content, name).reader()(content, name)  # noqa: E731
    return seconds(read, TIMES), seconds(lambda: read_bytes(content, name), TIMES)


def main() -> None:
    """Print a line for each format, and for each file that is given."""
    report = parse_report(read_source(REPORT))
    files = {
        "report.txt": REPORT.read_bytes(),
        "report.html": made.report_as_html(report),
        "report.docx": made.report_as_docx(report),
        "report.pdf": made.report_as_pdf(report),
        **{Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]},
    }
    print(
        f"{'file':24}  {'pages':>6}  {'characters':>10}  {'alone':>9}  {'confined':>9}  {'pages/s':>8}  {'char/s':>10}"
    )
    for name, content in files.items():
        layout = read_bytes(content, name)
        pages, characters = max(line.page for line in layout.lines), len(layout.text)
        alone, confined = measured(content, name)
        speed = f"{pages / alone:8.0f}" if pages else f"{'':8}"
        print(
            f"{name:24}  {pages or '':>6}  {characters:10,}  {alone * 1000:6.1f} ms  {confined * 1000:6.1f} ms"
            f"  {speed}  {characters / alone:10,.0f}"
        )


if __name__ == "__main__":
    main()
