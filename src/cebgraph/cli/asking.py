"""`cebgraph query`, `stats` and `show`: a store in, answers out."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.choices import LateChoice, complete_query, result_formats, store_option
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from cebgraph.query import NamedQuery

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("text", required=False, shell_complete=complete_query)
@click.option("--file", "file", type=_PATH, help="Read the query from a file.")
@click.option("--name", help="Run a query of the library, even if TEXT could be one.", shell_complete=complete_query)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="Value for a query of the library.")
@click.option(
    "--format",
    "-f",
    "form",
    type=LateChoice(result_formats),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
@click.option("--list", "listing", is_flag=True, help="List the queries of the library.")
@store_option
@loudness
@pass_console
def query(
    console: Console,
    /,
    text: str | None,
    file: Path | None,
    name: str | None,
    params: tuple[str, ...],
    form: str,
    listing: bool,
    store: Path,
) -> None:
    """Ask a store a question in SPARQL: as TEXT, from a file, or by the name of a query in the shipped library.

    Without GRAPH, a query sees every fact exactly once. The prefixes of the vocabulary need not be declared.

    \b
    Examples:
      cebgraph query --list
      cebgraph query bodies
      cebgraph query reports-to --param above=HLCM
      cebgraph query 'SELECT ?what WHERE { ?body ceb:acronym "CEB"@en ; ceb:endorsed ?what }'
      cebgraph query --file question.rq --format csv > answer.csv
    """
    if listing:
        _list_queries()
    else:
        from cebgraph.query import filled
        from cebgraph.store import open_store

        question, values = _question(text, file, name, params), _values(params)
        opened = open_store(store)
        text = question if isinstance(question, str) else filled(question, values, opened)
        _answer(console, text, opened, form)


@click.command()
@store_option
@loudness
def stats(store: Path) -> None:
    """Say what a store holds: structure, things by class, statements by predicate.

    \b
    Example:
      cebgraph stats --store build/store
    """
    from cebgraph.cli.layout import summary_lines
    from cebgraph.store import open_store
    from cebgraph.summary import summarise

    summary = summarise(open_store(store))
    for line in summary_lines(summary):
        click.echo(line)
    click.echo(f"{summary.triples} triples")


@click.command()
@click.argument("thing")
@store_option
@loudness
def show(thing: str, store: Path) -> None:
    """Show all that is known of one thing, with the words of the report and the paragraphs where they stand.

    THING is a name (首协会, HLCM), a symbol (A/RES/75/233), a path (body/hlcm) or a whole IRI.

    \b
    Examples:
      cebgraph show 首协会
      cebgraph show A/RES/75/233 --store build/store
    """
    from cebgraph.cli.layout import portrait_lines
    from cebgraph.describe import describe
    from cebgraph.query import thing_named
    from cebgraph.store import open_store

    opened = open_store(store)
    for line in portrait_lines(describe(opened, thing_named(thing, opened))):
        click.echo(line)


def _list_queries() -> None:
    from cebgraph.cli.layout import columns
    from cebgraph.query import named_queries

    rows = [[name, " ".join(query.params), query.title] for name, query in sorted(named_queries().items())]
    for line in columns(rows, indent=""):
        click.echo(line)


def _question(text: str | None, file: Path | None, name: str | None, params: tuple[str, ...]) -> str | NamedQuery:
    """Return the query to run, from the one place that it was given in; no store is needed to tell wrong usage."""
    if sum(given is not None for given in (text, file, name)) != 1:
        msg = "give one of: a query or the name of one, --file, --name, --list"
        raise click.UsageError(msg)
    if name or re.fullmatch(r"[\w-]+", text or ""):
        from cebgraph.query import named_query

        return named_query(name or text or "")
    if file:
        from cebgraph.query import query_of

        return query_of(_read(file))
    if _values(params):
        msg = "--param is for queries of the library (--list) and those in files"
        raise click.UsageError(msg)
    return text or ""


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QueryError(reason or "cannot be read", where=str(file), hint="give a file with a SPARQL query") from error


def _answer(console: Console, question: str, store: Store, form: str) -> None:
    from cebgraph.query import run_query, written
    from cebgraph.syntax import strange_terms

    with _stoppable():
        text = written(run_query(store, question), form)
    for term, near in strange_terms(store, question):
        console.note(f"{term} is no term of the vocabulary" + (f"; near it: {', '.join(near)}" if near else ""))
    click.echo(text, nl=False)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C end the process at once: while the engine computes, Python would hear nothing of it."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _values(params: tuple[str, ...]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    wrong = next((name for name, equals, _ in pairs if not (name and equals)), None)
    if wrong is not None:
        msg = f"--param wants NAME=VALUE, not {wrong!r}"
        raise click.UsageError(msg)
    return {name: value for name, _, value in pairs}
