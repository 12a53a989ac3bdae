"""The ontology for people: one page that explains every term in English and Chinese, beside one Turtle file.

The page is made from the ontology alone and stands alone: no request leaves it, and it is read from a disk as well as
from a server.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from cebgraph.errors import CebgraphError
from cebgraph.files import write_whole
from cebgraph.site.namespaces import used_namespaces
from cebgraph.site.page import MARK, make_page, render_page

PAGE, TURTLE = "index.html", "cebgraph.ttl"


def write_ontology(triples: tuple[Triple, ...], directory: Path) -> tuple[Path, ...]:
    """Write the page and the Turtle file of an ontology to a directory of their own; return the files.

    Raises CebgraphError where the directory holds anything else, or cannot be written.
    """
    _refuse(directory)
    contents = {PAGE: render_page(make_page(triples)).encode(), TURTLE: turtle_bytes(triples)}
    for name, content in contents.items():
        write_whole(content, directory / name)
    return tuple(directory / name for name in contents)


def turtle_bytes(triples: tuple[Triple, ...]) -> bytes:
    """Return an ontology as one Turtle file, sorted."""
    in_order = sorted(triples, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))
    prefixes = {namespace.prefix: namespace.iri for namespace in used_namespaces(triples)}
    return serialize(in_order, format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _refuse(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise CebgraphError("is a file", where=str(directory), hint="name a directory")
    if directory.exists() and not _is_ours(directory):
        raise CebgraphError(
            "holds files that `cebgraph ontology` did not write, and is left as it is",
            where=str(directory),
            hint="name another directory, or an empty one",
        )


def _is_ours(directory: Path) -> bool:
    names = {path.name for path in directory.iterdir()}
    page = directory / PAGE
    return not names or (names <= {PAGE, TURTLE} and page.is_file() and MARK.encode() in page.read_bytes())
