"""Families of terms: what stands together in the page, and has one colour in it.

Which classes make a family is the one thing here that the ontology does not say itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cebgraph.site.facts import OWN, Bilingual, Facts
from cebgraph.site.terms import Term


@dataclass(frozen=True, slots=True)
class Group:
    """Terms under one title."""

    key: str
    title: Bilingual
    terms: tuple[Term, ...]


# By the classes at the top of each. A class below none of them comes last, so that it is seen to have no family.
FAMILIES = {
    "agents": (Bilingual("Who acts", "行为主体"), ("ceb:Body", "ceb:Organization", "ceb:Post")),
    "works": (Bilingual("What is made", "成果"), ("ceb:Work",)),
    "occasions": (Bilingual("Occasions and places", "活动与地点"), ("ceb:Event", "ceb:Place")),
    "topics": (Bilingual("Goals and topics", "目标与主题"), ("ceb:Goal", "ceb:Concept")),
    "statements": (Bilingual("What is said", "陈述"), ("ceb:Statement",)),
    "parts": (
        Bilingual("Parts of a report", "报告的组成部分"),
        ("ceb:Section", "ceb:Paragraph", "ceb:Footnote", "ceb:Figure", "ceb:Table"),
    ),
}
OTHERS = "others"

_Belongs = Callable[[Facts, str], bool]


def _is_act(facts: Facts, name: str) -> bool:
    return "ceb:actsOn" in (name, *facts.named(name, "rdfs:subPropertyOf"))


def _is_inverse(facts: Facts, name: str) -> bool:
    return bool(facts.named(name, "owl:inverseOf"))


def _is_qualifier(facts: Facts, name: str) -> bool:
    return "ceb:Statement" in facts.named(name, "rdfs:domain")


def _is_relation(facts: Facts, name: str) -> bool:
    return "owl:ObjectProperty" in facts.named(name, "rdf:type")


def _is_property(facts: Facts, name: str) -> bool:
    return "owl:Class" not in facts.named(name, "rdf:type")


# A property belongs to the first that takes it.
_PROPERTIES: tuple[tuple[str, Bilingual, _Belongs], ...] = (
    ("told-acts", Bilingual("Acts", "行为"), _is_act),
    ("inverses", Bilingual("The same told of what was acted upon", "逆属性：从客体一方表述"), _is_inverse),
    ("qualifiers", Bilingual("Of a statement: qualifiers and proof", "陈述的限定与证据"), _is_qualifier),
    ("relations", Bilingual("Other relations", "其他关系"), _is_relation),
    ("values", Bilingual("Names, numbers and texts", "名称、数字和文本"), _is_property),
)


def family_of(facts: Facts, name: str) -> str:
    """Return the key of the family of a class."""
    line = set(lineage(facts, name))
    return next((key for key, (_, tops) in FAMILIES.items() if line & set(tops)), OTHERS)


def lineage(facts: Facts, name: str) -> Iterator[str]:
    """Give a class of our own and all those of our own above it."""
    yield name
    for wider in facts.named(name, "rdfs:subClassOf"):
        if wider.startswith(OWN):
            yield from lineage(facts, wider)


def class_groups(facts: Facts, terms: tuple[Term, ...]) -> tuple[Group, ...]:
    """Return the classes by family."""
    kinds = [term for term in terms if not _is_property(facts, term.name)]
    titles = {key: title for key, (title, _) in FAMILIES.items()} | {OTHERS: Bilingual("Others", "其他")}
    return _filled((key, title, [t for t in kinds if family_of(facts, t.name) == key]) for key, title in titles.items())


def property_groups(facts: Facts, terms: tuple[Term, ...]) -> tuple[Group, ...]:
    """Return the properties by what they are for."""
    key_of = {
        term.name: next(key for key, _, belongs in _PROPERTIES if belongs(facts, term.name))
        for term in terms
        if _is_property(facts, term.name)
    }
    return _filled((key, title, [t for t in terms if key_of.get(t.name) == key]) for key, title, _ in _PROPERTIES)


def _filled(groups: Iterator[tuple[str, Bilingual, list[Term]]]) -> tuple[Group, ...]:
    return tuple(Group(key, title, tuple(terms)) for key, title, terms in groups if terms)
