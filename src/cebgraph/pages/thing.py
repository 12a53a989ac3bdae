"""The page of a thing: a store and an IRI in, HTML in the reader's language out.

The store holds in its default graph what is needed: the triples of the thing, the statements and annotations about it,
and the names of what they speak of. The page is whole without JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from cebgraph.describe import describe, fact_of
from cebgraph.iris import BASE, ONTOLOGY, compact_iri, expand
from cebgraph.network import is_thing
from cebgraph.pages.around import beside, members, path_to, texts_of
from cebgraph.pages.cells import asking
from cebgraph.pages.facts import Row, elsewhere, natural, sections, whole_row
from cebgraph.pages.goals import badge_of
from cebgraph.pages.labels import LANGUAGES, AddressOf, Labels, objects
from cebgraph.pages.linked_data import json_ld
from cebgraph.pages.passage import passages_of, places_naming
from cebgraph.pages.templates import Static, render
from cebgraph.resources.profiles import load_profiles

_TYPE = NamedNode(expand("rdf:type"))
_NAMING = ("rdfs:label", "skos:prefLabel", "ceb:acronym", "skos:altLabel", "dcterms:alternative")
_HEADING = frozenset({"rdfs:label", "skos:prefLabel"})


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a search has found."""

    iri: str
    name: str
    language: str = ""
    """Of the name; empty where it is the reader's."""
    description: str = ""
    classes: tuple[str, ...] = ()
    """As the reader calls them."""


def thing_page(  # noqa: PLR0913  # what a page is made of, and where it stands
    store: Store, iri: str, language: str, address_of: AddressOf, root: str = "", *, static: Static | None = None
) -> str | None:
    """Return the page of anything that the graph has triples of; none where it has none.

    `address_of` gives the link to the page of a thing; `root` is the server's root as seen from the page (`../../`);
    `static` is given where the page is a file and no server answers.
    """
    if not _is_known(store, iri):
        return None
    labels = Labels(store, language, address_of)
    portrait = describe(store, iri)
    classes = [kind.value for kind in objects(store, iri, _TYPE) if isinstance(kind, NamedNode)]
    profile = load_profiles().of([compact_iri(kind) for kind in classes])
    others, more = elsewhere(portrait, labels)
    return render(
        "thing.html",
        root=root,
        static=static,
        language=language,
        kept={},
        iri=iri,
        title=labels.thing(iri),
        names=list(_names(store, iri, language)),
        languages=LANGUAGES,
        kinds=[labels.thing(kind) for kind in sorted(classes, key=lambda kind: not kind.startswith(ONTOLOGY))],
        crumbs=path_to(iri, labels),
        acronym=_first(store, iri, "ceb:acronym"),
        symbol=(_first(store, iri, "ceb:symbol"), _first(store, iri, "foaf:page")),
        badge_of=badge_of,
        texts=texts_of(iri, labels),
        in_text=labels.in_text(iri),
        claim=_claim(classes, iri, labels),
        passages=passages_of(iri, labels),
        beside=beside(iri, labels),
        sections=list(sections(portrait, labels, profile)),
        others=others,
        more=more,
        members=members(iri, labels),
        places=sorted(places_naming(iri, labels), key=lambda place: natural(place[0].iri)),
        json_ld=json_ld(iri, labels, profile),
        graphed=_in_graph(iri, classes),
        describing=asking(f"DESCRIBE <{iri}>"),
    )


def search_page(results: Sequence[Found], q: str, language: str, address_of: AddressOf, root: str = "") -> str:
    """Return the page with what a search has found."""
    return render(
        "search.html",
        root=root,
        sought=q,
        language=language,
        kept={"q": q},
        results=[(result, address_of(result.iri), badge_of(result.iri)) for result in results],
    )


def _in_graph(iri: str, classes: Sequence[str]) -> str:
    """Return how the drawing of the graph is asked for a thing; nothing for what is not drawn there."""
    own = (kind.removeprefix(ONTOLOGY) for kind in classes if kind.startswith(ONTOLOGY))
    return urlencode({"thing": iri.removeprefix(BASE)}, safe="/") if is_thing(own) else ""


def _is_known(store: Store, iri: str) -> bool:
    try:
        return any(store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()))
    except ValueError:  # no IRI
        return False


def _names(store: Store, iri: str, language: str) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """Give all names of a thing by language, the reader's first; with each, whether it is the main one."""
    found: dict[str, dict[str, bool]] = {}
    for name in _NAMING:
        for node in objects(store, iri, NamedNode(expand(name))):
            if isinstance(node, Literal):
                found.setdefault(node.language or "", {}).setdefault(node.value, name in _HEADING)
    for tag in sorted(found, key=lambda tag: (tag != language, tag not in {"zh", "en"}, tag)):
        yield tag, list(found[tag].items())


def _first(store: Store, iri: str, name: str) -> str:
    """Return the first value of a property; of an address, only one of the web."""
    node = next(iter(objects(store, iri, NamedNode(expand(name)))), None)
    if isinstance(node, NamedNode):
        return node.value if node.value.startswith(("http://", "https://")) else ""
    return node.value if isinstance(node, Literal) else ""


def _claim(classes: Sequence[str], iri: str, labels: Labels) -> Row | None:
    return whole_row(fact_of(labels.store, NamedNode(iri)), labels) if expand("ceb:Statement") in classes else None
