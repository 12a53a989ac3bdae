"""Each example and counterexample of each rule file, one test each."""

from __future__ import annotations

import pytest

from cebgraph.relations.examples import read_example
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.rules import Relation, load_rules

LANGUAGES = ("en", "zh")


def _examples() -> list[object]:
    return [
        pytest.param(language, relation, example.text, example.gives, id=f"{language}-{relation.predicate}-{number}")
        for language in LANGUAGES
        for relation in load_rules(language).relations
        for number, example in enumerate(relation.examples, 1)
    ]


def _counterexamples() -> list[object]:
    return [
        pytest.param(language, relation, text, id=f"{language}-{relation.predicate}-{number}")
        for language in LANGUAGES
        for relation in load_rules(language).relations
        for number, text in enumerate(relation.counterexamples, 1)
    ]


def _parts(statement: str) -> tuple[tuple[str, ...], frozenset[str]]:
    subject, target, *rest = statement.split(" ")
    return (subject, target), frozenset(rest)


@pytest.mark.parametrize(("language", "relation", "text", "gives"), _examples())
def test_an_example_gives_exactly_its_statements(
    language: str, relation: Relation, text: str, gives: tuple[str, ...]
) -> None:
    """The rules of a relation read in its example what the rule file says, and nothing else."""
    read = set(read_example(text, relation.predicate, load_rules(language), language))
    assert {_parts(one) for one in read} == {_parts(one) for one in gives}


@pytest.mark.parametrize(("language", "relation", "text"), _counterexamples())
def test_a_counterexample_gives_nothing(language: str, relation: Relation, text: str) -> None:
    """The rules of a relation read nothing in its counterexamples."""
    assert list(read_example(text, relation.predicate, load_rules(language), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_relation_is_a_property_of_the_ontology(language: str) -> None:
    """A rule file speaks of a property that the ontology has."""
    properties = load_ontology().properties
    assert [r.predicate for r in load_rules(language).relations if r.predicate not in properties] == []
