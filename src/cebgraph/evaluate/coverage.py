"""Coverage: language by relation, how many rules and examples there are and how well they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cebgraph.evaluate import Evaluation
from cebgraph.evaluate.matching import PREDICATES
from cebgraph.evaluate.scores import Score
from cebgraph.resources.languages import full_languages
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.rules import load_rules

_NOTHING = Score(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One relation in one language."""

    language: str
    relation: str
    rules: int
    examples: int
    counterexamples: int
    score: Score
    """Against the gold standards of the language."""


def relation_coverage(evaluations: Iterable[Evaluation]) -> Iterator[Coverage]:
    """Yield a row for every relation that a statement may have, in every language that is read in full."""
    scores: dict[tuple[str, str], Score] = {}
    for evaluation in evaluations:
        for predicate, score in evaluation.by_predicate.items():
            key = (evaluation.language, predicate)
            scores[key] = scores.get(key, _NOTHING) + score
    for language in full_languages():
        relations = {relation.predicate: relation for relation in load_rules(language).relations}
        for predicate in sorted({*relations, *load_ontology().acts, *PREDICATES}):
            relation = relations.get(predicate)
            yield Coverage(
                language=language,
                relation=predicate,
                rules=len(relation.rules) if relation else 0,
                examples=len(relation.examples) if relation else 0,
                counterexamples=len(relation.counterexamples) if relation else 0,
                score=scores.get((language, PREDICATES.get(predicate, predicate.partition(":")[2])), _NOTHING),
            )
