"""Questions and answers: SPARQL over a store, the shipped queries, and answers as tables, files or RDF.

The shipped queries stand in data/queries/*.rq. Their head says in comments what they ask, in English and Chinese, and
which values they take; a value is the name, acronym, symbol, path or IRI of a thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from cebgraph.errors import DataFileError, QueryError
from cebgraph.iris import BASE, PREFIXES, compact_iri
from cebgraph.quads import used_prefixes
from cebgraph.resources.paths import folder
from cebgraph.syntax import refusal

Answer = QuerySolutions | QueryBoolean | QueryTriples

_COMMENT = re.compile(
    r"^#\s*(?P<key>title|description|param)(?:@(?P<language>\w\w))?(?:\s+(?P<name>\w+))?:\s*(?P<text>.+)$"
)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library."""

    name: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    params: Mapping[str, str]
    """What each value means, by its variable; after a colon, values to try."""
    params_zh: Mapping[str, str]
    """The same in Chinese, without values."""
    text: str


@lru_cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the shipped queries by name.

    Raises DataFileError where a file lacks its title or description in a language.
    """
    queries: dict[str, NamedQuery] = {}
    faults: list[str] = []
    for path in sorted(_library().glob("*.rq")):
        told, query = _read_head(path.stem, path.read_text(encoding="utf-8"))
        wanted = [(key, language) for key in ("title", "description") for language in ("en", "zh")]
        faults += [f"{path}: no '{key}@{language}'" for key, language in wanted if (key, language) not in told]
        faults += [f"{path}: no 'param@zh {param}'" for param in query.params if param not in query.params_zh]
        queries[path.stem] = query
    if faults:
        raise DataFileError(faults)
    return queries


def _library() -> Path:
    return folder("data") / "queries"


def query_of(text: str) -> NamedQuery:
    """Return a query of one's own, with the values that its head says it takes."""
    return _read_head("", text)[1]


def _read_head(name: str, text: str) -> tuple[Mapping[tuple[str, str], str], NamedQuery]:
    """Return what the comments of a query say, by key and language, and the query."""
    found = [match for match in map(_COMMENT.match, text.splitlines()) if match]
    told = {(match["key"], match["language"] or ""): match["text"] for match in found if match["key"] != "param"}
    params, params_zh = (
        {match["name"]: match["text"] for match in found if (match["key"], match["language"]) == ("param", language)}
        for language in (None, "zh")
    )
    (title, title_zh), (description, description_zh) = (
        [told.get((key, language), "") for language in ("en", "zh")] for key in ("title", "description")
    )
    return told, NamedQuery(name, title, title_zh, description, description_zh, params, params_zh, text)


def named_query(name: str) -> NamedQuery:
    """Return a shipped query.

    Raises QueryError for an unknown name.
    """
    path = _library() / f"{name}.rq"
    if path.parent != _library() or not path.is_file():
        from difflib import get_close_matches  # noqa: PLC0415  # slow to load, and rarely needed

        msg = f"no query is called {name!r}"
        near = get_close_matches(name, named_queries(), n=3)
        raise QueryError(msg, hint=f"near it: {', '.join(near)}" if near else "`cebgraph query --list` lists them")
    return _read_head(name, path.read_text(encoding="utf-8"))[1]


def filled(query: NamedQuery, values: Mapping[str, str], store: Store) -> str:
    """Return the text of a shipped query with its values put in.

    Raises QueryError for a missing or unknown value, and one that names no thing or several.
    """
    whose = f"the query {query.name!r}" if query.name else "the query"
    takes = "; ".join(f"{param}: {meaning}" for param, meaning in query.params.items())
    if unknown := sorted(set(values) - set(query.params)):
        raise QueryError(f"{whose} takes no {unknown[0]!r}", hint=f"it takes {takes or 'no values'}")
    if missing := [param for param in query.params if param not in values]:
        raise QueryError(f"{whose} lacks a value for {' and '.join(missing)}", hint=f"it takes {takes}")
    text = query.text
    for param, value in values.items():
        text = re.sub(rf"\?{param}\b", f"<{thing_named(value, store)}>", text)
    return text


def thing_named(name: str, store: Store) -> str:
    """Return the IRI of the one thing that has a name, acronym, symbol, path or IRI.

    Raises QueryError where there is none, or several.
    """
    from cebgraph.describe import find_things, near_names, term_of  # noqa: PLC0415  # slow to load, and rarely needed

    found = find_things(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        from cebgraph.tables import aligned  # noqa: PLC0415  # the same

        rows = [[term_of(store, iri).label, iri] for iri in found]
        lines = [f"{len(found)} things have the name {name!r}; ask for one by its IRI:", *aligned(rows, indent="  ")]
        raise QueryError("\n".join(lines))
    near = near_names(store, name)
    hint = f"near it: {', '.join(near)}" if near else "`cebgraph stats` says what there is"
    raise QueryError(f"nothing has the name {name!r}", hint=hint)


def run_query(
    store: Store,
    text: str,
    *,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> Answer:
    """Ask a store a question in SPARQL; the prefixes of the vocabulary need not be declared.

    Graphs given by their IRIs are the dataset that is asked, in place of the one that the query names.

    Raises QuerySyntaxError with the place where the query cannot be read, QueryError where it cannot be answered.
    """
    try:
        return store.query(
            text,
            prefixes=dict(PREFIXES),
            default_graph=None if default_graphs is None else [NamedNode(graph) for graph in default_graphs],
            named_graphs=None if named_graphs is None else [NamedNode(graph) for graph in named_graphs],
        )
    except SyntaxError as error:
        raise refusal(text, str(error)) from None
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(str(error)) from None


def select(store: Store, text: str) -> QuerySolutions:
    """Ask a store a question of our own, which is a SELECT.

    Raises QueryError where it cannot be answered.
    """
    return cast("QuerySolutions", run_query(store, text))


def written(answer: Answer, form: str) -> str:
    """Return an answer in a format of RESULT_FORMATS.

    Raises QueryError where the format does not hold such an answer.
    """
    if isinstance(answer, QueryTriples):
        if form not in {"turtle", "table"}:
            msg = f"the answer is a graph and cannot be written as {form}"
            raise QueryError(msg, hint="--format turtle")
        triples = list(answer)
        return (serialize(triples, format=RdfFormat.TURTLE, prefixes=used_prefixes(triples)) or b"").decode()
    return RESULT_FORMATS[form](answer)


def _table(answer: QuerySolutions | QueryBoolean) -> str:
    if isinstance(answer, QueryBoolean):
        return "yes\n" if answer else "no\n"
    from cebgraph.tables import aligned  # noqa: PLC0415  # slow to load, and for this form only

    heads = [variable.value for variable in answer.variables]
    rows = [[shortened(solution[index]) for index in range(len(heads))] for solution in answer]
    return "\n".join([*aligned([heads, *rows], rule=True), f"({len(rows)} row{'' if len(rows) == 1 else 's'})"]) + "\n"


def shortened(value: object) -> str:
    """Return a term as a table shows it: an IRI with its prefix or as a path, a literal as its text."""
    if value is None:
        return ""
    if isinstance(value, Literal):
        return value.value.replace("\n", " ")
    if isinstance(value, NamedNode):
        return value.value.removeprefix(BASE) if value.value.startswith(BASE) else compact_iri(value.value)
    return str(value)


def _serialized(form: QueryResultsFormat) -> Callable[[QuerySolutions | QueryBoolean], str]:
    def to_text(answer: QuerySolutions | QueryBoolean) -> str:
        return (answer.serialize(format=form) or b"").decode().rstrip("\n") + "\n"

    return to_text


def _not_a_table(_: QuerySolutions | QueryBoolean) -> str:
    msg = "the answer is a table and cannot be written as turtle"
    raise QueryError(msg, hint="--format table, csv, tsv, json or xml")


RESULT_FORMATS: Mapping[str, Callable[[QuerySolutions | QueryBoolean], str]] = {
    "table": _table,
    "csv": _serialized(QueryResultsFormat.CSV),
    "tsv": _serialized(QueryResultsFormat.TSV),
    "json": _serialized(QueryResultsFormat.JSON),
    "xml": _serialized(QueryResultsFormat.XML),
    "turtle": _not_a_table,
}
