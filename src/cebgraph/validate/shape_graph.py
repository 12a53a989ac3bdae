"""The shapes as a graph to look things up in: values, lists, targets, and SHACL paths as SPARQL has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from cebgraph.iris import expand

Node = NamedNode | BlankNode | Triple
Term = Node | Literal

TARGETS = frozenset(map(expand, ("sh:targetClass", "sh:targetNode", "sh:targetSubjectsOf", "sh:targetObjectsOf")))
_FIRST, _REST, _NIL = map(expand, ("rdf:first", "rdf:rest", "rdf:nil"))
_REPEATED = {"sh:zeroOrMorePath": "*", "sh:oneOrMorePath": "+", "sh:zeroOrOnePath": "?"}


@dataclass(frozen=True, slots=True)
class ShapeGraph:
    """What the shapes say, by node and by the IRI of the property."""

    triples: tuple[Triple, ...]
    said: Mapping[str, Mapping[str, tuple[Term, ...]]]

    def values(self, node: Term, key: str) -> tuple[Term, ...]:
        """Return the values of a property, by its compact name."""
        return self.said.get(str(node), {}).get(expand(key), ())

    def value(self, node: Term, key: str) -> Term | None:
        """Return the one value of a property, if there is one."""
        return next(iter(self.values(node, key)), None)

    def keys(self, node: Term) -> tuple[str, ...]:
        """Return the IRIs of the properties of a node."""
        return tuple(self.said.get(str(node), {}))

    def targeted(self) -> tuple[Node, ...]:
        """Return the shapes that have targets of their own."""
        found = {str(t.subject): t.subject for t in self.triples if t.predicate.value in TARGETS}
        return tuple(found[name] for name in sorted(found))

    def members(self, head: Term) -> Iterator[Term]:
        """Yield the members of an RDF list."""
        while str(head) != f"<{_NIL}>":
            first, rest = (self.said[str(head)][key][0] for key in (_FIRST, _REST))
            yield first
            head = rest

    def path(self, node: Term) -> str:
        """Return a SHACL path (SHACL §2.3.1) in the syntax of SPARQL."""
        if isinstance(node, NamedNode):
            return str(node)
        if expand("rdf:first") in self.keys(node):
            return "/".join(f"({self.path(step)})" for step in self.members(node))
        inverse = self.value(node, "sh:inversePath")
        if inverse is not None:
            return f"^({self.path(inverse)})"
        either = self.value(node, "sh:alternativePath")
        if either is not None:
            return "|".join(f"({self.path(step)})" for step in self.members(either))
        key, times = next((key, times) for key, times in _REPEATED.items() if self.values(node, key))
        return f"({self.path(self.values(node, key)[0])}){times}"


def read_shape_graph(triples: Iterable[Triple]) -> ShapeGraph:
    """Index the triples of some shapes."""
    kept = tuple(triples)
    said: dict[str, dict[str, list[Term]]] = {}
    for triple in kept:
        said.setdefault(str(triple.subject), {}).setdefault(triple.predicate.value, []).append(triple.object)
    frozen = {node: {key: tuple(values) for key, values in keys.items()} for node, keys in said.items()}
    return ShapeGraph(kept, frozen)
