"""Matching: what a report gave in the terms of its gold standard.

A thing matches a gold entity by symbol, else by a shared name, else, for a meeting, by who held it and when. What
matches nothing keeps its own name behind a `?`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cebgraph.evaluate.gold import Gold, GoldFact
from cebgraph.iris import normal_name
from cebgraph.model.extraction import Extraction
from cebgraph.model.report import Block, BlockKind
from cebgraph.model.statement import Literal, Statement
from cebgraph.model.thing import NameRole, Thing

PREDICATES = {
    "org:subOrganizationOf": "subBodyOf",
    "org:memberOf": "memberOf",
    "dcterms:references": "references",
    "dcterms:isPartOf": "partOf",
    "dcterms:date": "dated",
    "dcterms:issued": "dated",
    "dcterms:temporal": "covers",
    "dcterms:subject": "about",
    "foaf:page": "url",
    "schema:location": "inPlace",
    "ceb:figure": "figures",
}
_PLACES = {BlockKind.PARAGRAPH: "", BlockKind.FOOTNOTE: "fn", BlockKind.FIGURE: "fig"}
_SDG = "http://metadata.un.org/sdg/"
_REPORT = "report"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that was found, in the terms of the gold standard."""

    subject: str
    predicate: str
    object: str
    status: str
    qualifiers: Mapping[str, str]
    places: frozenset[str]
    rule: str
    words: str


def link_gold(extraction: Extraction, gold: Gold) -> dict[str, str]:
    """Return the gold entity of each thing that has one, by the thing's id."""
    by_name, by_symbol = _index(gold)
    links: dict[str, str] = {}
    for thing in extraction.things:
        found = _gold_of(thing, by_name, by_symbol)
        if thing.id == extraction.document and any(entity.id == _REPORT for entity in gold.entities):
            found = _REPORT
        if found:
            links[thing.id] = found
    return links | _meetings(extraction, gold, links)


def told_facts(extraction: Extraction, links: Mapping[str, str]) -> tuple[Told, ...]:
    """Return the statements of an extraction in the terms of the gold standard; undocs links are left out."""
    blocks = {block.id: block for block in extraction.report.blocks}
    names = {thing.id: f"?{thing.names[0].text}" for thing in extraction.things if thing.names} | dict(links)
    told = (_told(statement, names, blocks) for statement in extraction.statements)
    return tuple(fact for fact in told if not (fact.predicate == "url" and "undocs" in fact.object))


def _index(gold: Gold) -> tuple[dict[str, str], dict[str, str]]:
    by_name: dict[str, str] = {}
    by_symbol: dict[str, str] = {}
    for entity in gold.entities:
        for name in entity.names:
            by_name.setdefault(normal_name(name), entity.id)
        if entity.symbol:
            by_symbol[normal_name(entity.symbol)] = entity.id
        if entity.kind == "Goal":
            by_symbol[f"{_SDG}{entity.id.partition('-')[2]}"] = entity.id
    return by_name, by_symbol


def _gold_of(thing: Thing, by_name: Mapping[str, str], by_symbol: Mapping[str, str]) -> str:
    keys = [by_symbol.get(thing.id, ""), *(by_symbol.get(normal_name(symbol), "") for symbol in thing.symbols)]
    shown = (name.text for name in thing.names if name.role is not NameRole.HIDDEN)
    return next(filter(None, [*keys, *(by_name.get(normal_name(name), "") for name in shown)]), "")


def _meetings(extraction: Extraction, gold: Gold, links: Mapping[str, str]) -> dict[str, str]:
    """Match meetings that have no name by who held them and when."""
    held = {
        (fact.subject, fact.qualifiers["when"]): fact.object
        for fact in gold.facts
        if fact.predicate == "held" and "when" in fact.qualifiers
    }
    taken, found = set(links.values()), {}
    for statement in extraction.statements:
        if statement.predicate != "ceb:held" or not isinstance(statement.object, str):
            continue
        when = next((q.value for q in statement.qualifiers if q.key == "when"), "")
        entity = held.get((links.get(statement.subject, ""), when), "")
        if entity and entity not in taken and statement.object not in links and statement.object not in found:
            found[statement.object] = entity
            taken.add(entity)
    return found


def _told(statement: Statement, names: Mapping[str, str], blocks: Mapping[str, Block]) -> Told:
    target = statement.object
    said = f'"{target.value}"' if isinstance(target, Literal) else names.get(target, f"?{target}")
    evidence = statement.evidence[0]
    return Told(
        subject=names.get(statement.subject, f"?{statement.subject}"),
        predicate=PREDICATES.get(statement.predicate, statement.predicate.partition(":")[2]),
        object=said,
        status=statement.status.value,
        qualifiers=_qualifiers(statement, names),
        places=frozenset(_places(statement, blocks)),
        rule=evidence.rule,
        words=evidence.span.of(blocks[evidence.block].text),
    )


def _qualifiers(statement: Statement, names: Mapping[str, str]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for qualifier in statement.qualifiers:
        values.setdefault(qualifier.key, []).append(names.get(qualifier.value, qualifier.value))
    return {key: ",".join(sorted(found)) for key, found in values.items()}


def _places(statement: Statement, blocks: Mapping[str, Block]) -> Iterator[str]:
    for evidence in statement.evidence:
        block = blocks[evidence.block]
        if block.number:
            yield _PLACES.get(block.kind, "h:") + block.number


def gold_sentence(fact: GoldFact, gold: Gold) -> str:
    """Return a gold fact as a sentence: `首协会 endorsed 路线图 (when=2020-05) at 17: “…核可了…”`."""
    labels = {entity.id: entity.names[0] for entity in gold.entities}
    qualifiers = "; ".join(f"{key}={labels.get(value, value)}" for key, value in fact.qualifiers.items())
    said = f"{labels.get(fact.subject, fact.subject)} {fact.predicate} {labels.get(fact.object, fact.object)}"
    return f"{said}{f' ({qualifiers})' if qualifiers else ''} at {','.join(fact.at)}: “{fact.evidence}”"
