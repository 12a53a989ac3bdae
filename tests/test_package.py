"""The package as its users get it: built, installed where nothing of the checkout is, and used from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cebgraph import __version__

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "data" / "reports" / "ceb-overview-2020.zh.txt"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def run(*command: str | Path, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def bare(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of programs of an environment with the wheel, and with what it cannot do without."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=True)
    wheel = next(built.glob("*.whl"))
    constraints = folder / "constraints.txt"
    hashed = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = (line.partition(" ;")[0].partition(" \\")[0] for line in hashed if "==" in line)
    constraints.write_text("\n".join(pins), encoding="utf-8")
    run(folder / "bin" / "pip", "install", "-q", "--disable-pip-version-check", "-c", constraints, wheel, cwd=folder)
    yield folder / "bin"
    shutil.rmtree(folder)


def named(built: Path) -> set[str]:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_the_wheel_holds_what_is_used_and_nothing_else(built: Path) -> None:
    names = named(built)
    assert {"cebgraph/py.typed", "cebgraph/_files/data/reports/ceb-overview-2020.zh.txt"} <= names
    assert f"cebgraph-{__version__}.dist-info/licenses/LICENSE" in names
    assert not [
        name for name in names if "node_modules" in name or "/tests/" in name or name.endswith((".mjs", ".pyc"))
    ]


def test_scripts_of_the_pages_are_in_the_wheel_if_they_are_built(built: Path) -> None:
    made = {path.name for path in (ROOT / "src/cebgraph/web/built").glob("*")}
    assert {name.rpartition("/")[2] for name in named(built) if name.startswith("cebgraph/web/built/")} == made


def test_the_source_distribution_builds_the_same_wheel(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as source:
        source.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again", cwd=unpacked)
    assert named(tmp_path / "again") == named(built)


def test_from_another_folder_a_report_becomes_a_graph_that_answers(bare: Path, tmp_path: Path) -> None:
    shutil.copy(REPORT, tmp_path / "report.zh.txt")
    assert run(bare / "cebgraph", "--version", cwd=tmp_path).stdout.strip().endswith(__version__)
    run(bare / "cebgraph", "build", "report.zh.txt", "--output", "graph", "--store", "store", cwd=tmp_path)
    answer = run(bare / "cebgraph", "query", "bodies", "--store", "store", cwd=tmp_path).stdout
    assert "管理问题高级别委员会" in answer
    assert {"graph", "store"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("command", "extra"),
    [("serve --store store", "serve"), ("draw hierarchy --store store --output bodies.png", "draw")],
)
def test_what_needs_more_says_what_to_install(bare: Path, tmp_path: Path, command: str, extra: str) -> None:
    run(bare / "cebgraph", "build", REPORT, "--output", "graph", "--store", "store", cwd=tmp_path)
    done = run(bare / "cebgraph", *command.split(), cwd=tmp_path, check=False)
    assert done.returncode != 0
    assert f'"cebgraph[{extra}]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_the_types_of_the_package_are_seen_by_who_uses_it(bare: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("from cebgraph import open_graph\nreveal_type(open_graph('store'))\n", encoding="utf-8")
    python = bare / "python"
    done = run(sys.executable, "-m", "mypy", "--strict", "--python-executable", python, script, cwd=tmp_path)
    assert 'Revealed type is "cebgraph.knowledge_graph.KnowledgeGraph"' in done.stdout
