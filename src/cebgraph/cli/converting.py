"""`cebgraph validate`, `export` and `infer`: graphs as files, checked, written anew, or with what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.choices import LateChoice, export_formats, store_option
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import CebgraphError, NotConforming, SourceError
from cebgraph.iris import thing_iri

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

_PATH = click.Path(path_type=Path)
INFERRED = thing_iri("graph/inferred")
"""The named graph of what is inferred and not asserted."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE...")
@click.option(
    "--whole", is_flag=True, help="Judge every node, also what cannot break a shape: slower, the same verdict."
)
@loudness
@pass_console
def validate(console: Console, /, files: tuple[Path, ...], *, whole: bool) -> None:
    """Check graphs that `build` or `export` wrote (.trig, .nq, .ttl, .nt, .jsonld) against the shapes.

    Several files are checked as one graph, in which one may hold what another lacks: give what `infer` wrote together
    with the graph that it follows from. Every result is listed, and the exit code is 6, if they do not conform.

    \b
    Example:
      cebgraph validate build/graph/cebgraph.trig
    """
    from cebgraph.validate import validate_dataset

    with console.progress() as progress:
        progress("reading")
        quads = [quad for file in files for quad in _read_graph(file)]
        triples = {quad.triple for quad in quads}
        progress(f"checking {len(triples)} triples")
        report = validate_dataset(quads, whole=whole)
    for result in report.results:
        click.echo(str(result))
    if not report.conforms:
        msg = f"{len(report.results)} result{'' if len(report.results) == 1 else 's'}, listed above"
        raise NotConforming(msg, where=", ".join(map(str, files)))
    console.note(f"{len(triples)} triples conform to the shapes" if triples else "there is nothing in it to check")


@click.command()
@store_option
@click.option("--format", "-f", "name", required=True, type=LateChoice(export_formats), help="What to write.")
@click.option("--output", "-o", required=True, type=_PATH, metavar="FILE", help="Where to.")
@loudness
@pass_console
def export(console: Console, /, store: Path, name: str, output: Path) -> None:
    """Write the graph in a store as one file.

    \b
    Example:
      cebgraph export --store build/store --format turtle --output graph.ttl
    """
    from cebgraph.export import write_export
    from cebgraph.store import open_store, stored_quads

    with console.progress() as progress:
        progress(f"writing {output}")
        write_export(stored_quads(open_store(store)), name, output)
    console.note(f"{output} written")


@click.command()
@store_option
@click.option("--output", "-o", required=True, type=_PATH, metavar="FILE", help="Where to: .nq, .trig, .ttl, .nt.")
@loudness
@pass_console
def infer(console: Console, /, store: Path, output: Path) -> None:
    """Write what follows from the graph in a store and its ontology, and nothing that the graph itself states.

    Wider classes and properties, facts against the arrow (endorsed by), all bodies above a body, who is an agent: each
    in the graph https://w3id.org/cebgraph/id/graph/inferred. The store stays as it is.

    \b
    Example:
      cebgraph infer --store build/store --output build/inferred.nq
    """
    from pyoxigraph import NamedNode, Quad

    from cebgraph.export import write_rdf
    from cebgraph.inference import infer as infer_triples
    from cebgraph.inference import read_axioms
    from cebgraph.quads import quad_order
    from cebgraph.store import open_store, stored_quads

    form = _format_of(output, CebgraphError)
    with console.progress() as progress:
        progress("reading")
        asserted = {quad.triple for quad in stored_quads(open_store(store))}
        progress(f"inferring from {len(asserted)} triples")
        inferred = infer_triples(asserted, read_axioms(asserted))
        progress(f"writing {output}")
        quads = (Quad(t.subject, t.predicate, t.object, NamedNode(INFERRED)) for t in inferred)
        write_rdf(sorted(quads, key=quad_order), form, output)
    console.note(f"{len(inferred)} triples follow from {len(asserted)}; {output} written")


def _read_graph(file: Path) -> Iterator[Quad]:
    from pyoxigraph import parse

    form = _format_of(file, SourceError)
    try:
        yield from parse(path=str(file), format=form)
    except SyntaxError as error:
        raise SourceError(error.msg, where=f"{file}:{error.lineno or 1}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(reason, where=str(file), hint="give a file that `build` wrote") from error


def _format_of(file: Path, refusal: type[CebgraphError]) -> RdfFormat:
    from pyoxigraph import RdfFormat

    form = RdfFormat.from_extension(file.suffix.removeprefix("."))
    if form is None:
        msg = "is a folder" if file.is_dir() else f"is no graph file by its ending {file.suffix!r}"
        raise refusal(msg, where=str(file), hint="give one of .trig, .nq, .ttl, .nt, .jsonld")
    return form
