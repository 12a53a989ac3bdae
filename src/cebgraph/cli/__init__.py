"""The command line: arguments in; answers on stdout, everything else on stderr, and an exit code.

One short function per command, in one module per group of commands. Heavy libraries are imported inside the command
that needs them, so that `--help` and shell completion answer at once.
"""

from __future__ import annotations

import io
import sys

import click

from cebgraph import __version__
from cebgraph.cli.asking import query, show, stats
from cebgraph.cli.building import build
from cebgraph.cli.console import loudness
from cebgraph.cli.converting import export, infer, validate
from cebgraph.cli.documenting import ontology
from cebgraph.cli.explaining import explain
from cebgraph.cli.group import Commands
from cebgraph.cli.measuring import coverage, evaluate
from cebgraph.cli.pushing import push
from cebgraph.cli.shell import completion

_HELP = """Turn reports of the UN System Chief Executives Board for Coordination (首协会) into an RDF knowledge graph.

\b
Examples:
  cebgraph build report.zh.txt --output graph --store store
  cebgraph stats --store store
  cebgraph show 首协会 --store store
  cebgraph query --list
  cebgraph export --store store --format turtle --output graph.ttl

`cebgraph COMMAND --help` says more about each command.
"""

_EPILOG = """\b
Exit codes:
  0  done
  1  an error that has no code of its own
  2  wrong usage: no such command, option or choice
  3  a report cannot be read
  4  a report is in a language that is not supported
  5  files of data/, ontology/ or shapes/ are malformed
  6  the graph does not conform to its shapes
  7  the store cannot be opened or written
  8  a query or thing cannot be found or answered
  9  a remote store cannot be reached, or refuses what it is sent
  130  interrupted
"""


@click.group(cls=Commands, help=_HELP, epilog=_EPILOG, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(__version__, prog_name="cebgraph", message="%(prog)s %(version)s")
@loudness
def commands() -> None:
    """Hold the commands together."""


for _command in (
    build, validate, query, stats, show, export, infer, push, evaluate, coverage, explain, ontology, completion
):  # fmt: skip
    commands.add_command(_command)


def main() -> None:
    """Run the command line; characters that the terminal's encoding lacks are escaped rather than fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    commands(prog_name="cebgraph")
