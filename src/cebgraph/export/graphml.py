"""GraphML: things as nodes and what is asserted of them as edges, for programs that draw and measure networks."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from cebgraph.iris import ONTOLOGY, compact_iri, expand

if TYPE_CHECKING:
    import networkx as nx

_TYPE, _LABEL, _SYMBOL = (expand(name) for name in ("rdf:type", "rdfs:label", "ceb:symbol"))
_SUBJECT, _PREDICATE, _OBJECT = (expand(name) for name in ("rdf:subject", "rdf:predicate", "rdf:object"))
_STATUS, _WHEN = expand("ceb:status"), expand("ceb:when")
_WIDE = frozenset(ONTOLOGY + name for name in ("Body", "Organization", "Document"))


def build_network(quads: Sequence[Quad]) -> nx.MultiDiGraph[str]:
    """Return the network of things: an edge for each statement between two things, with its status and date."""
    from networkx import MultiDiGraph  # noqa: PLC0415  slow to import

    told = _properties(quads)
    network: nx.MultiDiGraph[str] = MultiDiGraph()
    edges = sorted((s, p) for s, p in told.items() if _SUBJECT in p)
    ends = {one for _, p in edges for one in (p[_SUBJECT][0], p[_OBJECT][0])}
    things = {node for node in ends if _TYPE in told.get(node, {})}
    for node in sorted(things):
        network.add_node(node, **_node(told[node]))
    for statement, properties in edges:
        subject, target = properties[_SUBJECT][0], properties[_OBJECT][0]
        if subject in things and target in things:
            network.add_edge(subject, target, key=statement, **_edge(properties))
    return network


def graphml_bytes(quads: Sequence[Quad]) -> bytes:
    """Return the network of things as a GraphML file."""
    from networkx import write_graphml_xml  # noqa: PLC0415  slow to import

    content = BytesIO()
    write_graphml_xml(build_network(quads), content, named_key_ids=True)
    return content.getvalue() + b"\n"


def _properties(quads: Sequence[Quad]) -> dict[str, dict[str, list[str]]]:
    told: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            value = quad.object.value
            if isinstance(quad.object, Literal) and quad.predicate.value == _LABEL:
                value = f"{quad.object.language or ''}@{value}"
            told.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    return told


def _node(properties: dict[str, list[str]]) -> dict[str, str]:
    labels = dict(sorted(label.split("@", 1) for label in properties.get(_LABEL, [])))
    classes = sorted(c for c in properties[_TYPE] if c.startswith(ONTOLOGY) and c not in _WIDE)
    shown = labels.get("zh") or next(iter(labels.values()), "")
    kind = classes[0].removeprefix(ONTOLOGY) if classes else ""
    node = {"label": shown, "label_en": labels.get("en", ""), "type": kind}
    if _SYMBOL in properties:
        node["symbol"] = " ".join(sorted(properties[_SYMBOL]))
    return node


def _edge(properties: dict[str, list[str]]) -> dict[str, str]:
    edge = {"label": compact_iri(properties[_PREDICATE][0])}
    details = (("status", _STATUS), ("when", _WHEN))
    return edge | {name: properties[key][0] for name, key in details if key in properties}
