"""The page where people ask the graph: what was asked and the answer in, HTML in one language out.

The page is whole as it comes from the server, so that it works without JavaScript; the scripts of `web/` fetch this
same page and take its parts, so that no answer is drawn in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from cebgraph.errors import CebgraphError, QuerySyntaxError
from cebgraph.pages.assets import is_built
from cebgraph.pages.cells import PageOf, cell_of, described
from cebgraph.pages.names import Names
from cebgraph.pages.outcomes import Table, Verdict
from cebgraph.pages.templates import render
from cebgraph.query import named_queries
from cebgraph.syntax import pointed

LANGUAGES = ("en", "zh")

Outcome = Table | Verdict | CebgraphError

_START = """SELECT ?committee ?name WHERE {
  ?committee a ceb:Committee ; rdfs:label ?name .
}"""
_TRIPLE = {"subject": "主语", "predicate": "谓语", "object": "宾语"}
_TABLE_FORMATS = (("JSON", "json", "json"), ("CSV", "csv", "csv"), ("TSV", "tsv", "tsv"), ("XML", "xml", "xml"))
_GRAPH_FORMATS = (
    ("Turtle", "turtle", "ttl"),
    ("N-Triples", "ntriples", "nt"),
    ("JSON-LD", "jsonld", "jsonld"),
    ("RDF/XML", "rdfxml", "rdf"),
)
_PLACE = re.compile(r"line (\d+), column (\d+): ")
_HEAD = re.compile(r"#\s*(?:title|description|param)\b.*\n?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader has asked for, and how the page is to speak."""

    query: str = ""
    language: str = "en"
    example: str = ""
    """A query of the library whose values were given, or are wrong."""
    values: Mapping[str, str] = field(default_factory=dict)
    dataset: tuple[tuple[str, str], ...] = ()
    """The graphs that it is asked of, as parameters of the protocol."""


def sparql_page(
    asked: Asked, outcome: Outcome | None = None, names: Names | None = None, page_of: PageOf = described
) -> str:
    """Return the page with a query and, where it was asked, its answer or why there is none.

    `names` are those of the things in the answer; `page_of` tells where a thing leads.
    """
    table = outcome if isinstance(outcome, Table) else None
    error = _words(outcome) if isinstance(outcome, CebgraphError) else ""
    place = _PLACE.match(error)
    return render(
        "sparql.html",
        language=asked.language,
        kept={"query": asked.query, **dict(asked.dataset)},
        query=asked.query,
        dataset=f"&{urlencode(asked.dataset)}" if asked.dataset else "",
        start=_START,
        example_name=asked.example,
        values=asked.values,
        examples=named_queries().values(),
        built=is_built("sparql.js"),
        table=table,
        heads=_heads(table, asked.language) if table else (),
        counted=_counted(table, asked.language) if table else "",
        rows=_rows(table, names or {}, asked.language, page_of) if table else (),
        verdict=outcome if isinstance(outcome, Verdict) else None,
        error=error[place.end() :] if place else error,
        place=place.groups() if place else (),
        table_formats=_TABLE_FORMATS,
        graph_formats=_GRAPH_FORMATS,
    )


def headed(text: str, language: str) -> str:
    r"""Return a query of the library under its title in one language alone, as the page puts it into the editor.

    >>> headed("# title@en: All\n# title@zh: 一切\n# param x: a thing\nSELECT * {}", "zh")
    '# 一切\nSELECT * {}'
    """
    title = re.search(rf"(?m)^#\s*title@{language}:\s*(.+)$", text)
    return (f"# {title[1]}\n" if title else "") + _HEAD.sub("", text).strip()


def language_of(chosen: str = "", kept: str = "", accept: str = "") -> str:
    """Return the language of a page: that of the address, else of the cookie, else the first that a browser takes.

    >>> language_of(accept="fr, zh-CN;q=0.9, en;q=0.8"), language_of("en", "zh"), language_of("xx")
    ('zh', 'en', 'en')
    """
    return next((tag for tag in (chosen, kept, *_accepted(accept)) if tag in LANGUAGES), LANGUAGES[0])


def _accepted(accept: str) -> list[str]:
    weighed: list[tuple[float, str]] = []
    for part in accept.lower().split(","):
        tag, _, weight = part.partition(";q=")
        quality = float(weight) if re.fullmatch(r"\s*[01](\.\d{0,3})?\s*", weight) else 1.0
        weighed.append((-quality, tag.strip().partition("-")[0]))
    return [tag for quality, tag in sorted(weighed, key=lambda pair: pair[0]) if quality]


def _words(error: CebgraphError) -> str:
    return pointed(error) if isinstance(error, QuerySyntaxError) else str(error)


def _heads(table: Table, language: str) -> list[tuple[str, str]]:
    translated = table.triples and language == "zh"
    return [(head, _TRIPLE[head] if translated else head) for head in table.heads]


def _rows(table: Table, names: Names, language: str, page_of: PageOf) -> list[list[object]]:
    return [[cell_of(node, names, language, page_of) for node in row] for row in table.rows]


def _counted(table: Table, language: str) -> str:
    """Tell how many rows there are, and how many of them are shown."""
    shown, total = len(table.rows), f"{table.total:,}"
    if language == "zh":
        noun = "个三元组" if table.triples else "行"
        if not table.whole:
            return f"前 {shown:,} {noun}（答案过大，未全部读取）"
        return f"{total} {noun}" if shown == table.total else f"{total} {noun}中的前 {shown:,} {noun}"
    noun = "triple" if table.triples else "row"
    plural = noun if table.total == 1 else f"{noun}s"
    if not table.whole:
        return f"The first {shown:,} {noun}s of a large answer"
    return f"{total} {plural}" if shown == table.total else f"The first {shown:,} of {total} {plural}"
