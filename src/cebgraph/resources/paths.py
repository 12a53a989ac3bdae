"""Where data/, ontology/ and shapes/ lie: beside src/ in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

from cebgraph.errors import DataFileError

_PACKAGE = Path(__file__).resolve().parents[1]
# A wheel carries the folders in the package; an editable install has no such folder and falls through.
_ROOTS = (_PACKAGE / "_files", _PACKAGE.parents[1])


def folder(name: str) -> Path:
    """Return the folder of that name.

    >>> folder("data").is_dir()
    True
    """
    found = next((root / name for root in _ROOTS if (root / name).is_dir()), None)
    if found is None:
        raise DataFileError([f"{name}/: no such folder in {' or '.join(str(root) for root in _ROOTS)}"])
    return found
