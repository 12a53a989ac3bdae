"""Names in small letters: things that a text brings in, told by their head noun and what they are on.

`issued guidance on videoconferencing platforms`, `the HLCP inequalities task team`, `a new workplan developed by …`. A
body with a topic is a name wherever it stands, a document or an initiative where an act upon it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cebgraph.model.mention import Candidate
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.lexicon import CapitalGrammar
from cebgraph.resources.lexicon.capitals import small
from cebgraph.spans import Span

_WORD_BEFORE = re.compile(r"(?<![\w’-])([\w-]+) $")
_AND_BEFORE = re.compile(r"(?<![\w’-])([a-z-]+) and $")
_OPENS = re.compile(r"(?:^|[.:;\n] ?|\) ?|“)$")
_WINDOW, _WORDS, _TOPIC = 40, 7, 160
_WRITTEN = frozenset({"Framework", "Publication"})
_TOPICAL = re.compile(r" (?:on|for) (?:[\w-]+ ){1}")
_BEFORE_AND = re.compile(r"(?<![\w’-])((?:[a-z-]+ )?[a-z-]+) and $")
_OF_BODY = re.compile(r" of (?:the )?")


def find_described_names(text: str, taken: Sequence[Candidate], grammar: CapitalGrammar) -> Iterator[Candidate]:
    """Yield the things whose names are in small letters, given the candidates found before."""
    for match in grammar.head.finditer(text):
        kind = grammar.kinds[small(match.group())]
        head = Span(*match.span())
        if kind not in grammar.small or match.group()[:1].isupper() or any(c.span.overlaps(head) for c in taken):
            continue
        candidate = _described(text, head, kind, taken, grammar)
        if candidate:
            yield candidate


def find_cited_reports(
    text: str, symbol: Candidate, taken: Sequence[Candidate], grammar: CapitalGrammar
) -> Iterator[Candidate]:
    """Yield the report whose symbol stands in brackets behind its description (the report of HLCM on its … session (…)).

    Where more is told of it than whose and on what it is (the report submitted by …), its head noun stands for it.
    """
    bracket = text.rfind("(", 0, symbol.span.start)
    floor = max(text.rfind(mark, 0, bracket) for mark in ("(", ")", ";", ". ", "\n", ": ")) + 1
    heads = [m for m in grammar.head.finditer(text, floor, bracket) if _is_document(m, grammar)]
    close = symbol.span.end + (text[symbol.span.end : symbol.span.end + 1] == ")")
    again = re.compile(r",? ?(?:and )?(?:of |on )?(?=its |the |[A-Z])").match(text, floor, bracket)
    if not heads and again and not symbol.pinpoint and _goes_on(text, floor, again, taken, bracket):  # the reports of HLCM … (…) and of HLCP … (…)
        said = text[again.end() : bracket].strip()
        yield _cited(Span(again.end(), close), f"report on {said}", "Report", symbol)
    if not heads or symbol.pinpoint:
        return
    head = heads[0] if len(heads) == 1 else min(heads, key=lambda m: (not _leads(text, m, bracket, taken, grammar), -m.start()))
    start, _ = _start(text, Span(*head.span()), taken, grammar)
    kind = grammar.kinds[small(head.group())]
    if _leads(text, head, bracket, taken, grammar):
        name = re.sub(r"^([Rr])eports\b", r"\1eport", text[start:bracket].strip())
        yield _cited(Span(start, close), name, kind, symbol)
    elif not any(c.span.overlaps(Span(*head.span())) for c in taken):
        yield _cited(Span(start, head.end()), "", kind, symbol, genre=head.group())


def _goes_on(
    text: str, floor: int, again: re.Match[str], taken: Sequence[Candidate], bracket: int
) -> bool:
    """Say whether words behind the bracket of one report tell of another in the same breath."""
    behind = text[floor - 1 : floor] == ")" and re.match(r",? ?and ", text[floor:]) is not None
    words = text[again.end() : bracket]
    return behind and ("session" in words or any(c.span.start >= again.end() and c.span.end <= bracket for c in taken))


def _cited(span: Span, name: str, kind: str, symbol: Candidate, genre: str = "") -> Candidate:
    bare = len(name.split()) == 1
    genre = genre or (name if bare else "")
    return Candidate(
        span, "" if bare else name, kind, "described", thing=symbol.thing, symbols=symbol.symbols, genre=genre
    )


def _is_document(match: re.Match[str], grammar: CapitalGrammar) -> bool:
    return FAMILY_OF[grammar.kinds[small(match.group())]] == "document"


def _leads(
    text: str, head: re.Match[str], end: int, taken: Sequence[Candidate], grammar: CapitalGrammar
) -> bool:
    """Say whether a head noun goes on to a place with nothing but whose and on what the document is."""
    rest = list(text[head.end() : end])
    for candidate in taken:
        for at in range(max(candidate.span.start, head.end()), min(candidate.span.end, end)):
            rest[at - head.end()] = " "
    words = "".join(rest)
    return grammar.end.search(words) is None and grammar.of_reports.fullmatch(words) is not None


def _described(
    text: str, head: Span, kind: str, taken: Sequence[Candidate], grammar: CapitalGrammar
) -> Candidate | None:
    start, owner = _start(text, head, taken, grammar)
    above = _body_behind(text, head.end, taken)
    end = above.span.end if above and FAMILY_OF[kind] == "body" else _end(text, head.end, grammar)
    modified, told = start < head.start or _is_new(text, start, head, grammar), end > head.end
    named = _is_body_name(text, Span(start, end), head, owner, above) if FAMILY_OF[kind] == "body" else False
    proper = start < head.start and _is_proper(text, Span(start, head.start), grammar)
    whole = start == 0 and end == len(text) and start < head.start  # a heading
    told_of = _is_told_of(text, Span(start, end), grammar, modified=modified, told=told)
    on_topic = told and kind in _WRITTEN and _TOPICAL.match(text, head.end) and grammar.known.search(text, 0, start)
    if not (named or proper or whole or told_of or on_topic):
        return None
    end = head.end if proper and not told_of else end
    parent = owner or above
    name = text[start:end]
    if name.lower() in grammar.kinds and not named and small(name) in grammar.headless:
        return None
    return Candidate(Span(start, end), name, kind, "grammar", parent=parent.thing if parent else "")


def _start(
    text: str, head: Span, taken: Sequence[Candidate], grammar: CapitalGrammar
) -> tuple[int, Candidate | None]:
    """Return where a description begins, and the body whose name opens it."""
    start = _joined_heads(text, head.start, grammar)
    for _ in range(_WORDS):
        known = next((c for c in taken if c.span.end == start - 1 and text[start - 1 : start] == " "), None)
        if known is not None:
            body = known if known.thing.startswith("body/") else None
            return (known.span.start if body or known.kind == "Place" else start), body
        before = _WORD_BEFORE.search(text, max(0, start - _WINDOW), start)
        joined = _AND_BEFORE.search(text, max(0, start - _WINDOW), start) if start < head.start else None
        if joined and not grammar.stops.fullmatch(joined[1]) and not grammar.formed.fullmatch(joined[1]):
            start = joined.start(1)
        elif before and _may_stand(text, before, grammar):
            start = before.start(1)
        else:
            break
    dropped = grammar.dropped.match(text, start, head.start)
    if dropped and text[dropped.end() : dropped.end() + 1] == " ":
        start = dropped.end() + 1
    return start, None


def _joined_heads(text: str, start: int, grammar: CapitalGrammar) -> int:
    """Return where a head noun begins that is joined to another (strategic approach and |road map)."""
    before = _BEFORE_AND.search(text, max(0, start - _WINDOW), start)
    words = before[1].split(" ") if before else []
    for count in range(len(words), 0, -1):
        if grammar.kinds.get(" ".join(words[-count:])) in _WRITTEN:
            return start - len(" ".join(words[-count:])) - len(" and ")
    return start


def _may_stand(text: str, word: re.Match[str], grammar: CapitalGrammar) -> bool:
    """Say whether a word may stand before a head noun: a verbal form only behind a determiner or an adverb."""
    if grammar.formed.fullmatch(word[1]):
        before = text[max(0, word.start(1) - _WINDOW) : word.start(1)]
        return re.search(rf"(?<!\w){grammar.determiner.pattern} (?:[a-z]+ly )?$", before) is not None
    if word[1].endswith("ly"):
        return grammar.formed.match(text, word.end()) is not None
    return not grammar.stops.fullmatch(word[1].lower())


def _end(text: str, at: int, grammar: CapitalGrammar) -> int:
    """Return where a description ends: behind its topic, if it has one."""
    topic = grammar.topic.match(text, at)
    if not topic:
        return at
    stop = grammar.end.search(text, topic.end(), min(len(text), at + _TOPIC))
    end = stop.start() if stop else min(len(text), at + _TOPIC)
    return end if end > topic.end() + 1 and (stop or end == len(text)) else at


def _body_behind(text: str, at: int, taken: Sequence[Candidate]) -> Candidate | None:
    """Return the body whose part a description tells: task team |of HLCP."""
    joint = _OF_BODY.match(text, at)
    return next((c for c in taken if joint and c.span.start == joint.end() and c.thing.startswith("body/")), None)


def _is_body_name(text: str, span: Span, head: Span, owner: Candidate | None, above: Candidate | None) -> bool:
    """Say whether a body in small letters is told by its topic or the body above it."""
    modified = span.start < head.start
    topic = re.match(r" (?:on|for) ", text[head.end : span.end])
    if owner is not None:
        return head.start - owner.span.end > 1 or topic is not None
    return topic is not None or (above is not None and modified)


def _is_new(text: str, start: int, head: Span, grammar: CapitalGrammar) -> bool:
    """Say whether a head noun is brought in as one that was not there before (launched a |toolkit)."""
    new = grammar.indefinite.search(text, max(0, start - _WINDOW), start) is not None
    return new and small(head.of(text)) not in grammar.headless


def _is_proper(text: str, modifier: Span, grammar: CapitalGrammar) -> bool:
    """Say whether the words before a head noun are a name in capitals (ClearCheck |database)."""
    words = modifier.of(text).split()
    opens = _OPENS.search(text, 0, modifier.start) is not None  # what opens a sentence has a capital anyway
    return not (opens and len(words) == 1) and all(word[:1].isupper() for word in words) and words[0] not in grammar.openers and not grammar.mere.fullmatch(
        f"{' '.join(words)} "
    )


def _is_told_of(text: str, span: Span, grammar: CapitalGrammar, *, modified: bool, told: bool) -> bool:
    """Say whether the text brings a thing in, or tells of an act upon it."""
    before = text[max(0, span.start - 2 * _WINDOW) : span.start]
    before = re.sub(rf"(?<![\w-])(?:{grammar.dropped.pattern}) $", "", before)
    if (modified or told) and (grammar.made.search(before) or grammar.being_made.match(text, span.end)):
        return True
    return told and grammar.spoken_of.search(before) is not None
