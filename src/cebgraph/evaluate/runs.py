"""Runs: what an evaluation found, kept in a file, and what a later one gained and lost against it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cebgraph.errors import SourceError
from cebgraph.evaluate import Evaluation

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """How one gold standard's right facts differ between two runs."""

    gold: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def save_run(evaluations: Iterable[Evaluation], path: Path) -> None:
    """Keep which gold facts some evaluations found."""
    content = {evaluation.gold.name: sorted(evaluation.hits) for evaluation in evaluations}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def changes_since(evaluations: Sequence[Evaluation], path: Path) -> tuple[Change, ...]:
    """Compare evaluations with a run that was kept; gold standards that it did not have are left out.

    Raises SourceError where the file is no run, or one of other gold standards.
    """
    kept = _kept(path)
    if not any(evaluation.gold.name in kept for evaluation in evaluations):
        msg = f"was run against other gold standards: {', '.join(kept) or 'none'}"
        raise SourceError(msg, where=str(path))
    return tuple(
        Change(
            gold=evaluation.gold.name,
            gained=tuple(map(_written, sorted(evaluation.hits - kept[evaluation.gold.name]))),
            lost=tuple(map(_written, sorted(kept[evaluation.gold.name] - evaluation.hits))),
        )
        for evaluation in evaluations
        if evaluation.gold.name in kept
    )


def _kept(path: Path) -> dict[str, frozenset[Key]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: frozenset((str(s), str(p), str(o), str(t)) for s, p, o, t in hits) for name, hits in content.items()
        }
    except OSError as error:
        raise SourceError(error.strerror or str(error), where=str(path), hint="--save makes one") from None
    except (ValueError, TypeError, AttributeError):
        msg = "is no run that --save wrote"
        raise SourceError(msg, where=str(path), hint="--save makes one") from None


def _written(key: Key) -> str:
    subject, predicate, target, status = key
    return f"{subject} {predicate} {target}{f' [{status}]' if status else ''}"
