"""Where a text names a thing or states a value."""

from __future__ import annotations

from dataclasses import dataclass

from cebgraph.spans import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a block that names a thing."""

    block: str
    span: Span
    """In the block's text."""
    thing: str
    """Id of the thing it was linked to."""
    detector: str
    """What found it: `authority`, `symbol`, `title`, `grammar`, `definition`, `coreference`, …"""
