"""`cebgraph evaluate` and `coverage`: how well the rules read, against what people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cebgraph.cli.console import Console, loudness, pass_console

if TYPE_CHECKING:
    from cebgraph.evaluate import Evaluation
    from cebgraph.evaluate.scores import Score

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("gold", nargs=-1, required=True, type=_PATH, metavar="GOLD...")
@click.option("--details", is_flag=True, help="Also list what was missed and what is wrong, as sentences.")
@click.option("--save", type=_PATH, metavar="FILE", help="Keep what was found, to compare a later run with it.")
@click.option("--against", type=_PATH, metavar="FILE", help="Say what was gained and lost since a run that was kept.")
@loudness
@pass_console
def evaluate(
    console: Console, /, gold: tuple[Path, ...], details: bool, save: Path | None, against: Path | None
) -> None:
    """Compare what the rules read with gold standards: what people read in the same texts.

    GOLD is the path of a gold standard's files without `.entities.tsv`; the text is the .txt beside them, or the one
    that GOLD.gold.yaml names, with the part of it that they cover.

    \b
    Examples:
      cebgraph evaluate tests/gold/report2020 tests/gold/zh_hlcm_session
      cebgraph evaluate tests/gold/report2020 --details --save before.json
      cebgraph evaluate tests/gold/report2020 --against before.json
    """
    from cebgraph.evaluate.runs import changes_since, save_run

    evaluations = _evaluated(gold, console)
    changes = changes_since(evaluations, against) if against else ()
    for evaluation in evaluations:
        for line in _lines(evaluation, details=details):
            click.echo(line)
    for change in changes:
        click.echo(f"{change.gold}: {len(change.gained)} gained, {len(change.lost)} lost since {against}")
        for sign, facts in (("+", change.gained), ("-", change.lost)):
            for fact in facts:
                click.echo(f"  {sign} {fact}")
    if save:
        save_run(evaluations, save)


@click.command()
@click.argument("gold", nargs=-1, type=_PATH, metavar="[GOLD]...")
@loudness
@pass_console
def coverage(console: Console, /, gold: tuple[Path, ...]) -> None:
    """Show which relations are read in which language: rules, examples and, against gold standards, how well.

    \b
    Examples:
      cebgraph coverage
      cebgraph coverage tests/gold/report2020 tests/gold/zh_hlcm_session
    """
    from cebgraph.cli.layout import columns
    from cebgraph.evaluate.coverage import relation_coverage

    heads = ["language", "relation", "rules", "examples", "counterexamples"]
    measured = ["gold", "precision", "recall"] if gold else []
    rows = [
        [
            row.language,
            row.relation,
            *map(str, (row.rules, row.examples, row.counterexamples)),
            *_measured(row.score, gold),
        ]
        for row in relation_coverage(_evaluated(gold, console))
    ]
    for line in columns([heads + measured, *rows], indent="", rule=True):
        click.echo(line)


def _measured(score: Score, gold: Sequence[Path]) -> list[str]:
    if not gold:
        return []
    return [str(score.gold), _share(score.precision, score.predicted), _share(score.recall, score.gold)]


def _share(value: float, of: int) -> str:
    return f"{value:.3f}" if of else "—"


def _evaluated(golds: Sequence[Path], console: Console) -> list[Evaluation]:
    from cebgraph.evaluate import evaluate as compare
    from cebgraph.evaluate import load_gold
    from cebgraph.pipeline import process_document
    from cebgraph.read import read_source

    found = []
    with console.progress() as progress:
        for path in golds:
            progress(f"reading {path.name}")
            gold = load_gold(path)
            found.append(compare(process_document(read_source(gold.text)), gold))
    return found


def _lines(evaluation: Evaluation, *, details: bool) -> Iterator[str]:
    from cebgraph.cli.layout import columns

    part = "" if evaluation.gold.part.whole else ", a part of the text"
    yield f"{evaluation.gold.name} ({evaluation.gold.text.name}{part})"
    scores = {
        "entities": evaluation.entities,
        "facts, strict": evaluation.strict,
        "facts, lenient": evaluation.lenient,
        "qualifiers": evaluation.qualifiers,
    }
    yield from columns(
        [
            ["", "precision", "recall", "F1", "gold", "found", "right"],
            *(_row(name, score) for name, score in scores.items()),
        ]
    )
    yield f"  types right: {evaluation.type_accuracy:.3f}"
    if evaluation.gold.must_not:
        yield f"  told though forbidden: {len(evaluation.forbidden)} of {len(evaluation.gold.must_not)}"
    yield from ("", "  strict, by predicate")
    yield from columns([_row(name, score) for name, score in evaluation.by_predicate.items()])
    yield ""
    if details:
        yield from _details(evaluation)


def _row(name: str, score: Score) -> list[str]:
    shares = [_share(score.precision, score.predicted), _share(score.recall, score.gold), _share(score.f1, score.gold)]
    return [name, *shares, *map(str, (score.gold, score.predicted, score.right))]


def _details(evaluation: Evaluation) -> Iterator[str]:
    for title, lines in (
        ("missed facts", evaluation.missed),
        ("wrong facts", evaluation.wrong),
        ("told though forbidden", evaluation.forbidden),
        ("missed entities", evaluation.missed_entities),
        ("entities that the gold standard does not have", evaluation.extra_entities),
    ):
        if lines:
            yield f"  {title} ({len(lines)})"
            yield from (f"    {line}" for line in lines)
            yield ""
