"""`cebgraph explain`: how a sentence was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.console import loudness

if TYPE_CHECKING:
    from cebgraph.explain import Place
    from cebgraph.model.report import Report
    from cebgraph.model.statement import Statement
    from cebgraph.model.thing import Thing
    from cebgraph.relations.matching import Attempt


@click.command()
@click.argument("what")
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="FILE", help="The report it is of. Default: WHAT is the text."
)
@click.option("--language", default="", help="Language of the text: en or zh. Default: found in it.")
@loudness
def explain(what: str, report: Path | None, language: str) -> None:
    """Explain how a sentence was read: masks, antecedents, the rules that fired, and how far the nearest others got.

    WHAT is a text; or, in a --report, a paragraph's number (17), a block (footnote/3), the id of a statement, or words
    of a sentence.

    \b
    Examples:
      cebgraph explain '首协会于 2020 年 5 月核可了《数据路线图》。'
      cebgraph explain 17 --report data/reports/ceb-overview-2020.zh.txt
    """
    from cebgraph.explain import explain as places_of

    read = _report(what, report, language)
    for place in places_of(read, what if report else ""):
        for line in _lines(place):
            click.echo(line)
        click.echo()


def _report(what: str, path: Path | None, language: str) -> Report:
    from cebgraph.model.source import Description
    from cebgraph.read import read_bytes, read_source
    from cebgraph.structure import parse_report

    if not what.strip():
        msg = "WHAT is empty; give a sentence, or a place in a --report"
        raise click.UsageError(msg)
    if path is None and re.fullmatch(r"(?:[a-z]+/)?\d+", what):
        msg = f"{what} is a place in a report; --report says which"
        raise click.UsageError(msg)
    described = Description(language=language)
    return parse_report(read_source(path, described) if path else read_bytes(what.encode(), "WHAT.txt", described))


def _lines(place: Place) -> Iterator[str]:
    explanation = place.explanation
    yield f"{place.block}: {explanation.text}"
    yield f"  read as: {explanation.masked}"
    for clause, subject, how in explanation.subjects:
        yield f"  clause: {clause}  ← {f'{subject} ({how})' if subject else 'nobody acts'}"
    for name, thing, why in explanation.antecedents:
        yield f"  {name} stands for {thing}: {why}"
    for attempt in explanation.attempts:
        yield f"  rule {attempt.rule.id} on “{attempt.match.group()}”".translate(_VISIBLE)
        yield from _outcome(attempt, place.things)
    for miss in explanation.near_misses:
        yield f"  {miss.verb}: not {miss.predicate}, for {miss.lacking}"
    for statement in place.statements:
        rules = sorted({evidence.rule for evidence in statement.evidence})
        yield f"  states: {statement_line(statement, place.things)}  [{', '.join(rules)}]"


_VISIBLE = dict.fromkeys(range(57344, 57600), "▢")
"""The private characters of masks, which no font shows."""


def _outcome(attempt: Attempt, things: dict[str, Thing]) -> Iterator[str]:
    for statement in attempt.statements:
        yield f"    gives {statement_line(statement, things)}"
    if not attempt.statements:
        yield f"    gives nothing: {attempt.refused or 'subject and object are the same'}"


def statement_line(statement: Statement, things: Mapping[str, Thing]) -> str:
    """Return what a statement says; `things` are those that it names, by id."""
    from cebgraph.relations.explaining import name_of

    target = statement.object
    said = name_of(things[target]) if isinstance(target, str) else f'"{target.value}"'
    details = [f"{q.key} {name_of(things[q.value]) if q.value in things else q.value}" for q in statement.qualifiers]
    status = [statement.status.value] if statement.status else []
    tail = f" ({'; '.join([*status, *details])})" if status or details else ""
    return f"{name_of(things[statement.subject])} {statement.predicate} {said}{tail}"
