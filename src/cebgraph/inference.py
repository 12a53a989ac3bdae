"""Inference: triples and the axioms of an ontology in, what follows from them out, and nothing that was asserted.

The rules are those that the ontology's axioms call for out of OWL 2 RL (W3C, OWL 2 Profiles, section 4.3):

    prp-spo1            who endorsed something acted on it
    prp-inv1, prp-inv2  what is read against the arrow: endorsed by
    prp-symp            who cooperated with somebody, somebody cooperated with
    prp-trp             bodies above the body above
    prp-dom, prp-rng    what acts is an agent
    cax-sco             a committee is a body
    scm-sco, scm-spo    the same of the classes and properties themselves

What scm-dom and scm-rng would add of things follows from these anyway. Disjointness derives no triple: whether it is
kept is for the shapes to say. A statement node is no premise of what it states, so nothing follows from an act that is
planned or denied: only acts that are done have the plain triple.

Left out is what tells nobody anything: literals as subjects, and the wider classes and properties that
are RDF's, RDFS's, OWL's or XML Schema's own (that all is a thing).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from cebgraph.iris import PREFIXES, expand

_TYPE, _SUBCLASS, _SUBPROPERTY, _INVERSE, _DOMAIN, _RANGE, _SYMMETRIC, _TRANSITIVE = (
    NamedNode(expand(name))
    for name in (
        "rdf:type",
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "owl:inverseOf",
        "rdfs:domain",
        "rdfs:range",
        "owl:SymmetricProperty",
        "owl:TransitiveProperty",
    )
)
_TRIVIAL = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))

_Subject = NamedNode | BlankNode | Triple
_Term = _Subject | Literal
_ByTerm = Mapping[NamedNode, frozenset[NamedNode]]


@dataclass(frozen=True, slots=True)
class Axioms:
    """What an ontology says of its terms, each by the term that it is said of; one step, not all that follow."""

    wider_classes: _ByTerm
    wider_properties: _ByTerm
    inverses: _ByTerm
    """The properties that hold against the arrow; a symmetric property is its own inverse."""
    domains: _ByTerm
    ranges: _ByTerm
    transitive: frozenset[NamedNode]


def read_axioms(ontology: Iterable[Triple]) -> Axioms:
    """Return the axioms among some triples; what they say of nameless classes is passed over."""
    said: dict[NamedNode, list[tuple[NamedNode, NamedNode]]] = defaultdict(list)
    for triple in ontology:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            said[triple.predicate].append((triple.subject, triple.object))
    kinds = [(kind, subject) for subject, kind in said[_TYPE]]
    symmetric = [(term, term) for kind, term in kinds if kind == _SYMMETRIC]
    inverse = [*said[_INVERSE], *((other, one) for one, other in said[_INVERSE])]
    return Axioms(
        wider_classes=_by_first(said[_SUBCLASS]),
        wider_properties=_by_first(said[_SUBPROPERTY]),
        inverses=_by_first([*inverse, *symmetric]),
        domains=_by_first(said[_DOMAIN]),
        ranges=_by_first(said[_RANGE]),
        transitive=frozenset({_SUBCLASS, _SUBPROPERTY, *(term for kind, term in kinds if kind == _TRANSITIVE)}),
    )


def _by_first(pairs: Iterable[tuple[NamedNode, NamedNode]]) -> _ByTerm:
    grouped: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for first, second in pairs:
        if not _is_trivial(second):
            grouped[first].add(second)
    return {first: frozenset(seconds) for first, seconds in grouped.items()}


def _is_trivial(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(_TRIVIAL)


def infer(triples: Iterable[Triple], axioms: Axioms) -> frozenset[Triple]:
    """Return the triples that follow from some and are none of them: the fixpoint of the rules.

    Each triple is taken up once and joined with those taken up before it, so that no pair is looked at twice.

    >>> board, map_ = NamedNode("urn:board"), NamedNode("urn:map")
    >>> endorsed, by = (NamedNode(expand(name)) for name in ("ceb:endorsed", "ceb:endorsedBy"))
    >>> axioms = read_axioms([Triple(by, NamedNode(expand("owl:inverseOf")), endorsed)])
    >>> infer([Triple(board, endorsed, map_)], axioms) == {Triple(map_, by, board)}
    True
    """
    asserted = frozenset(triples)
    known, open_ = set(asserted), list(asserted)
    links = _Links()
    while open_:
        triple = open_.pop()
        found = set(_from_one(triple, axioms))
        if triple.predicate in axioms.transitive:
            found.update(links.added(triple))
        found -= known
        known |= found
        open_ += found
    return frozenset(known - asserted)


def _from_one(triple: Triple, axioms: Axioms) -> Iterator[Triple]:
    """Yield what follows from a triple by itself, in one step."""
    subject, predicate, target = triple.subject, triple.predicate, triple.object
    for wider in axioms.wider_properties.get(predicate, ()):
        yield Triple(subject, wider, target)
    for kind in axioms.domains.get(predicate, ()):
        yield Triple(subject, _TYPE, kind)
    if not isinstance(target, NamedNode | BlankNode):
        return  # a literal is no subject
    for kind in axioms.ranges.get(predicate, ()):
        yield Triple(target, _TYPE, kind)
    for inverse in axioms.inverses.get(predicate, ()):
        yield Triple(target, inverse, subject)
    if predicate == _TYPE and isinstance(target, NamedNode):
        for kind in axioms.wider_classes.get(target, ()):
            yield Triple(subject, _TYPE, kind)


class _Links:
    """The links of transitive properties that were taken up so far, by either end."""

    def __init__(self) -> None:
        self._after: dict[tuple[NamedNode, _Term], set[_Term]] = defaultdict(set)
        self._before: dict[tuple[NamedNode, _Term], set[_Subject]] = defaultdict(set)

    def added(self, link: Triple) -> Iterator[Triple]:
        """Take up a link; yield those that it makes, one longer at either end, with the links before it."""
        subject, predicate, target = link.subject, link.predicate, link.object
        self._after[predicate, subject].add(target)
        self._before[predicate, target].add(subject)
        for beyond in self._after[predicate, target]:
            if not _is_trivial(beyond):
                yield Triple(subject, predicate, beyond)
        for behind in self._before[predicate, subject]:
            yield Triple(behind, predicate, target)
