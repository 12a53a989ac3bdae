"""The network: a store in; things as nodes and what is said between two of them as edges, out.

Every statement is an edge of its own, also what is planned or denied (`status` says so), with its words. What only an
authority knows, such as the parent of a body, is an edge without words. All drawing, measuring and exporting of
networks starts from this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from cebgraph.describe import Fact, Term, all_facts
from cebgraph.iris import ONTOLOGY, compact_iri, expand
from cebgraph.summary import STRUCTURE, label_of

if TYPE_CHECKING:
    import networkx as nx

_TYPE, _SUBCLASS = NamedNode(expand("rdf:type")), NamedNode(expand("rdfs:subClassOf"))
_ACRONYM, _SYMBOL = NamedNode(expand("ceb:acronym")), NamedNode(expand("ceb:symbol"))
_VERSION_OF = NamedNode(expand("prov:specializationOf"))
_NO_THINGS = {kind.removeprefix(ONTOLOGY) for kind in STRUCTURE} | {"Statement"}
# What XML and a line of CSV cannot hold: line breaks and control characters.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")
_BETWEEN = " | "

Attributes = dict[str, str | float]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing."""

    iri: str
    label_zh: str
    label_en: str
    classes: tuple[str, ...]
    """Local names in `ceb:`, the narrowest first: `Committee`, `Body`."""
    acronyms: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name to show: Chinese, else English, else the IRI shortened."""
        return self.label_zh or self.label_en or compact_iri(self.iri)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that say so, and where: report and paragraph."""

    report: str
    """Symbol of the report, or its path where it has none."""
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What is said between two things."""

    source: str
    target: str
    predicate: str
    """Compact name: `ceb:endorsed`."""
    label_zh: str = ""
    label_en: str = ""
    statement: str = ""
    """IRI of the statement; empty where only an authority says so."""
    status: str = ""
    """`planned`, `agreed`, `negated`; empty for what is done or in force."""
    qualifiers: tuple[tuple[str, str], ...] = ()
    confidence: float | None = None
    words: tuple[Words, ...] = ()

    @property
    def label(self) -> str:
        """The name to show: Chinese, else English, else the compact name."""
        return self.label_zh or self.label_en or self.predicate

    @property
    def when(self) -> str:
        """The date that the statement gives, in EDTF."""
        return _BETWEEN.join(value for key, value in self.qualifiers if key == "when")


@dataclass(frozen=True, slots=True)
class Network:
    """Things and what is said between them, in the order of their IRIs."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def read_network(store: Store) -> Network:
    """Return the network of the things in a store."""
    nodes = tuple(_node(store, iri, classes) for iri, classes in sorted(_classes(store).items()))
    things, reports = {node.iri for node in nodes}, report_names(store)
    told = all_facts(store)
    facts = (*told, *_untold(store, things, told))
    edges = (_edge(store, fact, reports) for fact in facts if things >= {fact.subject.iri, fact.object.iri})
    return Network(nodes, tuple(sorted(edges, key=lambda e: (e.source, e.target, e.predicate, e.statement))))


def is_thing(classes: Iterable[str]) -> bool:
    """Say whether what has some classes, by their local names in `ceb:`, is a thing of the network.

    >>> is_thing(["Committee", "Body"]), is_thing(["Statement"]), is_thing([])
    (True, False, False)
    """
    own = set(classes)
    return bool(own) and not own & _NO_THINGS


def to_networkx(network: Network) -> nx.MultiDiGraph[str]:
    """Return the network as networkx has it; attributes are text and numbers, and absent where nothing is known.

    A node's key is the IRI of the thing, an edge's that of its statement, or its predicate where it has none.
    """
    from networkx import MultiDiGraph  # noqa: PLC0415  slow to import

    graph: nx.MultiDiGraph[str] = MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.iri, **_told(node_attributes(node)))
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, key=edge.statement or edge.predicate, **_told(edge_attributes(edge)))
    return graph


def node_attributes(node: Node) -> Attributes:
    """Return what is known of a thing, flat."""
    return {
        "label": flat(node.label),
        "label_zh": flat(node.label_zh),
        "label_en": flat(node.label_en),
        "class": next(iter(node.classes), ""),
        "acronym": flat(" ".join(node.acronyms)),
        "symbol": flat(" ".join(node.symbols)),
    }


def edge_attributes(edge: Edge) -> Attributes:
    """Return what is known of an edge, flat; of several quotes, words and places stand in the same order."""
    return {
        "label": flat(edge.label),
        "predicate": edge.predicate,
        "label_zh": flat(edge.label_zh),
        "label_en": flat(edge.label_en),
        "status": edge.status,
        "when": flat(edge.when),
        "qualifiers": "; ".join(f"{key} {flat(value)}" for key, value in edge.qualifiers if key != "when"),
        "confidence": "" if edge.confidence is None else edge.confidence,
        "quote": _BETWEEN.join(flat(words.text) for words in edge.words),
        "place": _BETWEEN.join(f"{flat(words.report)} {words.place}".strip() for words in edge.words),
    }


def flat(text: str) -> str:
    r"""Return a text on one line, without the control characters that XML and CSV cannot hold.

    >>> flat("首协会\n核可了\x0c")
    '首协会 核可了'
    """
    return _UNPRINTABLE.sub(" ", text).strip()


def report_names(store: Store) -> Mapping[str, str]:
    """Return the symbol of each report in a store, or its path where it has none, by the IRI of its text."""
    texts = store.quads_for_pattern(None, _VERSION_OF, None, DefaultGraph())
    documents = {_value(quad.subject): _value(quad.object) for quad in texts}
    return {
        text: next(iter(_values(store, work, _SYMBOL)), work.rpartition("/")[2])
        for text, work in sorted(documents.items())
    }


def report_of(block: str, reports: Mapping[str, str]) -> str:
    """Return the name of the report that a block stands in."""
    return next((name for text, name in reports.items() if block.startswith(f"{text}/")), "")


def _told(attributes: Attributes) -> Attributes:
    return {key: value for key, value in attributes.items() if value != ""}


def _classes(store: Store) -> Mapping[str, tuple[str, ...]]:
    """Return the classes of each thing, the narrowest first."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, _TYPE, None, DefaultGraph()):
        name = _value(quad.object)
        if name.startswith(ONTOLOGY) and isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject.value, set()).add(name.removeprefix(ONTOLOGY))
    wider = {
        (_value(quad.subject).removeprefix(ONTOLOGY), _value(quad.object).removeprefix(ONTOLOGY))
        for quad in store.quads_for_pattern(None, _SUBCLASS, None, DefaultGraph())
    }
    return {iri: _narrow_first(names, wider) for iri, names in found.items() if is_thing(names)}


def _narrow_first(names: set[str], wider: set[tuple[str, str]]) -> tuple[str, ...]:
    wide = {above for below, above in wider if {below, above} <= names}
    return tuple(sorted(names, key=lambda name: (name in wide, name)))


def _node(store: Store, iri: str, classes: tuple[str, ...]) -> Node:
    return Node(
        iri=iri,
        label_zh=label_of(store, iri, "zh"),
        label_en=label_of(store, iri, "en"),
        classes=classes,
        acronyms=tuple(_values(store, iri, _ACRONYM)),
        symbols=tuple(_values(store, iri, _SYMBOL)),
    )


def _edge(store: Store, fact: Fact, reports: Mapping[str, str]) -> Edge:
    predicate = fact.predicate.iri
    return Edge(
        source=fact.subject.iri,
        target=fact.object.iri,
        predicate=compact_iri(predicate),
        label_zh=label_of(store, predicate, "zh"),
        label_en=label_of(store, predicate, "en"),
        statement=fact.statement,
        status=fact.status,
        qualifiers=tuple((key, term.label) for key, term in fact.qualifiers),
        confidence=fact.confidence,
        words=tuple(Words(report_of(quote.block, reports), quote.place, quote.text) for quote in fact.quotes),
    )


def _untold(store: Store, things: set[str], facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the plain triples between two things that no statement repeats."""
    told = {(fact.subject.iri, fact.predicate.iri, fact.object.iri) for fact in facts}
    for thing in sorted(things):
        for quad in store.quads_for_pattern(NamedNode(thing), None, None, DefaultGraph()):
            triple = thing, quad.predicate.value, _value(quad.object)
            if triple[2] in things and triple not in told:
                subject, predicate, target = (Term(iri, "") for iri in triple)
                yield Fact(subject, predicate, target)


def _values(store: Store, iri: str, predicate: NamedNode) -> list[str]:
    found = store.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph())
    return sorted({_value(quad.object) for quad in found})


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
