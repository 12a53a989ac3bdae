"""Editions of one report in several languages: extractions in, the same with what they both speak of under one id, out.

What an authority or a symbol identifies has one id in every language. Anything else is the same thing where both
editions say the same of it at the same place: paragraphs and notes have the same numbers in all languages. Where
several things fit one place (a list), they are paired in their order, if there are as many on both sides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cebgraph.merging import claim_of, merge_statements
from cebgraph.model.extraction import Extraction
from cebgraph.model.statement import Literal, Statement
from cebgraph.model.thing import FAMILY_OF, Name, NameRole, Thing

_THINGS = frozenset({"regarding", "place"})
_CERTAIN, _BY_ORDER = 3, 1
"""What a place counts that only one thing on each side fits, and one where the order decides."""
_FIRST = ("zh", "en")
"""Languages whose ids and labels are kept, before all others."""


class _Place(NamedTuple):
    """What is said of a thing somewhere, without the thing itself."""

    block: str
    predicate: str
    role: str
    other: str
    """The other end: the id of a thing that both editions know, or a value."""
    family: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that one edition makes and another, which has the same part, does not."""

    language: str
    statement: Statement
    block: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two editions of a report say, as far as they have the same parts."""

    both: int
    """Statements that both make."""
    only: tuple[Told, ...]
    """In the order of the parts."""


def align(extractions: Iterable[Extraction]) -> tuple[Extraction, ...]:
    """Return extractions in which editions of one report name the same things by the same ids.

    The result does not depend on the order in which they are given; what is returned is in that order.
    """
    given = list(extractions)
    editions: dict[str, list[int]] = defaultdict(list)
    for index, extraction in enumerate(given):
        editions[extraction.document].append(index)
    for indexes in editions.values():
        ordered = sorted(indexes, key=lambda index: _rank(given[index]))
        if len({given[index].report.source.language for index in indexes}) == 1:
            continue
        for at, index in enumerate(ordered[1:], start=1):
            for earlier in ordered[:at]:
                given[earlier], given[index] = _one_by_one(given[earlier], given[index])
        for index, extraction in zip(ordered, _agreed([given[index] for index in ordered]), strict=True):
            given[index] = extraction
    return tuple(given)


def matches(one: Extraction, other: Extraction) -> Mapping[str, str]:
    """Return for things of the other edition the ids that the one has for them."""
    found: dict[str, str] = {}
    while new := _next_matches(one, renamed(other, found)):
        found |= new
    return found


def _one_by_one(one: Extraction, other: Extraction) -> tuple[Extraction, Extraction]:
    """Return two editions with one id for each thing: that of an authority, else that of the first."""
    known = {thing.id for thing in other.things if thing.known}
    found = matches(one, other)
    ours = {kept: theirs for theirs, kept in found.items() if theirs in known}
    first = renamed(one, ours)
    second = renamed(other, {theirs: kept for theirs, kept in found.items() if theirs not in known})
    return first, _of_same_kinds(second, first)


def _of_same_kinds(edition: Extraction, like: Extraction) -> Extraction:
    """Return an edition in which things are of the kind that another calls them."""
    kinds = {thing.id: thing for thing in like.things}
    things = (
        replace(thing, kind=kinds[thing.id].kind, undo_class=kinds[thing.id].undo_class) if thing.id in kinds else thing
        for thing in edition.things
    )
    return replace(edition, things=tuple(things))


def compare(one: Extraction, other: Extraction) -> Comparison:
    """Return what two editions, aligned, say both and what only one says in a part that both have."""
    keys = [{claim_of(statement) for statement in edition.statements} for edition in (one, other)]
    shared = {block.id for block in one.report.blocks} & {block.id for block in other.report.blocks}
    only = (
        Told(edition.report.source.language, statement, statement.evidence[0].block)
        for edition, theirs in ((one, keys[1]), (other, keys[0]))
        for statement in edition.statements
        if claim_of(statement) not in theirs and statement.evidence[0].block in shared
    )
    order = {block.id: index for index, block in enumerate(one.report.blocks)}
    told = sorted(only, key=lambda found: (order[found.block], found.language, str(claim_of(found.statement))))
    return Comparison(len(keys[0] & keys[1]), tuple(told))


def renamed(extraction: Extraction, ids: Mapping[str, str]) -> Extraction:
    """Return an extraction in which things have other ids; statements that then say the same are one."""
    if not ids:
        return extraction
    things: dict[str, Thing] = {}
    for thing in extraction.things:
        kept = replace(thing, id=ids.get(thing.id, thing.id))
        things[kept.id] = _joined(things[kept.id], kept) if kept.id in things else kept
    return replace(
        extraction,
        things=tuple(things[identifier] for identifier in sorted(things)),
        mentions=tuple(
            replace(mention, thing=ids.get(mention.thing, mention.thing)) for mention in extraction.mentions
        ),
        statements=merge_statements(_said_of(statement, ids) for statement in extraction.statements),
    )


def _rank(extraction: Extraction) -> tuple[int, str, str]:
    language = extraction.report.source.language
    place = _FIRST.index(language) if language in _FIRST else len(_FIRST)
    return place, language, extraction.report.source.name


def _next_matches(one: Extraction, other: Extraction) -> dict[str, str]:
    """Return the pairs that most places speak for, each against all others of either thing."""
    votes: Counter[tuple[str, str]] = Counter()
    shared = {thing.id for thing in one.things} & {thing.id for thing in other.things}
    certain = {thing.id for edition in (one, other) for thing in edition.things if thing.known}
    ours, theirs = (_places(edition, shared) for edition in (one, other))
    for place in ours.keys() & theirs.keys():
        weight = _CERTAIN if len(ours[place]) == 1 else _BY_ORDER
        if len(ours[place]) == len(theirs[place]):
            pairs = zip(theirs[place], ours[place], strict=True)
            votes.update(dict.fromkeys((pair for pair in pairs if not certain.issuperset(pair)), weight))
    return _unrivalled(votes)


def _unrivalled(votes: Mapping[tuple[str, str], int]) -> dict[str, str]:
    counts: dict[tuple[int, str], list[int]] = defaultdict(list)
    for pair, count in votes.items():
        for side, thing in enumerate(pair):
            counts[side, thing].append(count)
    return {
        theirs: ours
        for (theirs, ours), count in votes.items()
        if all(count == max(found) and found.count(count) == 1 for found in (counts[0, theirs], counts[1, ours]))
    }


def _places(edition: Extraction, shared: Container[str]) -> Mapping[_Place, Sequence[str]]:
    """Return what may be matched, by what is said of it, in the order of the words."""
    families = {thing.id: _family(thing) for thing in edition.things if thing.id not in shared}
    found: dict[_Place, dict[str, None]] = defaultdict(dict)
    said = [(evidence, statement) for statement in edition.statements for evidence in statement.evidence]
    for evidence, statement in sorted(said, key=lambda one: (one[0].block, one[0].span, str(one[1].object))):
        for role, thing, other in _ends(statement):
            if thing in families and (not isinstance(other, str) or other in shared):
                text = other if isinstance(other, str) else other.value
                place = _Place(evidence.block, statement.predicate, role, text, families[thing])
                found[place][thing] = None
    return {place: tuple(things) for place, things in found.items()}


def _family(thing: Thing) -> str:
    """Return what a thing may not differ in from the same thing in another language.

    Whether procedures are a document or an initiative no name tells for certain.
    """
    family = FAMILY_OF[thing.kind]
    return "work" if family in {"document", "initiative"} else family


def _ends(statement: Statement) -> Iterator[tuple[str, str, str | Literal]]:
    """Give each thing of a statement with its role and the other end; no values that are words of a language."""
    target = statement.object
    if isinstance(target, str):
        yield "subject", statement.subject, target
        yield "object", target, statement.subject
    elif not target.language:
        yield "subject", statement.subject, target
    for qualifier in statement.qualifiers:
        if qualifier.key in _THINGS:
            yield qualifier.key, qualifier.value, statement.subject


def _said_of(statement: Statement, ids: Mapping[str, str]) -> Statement:
    target = statement.object
    return replace(
        statement,
        subject=ids.get(statement.subject, statement.subject),
        object=ids.get(target, target) if isinstance(target, str) else target,
        qualifiers=tuple(
            replace(q, value=ids.get(q.value, q.value)) if q.key in _THINGS else q for q in statement.qualifiers
        ),
    )


def _joined(one: Thing, other: Thing) -> Thing:
    """Return one thing for two; of two labels in a language the first stays, the other is another name."""
    labelled = {name.language for name in one.names if name.role is NameRole.LABEL}
    further = (
        Name(name.text, name.language, NameRole.ALT)
        if name.role is NameRole.LABEL and name.language in labelled
        else name
        for name in other.names
    )
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, *further))),
        symbols=tuple(dict.fromkeys((*one.symbols, *other.symbols))),
        pages=tuple(dict.fromkeys((*one.pages, *other.pages))),
    )


def _agreed(editions: Sequence[Extraction]) -> Iterator[Extraction]:
    """Give editions in which statements that say the same have the same qualifiers: all that any of them tells.

    A statement in which editions contradict each other stays as each tells it.
    """
    merged = merge_statements(
        _marked(statement, at) for at, edition in enumerate(editions) for statement in edition.statements
    )
    for at, edition in enumerate(editions):
        mine = (_unmarked(statement, at) for statement in merged)
        yield replace(edition, statements=tuple(statement for statement in mine if statement.evidence))


def _marked(statement: Statement, at: int) -> Statement:
    """Return a statement whose proof tells of which edition it is."""
    return replace(
        statement, evidence=tuple(replace(proof, block=f"{at} {proof.block}") for proof in statement.evidence)
    )


def _unmarked(statement: Statement, at: int) -> Statement:
    mark = f"{at} "
    own = [proof for proof in statement.evidence if proof.block.startswith(mark)]
    return replace(
        statement, evidence=tuple(sorted(replace(proof, block=proof.block.removeprefix(mark)) for proof in own))
    )
