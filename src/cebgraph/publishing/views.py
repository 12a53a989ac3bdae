"""The pages of a site that show much of the graph at once: the acts in time, the matrix of bodies and goals.

They stand beside the front page, in one file for each language; the matrix as a table and as a picture beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import Store

from cebgraph.network import read_network
from cebgraph.pages.labels import AddressOf
from cebgraph.pages.matrix import matrix_of, read_ties
from cebgraph.pages.matrix_page import goals_csv, goals_page, goals_svg
from cebgraph.pages.templates import Static
from cebgraph.pages.timeline import Reading, timeline_page

_VIEWS = ("timeline", "goals")


def view_addresses(language: str, root: str = "") -> dict[str, str]:
    """Return the addresses of the views in a language; `root` is that of the site as seen from the page.

    >>> view_addresses("zh", "../")["goals"]
    '../goals-zh.html'
    """
    return {name: f"{root}{name}-{language}.html" for name in _VIEWS}


def view_files(
    store: Store, base: str, fronts: Mapping[str, str], leading: Callable[[str], AddressOf]
) -> Iterator[tuple[str, bytes]]:
    """Give the files of the views; `fronts` are the front pages by language, `leading` gives the links in one."""
    network, ties = read_network(store), read_ties(store)
    for language, home in fronts.items():
        views, address_of = view_addresses(language), leading(language)
        static = {
            name: Static(home, tuple((tag, view_addresses(tag)[name]) for tag in fronts), views=views)
            for name in _VIEWS
        }
        reading = Reading(network, base, language, address_of)
        yield views["timeline"], timeline_page(reading, static=static["timeline"]).encode()
        matrix, stem = matrix_of(network, ties, language, address_of), views["goals"].removesuffix(".html")
        yield views["goals"], goals_page(matrix, language, static=static["goals"], files=stem).encode()
        yield f"{stem}.svg", goals_svg(matrix, language)
        yield f"{stem}.csv", goals_csv(matrix)
