"""The examples in rule files: sentences with their mentions marked, and what a relation's rules must read in them.

`[首协会|Board=ceb]于[2020年5月|date]核可了[《路线图》|Framework=map]。` gives `ceb map when=2020-05`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.mentions import Reading
from cebgraph.mentions.values import find_dates, find_values, read_number
from cebgraph.model.mention import Candidate, Value
from cebgraph.model.report import Block, BlockKind
from cebgraph.model.statement import Statement
from cebgraph.passages import read_passage
from cebgraph.relations.matching import extract_relations, read_sentences
from cebgraph.resources.languages import load_language
from cebgraph.resources.lexicon import load_lexicon
from cebgraph.resources.rules import RuleBook
from cebgraph.spans import Span, TextView

_MARKED = re.compile(r"\[(?P<text>[^\[\]|]+)\|(?P<kind>[A-Za-z]+)(?:=(?P<id>[^\[\]]+))?\]")


def parse_example(marked: str, language: str) -> LinkedPassage:
    """Return the passage that a marked sentence stands for, with its mentions linked."""
    parts: list[str] = []
    links: list[Link] = []
    dates: list[Value] = []
    at = last = 0
    for match in _MARKED.finditer(marked):
        parts += [marked[last : match.start()], match["text"]]
        at += match.start() - last
        span = Span(at, at + len(match["text"]))
        at, last = span.end, match.end()
        if match["kind"] in {"date", "count"}:
            dates += _values(match, span, language)
        else:
            candidate = Candidate(span, match["text"], match["kind"], "example", thing=match["id"])
            links.append(Link(span, match["id"], match["kind"], candidate))
    text = "".join([*parts, marked[last:]])
    block = Block("example", BlockKind.PARAGRAPH, "1", TextView.of_pieces(text, [Span(0, len(text))]), (), "")
    modes = (value for value in find_values(text, load_lexicon(language).values) if value.kind == "mode")
    return LinkedPassage(
        Reading(read_passage(block, load_language(language).writing), (), (), (*dates, *modes)), tuple(links), ()
    )


def _values(match: re.Match[str], span: Span, language: str) -> list[Value]:
    if match["id"]:
        return [Value(span, match["kind"], match["id"])]
    values = load_lexicon(language).values
    if match["kind"] == "count":
        return [Value(span, "count", str(read_number(match["text"], values)))]
    return [Value(span, "date", value.value) for value in find_dates(match["text"], values)][:1]


def read_example(marked: str, predicate: str, book: RuleBook, language: str) -> Iterator[str]:
    """Yield what the rules of one relation read in a marked sentence, as rule files write it."""
    passage = parse_example(marked, language)
    for sentence in read_sentences(passage, book):
        for statement in extract_relations(sentence, book, {}):
            if statement.predicate == predicate:
                yield written(statement)


def written(statement: Statement) -> str:
    """Return a statement as rule files write it: `subject object status=… key=value`."""
    target = statement.object if isinstance(statement.object, str) else statement.object.value
    status = [f"status={statement.status.value}"] if statement.status else []
    return " ".join([statement.subject, target, *status, *(f"{q.key}={q.value}" for q in statement.qualifiers)])
