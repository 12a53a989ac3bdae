"""Constraint components as patterns of SPARQL that find the focus nodes which break them.

After the SPARQL definitions of the components (SHACL §4). A pattern may find too many nodes, never too few: what
cannot be judged counts as broken (`COALESCE(…, true)`), and a component that is not known here is told by None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode

from cebgraph.iris import PREFIXES, expand
from cebgraph.validate.shape_graph import TARGETS, ShapeGraph, Term

_XSD, _LANG_STRING = PREFIXES["xsd"], expand("rdf:langString")
_CAST = frozenset({"boolean", "date", "dateTime", "decimal", "double", "gYear", "gYearMonth", "integer", "string"})
"""The datatypes of XML Schema whose forms Oxigraph knows."""
_MOST = 3
"""Above so many values, to ask for them one by one costs more than to judge."""
_KINDS = {
    "IRI": "isIRI({v})",
    "BlankNode": "isBLANK({v})",
    "Literal": "isLITERAL({v})",
    "BlankNodeOrIRI": "(isBLANK({v}) || isIRI({v}))",
    "BlankNodeOrLiteral": "(isBLANK({v}) || isLITERAL({v}))",
    "IRIOrLiteral": "(isIRI({v}) || isLITERAL({v}))",
}
# What says something about a shape and asks nothing of a node.
_SILENT = TARGETS | set(
    map(
        expand,
        [
            "rdf:type",
            "sh:path",
            "sh:severity",
            "sh:message",
            "sh:name",
            "sh:description",
            "sh:order",
            "sh:group",
            "sh:flags",
            "rdfs:label",
            "rdfs:comment",
            "rdfs:isDefinedBy",
            "sh:deactivated",
            "sh:sparql",
            "sh:property",
        ],
    )
)
_BOUNDS = {"sh:minInclusive": ">=", "sh:maxInclusive": "<=", "sh:minExclusive": ">", "sh:maxExclusive": "<"}


class UnknownComponent(Exception):
    """A shape uses what is not known here."""


@dataclass(frozen=True, slots=True)
class Components:
    """Writes the patterns of shapes; `narrower` holds each class with all of its subclasses."""

    shapes: ShapeGraph
    narrower: Mapping[str, frozenset[str]]
    fresh: Iterator[int]

    def breaking(self, shape: Term, focus: str = "?this") -> list[str]:
        """Return patterns of which one at least finds a focus node that breaks a shape, `sh:sparql` left aside.

        Raises UnknownComponent for what no pattern can be written of.
        """
        if str(self.shapes.value(shape, "sh:deactivated") or "").startswith('"true"'):
            return []
        path = self.shapes.value(shape, "sh:path")
        value = focus if path is None else f"?v{next(self.fresh)}"
        reach = "" if path is None else f"{focus} {self.shapes.path(path)} {value} . "
        fails = [test for key in self.shapes.keys(shape) for test in self._value_tests(shape, key, value)]
        found = [f"{reach}FILTER({' || '.join(f'COALESCE({test}, true)' for test in fails)})"] if fails else []
        if path is not None:
            found += self._set_patterns(shape, focus, self.shapes.path(path))
        elif any(key in _OF_SETS for key in self.shapes.keys(shape)):
            raise UnknownComponent
        for nested in self.shapes.values(shape, "sh:property"):
            if self.shapes.values(nested, "sh:sparql"):
                raise UnknownComponent
            found += [reach + pattern for pattern in self.breaking(nested, value)]
        return found

    def _fails(self, shape: Term, value: str) -> str:
        """Return a test that is true where a node breaks a shape."""
        if self.shapes.values(shape, "sh:sparql"):
            raise UnknownComponent
        patterns = self.breaking(shape, value)
        return " || ".join(f"EXISTS {{ {self._bound(pattern, value)} }}" for pattern in patterns) or "false"

    @staticmethod
    def _bound(pattern: str, value: str) -> str:
        """Say of a pattern within EXISTS what it is about: a filter alone has nothing to filter."""
        return pattern if not pattern.startswith(("FILTER", "OPTIONAL")) else f"BIND({value} AS {value}_) {pattern}"

    def _value_tests(self, shape: Term, key: str, value: str) -> Iterator[str]:
        """Yield tests that are true where a value node breaks a component."""
        if key in _SILENT or key in _OF_SETS:
            return
        test = _TESTS.get(key)
        if test is None:
            raise UnknownComponent
        for wanted in self.shapes.said[str(shape)][key]:
            yield test(self, shape, wanted, value)

    def _set_patterns(self, shape: Term, focus: str, path: str) -> list[str]:
        """Return the patterns of components that ask something of all the value nodes together."""
        return [
            pattern(self, focus, path, wanted)
            for key, pattern in _OF_SETS.items()
            for wanted in self.shapes.said[str(shape)].get(key, ())
        ]

    # Of each value node

    def kind_test(self, _: Term, wanted: Term, v: str) -> str:
        """sh:nodeKind."""
        return "!" + _KINDS[_iri(wanted).rpartition("#")[2]].format(v=v)

    def datatype_test(self, _: Term, wanted: Term, v: str) -> str:
        """sh:datatype: the datatype, and a form that it allows."""
        if _iri(wanted) == _LANG_STRING:
            return f'!(isLITERAL({v}) && LANG({v}) != "")'
        if _iri(wanted).startswith(_XSD) and _iri(wanted).removeprefix(_XSD) not in _CAST:
            raise UnknownComponent
        formed = f" && STRLEN(STR({wanted}(STR({v})))) >= 0" if _iri(wanted).startswith(_XSD) else ""
        return f"!COALESCE(isLITERAL({v}) && DATATYPE({v}) = {wanted}{formed}, false)"

    def class_test(self, _: Term, wanted: Term, v: str) -> str:
        """sh:class: of the class, or of one below it."""
        classes = " ".join(f"<{name}>" for name in sorted(self.narrower.get(_iri(wanted), {_iri(wanted)})))
        one = next(self.fresh)
        return f"NOT EXISTS {{ VALUES ?c{one} {{ {classes} }} {v} a ?c{one} }}"

    def in_test(self, _: Term, wanted: Term, v: str) -> str:
        """sh:in."""
        return "!(" + " || ".join(f"sameTerm({v}, {_said(term)})" for term in self.shapes.members(wanted)) + ")"

    def pattern_test(self, shape: Term, wanted: Term, v: str) -> str:
        """sh:pattern, with its sh:flags."""
        flags = self.shapes.value(shape, "sh:flags") or Literal("")
        return f"(isBLANK({v}) || !REGEX(STR({v}), {wanted}, {flags}))"

    def length_test(self, wanted: Term, v: str, sign: str) -> str:
        """sh:minLength and sh:maxLength."""
        return f"(isBLANK({v}) || !(STRLEN(STR({v})) {sign} {_text(wanted)}))"

    def node_test(self, _: Term, wanted: Term, v: str) -> str:
        """sh:node."""
        return f"({self._fails(wanted, v)})"

    def and_test(self, _: Term, wanted: Term, v: str) -> str:
        """sh:and."""
        return "(" + " || ".join(self._fails(shape, v) for shape in self.shapes.members(wanted)) + ")"

    def or_test(self, _: Term, wanted: Term, v: str) -> str:
        """sh:or."""
        return "(" + " && ".join(f"({self._fails(shape, v)})" for shape in self.shapes.members(wanted)) + ")"


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _text(term: Term) -> str:
    return term.value if isinstance(term, Literal) else str(term)


def _said(term: Term) -> str:
    if isinstance(term, BlankNode):
        raise UnknownComponent
    return str(term)


def _at_least(components: Components, focus: str, path: str, wanted: Term) -> str:
    """sh:minCount."""
    values = [f"?v{next(components.fresh)}" for _ in range(int(_text(wanted)))]
    if len(values) == 1:  # in time that grows with the graph alone, which Oxigraph's NOT EXISTS over a path does not
        return f"OPTIONAL {{ {_distinct(focus, path, values)} }} FILTER(!BOUND({values[0]}))"
    return f"FILTER NOT EXISTS {{ {_distinct(focus, path, values)} }}" if values else "FILTER(false)"


def _at_most(components: Components, focus: str, path: str, wanted: Term) -> str:
    """sh:maxCount."""
    if int(_text(wanted)) > _MOST:
        raise UnknownComponent
    return _distinct(focus, path, [f"?v{next(components.fresh)}" for _ in range(int(_text(wanted)) + 1)])


def _distinct(focus: str, path: str, values: list[str]) -> str:
    pairs = (f"!sameTerm({one}, {other})" for at, one in enumerate(values) for other in values[at + 1 :])
    apart = " && ".join(pairs)
    return " ".join(f"{focus} {path} {value} ." for value in values) + (f" FILTER({apart})" if apart else "")


def _has(_: Components, focus: str, path: str, wanted: Term) -> str:
    """sh:hasValue."""
    return f"FILTER NOT EXISTS {{ {focus} {path} {_said(wanted)} }}"


def _once_a_language(components: Components, focus: str, path: str, wanted: Term) -> str:
    """sh:uniqueLang."""
    if _text(wanted) != "true":
        return "FILTER(false)"
    one, other = (f"?v{next(components.fresh)}" for _ in range(2))
    same = f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({other}))'
    return f"{_distinct(focus, path, [one, other])} FILTER({same})"


def _below(sign: str) -> Callable[[Components, str, str, Term], str]:
    def pattern(components: Components, focus: str, path: str, wanted: Term) -> str:
        """sh:lessThan and sh:lessThanOrEquals."""
        one, other = (f"?v{next(components.fresh)}" for _ in range(2))
        return f"{focus} {path} {one} ; {wanted} {other} FILTER(COALESCE(!({one} {sign} {other}), true))"

    return pattern


def _apart(components: Components, focus: str, path: str, wanted: Term) -> str:
    """sh:disjoint."""
    both = f"?v{next(components.fresh)}"
    return f"{focus} {path} {both} ; {wanted} {both} ."


_OF_SETS: Mapping[str, Callable[[Components, str, str, Term], str]] = {
    expand("sh:minCount"): _at_least,
    expand("sh:maxCount"): _at_most,
    expand("sh:hasValue"): _has,
    expand("sh:uniqueLang"): _once_a_language,
    expand("sh:lessThan"): _below("<"),
    expand("sh:lessThanOrEquals"): _below("<="),
    expand("sh:disjoint"): _apart,
}


def _bound_test(sign: str) -> Callable[[Components, Term, Term, str], str]:
    return lambda _components, _shape, wanted, v: f"!({v} {sign} {wanted})"


_TESTS: Mapping[str, Callable[[Components, Term, Term, str], str]] = {
    expand("sh:nodeKind"): Components.kind_test,
    expand("sh:datatype"): Components.datatype_test,
    expand("sh:class"): Components.class_test,
    expand("sh:in"): Components.in_test,
    expand("sh:pattern"): Components.pattern_test,
    expand("sh:minLength"): lambda components, _, wanted, v: components.length_test(wanted, v, ">="),
    expand("sh:maxLength"): lambda components, _, wanted, v: components.length_test(wanted, v, "<="),
    expand("sh:node"): Components.node_test,
    expand("sh:and"): Components.and_test,
    expand("sh:or"): Components.or_test,
    **{expand(key): _bound_test(sign) for key, sign in _BOUNDS.items()},
}


def components_of(shapes: ShapeGraph, narrower: Mapping[str, frozenset[str]]) -> Components:
    """Return what writes the patterns of some shapes."""
    return Components(shapes, narrower, count(1))
