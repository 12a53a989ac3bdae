"""Which other endpoints a query would call: a query in, their IRIs out.

The store's engine calls them by itself and cannot be told not to. Its grammar is lenient about the word SERVICE: no
space need stand around it, and it may be spelt with escapes. A process that has no network (cebgraph.confinement) can
afford to look for it as a reader would. One that has takes every place for a call where the word could be one, so that
no string, comment or IRI can hide it, and refuses some queries that only seem to call.
"""

from __future__ import annotations

import re

_NAMED = r"""<[A-Za-z][\w+.-]*://[^\x00-\x20<>"'{}|^`\\]*>|[?$]\w+"""
_CERTAIN = re.compile(_NAMED)
"""IRIs and variables that can be nothing else."""
_LIKELY = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''(?:\\.|[^\\])*?'''"
    r'|"(?:\\.|[^"\\\n\r])*"'
    r"|'(?:\\.|[^'\\\n\r])*'"
    r'|<[^\x00-\x20<>"{}|^`\\]*>'
    r"|#[^\n\r]*|\\.|(?<=:)\w[\w-]*|" + _NAMED,
    re.DOTALL,
)
"""Strings, IRIs, comments, escapes, local names and variables."""
_SERVICE = re.compile(r"service", re.IGNORECASE)
_TARGET = re.compile(r"\s*(?:SILENT\s*)?<([^\x00-\x20<>\"{}|^`\\]*)>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")


def services(query: str, *, certain: bool) -> frozenset[str]:
    """Return the endpoints that a query calls; an empty text for one that it does not name by its IRI.

    `certain` leaves out nothing that could be a call, and may tell of calls that are none.

    >>> services("SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }", certain=True)
    frozenset({'https://example.org/sparql'})
    >>> services("SELECT ?service { ?service rdfs:label 'a service' }  # no SERVICE", certain=False)
    frozenset()
    >>> services("SELECT * { SERVICE ?anywhere { ?s ?p ?o } }", certain=False)
    frozenset({''})
    """
    skipped = _CERTAIN if certain else _LIKELY
    return frozenset(_called(query, skipped) | _called(_ESCAPE.sub(_unescaped, query), skipped))


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2], 16))


def _called(query: str, skipped: re.Pattern[str]) -> set[str]:
    called, place = set(), 0
    while place < len(query):
        if match := skipped.match(query, place):
            place = match.end()
        elif match := _SERVICE.match(query, place):
            place = match.end()
            target = _TARGET.match(query, place)
            called.add(target[1] if target else "")
        else:
            place += 1
    return called
