"""What matching works on: a masked sentence with its clauses, and a rule that matched in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.model.mention import Value
from cebgraph.model.thing import FAMILY_OF
from cebgraph.relations.clauses import Clause, is_agent
from cebgraph.relations.masks import Filler, Mask
from cebgraph.resources.rules import Clauses, Relation, Rule
from cebgraph.spans import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A masked sentence with its clauses."""

    passage: LinkedPassage
    span: Span
    mask: Mask
    clauses: tuple[Clause, ...]
    grammar: Clauses
    earlier: tuple[Link, ...] = ()
    """The mentions of the sentence before, its subject first."""
    hearer: tuple[Link, ...] = ()
    """The body whose meeting the report is of: what is presented, is presented to it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched, with the mentions in its roles."""

    rule: Rule
    relation: Relation
    sentence: Sentence
    match: re.Match[str]
    roles: Mapping[str, tuple[Filler, ...]]
    clause: Clause
    confidence: float

    def names(self, role: str) -> bool:
        """Say whether the match itself holds a role."""
        return holds(self.match, role)

    @property
    def verb(self) -> tuple[int, int]:
        """Where its verb stands; behind the match for a wording that has no verb of its own."""
        return self.match.span("act") if self.names("act") else (self.match.end(), self.match.end())


def holds(match: re.Match[str], role: str) -> bool:
    """Say whether a rule has a role, and matched something in it."""
    return role in match.re.groupindex and match.start(role) >= 0


def is_kind(filler: Filler, kinds: tuple[str, ...]) -> bool:
    """Say whether a mention or value is of one of some kinds: classes, families, `Agent`."""
    if isinstance(filler, Value):
        return filler.kind.capitalize() in kinds
    family = FAMILY_OF[filler.kind]
    wanted = {kind.rstrip("&") for kind in kinds}
    if "Resolution" in wanted and filler.candidate.pinpoint:
        return True
    return filler.kind in wanted or family.capitalize() in wanted or ("Agent" in wanted and is_agent(filler))
