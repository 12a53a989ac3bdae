"""Who acts in each clause: the mention that opens it, else the subject of the clause before.

A list's items take the subject of the words that introduce it, and a sentence that opens without a subject that of the
sentence before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cebgraph.linking.links import Link
from cebgraph.model.thing import FAMILY_OF
from cebgraph.relations.masks import Mask
from cebgraph.resources.rules import SLOTS, Clauses

_ACTORS = "".join(
    SLOTS[f] for f in ("body", "bodies", "organization", "post", "agents", "document", "initiative", "event")
)
_OPENING = re.compile(f"[{_ACTORS}]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a masked sentence with its subject; `own` says whether the clause itself names it."""

    start: int
    end: int
    subject: tuple[Link, ...]
    own: bool


def find_clauses(mask: Mask, grammar: Clauses, before: tuple[Link, ...]) -> tuple[Clause, ...]:
    """Return the clauses of a masked sentence; `before` is the subject of the sentence before."""
    clauses: list[Clause] = []
    current = before
    start = 0
    ends = [match.end() for match in grammar.ends.finditer(mask.text)]
    for end in [*ends, len(mask.text)]:
        if end <= start:
            continue
        own = _own_subject(mask, start, end, grammar)
        current = own or current
        clauses.append(Clause(start, end, current, bool(own)))
        start = end
    return tuple(clauses)


def _own_subject(mask: Mask, start: int, end: int, grammar: Clauses) -> tuple[Link, ...]:
    """Return the mention that opens a clause as its subject."""
    opening = start
    for _ in range(3):
        leader = grammar.leader.match(mask.text, opening, end)
        if not leader or leader.end() == opening:
            break
        opening = leader.end()
    match = _OPENING.match(mask.text, opening, end)
    if not match or grammar.possessive.match(mask.text, match.end()):
        return ()
    return tuple(filler for filler in mask.fillers[match.start()] if isinstance(filler, Link))


def clause_at(clauses: tuple[Clause, ...], offset: int) -> Clause:
    """Return the clause that a character of the mask stands in."""
    return next((clause for clause in clauses if clause.start <= offset < clause.end), clauses[-1])


def is_agent(link: Link) -> bool:
    """Say whether a link is to someone who can act."""
    return FAMILY_OF.get(link.kind) in {"body", "organization", "post"}
