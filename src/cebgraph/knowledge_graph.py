"""The graph for Python: a store or a file of `build` in; answers, networks and analysis as Python values out.

>>> from pathlib import Path
>>> from cebgraph.pipeline import build
>>> kg = KnowledgeGraph.of(build([Path("data/reports/ceb-overview-2020.zh.txt")], validate=False).quads)
>>> kg.query("SELECT ?acronym ?members { ?body ceb:acronym ?acronym ; ceb:memberCount ?members }").rows
(('ITT', 22),)
>>> kg.ask("ASK { ?body ceb:endorsed ?document }")
True
>>> [step.end.label for step in kg.shortest_path("首协会", "HLCM").steps or ()]
['管理问题高级别委员会']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from cebgraph.analysis import (
    Centrality,
    Communities,
    Cuts,
    Difference,
    ShortestPath,
    centralities,
    communities,
    compare,
    cuts,
    read_graph,
    shortest_path,
)
from cebgraph.answers import Table, table_of
from cebgraph.describe import Portrait, describe
from cebgraph.drawing import draw_hierarchy, draw_neighbourhood, draw_timeline
from cebgraph.errors import QueryError, SourceError
from cebgraph.iris import ONTOLOGY, expand
from cebgraph.network import Network, read_network, to_networkx
from cebgraph.query import Answer, filled, named_query, query_of, run_query, thing_named, written
from cebgraph.rdf_files import read_quads
from cebgraph.store import open_store
from cebgraph.summary import label_of

if TYPE_CHECKING:
    import networkx as nx

_REIFIES = NamedNode(expand("rdf:reifies"))


@dataclass(frozen=True)
class KnowledgeGraph:
    """A graph to ask and to measure. Things are given as people name them: 首协会, HLCM, A/RES/75/233, or by IRI."""

    store: Store

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> KnowledgeGraph:
        """Return the graph of some quads in memory; its default graph is their merge, each triple once."""
        store, quads = Store(), tuple(quads)
        store.bulk_extend(quads)
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
        return cls(store)

    @cached_property
    def network(self) -> Network:
        """The things and what is said between them."""
        return read_network(self.store)

    def query(self, question: str, /, **values: str) -> Table:
        """Return the answer to a SELECT, in SPARQL or by the name of a query in the library, which may take values.

        Raises QueryError for a question that cannot be read, has another form, or has a value that names no thing.
        """
        answer = self._answer(question, values)
        if isinstance(answer, QuerySolutions):
            return table_of(answer)
        msg = "the answer is no table"
        raise QueryError(msg, hint="ask() is for ASK, construct() for CONSTRUCT and DESCRIBE")

    def ask(self, question: str, /, **values: str) -> bool:
        """Return the answer to an ASK.

        Raises QueryError as `query` does.
        """
        answer = self._answer(question, values)
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        msg = "the answer is not yes or no"
        raise QueryError(msg, hint="query() is for SELECT, construct() for CONSTRUCT and DESCRIBE")

    def construct(self, question: str, /, **values: str) -> str:
        """Return the answer to a CONSTRUCT or DESCRIBE as Turtle, which rdflib and others read.

        Raises QueryError as `query` does.
        """
        answer = self._answer(question, values)
        if isinstance(answer, QueryTriples):
            return written(answer, "turtle")
        msg = "the answer is no graph"
        raise QueryError(msg, hint="query() is for SELECT, ask() for ASK")

    def describe(self, thing: str) -> Portrait:
        """Return all that is known of a thing, with the words that say so.

        Raises QueryError where nothing, or more than one thing, has the name.
        """
        return describe(self.store, thing_named(thing, self.store))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the network as networkx has it; attributes are absent where nothing is known."""
        return to_networkx(self.network)

    def centralities(self, *, of: str = "", with_planned: bool = False) -> tuple[Centrality, ...]:
        """Return how central the things of a class are: `Body`, `Committee`; no class means all.

        Raises QueryError for a class that no thing has.
        """
        return centralities(self.network, of=of, with_planned=with_planned)

    def communities(self, *, with_planned: bool = False) -> Communities:
        """Return the groups of things that are more linked among themselves than with others."""
        return communities(self.network, with_planned=with_planned)

    def cuts(self, *, at_least: int = 1, with_planned: bool = False) -> Cuts:
        """Return the links and the things without which some number of things would be cut off."""
        return cuts(self.network, at_least=at_least, with_planned=with_planned)

    def shortest_path(
        self, start: str, end: str, *, without: Sequence[str] = (), with_planned: bool = False
    ) -> ShortestPath:
        """Return the shortest way from one thing to another that avoids some, with the words that make each step.

        Raises QueryError for a name that no thing, or more than one, has.
        """
        first, last, *avoided = (self._thing(name) for name in (start, end, *without))
        return shortest_path(self.network, first, last, without=avoided, with_planned=with_planned)

    def changes_to(self, newer: KnowledgeGraph) -> Difference:
        """Return what a newer graph tells otherwise, no longer, or for the first time."""
        return compare(read_graph(self.store), read_graph(newer.store))

    def changes_between(self, old: str, new: str) -> Difference:
        """Return what changed from one report in the graph to another, given by their symbols.

        Raises QueryError for what is no report whose text is in the graph.
        """
        older, newer = (read_graph(self.store, thing_named(report, self.store)) for report in (old, new))
        return compare(older, newer)

    def draw_hierarchy(self, *, language: str = "zh", with_planned: bool = False) -> str:
        """Return a picture of the bodies, each below the one that it is part of, as SVG in a language: `zh` or `en`.

        Raises QueryError where there is no body, CebgraphError for another language.
        """
        return draw_hierarchy(self.network, language, self._class_names(language), with_planned=with_planned)

    def draw_neighbourhood(
        self, thing: str, *, language: str = "zh", depth: int = 1, with_planned: bool = False
    ) -> str:
        """Return a picture of a thing and of those at most some steps away as SVG.

        Raises QueryError where nothing, or more than one thing, has the name; CebgraphError for another language.
        """
        names = self._class_names(language)
        return draw_neighbourhood(
            self.network, self._thing(thing), language, names, depth=depth, with_planned=with_planned
        )

    def draw_timeline(self, *, language: str = "zh", with_planned: bool = False) -> str:
        """Return a picture of the acts that have a date, month by month, as SVG.

        Raises QueryError where there is none, CebgraphError for another language.
        """
        return draw_timeline(self.network, language, self._class_names(language), with_planned=with_planned)

    def _class_names(self, language: str) -> dict[str, str]:
        kinds = {kind for node in self.network.nodes for kind in node.classes}
        return {kind: label_of(self.store, ONTOLOGY + kind, language) for kind in sorted(kinds)}

    def _answer(self, question: str, values: dict[str, str]) -> Answer:
        asked = named_query(question) if question.replace("-", "").isidentifier() else query_of(question)
        return run_query(self.store, filled(asked, values, self.store))

    def _thing(self, name: str) -> str:
        iri = thing_named(name, self.store)
        if all(node.iri != iri for node in self.network.nodes):
            raise QueryError("is a part of a report or a term, not a thing of the network", where=name)
        return iri


def open_graph(path: Path | str) -> KnowledgeGraph:
    """Open the graph in a store, or in a file of RDF that `build` wrote.

    Raises StoreError or SourceError where it cannot be opened.
    """
    path = Path(path)
    if path.is_dir() or not path.suffix:
        return KnowledgeGraph(open_store(path))
    quads = tuple(read_quads(path))
    if any(quad.predicate == _REIFIES for quad in quads):
        msg = "is RDF 1.2, which is written for other programs"
        raise SourceError(msg, where=str(path), hint="give the .trig, .nq or .ttl, or the store")
    return KnowledgeGraph.of(quads)
