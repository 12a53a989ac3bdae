"""Turtle files of a folder, read together: what ontology/ and shapes/ hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from cebgraph.errors import DataFileError


def read_turtle(place: Path) -> tuple[Triple, ...]:
    """Return the triples of every Turtle file in a folder, each once, in the order of the files.

    Raises DataFileError with every file that cannot be parsed, and its line.
    """
    faults: list[str] = []
    triples: list[Triple] = []
    for path in sorted(place.glob("*.ttl")):
        try:
            read = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
            triples += _named_in_order(read, path.stem)
        except SyntaxError as error:
            faults.append(f"{path}:{error.lineno or 1}: {error.msg}")
    if faults:
        raise DataFileError(faults)
    return tuple(dict.fromkeys(triples))


def _named_in_order(triples: list[Triple], stem: str) -> Iterator[Triple]:
    """Name blank nodes by where they first stand in their file: a parser names them anew on every run."""
    names: dict[BlankNode, BlankNode] = {}

    def named(node: BlankNode) -> BlankNode:
        return names.setdefault(node, BlankNode(f"{stem}{len(names)}"))

    for triple in triples:
        subject, target = triple.subject, triple.object
        yield Triple(
            named(subject) if isinstance(subject, BlankNode) else subject,
            triple.predicate,
            named(target) if isinstance(target, BlankNode) else target,
        )
