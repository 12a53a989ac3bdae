"""What a clause speaks of without naming it: `…通过了《战略》，并由秘书长启动`, `…设立了工作队，成员来自14个实体`.

The mention that ends the clause before, else what that clause is about, else the last that fits in the sentence, else
what the sentence before is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cebgraph.linking.links import Link
from cebgraph.relations.clauses import clause_at
from cebgraph.relations.hits import Sentence


def carried_mentions(sentence: Sentence, start: int, fits: Callable[[Link], bool]) -> tuple[Link, ...]:
    """Return the mentions before `start` of the mask that a clause goes on to speak of; nothing where none fits."""
    return next((found for found in _candidates(sentence, start, fits) if found), ())


def _candidates(sentence: Sentence, start: int, fits: Callable[[Link], bool]) -> Iterator[tuple[Link, ...]]:
    def fitting(at: int) -> tuple[Link, ...]:
        return tuple(filler for filler in sentence.mask.fillers[at] if isinstance(filler, Link) and fits(filler))

    clause = clause_at(sentence.clauses, start)
    if clause.start >= 2:  # noqa: PLR2004  the mark that ends the clause before, and what stands before it
        yield fitting(clause.start - 2)
    yield tuple(link for link in clause.subject if fits(link))
    yield from (fitting(at) for at in range(start - 1, -1, -1))
    yield from ((link,) for link in sentence.earlier if fits(link))
