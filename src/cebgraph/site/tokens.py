"""Turtle and prose cut into tokens, so that a page can colour them and link the terms that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cebgraph.iris import PREFIXES

_NAME = rf"(?P<name>\b(?:{'|'.join(PREFIXES)}):\w[\w-]*)"
# Whatever stands in quotes or angle brackets names no term.
_TURTLE = re.compile(rf'(?P<string>"(?:\\.|[^"\\])*"(?:@[a-z]+)?)|(?P<iri><[^>]*>)|{_NAME}', re.ASCII)
_PROSE = re.compile(_NAME, re.ASCII)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text."""

    kind: str
    """`name`, `string`, `iri`, or `plain`."""
    text: str


def turtle_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of some Turtle; together they are its text.

    >>> [(token.kind, token.text) for token in turtle_tokens('<body/ceb> a ceb:Board .')]
    [('iri', '<body/ceb>'), ('plain', ' a '), ('name', 'ceb:Board'), ('plain', ' .')]
    """
    return tuple(_cut(text, _TURTLE))


def prose_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a sentence: the terms that it names, and what stands between them.

    >>> [token.text for token in prose_tokens("主体领导客体；ceb:role说明方式。")]
    ['主体领导客体；', 'ceb:role', '说明方式。']
    """
    return tuple(_cut(text, _PROSE))


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[Token]:
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield Token("plain", text[end : match.start()])
        yield Token(match.lastgroup or "plain", match.group())
        end = match.end()
    if end < len(text):
        yield Token("plain", text[end:])
