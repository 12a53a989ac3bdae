"""Files of RDF as a user has them: a path in, quads out; the ending says the format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from cebgraph.errors import CebgraphError, SourceError


def read_quads(file: Path) -> Iterator[Quad]:
    """Yield the quads of a file.

    Raises SourceError where it cannot be read, with the line that is at fault.
    """
    form = format_of(file, SourceError)
    try:
        yield from parse(path=str(file), format=form)
    except SyntaxError as error:
        raise SourceError(error.msg, where=f"{file}:{error.lineno or 1}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(reason, where=str(file), hint="give a file that `build` wrote") from error


def told_by_ending(file: Path) -> RdfFormat | None:
    """Return the format that the ending of a file tells; a `.txt` is a report, whatever else it could be.

    >>> told_by_ending(Path("report.zh.txt")) is None
    True
    """
    return None if file.suffix == ".txt" else RdfFormat.from_extension(file.suffix.removeprefix("."))


def format_of(file: Path, refusal: type[CebgraphError]) -> RdfFormat:
    """Return the format that the ending of a file tells; refuse any other with an error of a type.

    >>> format_of(Path("graph.trig"), SourceError).name
    'TriG'
    """
    form = told_by_ending(file)
    if form is None:
        msg = "is a folder" if file.is_dir() else f"is no graph file by its ending {file.suffix!r}"
        raise refusal(msg, where=str(file), hint="give one of .trig, .nq, .ttl, .nt, .jsonld")
    return form
