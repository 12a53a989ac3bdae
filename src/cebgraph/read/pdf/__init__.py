"""PDF: bytes come in, the text goes out line by line with what place and size of its characters tell.

What is printed small at the foot of a page below a rule, or behind a raised figure, is a note; what returns on several
pages at the same height is a running head or foot; what is bold or large is a heading. Pages are parted by a form feed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from cebgraph.errors import SourceError
from cebgraph.model.source import Role
from cebgraph.read.extracted import Extracted, Part, TextWriter
from cebgraph.read.pdf.glyphs import Page, read_pages
from cebgraph.read.pdf.lines import PageLine, lines_of

_END = b"%%EOF"
_TAIL = 2048
_SMALLER, _LARGER, _TITLE = 0.93, 1.1, 1.3
_MARGIN, _FOOT = 0.12, 0.06
"""Shares of the height of a page: where running heads and feet stand; where nothing else stands that is small."""
_APART = 1.3
"""Times the usual distance of two lines: a paragraph ends."""
_RULE = re.compile(r"\s*[_―—]{8,}\s*")
_JOB = re.compile(r"[\d\W]*\d{5,}[\d\W]*(?:\([A-Z]\)[\d\W]*)?")
"""The number of a print job, alone or with its date."""
_DIGITS = re.compile(r"\d+")
_PAGES_SHOWN = 5


def read_pdf(content: bytes, name: str) -> Extracted:
    """Read a PDF.

    Raises SourceError for a file that is cut off, encrypted, damaged, or has no text.
    """
    if _END not in content[-_TAIL:]:
        raise SourceError("the PDF is cut off: its end is missing", where=name, hint="fetch it again")
    pages = read_pages(content, name)
    lines = [lines_of(page) for page in pages]
    body = _body_size(lines)
    running = _running(pages, lines, body)
    writer = TextWriter()
    pitch = _pitch(lines, body)
    for number, page in enumerate(lines):
        roles = _roles(page, running[number], body)
        _write(writer, page, roles, pitch, last=number == len(lines) - 1)
    return writer.extracted("pdf", _pictures(pages))


def _pictures(pages: Sequence[Page]) -> Iterator[str]:
    bare = [str(page.number) for page in pages if page.picture and not page.runs]
    if bare:
        shown = ", ".join(bare[:_PAGES_SHOWN]) + (" …" if len(bare) > _PAGES_SHOWN else "")
        yield f"pages without text, only pictures, were not read: {shown} (OCR makes them readable)"


def _body_size(pages: Iterable[Sequence[PageLine]]) -> float:
    """Return the size that most of the text has."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0]


def _pitch(pages: Iterable[Sequence[PageLine]], body: float) -> float:
    """Return the usual distance of two lines of running text, in units of the size of the type."""
    steps = [
        (before.baseline - line.baseline) / line.size
        for page in pages
        for before, line in pairwise(page)
        if _alike(line.size, body) and 0 < before.baseline - line.baseline < 3 * line.size
    ]
    return median(steps) if steps else 1.2


def _running(pages: Sequence[Page], lines: Sequence[Sequence[PageLine]], body: float) -> list[set[int]]:
    """Return, by page, which of its lines are running heads and feet."""
    seen: Counter[tuple[str, int]] = Counter()
    keys: list[dict[int, tuple[str, int]]] = []
    for page, found in zip(pages, lines, strict=True):
        outer = {at: line for at, line in enumerate(found) if _is_outer(line, page)}
        keys.append({at: (_DIGITS.sub("#", line.text), round(line.baseline / 4)) for at, line in outer.items()})
        seen.update(set(keys[-1].values()))
    return [
        {at for at, key in keys[number].items() if seen[key] > 1} | set(_small_outside(pages[number], found, body))
        for number, found in enumerate(lines)
    ]


def _is_outer(line: PageLine, page: Page) -> bool:
    return line.turn == 0 and not _MARGIN * page.height < line.baseline < (1 - _MARGIN) * page.height


def _small_outside(page: Page, lines: Sequence[PageLine], body: float) -> Iterator[int]:
    """Give the small lines above all else on the page, and those at its very foot."""
    for at, line in enumerate(lines):
        if not (_is_outer(line, page) and line.size < _SMALLER * body):
            break
        yield at
    yield from (
        at
        for at, line in enumerate(lines)
        if line.turn == 0
        and line.baseline < _FOOT * page.height
        and (line.size < _SMALLER * body or _JOB.fullmatch(line.text))
    )


def _roles(lines: Sequence[PageLine], running: set[int], body: float) -> list[Role]:
    notes = _notes(lines, running, body)
    roles = []
    for at, line in enumerate(lines):
        if at in running:
            role = Role.RUNNING
        elif at >= notes:
            role = Role.NOTE
        elif len(line.cells()) > 1:
            role = Role.ROW
        elif (line.bold or line.size > _LARGER * body) and not _RULE.fullmatch(line.text):
            role = Role.TITLE if line.size > _TITLE * body else Role.HEADING
        else:
            role = Role.BODY
        roles.append(role)
    return roles


def _notes(lines: Sequence[PageLine], running: set[int], body: float) -> int:
    """Return with which line of a page its notes begin."""
    begin = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if at in running:
            continue
        if _RULE.fullmatch(lines[at].text) or lines[at].size >= _SMALLER * body:
            break
        begin = at
    ruled = begin > 0 and bool(_RULE.fullmatch(lines[begin - 1].text))
    return begin if ruled else next((at for at in range(begin, len(lines)) if lines[at].marked), len(lines))


def _write(writer: TextWriter, lines: Sequence[PageLine], roles: Sequence[Role], pitch: float, *, last: bool) -> None:
    before: tuple[PageLine, Role] | None = None
    margin = min((line.left for line in lines), default=0.0)
    columns: list[float] = []
    for at, (line, role) in enumerate(zip(lines, roles, strict=True)):
        cells = line.cells(columns)
        in_table = role is Role.BODY and (len(cells) > 1 or _stands_in(line, columns))
        columns = sorted({*columns, *(left for left, _ in cells)}) if role is Role.ROW else columns if in_table else []
        laid_out = role is Role.ROW or in_table
        begins = True if laid_out else _begins(before, line, role, pitch)
        parts = _laid_out(cells, margin, line.size) if laid_out else _plain(cells)
        end = "\f" if at == len(lines) - 1 and not last else "\n"
        writer.line(parts, Role.ROW if in_table else role, begins=begins, page=line.page, end=end)
        if role is not Role.RUNNING:
            before = (line, role)
    if not lines and not last:
        writer.line([], Role.BODY, begins=None, end="\f")


def _stands_in(line: PageLine, columns: Sequence[float]) -> bool:
    """Say whether a line is a cell that goes on below: it stands in a column of the table above, but not the first."""
    for column, end in zip(columns[1:], [*columns[2:], float("inf")], strict=False):
        if abs(line.left - column) < 0.5 * line.size:
            return line.right <= end
    return False


def _alike(size: float, other: float) -> bool:
    return abs(size - other) < 0.1 * size


def _begins(before: tuple[PageLine, Role] | None, line: PageLine, role: Role, pitch: float) -> bool | None:
    """Say whether a paragraph, heading or note begins with a line; None where its place does not tell."""
    if role is Role.NOTE:
        return line.marked
    if before is None:
        return None
    above, above_role = before
    step = (above.baseline - line.baseline) / line.size
    if role is not above_role or not _alike(line.size, above.size) or step > _APART * pitch:
        return None if above_role is Role.ROW else True
    if role in {Role.HEADING, Role.TITLE}:
        return False
    # At the usual distance: only a line that begins where the last one did surely goes on with it.
    return False if step > 0 and abs(line.left - above.left) < 0.8 * line.size else None


def _plain(cells: Sequence[tuple[float, list[Part]]]) -> list[Part]:
    parts: list[Part] = []
    for _, cell in cells:
        parts += [("   ", False), *cell] if parts else cell
    return parts


def _laid_out(cells: Sequence[tuple[float, list[Part]]], margin: float, size: float) -> list[Part]:
    """Return the cells of a line with so many spaces before each that columns stand below one another."""
    parts: list[Part] = []
    at = 0
    for left, cell in cells:
        text = "".join(part for part, _ in cell)
        gap = max(round((left - margin) / (size / 2)) - at, 3 if parts else 0)
        parts += [(" " * gap, False), *cell]
        at += gap + len(text)
    return parts
