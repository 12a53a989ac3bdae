"""The terms of a graph as rdflib holds them, for pyshacl."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def as_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return some triples as rdflib holds them."""
    from rdflib import Graph  # noqa: PLC0415  slow to import

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # what is ill-formed is told as a result
    graph, term = Graph(), cache(_rdflib_term)
    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def _rdflib_term(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    from rdflib import BNode, URIRef  # noqa: PLC0415  slow to import
    from rdflib import Literal as Text  # noqa: PLC0415

    match term:
        case NamedNode():
            return URIRef(term.value)
        case BlankNode():
            return BNode(term.value)
        case Literal():
            return Text(term.value, lang=term.language, datatype=None if term.language else term.datatype.value)
        case _:
            msg = f"rdflib cannot hold {term}"
            raise TypeError(msg)
