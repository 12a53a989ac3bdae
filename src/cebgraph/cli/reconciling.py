"""`cebgraph reconcile`: a spreadsheet in, the same spreadsheet with what its cells mean out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.choices import store_option
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import CebgraphError

if TYPE_CHECKING:
    from cebgraph.reconcile.sheets import Sheet

_PATH = click.Path(path_type=Path)
_MARK = "\ufeff"
"""What Excel begins a file in UTF-8 with, and needs to read Chinese in it."""


@click.command()
@click.argument("file", type=_PATH)
@click.option("--column", "-c", required=True, metavar="NAME", help="The column with the names to match.")
@click.option("--type", "-t", "types", multiple=True, metavar="TYPE", help="Match with things of this type only.")
@click.option("--output", "-o", type=_PATH, help="Write the spreadsheet here.  [default: standard output]")
@store_option
@loudness
@pass_console
def reconcile(
    console: Console, file: Path, column: str, types: tuple[str, ...], output: Path | None, store: Path
) -> None:
    """Match a column of a spreadsheet (CSV or TSV) with the things of a store, by any of their names.

    Each row gets the id, the name and the score (0 to 100) of the best candidate, and `yes` where that is a match that
    nobody need look at. To decide the others by mouse, use OpenRefine with `cebgraph serve`.

    \b
    Examples:
      cebgraph reconcile bodies.csv --column Name --output matched.csv
      cebgraph reconcile bodies.csv --column 机构 --type Body --store build/store
    """
    from cebgraph.files import write_whole
    from cebgraph.reconcile.names import index_names
    from cebgraph.reconcile.sheets import COLUMNS, match_sheet, sheet_text
    from cebgraph.store import open_store

    text = _read(file)
    sheet = _sheet(text, file, column)
    rows = []
    with console.progress() as progress:
        progress("reading the names")
        index = index_names(open_store(store))
        for row in match_sheet(index, sheet, column, types):
            rows.append(row)
            progress(f"row {len(rows)} of {len(sheet.rows)}")
    written = sheet_text((*sheet.head, *COLUMNS), rows, sheet.separator)
    if output:
        write_whole((written if text[:1] != _MARK else _MARK + written).encode(), output)
    else:
        click.echo(written, nl=False)
    found = [row[-1] for row in rows]
    console.note(
        f"{found.count('yes')} of {len(rows)} rows matched, {found.count('no')} to look at, {found.count('')} not found"
    )


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except OSError as error:
        raise CebgraphError(error.strerror or str(error), where=str(file), hint="give a CSV or TSV file") from error
    except UnicodeDecodeError as error:
        raise CebgraphError("is not in UTF-8", where=str(file), hint="save it as CSV in UTF-8") from error


def _sheet(text: str, file: Path, column: str) -> Sheet:
    from cebgraph.reconcile.sheets import read_sheet

    try:
        sheet = read_sheet(text)
        sheet.column(column)
    except CebgraphError as error:
        raise CebgraphError(error.message, where=str(file), hint=error.hint) from None
    return sheet
