"""Validation: quads in, a report out of what breaks the shapes.

pyshacl is the judge of record, of those nodes that could break a shape at all (`suspects`): in a graph that is in order
there are none, and rdflib is not even loaded. It takes rdflib's terms, so the merge of the named graphs is handed over
in them; the ontology is part of that merge, which is how a shape for a class sees its subclasses. Constraints over the
whole graph have the ontology itself as their target and are run once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from cebgraph.errors import DataFileError
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.shapes import load_shapes
from cebgraph.validate.rdflib_terms import as_rdflib
from cebgraph.validate.results import Broken, Result, as_result, what_is_told
from cebgraph.validate.shape_graph import ShapeGraph, read_shape_graph
from cebgraph.validate.suspects import find_suspects, narrowed

if TYPE_CHECKING:
    import rdflib

_ONTOLOGY = "https://w3id.org/cebgraph/ontology"
_SHAPES = "https://w3id.org/cebgraph/shapes#"


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

    pyshacl judges the nodes that could break one of the shipped shapes, or, where the `whole` graph is asked for or
    other shapes are given, every node: the verdict is the same.

    >>> validate_dataset([]).conforms
    True
    """
    triples = {*(quad.triple for quad in quads), *load_ontology().triples}  # a class is known with its subclasses
    asked = load_shapes() if shapes is None else tuple(shapes)
    broken = list(_judged(triples, asked if whole or shapes is not None else _narrowed(triples, asked)))
    told = what_is_told(triples) if broken else {}
    return ValidationReport(tuple(sorted({as_result(one, told) for one in broken})))


def _narrowed(triples: Iterable[Triple], shapes: Sequence[Triple]) -> tuple[Triple, ...]:
    """Return the shapes with only the nodes that could break them for targets; nothing where no node could.

    All of them where that cannot be told.
    """
    graph = read_shape_graph(shapes)
    suspects = find_suspects(triples, graph)
    if suspects is None:
        return tuple(shapes)
    return narrowed(graph, suspects) if suspects else ()


def _judged(triples: Iterable[Triple], shapes: Sequence[Triple]) -> Iterator[Broken]:
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
    yield from _broken(found, read_shape_graph(shapes))


def _broken(found: rdflib.Graph, shapes: ShapeGraph) -> Iterator[Broken]:
    """Yield the results of pyshacl."""
    from rdflib import SH  # noqa: PLC0415  slow to import

    for node in found.subjects(SH.resultSeverity, None):
        focus, value = (str(found.value(node, key) or "") for key in (SH.focusNode, SH.value))
        severity = str(found.value(node, SH.resultSeverity)).rpartition("#")[2].lower()
        shape = str(found.value(node, SH.sourceShape)).removeprefix(_SHAPES)
        if focus == _ONTOLOGY:  # a constraint over the whole graph: its value is what breaks it
            focus, value = value, ""
        yield Broken(focus, value, shape, severity, _messages(NamedNode(_SHAPES + shape), shapes))


def _messages(shape: NamedNode, shapes: ShapeGraph) -> dict[str, str]:
    """Return what a shape says by language, or what its SPARQL constraints say, of which pyshacl repeats only one."""
    told = [shape, *shapes.values(shape, "sh:sparql")]
    texts = [text for one in told for text in shapes.values(one, "sh:message") if isinstance(text, Literal)]
    return {text.language or "": text.value for text in texts}
