"""What a site will hold and where: a store in, the paths of all things and how pages link to one another out.

Links lead from file to file by relative addresses, so that the folder is read from a disk as well as from any address.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from cebgraph.iris import ONTOLOGY, PREFIXES, compact_iri
from cebgraph.pages.having import having_pages
from cebgraph.pages.templates import Static
from cebgraph.publishing.paths import address, path_of
from cebgraph.quads import base_of
from cebgraph.reconcile.names import Index, index_names
from cebgraph.site import PAGE
from cebgraph.store import stored_quads

File = tuple[str, bytes]
"""A relative path and what the file holds."""

LANGUAGES = ("en", "zh")
VIEWS = ("graph", "timeline", "goals")
"""The pages that show much of the graph at once."""
DATA = (
    ("Turtle", "text/turtle", "ttl", RdfFormat.TURTLE),
    ("N-Triples", "application/n-triples", "nt", RdfFormat.N_TRIPLES),
    ("JSON-LD", "application/ld+json", "jsonld", RdfFormat.JSON_LD),
    ("RDF/XML", "application/rdf+xml", "rdf", RdfFormat.RDF_XML),
)
"""The formats of each thing: what they are called, their media types, the endings of their files."""
_ACTS = PREFIXES["ceb-act"]


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
    index: Index
    """What names are matched against."""

    @property
    def prefix(self) -> str:
        """The path at which the site stands on its host, the root where that is not known."""
        return urlsplit(self.url).path or "/"

    def front(self, language: str) -> str:
        """Return the name of the front page in a language."""
        return PAGE if language == self.language else f"{language}.html"

    def named(self, page: str, language: str) -> str:
        """Return the name of a page that is there once in each language: `search`, `graph`."""
        return f"{page}-{language}.html"

    def static(
        self, language: str, name_of: Callable[[str], str], root: str = "", data: tuple[tuple[str, str, str], ...] = ()
    ) -> Static:
        """Return what a page links to, by the address that it has in each language."""
        return Static(
            home=root + self.front(language),
            languages=tuple((tag, root + name_of(tag)) for tag in LANGUAGES),
            data=data,
            views={name: root + self.named(name, language) for name in VIEWS},
            search=root + self.named("search", language),
        )

    def leading(self, language: str, root: str = "") -> Callable[[str], str]:
        """Return what tells the address of the page of an IRI, as seen from a page; any other is the IRI itself."""

        def address_of(iri: str) -> str:
            if iri in self.paths:
                return f"{root}{language}/{address(self.paths[iri])}.html"
            if iri.startswith(ONTOLOGY):
                return f"{root}ontology/{PAGE}#{iri.removeprefix(ONTOLOGY)}"
            return f"{root}ontology/{PAGE}#{compact_iri(iri)}" if iri.startswith(_ACTS) else iri

        return address_of


def plan(store: Store, language: str = "en", url: str = "") -> Plan:
    """Return what a site of a store will hold."""
    memory = Store()
    memory.bulk_extend(store.quads_for_pattern(None, None, None, DefaultGraph()))
    base = base_of(store.named_graphs())
    paths = {iri: path_of(iri, base) for iri in having_pages(memory, base)}
    told = url and f"{url.rstrip('/')}/"
    return Plan(memory, stored_quads(store), base, paths, language, told, index_names(store))
