"""`cebgraph analyse` and `diff`: graphs in, what is central, close, fragile or changed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from cebgraph.cli.choices import store_option
from cebgraph.cli.console import Console, loudness, pass_console

_PATH = click.Path(path_type=Path)
_MEASURES = ("betweenness", "pagerank", "degree")
_ALL = "all"

Command = TypeVar("Command", bound=Callable[..., object])


def _measuring(command: Command) -> Command:
    """Give a command the options that all measuring takes."""
    planned = click.option("--with-planned", is_flag=True, help="Count what is planned or agreed as a link, too.")
    return store_option(_format("table", "json", "csv")(planned(loudness(command))))


def _format(*forms: str) -> Callable[[Command], Command]:
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="Form of the answer.",
    )


@click.group()
@loudness
def analyse() -> None:
    """Measure the network of things: what is central, what belongs together, where it would come apart.

    Two things are linked by whatever is said between them, in either direction. What is planned, merely agreed or
    denied is no link; --with-planned counts the first two.

    \b
    Examples:
      cebgraph analyse centrality
      cebgraph analyse communities --format csv > communities.csv
      cebgraph analyse path HLCM A/RES/75/233
    """


@analyse.command()
@click.option("--class", "kind", default="Body", show_default=True, metavar="CLASS", help="Which things; all for all.")
@click.option(
    "--by", "measure", type=click.Choice(_MEASURES), default=_MEASURES[0], show_default=True, help="Highest first."
)
@_measuring
@pass_console
def centrality(console: Console, /, store: Path, form: str, kind: str, measure: str, *, with_planned: bool) -> None:
    """Say how central things are in the whole network; of what class those shown are is up to --class.

    \b
    degree       number of other things that it is linked with
    betweenness  share of the pairs of other things whose shortest paths lead through it
    pagerank     share of the time of a walker who follows statements from subject to
                 object, one taken by chance, and starts anew with a chance of 0.15

    \b
    Examples:
      cebgraph analyse centrality --by pagerank
      cebgraph analyse centrality --class all --format json
    """
    from cebgraph.cli import findings
    from cebgraph.knowledge_graph import open_graph

    with console.progress() as progress:
        progress("measuring")
        found = open_graph(store).centralities(of="" if kind == _ALL else kind, with_planned=with_planned)
    ranked = tuple(sorted(found, key=lambda one: -float(getattr(one, measure))))
    click.echo(findings.told(ranked, form, findings.centrality_table, findings.centrality_csv), nl=False)


@analyse.command()
@_measuring
@pass_console
def communities(console: Console, /, store: Path, form: str, *, with_planned: bool) -> None:
    """Find groups of things that are more linked among themselves than with others.

    By the method of Louvain, a link counting as often as it is stated; always the same for the same graph.

    \b
    Examples:
      cebgraph analyse communities
      cebgraph analyse communities --format csv > communities.csv
    """
    from cebgraph.cli import findings
    from cebgraph.knowledge_graph import open_graph

    with console.progress() as progress:
        progress("measuring")
        found = open_graph(store).communities(with_planned=with_planned)
    click.echo(findings.told(found, form, findings.communities_lines, findings.communities_csv), nl=False)


@analyse.command()
@click.option(
    "--at-least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="Those that cut off as many things.",
)
@_measuring
@pass_console
def bridges(console: Console, /, store: Path, form: str, at_least: int, *, with_planned: bool) -> None:
    """Find the links (bridges) and things (articulation points) without which others would be cut off.

    \b
    Examples:
      cebgraph analyse bridges
      cebgraph analyse bridges --at-least 1 --with-planned --format json
    """
    from cebgraph.cli import findings
    from cebgraph.knowledge_graph import open_graph

    with console.progress() as progress:
        progress("measuring")
        found = open_graph(store).cuts(at_least=at_least, with_planned=with_planned)
    click.echo(findings.told(found, form, findings.cuts_lines, findings.cuts_csv), nl=False)


@analyse.command()
@click.argument("start")
@click.argument("end")
@click.option("--without", multiple=True, metavar="THING", help="A thing that the path must not lead through.")
@_measuring
@pass_console
def path(
    console: Console, /, store: Path, form: str, start: str, end: str, without: tuple[str, ...], *, with_planned: bool
) -> None:
    """Show the shortest path from START to END, with the words of the report that make each step.

    A thing is given by a name (首协会, HLCM), a symbol (A/RES/75/233), a path (body/hlcm) or a whole IRI. Of paths
    equally short, one is shown whose steps stand on words of a report rather than on what is known beforehand.

    \b
    Examples:
      cebgraph analyse path HLCM A/RES/75/233
      cebgraph analyse path 首协会 "SDG 6" --without E/2021/47
    """
    from cebgraph.cli import findings
    from cebgraph.knowledge_graph import open_graph

    with console.progress() as progress:
        progress("measuring")
        found = open_graph(store).shortest_path(start, end, without=without, with_planned=with_planned)
    click.echo(findings.told(found, form, findings.path_lines, findings.path_csv), nl=False)


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--within", type=_PATH, metavar="DIR", help="OLD and NEW are symbols of reports in this store.")
@_format("table", "json")
@loudness
@pass_console
def diff(console: Console, /, old: str, new: str, within: Path | None, form: str) -> None:
    """Say what changed from OLD to NEW: statements of another status first, with the words of both.

    OLD and NEW are two stores or files that `build` wrote, or with --within two reports in one store. A statement is
    the same if its subject, predicate, object and what it regards are; `planned → done or in force` is a promise kept.

    \b
    Examples:
      cebgraph diff store-2019 store-2020
      cebgraph diff 2019/cebgraph.trig 2020/cebgraph.trig --format json
      cebgraph diff --within build/store E/2020/51 E/2021/47
    """
    from cebgraph.cli.differences import difference_lines
    from cebgraph.cli.findings import as_json, as_lines
    from cebgraph.knowledge_graph import open_graph

    with console.progress() as progress:
        progress("comparing")
        among = open_graph(within) if within else None
        found = among.changes_between(old, new) if among else open_graph(old).changes_to(open_graph(new))
    click.echo(as_json(found) if form == "json" else as_lines(difference_lines(found)), nl=False)
