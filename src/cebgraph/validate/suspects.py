"""Suspects: the focus nodes that could break a shape, found a set at a time on a store.

A validator that goes from node to node asks the same few things of thousands of nodes that are in order. So every
shape is first asked of all of them at once, in SPARQL; only the nodes that it finds, and all nodes of a shape that
uses what SPARQL was not told of, go before the judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Triple

from cebgraph.iris import expand
from cebgraph.validate.components import Components, UnknownComponent, components_of
from cebgraph.validate.shape_graph import TARGETS, ShapeGraph, Term

_OF_FOCUS = re.compile(r"[?$]this\b|\$PATH|\$currentShape|\$shapesGraph|\bLIMIT\b|\bOFFSET\b")
_SUBCLASS, _TARGET_NODE = expand("rdfs:subClassOf"), NamedNode(expand("sh:targetNode"))

Suspects = Mapping[str, tuple[Term, ...]]


def find_suspects(triples: Iterable[Triple], shapes: ShapeGraph) -> Suspects | None:
    """Return the nodes that could break each shape, by the shape; shapes without any are left out.

    Oxigraph takes 0.9 and 0.90 for one value, SHACL for two: None where a graph says something in both ways.
    """
    kept = list(triples)
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in kept)
    if len(store) != len(kept):
        return None
    components = components_of(shapes, _narrower(kept))
    found = {str(shape): tuple(_suspects(shape, store, components)) for shape in shapes.targeted()}
    return {shape: nodes for shape, nodes in found.items() if nodes}


def narrowed(shapes: ShapeGraph, suspects: Suspects) -> tuple[Triple, ...]:
    """Return the same shapes with the suspects for their only targets."""
    kept = [triple for triple in shapes.triples if triple.predicate.value not in TARGETS]
    return (*kept, *(Triple(s, _TARGET_NODE, n) for s in shapes.targeted() for n in suspects.get(str(s), ())))


def _narrower(triples: Iterable[Triple]) -> dict[str, frozenset[str]]:
    """Return each class with all of its subclasses."""
    below: dict[str, set[str]] = {}
    for triple in triples:
        subject, wider = triple.subject, triple.object
        if triple.predicate.value == _SUBCLASS and isinstance(subject, NamedNode) and isinstance(wider, NamedNode):
            below.setdefault(wider.value, set()).add(subject.value)

    def closed(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        if name in seen:
            return seen
        found = seen | {name}
        for narrower in sorted(below.get(name, ())):
            found = closed(narrower, found)
        return found

    return {name: closed(name) for name in below}


def _suspects(shape: Term, store: Store, components: Components) -> Iterator[Term]:
    """Yield the suspects of one shape."""
    targets = list(_targets(shape, components))
    try:
        patterns = components.breaking(shape)
    except UnknownComponent:
        patterns = [""]
    found: dict[str, Term] = {}
    if patterns:
        unions = " UNION ".join(f"{{ {target} {pattern} }}" for target in targets for pattern in patterns)
        found |= _asked(store, f"SELECT DISTINCT ?this WHERE {{ {unions} }}")
    for constraint in components.shapes.values(shape, "sh:sparql"):
        found |= _asked_by(constraint, targets, store, components.shapes)
    yield from (found[name] for name in sorted(found))


def _targets(shape: Term, components: Components) -> Iterator[str]:
    """Yield the patterns that find the focus nodes of a shape (SHACL §2.1.3)."""
    shapes = components.shapes
    for wanted in shapes.values(shape, "sh:targetNode"):
        yield f"VALUES ?this {{ {wanted} }}"
    for wanted in shapes.values(shape, "sh:targetClass"):
        classes = components.narrower.get(str(wanted)[1:-1], {str(wanted)[1:-1]})
        yield f"VALUES ?class {{ {' '.join(f'<{name}>' for name in sorted(classes))} }} ?this a ?class ."
    for wanted in shapes.values(shape, "sh:targetSubjectsOf"):
        yield f"?this {wanted} ?o ."
    for wanted in shapes.values(shape, "sh:targetObjectsOf"):
        yield f"?s {wanted} ?this ."


def _asked(store: Store, query: str) -> dict[str, Term]:
    answer = store.query(query)
    nodes = (solution["this"] for solution in answer) if isinstance(answer, QuerySolutions) else ()
    return {str(node): node for node in nodes if node is not None}


def _asked_by(constraint: Term, targets: list[str], store: Store, shapes: ShapeGraph) -> dict[str, Term]:
    """Return the suspects of a SPARQL constraint: the focus nodes that it names, all if it names none."""
    select = shapes.value(constraint, "sh:select")
    unions = " UNION ".join(f"{{ {target} }}" for target in targets)
    focus = _asked(store, f"SELECT DISTINCT ?this WHERE {{ {unions} }}")
    if select is None:
        return focus
    text = getattr(select, "value", "")
    if _OF_FOCUS.search(text.partition("WHERE")[2]):
        return focus  # it asks something of one focus node, which is bound before it is run
    answer = store.query(_prefixes(constraint, shapes) + text)
    if not isinstance(answer, QuerySolutions):
        return focus
    named: dict[str, Term] = {}
    for solution in answer:
        node = solution["this"]
        if node is None:
            return focus
        named[str(node)] = node
    return {name: node for name, node in named.items() if name in focus}


def _prefixes(constraint: Term, shapes: ShapeGraph) -> str:
    declared = (one for place in shapes.values(constraint, "sh:prefixes") for one in shapes.values(place, "sh:declare"))
    pairs = ((shapes.value(one, "sh:prefix"), shapes.value(one, "sh:namespace")) for one in declared)
    return "".join(f"PREFIX {getattr(p, 'value', '')}: <{getattr(n, 'value', '')}>\n" for p, n in pairs)
