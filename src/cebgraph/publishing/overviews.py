"""The pages of a site that show much of the graph at once: all of it, the acts in time, bodies and goals as a matrix.

They stand beside the front page, in one file for each language; the matrix as a table and as a picture beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cebgraph.network import Network
from cebgraph.pages.graph import graph_json, graph_page
from cebgraph.pages.matrix import matrix_of, read_ties
from cebgraph.pages.matrix_page import goals_csv, goals_page, goals_svg
from cebgraph.pages.timeline import Reading, timeline_page
from cebgraph.publishing.planning import LANGUAGES, File, Plan


def overviews(site: Plan, network: Network) -> Iterator[File]:
    """Give the pages and the files that they lead to."""
    ties = read_ties(site.store)
    for language in LANGUAGES:
        leading = site.leading(language)
        graph, timeline, goals = (
            site.static(language, partial(site.named, name)) for name in ("graph", "timeline", "goals")
        )
        yield site.named("graph", language), graph_page(network, language, site.base, leading, static=graph).encode()
        reading = Reading(network, site.base, language, leading)
        yield site.named("timeline", language), timeline_page(reading, static=timeline).encode()
        matrix, name = matrix_of(network, ties, language, leading), site.named("goals", language)
        stem = name.removesuffix(".html")
        yield name, goals_page(matrix, language, static=goals, files=stem).encode()
        yield f"{stem}.svg", goals_svg(matrix, language)
        yield f"{stem}.csv", goals_csv(matrix)


def drawn(site: Plan, network: Network, language: str) -> File:
    """Return the script that holds what the graph is drawn from."""
    told = graph_json(network, site.base, site.leading(language))
    return f"assets/network-{language}.js", b"globalThis.cebgraphNetwork = " + told + b";\n"
