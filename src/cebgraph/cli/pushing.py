"""`cebgraph push`: the graph in a store, loaded into a remote store that speaks SPARQL 1.1."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.choices import LateChoice, store_option, store_types
from cebgraph.cli.console import Command, Console, loudness, pass_console
from cebgraph.errors import CebgraphError, QueryError, missing_extra
from cebgraph.iris import thing_iri

if TYPE_CHECKING:
    import httpx
    from pyoxigraph import Triple

    from cebgraph.push.endpoints import Endpoints
    from cebgraph.push.loading import Pushed
    from cebgraph.push.transport import Session

_PATH = click.Path(path_type=Path)
_PASSWORD = "CEBGRAPH_PASSWORD"  # noqa: S105  the name of the variable
_TOKEN = "CEBGRAPH_TOKEN"  # noqa: S105  the same
_KB = 1000


def _place_options(command: Command) -> Command:
    """Give a command the options that say where a store listens."""
    kind = LateChoice(store_types)
    for option in (
        click.option("--query", "query_url", metavar="URL", default="", help="Where it is asked, if elsewhere."),
        click.option(
            "--update", "update_url", metavar="URL", default="", help="Where it takes SPARQL Update, if elsewhere."
        ),
        click.option(
            "--protocol",
            type=click.Choice(["auto", "gsp", "update"]),
            default="auto",
            show_default=True,
            help="Graph Store Protocol, SPARQL Update, or the first that the store takes.",
        ),
        click.option(
            "--store-type",
            "kind",
            type=kind,
            default="auto",
            show_default=True,
            metavar="KIND",
            help="What kind of store it is, of those above.",
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
@click.option(
    "--graph",
    "-g",
    "names",
    multiple=True,
    metavar="IRI",
    help="Push this named graph only, or these: an IRI, or what it has after …/id/.",
)
@click.option("--union-default", is_flag=True, help="Also put the merge of all graphs in the default graph.")
@click.option("--atomic", is_flag=True, help="Load each graph aside, then put it into its place whole.")
@click.option(
    "--chunk-size", type=click.IntRange(1), metavar="KB", help="Size of a request.  [default: 1000, update 100]"
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for an answer.",
)
@click.option(
    "--tries",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    metavar="NUMBER",
    help="How often to try what may pass.",
)
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
    """Load the named graphs in the store into a remote store, by SPARQL 1.1 Graph Store Protocol or Update.

    Each graph replaces the one of its name and leaves all others alone: a push can be repeated, and is to be when it
    failed. Until a graph is complete readers see a part of it, unless --atomic loads it aside. Then the store is asked
    how many triples it holds, and whether some of them are as they were sent.

    No password is an argument: it comes from CEBGRAPH_PASSWORD, a file, or a prompt. What may pass (a busy server, a
    broken connection) is tried again, a time-out is not.

    URL is the address of a server, dataset or repository. --store-type says what kind of store it is, if neither the
    store nor the address does:

    \b
      oxigraph    http://host:7878
      virtuoso    http://host:8890
      fuseki      http://host:3030/dataset
      graphdb     http://host:7200/repositories/name
      rdf4j       http://host:8080/rdf4j-server/repositories/name
      qlever      http://host:7001
      stardog     http://host:5820/database
      neptune     https://host:8182/sparql
      blazegraph  http://host:9999/blazegraph/namespace/name/sparql
      plain       http://host/sparql (one address for all)

    \b
    Examples:
      cebgraph push http://127.0.0.1:7878
      cebgraph push http://127.0.0.1:8890 --user dba --atomic
      cebgraph push http://host:7200/repositories/ceb --user me --password-file secret --graph graph/ontology
      cebgraph push http://host/graphs --update http://host/update --query http://host/sparql
    """
    _need_library()
    from cebgraph.push import loading
    from cebgraph.push.endpoints import checked_address
    from cebgraph.push.transport import Patience, Session

    url = checked_address(url)
    update_url, query_url = (at and checked_address(at) for at in (update_url, query_url))
    plan = loading.Plan(protocol, chunk_size and chunk_size * _KB, atomic=atomic, check=check)
    auth = _auth(user, password_file, token_file)
    graphs = _graphs(store, names, union=union_default)
    done: list[Pushed] = []
    with (
        _listing(done, len(graphs)),
        console.progress() as progress,
        Session(auth, Patience(timeout, tries), progress) as session,
    ):
        progress(f"asking {url}")
        endpoints = _endpoints(session, url, kind, update_url, query_url)
        done.extend(loading.push(graphs, endpoints, session, plan, progress))
    console.note(f"{_size(graphs)} pushed to {url}{'; the store holds the same' if check else ''}")


def _need_library() -> None:
    try:
        import httpx  # noqa: F401  what the modules below it import
    except ModuleNotFoundError as error:
        raise missing_extra("push", error) from error


@contextmanager
def _listing(done: Sequence[Pushed], wanted: int) -> Iterator[None]:
    """List the graphs that are complete in the store, however the push ends."""
    from cebgraph.tables import aligned

    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"{len(done)} of {wanted} graphs complete, push again for the others") from None
    finally:
        for line in aligned([[one.graph or "(default graph)", f"{one.triples:>9,} triples"] for one in done]):
            click.echo(line)


def _size(graphs: Mapping[str, Sequence[Triple]]) -> str:
    plural = "" if len(graphs) == 1 else "s"
    return f"{sum(map(len, graphs.values())):,} triples in {len(graphs)} graph{plural}"


def _endpoints(session: Session, address: str, kind: str, update: str, query: str) -> Endpoints:
    from cebgraph.push.endpoints import endpoints_of, recognised

    found = recognised(address, session.server_of(address)) if kind == "auto" else kind
    return endpoints_of(address, found, update=update, query=query)


def _graphs(store: Path, names: Iterable[str], *, union: bool) -> Mapping[str, tuple[Triple, ...]]:
    """Return the graphs of a store to push: all named ones or those that are named, and their merge if wanted."""
    from cebgraph.push.chunks import DEFAULT, graphs_of, union_of
    from cebgraph.store import open_store, stored_quads

    graphs = graphs_of(stored_quads(open_store(store)))
    if not graphs:
        raise QueryError("the store holds no graph", where=str(store))
    wanted = [thing_iri(name) for name in names] or list(graphs)
    for graph in wanted:
        if graph not in graphs:
            raise QueryError(
                f"the store holds no graph {graph}", where=str(store), hint=f"it holds {', '.join(graphs)}"
            )
    chosen = {graph: graphs[graph] for graph in wanted}
    return chosen | {DEFAULT: union_of(graphs)} if union else chosen


def _auth(user: str | None, password_file: Path | None, token_file: Path | None) -> httpx.Auth | None:
    from cebgraph.push.transport import PasswordAuth, TokenAuth

    if user and token_file:
        raise click.UsageError("give --user or --token-file, not both")
    if password_file and not user:
        raise click.UsageError("--password-file is the password of a --user")
    if not user:
        token = _secret(token_file) if token_file else os.environ.get(_TOKEN, "")
        return TokenAuth(_sendable(token)) if token else None
    if ":" in user:
        raise click.UsageError(f"--user takes a name alone: the password is read from {_PASSWORD} or --password-file")
    return PasswordAuth(user, _password(user, password_file))


def _sendable(token: str) -> str:
    if not token.isascii() or not token.isprintable():
        raise CebgraphError("the token holds what no token can", hint="is it the right file, or variable?")
    return token


def _password(user: str, file: Path | None) -> str:
    if file:
        return _secret(file)
    if _PASSWORD in os.environ:
        return os.environ[_PASSWORD]
    if not sys.stdin.isatty():
        raise click.UsageError(f"no password for {user}: set {_PASSWORD}, or give --password-file")
    return str(click.prompt(f"Password of {user}", hide_input=True, err=True))


def _secret(file: Path) -> str:
    """Return the first line of a file."""
    try:
        return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise CebgraphError(reason or "cannot be read", where=str(file), hint="give a file with one line") from error
