"""The command line: what it makes, what it says, how it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cebgraph.cli import commands
from cebgraph.cli.group import Commands
from cebgraph.errors import CebgraphError, DataFileError, NotConforming, QueryError, SourceError, StoreError

ROOT = Path(__file__).resolve().parents[1]
CHINESE = (
    "1.  首协会于 2020 年 5 月核可了《联合国数据和统计创新全系统路线图》。\n\n2.  管理问题高级别委员会继续开展工作。\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], prog_name="cebgraph")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A report of two paragraphs, built: the folder that holds `graph` and `store`, and what was said."""
    folder = tmp_path_factory.mktemp("built")
    report = folder / "small.zh.txt"
    report.write_text(CHINESE, encoding="utf-8")
    result = run("build", report, "--output", folder / "graph", "--store", folder / "store", "--symbol", "E/2021/47")
    return folder, result


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# What is built


def test_build_writes_files_and_a_store_and_sums_up(built: tuple[Path, Result]) -> None:
    folder, result = built
    assert result.exit_code == 0, result.output
    names = {path.name for path in (folder / "graph").iterdir()}
    assert "diagnostics.tsv" in names
    assert {".trig", ".nq", ".ttl", ".jsonld", ".graphml"} <= {Path(name).suffix for name in names}
    for words in (
        "E/2021/47",
        "things by class",
        "statement by predicate, 1 piece of evidence",
        "conforms to its shapes",
        "Try next",
    ):
        assert words in result.stdout
    assert not list(folder.glob(".graph-*"))


def test_the_same_input_gives_the_same_bytes(built: tuple[Path, Result], tmp_path: Path) -> None:
    """In a process of its own: parsers name blank nodes, and Python orders sets, anew in each."""
    folder, _ = built
    words = ["build", folder / "small.zh.txt", "--output", tmp_path / "graph", "--symbol", "E/2021/47"]
    subprocess.run([sys.executable, "-m", "cebgraph", *map(str, words)], check=True, capture_output=True)
    assert contents(tmp_path / "graph") == contents(folder / "graph")


def test_quiet_says_nothing(built: tuple[Path, Result], tmp_path: Path) -> None:
    result = run("build", built[0] / "small.zh.txt", "-o", tmp_path / "graph", "-q", "--format", "nquads")
    assert result.exit_code == 0, result.output
    assert result.output == ""


def test_verbose_says_what_is_done(built: tuple[Path, Result], tmp_path: Path) -> None:
    result = run("-v", "build", built[0] / "small.zh.txt", "-o", tmp_path / "graph", "--format", "nquads")
    assert "writing files" in result.stderr


def test_what_build_wrote_can_be_validated(built: tuple[Path, Result]) -> None:
    file = next((built[0] / "graph").glob("*.trig"))
    result = run("validate", file)
    assert result.exit_code == 0, result.output


def test_stats_sums_up_as_build_did(built: tuple[Path, Result]) -> None:
    folder, result = built
    table = run("stats", "--store", folder / "store").stdout.rpartition("\n\n")[0]
    assert table
    assert table in result.stdout


def test_show_tells_all_that_is_known(built: tuple[Path, Result]) -> None:
    result = run("show", "首协会", "--store", built[0] / "store")
    assert result.exit_code == 0, result.output
    assert "¶1" in result.stdout
    assert "核可" in result.stdout


def test_show_says_what_is_near(built: tuple[Path, Result]) -> None:
    result = run("show", "管理问题高级别", "--store", built[0] / "store")
    assert result.exit_code == QueryError.exit_code
    assert "管理问题高级别委员会" in result.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "table"])
def test_a_query_is_answered_in_any_format(built: tuple[Path, Result], form: str) -> None:
    text = "SELECT ?number WHERE { ?paragraph a ceb:Paragraph ; ceb:number ?number } ORDER BY ?number"
    result = run("query", text, "--store", built[0] / "store", "--format", form)
    assert result.exit_code == 0, result.output
    assert "number" in result.stdout
    assert "2" in result.stdout


def test_a_query_may_stand_in_a_file(built: tuple[Path, Result], tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text("ASK { ?paragraph a ceb:Paragraph }", encoding="utf-8")
    result = run("query", "--file", file, "--store", built[0] / "store")
    assert result.exit_code == 0, result.output
    assert result.stdout == "yes\n"


def test_a_query_in_a_file_takes_the_values_that_its_head_names(built: tuple[Path, Result], tmp_path: Path) -> None:
    file, store = tmp_path / "question.rq", built[0] / "store"
    file.write_text("# param who: a body\nASK { ?who a ceb:Board }", encoding="utf-8")
    assert run("query", "--file", file, "--param", "who=CEB", "--store", store).stdout == "yes\n"
    missing = run("query", "--file", file, "--store", store)
    assert missing.exit_code == QueryError.exit_code
    assert "the query lacks a value for who (it takes who: a body)" in missing.stderr


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT would change the graph, which is only read"),
        ("SELECT * WHERE { ?x a foo:Board }", "the prefix foo: is not declared"),
        ("PREFIX a: <urn:a> SELECT * WHERE { ?x a:b c:d }", "the prefix c: is not declared"),
    ],
)
def test_what_a_question_cannot_be_is_told_in_words(built: tuple[Path, Result], question: str, told: str) -> None:
    result = run("query", question, "--store", built[0] / "store")
    assert result.exit_code == QueryError.exit_code
    assert told in result.stderr


def test_every_query_of_the_library_is_listed() -> None:
    result = run("query", "--list")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 1


def test_a_store_can_be_exported(built: tuple[Path, Result], tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    result = run("export", "--store", built[0] / "store", "--format", "nquads", "--output", file)
    assert result.exit_code == 0, result.output
    assert file.read_bytes() == next((built[0] / "graph").glob("*.nq")).read_bytes()


# Bad input


def french(path: Path) -> None:
    path.write_text("1. Le Conseil a examiné les rapports des comités et des réseaux.\n" * 20, encoding="utf-8")


def described_badly(path: Path) -> None:
    path.write_text(CHINESE, encoding="utf-8")
    path.with_suffix(".yaml").write_text("symbol: [E/2021/47\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (lambda _: None, 3, "no such file"),
        (Path.mkdir, 3, "folder"),
        (Path.touch, 3, "empty"),
        (lambda path: path.write_text(" \n\f\n"), 3, "empty"),
        (lambda path: path.write_bytes(bytes(range(256)) * 40), 3, "not a text"),
        (lambda path: path.write_bytes(b"%PDF-1.7\n..."), 3, "PDF"),
        (french, 4, "zh"),
        (described_badly, 5, ".yaml:"),
    ],
    ids=["missing", "directory", "empty", "blank", "binary", "pdf", "language", "description"],
)
def test_bad_input_gets_one_clear_line_and_changes_nothing(
    make: Callable[[Path], object], code: int, words: str, tmp_path: Path
) -> None:
    report, output = tmp_path / "report.txt", tmp_path / "graph"
    make(report)
    output.mkdir()
    (output / "cebgraph.nq").write_text("earlier")
    result = run("build", report, "--output", output, "--store", tmp_path / "store")
    assert result.exit_code == code, result.output
    assert result.stderr.startswith("cebgraph: error: ")
    assert words in result.stderr
    assert code == DataFileError.exit_code or result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert contents(output) == {"cebgraph.nq": b"earlier"}
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_report_in_another_encoding_gives_the_same_structure(encoding: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(CHINESE * 3, encoding=encoding)
    result = run("build", report, "--output", tmp_path / "graph", "--format", "nquads")
    assert result.exit_code == 0, result.output
    assert "核可了《联合国数据和统计创新全系统路线图》" in next((tmp_path / "graph").glob("*.nq")).read_text(
        encoding="utf-8"
    )


def test_a_text_without_paragraphs_is_built_with_diagnostics(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("首协会核可了一项行动呼吁。\n", encoding="utf-8")
    result = run("build", report, "--output", tmp_path / "graph", "--format", "nquads")
    assert result.exit_code == 0, result.output
    assert len((tmp_path / "graph" / "diagnostics.tsv").read_text(encoding="utf-8").splitlines()) > 1


def test_malformed_data_files_are_told_all_at_once_with_file_and_line(tmp_path: Path) -> None:
    """In a copy of the checkout, since data files cannot be chosen from outside."""
    for name in ("src", "data", "ontology", "shapes"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("names", "values"):
        (tmp_path / "data" / "languages" / "zh" / f"{name}.yaml").write_text("key: [\n", encoding="utf-8")
    (tmp_path / "report.txt").write_text(CHINESE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cebgraph", "build", "report.txt", "--output", "graph"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == DataFileError.exit_code, done.stderr
    assert "names.yaml:2" in done.stderr
    assert "values.yaml:2" in done.stderr
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "report.txt"],
        ["build", "one.txt", "two.txt", "--output", "graph", "--symbol", "E/2021/47"],
        ["build", "one.txt", "--output", "graph", "--format", "nonsense"],
        ["query"],
        ["query", "ASK {}", "--file", "question.rq"],
        ["query", "ASK {}", "--param", "nonsense"],
        ["completion", "nonsense"],
        ["explain", "17"],
        ["explain", " "],
        ["build", "one.txt", "--output", "graph", "--store", "graph"],
        ["show", "\udcff"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_apart(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["stats", "--store", "nowhere"], StoreError.exit_code),
        (["show", "首协会", "--store", "nowhere"], StoreError.exit_code),
        (["query", "ASK {}", "--store", "nowhere"], StoreError.exit_code),
        (["query", "--name", "nonsense"], QueryError.exit_code),
        (["query", "--file", "nowhere.rq"], QueryError.exit_code),
        (["build", "any.txt", "--output", "graph", "--base", "nonsense"], CebgraphError.exit_code),
        (["build", "any.txt", "--output", "graph", "--base", "https://example.org/id"], CebgraphError.exit_code),
        (["validate", "nowhere.nq"], SourceError.exit_code),
        (["validate", "README.md"], SourceError.exit_code),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_opened_or_found_is_one_line(arguments: list[str], code: int) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert result.stderr.startswith("cebgraph: error: ")
    assert result.stderr.count("\n") == 1


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(CHINESE, encoding="utf-8")
    result = run("build", report, "--output", tmp_path / "graph", "--date", "2021-13-45")
    assert result.exit_code == SourceError.exit_code
    assert "must be like 2021-03-01" in result.stderr


def test_the_date_that_is_said_of_a_report_is_in_its_graph(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(CHINESE, encoding="utf-8")
    run("build", report, "--output", tmp_path / "graph", "--date", "2021-03", "--format", "nquads")
    assert '/terms/date> "2021-03"^^' in (tmp_path / "graph" / "cebgraph.nq").read_text(encoding="utf-8")


def test_the_misspelt_name_of_a_query_is_told_with_those_near_it(built: tuple[Path, Result]) -> None:
    result = run("query", "endorsd", "--store", built[0] / "store")
    assert result.exit_code == QueryError.exit_code
    assert "near it: endorsed" in result.stderr


def test_an_export_replaces_nothing_but_files(built: tuple[Path, Result], tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link.ttl", tmp_path / "file.ttl"
    os.mkfifo(pipe)
    file.touch()
    link.symlink_to(file)
    result = run("export", "--store", built[0] / "store", "--format", "turtle", "--output", pipe)
    assert (result.exit_code, pipe.is_fifo()) == (1, True)
    result = run("export", "--store", built[0] / "store", "--format", "turtle", "--output", link)
    assert result.exit_code == 0, result.output
    assert link.is_symlink()
    assert file.stat().st_size > 0


def test_a_malformed_query_is_told_where(built: tuple[Path, Result]) -> None:
    result = run("query", "SELECT ?x WHERE {", "--store", built[0] / "store")
    assert result.exit_code == QueryError.exit_code
    assert result.stderr.startswith("cebgraph: error: ")


def test_a_graph_that_breaks_a_shape_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.nq"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/cebgraph/ontology#Statement>"
    file.write_text(f"<https://w3id.org/cebgraph/id/statement/1> {kind} .\n")
    result = run("validate", file)
    assert result.exit_code == NotConforming.exit_code
    assert "statement/1" in result.stdout


def test_a_graph_file_that_is_malformed_is_told_where(tmp_path: Path) -> None:
    file = tmp_path / "broken.nq"
    file.write_text("<https://example.org/a> <https://example.org/b> .\n")
    result = run("validate", file)
    assert result.exit_code == SourceError.exit_code
    assert "broken.nq:1" in result.stderr


# How it ends


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (CebgraphError("broken", where="here", hint="mend it"), 1, "cebgraph: error: here: broken (mend it)"),
        (StoreError("locked"), 7, "cebgraph: error: locked"),
        (PermissionError(13, "Permission denied", "graph"), 1, "cebgraph: error: graph: Permission denied"),
        (KeyboardInterrupt(), 130, "cebgraph: interrupted"),
    ],
    ids=["cebgraph", "store", "system", "interrupt"],
)
def test_an_error_ends_as_one_line_and_its_code(raised: BaseException, code: int, said: str) -> None:
    @click.command()
    def fail() -> None:
        raise raised

    result = CliRunner().invoke(Commands("cebgraph", {"fail": fail}, homes={}), ["fail"])
    assert result.exit_code == code
    assert result.stderr.strip().startswith(said)


def test_a_reader_that_leaves_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "cebgraph", "completion", "fish"]
    with os.fdopen(writer, "w") as stdout:
        done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_CEBGRAPH_COMPLETE" in result.stdout


def test_help_documents_every_exit_code() -> None:
    text = run("--help").stdout
    for code in (0, 1, 2, 3, 4, 5, 6, 7, 8, 130):
        assert f"\n    {code}  " in text


def test_a_command_that_is_not_there_is_told_with_those_near_it() -> None:
    result = run("qurey")
    assert (result.exit_code, "No such command 'qurey'; near it: query." in result.stderr) == (2, True)


def test_a_query_that_computes_is_ended_by_ctrl_c_at_once(built: tuple[Path, Result]) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "cebgraph", "query", endless, "--store", str(built[0] / "store")]
    process = subprocess.Popen(command)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == -signal.SIGINT
