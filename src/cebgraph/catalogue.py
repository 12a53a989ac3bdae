"""What a graph holds, for catalogues of data: a store in, VoID and DCAT with counts as they are, out.

The dataset is told as a whole and by its classes and properties; a client learns from it what can be asked before
asking. Nothing in it has a clock or a blank node: the same graph has the same entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from cebgraph.iris import BASE, ONTOLOGY, compact_iri, expand, thing_iri

DATASET = thing_iri("dataset")

_TITLES = {"en": "cebgraph: coordination in the United Nations system", "zh": "cebgraph：联合国系统的协调工作"}
_DESCRIPTIONS = {
    "en": "What reports of the United Nations System Chief Executives Board for Coordination say about bodies,"
    " documents, initiatives, meetings and goals, each statement with the words that say so.",
    "zh": "联合国系统行政首长协调理事会（首协会）各报告所述机构、文件、倡议、会议和目标，每一陈述均附原文依据。",
}
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_VOCABULARIES = ("dcterms", "foaf", "oa", "org", "prov", "schema", "skos", "undo")


def catalogue(store: Store, address: str = "") -> Iterator[Triple]:
    """Describe the default graph of a store as a dataset, and where it can be had if a server has an address."""
    yield from _about()
    yield from _counts(store)
    if address:
        yield from _access(address)


def _about() -> Iterator[Triple]:
    yield from (link(DATASET, "rdf:type", expand(kind)) for kind in ("void:Dataset", "dcat:Dataset"))
    for language, title in _TITLES.items():
        yield _text(DATASET, "dcterms:title", title, language)
        yield _text(DATASET, "dcterms:description", _DESCRIPTIONS[language], language)
    yield link(DATASET, "dcterms:license", _LICENCE)
    yield link(DATASET, "dcterms:conformsTo", ONTOLOGY.removesuffix("#"))
    yield link(DATASET, "void:vocabulary", ONTOLOGY)
    yield from (link(DATASET, "void:vocabulary", expand(f"{prefix}:")) for prefix in _VOCABULARIES)
    yield Triple(NamedNode(DATASET), NamedNode(expand("void:uriSpace")), Literal(BASE))
    yield link(DATASET, "void:exampleResource", thing_iri("body/ceb"))


def _counts(store: Store) -> Iterator[Triple]:
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    subjects, objects, things = set(), set(), set()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        properties[quad.predicate.value] += 1
        subjects.add(quad.subject)
        objects.add(quad.object)
        if quad.predicate.value == expand("rdf:type") and isinstance(quad.object, NamedNode):
            classes[quad.object.value] += 1
            things.add(quad.subject)
    yield number(DATASET, "void:triples", properties.total())
    yield number(DATASET, "void:entities", len(things))
    yield number(DATASET, "void:classes", len(classes))
    yield number(DATASET, "void:properties", len(properties))
    yield number(DATASET, "void:distinctSubjects", len(subjects))
    yield number(DATASET, "void:distinctObjects", len(objects))
    yield from _parts("class", "void:entities", classes)
    yield from _parts("property", "void:triples", properties)


def _parts(kind: str, counted: str, numbers: Counter[str]) -> Iterator[Triple]:
    for term, times in sorted(numbers.items(), key=lambda item: (-item[1], item[0])):
        part = thing_iri(f"dataset/{kind}/{compact_iri(term)}")
        yield link(DATASET, f"void:{kind}Partition", part)
        yield link(part, f"void:{kind}", term)
        yield number(part, counted, times)


def _access(address: str) -> Iterator[Triple]:
    endpoint, dump, service = f"{address}/sparql", f"{address}/graphs?default", thing_iri("dataset/service")
    yield link(DATASET, "void:sparqlEndpoint", endpoint)
    yield link(DATASET, "void:dataDump", dump)
    yield link(service, "rdf:type", expand("dcat:DataService"))
    yield link(service, "dcat:endpointURL", endpoint)
    yield link(service, "dcat:servesDataset", DATASET)
    yield link(service, "dcterms:conformsTo", "https://www.w3.org/TR/sparql11-protocol/")
    for name, media_type in (("turtle", "text/turtle"), ("ntriples", "application/n-triples")):
        yield from distribution(name, f"{dump}&format={name}", media_type)
        yield link(thing_iri(f"dataset/distribution/{name}"), "dcat:accessService", service)


def distribution(name: str, url: str, media_type: str) -> Iterator[Triple]:
    """Tell where the dataset can be had in a format."""
    had = thing_iri(f"dataset/distribution/{name}")
    yield link(DATASET, "dcat:distribution", had)
    yield link(had, "rdf:type", expand("dcat:Distribution"))
    yield link(had, "dcat:downloadURL", url)
    yield link(had, "dcat:mediaType", f"https://www.iana.org/assignments/media-types/{media_type}")
    yield link(had, "dcterms:license", _LICENCE)


def link(subject: str, predicate: str, target: str) -> Triple:
    """Return the triple of two IRIs and a compact name."""
    return Triple(NamedNode(subject), NamedNode(expand(predicate)), NamedNode(target))


def _text(subject: str, predicate: str, text: str, language: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(expand(predicate)), Literal(text, language=language))


def number(subject: str, predicate: str, value: int) -> Triple:
    """Return the triple of an IRI, a compact name and a number."""
    return Triple(NamedNode(subject), NamedNode(expand(predicate)), Literal(value))
