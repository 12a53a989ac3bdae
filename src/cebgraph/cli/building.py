"""`cebgraph build`: reports in, files and a store out, and a summary of what they hold."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.choices import LateChoice, export_formats
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import CebgraphError, NotConforming
from cebgraph.iris import BASE

if TYPE_CHECKING:
    from cebgraph.model.source import Description
    from cebgraph.pipeline import Build

_PATH = click.Path(path_type=Path)
DIAGNOSTICS = "diagnostics.tsv"
REFUSAL = "validation.txt"


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--output", "-o", required=True, type=_PATH, metavar="DIR", help="Where the files go.")
@click.option("--store", type=_PATH, metavar="DIR", help="Also write an embedded store, for query, show and stats.")
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    type=LateChoice(export_formats),
    help="What to write. Default: trig, nquads, turtle, jsonld, graphml.",
)
@click.option("--symbol", default="", help="UN symbol of the report: E/2021/47.")
@click.option("--title", default="", help="Title of the report.")
@click.option("--date", default="", help="Date of the report: 2021-03-01.")
@click.option("--language", default="", help="Language of the report: zh. Default: found in the text.")
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="What identifiers start with.")
@click.option("--no-validate", is_flag=True, help="Do not check the graph against its shapes.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses that are not public, too.")
@click.option("--keep-going", is_flag=True, help="Write the files even if the graph does not conform (exit code 6).")
@loudness
@pass_console
def build(
    console: Console,
    /,
    reports: tuple[str, ...],
    output: Path,
    store: Path | None,
    formats: tuple[str, ...],
    base: str,
    no_validate: bool,
    keep_going: bool,
    allow_private: bool,
    **described: str,
) -> None:
    """Build the graph of one or more reports: .txt, .pdf, .docx, .html, folders of them, or addresses of the web.

    What a report does not say of itself (symbol, title, date, language) stands in a file beside it, REPORT with the
    ending .yaml instead of its own, or is given by options, which win.

    Nothing is written unless the whole graph was built and conforms to its shapes: otherwise the results are listed,
    earlier files stay as they are, and the exit code is 6.

    \b
    Examples:
      cebgraph build report.zh.txt --symbol E/2021/47 --output graph
      cebgraph build A_RES_73_8.pdf minutes.docx https://example.org/report.html --output graph
      cebgraph build 2019.zh.txt 2020.zh.txt --output graph --store store --format trig --format turtle
    """
    description = _description(reports, described)
    _refuse_file(output)
    if store and store.resolve() == output.resolve():
        msg = "--output and --store are the same directory; give each its own"
        raise click.UsageError(msg)
    from cebgraph.pipeline import build_reports
    from cebgraph.sources import read_sources

    with console.progress() as progress:
        layouts = read_sources(
            reports, description, allow_private=allow_private, progress=progress, notice=console.note
        )
        built = build_reports(layouts, base=base, validate=not no_validate, progress=progress)
        conforms = built.validation is None or built.validation.conforms
        progress("writing files")
        files = _write(built, output, store, formats) if conforms or keep_going else []
    if not conforms:
        _list_results(built)
    if files:
        _tell(console, built, files, store)
    if not conforms:
        number = len(built.validation.results) if built.validation else 0
        fate = "files written all the same" if keep_going else "nothing written; --keep-going writes the files"
        msg = f"the graph does not conform to its shapes: {number} result{'' if number == 1 else 's'}, listed above"
        raise NotConforming(msg, hint=fate)


def _description(reports: Sequence[str], described: dict[str, str]) -> Description:
    from cebgraph.model.source import Description

    if len(reports) > 1 and any(described[name] for name in ("symbol", "title", "date")):
        msg = "--symbol, --title and --date describe one report; for several, put a .yaml file beside each"
        raise click.UsageError(msg)
    return Description(**described)


def _refuse_file(output: Path) -> None:
    if output.exists() and not output.is_dir():
        msg = "is a file; --output names a directory"
        raise CebgraphError(msg, where=str(output))


def _write(built: Build, output: Path, store: Path | None, formats: tuple[str, ...]) -> list[Path]:
    """Write everything aside first; move it into place when nothing can go wrong any more."""
    from cebgraph.export import DEFAULTS, write_exports
    from cebgraph.store import write_store

    with _aside(output) as draft:
        write_exports(built.quads, draft, formats or DEFAULTS)
        _write_diagnostics(built, draft / DIAGNOSTICS)
        if built.validation and not built.validation.conforms:
            (draft / REFUSAL).write_text("\n\n".join(map(str, built.validation.results)) + "\n", encoding="utf-8")
        if store:
            write_store(built.quads, store)
        output.mkdir(parents=True, exist_ok=True)
        (output / REFUSAL).unlink(missing_ok=True)
        return [file.replace(output / file.name) for file in sorted(draft.iterdir())]


@contextmanager
def _aside(output: Path) -> Iterator[Path]:
    """Give an empty directory on the same disk, gone afterwards."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{output.name}-", dir=output.parent) as folder:
        yield Path(folder)


def _write_diagnostics(built: Build, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["report", "code", "where", "start", "end", "message"])
        for extraction in built.extractions:
            name = extraction.report.source.name
            for found in extraction.diagnostics:
                span = [found.span.start, found.span.end] if found.span else ["", ""]
                writer.writerow([name, found.code, found.where, *span, found.message])


def _list_results(built: Build) -> None:
    for result in built.validation.results if built.validation else ():
        click.echo(str(result), err=True)


def _tell(console: Console, built: Build, files: Sequence[Path], store: Path | None) -> None:
    if console.quiet:
        return
    from cebgraph.cli.layout import columns, summary_lines
    from cebgraph.summary import in_memory, summarise

    for extraction in built.extractions:
        report = extraction.report
        click.echo(" ".join(filter(None, [report.symbol, report.title or report.source.name])))
    click.echo()
    for line in summary_lines(summarise(in_memory(built.quads))):
        click.echo(line)
    diagnostics = sum(len(extraction.diagnostics) for extraction in built.extractions)
    click.echo(f"Diagnostics: {diagnostics}" + (f", listed in {DIAGNOSTICS}" if diagnostics else ""))
    click.echo(f"Validation:  {_verdict(built)}")
    click.echo("\nFiles")
    for line in columns([[str(file), f"{file.stat().st_size / 1000:,.0f} kB"] for file in files]):
        click.echo(line)
    if store:
        click.echo(f"  {store} (store)")
    click.echo("\nTry next")
    for example in _examples(store):
        click.echo(f"  {example}")


def _verdict(built: Build) -> str:
    if built.validation is None:
        return "left out"
    return "the graph conforms to its shapes" if built.validation.conforms else "NOT CONFORMING, see above"


def _examples(store: Path | None) -> tuple[str, ...]:
    if not store:
        return ("cebgraph build ... --store DIR, for query, show and stats",)
    return (f"cebgraph show 首协会 --store {store}", "cebgraph query --list", f"cebgraph stats --store {store}")
