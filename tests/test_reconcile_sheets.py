"""`cebgraph reconcile`: what happens to a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from cebgraph.cli import commands
from cebgraph.pipeline import Build
from cebgraph.reconcile.sheets import COLUMNS, read_sheet, sheet_text
from cebgraph.store import write_store

cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@pytest.fixture(scope="module")
def store(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets") / "store"
    write_store(overview.quads, folder)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["reconcile", *map(str, arguments)], prog_name="cebgraph")


def sheet(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "sheet.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_each_row_gets_the_best_candidate_for_its_cell(store: Path, tmp_path: Path) -> None:
    file = sheet(
        tmp_path, 'Year,Name\n2020,"Human Resources Network (HRN)"\n2019,联合国开发计画署\n2018,World Bank\n2017\n'
    )
    result = run(file, "--column", "Name", "--store", store)
    assert result.exit_code == 0, result.output
    head, *rows = csv.reader(io.StringIO(result.stdout))
    assert head == ["Year", "Name", *COLUMNS]
    assert rows[0] == [
        "2020",
        "Human Resources Network (HRN)",
        "body/hlcm/hrn",
        "Human Resources Network",
        "100",
        "yes",
    ]
    assert [rows[1][0], rows[1][2], rows[1][3], rows[1][5]] == ["2019", "organization/undp", "联合国开发计划署", "no"]
    assert rows[2:] == [["2018", "World Bank", "", "", "", ""], ["2017", "", "", "", "", ""]]
    assert "1 of 4 rows matched, 1 to look at, 2 not found" in result.stderr


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_comes_back_as_the_program_wrote_it(store: Path, tmp_path: Path, separator: str, mark: str) -> None:
    file = sheet(tmp_path, f"{mark}机构{separator}年\r\n首协会{separator}2020\r\n")
    assert run(file, "-c", "机构", "-o", file, "--store", store).exit_code == 0
    written = file.read_bytes().decode()
    assert written.splitlines()[0] == separator.join([f"{mark}机构", "年", *COLUMNS])
    assert written.splitlines()[1].split(separator)[2] == "body/ceb"


def test_a_type_restricts(store: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path, "Name\nHLCM\n")
    assert ",yes" in run(file, "-c", "Name", "-t", "Committee", "--store", store).stdout
    assert ",yes" not in run(file, "-c", "Name", "-t", "Event", "--store", store).stdout


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        ("Name\nx\n", ["-c", "name"], "sheet.csv: there is no column 'name' (near it: Name)"),
        ("A,B\nx,y\n", ["-c", "zzzz"], "sheet.csv: there is no column 'zzzz' (there is A, B)"),
        ("", ["-c", "Name"], "sheet.csv: has no head"),
        ("Name\nx,y\n", ["-c", "Name"], "sheet.csv: row 2 has 2 cells, the head 1"),
        ("Name\nHLCM\n", ["-c", "Name", "-t", "Comittee"], "there is no type 'Comittee' (near it: committee"),
    ],
)
def test_what_cannot_be_matched_is_told_and_nothing_written(
    store: Path, tmp_path: Path, content: str, options: list[str], told: str
) -> None:
    output = tmp_path / "out.csv"
    result = run(sheet(tmp_path, content), *options, "-o", output, "--store", store)
    assert result.exit_code != 0
    assert told in result.stderr
    assert not output.exists()


def test_another_encoding_is_told(store: Path, tmp_path: Path) -> None:
    result = run(sheet(tmp_path, "机构\n首协会\n", "gb18030"), "-c", "机构", "--store", store)
    assert (result.exit_code, "is not in UTF-8 (save it as CSV in UTF-8)" in result.stderr) == (1, True)


@given(st.integers(2, 4).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=4)))
def test_a_table_that_was_written_is_read_again(rows: list[tuple[str, ...]]) -> None:
    head = tuple(f"column {number}" for number, _ in enumerate(rows[0]))
    found = read_sheet(sheet_text(head, rows, ","))
    assert (found.head, found.rows) == (head, tuple(rows))
