"""Text for a terminal on which a Chinese character is two columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cebgraph.iris import compact_iri
from cebgraph.tables import aligned

if TYPE_CHECKING:
    from cebgraph.describe import Fact, Portrait, Term
    from cebgraph.summary import Count, Summary

_QUOTES_SHOWN = 3


def columns(rows: Sequence[Sequence[str]], indent: str = "  ", *, rule: bool = False) -> Iterator[str]:
    """Give indented lines whose cells stand below one another."""
    return aligned(rows, indent=indent, rule=rule)


def summary_lines(summary: Summary) -> Iterator[str]:
    """Give a graph in numbers."""
    things = sum(count.number for count in summary.things)
    statements = sum(count.number for count in summary.statements)
    yield from _counted("Structure", summary.structure)
    yield from _counted(f"{things} {'thing' if things == 1 else 'things'} by class", summary.things)
    proofs = f"{summary.evidence} piece{'' if summary.evidence == 1 else 's'} of evidence"
    title = f"{statements} statement{'' if statements == 1 else 's'} by predicate, {proofs}"
    yield from _counted(title, summary.statements)
    if summary.statuses:
        others = ", ".join(f"{count.number} {count.term}" for count in summary.statuses)
        yield f"  of these not told as done or in force: {others}"


def _counted(title: str, counts: Iterable[Count]) -> Iterator[str]:
    rows = [[f"{count.number:>6}", count.term, count.chinese, count.english] for count in counts]
    yield title
    yield from columns(rows, indent="")
    yield ""


def portrait_lines(portrait: Portrait) -> Iterator[str]:
    """Give all that is known of a thing."""
    labels = [f"{text} [{language}]".removesuffix(" []") for kind, text, language in portrait.names if kind == "label"]
    yield from labels or [portrait.iri]
    yield f"  <{portrait.iri}>"
    yield "  " + ", ".join(_named(kind) for kind in portrait.classes)
    others = [[kind, text, language] for kind, text, language in portrait.names if kind != "label"]
    yield from _titled("Names and links", columns(others))
    yield from _titled("Facts", (line for fact in portrait.facts for line in _fact_lines(fact, portrait.iri)))
    links = [[_arm(fact, portrait.iri), _shown(_other(fact, portrait.iri))] for fact in portrait.links]
    yield from _titled("Also", columns(links))
    places = ", ".join(f"{place} ({times}×)" if times > 1 else place for place, times in portrait.mentions)
    yield from _titled("Named in", [f"  {places}"] if places else [])


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if not number:
            yield ""
            yield title
        yield line


def _fact_lines(fact: Fact, iri: str) -> Iterator[str]:
    if iri in (fact.subject.iri, fact.object.iri):
        yield f"  {_arm(fact, iri)} {_shown(_other(fact, iri))}{details(fact)}"
    else:
        yield f"  {_shown(fact.subject)} {_named(fact.predicate)} → {_shown(fact.object)}{details(fact)}"
    yield from quote_lines(fact)


def quote_lines(fact: Fact, indent: str = "      ") -> Iterator[str]:
    """Give the first of the words that say so, with their places."""
    for quote in fact.quotes[:_QUOTES_SHOWN]:
        yield f"{indent}{quote.place}: “{quote.text}”"
    if len(fact.quotes) > _QUOTES_SHOWN:
        yield f"{indent}and {len(fact.quotes) - _QUOTES_SHOWN} more"


def details(fact: Fact) -> str:
    """Return the status and the qualifiers of a fact in brackets; nothing where there are none."""
    told = [fact.status] if fact.status else []
    told += [f"{key} {term.label}" for key, term in fact.qualifiers]
    return f"  ({'; '.join(told)})" if told else ""


def _arm(fact: Fact, iri: str) -> str:
    return f"{_named(fact.predicate)} →" if fact.subject.iri == iri else f"← {_named(fact.predicate)}"


def _other(fact: Fact, iri: str) -> Term:
    return fact.object if fact.subject.iri == iri else fact.subject


def _shown(term: Term) -> str:
    return f"{term.label} <{term.iri}>" if term.iri and term.label != term.iri else term.label


def _named(term: Term) -> str:
    short = compact_iri(term.iri)
    return short if term.label == short else f"{term.label} {short}"
