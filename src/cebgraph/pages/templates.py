"""The templates of the pages: a name and values in, HTML out, every value escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from cebgraph.pages.assets import is_built


@dataclass(frozen=True, slots=True)
class Static:
    """What a page links to that is a file, where no server answers: every link leads from file to file."""

    home: str
    """The front page."""
    languages: tuple[tuple[str, str], ...]
    """The same page in each language, this one too."""
    data: tuple[tuple[str, str, str], ...] = ()
    """The same thing as data: what a format is called, its media type, and the file."""
    views: Mapping[str, str] = field(default_factory=dict)
    """Pages that show much of the graph at once, by their names: graph, timeline, goals."""
    search: str = ""
    """The page that lists all things, and shows of them what is sought."""


def render(name: str, *, root: str = "", sought: str = "", static: Static | None = None, **values: object) -> str:
    """Return a page.

    `root` is the address of the server's root as seen from the page, `sought` what stands in the search.
    """
    searching = is_built("find.js" if static else "search.js")
    template = _environment().get_template(name)
    return template.render(root=root, sought=sought, static=static, searching=searching, **values)


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("cebgraph", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
