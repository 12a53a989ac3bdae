"""The documentation is true: what README shows can be run, gives what it shows, and leaves no command out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from cebgraph.cli import commands

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
LEFT_OUT = {"", "…", "..."}


class Shown(NamedTuple):
    """A command in a code block of README, and the lines shown below it."""

    command: str
    output: list[str]


def shown() -> list[Shown]:
    found: list[Shown] = []
    for block in re.findall(r"^```\w*\n(.*?)^```", README.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
            command, *output = part.splitlines()
            found.append(Shown(command, output))
    return [example for example in found if example.command.startswith(("cebgraph", "curl", "oxigraph"))]


def squeezed(line: str) -> str:
    return " ".join(line.split())


def test_the_commands_in_readme_run_and_give_what_it_shows(tmp_path: Path) -> None:
    """In order, in an empty folder that holds nothing but data/ and tests/; `…` stands for lines left out."""
    for name in ("data", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    surroundings = {"cwd": tmp_path, "env": {**os.environ, "PATH": path}}
    with ExitStack() as servers:
        for example in shown():
            if example.command.startswith(("cebgraph serve", "oxigraph serve")):
                output = servers.enter_context(running(example.command, **surroundings))
            else:
                done = subprocess.run(
                    ["bash", "-c", example.command], capture_output=True, text=True, check=False, **surroundings
                )
                assert done.returncode == 0, f"{example.command}\n{done.stderr}"
                output = done.stdout + done.stderr
            lines = iter([squeezed(line) for line in output.splitlines()])
            for line in map(squeezed, example.output):
                assert line in LEFT_OUT or line in lines, f"{example.command}\nno longer gives, or not there: {line}"


@contextmanager
def running(command: str, **surroundings: Any) -> Iterator[str]:  # noqa: ANN401  # what Popen takes
    """Run a server, and give the line in which it says that it is ready."""
    process = subprocess.Popen(command.split(), stderr=subprocess.PIPE, text=True, **surroundings)
    assert process.stderr is not None
    try:
        yield process.stderr.readline()
    finally:
        process.terminate()
        process.communicate()


def test_readme_shows_commands() -> None:
    assert shown()


@pytest.mark.parametrize("name", commands.list_commands(click.Context(commands)))
def test_every_command_is_in_readme(name: str) -> None:
    assert f"cebgraph {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", commands.list_commands(click.Context(commands)))
def test_every_command_explains_itself(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)
    assert command.help
    assert "Example" in command.help
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert not [option.name for option in options if not option.help]


def test_the_python_in_readme_runs_and_gives_what_its_comments_say() -> None:
    """`expression  # value`."""
    text = README.read_text(encoding="utf-8")
    for block in re.findall(r"^```python\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE):
        names: dict[str, object] = {}
        exec(block, names)  # noqa: S102  the project's own documentation
        for expression, value in re.findall(r"^(\S.*?)\s+# (\S+)$", block, flags=re.MULTILINE):
            assert repr(eval(expression, names)) == value  # noqa: S307
