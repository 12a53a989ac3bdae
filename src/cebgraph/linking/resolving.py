"""Linking passages: each candidate of a report to its thing.

The report is read in its author's order, each footnote after the paragraph that it hangs on and the summary last (it
speaks of what the report names in full). What does not become clear stays open, with a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cebgraph.iris import normal_name
from cebgraph.linking.antecedents import find_antecedent, find_group, find_short_forms, opens_clause
from cebgraph.linking.links import Link, LinkedPassage, Linking, Naming
from cebgraph.mentions import Reading
from cebgraph.mentions.definitions import find_definitions
from cebgraph.mentions.titles import class_of_name
from cebgraph.model.mention import Candidate
from cebgraph.model.report import BlockKind
from cebgraph.model.thing import ACTING, FAMILIES, FAMILY_OF, UNITS, NameRole
from cebgraph.spans import Span

_MEETING = frozenset({*FAMILIES["body"], "Organ", "ExternalBody"}) - {"Secretariat"}
"""Classes of what meets in sessions."""


def enter_names(readings: Iterable[Reading], linking: Linking) -> None:
    """Enter what the report names and defines, before anything is linked, so that a name serves from its first use."""
    listed = list(readings)
    for reading in listed:
        for candidate in reading.candidates:
            quoted = candidate.detector == "title" and candidate.span.of(reading.passage.text).startswith("“")
            if (candidate.symbols and candidate.name) or quoted or candidate.detector == "cited":
                _link(candidate, reading, linking)
    for reading in listed:
        for candidate in reading.candidates:
            _enter_short_name(candidate, linking)
        text = reading.passage.text
        stages = [candidate for candidate in reading.candidates if candidate.detector == "stage"]
        everything = [*reading.candidates, *reading.inner, *stages]
        for definition in find_definitions(text, everything, linking.knowledge.lexicon.definitions):
            if definition.long.detector != "symbol":  # CEB/2018/6 (HLCP): whose it is
                linking.register.alias(_link(definition.long, reading, linking).thing, definition.short)


def _enter_short_name(candidate: Candidate, linking: Linking) -> None:
    """Let a known body or initiative go by its name without 联合国, once the report has named it in full."""
    grammar = linking.knowledge.lexicon.names
    prefix = grammar.dropped.match(candidate.name)
    if not candidate.thing or not prefix or not candidate.thing.startswith(("body/", "initiative/")):
        return
    short = candidate.name[prefix.end() :]
    if class_of_name(short, grammar) and len(short) >= 4:  # noqa: PLR2004  a head noun and more
        linking.register.things.setdefault(candidate.thing, linking.register.known[candidate.thing])
        linking.register.by_name.setdefault(normal_name(short), candidate.thing)


def link_passage(reading: Reading, paragraph: int, linking: Linking) -> LinkedPassage:
    """Link the candidates of one passage, and its short forms; `paragraph` counts the passages read so far."""
    if reading.passage.block.kind is BlockKind.TITLE:
        return _link_title(reading, linking)
    candidates = sorted([*reading.candidates, *find_short_forms(reading, linking)], key=lambda c: c.span)
    links: list[Link] = []
    inner: list[Link] = []
    for candidate in candidates:
        if candidate.detector == "group":
            links += _link_group(candidate, linking)
            continue
        if candidate.anaphor:
            found = find_antecedent(candidate, reading, paragraph, linking)
            if not found.thing:
                continue
            kind = linking.register.things[found.thing].kind
            link = Link(candidate.span, found.thing, kind, candidate, found.why)
        else:
            link = _link(candidate, reading, linking, beside=links[-1] if links else None)
        if links:
            _name_in_full(links[-1], link, reading, linking)
        links.append(link)
        within = [_link(inner, reading, linking) for inner in reading.inner if link.span.contains(inner.span)]
        inner += within
        prominent = candidate.anaphor or opens_clause(candidate.span.start, reading, linking)
        linking.recent += [Naming(paragraph, reading.passage.block.id, one.thing, prominent=False) for one in within]
        staged = _is_staged(link, reading, linking)
        linking.recent.append(Naming(paragraph, reading.passage.block.id, link.thing, prominent, staged))
    return LinkedPassage(reading, tuple(links), tuple(sorted(inner, key=lambda one: one.span)))


def _is_staged(link: Link, reading: Reading, linking: Linking) -> bool:
    """Say whether a document is named at one stage of its making (《战略》|初稿, a draft |strategy)."""
    text, coreference = reading.passage.text, linking.knowledge.lexicon.coreference
    before = text[max(0, link.span.start - 30) : link.span.start]
    return coreference.staged.match(text, link.span.end) is not None or coreference.drafted.search(before) is not None


def _link_group(candidate: Candidate, linking: Linking) -> list[Link]:
    """Link one place to each of the bodies that it speaks of."""
    meant = find_group(candidate, _board(linking), linking)
    for thing in meant:
        linking.register.things.setdefault(thing.id, thing)
    why = "as many bodies of this class as the Board has"
    return [Link(candidate.span, thing.id, thing.kind, candidate, why) for thing in meant]


def _name_in_full(before: Link, link: Link, reading: Reading, linking: Linking) -> None:
    """Give a thing the name that it has with whoever stands before: 工作组制定的|新工作计划, 联合国秘书处|管理部."""
    grammar, text = linking.knowledge.lexicon.names, reading.passage.text
    between = text[before.span.end : link.span.start] if before.span.end <= link.span.start else "。"
    families = FAMILY_OF[before.kind], FAMILY_OF[link.kind]
    owned = not between.strip() or (between == "的" and link.candidate.detector == "grammar")  # 管理高委会的…工作队
    unit = owned and families[0] in ACTING and families[1] in ACTING
    work = families[0] in ACTING and families[1] in {"document", "initiative"} and link.candidate.detector == "grammar"
    if unit or (work and grammar.described_by.fullmatch(between)):
        span = reading.passage.to_block(Span(before.span.start, link.span.end))
        linking.register.alias(link.thing, re.sub(r"\s+", " ", span.of(reading.passage.block.text)))


def _link_title(reading: Reading, linking: Linking) -> LinkedPassage:
    """Link the title: as a whole it names the report; what it names within tells the report's body."""
    whole = Span(0, len(reading.passage.text))
    kind = linking.register.things[linking.report].kind
    own = Link(whole, linking.report, kind, Candidate(whole, reading.passage.text, kind, "title"))
    named = [c for c in (*reading.candidates, *reading.inner) if c.span != whole and c.kind != "Report"]
    inner = tuple(_link(candidate, reading, linking) for candidate in sorted(named, key=lambda c: c.span))
    bodies = [link.thing for link in inner if FAMILY_OF.get(link.kind) == "body"]
    linking.main_body = bodies[0] if bodies else linking.main_body
    linking.main_meeting = next((link.thing for link in inner if link.kind == "Event"), linking.main_meeting)
    return LinkedPassage(reading, (own,), inner)


def _link(candidate: Candidate, reading: Reading, linking: Linking, beside: Link | None = None) -> Link:
    scope = _scope(candidate, reading, linking, beside)
    surface = next(iter(_names_of_session(candidate, scope, linking)), "") or _surface(candidate, reading)
    thing = linking.register.thing_of(candidate, surface, scope)
    if scope:
        linking.holders[thing] = scope
    for name in _other_names(candidate, scope, reading, linking):
        linking.register.alias(thing, name)
    if candidate.organ in linking.register.known:
        linking.register.things.setdefault(candidate.organ, linking.register.known[candidate.organ])
    return Link(candidate.span, thing, linking.register.things[thing].kind, candidate)


def _scope(candidate: Candidate, reading: Reading, linking: Linking, beside: Link | None) -> str:
    """Return the body that a meeting is of; '' for what is no meeting, or of none."""
    if candidate.kind != "Event":
        return ""
    owner = beside if beside and beside.span.end == candidate.span.start and beside.kind in _MEETING else None
    return candidate.parent or (owner.thing if owner else _holder(candidate, reading, linking))


def _other_names(candidate: Candidate, scope: str, reading: Reading, linking: Linking) -> Iterator[str]:
    """Yield what a thing goes by too, where a candidate names it."""
    said = candidate.span.of(reading.passage.text)
    if scope:
        yield from (*_names_of_session(candidate, scope, linking), candidate.name, said)
    elif candidate.kind == "Event" and candidate.genre:
        yield candidate.genre
    if candidate.thing and candidate.name.startswith(linking.knowledge.lexicon.names.leads):
        yield candidate.name
    if candidate.detector == "post":
        yield from _names_of_office(said)
    elif candidate.kind == "Post" and said.endswith(")"):
        yield from _names_with_bracket(candidate, said, reading)
    if candidate.detector == "cited":  # Human Development Report |2019|: Beyond Income
        main = candidate.name.partition(": ")[0]
        yield from (main, re.sub(r",? (?:19|20)\d\d$", "", main))
    tail = _tail(candidate, reading) if candidate.parent and candidate.detector == "grammar" else ""
    if tail:
        yield tail


def _names_of_session(candidate: Candidate, scope: str, linking: Linking) -> tuple[str, ...]:
    """Return the names that a session has with those of its body, the shortest first (fortieth session of HLCM)."""
    events = linking.knowledge.lexicon.names.events
    if not scope or not events.label or not events.numbered.search(candidate.name) or candidate.name[-1:].isdigit():
        return ()  # one that is told by its year needs no more
    body, language = linking.register.known.get(scope) or linking.register.things[scope], linking.register.language
    named = [n for n in body.names if n.role is NameRole.ACRONYM or (n.language, n.role) == (language, NameRole.LABEL)]
    texts = sorted((name.text for name in named), key=len)
    return tuple(events.label.format(session=candidate.name, body=text) for text in texts)


def _names_of_office(officer: str) -> tuple[str, ...]:
    """Return how an office goes by the short form in brackets too: 国际劳工组织(劳工组织)总干事, 劳工组织总干事."""
    match = re.fullmatch(r".+?\((?P<short>[^()]+)\)(?P<office>.+)", officer)
    return (officer, match["short"] + match["office"]) if match else ()


def _names_with_bracket(candidate: Candidate, said: str, reading: Reading) -> Iterator[str]:
    """Yield how an office goes by the short form behind it: Director-General of … (ILO), Director-General of ILO."""
    yield said
    bodies = [c for c in reading.inner if candidate.span.contains(c.span) and FAMILY_OF.get(c.kind) in UNITS]
    start, bracket = min((c.span.start for c in bodies), default=0) - candidate.span.start, said.rindex("(")
    if 0 < start < bracket:
        yield f"{said[:start].removesuffix('the ')}{said[bracket + 1 : -1]}"


def _holder(candidate: Candidate, reading: Reading, linking: Linking) -> str:
    """Return the body whose session a number tells.

    Sessions that are numbered anew each year are the Board's, if the report is of one. Others are of the body that is
    said to hold them or, in a report that is not of them, was named last in the paragraph; else of the report's body.
    """
    grammar, text = linking.knowledge.lexicon.names, reading.passage.text
    session = grammar.events.session.fullmatch(candidate.name)
    if session is None:
        return ""
    board = _board(linking)
    said = grammar.events.holding.search(text[: candidate.span.start])
    if session["head"] in grammar.events.yearly and board:
        return board
    told = grammar.events.of.match(text, candidate.span.end)  # the session |of the Committee
    if told or (not said and board != linking.main_body):
        return "" if told and board == linking.main_body else linking.main_body
    block = reading.passage.block.id
    things = (linking.register.things[one.thing] for one in reversed(linking.recent) if one.block == block)
    return next((thing.id for thing in things if thing.kind in _MEETING), "")


def _board(linking: Linking) -> str:
    """Return the Board that the report is of, or that its body is below; '' for none."""
    things, body = linking.register.things | linking.register.known, linking.main_body
    while body and things[body].kind != "Board":
        body = next(iter(things[body].part_of), "")
    return body


def _surface(candidate: Candidate, reading: Reading) -> str:
    """Return a name with the author's spaces."""
    if not candidate.name or candidate.detector in {"citation", "goal", "symbol"}:
        return candidate.name
    text = reading.passage.text
    if candidate.kind == "Event" and candidate.parent:
        span = reading.passage.to_block(candidate.span)
        return re.sub(r"\s+", " ", span.of(reading.passage.block.text))
    at = text.find(candidate.name, candidate.span.start, candidate.span.end)
    if at < 0:
        return candidate.name
    span = reading.passage.to_block(Span(at, at + len(candidate.name)))
    return re.sub(r"\s+", " ", span.of(reading.passage.block.text))


def _tail(candidate: Candidate, reading: Reading) -> str:
    """Return a name without the body that opens it."""
    inner = [c for c in reading.inner if c.thing == candidate.parent and candidate.span.contains(c.span)]
    start = max((c.span.end for c in inner), default=candidate.span.start)
    return Span(start, candidate.span.end).of(reading.passage.text).lstrip("的")
