"""Names told by their capitals: a head noun, the capitalised words before it, and those that a preposition joins to it.

A body known by name may open such a name (HLCM |Task Force on Risk) or close it (Task Force on Risk of |HLCM). Where a
joint might as well part two names, the shorter reading stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cebgraph.model.mention import Candidate
from cebgraph.model.thing import ACTING, FAMILY_OF, UNITS
from cebgraph.resources.lexicon import CapitalGrammar
from cebgraph.resources.lexicon.capitals import small
from cebgraph.spans import Span

_WINDOW = 48
_LONGEST = 200
_OPENING = frozenset({"document", "initiative", "place", "goal"})
_APART = ACTING | {"document", "place"}


@dataclass(frozen=True, slots=True)
class _Head:
    """A head noun in capitals, with the candidates found before."""

    text: str
    span: Span
    kind: str
    taken: Sequence[Candidate]
    grammar: CapitalGrammar

    def starting(self, at: int) -> Candidate | None:
        """Return the longest candidate that begins at an offset."""
        found = (c for c in self.taken if c.span.start == at and c.kind)
        return max(found, key=lambda c: c.span.end, default=None)

    def ending(self, at: int) -> Candidate | None:
        """Return the longest candidate that ends at an offset."""
        found = (c for c in self.taken if c.span.end == at and c.kind)
        return min(found, key=lambda c: c.span.start, default=None)


def find_capital_names(text: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> Iterator[Candidate]:
    """Yield the names that head nouns in capitals tell, given the candidates found before."""
    for match in grammar.coined.finditer(text):
        if not any(other.span.overlaps(Span(*match.span())) for other in taken):
            yield Candidate(Span(*match.span()), match.group(), "InterAgencyGroup", "grammar")
    for match in grammar.head.finditer(text):
        span = Span(*match.span())
        words = match.group().split()
        capital = words[0][:1].isupper() and words[-1][:1].isupper()
        if not capital or any(other.span.overlaps(span) for other in taken):
            continue
        candidate = _named_by(_Head(text, span, grammar.kinds[small(match.group())], taken, grammar))
        if candidate:
            yield candidate


def _named_by(head: _Head) -> Candidate | None:
    start, opening = _start(head)
    end, closing = _end(head)
    modifier = head.text[start : head.span.start]
    word = small(head.span.of(head.text))
    mere = head.grammar.mere.fullmatch(modifier) and not (" " in word and _is_unit_within(head, start))
    bare = not modifier or (mere and not opening)
    behind = end > head.span.end
    told = modifier or word not in head.grammar.headless or (behind and _names_by_topic(head))
    if (bare and not behind) or not told or end - start > _LONGEST:
        return None
    if head.kind == "Post" and head.grammar.held.search(head.text, max(0, start - _WINDOW), start):
        return None
    if FAMILY_OF[head.kind] == "document" and not opening:
        title = head.grammar.titled.search(head.text, max(0, start - _WINDOW), start)
        start = title.start(1) if title and head.ending(title.end(1)) is None else start
    if FAMILY_OF[head.kind] not in ACTING and _goes_on(head, end):
        return None
    parent = opening or closing
    return Candidate(
        Span(start, end), head.text[start:end], head.kind, "grammar", parent=parent if _has_parents(head) else ""
    )


def _goes_on(head: _Head, end: int) -> bool:
    """Say whether another word in capitals, which belongs to no other name, follows (Evaluation |Week)."""
    more = head.grammar.more.match(head.text, end)
    return more is not None and more["word"] not in head.grammar.closers and head.starting(more.start("word")) is None


def _is_unit_within(head: _Head, start: int) -> bool:
    """Say whether a body is named in the midst of a sentence, where capitals tell (a High-level Steering Committee)."""
    return FAMILY_OF[head.kind] == "body" and head.text[start - 2 : start - 1].islower()


def _names_by_topic(head: _Head) -> bool:
    """Say whether a topic makes a name of a common head noun (Statement on Mutual Recognition, the System of …)."""
    within = head.text[: head.span.start].endswith(" the ")
    return FAMILY_OF[head.kind] in UNITS or head.kind in {"Framework", "Publication"} or within


def _has_parents(head: _Head) -> bool:
    return FAMILY_OF[head.kind] in UNITS


def _start(head: _Head) -> tuple[int, str]:
    """Return where the name begins, and the body known by name that opens it."""
    text, grammar, start = head.text, head.grammar, head.span.start
    while True:
        known = head.ending(start - 1) if text[start - 1 : start] == " " else None
        if known is not None and FAMILY_OF.get(known.kind) != "event":
            opens = known.thing.startswith(("body/", "organization/")) and _has_parents(head)
            if opens or FAMILY_OF.get(known.kind) in _OPENING:  # … Cooperation Framework |Guidance
                return known.span.start, known.thing if opens else ""
            return start, ""
        before = _word_ahead(head, start)
        if not before or before["word"] in grammar.openers or _is_cut(head, before):
            return start, ""
        start = before.start("word")


def _word_ahead(head: _Head, start: int) -> re.Match[str] | None:
    """Find the word in capitals that goes before the name of a head noun as far as it is known."""
    text, grammar, floor = head.text, head.grammar, max(0, start - _WINDOW)
    before = grammar.ahead.search(text, floor, start)
    if before or start == head.span.start:
        return before
    listed = grammar.in_list.match(text[start : head.span.start])
    return grammar.through.search(text, floor, start) or (
        grammar.listed_ahead.search(text, floor, start) if listed else None
    )


def _is_cut(head: _Head, before: re.Match[str]) -> bool:
    """Say whether a word before a name belongs to another name."""
    if head.ending(before.end("word")) is not None:
        return True
    if any(c.span.overlaps(Span(*before.span("word"))) for c in head.taken):
        return True
    owner = head.grammar.owner.search(before["word"])
    if owner:  # the Practitioner’s Handbook, the Group’s |Strategy
        behind = head.grammar.owned.search(head.text, max(0, before.start("word") - _WINDOW), before.start("word"))
        return not behind or head.grammar.head.fullmatch(before["word"], 0, owner.start()) is not None
    joined = before["joint"] != " "
    return joined and head.grammar.head.fullmatch(before["word"]) is not None


def _end(head: _Head) -> tuple[int, str]:
    """Return where the name ends, and the body known by name that closes it."""
    dated = head.grammar.dated.match(head.text, head.span.end) if FAMILY_OF[head.kind] == "document" else None
    end, closing = dated.end() if dated else head.span.end, ""
    seat = head.starting(end + len(head.grammar.seat)) if head.text.startswith(head.grammar.seat, end) else None
    if seat is not None and seat.kind == "Place" and head.kind == "UNEntity":  # Library |at Geneva
        return seat.span.end, ""
    serves = head.kind == "Post" and head.grammar.serves.match(head.text, end)  # Adviser |to the Secretary-General
    if not serves and not head.grammar.topic.match(head.text, end):
        return end, closing
    while not closing:
        onward, closing = _onward(head, end)
        if onward == end:
            break
        end = onward
    period = head.grammar.period.match(head.text, end) if FAMILY_OF[head.kind] == "document" else None
    return (period.end() if period and head.span.end < end else end), closing


def _onward(head: _Head, end: int) -> tuple[int, str]:
    """Return where the name ends after one more word, and the body that closes it; `end` where nothing follows."""
    behind = end > head.span.end
    listed = _list_end(head, end) if behind else 0
    if listed:
        return listed, ""
    word = head.grammar.onward.match(head.text, end)
    if not word or word["word"] in head.grammar.closers or (behind and _parts(head, word)):
        return end, ""
    known = head.starting(word.start("word"))
    if known is None:
        return word.end("word"), ""
    if FAMILY_OF.get(known.kind) not in ACTING or known.kind == head.kind == "Post":
        return known.span.end, ""  # Envoy of the Secretary-General |on Youth
    whole = head.grammar.whole.search(word["joint"])
    if not (whole or behind or head.kind == "Post"):
        return end, ""
    return known.span.end, known.thing if whole and FAMILY_OF[known.kind] in UNITS else ""


def _list_end(head: _Head, end: int) -> int:
    """Return where a list ends that goes on a name; 0 for none."""
    listed = head.grammar.listed.match(head.text, end)
    return listed.end() if listed and not _names_others(head, Span(*listed.span())) else _wholes(head, end)


def _wholes(head: _Head, end: int) -> int:
    """Return where a list of those ends whose the thing is (Panel of … of the United Nations|, the … and the IAEA)."""
    listed = head.grammar.listed_wholes.match(head.text, end)
    last = head.starting(listed.end()) if listed else None
    if listed is None or last is None or FAMILY_OF.get(last.kind) not in UNITS or FAMILY_OF[head.kind] not in UNITS:
        return 0
    between = Span(listed.start("word"), listed.end("word"))
    return 0 if _names_others(head, between) else last.span.end


def _parts(head: _Head, word: re.Match[str]) -> bool:
    """Say whether a joint parts a name from another rather than going on with it."""
    joint, at, grammar = word["joint"], word.start("word"), head.grammar
    known = head.starting(at)
    if known is not None and grammar.apart.match(joint) and FAMILY_OF.get(known.kind) in _APART:
        return True
    if not grammar.joins.search(joint):
        return grammar.timed.match(head.text, word.start("joint")) is not None
    other = grammar.head.search(head.text, at, min(len(head.text), at + _WINDOW))
    if other is None:
        return False
    between = head.text[at : other.start()]
    headed = not re.search(r"[^\w’ -]", between) and (not between or between.istitle()) and other.group()[:1].isupper()
    twofold = head.kind == grammar.kinds[small(other.group())] == "Post" and grammar.parting not in joint
    if twofold and not grammar.topic.match(head.text, other.end()):
        return False  # Under-Secretary-General for … |and Emergency Relief Coordinator
    return headed and (bool(between) or grammar.parting in joint)


def _names_others(head: _Head, span: Span) -> bool:
    """Say whether a list holds other names than parts of one."""
    if any(c.span.overlaps(span) for c in head.taken):
        return True
    return head.kind != "Post" and head.grammar.head.search(head.text, span.start, span.end) is not None
