"""Difference: two graphs, or two reports of one, in; what only one of them tells and what they tell otherwise, out.

A fact is the same when subject, predicate and object are, and what it regards: what one body submits to another is
two facts for two documents. Its status and its other qualifiers may then differ. What was planned and is done is the
change that a reader of two years' reports looks for. What authorities know is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Store

from cebgraph.describe import Fact, Term, all_facts
from cebgraph.errors import QueryError
from cebgraph.network import read_network, report_names
from cebgraph.query import select

_MENTIONED = "SELECT DISTINCT ?thing ?block WHERE { ?mention oa:hasBody ?thing ; oa:hasTarget/oa:hasSource ?block }"
_TEXTS = "SELECT ?text ?document WHERE { ?text prov:specializationOf ?document }"

_Key = tuple[str, str, str, tuple[Term, ...]]
_REGARDING = "regarding"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one side tells: the things it names and the facts it states."""

    things: tuple[Term, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that both sides tell, each in its way."""

    subject: Term
    predicate: Term
    object: Term
    old: tuple[Fact, ...]
    new: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from the old side to the new one."""

    changed: tuple[Change, ...]
    """Facts of another status: planned and now done, done and now denied."""
    restated: tuple[Change, ...]
    """Facts of the same status with other qualifiers: another date, another role."""
    things_gone: tuple[Term, ...]
    things_new: tuple[Term, ...]
    facts_gone: tuple[Fact, ...]
    facts_new: tuple[Fact, ...]


def read_graph(store: Store, report: str = "") -> Reading:
    """Return what a graph tells, or of it what one report does, given by the IRI of its document.

    Raises QueryError where the document is no report whose text is in the graph.
    """
    things = {node.iri: Term(node.iri, node.label) for node in read_network(store).nodes}
    facts = all_facts(store)
    if not report:
        return Reading(tuple(things.values()), facts)
    texts = tuple(f"{text}/" for text, document in _rows(store, _TEXTS) if document == report)
    if not texts:
        known = ", ".join(sorted(set(report_names(store).values())))
        raise QueryError("is no report whose text is in the graph", where=report, hint=f"there is: {known}")
    named = {thing for thing, block in _rows(store, _MENTIONED) if block.startswith(texts)}
    stated = tuple(fact for whole in facts if (fact := _within(whole, texts)).quotes)
    named |= {end.iri for fact in stated for end in (fact.subject, fact.object)}
    return Reading(tuple(term for iri, term in things.items() if iri in named), stated)


def compare(old: Reading, new: Reading) -> Difference:
    """Return what changed from one side to another."""
    before, after = _by_key(old.facts), _by_key(new.facts)
    both = sorted(before.keys() & after.keys())
    changes = [Change(*_terms(after[key][0]), before[key], after[key]) for key in both]
    same = [change for change in changes if _statuses(change.old) == _statuses(change.new)]
    there, here = {term.iri for term in old.things}, {term.iri for term in new.things}
    return Difference(
        changed=tuple(change for change in changes if _statuses(change.old) != _statuses(change.new)),
        restated=tuple(change for change in same if _qualifiers(change.old) != _qualifiers(change.new)),
        things_gone=tuple(term for term in old.things if term.iri not in here),
        things_new=tuple(term for term in new.things if term.iri not in there),
        facts_gone=tuple(fact for key, facts in sorted(before.items()) if key not in after for fact in facts),
        facts_new=tuple(fact for key, facts in sorted(after.items()) if key not in before for fact in facts),
    )


def _within(fact: Fact, texts: tuple[str, ...]) -> Fact:
    """Return a fact with none but the quotes of one report."""
    return replace(fact, quotes=tuple(quote for quote in fact.quotes if quote.block.startswith(texts)))


def _by_key(facts: Iterable[Fact]) -> Mapping[_Key, tuple[Fact, ...]]:
    found: dict[_Key, tuple[Fact, ...]] = {}
    for fact in facts:
        regarding = tuple(term for name, term in fact.qualifiers if name == _REGARDING)
        key = fact.subject.iri, fact.predicate.iri, fact.object.iri or fact.object.label, regarding
        found[key] = (*found.get(key, ()), fact)
    return found


def _terms(fact: Fact) -> tuple[Term, Term, Term]:
    return fact.subject, fact.predicate, fact.object


def _statuses(facts: Iterable[Fact]) -> set[str]:
    return {fact.status for fact in facts}


def _qualifiers(facts: Iterable[Fact]) -> set[tuple[tuple[str, str], ...]]:
    return {tuple((key, term.iri or term.label) for key, term in fact.qualifiers) for fact in facts}


def _rows(store: Store, query: str) -> list[tuple[str, str]]:
    """Return the pairs of IRIs that a query finds."""
    pairs = ((row[0], row[1]) for row in select(store, query))
    return sorted((a.value, b.value) for a, b in pairs if isinstance(a, NamedNode) and isinstance(b, NamedNode))
