"""The files that pages load in a browser: a name in, its content and media type out.

Styles are shipped as they are written; scripts are built (`make assets`), and without them the pages are plain forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
"""The content security policy that every page is served with: nothing inline, nothing from elsewhere."""

_PACKAGE = Path(__file__).resolve().parents[1]
_BUILT = _PACKAGE / "web" / "built"
_PAGES = _PACKAGE / "pages"
_WRITTEN = (
    _PACKAGE / "site" / "design.css",
    *(
        _PAGES / name
        for name in ("frame.css", "graph.css", "report.css", "sparql.css", "thing.css", "views.css", "icon.svg")
    ),
)
_CLASSIC = ("explore-file.js", "find.js", "report.js")
"""Scripts that are no modules: a browser loads them from a disk too."""
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that a page loads."""

    content: bytes
    media_type: str


def asset(name: str) -> Asset | None:
    """Return the file of that name; none where there is none.

    >>> asset("design.css").media_type, asset("../iris.py")
    ('text/css', None)
    """
    file = next((file for file in _files() if file.name == name), None)
    return Asset(file.read_bytes(), _MEDIA_TYPES[file.suffix]) if file else None


def file_names() -> tuple[str, ...]:
    """Return the names of the files that a page of a site of files loads, as far as they are built.

    >>> "thing.css" in file_names(), "sparql.js" in file_names()
    (True, False)
    """
    scripts = (name for name in (*_CLASSIC, "LICENSES.txt") if is_built(name))
    return (*(file.name for file in _WRITTEN), *scripts)


def built_names() -> tuple[str, ...]:
    """Return the names of the scripts that were built."""
    return tuple(sorted(file.name for file in _BUILT.glob("*.js")))


def is_built(name: str) -> bool:
    """Say whether a script was built."""
    return (_BUILT / name).is_file()


def _files() -> Iterator[Path]:
    yield from _WRITTEN
    if _BUILT.is_dir():
        yield from (file for file in _BUILT.iterdir() if file.suffix in _MEDIA_TYPES)
