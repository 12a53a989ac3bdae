"""Who acts in each clause: the mention that opens it, else the subject of the clause before.

A list's items take the subject of the words that introduce it, and a sentence that opens without a subject that of the
sentence before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cebgraph.linking.links import Link
from cebgraph.model.statement import Status
from cebgraph.model.thing import ACTING, FAMILY_OF
from cebgraph.relations.masks import Mask
from cebgraph.resources.rules import SLOTS, Clauses

_ACTORS = "".join(
    SLOTS[f] for f in ("body", "bodies", "organization", "post", "agents", "document", "initiative", "event", "session")
)
_OPENING = re.compile(f"[{_ACTORS}]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a masked sentence with its subject."""

    start: int
    end: int
    subject: tuple[Link, ...]
    own: bool
    """Whether the clause itself names its subject."""
    topic: tuple[Link, ...] = ()
    """What a clause that names nothing of its own goes on to speak of: what the clause before ends in (，由X领导)."""
    outlook: Status = Status.ASSERTED
    """Where the subject was told to act in a clause before (责成X与Z协商，拟订Y): it does not act yet."""


def find_clauses(
    mask: Mask, grammar: Clauses, before: tuple[Link, ...], speaker: tuple[Link, ...] = ()
) -> tuple[Clause, ...]:
    """Return the clauses of a masked sentence.

    `before` is the subject of the sentence before; `speaker` acts in the first clause, where that names nobody.
    """
    clauses: list[Clause] = []
    current, told, topic, outlook = before, tuple[Link, ...](), tuple[Link, ...](), Status.ASSERTED
    start = 0
    ends = [match.end() for match in grammar.ends.finditer(mask.text)]
    for end in [*ends, len(mask.text)]:
        if end <= start:
            continue
        own = _own_subject(mask, start, end, grammar)
        current = own or current
        if own or grammar.resumes.match(mask.text, start):
            told = ()
        subject = told or current or (speaker if not clauses else ())
        clauses.append(Clause(start, end, subject, bool(own), topic, outlook if told else Status.ASSERTED))
        addressee, status = _told(mask, start, end, grammar)
        told, outlook = (addressee, status) if addressee else (told, outlook)
        topic = _links(mask, end - 2) or (topic if not own else ())
        start = end
    return tuple(clauses)


def _told(mask: Mask, start: int, end: int, grammar: Clauses) -> tuple[tuple[Link, ...], Status]:
    """Return whom a clause tells to act, or agrees on."""
    for pattern, status in ((grammar.directive, Status.PLANNED), (grammar.agreement, Status.AGREED)):
        match = pattern.search(mask.text, start, end)
        if match:
            return _links(mask, match.start("addressee")), status
    return (), Status.ASSERTED


def _links(mask: Mask, at: int) -> tuple[Link, ...]:
    return tuple(filler for filler in mask.fillers[at] if isinstance(filler, Link))


def _own_subject(mask: Mask, start: int, end: int, grammar: Clauses) -> tuple[Link, ...]:
    """Return the mention that opens a clause as its subject."""
    opening = start
    for _ in range(3):
        leader = grammar.leader.match(mask.text, opening, end)
        if not leader or leader.end() == opening:
            break
        opening = leader.end()
    attribute = grammar.attribute.match(mask.text, opening, end)
    headed = _OPENING.match(mask.text, attribute.end(), end) if attribute else None
    match = headed or _OPENING.match(mask.text, opening, end)
    if not match or grammar.possessive.match(mask.text, match.end()):
        return ()
    return _links(mask, match.start())


def clause_at(clauses: tuple[Clause, ...], offset: int) -> Clause:
    """Return the clause that a character of the mask stands in."""
    return next((clause for clause in clauses if clause.start <= offset < clause.end), clauses[-1])


def is_agent(link: Link) -> bool:
    """Say whether a link is to someone who can act."""
    return FAMILY_OF.get(link.kind) in ACTING
