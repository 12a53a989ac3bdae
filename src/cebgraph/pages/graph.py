"""The page of the whole graph, and what its drawing is made of: the network in, HTML and JSON out.

The page lists all things with links to their pages, and is whole without JavaScript; the script of `web/explore.js`
fetches the JSON and draws it. Both are made of the same network, so that neither knows more than the other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cebgraph.network import Edge, Network, Node, flat
from cebgraph.pages.assets import is_built
from cebgraph.pages.labels import AddressOf
from cebgraph.pages.layout import Places, places_of
from cebgraph.pages.listed import Listed, listed, spoken, thing_id
from cebgraph.pages.templates import Static, render
from cebgraph.palette import FAMILIES, family_of

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of things or links that a reader may hide."""

    key: str
    name: str
    number: int
    ink: str = ""
    shown: bool = True


def graph_json(network: Network, base: str, address_of: AddressOf) -> bytes:
    """Return the network with the places of its things, as the drawing takes it.

    `base` is what the IRIs of its things begin with; `address_of` gives the link to the page of a thing or statement.
    """
    places = places_of(network)
    told = {
        "base": base,
        "nodes": [_node(node, places, base, address_of) for node in network.nodes],
        "edges": [_edge(edge, base, address_of) for edge in network.edges],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def graph_page(  # noqa: PLR0913  # what is shown, to whom, and where it stands
    network: Network, language: str, base: str, address_of: AddressOf, thing: str = "", *, static: Static | None = None
) -> str:
    """Return the page with all things of the network; `thing` is the id or IRI of one it begins with, if any.

    `static` is given where the page is a file: beside it stands a script with what is drawn, of the same name.
    """
    known = next((node for node in network.nodes if thing in {node.iri, thing_id(node.iri, base)}), None)
    return render(
        "graph.html",
        static=static,
        language=language,
        kept={"thing": thing} if known else {},
        drawing=is_built("explore-file.js" if static else "explore.js"),
        missing=thing if thing and known is None else "",
        chosen=listed(known, language, address_of) if known else None,
        groups=list(_groups(network, language, address_of)),
        families=list(_families(network, language)),
        predicates=list(_predicates(network, language)),
        planned=sum(bool(edge.status) for edge in network.edges),
        things=len(network.nodes),
        links=len(network.edges),
    )


def _node(node: Node, places: Places, base: str, address_of: AddressOf) -> Json:
    x, y = places[node.iri]
    return {
        "id": thing_id(node.iri, base),
        "label": {"zh": flat(node.label_zh), "en": flat(node.label_en)},
        "class": next(iter(node.classes), ""),
        "family": family_of(node.classes),
        "acronyms": [flat(acronym) for acronym in node.acronyms],
        "symbol": flat(" ".join(node.symbols)),
        "page": address_of(node.iri),
        "x": x,
        "y": y,
    }


def _edge(edge: Edge, base: str, address_of: AddressOf) -> Json:
    return {
        "source": thing_id(edge.source, base),
        "target": thing_id(edge.target, base),
        "predicate": edge.predicate,
        "label": {"zh": edge.label_zh, "en": edge.label_en},
        "status": edge.status,
        "when": edge.when,
        "statement": address_of(edge.statement) if edge.statement else "",
        "words": [
            {"quote": flat(words.text), "place": f"{words.report} {words.place}".strip()} for words in edge.words
        ],
    }


def _groups(network: Network, language: str, address_of: AddressOf) -> Iterator[tuple[str, str, list[Listed]]]:
    """Give each family that there is: its name, its colour, its things by name."""
    for key, family in FAMILIES.items():
        own = [listed(node, language, address_of) for node in network.nodes if family_of(node.classes) == key]
        if own:
            yield spoken(family.zh, family.en, language), family.ink, sorted(own, key=lambda one: (one.name, one.href))


def _families(network: Network, language: str) -> Iterator[Choice]:
    count = Counter(family_of(node.classes) for node in network.nodes)
    for key, family in FAMILIES.items():
        if count[key]:
            yield Choice(key, spoken(family.zh, family.en, language), count[key], family.ink)


def _predicates(network: Network, language: str) -> Iterator[Choice]:
    """Give what is said between things, the most frequent first."""
    names = {edge.predicate: spoken(edge.label_zh, edge.label_en, language) for edge in network.edges}
    count = Counter(edge.predicate for edge in network.edges)
    for key, number in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        yield Choice(key, names[key] or key, number)
