"""Stages of a work that are things of their own: the second generation of a plan, the third phase of a project.

A stage is told apart from the work itself, of which it is a part; a new edition or version is still the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cebgraph.model.mention import Candidate
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.lexicon import CapitalGrammar
from cebgraph.spans import Span

_WINDOW = 40
_MADE = frozenset({"document", "initiative"})


def find_stages(text: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> Iterator[Candidate]:
    """Yield the stages of the works found before."""
    for work in taken:
        number = grammar.again_held.search(text, max(0, work.span.start - _WINDOW), work.span.start)
        if number and work.kind == "Event":  # the second |Ocean Conference
            span = Span(number.start("stage"), work.span.end)
            yield Candidate(span, span.of(text), "Event", "stage")
        if FAMILY_OF.get(work.kind) not in _MADE:
            continue
        for stage in grammar.stage.finditer(text, max(0, work.span.start - _WINDOW), work.span.start):
            if stage.end() != work.span.start:
                continue
            span = Span(stage.start("stage"), work.span.end)
            kind = work.kind if stage["generation"] else "Initiative"
            yield Candidate(span, span.of(text), kind, "stage")
