"""The shape of the code: floors, sizes, start-up time, and what may not be in any file."""

from __future__ import annotations

import ast
import io
import os
import resource
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "cebgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))
FILE_LINES = 300
FUNCTION_LINES = 40
START_UP = 0.4

# Put together here, so that this file does not hold them itself.
FORBIDDEN = [
    "/" + "work/",
    "../" + "shared",
    "/opt/" + "pypi",
    "/opt/" + "wheels",
    "extra-index" + "-url",
    "find-" + "links",
]
SKIPPED = {"build", "dist", "__pycache__"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_lines(source: str) -> set[int]:
    """Return the numbers of the lines that hold code: no blank line, comment or docstring."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in silent:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstring_lines(ast.parse(source))


def docstring_lines(tree: ast.Module) -> set[int]:
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    return {line for node in texts for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def files_of_the_project() -> Iterator[Path]:
    """Give every file that belongs to the project, and none that make or a tool has left."""
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name not in SKIPPED and (name == ".ci" or not name.startswith("."))]
        yield from (Path(folder, file) for file in files if file != ".git")  # in a worktree of git, a file


def test_every_module_stands_on_its_floor() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_imports_the_root_of_the_package(path: Path) -> None:
    """The root re-exports what is public; whoever imports it from inside closes a circle. Its version is no import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "cebgraph":
            assert [alias.name for alias in node.names] == ["__version__"], f"{name_of(path)}:{node.lineno}"
        if isinstance(node, ast.Import):
            assert "cebgraph" not in [alias.name for alias in node.names], f"{name_of(path)}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_are_short(path: Path) -> None:
    assert len(code_lines(path.read_text(encoding="utf-8"))) <= FILE_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    lines = code_lines(source)
    long = {
        node.name: length
        for node in ast.walk(ast.parse(source))
        if isinstance(node, Function)
        and (length := len(lines & set(range(node.lineno, (node.end_lineno or 0) + 1)))) > FUNCTION_LINES
    }
    assert not long


def test_help_starts_at_once() -> None:
    """Measured in processor time, so that a busy machine does not count; the best of three."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "cebgraph", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < START_UP


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, cebgraph.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"rdflib", "pyshacl", "networkx", "pyoxigraph", "yaml", "jinja2"} & set(done.stdout.split())


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    needles = [needle.encode() for needle in [*FORBIDDEN, f"{Path.home()}/"]]
    telling = [name_of(path) for path in files_of_the_project() if any(map(path.read_bytes().__contains__, needles))]
    assert not telling
