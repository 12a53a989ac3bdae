"""Places in reports: the IRI of a part of a text in, the text, the part and where on its page it stands, out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = re.compile(
    r"(?P<text>.*/report/[^/]+/(?P<language>[a-z]{2}))/(?P<kind>[a-z]+)(?:/(?P<number>[^/#]+))?$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the text of a report."""

    text: str
    """IRI of the whole."""
    language: str
    kind: str
    """`paragraph`, `footnote`, `chapter`, …"""
    number: str

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the whole."""
        return f"{self.kind}-{self.number}" if self.number else self.kind


def place_of(iri: str) -> Place | None:
    """Return the place that an IRI is of; none where it is of something else.

    >>> place_of("https://w3id.org/cebgraph/id/report/E-2021-47/zh/paragraph/17").anchor
    'paragraph-17'
    """
    found = _PLACE.match(iri)
    return Place(found["text"], found["language"], found["kind"], found["number"] or "") if found else None


def words_anchor(annotation: str) -> str:
    """Return where on the page of a report the words stand that an annotation marks.

    >>> words_anchor("https://w3id.org/cebgraph/id/annotation/1f4017580792577c")
    'words-1f4017580792577c'
    """
    return f"words-{annotation.rpartition('/')[2]}"
