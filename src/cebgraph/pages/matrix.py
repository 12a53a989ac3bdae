"""The matrix of bodies and Sustainable Development Goals: a store and its network in; rows, columns and counts out.

What counts is what data/queries/statements-on-goals.rq answers: statements that a body supports a goal, and its acts on
documents and initiatives that support one. A row counts what the body itself did, not what those below it did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from cebgraph.network import Edge, Network, Node
from cebgraph.pages.goals import Badge, badge_of
from cebgraph.pages.labels import AddressOf
from cebgraph.pages.listed import Listed, Ranked, is_body, listed, ranked
from cebgraph.pages.told import Teller, Told
from cebgraph.query import named_query, select
from cebgraph.resources.authorities import load_authorities
from cebgraph.resources.profiles import load_profiles

_GOAL = "http://metadata.un.org/sdg/{}"
_SHORT = "http://purl.org/dc/terms/alternative"
_NAMED = """SELECT ?goal (COUNT(DISTINCT ?block) AS ?number) WHERE {
  ?goal a ceb:Goal .
  ?mention oa:hasBody ?goal ; oa:motivatedBy oa:identifying ; oa:hasTarget/oa:hasSource ?block .
} GROUP BY ?goal"""


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties an agent to a goal."""

    goal: str
    who: str
    statement: str
    support: str
    """The statement that what was acted upon supports the goal; empty where the agent itself does."""


@dataclass(frozen=True, slots=True)
class Ties:
    """All that ties agents to goals, and in how many places each goal is named."""

    ties: tuple[Tie, ...]
    named: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Goal:
    """A column."""

    number: int
    iri: str
    name: str
    badge: Badge
    href: str
    """Of its page; empty where the graph does not know it."""
    named: int
    """Places in reports that name it."""


@dataclass(frozen=True, slots=True)
class Tied:
    """A statement that counts, and the one that says why."""

    act: Told
    support: Told | None


@dataclass(frozen=True, slots=True)
class Field:
    """What ties a body to a goal."""

    id: str
    goal: Goal
    tied: tuple[Tied, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A body, an organization or a post."""

    who: Listed
    node: Node
    depth: int
    fields: tuple[Field | None, ...]
    quiet: bool
    """Whether nothing ties it to a goal, nor anything below it."""
    is_body: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the order of the hierarchy of bodies, and the goals."""

    goals: tuple[Goal, ...]
    rows: tuple[Row, ...]

    @property
    def number(self) -> int:
        """How many statements count."""
        return len({one.act.id for row in self.rows for field in row.fields if field for one in field.tied})


def read_ties(store: Store) -> Ties:
    """Ask a store what ties agents to goals."""
    rows = _asked(store, named_query("statements-on-goals").text)
    ties = (Tie(goal, who, statement, support) for goal, who, statement, _, support in rows)
    named = {goal: int(number) for goal, number in _asked(store, _NAMED)}
    return Ties(tuple(dict.fromkeys(ties)), named)


def matrix_of(network: Network, ties: Ties, language: str, address_of: AddressOf) -> Matrix:
    """Return the matrix: every body, and of other agents those that something ties to a goal."""
    known = {node.iri for node in network.nodes}
    goals = tuple(_goal(number, known, ties.named, language, address_of) for number in load_profiles().colours)
    edges = {edge.statement: edge for edge in network.edges if edge.statement}
    tied = defaultdict[tuple[str, str], list[Tie]](list)
    for tie in ties.ties:
        if tie.statement in edges:
            tied[tie.who, tie.goal].append(tie)
    acting, teller = {who for who, _ in tied}, Teller.of(network, language, address_of)
    ranks = [rank for rank in ranked(network) if is_body(rank.node) or rank.node.iri in acting]
    loud = set(_loud(ranks, acting))
    return Matrix(
        goals,
        tuple(
            Row(
                who=listed(rank.node, language, address_of),
                node=rank.node,
                depth=rank.depth,
                fields=tuple(
                    _field(f"c-{at}-{goal.number}", goal, tied.get((rank.node.iri, goal.iri), ()), edges, teller)
                    for goal in goals
                ),
                quiet=rank.node.iri not in loud,
                is_body=is_body(rank.node),
            )
            for at, rank in enumerate(ranks, 1)
        ),
    )


def _asked(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for solution in select(store, query):
        yield tuple(getattr(value, "value", "") for value in solution)


def _goal(number: int, known: set[str], named: Mapping[str, int], language: str, address_of: AddressOf) -> Goal:
    iri = _GOAL.format(number)
    badge = badge_of(iri) or Badge(str(number), "#55606d", "#ffffff")
    href = address_of(iri) if iri in known else ""
    return Goal(number, iri, _short(iri, language), badge, href, named.get(iri, 0))


def _short(iri: str, language: str) -> str:
    """Return the short name of a goal: No poverty, 无贫穷."""
    triples = load_authorities().triples.get(iri, ())
    names = {
        getattr(triple.object, "language", ""): getattr(triple.object, "value", "")
        for triple in triples
        if triple.predicate == NamedNode(_SHORT)
    }
    return names.get(language, "")


def _field(key: str, goal: Goal, ties: Sequence[Tie], edges: Mapping[str, Edge], teller: Teller) -> Field | None:
    if not ties:
        return None
    supports = {tie.statement: edges.get(tie.support) for tie in ties}
    tied = [
        Tied(teller.told(edges[statement]), teller.told(support) if support else None)
        for statement, support in supports.items()
    ]
    return Field(key, goal, tuple(sorted(tied, key=lambda one: (one.act.when, one.act.id))))


def _loud(ranks: Sequence[Ranked], acting: set[str]) -> Iterator[str]:
    """Give what acts, and what stands above it: from the end on, the first that stands less deep."""
    depth = 0
    for rank in reversed(ranks):
        if rank.node.iri in acting or rank.depth < depth:
            yield rank.node.iri
            depth = rank.depth
