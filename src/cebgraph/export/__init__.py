"""Export formats: one function and one line in a table each; files appear whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Quad, RdfFormat

from cebgraph.errors import CebgraphError
from cebgraph.export.graphml import graphml_bytes
from cebgraph.export.rdf import merged_bytes, quads_bytes, rdf_bytes

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
        _write(content, file)
    return tuple(file for file, _ in contents)


def write_export(quads: Sequence[Quad], name: str, file: Path) -> None:
    """Write the graph in one format to a file.

    Raises CebgraphError where the file cannot be written.
    """
    _write(EXPORTERS[name].to_bytes(quads), file)


def write_rdf(quads: Sequence[Quad], form: RdfFormat, file: Path) -> None:
    """Write the graph as RDF to a file.

    Raises CebgraphError where the file cannot be written.
    """
    _write(rdf_bytes(quads, form), file)


def _write(content: bytes, file: Path) -> None:
    if file.exists() and not file.is_file():
        raise CebgraphError("is no file that can be replaced", where=str(file), hint="name a file")
    file = file.resolve()  # what a link points to, not the link
    draft = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise CebgraphError(reason, where=str(file), hint="name a place that can be written") from error
