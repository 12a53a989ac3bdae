"""`cebgraph compare`: two editions of one report in, what only one of them gave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.cli.explaining import statement_line

if TYPE_CHECKING:
    from cebgraph.editions import Comparison, Told
    from cebgraph.model.extraction import Extraction
    from cebgraph.model.thing import Thing

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("one", type=_FILE)
@click.argument("other", type=_FILE)
@click.option("--symbol", default="", help="Symbol of the document, where a text does not say it.")
@click.option("--texts", is_flag=True, help="Also show what the edition that is silent says in the same place.")
@loudness
@pass_console
def compare(console: Console, /, one: Path, other: Path, symbol: str, *, texts: bool) -> None:
    """Say what only one of two editions of a report gave: a worklist for who writes rules.

    ONE and OTHER are texts of the same document in two languages. Compared is what stands in the parts that both have
    (paragraph 17, note 3, …); a thing is the same where an authority or a symbol says so, or where both editions say
    the same of it in the same place.

    \b
    Examples:
      cebgraph compare report.zh.txt report.en.txt
      cebgraph compare report.zh.txt report.en.txt --texts | less
    """
    from cebgraph.editions import align
    from cebgraph.editions import compare as compared
    from cebgraph.errors import CebgraphError
    from cebgraph.model.source import Description
    from cebgraph.pipeline import process_document
    from cebgraph.read import read_source

    editions = []
    with console.progress() as progress:
        for path in (one, other):
            progress(f"reading {path.name}")
            editions.append(process_document(read_source(path, Description(symbol=symbol))))
    if editions[0].document != editions[1].document:
        msg = f"they are not the same document: {editions[0].document}, {editions[1].document}"
        raise CebgraphError(msg, hint="give the symbol of both by --symbol, if they are")
    if len({edition.report.source.language for edition in editions}) == 1:
        msg = f"both are in the language '{editions[0].report.source.language}'"
        raise CebgraphError(msg, hint="to compare two readings of one text: cebgraph diff")
    aligned = align(editions)
    for line in _lines(compared(*aligned), aligned, texts=texts):
        click.echo(line)


@dataclass(frozen=True, slots=True)
class _Side:
    """An edition: its things and the texts of its parts, by id."""

    things: Mapping[str, Thing]
    texts: Mapping[str, str]

    @classmethod
    def of(cls, edition: Extraction) -> _Side:
        texts = {block.id: block.text for block in edition.report.blocks}
        return cls({thing.id: thing for thing in edition.things}, texts)


def _lines(found: Comparison, editions: Sequence[Extraction], *, texts: bool) -> Iterator[str]:
    sides = {edition.report.source.language: _Side.of(edition) for edition in editions}
    counts = {language: sum(told.language == language for told in found.only) for language in sides}
    alone = ", ".join(f"{count} only {language}" for language, count in counts.items())
    yield f"{found.both} statements in both editions, {alone}"
    for block, told in groupby(found.only, key=lambda one: one.block):
        group = list(told)
        yield ""
        yield block
        for one in group:
            yield from _told(one, sides[one.language])
        for language, side in sides.items():
            if texts and any(one.language != language for one in group):
                yield f"  {language} says: {side.texts[block]}"


def _told(told: Told, side: _Side) -> Iterator[str]:
    proof = told.statement.evidence[0]
    yield f"  {told.language}  {statement_line(told.statement, side.things)}  [{proof.rule}]"
    yield f"      “{proof.span.of(side.texts[proof.block])}”"
