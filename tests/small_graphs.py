"""Graphs of a few things, written down or made of letters."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, parse

from cebgraph.iris import BASE, PREFIXES
from cebgraph.knowledge_graph import KnowledgeGraph
from cebgraph.network import Edge, Network, Node, Words

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@base <{BASE}> .\n"


def graph(text: str) -> KnowledgeGraph:
    """Return a graph from Turtle, in which the prefixes of the vocabulary are known."""
    return KnowledgeGraph.of(parse((HEAD + text).encode(), format=RdfFormat.TURTLE))


def statement(number: int, triple: str, words: str = "", *, paragraph: int = 1, more: str = "") -> str:
    """Return the Turtle of a statement and of the words that say so; `more` is its status and qualifiers."""
    subject, predicate, target = triple.split()
    evidence = f"; ceb:evidence <annotation/{number}>" if words else ""
    return f"""
<statement/{number}> a ceb:Statement , rdf:Statement ; rdf:subject {subject} ; rdf:predicate {predicate} ;
  rdf:object {target} ; ceb:confidence 0.95 {more} {evidence} .
<annotation/{number}> oa:hasTarget <target/{number}> .
<target/{number}> oa:hasSource <report/E-2021-47/zh/paragraph/{paragraph}> ; oa:hasSelector <quote/{number}> .
<quote/{number}> oa:exact "{words}" .
""" + ("" if "ceb:status" in more else f"{subject} {predicate} {target} .\n")


def network(links: str | Iterable[tuple[str, str]], *, status: str = "", words: bool = True) -> Network:
    """Return a network from pairs of letters: `ab bc` is a to b, b to c."""
    pairs = [tuple(pair) for pair in (links.split() if isinstance(links, str) else links)]
    edges = [
        Edge(
            one, other, "ceb:supports", statement=f"{one}{other}{number}", status=status,
            words=(Words("E/2021/47", f"¶{number}", f"{one}支持{other}"),) if words else (),
        )
        for number, (one, other) in enumerate(pairs)
    ]  # fmt: skip
    things = sorted({end for pair in pairs for end in pair})
    return Network(tuple(Node(thing, thing, "", ("Body",)) for thing in things), tuple(edges))


def both(one: Network, other: Network) -> Network:
    """Return two networks as one."""
    nodes = {node.iri: node for node in (*one.nodes, *other.nodes)}
    return Network(tuple(nodes.values()), one.edges + other.edges)
