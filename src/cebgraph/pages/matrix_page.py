"""The page of bodies and goals, and the same matrix as SVG and CSV: a matrix in, one of these out.

Each number leads to its statements below the table, so that the page is whole without JavaScript.
"""

from __future__ import annotations

from wcwidth import wcswidth

from cebgraph.pages.cells import asking
from cebgraph.pages.matrix import Matrix, Row
from cebgraph.pages.templates import Static, render
from cebgraph.query import named_query
from cebgraph.tables import comma_separated

_LONGEST = 44
"""Characters of a name in the picture; a Chinese one is as wide as two."""
_HEAD = ("iri", "name_zh", "name_en", "acronym")


def goals_page(matrix: Matrix, language: str, *, static: Static | None = None, files: str = "goals") -> str:
    """Return the page; `files` is what the addresses of the same as SVG and CSV begin with."""
    query = named_query("statements-on-goals").text
    return render(
        "goals.html",
        static=static,
        language=language,
        kept={},
        matrix=matrix,
        others=[row for row in matrix.rows if not row.is_body],
        bodies=[row for row in matrix.rows if row.is_body],
        quiet=sum(row.quiet for row in matrix.rows),
        files=files,
        query=query[query.index("SELECT") :].strip(),
        ask=asking(query),
    )


def goals_svg(matrix: Matrix, language: str) -> bytes:
    """Return the rows that have a number, and those above them, as a picture."""
    rows = [row for row in matrix.rows if not row.quiet] or list(matrix.rows)
    return render("goals.svg", language=language, matrix=matrix, rows=rows, shortened=_shortened).encode()


def goals_csv(matrix: Matrix) -> bytes:
    """Return every row with its number for each goal."""
    heads = [*_HEAD, *(f"SDG {goal.number}" for goal in matrix.goals)]
    rows: list[list[str | float]] = []
    for row in matrix.rows:
        node = row.node
        numbers = (len(field.tied) if field else 0 for field in row.fields)
        rows.append([node.iri, node.label_zh, node.label_en, " ".join(node.acronyms), *numbers])
    return comma_separated(heads, rows).encode("utf-8-sig")


def _shortened(row: Row) -> str:
    """Return the name of a row as long as the picture has room: the whole, else the acronym, else its beginning."""
    name = row.who.name
    if wcswidth(name) <= _LONGEST:
        return name
    return row.who.acronym or f"{name[: _LONGEST // 2]}…"
