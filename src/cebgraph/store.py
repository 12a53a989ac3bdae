"""The embedded store: an Oxigraph database on disk, made anew by each build and swapped in whole.

Its default graph is the merge of the named graphs, each triple once, written at load: a query without GRAPH sees every
fact exactly once. (A union default graph would count a triple once for each graph that states it.)
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from cebgraph.errors import StoreError
from cebgraph.graph import quad_order

_MARK = "cebgraph-store"


def write_store(quads: Iterable[Quad], directory: Path) -> None:
    """Make a store of some quads and put it in a directory's place; an earlier store stays until then.

    Raises StoreError where the directory is something else, or cannot be written.
    """
    if directory.exists() and not _is_ours(directory):
        msg = "is not a store that cebgraph wrote, and is left as it is"
        raise StoreError(msg, where=str(directory), hint="name another directory, or an empty one")
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as aside:
            draft, old = Path(aside) / "new", Path(aside) / "old"
            _fill(draft, list(quads))
            if directory.exists():
                directory.replace(old)
            draft.replace(directory)
    except OSError as error:
        raise StoreError(str(error), where=str(directory), hint="name a directory that can be written") from error


def _fill(directory: Path, quads: list[Quad]) -> None:
    store = Store(str(directory))
    store.bulk_extend(quads)
    store.bulk_extend({Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads})
    store.flush()
    del store
    (directory / _MARK).touch()


def _is_ours(directory: Path) -> bool:
    return directory.is_dir() and ((directory / _MARK).exists() or not any(directory.iterdir()))


def open_store(directory: Path) -> Store:
    """Open a store for reading.

    Raises StoreError where there is none, or it cannot be opened.
    """
    if not (directory / _MARK).exists():
        msg = "there is no store here" if not directory.exists() else "is not a store that cebgraph wrote"
        raise StoreError(msg, where=str(directory), hint="`cebgraph build REPORT --output DIR --store DIR` makes one")
    try:
        return Store.read_only(str(directory))
    except OSError as error:
        raise StoreError(str(error), where=str(directory), hint="build it anew") from error


def stored_quads(store: Store) -> tuple[Quad, ...]:
    """Return the quads of a store's named graphs, sorted as a build writes them."""
    quads = (quad for quad in store if quad.graph_name != DefaultGraph())
    return tuple(sorted(quads, key=quad_order))
