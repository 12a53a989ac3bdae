"""The errors that a user can meet: each says what is wrong, where, and what to try.

Everything that goes wrong because of what a user gave (a file, a rule, a query) is raised as one of these and
turned into one line and an exit code in one place, the command line.
"""

from __future__ import annotations

from typing import ClassVar


class CebgraphError(Exception):
    """Something a user can put right.

    >>> error = SourceError("the file is empty", where="report.txt", hint="give the text of a report")
    >>> print(error)
    report.txt: the file is empty (give the text of a report)
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{hint}"


def missing_extra(extra: str, error: ModuleNotFoundError) -> CebgraphError:
    """Return the error of a library that is not installed, with the extra that brings it.

    >>> print(missing_extra("serve", ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn")))
    uvicorn is not installed (pip install "cebgraph[serve]")
    """
    return CebgraphError(f"{error.name} is not installed", hint=f'pip install "cebgraph[{extra}]"')


class SourceError(CebgraphError):
    """A report cannot be read."""

    exit_code = 3


class UnsupportedLanguage(SourceError):
    """A report is in a language that has no folder in data/languages."""

    exit_code = 4


class DataFileError(CebgraphError):
    """Files of data/, ontology/ or shapes/ are malformed; `faults` lists every fault, one line each.

    >>> print(DataFileError(["names.yaml:3: no such class 'Comittee'", "names.yaml:9: empty"]))
    2 faults in data files
      names.yaml:3: no such class 'Comittee'
      names.yaml:9: empty
    """

    exit_code = 5

    def __init__(self, faults: list[str]) -> None:
        faults = list(dict.fromkeys(faults))  # a field that is read twice is at fault once
        noun = "fault" if len(faults) == 1 else "faults"
        super().__init__(f"{len(faults)} {noun} in data files")
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n  ".join([self.message, *self.faults])


class NotConforming(CebgraphError):
    """A graph breaks a shape."""

    exit_code = 6


class StoreError(CebgraphError):
    """The embedded store cannot be opened or written."""

    exit_code = 7


class QueryError(CebgraphError):
    """A query cannot be found, parsed or answered."""

    exit_code = 8


class QuerySyntaxError(QueryError):
    """A query that is not SPARQL, and the place where that shows.

    >>> print(QuerySyntaxError("cannot be read from here on", 1, 12, "SELECT * { ?s ?p }", 11))
    line 1, column 12: cannot be read from here on (see https://www.w3.org/TR/sparql11-query/)
    """

    def __init__(self, message: str, line: int, column: int, excerpt: str, mark: int) -> None:
        place = f"line {line}, column {column}"
        super().__init__(message, where=place, hint="see https://www.w3.org/TR/sparql11-query/")
        self.line = line
        self.column = column
        self.excerpt = excerpt
        """What stands around the place in its line; empty where the query ends too early."""
        self.mark = mark
        """Where the place is in the excerpt."""


class PushError(CebgraphError):
    """A remote store cannot be reached, or refuses what it is sent."""

    exit_code = 9
