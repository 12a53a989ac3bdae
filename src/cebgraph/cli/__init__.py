"""The command line: arguments in; answers on stdout, everything else on stderr, and an exit code.

One short function per command, in one module per group of commands, which is loaded when one of them is used. Heavy
libraries are imported inside the command that needs them, so that `--help` and shell completion answer at once.
"""

from __future__ import annotations

import io
import sys

import click

from cebgraph import __version__
from cebgraph.cli.console import loudness
from cebgraph.cli.group import Commands

_HOMES = {
    "build": "building",
    "validate": "converting",
    "query": "asking",
    "stats": "asking",
    "show": "asking",
    "serve": "serving",
    "analyse": "analysing",
    "diff": "analysing",
    "compare": "comparing",
    "draw": "drawing",
    "reconcile": "reconciling",
    "export": "converting",
    "infer": "converting",
    "push": "pushing",
    "evaluate": "measuring",
    "coverage": "measuring",
    "publish": "publishing",
    "explain": "explaining",
    "ontology": "documenting",
    "completion": "shell",
}
"""The commands in the order of use, and the modules in which they stand."""

_HELP = """Turn reports of the UN System Chief Executives Board for Coordination (首协会) into an RDF knowledge graph.

\b
Examples:
  cebgraph build report.zh.txt --output graph --store store
  cebgraph stats --store store
  cebgraph show 首协会 --store store
  cebgraph query --list
  cebgraph analyse path HLCM A/RES/75/233 --store store
  cebgraph draw hierarchy --store store --output bodies.svg
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


@click.group(
    cls=Commands,
    homes=_HOMES,
    help=_HELP,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, prog_name="cebgraph", message="%(prog)s %(version)s")
@loudness
def commands() -> None:
    """Hold the commands together."""


def main() -> None:
    """Run the command line; characters that the terminal's encoding lacks are escaped rather than fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    commands(prog_name="cebgraph")
