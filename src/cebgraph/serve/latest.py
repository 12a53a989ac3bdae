"""What is made of a whole store and kept until the store is built anew: its maker in, what gives the latest out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pyoxigraph import Store

from cebgraph.store import latest_generation, open_generation

Made = TypeVar("Made")


def latest(store: Path, make: Callable[[Store], Made]) -> Callable[[], Made]:
    """Return a function that gives what is made of a store, and makes it anew where the store has been built anew.

    The function raises StoreError where there is no store.
    """
    return _Latest(store, make).give


@dataclass(slots=True)
class _Latest(Generic[Made]):
    """What was made last, and from which build of the store."""

    store: Path
    make: Callable[[Store], Made]
    made: tuple[str, Made] | None = None
    making: threading.Lock = field(default_factory=threading.Lock)

    def give(self) -> Made:
        generation = latest_generation(self.store)
        with self.making:
            if self.made is None or self.made[0] != generation.digest:
                self.made = generation.digest, self.make(open_generation(generation))
            return self.made[1]
