"""Statements as lists of pages tell them: an edge of the network in; who, what, when and the words that say so, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cebgraph.network import Edge, Network, Node, flat
from cebgraph.pages.labels import AddressOf
from cebgraph.pages.listed import Listed, listed, spoken
from cebgraph.palette import FAMILIES, family_of
from cebgraph.reconcile.scoring import is_chinese
from cebgraph.resources.profiles import load_profiles


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a report, and where they stand."""

    text: str
    language: str
    place: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement: its parts as links, and its words."""

    id: str
    """What names it on the page."""
    who: Listed
    verb: str
    what: Listed
    ink: str
    """The colour of what is acted upon."""
    when: str
    status: str
    """As the reader calls it."""
    kind: str
    """Of the status: planned, agreed, negated."""
    href: str
    words: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """In which language statements are told, and where their links lead."""

    things: Mapping[str, Node]
    language: str
    address_of: AddressOf

    @classmethod
    def of(cls, network: Network, language: str, address_of: AddressOf) -> Teller:
        """Return what tells the statements of a network."""
        return cls({node.iri: node for node in network.nodes}, language, address_of)

    def thing(self, iri: str) -> Listed:
        """Return a thing with its name."""
        return listed(self.things[iri], self.language, self.address_of)

    def verb(self, edge: Edge) -> str:
        """Return what a statement says."""
        return spoken(edge.label_zh, edge.label_en, self.language) or edge.predicate

    def told(self, edge: Edge) -> Told:
        """Return a statement as a list shows it."""
        statuses = load_profiles().values["ceb:status"]
        return Told(
            id=f"s-{edge.statement.rpartition('/')[2]}",
            who=self.thing(edge.source),
            verb=self.verb(edge),
            what=self.thing(edge.target),
            ink=FAMILIES[family_of(self.things[edge.target].classes)].ink,
            when=edge.when,
            status=statuses.get(edge.status, {}).get(self.language, edge.status),
            kind=edge.status,
            href=self.address_of(edge.statement),
            words=tuple(
                Quoted(
                    flat(words.text), "zh" if is_chinese(words.text) else "", f"{words.report} {words.place}".strip()
                )
                for words in edge.words
            ),
        )
