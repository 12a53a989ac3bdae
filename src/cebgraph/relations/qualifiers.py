"""Qualifiers of an act: when, where, how, regarding what, how many, in which role, from the words around its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cebgraph.linking.links import Link
from cebgraph.model.mention import Value
from cebgraph.model.statement import Qualifier
from cebgraph.model.thing import FAMILY_OF
from cebgraph.relations.carrying import carried_mentions
from cebgraph.relations.hits import Hit, is_kind
from cebgraph.resources.rules import slots_of
from cebgraph.spans import Span


def find_qualifiers(hit: Hit) -> tuple[Qualifier, ...]:
    """Return the qualifiers of a hit, sorted."""
    found = [*_regarding(hit), *_role(hit), *_mode(hit), *_place(hit), *_count(hit), *_note(hit)]
    return tuple(sorted(set(found)))


def find_dates(hit: Hit) -> list[tuple[Qualifier, ...]]:
    """Return when it was done: one qualifier for each date, where several meetings are told in one breath."""
    if not hit.relation.dated:
        return []
    match = hit.match
    window = (match.start(), hit.verb[0]) if hit.rule.relative else _date_window(hit)
    groups = _dates(hit, *window)
    if hit.rule.relative and not groups:
        groups = _dates(hit, max(match.start() - 1, 0), match.start())  # 2012年经理事会核可的…
    if not groups and not hit.rule.relative:
        groups = _opening_date(hit)
    if not groups and not hit.rule.undated:
        groups = _dates_behind(hit)
    if not groups:
        return _session_year(hit)
    dates = groups[-1] if hit.relation.moded else groups[-1][-1:]
    return [(Qualifier("when", date.value),) for date in dates]


def _date_window(hit: Hit) -> tuple[int, int]:
    """Return where the date may stand: behind the object of a passive, else from the clause on up to act and object."""
    act = hit.verb[0]
    if not hit.names("object"):
        return hit.clause.start, act
    start, end = hit.match.span("object")
    passive = hit.names("subject") and end <= hit.match.start("subject")
    return (end, act) if passive else (_behind_attribute(hit), max(act, start))


def _behind_attribute(hit: Hit) -> int:
    """Return where the words begin that are not told of the subject alone (2018年设立的|工作队启用了…)."""
    subject = hit.match.start("subject") if hit.names("subject") else 0
    attribute = hit.sentence.grammar.dated_attribute.search(hit.sentence.mask.text, hit.clause.start, subject)
    meets = any(isinstance(f, Link) and f.candidate.kind == "Event" for f in hit.roles["subject"])
    return subject if attribute and not meets else hit.clause.start  # what a meeting does is done when it is held


def _dates(hit: Hit, start: int, end: int) -> list[list[Value]]:
    groups = (
        [f for f in group if isinstance(f, Value) and f.kind == "date"]
        for group in hit.sentence.mask.fillers[start:end]
    )
    return [group for group in groups if group]


def _dates_behind(hit: Hit) -> list[list[Value]]:
    """Return the date that the words right behind the act end in (held a meeting in March 2020)."""
    pattern = hit.sentence.grammar.dated_behind
    if pattern is None:
        return []
    behind = pattern.match(hit.sentence.mask.text, hit.match.end())
    if behind:
        return _dates(hit, behind.start("date"), behind.end("date"))
    return _dates(hit, hit.verb[1], hit.match.end())


def _opening_date(hit: Hit) -> list[list[Value]]:
    """Return the date that opens the sentence as an adverbial for all of its clauses (2020年，…)."""
    opening = hit.sentence.grammar.dating.match(hit.sentence.mask.text)
    return _dates(hit, 0, opening.end()) if opening else []


def _session_year(hit: Hit) -> list[tuple[Qualifier, ...]]:
    """Return the year that names the session which acts (理事会|2016年第二届常会|核可)."""
    acting = (link.candidate for link in hit.roles["subject"] if isinstance(link, Link))
    years = {one.name[:4] for one in acting if one.kind == "Event" and one.name[:4].isdigit()}
    return [(Qualifier("when", years.pop()),)] if len(years) == 1 else []


def _values(hit: Hit, start: int, end: int, kind: str) -> list[Value]:
    groups = hit.sentence.mask.fillers[start:end]
    return [filler for group in groups for filler in group if isinstance(filler, Value) and filler.kind == kind]


def _regarding(hit: Hit) -> Iterator[Qualifier]:
    if not hit.relation.regarding:
        return
    stated = [filler for filler in hit.roles.get("regarding", ()) if isinstance(filler, Link)]
    wanted = slots_of(hit.relation.regarding)
    if not stated:
        behind = re.compile(
            rf"(?:(?!{hit.sentence.grammar.basis})[^{hit.sentence.grammar.breaks}{wanted}])*(?P<thing>[{wanted}])"
        ).match(hit.sentence.mask.text, hit.match.end())
        if hit.sentence.grammar.pronoun.match(hit.sentence.mask.text, hit.match.end()):
            stated = _spoken_of(hit)
        elif behind:
            stated = [f for f in hit.sentence.mask.fillers[behind.start("thing")] if isinstance(f, Link)]
    taken = {f.thing for role in ("subject", "object") for f in hit.roles[role] if isinstance(f, Link)}
    for link in stated:
        if link.thing not in taken:
            yield Qualifier("regarding", link.thing)


def _spoken_of(hit: Hit) -> list[Link]:
    """Return what a pronoun behind the act means (请X加以演示)."""
    start = hit.clause.start or hit.match.start()
    kinds = hit.relation.regarding
    return list(carried_mentions(hit.sentence, start, lambda link: is_kind(link, kinds), far=True))


def _role(hit: Hit) -> Iterator[Qualifier]:
    if not hit.names("act") or not hit.relation.roles:
        return
    word = hit.match["act"].lower()
    role = hit.relation.roles.get(word) or next((r for w, r in hit.relation.roles.items() if w in word), "")
    if role:
        yield Qualifier("role", "co-lead" if len(hit.roles["subject"]) > 1 and role == "lead" else role)


def _mode(hit: Hit) -> Iterator[Qualifier]:
    if not hit.relation.moded:
        return
    span = hit.sentence.mask.span(hit.clause.start, hit.clause.end)
    end = hit.sentence.mask.span(hit.match.start(), hit.match.end()).end
    reach = Span(span.start, max(span.end, end))
    for value in hit.sentence.passage.reading.values:
        if value.kind == "mode" and reach.contains(value.span):
            yield Qualifier("mode", value.value)
            return


def _place(hit: Hit) -> Iterator[Qualifier]:
    if not hit.relation.dated:
        return
    objects = {f.thing for f in hit.roles["object"] if isinstance(f, Link)}
    text, grammar = hit.sentence.mask.text, hit.sentence.grammar
    stop = grammar.sited_until.search(text, hit.match.end(), hit.clause.end)
    for match in grammar.site.finditer(text, hit.clause.start, stop.start() if stop else hit.clause.end):
        for filler in hit.sentence.mask.fillers[match.start("place")]:
            if isinstance(filler, Link) and filler.thing not in objects:
                event = FAMILY_OF[filler.kind] == "event"
                if not event or hit.relation.sited:
                    yield Qualifier("place", filler.thing)
                    return


def _count(hit: Hit) -> Iterator[Qualifier]:
    """Count the versions of what was issued (五个版本的《…》)."""
    if not hit.relation.counted or not (hit.names("act") and hit.names("object")):
        return
    counts = _values(hit, hit.match.end("act"), hit.match.start("object"), "count")
    if counts:
        yield Qualifier("count", counts[0].value)


def _note(hit: Hit) -> Iterator[Qualifier]:
    if hit.names("note") and hit.match["note"]:
        yield Qualifier("note", hit.match["note"])
