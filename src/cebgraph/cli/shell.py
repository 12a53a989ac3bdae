"""Shell completion."""

from __future__ import annotations

import os
from pathlib import PurePath

import click
from click.shell_completion import get_completion_class

from cebgraph.cli.console import loudness

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@loudness
@click.pass_context
def completion(context: click.Context, shell: str | None) -> None:
    """Print the script that lets a shell complete commands, options and names of queries.

    Without SHELL, for the shell in use.

    \b
    Examples:
      eval "$(cebgraph completion bash)"                 # in ~/.bashrc
      eval "$(cebgraph completion zsh)"                  # in ~/.zshrc
      cebgraph completion fish > ~/.config/fish/completions/cebgraph.fish
    """
    name = shell or PurePath(os.environ.get("SHELL", "bash")).name
    kind = get_completion_class(name)
    if kind is None:
        msg = f"no completion for {name!r}; choose one of {', '.join(SHELLS)}"
        raise click.UsageError(msg)
    root = context.find_root().command
    click.echo(kind(root, {}, "cebgraph", "_CEBGRAPH_COMPLETE").source())
