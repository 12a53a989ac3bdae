"""Names that a text gives itself: `联合国人权事务高级专员办事处(人权高专办)`, `…财务报告数据标准——又称数据立方体`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cebgraph.model.mention import Candidate
from cebgraph.resources.lexicon import Definitions
from cebgraph.spans import Span


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name that a text gives to what it has just named."""

    long: Candidate
    short: str
    span: Span
    """Where the short name stands."""


def find_definitions(text: str, candidates: Sequence[Candidate], definitions: Definitions) -> Iterator[Definition]:
    """Yield the definitions of a passage; the long name must end right before the pattern."""
    by_end = {candidate.span.end: candidate for candidate in candidates}
    for pattern in definitions.patterns:
        for match in pattern.finditer(text):
            short = match["short"]
            long = by_end.get(match.start())
            if long is None or definitions.no_name.search(short) or len(short) >= len(long.name or short) + 4:
                continue
            yield Definition(long, short, Span(match.start("short"), match.end("short")))
