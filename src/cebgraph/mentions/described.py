"""Names in small letters: things that a text brings in, told by their head noun and what they are on.

`issued guidance on videoconferencing platforms`, `the HLCP inequalities task team`, `a new workplan developed by …`. A
body with a topic is a name wherever it stands, a document or an initiative where an act upon it is told.
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

_WINDOW, _WORDS, _TOPIC = 40, 7, 160
_WRITTEN = frozenset({"Framework", "Publication"})
_UNITS = frozenset({"Secretariat", "UNEntity"})


@dataclass(frozen=True, slots=True)
class _Description:
    """A head noun in small letters with the words around it that may make a name of it."""

    text: str
    head: Span
    kind: str
    span: Span
    above: Candidate | None
    """The body that opens it or stands behind it."""
    opened: bool
    """Whether that body opens it."""
    grammar: CapitalGrammar

    @property
    def modifier(self) -> Span:
        return Span(self.span.start, self.head.start)

    @property
    def topical(self) -> bool:
        """Say whether it tells what it is on."""
        return self.grammar.on_topic.match(self.text, self.head.end, self.span.end) is not None

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find a pattern in the words right before it."""
        return pattern.search(self.text, max(0, self.span.start - 2 * _WINDOW), self.span.start)


def find_described_names(text: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> Iterator[Candidate]:
    """Yield the things whose names are in small letters, given the candidates found before."""
    for match in grammar.head.finditer(text):
        kind, head = grammar.kinds[small(match.group())], Span(*match.span())
        if kind not in grammar.small or match.group()[:1].isupper() or any(c.span.overlaps(head) for c in taken):
            continue
        found = _describe(text, head, kind, taken, grammar)
        if _is_appositive(found, taken):
            if any(
                found.span.contains(c.span) and FAMILY_OF.get(c.kind) in ACTING for c in taken
            ):  # the Group, a |mechanism of UNSDG
                yield Candidate(found.span, found.span.of(text), "", "appositive", anaphor=True)
            continue
        proper, told = _is_proper(found), _is_told_of(found)
        if proper or told or _is_body_name(found) or _is_heading(found) or _is_known(found):
            span = Span(found.span.start, head.end) if proper and not told else found.span
            yield Candidate(span, span.of(text), kind, "grammar", parent=_above(found))


def _above(found: _Description) -> str:
    return found.above.thing if found.above and FAMILY_OF.get(found.above.kind) in UNITS else ""


def _is_appositive(found: _Description, taken: Sequence[Candidate]) -> bool:
    """Say whether it says what was just named is (the Group, a |mechanism of UNSDG)."""
    before = found.before(found.grammar.appositive)
    return before is not None and any(c.span.end == before.start() for c in taken)


def _describe(text: str, head: Span, kind: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> _Description:
    start, owner = start_of_description(text, head, taken, grammar)
    whole = _whole(text, head, kind, taken, grammar)
    end = whole.span.end if whole else _end(text, head.end, taken, grammar)
    return _Description(text, head, kind, Span(start, end), owner or whole, owner is not None, grammar)


def _whole(text: str, head: Span, kind: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> Candidate | None:
    """Return what stands behind a body or a unit in small letters as the whole of it."""
    joint = grammar.of_body.match(text, head.end)
    behind = [c for c in taken if joint and c.span.start == joint.end()]
    if kind == "Secretariat":  # of a convention or of a body outside
        return next((c for c in behind if c.kind == "ExternalBody" or FAMILY_OF.get(c.kind) == "document"), None)
    if kind == "UNEntity":
        return next((c for c in behind if FAMILY_OF.get(c.kind) == "organization"), None)
    return next((c for c in behind if FAMILY_OF[kind] == "body" and c.thing.startswith("body/")), None)


def start_of_description(
    text: str, head: Span, taken: Sequence[Candidate], grammar: CapitalGrammar
) -> tuple[int, Candidate | None]:
    """Return where a description begins, and the body whose name opens it."""
    start = _joined_heads(text, head.start, grammar)
    for _ in range(_WORDS):
        known = next((c for c in taken if c.span.end == start - 1 and text[start - 1 : start] == " "), None)
        if known is not None:
            body = known if known.thing.startswith("body/") else None
            opens = body or known.kind == "Place" or _titles(known)
            return (known.span.start if opens else start), body
        earlier = _word_before(text, start, grammar, joined=start < head.start)
        through = grammar.through.search(text, max(0, start - _WINDOW), start) if start < head.start else None
        if through and text[start].isupper():  # Greening the |Blue website
            earlier = through.start("word")
        if earlier == start:
            break
        start = earlier
    dropped = grammar.dropped.match(text, start, head.start)
    return (dropped.end() + 1 if dropped and text[dropped.end() :][:1] == " " else start), None


def _titles(known: Candidate) -> bool:
    """Say whether a name in capitals is that of a work, which a head noun may go on (2030 Agenda |dashboard)."""
    return FAMILY_OF.get(known.kind) in {"document", "initiative"} and known.detector in {"authority", "grammar"}


def _word_before(text: str, start: int, grammar: CapitalGrammar, *, joined: bool) -> int:
    """Return where the word before begins that belongs to a description; `start` where none does."""
    floor = max(0, start - _WINDOW)
    other = grammar.and_before.search(text, floor, start) if joined else None
    if other and not grammar.stops.fullmatch(other[1]) and not grammar.formed.fullmatch(other[1]):
        return other.start(1)
    before = grammar.before.search(text, floor, start)
    return before.start(1) if before and _may_stand(text, before, grammar) else start


def _may_stand(text: str, word: re.Match[str], grammar: CapitalGrammar) -> bool:
    """Say whether a word may stand before a head noun: a verbal form only behind a determiner or an adverb."""
    if grammar.formed.fullmatch(word[1]):
        before = text[max(0, word.start(1) - _WINDOW) : word.start(1)]
        behind = rf"(?<!\w){grammar.determiner.pattern} (?:{grammar.adverb.pattern} )?$"
        return re.search(behind, before) is not None
    if grammar.adverb.fullmatch(word[1]):
        return grammar.formed.match(text, word.end()) is not None
    return not grammar.stops.fullmatch(word[1].lower())


def _joined_heads(text: str, start: int, grammar: CapitalGrammar) -> int:
    """Return where a head noun begins that is joined to another (strategic approach and |road map)."""
    before = grammar.heads_before.search(text, max(0, start - _WINDOW), start)
    words = before[1].split(" ") if before else []
    for count in range(len(words), 0, -1):
        joined = " ".join(words[-count:])
        if before and grammar.kinds.get(joined) in _WRITTEN:
            return before.end(1) - len(joined)
    return start


def _end(text: str, at: int, taken: Sequence[Candidate], grammar: CapitalGrammar) -> int:
    """Return where a description ends: behind its topic, if it has one, and before someone else who acts."""
    ruled = _ruled(text, at, taken, grammar)
    if ruled:
        return ruled
    topic = grammar.topic.match(text, at)
    if not topic:
        return at
    others = (c for c in taken if topic.end() <= c.span.start and FAMILY_OF.get(c.kind) in ACTING)
    joints = (grammar.joint.search(text, topic.end(), other.span.start) for other in others)
    limit = min(len(text), at + _TOPIC, *(joint.start() for joint in joints if joint))
    stop = grammar.end.search(text, topic.end(), limit)
    end = stop.start() if stop else limit
    return end if end > topic.end() + 1 and (stop or limit < at + _TOPIC) else at


def _ruled(text: str, at: int, taken: Sequence[Candidate], grammar: CapitalGrammar) -> int:
    """Return where the name ends of whom a text behind whose head noun we are rules (charter of its |Group); else 0."""
    words = text[max(0, at - _WINDOW) : at]
    joint = grammar.rules.match(text, at) if words.endswith(tuple(grammar.ruling)) else None
    if not joint:
        return 0
    known = max(
        (c.span.end for c in taken if c.span.start == joint.end() and FAMILY_OF.get(c.kind) in ACTING), default=0
    )
    short = grammar.head.match(text, joint.end())
    return known or (short.end() if short and short.group()[:1].isupper() else 0)


def _is_body_name(found: _Description) -> bool:
    """Say whether a body in small letters is told by its topic or the body above it."""
    if found.kind in _UNITS:
        return (
            found.above is not None
            and not found.opened
            and (found.kind == "Secretariat" or " " in found.head.of(found.text))
        )
    if FAMILY_OF[found.kind] != "body":
        return False
    if found.above is not None and found.opened:
        return found.head.start - found.above.span.end > 1 or found.topical
    return found.topical or (found.above is not None and len(found.modifier) > 0)


def _is_proper(found: _Description) -> bool:
    """Say whether the words before a head noun are a name in capitals (ClearCheck |database)."""
    words = found.modifier.of(found.text).split()
    opens = found.grammar.start.search(
        found.text, max(0, found.span.start - 4), found.span.start
    )  # what opens a sentence has a capital anyway
    if not words or (opens and len(words) == 1) or words[0] in found.grammar.openers:
        return False
    return all(word[:1].isupper() for word in words) and not found.grammar.mere.fullmatch(f"{' '.join(words)} ")


def _is_heading(found: _Description) -> bool:
    """Say whether it is all of its text: a heading."""
    return found.span == Span(0, len(found.text)) and len(found.modifier) > 0


def _is_known(found: _Description) -> bool:
    """Say whether it is spoken of as known, and told by its topic (the guidelines on cost recovery)."""
    ruled = small(found.head.of(found.text)) in found.grammar.ruling and found.span.end > found.head.end
    return found.kind in _WRITTEN and (found.topical or ruled) and found.before(found.grammar.known) is not None


def _is_told_of(found: _Description) -> bool:
    """Say whether the text brings a thing in, or tells of an act upon it."""
    if found.kind in _UNITS:
        return False
    grammar, told = found.grammar, found.span.end > found.head.end
    new = found.before(grammar.indefinite) and small(found.head.of(found.text)) not in grammar.headless
    if not (told or new or len(found.modifier)):
        return False
    before = found.text[max(0, found.span.start - 2 * _WINDOW) : found.span.start]
    before = re.sub(rf"(?<![\w-])(?:{grammar.dropped.pattern}) $", "", before)
    if FAMILY_OF[found.kind] == "body" and len(found.modifier) and grammar.agent.search(before):
        return True
    if grammar.made.search(before) or (told and grammar.to_make.search(before)):
        return True
    made = grammar.being_made.match(found.text, found.span.end)
    if made and not (grammar.finite.match(made.group()) and found.before(grammar.part)):
        return True
    return told and grammar.spoken_of.search(before) is not None
