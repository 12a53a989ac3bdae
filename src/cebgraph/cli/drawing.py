"""`cebgraph draw`: a graph in, a picture of it as a file out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from cebgraph.cli.choices import LateChoice, picture_languages, store_option
from cebgraph.cli.console import Console, loudness, pass_console

if TYPE_CHECKING:
    from cebgraph.knowledge_graph import KnowledgeGraph

_PATH = click.Path(path_type=Path)

Command = TypeVar("Command", bound=Callable[..., object])


def _drawing(command: Command) -> Command:
    """Give a command the options that all drawing takes."""
    options = (
        store_option,
        click.option("--output", "-o", required=True, type=_PATH, metavar="FILE", help="Where to: .svg or .png."),
        click.option(
            "--language",
            "-l",
            type=LateChoice(picture_languages),
            default="zh",
            show_default=True,
            help="Of names, where they are known in it, and of all other words.",
        ),
        click.option("--with-planned", is_flag=True, help="Draw, dashed, also what is planned, agreed or denied."),
        loudness,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group()
@loudness
def draw() -> None:
    """Draw pictures, without a browser: SVG, or PNG with the extra `draw`.

    In an SVG, each box links to its thing and tells on hover its whole name and the words of the report. A PNG is drawn
    with the fonts of the system, of which one must be Chinese.

    \b
    Examples:
      cebgraph draw hierarchy --output bodies.svg
      cebgraph draw neighbourhood HLCM --depth 2 --language en --output hlcm.svg
      cebgraph draw timeline --with-planned --output acts.png
    """


@draw.command()
@_drawing
@pass_console
def hierarchy(console: Console, /, store: Path, output: Path, language: str, *, with_planned: bool) -> None:
    """Draw all bodies, each below the one that it is part of.

    \b
    Examples:
      cebgraph draw hierarchy --output bodies.svg
      cebgraph draw hierarchy --language en --output bodies.png
    """
    _write(console, store, output, lambda graph: graph.draw_hierarchy(language=language, with_planned=with_planned))


@draw.command()
@click.argument("thing")
@click.option(
    "--depth", type=click.IntRange(1, 9), default=1, show_default=True, metavar="N", help="Most steps from THING."
)
@_drawing
@pass_console
def neighbourhood(
    console: Console, /, thing: str, depth: int, store: Path, output: Path, language: str, *, with_planned: bool
) -> None:
    """Draw a THING between what speaks of it, on its left, and what it speaks of, on its right.

    A thing is given by a name (首协会, HLCM), a symbol (A/RES/75/233), a path (body/hlcm) or a whole IRI. Each other
    thing is drawn once, where it is first reached; what is said between two that are equally far is left out.

    \b
    Examples:
      cebgraph draw neighbourhood HLCM --output hlcm.svg
      cebgraph draw neighbourhood A/RES/75/233 --depth 2 --language en --output mandate.png
    """
    _write(
        console,
        store,
        output,
        lambda graph: graph.draw_neighbourhood(thing, language=language, depth=depth, with_planned=with_planned),
    )


@draw.command()
@_drawing
@pass_console
def timeline(console: Console, /, store: Path, output: Path, language: str, *, with_planned: bool) -> None:
    """Draw what was done when, month by month; what has no date is counted, and not drawn.

    \b
    Examples:
      cebgraph draw timeline --output acts.svg
      cebgraph draw timeline --with-planned --language en --output acts.png
    """
    _write(console, store, output, lambda graph: graph.draw_timeline(language=language, with_planned=with_planned))


def _write(console: Console, store: Path, output: Path, draw: Callable[[KnowledgeGraph], str]) -> None:
    from cebgraph.drawing import picture_bytes, picture_format
    from cebgraph.files import write_whole
    from cebgraph.knowledge_graph import open_graph

    ending = picture_format(output)
    with console.progress() as progress:
        progress(f"drawing {output}")
        write_whole(picture_bytes(draw(open_graph(store)), ending), output)
    console.note(f"{output} written")
