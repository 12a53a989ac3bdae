"""`cebgraph validate` and `cebgraph export`: graphs as files, checked or written anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.choices import LateChoice, export_formats
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import NotConforming, SourceError

if TYPE_CHECKING:
    from pyoxigraph import Quad

_PATH = click.Path(path_type=Path)
STORE = Path("build/store")

store_option = click.option(
    "--store", "-s", type=_PATH, default=STORE, show_default=True, metavar="DIR", help="The store that `build` wrote."
)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE...")
@loudness
@pass_console
def validate(console: Console, /, files: tuple[Path, ...]) -> None:
    """Check graphs that `build` or `export` wrote (.trig, .nq, .ttl, .nt, .jsonld) against the shapes.

    Several files are checked as one graph. Every result is listed, and the exit code is 6, if they do not conform.

    \b
    Example:
      cebgraph validate build/graph/cebgraph.trig
    """
    from cebgraph.validate import validate_dataset

    with console.progress() as progress:
        progress("reading")
        quads = [quad for file in files for quad in _read_graph(file)]
        progress(f"checking {len(quads)} quads")
        report = validate_dataset(quads)
    for result in report.results:
        click.echo(str(result))
    if not report.conforms:
        msg = f"{len(report.results)} results, listed above"
        raise NotConforming(msg, where=", ".join(map(str, files)))
    console.note(f"{len(quads)} quads conform to the shapes")


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


def _read_graph(file: Path) -> Iterator[Quad]:
    from pyoxigraph import RdfFormat, parse

    form = RdfFormat.from_extension(file.suffix.removeprefix("."))
    if form is None:
        msg = f"no graph file by its ending {file.suffix!r}"
        raise SourceError(msg, where=str(file), hint="give one of .trig, .nq, .ttl, .nt, .jsonld")
    try:
        yield from parse(path=str(file), format=form)
    except SyntaxError as error:
        raise SourceError(error.msg, where=f"{file}:{error.lineno or 1}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(reason, where=str(file), hint="give a file that `build` wrote") from error
