"""The embedded store: an Oxigraph database on disk, made anew by each build and swapped in whole.

A store is a folder that holds generations, each a complete database, and a link to the latest. A build fills a new
generation and then turns the link, which the file system does in one step: killed at any moment, it leaves the store
as it was. The generation before the latest stays until the next build, for whoever is still reading it.

The default graph is the merge of the named graphs, each triple once, written at load: a query without GRAPH sees every
fact exactly once. (A union default graph would count a triple once for each graph that states it.)
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from cebgraph.errors import StoreError
from cebgraph.quads import quad_order

_MARK = "cebgraph-store"
_LAYOUT = "2\n"
"""What the mark holds. The first layout was one database, its mark empty."""
_LATEST = "latest"
_GENERATION = "generation-"
_DRAFT = "draft"
_LOCK = "lock"
_DIGEST = "digest"
_REBUILD = "`cebgraph build REPORT --output DIR --store DIR` makes one"


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete database of a store."""

    path: Path
    digest: str
    """A hash of its quads: two builds that hold the same have the same."""
    built: float
    """When it was complete, in seconds since 1970."""


def write_store(quads: Iterable[Quad], directory: Path) -> None:
    """Make a generation of some quads and put it in the latest's place, which stays until then.

    Raises StoreError where the directory is something else, cannot be written, or is being written by another build.
    """
    if directory.exists() and not _is_ours(directory):
        msg = "is not a store that cebgraph wrote, and is left as it is"
        raise StoreError(msg, where=str(directory), hint="name another directory, or an empty one")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        (directory / _MARK).touch()
        with _alone(directory):
            _replace(directory, list(quads))
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(reason, where=str(directory), hint="name a directory that can be written") from error


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Hold the lock of a store; the system takes it back from a process that dies."""
    with (directory / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            msg = "another build is writing to this store"
            raise StoreError(msg, where=str(directory), hint="wait until it has ended, or name another") from None
        yield


def _replace(directory: Path, quads: list[Quad]) -> None:
    draft, link = directory / _DRAFT, directory / f".{_LATEST}"
    _remove(draft)
    try:
        _fill(draft, quads)
        before = _linked(directory)
        latest = directory / f"{_GENERATION}{_number(before) + 1}"
        _remove(latest)
        draft.rename(latest)
        if (mark := directory / _MARK).read_text() != _LAYOUT:
            mark.write_text(_LAYOUT)
        link.unlink(missing_ok=True)
        link.symlink_to(latest.name)
        link.replace(directory / _LATEST)
    finally:
        _remove(draft)
    kept = {_MARK, _LOCK, _LATEST, latest.name, before.name if before else ""}
    for old in directory.iterdir():
        if old.name not in kept:
            _remove(old)


def _fill(directory: Path, quads: list[Quad]) -> None:
    store = Store(str(directory))
    store.bulk_extend(quads)
    store.bulk_extend({Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads})
    store.flush()
    del store
    (directory / _DIGEST).write_text(_digest(quads))


def _digest(quads: Iterable[Quad]) -> str:
    """Return the sum of the hashes of some quads: their order does not count."""
    import hashlib  # noqa: PLC0415  # slow to load, and of no use to who only reads

    total = sum(int.from_bytes(hashlib.blake2b(str(quad).encode(), digest_size=16).digest()) for quad in quads)
    return f"{total % 2**128:032x}"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _number(generation: Path | None) -> int:
    return int(generation.name.removeprefix(_GENERATION)) if generation else 0


def _linked(directory: Path) -> Path | None:
    """Return the latest generation; none where no build was ever completed."""
    link = directory / _LATEST
    return directory / link.readlink() if link.is_symlink() else None


def _is_ours(directory: Path) -> bool:
    return directory.is_dir() and ((directory / _MARK).exists() or not any(directory.iterdir()))


def latest_generation(directory: Path) -> Generation:
    """Return the latest generation of a store.

    Raises StoreError where there is none.
    """
    if not (directory / _MARK).exists():
        msg = "there is no store here" if not directory.exists() else "is not a store that cebgraph wrote"
        raise StoreError(msg, where=str(directory), hint=_REBUILD)
    path = _linked(directory)
    if path is None or (directory / _MARK).read_text() != _LAYOUT:
        other = path or (directory / "CURRENT").exists()  # a file of the database itself, in the first layout
        msg = "was written by another version of cebgraph" if other else "holds no complete build"
        raise StoreError(msg, where=str(directory), hint=_REBUILD)
    digest = path / _DIGEST
    try:
        return Generation(path, digest.read_text(), digest.stat().st_mtime)
    except OSError as error:
        raise StoreError("is damaged", where=str(directory), hint=_REBUILD) from error


def open_store(directory: Path) -> Store:
    """Open the latest generation of a store for reading.

    Raises StoreError where there is none, or it cannot be opened.
    """
    return open_generation(latest_generation(directory))


def open_generation(generation: Generation) -> Store:
    """Open a generation for reading.

    Raises StoreError where it cannot be opened.
    """
    try:
        return Store.read_only(str(generation.path))
    except OSError as error:
        raise StoreError(str(error), where=str(generation.path.parent), hint=_REBUILD) from error


def stored_quads(store: Store) -> tuple[Quad, ...]:
    """Return the quads of a store's named graphs, sorted as a build writes them."""
    quads = (quad for quad in store if quad.graph_name != DefaultGraph())
    return tuple(sorted(quads, key=quad_order))
