"""What a person gives to be read: files, folders and addresses of the web come in, their reports go out, in order.

A folder stands for the files in it that are of a format that is read, at any depth, by their sorted paths; what else
is in it is named, so that nobody takes it for read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cebgraph.errors import SourceError, missing_extra
from cebgraph.model.source import Description, LayoutText
from cebgraph.read import SUFFIXES, read_bytes, read_source

__all__ = ["read_sources"]

Tell = Callable[[str], None]
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DESCRIPTION = ".yaml"
_SHOWN = 5


def read_sources(
    given: Sequence[Path | str],
    description: Description,
    *,
    allow_private: bool = False,
    progress: Tell = lambda _: None,
    notice: Tell = lambda _: None,
) -> Iterator[LayoutText]:
    """Read everything that is given; `notice` is told what a person should know, `progress` what is being done.

    Raises SourceError for what cannot be read, and where one description is given for several reports.
    """
    found = [one for each in given for one in _expanded(each, notice)]
    if len(found) > 1 and any(description[:3]):
        hint = "put a .yaml file beside each"
        raise SourceError("symbol, title and date describe one report, and these are several", hint=hint)
    for one in found:
        progress(f"reading {one.name if isinstance(one, Path) else one}")
        layout = read_source(one, description) if isinstance(one, Path) else _fetched(one, description, allow_private)
        for told in layout.notices:
            notice(f"{one}: {told}")
        yield layout


def is_address(given: Path | str) -> bool:
    """Say whether an address of the web is given, not a path.

    >>> is_address("https://undocs.org/E/2021/47"), is_address("reports/2020.pdf")
    (True, False)
    """
    return isinstance(given, str) and _ADDRESS.match(given) is not None


def _expanded(given: Path | str, notice: Tell) -> Iterator[Path | str]:
    if is_address(given):
        yield given
    elif Path(given).is_dir():
        yield from _in_folder(Path(given), notice)
    else:
        yield Path(given)


def _in_folder(folder: Path, notice: Tell) -> list[Path]:
    files = sorted(
        Path(place, name)
        for place, folders, names in os.walk(folder)
        if _keep_visible(folders)
        for name in names
        if not name.startswith(".")
    )
    read = [file for file in files if file.suffix.lower() in SUFFIXES]
    others = [str(file.relative_to(folder)) for file in files if file.suffix.lower() not in {*SUFFIXES, _DESCRIPTION}]
    if not read:
        raise SourceError("no report in this folder", where=str(folder), hint=f"formats read: {', '.join(SUFFIXES)}")
    if others:
        shown = ", ".join(others[:_SHOWN]) + (" …" if len(others) > _SHOWN else "")
        noun = "file" if len(others) == 1 else "files"
        notice(f"{folder}: {len(others)} {noun} of other kinds left out: {shown}")
    return read


def _keep_visible(folders: list[str]) -> bool:
    folders[:] = [name for name in folders if not name.startswith(".")]
    return True


def _fetched(address: str, description: Description, allow_private: bool) -> LayoutText:
    try:
        from cebgraph.sources.web import fetch  # noqa: PLC0415  needed for addresses only
    except ModuleNotFoundError as error:
        raise missing_extra("documents", error) from None
    found = fetch(address, allow_private=allow_private)
    return read_bytes(found.content, found.address, description, media_type=found.media_type)
