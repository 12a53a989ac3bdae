"""The shapes: what must be true of a graph. The only reader of shapes/."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pyoxigraph import Triple

from cebgraph.resources.paths import folder
from cebgraph.resources.turtle import read_turtle


@lru_cache
def load_shapes(place: Path | None = None) -> tuple[Triple, ...]:
    """Read every file of shapes/.

    Raises DataFileError with every file that cannot be parsed.
    """
    return read_turtle(place or folder("shapes"))
