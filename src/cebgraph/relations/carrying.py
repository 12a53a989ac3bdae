"""What a clause speaks of without naming it: `…通过了《战略》，并由秘书长启动`, `…设立了工作队，成员来自14个实体`.

The mention that ends the clause before, else what that clause is about, else the last that fits in the sentence, else
what the sentence before is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cebgraph.linking.links import Link
from cebgraph.model.thing import FAMILY_OF
from cebgraph.relations.clauses import clause_at, is_agent
from cebgraph.relations.hits import Sentence
from cebgraph.relations.masks import Filler

_WORKS = frozenset({"document", "initiative"})


def carried_mentions(
    sentence: Sentence, start: int, fits: Callable[[Link], bool], *, far: bool, beside: bool = False
) -> tuple[Link, ...]:
    """Return the mentions before `start` of the mask that a clause goes on to speak of; nothing where none fits.

    `far` says whether any words before may name them, those of the sentence before too; `beside`, that a participle
    takes what it stands beside before what its clause is about (…the work of the Group, led by X).
    """
    if beside:
        found = tuple(one for one in clause_at(sentence.clauses, start).topic if fits(one))
        if found:
            return found
    return next((found for found in _candidates(sentence, start, fits, far=far) if found), ())


def _candidates(
    sentence: Sentence, start: int, fits: Callable[[Link], bool], *, far: bool
) -> Iterator[tuple[Link, ...]]:
    def fitting(links: Iterable[Filler]) -> tuple[Link, ...]:
        return tuple(one for one in links if isinstance(one, Link) and one.kind != "Resolution" and fits(one))

    clause = clause_at(sentence.clauses, start)
    refers = sentence.grammar.refers_back.match(sentence.mask.text, clause.start)
    if refers:  # a steering committee, which is chaired by X: what stands right before, named or not
        yield fitting(clause.topic)
        return
    if clause.topic and all(FAMILY_OF[link.kind] in _WORKS for link in clause.subject):
        yield fitting(clause.subject)  # 《A》植根于《B》，由X核可: a work of which more is told
    yield fitting(clause.topic)
    if any(other.own for other in sentence.clauses if other.start <= clause.start):
        yield fitting(clause.subject)
    if far:
        yield from (fitting(sentence.mask.fillers[at]) for at in range(start - 1, -1, -1))
        yield from (fitting((link,)) for link in sentence.earlier)


def owner_of(sentence: Sentence, start: int) -> tuple[Link, ...]:
    """Return whom a possessive speaks of: who acts and was named last in the clause, else the clause's subject."""
    clause = clause_at(sentence.clauses, start)
    for at in range(start - 1, clause.start - 1, -1):
        acting = tuple(one for one in sentence.mask.fillers[at] if isinstance(one, Link) and is_agent(one))
        if acting:
            return acting
    return clause.subject
