"""What things are called: IRIs in, a question for their names out; its answer in, names by language out.

The server asks that question as any other, so that pages need no store of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, parse_query_results

Names = Mapping[str, Mapping[str, str]]
"""The names of things, by IRI and language."""


def names_query(things: Iterable[str]) -> str:
    """Return the question in SPARQL for the names of some things.

    >>> print(names_query(["http://metadata.un.org/sdg/6"]))
    SELECT ?thing ?name WHERE {
      VALUES ?thing { <http://metadata.un.org/sdg/6> }
      ?thing rdfs:label|dcterms:title ?name
    }
    """
    listed = " ".join(str(NamedNode(thing)) for thing in things)
    return f"SELECT ?thing ?name WHERE {{\n  VALUES ?thing {{ {listed} }}\n  ?thing rdfs:label|dcterms:title ?name\n}}"


def read_names(content: bytes) -> Names:
    """Return the names that the answer to that question holds, in SPARQL 1.1 Query Results JSON Format.

    Of several in one language, the first by alphabet: the same page each time.
    """
    found = parse_query_results(content, QueryResultsFormat.JSON)
    names: dict[str, dict[str, str]] = {}
    for thing, name in () if isinstance(found, QueryBoolean) else found:
        if isinstance(thing, NamedNode) and isinstance(name, Literal):
            known = names.setdefault(thing.value, {})
            language = name.language or ""
            known[language] = min(known.get(language, name.value), name.value)
    return names
