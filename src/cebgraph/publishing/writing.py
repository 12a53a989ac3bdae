"""A folder of files, put in place whole: paths and contents in; on disk all of them, or what was there before.

The files are written to a folder beside, which then changes places with the earlier one. One run at a time writes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cebgraph.errors import CebgraphError
from cebgraph.publishing.exchange import exchange

MARK = ".cebgraph-site"
"""The file that says that a folder was written here, and may be replaced: the names of what stands in it."""


def put(files: Iterable[tuple[str, bytes]], directory: Path) -> int:
    """Put some files in a directory's place, which stays as it was until all are written; return how many.

    Raises CebgraphError where the directory holds anything else, cannot be written, or is being written by another run.
    """
    directory = directory.resolve()
    draft, former = (directory.with_name(f".{directory.name}.{word}") for word in ("part", "former"))
    try:
        refuse(directory)
        if not directory.parent.exists():
            directory.parent.mkdir(parents=True)
        with _alone(directory):
            if not directory.exists() and (former / MARK).exists():  # ended between two renames
                former.rename(directory)
            for left in (draft, former):
                _remove(left)
            try:
                count = _fill(draft, files)
                _swap(draft, directory, former)
            finally:
                _remove(draft)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CebgraphError(reason, where=str(directory), hint="name a place that can be written") from error
    return count


def refuse(directory: Path) -> None:
    """Raise CebgraphError where a directory holds anything else than what was written here, or is none."""
    if directory.exists() and not directory.is_dir():
        raise CebgraphError("is a file", where=str(directory), hint="name a directory")
    if directory.exists() and not {path.name for path in directory.iterdir()} <= _written(directory):
        raise CebgraphError(
            "holds files that `cebgraph publish` did not write, and is left as it is",
            where=str(directory),
            hint="name another directory, or an empty one",
        )


def _written(directory: Path) -> set[str]:
    """Return the names of what was written to a directory, the mark among them."""
    mark = directory / MARK
    return {MARK, *mark.read_text(encoding="utf-8").splitlines()} if mark.exists() else set()


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Hold the lock of a directory, a file beside it; the system takes it back from a process that dies."""
    name = directory.with_name(f".{directory.name}.lock")
    with name.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = name.exists() and os.path.samestat(os.fstat(lock.fileno()), name.stat())
        except BlockingIOError:
            held = False
        if not held:  # or it was, by a run that has just ended
            raise CebgraphError(
                "another run is writing this site",
                where=str(directory),
                hint="wait until it has ended, or name another directory",
            )
        try:
            yield
        finally:
            name.unlink()


def _fill(draft: Path, files: Iterable[tuple[str, bytes]]) -> int:
    draft.mkdir()
    (draft / MARK).touch()
    count, made = 0, {draft}
    for name, content in files:
        file = draft / name
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        with file.open("xb") as out:  # two files of one name, where letters differ only in case, are an error
            out.write(content)
        count += 1
    names = sorted(path.name for path in draft.iterdir())
    (draft / MARK).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return count


def _swap(draft: Path, directory: Path, former: Path) -> None:
    """Put the draft in the directory's place: in one step, or two where the system has no such step."""
    if directory.exists():
        if exchange(draft, directory):
            return
        directory.rename(former)
    try:
        draft.rename(directory)
    except OSError:
        if former.exists():
            former.rename(directory)
        raise
    _remove(former)


def _remove(folder: Path) -> None:
    """Remove what an earlier run has left; nothing else has the mark in it. The mark goes last."""
    if (folder / MARK).exists():
        for path in folder.iterdir():
            if path.name != MARK:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    if (folder / MARK).exists() or (folder.is_dir() and not any(folder.iterdir())):
        shutil.rmtree(folder)
