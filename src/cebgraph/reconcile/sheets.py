"""A spreadsheet matched without a server: a table of texts in, the same with four more columns out.

Each row gets the best candidate for its cell; whether that is a match says the last column, and a person decides the
rest.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from cebgraph.errors import CebgraphError
from cebgraph.reconcile.matching import Query, find_candidates
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.scoring import is_chinese

COLUMNS = ("cebgraph_id", "cebgraph_name", "cebgraph_score", "cebgraph_match")
"""What is added to the head."""
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts, and what separates its cells in a file."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    separator: str = ","

    def column(self, name: str) -> int:
        """Return where a column stands.

        Raises CebgraphError where there is none with the name.
        """
        if name in self.head:
            return self.head.index(name)
        near = get_close_matches(name, self.head, n=1)
        hint = f"near it: {near[0]}" if near else f"there is {', '.join(self.head)}"
        raise CebgraphError(f"there is no column {name!r}", hint=hint)


def read_sheet(text: str) -> Sheet:
    r"""Return the table that a text is in CSV or TSV; its first line tells the separator.

    Raises CebgraphError where it has no head, or a row with more cells than that.

    >>> read_sheet("name;year\nHLCM;2020\n").rows
    (('HLCM', '2020'),)
    """
    first = text.lstrip("\ufeff").partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator))
    except csv.Error as error:
        raise CebgraphError(f"is no table: {error}", hint="save it as CSV") from None
    if not rows or not any(rows[0]):
        raise CebgraphError("has no head", hint="the first line names the columns")
    head, *body = (tuple(row) for row in rows)
    for number, row in enumerate(body, 2):
        if len(row) > len(head):
            raise CebgraphError(f"row {number} has {len(row)} cells, the head {len(head)}", hint="save it as CSV anew")
    return Sheet(head, tuple(row + ("",) * (len(head) - len(row)) for row in body), separator)


def match_sheet(index: Index, sheet: Sheet, column: str, types: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
    """Give the rows of a sheet one after the other, each with the best candidate for the cell in a column.

    Raises CebgraphError for an unknown column, QueryError for an unknown type.
    """
    place = sheet.column(column)
    kinds = tuple(index.schema.type_named(kind).id for kind in types)
    for row in sheet.rows:
        yield (*row, *_best(index, Query(row[place], kinds, limit=1)))


def _best(index: Index, query: Query) -> tuple[str, str, str, str]:
    for one in find_candidates(index, query):
        name = one.entity.label("zh" if is_chinese(query.text) else "en")
        return one.entity.id, name, f"{one.score:g}", "yes" if one.match else "no"
    return "", "", "", ""


def sheet_text(head: Sequence[str], rows: Iterable[Sequence[str]], separator: str) -> str:
    """Return a table as the text of a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()
