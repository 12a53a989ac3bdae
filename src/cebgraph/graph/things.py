"""Things as RDF: classes, names, symbols and addresses. What an authority knows is taken from there as it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.graph.naming import Naming
from cebgraph.graph.terms import page_iri, term
from cebgraph.iris import BASE, normal_name
from cebgraph.model.thing import FAMILY_OF, NameRole, Thing

# The classes that a query may ask for without inference, by family.
SUPERCLASSES = {
    "body": ("ceb:Body", "org:Organization", "undo:Agent"),
    "organization": ("ceb:Organization", "org:Organization", "undo:Agent"),
    "post": ("org:Post",),
    "document": ("ceb:Document", "undo:Document", "foaf:Document"),
    "initiative": ("prov:Entity",),
    "event": ("schema:Event",),
    "goal": ("skos:Concept",),
    "place": ("schema:Place",),
    "concept": ("skos:Concept",),
}
# How to find a name in a text; nothing that a reader of the graph asks for.
_NOT_WITHIN = term("ceb:notWithin")
_NAME_PROPERTIES = {
    NameRole.LABEL: "rdfs:label",
    NameRole.ALT: "skos:altLabel",
    NameRole.ACRONYM: "ceb:acronym",
    NameRole.HIDDEN: "skos:hiddenLabel",
}


def class_triples(thing: Thing, naming: Naming) -> Iterator[Triple]:
    """Yield a thing's classes, the wider ones too."""
    node = naming.thing(thing.id)
    undo = {"Resolution": ("undo:Resolution",)}.get(thing.kind, ()) if not thing.undo_class else ()
    narrow = (f"undo:{thing.undo_class}",) if thing.undo_class else undo
    for name in (f"ceb:{thing.kind}", *narrow, *SUPERCLASSES[FAMILY_OF[thing.kind]]):
        yield Triple(node, term("rdf:type"), term(name))


Preferred = Mapping[tuple[str, str], str]
"""The label of a thing, by its id and language."""


def preferred_labels(things: Iterable[Thing]) -> Preferred:
    """Choose one label for each thing and language among those that several reports give it.

    A name goes before a mere symbol, then what more reports say, then what comes first by its characters.
    """
    said: dict[tuple[str, str], Counter[tuple[bool, str]]] = defaultdict(Counter)
    for thing in things:
        for name in thing.names:
            if name.role is NameRole.LABEL:
                said[thing.id, name.language][name.text not in thing.symbols, name.text] += 1
    return {key: _preferred(labels) for key, labels in said.items()}


def _preferred(labels: Counter[tuple[bool, str]]) -> str:
    return min(labels, key=lambda label: (not label[0], -labels[label], label[1]))[1]


def thing_triples(thing: Thing, preferred: Preferred, naming: Naming) -> Iterator[Triple]:
    """Yield all that a report itself tells of what a thing is."""
    node = naming.thing(thing.id)
    yield from class_triples(thing, naming)
    for name in thing.names:
        label = preferred.get((thing.id, name.language), name.text)
        if name.role is not NameRole.LABEL or name.text == label:
            yield Triple(node, term(_NAME_PROPERTIES[name.role]), Literal(name.text, language=name.language))
        elif name.text not in thing.symbols and normal_name(name.text) != normal_name(label):
            yield Triple(node, term("skos:altLabel"), Literal(name.text, language=name.language))
    for symbol in thing.symbols:
        yield Triple(node, term("ceb:symbol"), Literal(symbol))
    for page in thing.pages:
        yield Triple(node, term("foaf:page"), page_iri(page))


def further_names(thing: Thing, known: Iterable[Triple], naming: Naming) -> Iterator[Triple]:
    """Yield the names that a report gives a thing beyond those that an authority knows."""
    names = {triple.object.value for triple in known if isinstance(triple.object, Literal)}
    for name in thing.names:
        if name.text not in names:
            yield Triple(naming.thing(thing.id), term("skos:altLabel"), Literal(name.text, language=name.language))


def authority_triples(
    things: Iterable[Thing], authority: Mapping[str, tuple[Triple, ...]], naming: Naming
) -> Iterator[Triple]:
    """Yield what authorities say of things and of the bodies above them, with the wider classes."""
    known = {thing.id: thing for thing in things if thing.known}
    for identifier in sorted(_with_those_above(known, authority)):
        thing = known.get(identifier)
        yield from class_triples(thing, naming) if thing else _wider_classes(identifier, naming)
        for triple in authority[identifier]:
            if triple.predicate != _NOT_WITHIN:
                yield _rebased(triple, naming.base)


def _wider_classes(identifier: str, naming: Naming) -> Iterator[Triple]:
    """Yield the classes of a body that no report names, but that stands above one: its own class is an authority's."""
    for name in SUPERCLASSES[identifier.partition("/")[0]]:
        yield Triple(naming.thing(identifier), term("rdf:type"), term(name))


def _with_those_above(known: Collection[str], authority: Mapping[str, tuple[Triple, ...]]) -> set[str]:
    above = term("org:subOrganizationOf")
    found: set[str] = set()
    open_ = [identifier for identifier in known if identifier in authority]
    while open_:
        identifier = open_.pop()
        if identifier in found:
            continue
        found.add(identifier)
        parents = (triple.object for triple in authority[identifier] if triple.predicate == above)
        open_ += [p.value.removeprefix(BASE) for p in parents if isinstance(p, NamedNode)]
    return found & set(authority)


def _rebased(triple: Triple, base: str) -> Triple:
    """Move a triple of the authority files to another base."""
    if base == BASE:
        return triple
    subject, target = triple.subject, triple.object
    if isinstance(subject, NamedNode) and subject.value.startswith(BASE):
        subject = NamedNode(base + subject.value.removeprefix(BASE))
    if isinstance(target, NamedNode) and target.value.startswith(BASE):
        target = NamedNode(base + target.value.removeprefix(BASE))
    return Triple(subject, triple.predicate, target)
