"""`cebgraph push`: the graph in a store, loaded into a remote store that speaks SPARQL 1.1."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.choices import LateChoice, store_types
from cebgraph.cli.console import Command, Console, loudness, pass_console
from cebgraph.cli.converting import store_option
from cebgraph.errors import CebgraphError, QueryError
from cebgraph.iris import thing_iri

if TYPE_CHECKING:
    import httpx
    from pyoxigraph import Triple

    from cebgraph.push.endpoints import Endpoints
    from cebgraph.push.transport import Session

_PATH = click.Path(path_type=Path)
_PASSWORD = "CEBGRAPH_PASSWORD"  # noqa: S105  the name of the variable
_KB = 1000


def _place_options(command: Command) -> Command:
    """Give a command the options that say where a store listens."""
    kind = LateChoice(store_types)
    for option in (
        click.option("--query", "query_url", metavar="URL", default="", help="Where to ask, if elsewhere."),
        click.option("--update", "update_url", metavar="URL", default="", help="Where to update, if elsewhere."),
        click.option(
            "--protocol",
            type=click.Choice(["auto", "gsp", "update"]),
            default="auto",
            show_default=True,
            help="Graph Store Protocol, SPARQL Update, or the first that the store takes.",
        ),
        click.option(
            "--store-type", "kind", type=kind, default="auto", show_default=True, help="What kind of store it is."
        ),
    ):
        command = option(command)
    return command


def _credential_options(command: Command) -> Command:
    """Give a command the options that say who asks; no secret is an argument, where every process could read it."""
    for option in (
        click.option("--token-file", type=_PATH, metavar="FILE", help="A bearer token; or CEBGRAPH_TOKEN."),
        click.option("--password-file", type=_PATH, metavar="FILE", help=f"Its password; or {_PASSWORD}, or a prompt."),
        click.option("--user", metavar="NAME", help="Who to be, by basic or digest authentication."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("url")
@store_option
@_place_options
@_credential_options
@click.option("--graph", "-g", "names", multiple=True, metavar="IRI", help="Push this named graph only; may be repeated.")
@click.option("--union-default", is_flag=True, help="Also put the merge of all graphs in the default graph.")
@click.option("--atomic", is_flag=True, help="Load each graph aside, then put it into its place whole.")
@click.option("--chunk-size", type=click.IntRange(1), metavar="KB", help="Size of a request.  [default: 1000, update 100]")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=300, show_default=True, metavar="SECONDS", help="How long to wait for an answer.")
@click.option("--tries", type=click.IntRange(1), default=5, show_default=True, help="How often to try what may pass.")
@click.option("--check/--no-check", default=True, help="Ask the store afterwards what it holds.  [default: check]")
@loudness
@pass_console
def push(
    console: Console,
    /,
    url: str,
    store: Path,
    kind: str,
    protocol: str,
    update_url: str,
    query_url: str,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    names: tuple[str, ...],
    *,
    union_default: bool,
    atomic: bool,
    chunk_size: int | None,
    timeout: float,
    tries: int,
    check: bool,
) -> None:
    """Load the named graphs in a store into a remote store that speaks SPARQL 1.1: Graph Store Protocol or Update.
    """
