"""Things of the network as pages name them: a node in; its name in the reader's language, its acronym and link out.

Bodies stand in the order of their hierarchy, each below the one that it is part of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cebgraph.iris import compact_iri
from cebgraph.network import Network, Node
from cebgraph.pages.labels import AddressOf
from cebgraph.palette import family_of

_PART_OF = "org:subOrganizationOf"


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list of a page."""

    name: str
    language: str
    """Of the name; empty where it is the reader's or none."""
    acronym: str
    href: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing in the order of the hierarchy, and how many stand above it."""

    node: Node
    depth: int


def listed(node: Node, language: str, address_of: AddressOf) -> Listed:
    """Return a thing with its name: in the reader's language, else in the other, else its IRI shortened."""
    own, other = (node.label_zh, node.label_en) if language == "zh" else (node.label_en, node.label_zh)
    tongue = "" if own or not other else "en" if language == "zh" else "zh"
    return Listed(own or other or compact_iri(node.iri), tongue, " ".join(node.acronyms), address_of(node.iri))


def thing_id(iri: str, base: str) -> str:
    """Return what names a thing in an address: its path below the base, else its IRI."""
    return iri.removeprefix(base)


def spoken(zh: str, en: str, language: str) -> str:
    """Return that of two names which is in the reader's language, else the other.

    >>> spoken("机构", "bodies", "en"), spoken("机构", "", "en")
    ('bodies', '机构')
    """
    return (zh or en) if language == "zh" else (en or zh)


def is_body(node: Node) -> bool:
    """Say whether a thing is one of the bodies of the hierarchy."""
    return family_of(node.classes) == "bodies"


def ranked(network: Network) -> tuple[Ranked, ...]:
    """Return the bodies, each below the first that it is part of, the largest hierarchies first; then all else by IRI.

    Bodies that are part of one another in a circle stand by themselves.
    """
    bodies = [node for node in network.nodes if is_body(node)]
    parents = _parents(network, {node.iri for node in bodies})
    below = defaultdict[str, list[Node]](list)
    for node in bodies:
        below[parents.get(node.iri, "")].append(node)
    hierarchies = sorted((list(_downwards(top, 0, below)) for top in below[""]), key=lambda tree: -len(tree))
    placed = [rank for tree in hierarchies for rank in tree]
    seen = {rank.node.iri for rank in placed}
    return (*placed, *(Ranked(node, 0) for node in network.nodes if node.iri not in seen))


def among(ranks: Iterable[Ranked], chosen: Container[str]) -> Iterator[Ranked]:
    """Give those things of a hierarchy that are chosen, each as deep as chosen things stand above it."""
    above: list[int] = []
    for rank in ranks:
        if rank.node.iri in chosen:
            while above and above[-1] >= rank.depth:
                above.pop()
            yield Ranked(rank.node, len(above))
            above.append(rank.depth)


def _parents(network: Network, bodies: set[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for edge in network.edges:
        if edge.predicate == _PART_OF and not edge.status and edge.target in bodies and edge.source != edge.target:
            found.setdefault(edge.source, edge.target)
    return found


def _downwards(top: Node, depth: int, below: Mapping[str, Sequence[Node]]) -> Iterator[Ranked]:
    waiting = [Ranked(top, depth)]
    while waiting:
        rank = waiting.pop()
        yield rank
        lower = sorted(below.get(rank.node.iri, ()), key=lambda node: node.iri, reverse=True)
        waiting.extend(Ranked(node, rank.depth + 1) for node in lower)
