"""Turtle files of a folder, read together: what ontology/ and shapes/ hold."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from cebgraph.errors import DataFileError


def read_turtle(place: Path) -> tuple[Triple, ...]:
    """Return the triples of every Turtle file in a folder, each once, in the order of the files.

    Raises DataFileError with every file that cannot be parsed, and its line.
    """
    faults: list[str] = []
    triples: list[Triple] = []
    for path in sorted(place.glob("*.ttl")):
        try:
            triples += [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
        except SyntaxError as error:
            faults.append(f"{path}:{error.lineno or 1}: {error.msg}")
    if faults:
        raise DataFileError(faults)
    return tuple(dict.fromkeys(triples))
