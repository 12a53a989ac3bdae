"""What a server grants to those who ask it; each limit is an option of `cebgraph serve`."""

from __future__ import annotations

import os
from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. Sizes are in bytes, times in seconds."""

    time: float = 30
    """Of computing an answer; the time in which a client takes it is not counted."""
    size: int = 100 * MB
    """Of an answer."""
    memory: int = 1000 * MB
    """Of a process that answers."""
    queries: int = 2 * (os.cpu_count() or 2)
    """Answered at once; others wait."""
    request: int = MB
    """Of what a client sends."""

    @property
    def waiting(self) -> int:
        """How many may wait for their turn; more are told to come again."""
        return 8 * self.queries

    @property
    def patience(self) -> float:
        """How long a client may take over an answer, or over sending what it asks."""
        return max(10 * self.time, 5)
