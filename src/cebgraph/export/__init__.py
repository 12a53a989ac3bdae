"""Export formats: one function and one line in a table each, one file per export.

The ending of a file tells the format where only one format ends so: `.ttl` is Turtle, `.rdf12.ttl` RDF 1.2; `.csv`
alone may be one of several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from pyoxigraph import Quad, RdfFormat

from cebgraph.errors import CebgraphError
from cebgraph.export.drawn import gexf_bytes, graphml_bytes
from cebgraph.export.lists import gephi_edges_bytes, gephi_nodes_bytes, neo4j_edges_bytes, neo4j_nodes_bytes
from cebgraph.export.rdf import merged_bytes, quads_bytes, rdf_bytes
from cebgraph.export.triple_terms import rdf12_bytes
from cebgraph.files import write_whole

STEM = "cebgraph"
DEFAULTS = ("trig", "nquads", "turtle", "jsonld", "graphml")
"""What `build` writes unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A way to write the graph as a file."""

    suffix: str
    media_type: str
    to_bytes: Callable[[Sequence[Quad]], bytes]

    @property
    def ending(self) -> str:
        """The last part of the suffix, which the ending of a file must not contradict."""
        return PurePath(STEM + self.suffix).suffix


EXPORTERS = {
    "trig": Exporter(".trig", "application/trig", partial(quads_bytes, form=RdfFormat.TRIG)),
    "nquads": Exporter(".nq", "application/n-quads", partial(quads_bytes, form=RdfFormat.N_QUADS)),
    "turtle": Exporter(".ttl", "text/turtle", partial(merged_bytes, form=RdfFormat.TURTLE)),
    "rdf12": Exporter(".rdf12.ttl", "text/turtle; version=1.2", rdf12_bytes),
    "jsonld": Exporter(".jsonld", "application/ld+json", partial(quads_bytes, form=RdfFormat.JSON_LD)),
    "graphml": Exporter(".graphml", "application/graphml+xml", graphml_bytes),
    "gexf": Exporter(".gexf", "application/gexf+xml", gexf_bytes),
    "gephi-nodes": Exporter(".gephi-nodes.csv", "text/csv", gephi_nodes_bytes),
    "gephi-edges": Exporter(".gephi-edges.csv", "text/csv", gephi_edges_bytes),
    "neo4j-nodes": Exporter(".neo4j-nodes.csv", "text/csv", neo4j_nodes_bytes),
    "neo4j-edges": Exporter(".neo4j-edges.csv", "text/csv", neo4j_edges_bytes),
}


def format_for(file: Path, wanted: str = "") -> str:
    """Return the format to write a file in: the one that is wanted, or else that which its ending tells.

    Raises CebgraphError where the ending tells none, several, or another than what is wanted.

    >>> format_for(Path("graph.ttl")), format_for(Path("graph.rdf12.ttl")), format_for(Path("graph.out"), "trig")
    ('turtle', 'rdf12', 'trig')
    """
    name, ending = file.name.lower(), file.suffix.lower()
    if wanted:
        _refuse_contradiction(file, ending, wanted)
        return wanted
    told = max((f for f in EXPORTERS if name.endswith(EXPORTERS[f].suffix)), default="", key=_length)
    if told:
        return told
    several = [form for form, exporter in EXPORTERS.items() if exporter.ending == ending]
    if several:
        msg = f"the ending {ending!r} may be {' or '.join(several)}"
        raise CebgraphError(msg, where=str(file), hint="say which with --format")
    endings = ", ".join(dict.fromkeys(exporter.suffix for exporter in EXPORTERS.values()))
    msg = f"no format ends in {ending!r}" if ending else "has no ending that tells the format"
    raise CebgraphError(msg, where=str(file), hint=f"there are {endings}; or say which with --format")


def _refuse_contradiction(file: Path, ending: str, wanted: str) -> None:
    others = [form for form, exporter in EXPORTERS.items() if exporter.ending == ending]
    known = RdfFormat.from_extension(ending.removeprefix("."))
    fitting = EXPORTERS[wanted].ending
    same = known is not None and known == RdfFormat.from_extension(fitting.removeprefix("."))
    if same or ending == fitting or not (others or known):
        return
    whose = others[0] if others else known.name if known else ""
    msg = f"the ending {ending!r} is that of {whose}, not of {wanted}"
    raise CebgraphError(msg, where=str(file), hint=f"end it in {fitting}, or give another --format")


def _length(name: str) -> int:
    return len(EXPORTERS[name].suffix)


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
