"""What a person says of a report beside its text: `<name>.yaml`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from cebgraph.errors import DataFileError
from cebgraph.model.source import Description
from cebgraph.resources.fields import read_fields

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


DATES = "like 2021-03-01, 2021-03 or 2021"


def is_date(text: str) -> bool:
    """Say whether a text is a date, of a day, a month or a year.

    >>> is_date("2021-03"), is_date("2021-13"), is_date("1 March 2021")
    (True, False, False)
    """
    return _DATE.fullmatch(text) is not None


def read_description(path: Path) -> Description:
    """Read a description; where there is no such file, nothing is said. Keys of other readers are left to them."""
    if not path.is_file():
        return Description()
    fields = read_fields(path, str(path))
    for key in set(fields.nodes) - set(Description._fields):
        meant = get_close_matches(key, Description._fields, n=1, cutoff=0.8)
        if meant:
            fields.refuse(key, f"'{key}' is not read; '{meant[0]}' is")
    description = Description(**{key: fields.text(key, "") for key in Description._fields})
    if description.date and not is_date(description.date):
        fields.refuse("date", f"'date' must be {DATES}, not '{description.date}'")
    if fields.faults:
        raise DataFileError(fields.faults)
    return description


def overlaid(upper: Description, lower: Description) -> Description:
    """Return what the upper says, and the lower where the upper says nothing.

    >>> overlaid(Description(symbol="E/2021/47"), Description(symbol="E/2021/1", date="2021"))
    Description(symbol='E/2021/47', title='', date='2021', language='')
    """
    return Description(*(above or below for above, below in zip(upper, lower, strict=True)))
