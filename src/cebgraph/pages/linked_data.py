"""A thing in the words of schema.org: a thing of the graph in, JSON-LD for the head of its page out.

Search engines read it. It stands in a script element that no browser runs; `<`, `>` and `&` are escaped, so that
nothing in it can end that element.
"""

from __future__ import annotations

import json

from markupsafe import Markup
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from cebgraph.iris import expand
from cebgraph.pages.labels import Labels, objects
from cebgraph.resources.profiles import Profile, load_profiles

_NAME = NamedNode(expand("rdfs:label"))
_ADDRESSES = frozenset({"sameAs", "url"})
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def json_ld(iri: str, labels: Labels, profile: Profile) -> Markup:
    """Return what is known of a thing in schema.org, to be put into a script element."""
    about: dict[str, object] = {"@context": "https://schema.org", "@type": profile.schema, "@id": iri}
    names = [_value(node, "name", labels) for node in objects(labels.store, iri, _NAME)]
    about["name"] = _single(names or [labels.name(iri)[0]])
    found: dict[str, list[object]] = {}
    for compact, name in load_profiles().schema.items():
        for node in objects(labels.store, iri, NamedNode(expand(compact))):
            value = _value(node, name, labels)
            if value not in found.setdefault(name, []):
                found[name].append(value)
    about |= {name: _single(values) for name, values in found.items()}
    return Markup(json.dumps(about, ensure_ascii=False).translate(_ESCAPES))  # noqa: S704  # escaped in this line


def _single(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _value(node: NamedNode | BlankNode | Literal | Triple, name: str, labels: Labels) -> object:
    if isinstance(node, Literal):
        return {"@value": node.value, "@language": node.language} if node.language else node.value
    if not isinstance(node, NamedNode):
        return str(node)
    return node.value if name in _ADDRESSES else {"@id": node.value, "name": labels.name(node.value)[0]}
