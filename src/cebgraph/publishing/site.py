"""All files of a site: a store in, relative paths with their contents out, one after the other.

Pages and data of a thing are made of the same graph as the server's. Links lead from file to file by relative
addresses, so that the folder is read from a disk as well as from any address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, serialize

from cebgraph.bounded import bounded_description
from cebgraph.catalogue import catalogue
from cebgraph.export import EXPORTERS, STEM
from cebgraph.iris import ONTOLOGY, PREFIXES, compact_iri
from cebgraph.pages.assets import asset, style_names
from cebgraph.pages.front import Front, front_page
from cebgraph.pages.templates import Static
from cebgraph.pages.thing import thing_page
from cebgraph.publishing.hosting import dump_triples, host_files
from cebgraph.publishing.paths import address, path_of, root_from
from cebgraph.publishing.things import published
from cebgraph.publishing.views import view_addresses, view_files
from cebgraph.quads import base_of
from cebgraph.resources.ontology import load_ontology
from cebgraph.site import PAGE, TURTLE, turtle_bytes
from cebgraph.site.page import make_page, render_page
from cebgraph.store import stored_quads
from cebgraph.summary import summarise

File = tuple[str, bytes]
"""A relative path and what the file holds."""

LANGUAGES = ("en", "zh")
_ACTS = PREFIXES["ceb-act"]
_DATA = (
    ("Turtle", "text/turtle", "ttl", RdfFormat.TURTLE),
    ("N-Triples", "application/n-triples", "nt", RdfFormat.N_TRIPLES),
    ("JSON-LD", "application/ld+json", "jsonld", RdfFormat.JSON_LD),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written."""

    store: Store
    """The default graph, in memory."""
    quads: Sequence[Quad]
    """The named graphs."""
    base: str
    paths: dict[str, str]
    """The paths of all that has a page, by IRI."""
    language: str
    """Of the front page and of redirects."""
    url: str
    """Where the site will stand, with a slash at the end; empty where that is not known."""


def plan(store: Store, language: str = "en", url: str = "") -> Plan:
    """Return what a site of a store will hold."""
    memory = Store()
    memory.bulk_extend(store.quads_for_pattern(None, None, None, DefaultGraph()))
    base = base_of(store.named_graphs())
    paths = {iri: path_of(iri, base) for iri in published(memory, base)}
    return Plan(memory, stored_quads(store), base, paths, language, url and f"{url.rstrip('/')}/")


def site_files(site: Plan) -> Iterator[File]:
    """Give every file of a site."""
    pages = [_front_name(site, language) for language in LANGUAGES]
    for iri, path in site.paths.items():
        for language in LANGUAGES:
            name = f"{language}/{path}.html"
            pages.append(name)
            yield name, _page(site, iri, language, name)
        yield from _data(site, iri, path)
    dumps = [(f"dump/{STEM}{exporter.suffix}", exporter.to_bytes(site.quads)) for exporter in EXPORTERS.values()]
    yield from dumps
    front = Front(site.paths, summarise(site.store), tuple((name, len(content)) for name, content in dumps))
    for language in LANGUAGES:
        name = _front_name(site, language)
        yield name, _front(site, front, language, name)
    fronts = {language: _front_name(site, language) for language in LANGUAGES}
    for name, content in view_files(site.store, site.base, fronts, lambda language: _leading(site, language, "")):
        pages += [name] * name.endswith(".html")
        yield name, content
    yield from _around(site)
    yield from host_files(site.url, site.language, site.base, site.paths, pages)


def _page(site: Plan, iri: str, language: str, name: str) -> bytes:
    root, path = root_from(name), address(site.paths[iri])
    static = Static(
        home=root + _front_name(site, language),
        languages=tuple((tag, f"{root}{tag}/{path}.html") for tag in LANGUAGES),
        data=tuple((label, media, f"{root}data/{path}.{ending}") for label, media, ending, _ in _DATA),
        views=view_addresses(language, root),
    )
    html = thing_page(site.store, iri, language, _leading(site, language, root), root, static=static)
    return (html or "").encode()


def _front(site: Plan, front: Front, language: str, name: str) -> bytes:
    languages = tuple((tag, _front_name(site, tag)) for tag in LANGUAGES)
    static = Static(home=name, languages=languages, views=view_addresses(language))
    return front_page(site.store, front, language, _leading(site, language, ""), static).encode()


def _front_name(site: Plan, language: str) -> str:
    return PAGE if language == site.language else f"{language}.html"


def _leading(site: Plan, language: str, root: str) -> Callable[[str], str]:
    """Return what tells the address of the page of an IRI, as seen from a page; of any other it is the IRI itself."""

    def address_of(iri: str) -> str:
        if iri in site.paths:
            return f"{root}{language}/{address(site.paths[iri])}.html"
        if iri.startswith(ONTOLOGY):
            return f"{root}ontology/{PAGE}#{iri.removeprefix(ONTOLOGY)}"
        return f"{root}ontology/{PAGE}#{compact_iri(iri)}" if iri.startswith(_ACTS) else iri

    return address_of


def _data(site: Plan, iri: str, path: str) -> Iterator[File]:
    triples = sorted(bounded_description(site.store, iri), key=str)
    for _, _, ending, form in _DATA:
        yield f"data/{path}.{ending}", _written(triples, form)


def _written(triples: Sequence[Triple], form: RdfFormat) -> bytes:
    return serialize(triples, format=form, prefixes=None if form == RdfFormat.N_TRIPLES else dict(PREFIXES)) or b""


def _around(site: Plan) -> Iterator[File]:
    """Give the files that are not of one thing."""
    ontology = load_ontology().triples
    yield f"ontology/{PAGE}", render_page(make_page(ontology)).encode()
    yield f"ontology/{TURTLE}", turtle_bytes(ontology)
    about = {*catalogue(site.store), *dump_triples(site.url)}
    yield "void.ttl", _written(sorted(about, key=str), RdfFormat.TURTLE)
    for name in style_names():
        found = asset(name)
        if found:
            yield f"assets/{name}", found.content
