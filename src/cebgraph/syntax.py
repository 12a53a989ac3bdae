"""Slips in a query, for people: a query that a parser refused in, the place and the reason out; names that are none.

Oxigraph's parser tells how far some rule of the grammar came, and all that this rule would have taken. A person wants
the beginning of what cannot be read, which rdflib's parser tells; it is asked only when a query was refused.
"""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, Store

from cebgraph.errors import QuerySyntaxError
from cebgraph.iris import ONTOLOGY, PREFIXES, compact_iri, expand

_AT = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<expected>.*)", re.DOTALL)
_PROLOGUE = re.compile(r"(?:\s|#[^\n]*|PREFIX\s+[^\s:]*:\s*<[^>\n]*>|BASE\s*<[^>\n]*>)*", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "COPY", "MOVE", "WITH"])
_WORD = re.compile(r"\w+|\S?")
_QUOTED = re.compile(r"<[^>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*")
_PREFIX = re.compile(r"PREFIX\s+([\w.-]*):", re.IGNORECASE)
_OURS = re.compile(r"(?<![\w:?$@.-])ceb:[A-Za-z]\w*")
_USED = re.compile(r"(?<![\w:?$@.-])([A-Za-z][\w.-]*):(?=[\w%\\])")
_AROUND = 100
"""Characters of a line that are shown on either side of a place."""
_IN_WORDS = re.compile(r"[A-Z][a-z]*(?: [\w?]+){3,}")
"""A reason in words, among the tokens that could have stood there."""


def refusal(query: str, message: str) -> QuerySyntaxError:
    r"""Return the error of a query that Oxigraph refused with a message.

    >>> print(refusal("SELECT * {\n  ?s ?p }", "error at 2:9: expected one of LATERAL, SERVICE, [_]"))
    line 2, column 3: cannot be read from here on (see https://www.w3.org/TR/sparql11-query/)
    """
    reason, place = _form(query) or _known(query, message) or _unread(query) or (_in_words(message), 0)
    line, start = query.count("\n", 0, place) + 1, query.rfind("\n", 0, place) + 1
    shown = max(start, place - _AROUND)
    excerpt = query[shown : place + _AROUND].partition("\n")[0] if place < len(query) else ""
    return QuerySyntaxError(reason, line, place - start + 1, excerpt, place - shown)


def _form(query: str) -> tuple[str, int] | None:
    """Return what is wrong with the word that a query begins with, and where it stands."""
    match = _PROLOGUE.match(query)
    place = match.end() if match else 0
    found = _WORD.match(query, place)
    word = found.group() if found else ""
    if not word:
        return "the query is empty", 0
    if word.upper() in _UPDATES:
        return f"{word} would change the graph, which is only read", place
    if word.upper() not in {*_FORMS, "PREFIX", "BASE"}:
        return f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}, not with ‘{word}’", place
    return None


def _known(query: str, message: str) -> tuple[str, int] | None:
    """Return what is wrong with a name, and where it stands."""
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), query)
    declared = {*PREFIXES, *_PREFIX.findall(bare)}
    if used := next((used for used in _USED.finditer(bare) if used[1] not in declared), None):
        return f"the prefix {used[1]}: is not declared", used.start()
    match = _AT.search(message)
    if match and "IRI parsing failed" in match["expected"]:
        lines = query.split("\n")[: int(match["line"]) - 1]
        place = sum(len(line) + 1 for line in lines) + int(match["column"]) - 1
        start = query.rfind("<", 0, place)
        return f"{query[start:place]} is not an absolute IRI", start
    return None


def _unread(query: str) -> tuple[str, int] | None:
    """Return where rdflib's parser stops; nothing where it reads the query whole, or is not made for one so long."""
    from pyparsing import ParseException  # noqa: PLC0415  # only a query that was refused pays for it
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415  # the same

    try:
        parseQuery(query.replace("\t", " "))  # the parser would make eight columns of one
    except RecursionError:
        return None
    except ParseException as error:
        end = len(query.rstrip())
        if error.loc >= end:
            return "the query ends before it is complete", end
        return "cannot be read from here on", error.loc
    return None


def _in_words(message: str) -> str:
    match = _IN_WORDS.search(message)
    return match.group()[0].lower() + match.group()[1:] if match else "is not SPARQL as this store reads it"


def pointed(error: QuerySyntaxError) -> str:
    """Return an error with the line of the query and a mark below the place.

    >>> print(pointed(QuerySyntaxError("cannot be read from here on", 2, 3, "  ?s ?p }", 2)))
    line 2, column 3: cannot be read from here on (see https://www.w3.org/TR/sparql11-query/)
      ?s ?p }
      ^
    """
    from wcwidth import wcswidth  # noqa: PLC0415  # slow to load, and rarely needed

    if not error.excerpt:
        return str(error)
    shown = error.excerpt.replace("\t", " ")
    return "\n".join([str(error), shown, " " * max(wcswidth(shown[: error.mark]), 0) + "^"])


def strange_terms(store: Store, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names in a query that look like terms of the vocabulary and are none, each with those near it.

    A query with such a name is in order, and its answer is empty.
    """
    ours = {match: NamedNode(expand(match)) for match in _OURS.findall(_QUOTED.sub("", text))}
    strange = [name for name, term in ours.items() if not any(store.quads_for_pattern(term, None, None, None))]
    if not strange:
        return ()
    from difflib import get_close_matches  # noqa: PLC0415  # slow to load, and rarely needed

    label = NamedNode(expand("rdfs:label"))
    labelled = {str(quad.subject).strip("<>") for quad in store.quads_for_pattern(None, label, None, None)}
    known = sorted(compact_iri(iri) for iri in labelled if iri.startswith(ONTOLOGY))
    return tuple((name, tuple(get_close_matches(name, known, n=3, cutoff=0.7))) for name in strange)
