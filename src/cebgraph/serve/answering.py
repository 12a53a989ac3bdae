"""One question answered from a store: the format chosen, and a function that writes the answer, out.

Nothing is written before the whole question is known to be in order, so that a refusal is never half an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    serialize,
)

from cebgraph.bounded import bounded_description
from cebgraph.catalogue import catalogue
from cebgraph.errors import QueryError, QuerySyntaxError
from cebgraph.iris import ONTOLOGY, PREFIXES, expand, thing_iri
from cebgraph.pages.report import is_text, report_page
from cebgraph.pages.thing import thing_page
from cebgraph.quads import base_of, used_prefixes
from cebgraph.query import Answer, filled, named_query, run_query
from cebgraph.serve.addresses import page_addresses
from cebgraph.serve.description import description
from cebgraph.serve.federation import services
from cebgraph.serve.media import GRAPHS, RESULTS, Choice, Format, Writer, named, negotiated
from cebgraph.serve.questions import Question, Refusal
from cebgraph.summary import in_memory
from cebgraph.syntax import pointed


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer that only needs to be written."""

    media_type: str
    write: Callable[[IO[bytes]], object]


@dataclass(frozen=True, slots=True)
class Federation:
    """Which endpoints a query may call, and whether the system keeps it from all others."""

    allowed: Collection[str] = ()
    confined: bool = True


def prepared(store: Store, question: Question, federation: Federation) -> Prepared:
    """Find the answer to a question.

    Raises Refusal with the status that tells what is wrong with it.
    """
    try:
        return _ANSWERS[question.kind](store, question, federation)
    except QuerySyntaxError as error:
        raise Refusal(400, pointed(error)) from None
    except QueryError as error:
        raise Refusal(400, str(error)) from None


def _of_query(store: Store, question: Question, federation: Federation) -> Prepared:
    called = services(question.text, certain=bool(federation.allowed) or not federation.confined)
    if not called <= set(federation.allowed):
        msg = "SERVICE is switched off here" if not federation.allowed else "SERVICE may call only what is switched on"
        raise Refusal(403, msg, hint=", ".join(federation.allowed) or "ask each endpoint for itself")
    answer = _asked(store, question)
    if isinstance(answer, QuerySolutions | QueryBoolean):
        choice = _chosen(question, RESULTS)
        return Prepared(choice.media_type, lambda out: answer.serialize(out, choice.format.writer))
    return _of_triples(answer, question)


def _asked(store: Store, question: Question) -> Answer:
    dataset = bool(question.default_graphs or question.named_graphs)
    return run_query(
        store,
        question.text,
        default_graphs=question.default_graphs if dataset else None,
        named_graphs=question.named_graphs if dataset else None,
    )


def _of_example(store: Store, question: Question) -> Prepared:
    """Return the text of a query of the library."""
    text = filled(named_query(question.text), dict(question.values), store)
    return Prepared("text/plain", lambda out: out.write(text.encode()))


def _is_ours(described: Store, iri: str) -> bool:
    """Say whether something named elsewhere is of a class of the ontology."""
    kinds = described.quads_for_pattern(NamedNode(iri), NamedNode(expand("rdf:type")), None, DefaultGraph())
    return any(isinstance(quad.object, NamedNode) and quad.object.value.startswith(ONTOLOGY) for quad in kinds)


def _thing(store: Store, identifier: str) -> frozenset[Triple]:
    """Return what the store says of a thing.

    Raises Refusal where it says nothing.
    """
    iri = thing_iri(identifier, base_of(store.named_graphs()))
    try:
        found = bounded_description(store, iri)
    except ValueError:
        found = frozenset()
    if not found:
        raise Refusal(404, "nothing is known of it", where=iri)
    return found


def _of_page(store: Store, question: Question) -> Prepared:
    base, root = base_of(store.named_graphs()), f"{question.address}/"
    iri, language = thing_iri(question.text, base), dict(question.values)["lang"]
    if is_text(store, iri):
        text = report_page(store, iri, language, page_addresses(base, root, lambda other: _is_ours(store, other)), root)
        return Prepared("text/html", lambda out: out.write(text.encode()))
    described = in_memory(Quad(t.subject, t.predicate, t.object) for t in _thing(store, question.text))
    address_of = page_addresses(base, root, lambda other: _is_ours(described, other))
    page = thing_page(described, iri, language, address_of, root)
    if page is None:
        raise Refusal(404, "nothing is known of it", where=iri)
    return Prepared("text/html", lambda out: out.write(page.encode()))


def _graph(store: Store, iri: str) -> Iterator[Triple]:
    """Return the triples of a graph.

    Raises Refusal for a graph that is not in the store.
    """
    graph = NamedNode(iri) if iri else DefaultGraph()
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    first = next(triples, None)
    if first is None and iri:
        raise Refusal(404, "there is no such graph", where=iri)
    return chain([] if first is None else [first], triples)


def _of_triples(triples: Iterable[Triple], question: Question) -> Prepared:
    choice = _chosen(question, GRAPHS)
    # Of a graph that is written as it is found nobody knows yet which prefixes it will use.
    prefixes = used_prefixes(triples) if isinstance(triples, list) else dict(PREFIXES)
    return Prepared(choice.media_type, lambda out: serialize(triples, out, choice.format.writer, prefixes=prefixes))


def _chosen(question: Question, offered: Sequence[Format[Writer]]) -> Choice[Writer]:
    choice = named(question.format, offered) if question.format else negotiated(question.accept, offered)
    if choice is None:
        wanted = question.format or question.accept
        there = ", ".join(form.media_types[0] for form in offered)
        raise Refusal(406, f"the answer cannot be had as {wanted}", hint=f"there are {there}")
    return choice


_ANSWERS: Mapping[str, Callable[[Store, Question, Federation], Prepared]] = {
    "query": _of_query,
    "example": lambda store, question, _: _of_example(store, question),
    "graph": lambda store, question, _: _of_triples(_graph(store, question.text), question),
    "thing": lambda store, question, _: _of_triples(sorted(_thing(store, question.text), key=str), question),
    "page": lambda store, question, _: _of_page(store, question),
    "catalogue": lambda store, question, _: _of_triples(sorted(catalogue(store, question.address), key=str), question),
    "description": lambda store, question, federation: _of_triples(
        sorted(description(store, question.address, federation.allowed), key=str), question
    ),
}
