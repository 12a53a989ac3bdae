"""The pages of a site: a plan in, their paths and contents out; of each thing, then those that lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cebgraph.pages.front import Front, front_page
from cebgraph.pages.listing import listing_page
from cebgraph.pages.missing import missing_page
from cebgraph.pages.report import is_text, report_page
from cebgraph.pages.thing import thing_page
from cebgraph.publishing.paths import address, root_from
from cebgraph.publishing.planning import DATA, LANGUAGES, File, Plan
from cebgraph.summary import summarise


def thing_pages(site: Plan) -> Iterator[File]:
    """Give the pages of all things."""
    for iri in site.paths:
        for language in LANGUAGES:
            yield _thing(site, iri, language)


def _thing(site: Plan, iri: str, language: str) -> File:
    def name_of(tag: str) -> str:
        return f"{tag}/{address(site.paths[iri])}.html"

    name = f"{language}/{site.paths[iri]}.html"
    root, path = root_from(name), address(site.paths[iri])
    data = tuple((label, media, f"{root}data/{path}.{ending}") for label, media, ending, _ in DATA)
    static = site.static(language, name_of, root, data)
    page = report_page if is_text(site.store, iri) else thing_page
    html = page(site.store, iri, language, site.leading(language, root), root, static=static)
    return name, (html or "").encode()


def leading_pages(site: Plan, dumps: Sequence[tuple[str, int]]) -> Iterator[File]:
    """Give the pages that lead to those of things: the front page, the list of all things."""
    front = Front(site.paths, summarise(site.store), tuple(dumps))
    for language in LANGUAGES:
        leading = site.leading(language)
        static = site.static(language, site.front)
        yield site.front(language), front_page(site.store, front, language, leading, static=static).encode()
        static = site.static(language, partial(site.named, "search"))
        listing = listing_page(site.index, site.paths, language, leading, static)
        yield site.named("search", language), listing.encode()


def missing(site: Plan) -> File:
    """Return the page for what is not there: it is shown at any address, so its links begin at the host."""
    return "404.html", missing_page(
        site.language, site.prefix, site.static(site.language, site.front, site.prefix)
    ).encode()
