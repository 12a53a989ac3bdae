"""Export formats: one function and one line in a table each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Quad, RdfFormat

from cebgraph.export.graphml import graphml_bytes
from cebgraph.export.rdf import merged_bytes, quads_bytes, rdf_bytes
from cebgraph.files import write_whole

STEM = "cebgraph"


@dataclass(frozen=True, slots=True)
class Exporter:
    """A way to write the graph as a file."""

    suffix: str
    media_type: str
    to_bytes: Callable[[Sequence[Quad]], bytes]


EXPORTERS = {
    "trig": Exporter(".trig", "application/trig", partial(quads_bytes, form=RdfFormat.TRIG)),
    "nquads": Exporter(".nq", "application/n-quads", partial(quads_bytes, form=RdfFormat.N_QUADS)),
    "turtle": Exporter(".ttl", "text/turtle", partial(merged_bytes, form=RdfFormat.TURTLE)),
    "jsonld": Exporter(".jsonld", "application/ld+json", partial(quads_bytes, form=RdfFormat.JSON_LD)),
    "graphml": Exporter(".graphml", "application/graphml+xml", graphml_bytes),
}


def write_exports(quads: Sequence[Quad], directory: Path, formats: Iterable[str]) -> tuple[Path, ...]:
    """Write the graph in some formats to a directory; return the files.

    Raises CebgraphError where the directory cannot be written.
    """
    contents = [(directory / f"{STEM}{EXPORTERS[name].suffix}", EXPORTERS[name].to_bytes(quads)) for name in formats]
    for file, content in contents:
        write_whole(content, file)
    return tuple(file for file, _ in contents)


def write_export(quads: Sequence[Quad], name: str, file: Path) -> None:
    """Write the graph in one format to a file.

    Raises CebgraphError where the file cannot be written.
    """
    write_whole(EXPORTERS[name].to_bytes(quads), file)


def write_rdf(quads: Sequence[Quad], form: RdfFormat, file: Path) -> None:
    """Write the graph as RDF to a file.

    Raises CebgraphError where the file cannot be written.
    """
    write_whole(rdf_bytes(quads, form), file)
