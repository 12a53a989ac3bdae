"""Which keys are near a key: the n-grams of many keys as an index, and the few keys that share most with one, out.

An n-gram that many keys have tells little and costs much. The rarest of a key are looked up first, and no more once
`READ` entries have been read; what is found is then compared in full.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cebgraph.reconcile.scoring import dice, grams

READ = 20_000
"""How many entries of the index are read for one key, about."""
NEAR = 40
"""How many keys are compared in full."""


@dataclass(frozen=True, slots=True)
class Grams:
    """Some keys and where their n-grams stand."""

    keys: tuple[str, ...]
    sizes: array[int]
    """How many n-grams each key has."""
    places: Mapping[str, array[int]]
    """The keys that have an n-gram, by their numbers."""

    def near(self, key: str) -> list[tuple[float, str]]:
        """Return the keys that share most n-grams with a key, each with Dice's coefficient, the nearest first."""
        wanted = grams(key)
        shared = self._shared(wanted)
        total = len(wanted)
        ranked = sorted(((-dice(count, total, self.sizes[place]), place) for place, count in shared.items()))
        return [(-negative, self.keys[place]) for negative, place in ranked[:NEAR]]

    def _shared(self, wanted: Iterable[str]) -> Counter[int]:
        """Return how many of some n-grams each key has, the commonest left out where they are too many."""
        found = sorted((self.places[gram] for gram in wanted if gram in self.places), key=len)
        shared: Counter[int] = Counter()
        read = 0
        for places in found:
            if read and read + len(places) > READ:
                break
            shared.update(places)
            read += len(places)
        return shared


def index_grams(keys: Iterable[str]) -> Grams:
    """Return the index of some keys."""
    ordered = tuple(keys)
    places: dict[str, array[int]] = {}
    sizes = array("I")
    for number, key in enumerate(ordered):
        of_key = grams(key)
        sizes.append(len(of_key))
        for gram in of_key:
            if gram not in places:
                places[gram] = array("I")
            places[gram].append(number)
    return Grams(ordered, sizes, places)
