"""All files of a site: a plan in, relative paths with their contents out, one after the other.

Pages and data of a thing are made of the same graph as the server's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import RdfFormat, Triple, serialize

from cebgraph.bounded import bounded_description
from cebgraph.catalogue import catalogue
from cebgraph.export import EXPORTERS, STEM
from cebgraph.iris import PREFIXES
from cebgraph.network import Network, read_network
from cebgraph.pages.assets import asset, file_names
from cebgraph.publishing.hosting import dump_triples, host_files
from cebgraph.publishing.names import names_script
from cebgraph.publishing.overviews import drawn, overviews
from cebgraph.publishing.pages import leading_pages, missing, thing_pages
from cebgraph.publishing.planning import DATA, LANGUAGES, File, Plan
from cebgraph.resources.ontology import load_ontology
from cebgraph.site import PAGE, TURTLE, turtle_bytes
from cebgraph.site.page import make_page, render_page


def site_files(site: Plan) -> Iterator[File]:
    """Give every file of a site."""
    pages, network = [], read_network(site.store)
    for name, content in _pages(site, network):
        pages += [name] if name.endswith(".html") else []
        yield name, content
    for iri, path in site.paths.items():
        yield from _data(site, iri, path)
    yield missing(site)
    yield from _around(site)
    yield from _assets(site, network)
    yield from host_files(site.url, site.language, site.base, site.paths, pages)


def _pages(site: Plan, network: Network) -> Iterator[File]:
    """Give the pages that are to be found, with the files that they tell of."""
    yield from thing_pages(site)
    yield from overviews(site, network)
    dumps = [(f"dump/{STEM}{exporter.suffix}", exporter.to_bytes(site.quads)) for exporter in EXPORTERS.values()]
    yield from dumps
    yield from leading_pages(site, [(name, len(content)) for name, content in dumps])


def _data(site: Plan, iri: str, path: str) -> Iterator[File]:
    triples = sorted(bounded_description(site.store, iri), key=str)
    for _, _, ending, form in DATA:
        yield f"data/{path}.{ending}", _written(triples, form)


def _written(triples: Sequence[Triple], form: RdfFormat) -> bytes:
    return serialize(triples, format=form, prefixes=None if form == RdfFormat.N_TRIPLES else dict(PREFIXES)) or b""


def _around(site: Plan) -> Iterator[File]:
    """Give the files that tell of the whole."""
    ontology = load_ontology().triples
    yield f"ontology/{PAGE}", render_page(make_page(ontology)).encode()
    yield f"ontology/{TURTLE}", turtle_bytes(ontology)
    about = {*catalogue(site.store), *dump_triples(site.url)}
    yield "void.ttl", _written(sorted(about, key=str), RdfFormat.TURTLE)


def _assets(site: Plan, network: Network) -> Iterator[File]:
    """Give the files that pages load."""
    for name in file_names():
        found = asset(name)
        if found:
            yield f"assets/{name}", found.content
    yield "assets/names.js", names_script(site.index, site.paths)
    yield from (drawn(site, network, language) for language in LANGUAGES)
