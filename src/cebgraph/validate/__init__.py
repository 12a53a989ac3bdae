"""Validation: quads in, a report out of what breaks the shapes.

Each result has the name of the thing that it is about and the words of the report that this stands on.

pyshacl is the judge of record, of those nodes that could break a shape at all (`suspects`): in a graph that is in order
there are none, and rdflib is not even loaded. It takes rdflib's terms, so the merge of the named graphs is handed over
in them; the ontology is part of that merge, which is how a shape for a class sees its subclasses. Constraints over the
whole graph have the ontology itself as their target and are run once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from cebgraph.errors import DataFileError
from cebgraph.iris import BASE, compact_iri
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.shapes import load_shapes
from cebgraph.validate.rdflib_terms import as_rdflib
from cebgraph.validate.shape_graph import Term, read_shape_graph
from cebgraph.validate.suspects import find_suspects, narrowed

if TYPE_CHECKING:
    import rdflib

_ONTOLOGY = "https://w3id.org/cebgraph/ontology"
_SHAPES = "https://w3id.org/cebgraph/shapes#"
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
class ValidationReport:
    """What validation came to."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Say whether nothing breaks a shape that must hold."""
        return not any(result.severity == "violation" for result in self.results)


def validate_dataset(
    quads: Iterable[Quad], shapes: Sequence[Triple] | None = None, *, whole: bool = False
) -> ValidationReport:
    """Check a graph, all of its named graphs merged, against the shapes.

    pyshacl judges the nodes that could break a shape, or, where the `whole` graph is asked for, every node: the verdict
    is the same.

    >>> validate_dataset([]).conforms
    True
    """
    triples = _with_ontology({quad.triple for quad in quads})
    asked = load_shapes() if shapes is None else tuple(shapes)
    broken = list(_judged(triples, asked if whole else _narrowed(triples, asked)))
    told = _told(triples) if broken else {}
    return ValidationReport(tuple(sorted({_result(one, told) for one in broken})))


def _with_ontology(triples: set[Triple]) -> set[Triple]:
    """Add the ontology to a graph that does not hold it: shapes for a class want to know its subclasses."""
    held = any(triple.subject == NamedNode(_ONTOLOGY) for triple in triples)
    return triples if held else {*triples, *load_ontology().triples}


def _narrowed(triples: Iterable[Triple], shapes: Sequence[Triple]) -> tuple[Triple, ...]:
    """Return the shapes with only the nodes that could break them for targets; nothing where no node could."""
    graph = read_shape_graph(shapes)
    suspects = find_suspects(triples, graph)
    return narrowed(graph, suspects) if suspects else ()


def _judged(triples: Iterable[Triple], shapes: Sequence[Triple]) -> Iterator[_Broken]:
    """Yield what pyshacl says of a graph.

    Raises DataFileError where it cannot use the shapes.
    """
    if not shapes:
        return
    import pyshacl  # noqa: PLC0415  slow to import

    _, found, said = pyshacl.validate(
        as_rdflib(triples),
        shacl_graph=as_rdflib(shapes),
        inference="none",
        inplace=True,
        allow_warnings=True,
        meta_shacl=False,
    )
    if isinstance(found, pyshacl.errors.ValidationFailure):
        raise DataFileError([f"shapes: {said}"])
    yield from _broken(found)


@dataclass(frozen=True, slots=True)
class _Broken:
    """A result as the validator gives it."""

    focus: str
    value: str
    shape: str
    severity: str
    messages: Mapping[str, str]


def _broken(found: rdflib.Graph) -> Iterator[_Broken]:
    from rdflib import SH  # noqa: PLC0415  slow to import

    for node in found.subjects(SH.resultSeverity, None):
        focus, value = (str(found.value(node, key) or "") for key in (SH.focusNode, SH.value))
        messages = {str(getattr(text, "language", "")): str(text) for text in found.objects(node, SH.resultMessage)}
        severity = str(found.value(node, SH.resultSeverity)).rpartition("#")[2].lower()
        shape = str(found.value(node, SH.sourceShape)).removeprefix(_SHAPES)
        if focus == _ONTOLOGY:  # a constraint over the whole graph: its value is what breaks it
            focus, value = value, ""
        yield _Broken(focus, value, shape, severity, messages)


_Told = Mapping[str, Mapping[str, Sequence[Term]]]


def _told(triples: Iterable[Triple]) -> _Told:
    """Return what a graph says of each of its things, by compact property."""
    told: dict[str, dict[str, list[Term]]] = {}
    short = cache(compact_iri)
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, NamedNode):
            told.setdefault(triple.subject.value, {}).setdefault(short(triple.predicate.value), []).append(
                triple.object
            )
    return told


def _result(broken: _Broken, told: _Told) -> Result:
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


def _about(node: str, told: _Told) -> str:
    """Return the thing or statement that a node serves: an annotation its body, a selector that of its annotation."""
    annotation = node.partition("#")[0] if "/annotation/" in node else node
    return _value(annotation, "oa:hasBody", told) or node


def _name(node: str, told: _Told) -> str:
    parts = [_value(node, part, told) for part in ("rdf:subject", "rdf:predicate", "rdf:object")]
    if any(parts):
        return " ".join(_label(part, told) or compact_iri(part) or "?" for part in parts)
    return _label(node, told)


def _label(node: str, told: _Told) -> str:
    labels = [label for label in told.get(node, {}).get("rdfs:label", ()) if isinstance(label, Literal)]
    chosen = sorted(labels, key=lambda label: (label.language != "zh", label.value))
    return chosen[0].value if chosen else ""


def _value(node: str, key: str, told: _Told) -> str:
    values = [value for value in told.get(node, {}).get(key, ()) if isinstance(value, NamedNode | Literal)]
    return values[0].value if values else ""


def _words(node: str, told: _Told) -> Iterator[str]:
    """Yield the quotes that a statement or an annotation, or one of its parts, stands on."""
    annotations = [value.value for value in told.get(node, {}).get("ceb:evidence", ()) if isinstance(value, NamedNode)]
    for annotation in annotations or [node.partition("#")[0]]:
        quote = _value(f"{annotation}#quote", "oa:exact", told)
        if quote:
            yield quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…"
