"""Matching: rules over the masked sentences of a passage, to statements with qualifiers, status and evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.model.mention import Value
from cebgraph.model.report import BlockKind
from cebgraph.model.statement import Evidence, Literal, Qualifier, Statement, Status
from cebgraph.model.thing import FAMILY_OF
from cebgraph.relations.assertion import assess, directed, is_aim
from cebgraph.relations.carrying import carried_mentions, owner_of
from cebgraph.relations.clauses import clause_at, find_clauses
from cebgraph.relations.hits import Hit, Sentence, holds, is_kind
from cebgraph.relations.masks import Filler, Mask, mask_sentence
from cebgraph.relations.qualifiers import find_dates, find_qualifiers
from cebgraph.resources.rules import Relation, Rule, RuleBook
from cebgraph.spans import Span

_STATED, _CARRIED, _RECALLED = 0.95, 0.9, 0.8
_MARKS = frozenset({"act", "carry", "note"})


def read_sentences(
    passage: LinkedPassage,
    book: RuleBook,
    holders: Collection[str] = (),
    speaker: tuple[Link, ...] = (),
    hearer: tuple[Link, ...] = (),
) -> Iterator[Sentence]:
    """Yield the masked sentences of a passage in order, each with the subjects of its clauses.

    `speaker` is who acts in what names nobody; `hearer` the body before which things are presented.
    """
    in_table = passage.reading.passage.block.kind is BlockKind.TABLE
    before, earlier, introduced = speaker if in_table else (), tuple[Link, ...](), tuple[Link, ...]()
    for span in passage.reading.passage.sentences:
        mask = mask_sentence(passage, span, book.clauses, holders)
        if not mask.text:
            continue
        if introduced and book.clauses.item.match(passage.text, span.start):
            before = introduced
        clauses = find_clauses(mask, book.clauses, before, speaker)
        yield Sentence(passage, span, mask, clauses, book.clauses, earlier, hearer)
        if in_table:
            continue  # no cell goes on to speak of what stands in another
        before = next((clause.subject for clause in clauses if clause.own), before)
        if book.clauses.introduction.search(mask.text):
            introduced = before
        named = [filler for group in mask.fillers for filler in group if isinstance(filler, Link)]
        earlier = (*before, *reversed(named))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A place where a rule matched: what it states there, or why it states nothing."""

    rule: Rule
    match: re.Match[str]
    statements: tuple[Statement, ...] = ()
    refused: str = ""


def extract_relations(sentence: Sentence, book: RuleBook, holders: Mapping[str, str]) -> Iterator[Statement]:
    """Yield the statements that the rules read in a sentence; `holders` are the bodies of meetings."""
    for attempt in attempt_relations(sentence, book, holders):
        yield from attempt.statements


def attempt_relations(sentence: Sentence, book: RuleBook, holders: Mapping[str, str]) -> Iterator[Attempt]:
    """Yield every place in a sentence where a rule matches."""
    for relation in book.relations:
        for rule in relation.rules:
            for match in rule.pattern.finditer(sentence.mask.text):
                yield _attempt(_hit(rule, relation, sentence, match), book, holders)


def _attempt(hit: Hit, book: RuleBook, holders: Mapping[str, str]) -> Attempt:
    def refused(why: str) -> Attempt:
        return Attempt(hit.rule, hit.match, refused=why)

    if _is_oblique(hit, book):
        return refused("who should act stands behind a preposition")
    filled = _filled(hit, holders)
    empty = next((role for role in ("subject", "object") if not filled.roles[role]), "")
    if empty:
        return refused(f"no {'|'.join(hit.rule.kinds[empty])} stands in the role of {empty}")
    status = _status(filled, book)
    if status is None:
        return refused("an aim, or what someone is merely encouraged to do, is no act")
    return Attempt(hit.rule, hit.match, tuple(_statements(filled, status)))


def _hit(rule: Rule, relation: Relation, sentence: Sentence, match: re.Match[str]) -> Hit:
    """Take the mentions in the roles of a match; a clause that does not name its subject carries it over."""
    clause = clause_at(sentence.clauses, match.start("act") if holds(match, "act") else match.start())
    roles: dict[str, tuple[Filler, ...]] = {}
    for role in match.re.groupindex:
        at = match.start(role)
        if role not in _MARKS and 0 <= at < len(sentence.mask.fillers):
            roles[role] = sentence.mask.fillers[at]
    confidence = _STATED
    if rule.carries in {"object", "subject", "regarding"}:
        kinds = rule.kinds.get(rule.carries, relation.regarding)
        own = roles.get("subject", ())
        fits = lambda link: is_kind(link, kinds) and link not in own  # noqa: E731
        start = match.start("object") if rule.carries == "regarding" and holds(match, "object") else match.start()
        carried = carried_mentions(sentence, start, fits, far=rule.far, beside=rule.relative)
        roles[rule.carries] = carried
    roles |= _of_the_text(rule, roles, sentence, match.start())
    if "subject" not in roles and _in_table(sentence) and not relation.decisive:
        roles["subject"] = ()  # 组建工作组, in a table of decisions: not done yet
    elif "subject" not in roles:
        roles["subject"] = clause.subject
        named = any(other.own and other.start <= clause.start for other in sentence.clauses)
        confidence = _CARRIED if named else _RECALLED
    return Hit(rule, relation, sentence, match, roles, clause, confidence)


def _of_the_text(
    rule: Rule, roles: Mapping[str, tuple[Filler, ...]], sentence: Sentence, start: int
) -> dict[str, tuple[Filler, ...]]:
    """Return the role that a rule fills with what its words only imply: a meeting's body, an owner, who listens."""
    if rule.carries == "hearer":
        told = {filler.thing for filler in roles.get("subject", ()) if isinstance(filler, Link)}
        return {"object": tuple(one for one in sentence.hearer if one.thing not in told)}
    if rule.carries == "holder":
        return {"subject": roles["object"]}
    return {"subject": owner_of(sentence, start)} if rule.carries == "owner" else {}


def _in_table(sentence: Sentence) -> bool:
    return sentence.passage.reading.passage.block.kind is BlockKind.TABLE


def _filled(hit: Hit, holders: Mapping[str, str]) -> Hit:
    """Keep in subject and object what their kinds allow."""
    rule, roles = hit.rule, dict(hit.roles)
    if "object" not in roles:  # one another: the first named with each of the others
        roles["subject"], roles["object"] = roles["subject"][:1], roles["subject"][1:]
    roles |= {role: roles[pattern_role] for role, pattern_role in rule.swaps.items()}
    if rule.all_objects:
        roles["object"] = _all_behind(hit.sentence.mask, hit.match, roles["object"])
    if rule.relative:
        roles["object"] = _governed(roles["object"], hit.sentence)
    for role in ("subject", "object"):
        kinds = rule.kinds[rule.swaps.get(role, role)]
        acting = (_actor(filler, kinds, holders) for filler in roles[role])
        roles[role] = tuple(filler for filler in acting if is_kind(filler, kinds))
    if roles["subject"] and hit.relation.joint:
        roles["subject"] = tuple(dict.fromkeys((*roles["subject"], *_fellows(hit))))
    return replace(hit, roles=roles)


def _fellows(hit: Hit) -> Iterator[Filler]:
    """Yield those who are said to do the act with the subject."""
    match, mask = hit.match, hit.sentence.mask
    if not hit.names("act"):
        return
    window = (
        (match.start(), match.end("act"))
        if hit.rule.relative
        else (min(hit.clause.start, match.start()), match.end("act"))
    )
    grammar = hit.sentence.grammar
    before = (found for pattern in grammar.fellows for found in pattern.finditer(mask.text, *window))
    behind = (pattern.match(mask.text, match.end()) for pattern in grammar.fellows_behind)
    for found in filter(None, (*before, *behind)):
        yield from (filler for filler in mask.fillers[found.start("fellow")] if is_kind(filler, ("Agent",)))


def _governed(objects: tuple[Filler, ...], sentence: Sentence) -> tuple[Filler, ...]:
    """Keep what a clause before the noun speaks of: it does not reach over a loose joint."""
    kept = objects[:1]
    for one, other in pairwise(objects):
        between = sentence.passage.text[one.span.end : other.span.start]
        if any(word in between for word in sentence.grammar.loose):
            break
        kept = (*kept, other)
    return kept


def _is_oblique(hit: Hit, book: RuleBook) -> bool:
    """Say whether the subject of a rule that opens with it stands behind a preposition."""
    match, text = hit.match, hit.sentence.mask.text
    start = match.start("subject") if hit.names("subject") else -1
    if start != match.start() or start <= 0:
        return False
    before = text[max(0, start - book.assertion.adjacent) : start]
    if hit.rule.relative:
        return bool(book.clauses.comitative.search(before))
    if not book.clauses.oblique.search(before) or directed(before, book.assertion) is not Status.ASSERTED:
        return False
    end = clause_at(hit.sentence.clauses, start).end
    return not book.clauses.circumstance.match(text[start - 1 : end])


def _actor(filler: Filler, kinds: tuple[str, ...], holders: Mapping[str, str]) -> Filler:
    """Take the body for its meeting, and the organ for its resolution, where these act (第70/244号决议核准的办法)."""
    if isinstance(filler, Link) and filler.candidate.organ and "Agent" in kinds:
        return Link(filler.span, filler.candidate.organ, "Organ", filler.candidate)
    if isinstance(filler, Link) and filler.thing in holders and "Event" not in kinds:
        return Link(filler.span, holders[filler.thing], "Committee", filler.candidate)
    return filler


def _all_behind(mask: Mask, match: re.Match[str], first: tuple[Filler, ...]) -> tuple[Filler, ...]:
    behind = (filler for group in mask.fillers[match.end() :] for filler in group)
    families = {FAMILY_OF[f.kind] for f in first if isinstance(f, Link)}
    return (*first, *(f for f in behind if isinstance(f, Link) and FAMILY_OF[f.kind] in families))


def _status(hit: Hit, book: RuleBook) -> Status | None:
    """Return whether the act is told as done; None where it is not told at all."""
    if hit.clause.outlook and not hit.names("subject"):
        return hit.clause.outlook
    if hit.rule.status is not Status.ASSERTED:
        return hit.rule.status
    text, (act, end) = hit.sentence.mask.text, hit.verb
    start = _named_at(hit)
    directive = (
        directed(text[max(0, start - book.assertion.adjacent) : start], book.assertion)
        if start < act
        else Status.ASSERTED
    )
    if directive is not Status.ASSERTED:
        return directive
    before = text[min(_opening(hit, start, book.assertion.reach), act) : act]
    if is_aim(before, text[act:end], book.assertion) and not hit.relation.stative:
        return None
    return _told(hit, assess(before, text[end : hit.clause.end], book.assertion))


def _named_at(hit: Hit) -> int:
    """Return where a match names its subject, or where it begins."""
    return hit.match.start("subject") if hit.names("subject") else hit.match.start()


def _opening(hit: Hit, start: int, reach: int) -> int:
    """Return where the words begin that may tell the status of an act."""
    match, text = hit.match, hit.sentence.mask.text
    if hit.rule.relative and match.start() == start:
        return start
    if hit.rule.relative:  # 预计将于 2021 年获得首协会核可的…: the cue stands before the preposition
        adverbial = hit.sentence.grammar.adverbial.search(text, 0, match.start())
        return adverbial.start() if adverbial else match.start()
    parted = text[hit.clause.start - 1 : hit.clause.start] in hit.sentence.grammar.breaks
    if hit.rule.carries == "object" and not parted and not hit.clause.own:  # Y将于2021年过渡给…，由X领导
        return clause_at(hit.sentence.clauses, hit.clause.start - 1).start
    opening = max(hit.clause.start, start - reach)
    behind_object = hit.names("object") and match.end("object") <= start
    return min(opening, match.end("object")) if behind_object else opening  # Y 预计…，由 X 领导


def _told(hit: Hit, status: Status) -> Status:
    """Return the status of an act by what its relation makes of it."""
    if hit.relation.stative:
        told = {Status.NEGATED, Status.PLANNED} if hit.names("act") else {Status.NEGATED}
        return status if status in told else Status.ASSERTED
    if status is Status.AGREED and hit.rule.relative:
        return Status.ASSERTED  # what was agreed on is the thing, not what is told of it in passing
    return Status.PLANNED if status is Status.AGREED and hit.relation.scheduled else status


Dates = tuple[Qualifier, ...]


def _statements(hit: Hit, status: Status) -> Iterator[Statement]:
    """Yield one statement for each subject and object of a hit."""
    qualifiers, evidence = find_qualifiers(hit), _evidence(hit)
    for subject, target, dates in _told_of(hit, find_dates(hit)):
        if isinstance(subject, Value) or (isinstance(target, Link) and target.thing == subject.thing):
            continue
        pinpoint = target.candidate.pinpoint if isinstance(target, Link) and hit.relation.pinpointed else ""
        own = (Qualifier("pinpoint", pinpoint),) if pinpoint else ()
        obj = (
            target.thing
            if isinstance(target, Link)
            else Literal(target.value, "date" if target.kind == "date" else "integer")
        )
        for when in dates or [()]:
            found = tuple(sorted({*qualifiers, *own, *when}))
            yield Statement(subject.thing, hit.rule.predicate, obj, found, status, (evidence,))


def _told_of(hit: Hit, dates: list[Dates]) -> Iterator[tuple[Filler, Filler, list[Dates]]]:
    """Give who acts on what and when: each with each, but the first with the first where that is what is said.

    Of several meetings and as many dates each has its own (4月和10月分别举行了第三十七届和第三十八届会议).
    """
    subjects, objects = hit.roles["subject"], hit.roles["object"]
    apart = len(subjects) == len(objects) > 1 and hit.sentence.grammar.respectively.search(
        hit.sentence.mask.text, hit.clause.start, hit.match.end()
    )
    for place, target in enumerate(objects):
        several = len(objects) > 1 and len(dates) > 1
        own = dates[place : place + 1] if several and len(dates) == len(objects) else [] if several else dates
        for subject in subjects[place : place + 1] if apart else subjects:
            yield subject, target, own


def _evidence(hit: Hit) -> Evidence:
    mask, match = hit.sentence.mask, hit.match
    pattern = hit.sentence.grammar.dated_behind
    dated = pattern.match(mask.text, match.end()) if pattern and hit.relation.dated and not hit.rule.undated else None
    end = dated.end() if dated else match.end()
    span = mask.span(match.start(), end) if end > match.start() else hit.sentence.span
    if hit.rule.all_objects:
        span = Span(span.start, hit.sentence.span.end)
    passage = hit.sentence.passage.reading.passage
    return Evidence(passage.block.id, passage.to_block(span), hit.rule.id, hit.confidence)
