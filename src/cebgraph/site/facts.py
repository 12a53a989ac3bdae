"""What the ontology says of each term, looked up by compact name: `ceb:endorsed`, `org:memberOf`.

An IRI under no known prefix is its own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.iris import compact_iri, expand

OWN = "ceb:"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same text in English and in Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The triples of the ontology, from either end, in the order of its files."""

    values: Mapping[tuple[str, str], tuple[NamedNode | Literal, ...]]
    """What is said, by subject and property."""
    subjects: Mapping[tuple[str, str], tuple[str, ...]]
    """Of which terms something is said, by property and object."""

    def named(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the names of the terms that a subject has for a property."""
        found = self.values.get((subject, predicate), ())
        return tuple(compact_iri(value.value) for value in found if isinstance(value, NamedNode))

    def naming(self, predicate: str, target: str) -> tuple[str, ...]:
        """Return the names of the terms that have a target for a property."""
        return self.subjects.get((predicate, target), ())

    def text(self, subject: str, predicate: str) -> str:
        """Return the first value of a property; the empty text where there is none."""
        return next((value.value for value in self.values.get((subject, predicate), ())), "")

    def words(self, subject: str, predicate: str) -> Bilingual:
        """Return the first value of a property in each language."""
        return next(iter(self.all_words(subject, predicate)), Bilingual("", ""))

    def all_words(self, subject: str, predicate: str) -> tuple[Bilingual, ...]:
        """Return the values of a property, English and Chinese in pairs."""
        found = [value for value in self.values.get((subject, predicate), ()) if isinstance(value, Literal)]
        english, chinese = ([value.value for value in found if value.language == tag] for tag in ("en", "zh"))
        return tuple(Bilingual(*pair) for pair in zip(english, chinese, strict=False))


def gather(triples: Iterable[Triple]) -> Facts:
    """Return some triples as facts; blank nodes have no name and tell of no term."""
    values: dict[tuple[str, str], list[NamedNode | Literal]] = {}
    subjects: dict[tuple[str, str], list[str]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            subject, predicate = compact_iri(triple.subject.value), compact_iri(triple.predicate.value)
            values.setdefault((subject, predicate), []).append(triple.object)
            subjects.setdefault((predicate, compact_iri(triple.object.value)), []).append(subject)
    return Facts(
        values={key: tuple(found) for key, found in values.items()},
        subjects={key: tuple(found) for key, found in subjects.items()},
    )


def iri_of(name: str) -> str:
    """Return the IRI of a term by its name.

    >>> iri_of("ceb:Body"), iri_of("https://example.org/x")
    ('https://w3id.org/cebgraph/ontology#Body', 'https://example.org/x')
    """
    return name if "://" in name else expand(name)
