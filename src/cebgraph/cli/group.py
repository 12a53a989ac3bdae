"""The one place where an error becomes a line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import IO, Any

import click

from cebgraph.errors import CebgraphError, QuerySyntaxError

INTERRUPTED = 130
BROKEN_PIPE = 141


class Failure(click.ClickException):
    """A CebgraphError on its way out."""

    def __init__(self, error: CebgraphError) -> None:
        super().__init__(_told(error))
        self.exit_code = error.exit_code  # type: ignore[misc]  # a class variable to click's types, read from self

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the error."""
        click.echo(f"cebgraph: error: {self.message}", err=True, file=file)


class Commands(click.Group):
    """The commands in the order of use, each loaded when it is used, and how they end."""

    def __init__(self, *args: Any, homes: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401  # click's own
        super().__init__(*args, **settings)
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order of use."""
        return list(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with a name."""
        if cmd_name not in self._homes:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"cebgraph.cli.{self._homes[cmd_name]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or tell which are near what was typed."""
        near = get_close_matches(args[0], self._homes, n=2) if args and args[0] not in self._homes else []
        if near and super().get_command(ctx, args[0]) is None:
            raise click.UsageError(f"No such command {args[0]!r}; near it: {', '.join(near)}.", ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments that are no text in the encoding of the terminal."""
        for arg in args:
            if any("\ud800" <= char <= "\udfff" for char in arg):
                msg = f"an argument is not in the terminal's encoding: {arg.encode(errors='backslashreplace').decode()}"
                raise click.UsageError(msg, ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; whatever goes wrong that a user can put right ends as one line."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except CebgraphError as error:
            raise Failure(error) from error
        except BrokenPipeError:
            _forget_stdout()
            ctx.exit(BROKEN_PIPE)
        except KeyboardInterrupt as interrupt:
            click.echo(f"\ncebgraph: interrupted; {str(interrupt) or 'earlier results are as they were'}", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            raise Failure(CebgraphError(error.strerror or str(error), where=str(error.filename or ""))) from error
        return result


def _told(error: CebgraphError) -> str:
    if isinstance(error, QuerySyntaxError):
        from cebgraph.syntax import pointed

        return pointed(error)
    return str(error)


def _forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader of the pipe has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
