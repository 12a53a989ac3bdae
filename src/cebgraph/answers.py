"""Answers as Python has them: the solutions of a query in; a table of Python values, or a frame, out.

A value is what the graph says exactly: an IRI or a text as str, a number as int, Decimal or float, a truth as bool, a
whole day as date. What Python has no type for (a month, a year, an interval in EDTF) stays the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions

from cebgraph.errors import missing_extra
from cebgraph.iris import PREFIXES

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Value = str | int | float | Decimal | bool | date | None

_XSD = PREFIXES["xsd"]
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_FRACTION = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_FLOAT = re.compile(rf"(?:{_FRACTION.pattern})([eE][+-]?\d+)?|[+-]?INF|NaN", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_INTEGERS = (
    "integer|long|int|short|byte|nonNegativeInteger|positiveInteger|nonPositiveInteger|negativeInteger|"
    "unsignedLong|unsignedInt|unsignedShort|unsignedByte"
)

_READERS: Mapping[str, tuple[re.Pattern[str], Callable[[str], Value]]] = {
    **{_XSD + name: (_WHOLE, int) for name in _INTEGERS.split("|")},
    _XSD + "decimal": (_FRACTION, Decimal),
    _XSD + "double": (_FLOAT, float),
    _XSD + "float": (_FLOAT, float),
    _XSD + "date": (_DAY, date.fromisoformat),
    _XSD + "boolean": (re.compile("|".join(_TRUTHS)), _TRUTHS.__getitem__),
}
_PANDAS_TYPES = {int: "Int64", float: "Float64", bool: "boolean", str: "str"}
_INT64 = range(-(2**63), 2**63)
_POLARS_DIGITS = 38


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: columns and rows, in the order in which the query gives them.

    >>> table = Table(("body", "members"), (("CEB", 31), ("HLCM", None)))
    >>> [row["members"] for row in table]
    [31, None]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield each row as values by the name of their column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> tuple[Value, ...]:
        """Return the values of one column.

        Raises KeyError for a name that no column has.

        >>> Table(("body", "members"), (("CEB", 31), ("HLCM", None))).column("members")
        (31, None)
        """
        if name not in self.columns:
            raise KeyError(name)
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return the table as a frame of pandas; whole numbers stay whole where some are missing.

        Raises CebgraphError where pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415  an extra
        except ModuleNotFoundError as error:
            raise missing_extra("frames", error) from None
        columns = {name: self.column(name) for name in self.columns}
        return pd.DataFrame(
            {name: pd.Series(list(values), dtype=_pandas_type(values)) for name, values in columns.items()},
            columns=list(self.columns),
        )

    def to_polars(self) -> pl.DataFrame:
        """Return the table as a frame of polars; a column of values of several types is text.

        Raises CebgraphError where polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415  an extra
        except ModuleNotFoundError as error:
            raise missing_extra("frames", error) from None
        types = {int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}
        series = []
        for name in self.columns:
            values = self.column(name)
            kind = _kind(values)
            if kind is Decimal and _fits(values):
                series.append(pl.Series(name, values))
            elif kind in types:
                series.append(pl.Series(name, values, dtype=types[kind]))
            else:
                series.append(pl.Series(name, _texts(values), dtype=pl.String))
        return pl.DataFrame(series)


def table_of(solutions: QuerySolutions) -> Table:
    """Return the solutions of a query as Python values."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Table(columns, tuple(tuple(value_of(row[place]) for place in range(len(columns))) for row in solutions))


def value_of(term: object) -> Value:
    """Return an RDF term as Python has it; what is not written as its type wants stays text.

    >>> value_of(Literal("0.95", datatype=NamedNode(_XSD + "decimal")))
    Decimal('0.95')
    >>> value_of(Literal("2020-05", datatype=NamedNode(_XSD + "gYearMonth")))
    '2020-05'
    """
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    form, read = _READERS.get(term.datatype.value, (_DAY, str))
    if not form.fullmatch(term.value):
        return term.value
    try:
        return read(term.value)
    except ValueError:  # the 30th of February; a number of more digits than Python reads
        return term.value


def _kind(values: Sequence[Value]) -> type | None:
    """Return the type of all the values that there are; None where there is no value, no one type, or no room."""
    kinds = {type(value) for value in values if value is not None}
    kind = kinds.pop() if len(kinds) == 1 else None
    whole = (value for value in values if isinstance(value, int))
    return None if kind is int and not all(value in _INT64 for value in whole) else kind


def _texts(values: Sequence[Value]) -> list[str | None]:
    return [None if value is None else str(value) for value in values]


def _pandas_type(values: Sequence[Value]) -> str:
    kind = _kind(values)
    return _PANDAS_TYPES.get(kind, "object") if kind else "object"


def _fits(values: Sequence[Value]) -> bool:
    """Say whether polars has room for some decimals: those before the point and behind it that any of them has."""
    parts = [value.as_tuple() for value in values if isinstance(value, Decimal)]
    behind = max((-part.exponent for part in parts if isinstance(part.exponent, int)), default=0)
    before = max((len(part.digits) + part.exponent for part in parts if isinstance(part.exponent, int)), default=0)
    return max(before, 0) + max(behind, 0) <= _POLARS_DIGITS
