"""Options that several commands share, and choices that stand in a heavy module: looked up when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

store_option = click.option(
    "--store",
    "-s",
    type=click.Path(path_type=Path),
    default=Path("build/store"),
    show_default=True,
    metavar="DIR",
    help="The store that `build` wrote.",
)


class LateChoice(click.Choice[str]):
    """A choice that finds its values when it is used: in `COMMAND --help`, completion, or an argument."""

    def __init__(self, find: Callable[[], Iterable[str]]) -> None:
        super().__init__(())
        self._find = find

    @property
    def choices(self) -> tuple[str, ...]:
        """The values there are now."""
        return tuple(self._find())

    @choices.setter
    def choices(self, values: Iterable[str]) -> None:
        """Ignore what click's constructor sets."""


def export_formats() -> Iterable[str]:
    """Return the names of the formats that a graph can be written in."""
    from cebgraph.export import EXPORTERS

    return EXPORTERS


def picture_languages() -> Iterable[str]:
    """Return the languages that pictures speak."""
    from cebgraph.drawing import LANGUAGES

    return LANGUAGES


def query_names() -> Iterable[str]:
    """Return the names of the shipped queries."""
    from cebgraph.query import named_queries

    return named_queries()


def result_formats() -> Iterable[str]:
    """Return the names of the formats that an answer can be printed in."""
    from cebgraph.query import RESULT_FORMATS

    return RESULT_FORMATS


def complete_query(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the names of the shipped queries that start with what was typed."""
    return [name for name in query_names() if name.startswith(incomplete)]


def store_types() -> Iterable[str]:
    """Return the kinds of remote stores whose endpoints are known."""
    from cebgraph.push.endpoints import LAYOUTS

    return ("auto", *LAYOUTS)
