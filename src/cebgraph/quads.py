"""The order in which quads are written: the same quads give the same bytes."""

from __future__ import annotations

from pyoxigraph import Quad


def quad_order(quad: Quad) -> tuple[str, str, str, str]:
    """Return what quads are sorted by."""
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
