"""What is marked in the texts of reports: a store and some of their parts in, marks by part out.

A mark is what the graph tells of a stretch of text: that it names a thing, that it says a statement, or that a note
hangs there (then the stretch is empty).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from pyoxigraph import Literal, NamedNode, Store

from cebgraph.query import select

_QUERY = """
PREFIX ceb: <https://w3id.org/cebgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?part ?start ?end ?body ?annotation ?statement ?note WHERE {{
  VALUES ?part {{ {parts} }}
  ?target oa:hasSource ?part ; oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end .
  ?annotation oa:hasTarget ?target ; oa:hasBody ?body .
  BIND(EXISTS {{ ?body a ceb:Statement }} AS ?statement)
  BIND(EXISTS {{ ?annotation oa:motivatedBy oa:linking }} AS ?note)
}}
"""


class Kind(IntEnum):
    """What a mark tells; of those that begin and end together, the first holds the others."""

    NOTE = 0
    STATEMENT = 1
    THING = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text of a part, in code points, and what it is about."""

    start: int
    end: int
    kind: Kind
    body: str
    """IRI of the thing, statement or note."""
    annotation: str
    """IRI of what tells so."""
    goes_on: bool = False
    """Whether it is the rest of a mark that begins before."""

    def __lt__(self, other: Mark) -> bool:
        """Say whether a mark stands before another: at one place notes are first, then the longest."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, bool, int, Kind, str, str]:
        return self.start, self.kind is not Kind.NOTE, -self.end, self.kind, self.annotation, self.body


def marks_in(store: Store, parts: Iterable[str]) -> Mapping[str, tuple[Mark, ...]]:
    """Return the marks in some parts of reports, in their order; parts without any are left out."""
    rows = select(store, _QUERY.format(parts=" ".join(str(NamedNode(part)) for part in parts)))
    found: dict[str, set[Mark]] = {}
    for part, start, end, body, annotation, *said in rows:
        statement, note = (str(getattr(told, "value", "")) == "true" for told in said)
        kind = Kind.STATEMENT if statement else Kind.NOTE if note else Kind.THING
        if isinstance(start, Literal) and isinstance(end, Literal) and isinstance(body, NamedNode):
            mark = Mark(int(start.value), int(end.value), kind, body.value, annotation.value)
            if mark.start < mark.end or kind is Kind.NOTE:
                found.setdefault(part.value, set()).add(mark)
    return {part: tuple(sorted(marks)) for part, marks in found.items()}
