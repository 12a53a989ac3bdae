"""Scores: precision, recall and F1."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How many there are in the gold standard, how many were found, how many of these are right."""

    gold: int
    predicted: int
    right: int

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.predicted + other.predicted, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two.

        >>> Score(gold=10, predicted=8, right=6).f1
        0.6666666666666666
        """
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0


def score(gold: Collection[Hashable], predicted: Collection[Hashable]) -> Score:
    """Compare two sets.

    >>> score({"a", "b"}, {"b", "c"})
    Score(gold=2, predicted=2, right=1)
    """
    wanted, found = set(gold), set(predicted)
    return Score(len(wanted), len(found), len(wanted & found))
