"""What the endpoint can do, in its own language: a store in, its SPARQL Service Description out.

Method: SPARQL 1.1 Service Description; the datasets in it are those of the catalogue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from cebgraph.catalogue import DATASET, link, number
from cebgraph.iris import expand
from cebgraph.serve.media import GRAPHS, RESULTS

_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_IRIS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "n3": "N3",
}
"""The W3C's names of formats, by ours."""


def description(store: Store, address: str, allowed: Collection[str]) -> Iterator[Triple]:
    """Describe the endpoint of a server at an address, which may call some other endpoints."""
    service = f"{address}/sparql"
    yield link(service, "rdf:type", expand("sd:Service"))
    yield link(service, "sd:endpoint", service)
    yield link(service, "sd:supportedLanguage", expand("sd:SPARQL11Query"))
    yield from (link(service, "sd:resultFormat", _FORMATS + _FORMAT_IRIS[form.name]) for form in (*RESULTS, *GRAPHS))
    if allowed:
        yield link(service, "sd:feature", expand("sd:BasicFederatedQuery"))
    yield link(service, "sd:defaultDataset", DATASET)
    yield link(DATASET, "rdf:type", expand("sd:Dataset"))
    yield from _graph(store, f"{address}/graphs?default", DefaultGraph())
    yield link(DATASET, "sd:defaultGraph", f"{address}/graphs?default")
    for name in sorted(store.named_graphs(), key=str):
        if isinstance(name, NamedNode):
            graph = f"{name.value}#graph"
            yield link(DATASET, "sd:namedGraph", f"{name.value}#named")
            yield link(f"{name.value}#named", "rdf:type", expand("sd:NamedGraph"))
            yield link(f"{name.value}#named", "sd:name", name.value)
            yield link(f"{name.value}#named", "sd:graph", graph)
            yield from _graph(store, graph, name)


def _graph(store: Store, graph: str, name: NamedNode | DefaultGraph) -> Iterator[Triple]:
    size = sum(1 for _ in store.quads_for_pattern(None, None, None, name))
    yield link(graph, "rdf:type", expand("sd:Graph"))
    yield number(graph, "void:triples", size)
