"""Results for people: each with the name of what it is about, and the words of the report that this stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.iris import BASE, compact_iri
from cebgraph.validate.shape_graph import Term

_LANGUAGES = ("en", "zh")
_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One thing that breaks a shape."""

    severity: str
    """`violation`, `warning` or `info`; only violations keep a graph from conforming."""
    focus: str
    """IRI of the thing."""
    name: str
    """Its label; for a statement, what it says; for an annotation, what it is of."""
    shape: str
    """Local name of the shape."""
    message: str
    """English and Chinese."""
    value: str
    """What is wrong with it, where one value is."""
    words: str
    """The words of the report that it stands on."""

    def __str__(self) -> str:
        value = f" (here: {self.value})" if self.value else ""
        head = f"{self.severity}: {self.message}{value}"
        name = f"{self.name} " if self.name else ""
        words = f"\n    words: “{self.words}”" if self.words else ""
        return f"{head}\n    of: {name}<{self.focus}>\n    shape: {self.shape}{words}"


@dataclass(frozen=True, slots=True)
class Broken:
    """A result as the validator gives it."""

    focus: str
    value: str
    shape: str
    severity: str
    messages: Mapping[str, str]


Told = Mapping[str, Mapping[str, Sequence[Term]]]


def what_is_told(triples: Iterable[Triple]) -> Told:
    """Return what a graph says of each of its things, by compact property."""
    told: dict[str, dict[str, list[Term]]] = {}
    short = cache(compact_iri)
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, NamedNode):
            told.setdefault(triple.subject.value, {}).setdefault(short(triple.predicate.value), []).append(
                triple.object
            )
    return told


def as_result(broken: Broken, told: Told) -> Result:
    """Return a result as people read it, given what the graph tells of its things."""
    texts = [broken.messages[language] for language in _LANGUAGES if language in broken.messages]
    about = _about(broken.focus, told)
    return Result(
        severity=broken.severity,
        focus=broken.focus,
        name=_name(about, told),
        shape=broken.shape,
        message=" / ".join(texts) or next(iter(broken.messages.values()), ""),
        value=compact_iri(broken.value.removeprefix(BASE)),
        words=next(_words(broken.focus, told), "") or next(_words(about, told), ""),
    )


def _about(node: str, told: Told) -> str:
    """Return the thing or statement that a node serves: an annotation its body, a selector that of its annotation."""
    annotation = node.partition("#")[0] if "/annotation/" in node else node
    return _value(annotation, "oa:hasBody", told) or node


def _name(node: str, told: Told) -> str:
    parts = [_value(node, part, told) for part in ("rdf:subject", "rdf:predicate", "rdf:object")]
    if any(parts):
        return " ".join(_label(part, told) or compact_iri(part) or "?" for part in parts)
    return _label(node, told)


def _label(node: str, told: Told) -> str:
    labels = [label for label in told.get(node, {}).get("rdfs:label", ()) if isinstance(label, Literal)]
    chosen = sorted(labels, key=lambda label: (label.language != "zh", label.value))
    return chosen[0].value if chosen else ""


def _value(node: str, key: str, told: Told) -> str:
    values = [value for value in told.get(node, {}).get(key, ()) if isinstance(value, NamedNode | Literal)]
    return values[0].value if values else ""


def _words(node: str, told: Told) -> Iterator[str]:
    """Yield the quotes that a statement or an annotation, or one of its parts, stands on."""
    annotations = [value.value for value in told.get(node, {}).get("ceb:evidence", ()) if isinstance(value, NamedNode)]
    for annotation in annotations or [node.partition("#")[0]]:
        quote = _value(f"{annotation}#quote", "oa:exact", told)
        if quote:
            yield quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…"
