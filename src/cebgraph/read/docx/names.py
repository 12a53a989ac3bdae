"""The names of WordprocessingML, and how its properties are read."""

from __future__ import annotations

from cebgraph.read.markup import Element

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """Return the full name of an element or attribute.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{_SPACE}}}{name}"


def value(parent: Element | None, *path: str) -> str | None:
    """Return the value of a property at some path; None without it.

    A property that only stands there, without a value, is on.
    """
    node = parent
    for name in path:
        node = None if node is None else node.find(w(name))
    return None if node is None else node.get(w("val"), "true")


def is_on(parent: Element | None, *path: str) -> bool | None:
    """Say whether a property is on; None where nothing is said of it."""
    said = value(parent, *path)
    return None if said is None else said not in {"0", "false", "off", "none"}
