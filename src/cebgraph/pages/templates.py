"""The templates of the pages: a name and values in, HTML out, every value escaped."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from cebgraph.pages.assets import is_built


def render(name: str, *, root: str = "", sought: str = "", **values: object) -> str:
    """Return a page.

    `root` is the address of the server's root as seen from the page, `sought` what stands in the search.
    """
    return _environment().get_template(name).render(root=root, sought=sought, searching=is_built("search.js"), **values)


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("cebgraph", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
