"""`cebgraph ontology`: the vocabulary as a page for people and a file for programs."""

from __future__ import annotations

from pathlib import Path

import click

from cebgraph.cli.console import Console, loudness, pass_console

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("directory", type=_PATH, metavar="DIR")
@loudness
@pass_console
def ontology(console: Console, /, directory: Path) -> None:
    """Write the documentation of the ontology: index.html, in English and Chinese, and cebgraph.ttl.

    The page stands alone and can be opened from the disk. DIR must be new, empty, or what this command wrote before.

    \b
    Example:
      cebgraph ontology build/ontology
    """
    from cebgraph.resources.ontology import load_ontology
    from cebgraph.site import write_ontology

    for file in write_ontology(load_ontology().triples, directory):
        console.note(f"{file} written")
