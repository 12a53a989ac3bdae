"""Answers as Python has them: the solutions of a query in; a table of Python values, or a frame of pandas or polars, out.

A value is what the graph says exactly: an IRI or a text as str, a number as int, Decimal or float, a truth as bool, a
whole day as date. What Python has no type for (a month, a year, an EDTF interval) stays the text that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from cebgraph.errors import CebgraphError
from cebgraph.iris import PREFIXES

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Value = str | int | float | Decimal | bool | date | datetime | None

_XSD = PREFIXES["xsd"]
_WHOLE = (
    "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedLong unsignedInt unsignedShort unsignedByte"
)
_TRUE, _FALSE = {"true", "1"}, {"false", "0"}
_INT64 = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: columns and rows, in the order in which the query gives them.

    >>> table = Table(("body", "members"), (("CEB", 31), ("HLCM", None)))
    >>> [row["members"] for row in table]
    [31, None]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        """Yield each row as values by the name of their column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> tuple[Value, ...]:
        """Return the values of one column.

        Raises KeyError for a name that no column has.
        """
        if name not in self.columns:
            raise KeyError(name)
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return the table as a frame of pandas; numbers and truths may be missing without becoming something else.

        Raises CebgraphError where pandas is not installed.
        """
        frames = _optional("pandas")
        columns = {
            name: frames.Series(list(self.column(name)), dtype=_pandas_type(self.column(name))) for name in self.columns
        }
        frame: pd.DataFrame = frames.DataFrame(columns, columns=list(self.columns))
        return frame

    def to_polars(self) -> pl.DataFrame:
        """Return the table as a frame of polars; a column that mixes types is text.

        Raises CebgraphError where polars is not installed.
        """
        frames = _optional("polars")
        frame: pl.DataFrame = frames.DataFrame(
            [frames.Series(name, _alike(self.column(name)), dtype=None if any_told(self.column(name)) else frames.String) for name in self.columns]
        )
        return frame


def table_of(solutions: QuerySolutions) -> Table:
    """Return the solutions of a query as Python values."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Table(columns, tuple(tuple(value_of(row[place]) for place in range(len(columns))) for row in solutions))


def value_of(term: object) -> Value:
    """Return an RDF term as Python has it.

    >>> value_of(Literal("0.95", datatype=NamedNode(_XSD + "decimal")))
    Decimal('0.95')
    >>> value_of(Literal("2020-05", datatype=NamedNode(_XSD + "gYearMonth")))
    '2020-05'
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return str(term)
    read = _READERS.get(term.datatype.value, str)
    try:
        return read(term.value)
    except (ValueError, ArithmeticError):
        return term.value
