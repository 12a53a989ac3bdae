"""The page for an address that leads to nothing: the root of the site in, HTML in both languages out."""

from __future__ import annotations

from cebgraph.pages.templates import Static, render


def missing_page(language: str, root: str, static: Static) -> str:
    """Return the page; its address is any, so that `root` begins at the host."""
    return render("missing.html", root=root, static=static, language=language)
