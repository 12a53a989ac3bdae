"""Places that no authority knows, told by those beside them: in Kigali, |Nairobi and Lusaka; in Ispra, |Italy.

A list of places is introduced as one and holds at least one known place; all its other names are then places too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cebgraph.model.mention import Candidate
from cebgraph.resources.lexicon import CapitalGrammar
from cebgraph.spans import Span


def find_listed_places(text: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> Iterator[Candidate]:
    """Yield the places that are named in one list with known ones."""
    known = {c.span for c in taken if c.kind == "Place"}
    for match in grammar.places.finditer(text):
        listed = Span(*match.span("list"))
        if not any(listed.contains(span) for span in known):
            continue
        for name in grammar.place.finditer(text, listed.start, listed.end):
            span = Span(*name.span())
            if _is_free(name, taken, grammar):
                yield Candidate(span, span.of(text), "Place", "grammar")


def _is_free(name: re.Match[str], taken: Sequence[Candidate], grammar: CapitalGrammar) -> bool:
    """Say whether capitalised words name nothing else: no known name, no body, no month."""
    if any(c.span.overlaps(Span(*name.span())) for c in taken) or name.group() in grammar.closers:
        return False
    return grammar.head.search(name.group()) is None
