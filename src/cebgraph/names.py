"""Names that no authority knows, by the grammar of names: titles in 《》 and “”, and head nouns with what opens them.

Precision comes before quantity: a head noun alone, or with a mere adjective, is never a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cebgraph.model.mention import Candidate
from cebgraph.model.thing import FAMILY_OF
from cebgraph.resources.lexicon import NameGrammar
from cebgraph.spans import Span

_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:草案|初稿)?")
_QUOTED = re.compile(r"“([^“”]{4,90})”")
_PUNCTUATION = re.compile(r"[，。；：、！？()《》“”\n]|——")
_CLAUSE = re.compile(r"[，。；：！？()《》“”\n]|——")
_JOIN = re.compile(r"和|及|或|、")
_LONGEST, _LONGEST_OPENED = 40, 64
_SUBTITLE = re.compile(r"：|——|:")


def find_titles(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the titles in 《》, each with the class that its head noun tells."""
    for match in _TITLE.finditer(text):
        name = match.group()
        inner = name[1 : name.index("》") if name.count("《") == 1 else name.rindex("》")]
        yield Candidate(match_span(match), inner, class_of_title(inner, grammar) or "Publication", "title")


def match_span(match: re.Match[str]) -> Span:
    """Return where a pattern matched."""
    return Span(match.start(), match.end())


def class_of_title(title: str, grammar: NameGrammar) -> str:
    """Return the class that a title's head noun tells: of its end, else of the part before a subtitle; else ''."""
    for part in (title, *reversed(_SUBTITLE.split(title))):
        kind = class_of_name(part, grammar)
        if kind:
            return kind
    return ""


def class_of_name(name: str, grammar: NameGrammar) -> str:
    """Return the class of the longest head noun that ends a name; '' for none."""
    for length in range(min(len(name), 8), 0, -1):
        kind = grammar.kinds.get(name[-length:])
        if kind:
            return kind
    return ""


def find_quoted_titles(text: str, grammar: NameGrammar, *, in_note: bool) -> Iterator[Candidate]:
    """Yield the quoted titles: behind 题为, or, in a footnote, where a citation has its title."""
    genre_behind = re.compile(rf"(?:的|，)?[^，。；《“(]{{0,10}}?(?P<genre>{'|'.join(grammar.genres)})")
    for match in _QUOTED.finditer(text):
        before = text[: match.start()]
        introduced = bool(re.search(r"题为$|题名为$|标题为$", before))
        cited = in_note and bool(grammar.before_title.search(before))
        name = match[1].rstrip("，。；")
        kind = class_of_title(name, grammar)
        headed = kind in {"Framework", "Initiative"} and class_of_name(name, grammar) != ""
        if not introduced and not cited and not headed:
            continue
        behind = genre_behind.match(text, match.end())
        genre = behind["genre"] if behind else ""
        genre_kind = class_of_name(genre, grammar)
        yield Candidate(match_span(match), name, kind or genre_kind or "Publication", "title", genre=genre)


def find_running_names(text: str, taken: Sequence[Candidate], grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the names in running text that end in a head noun, given the candidates found before.

    A known body at the beginning of a name is its parent (管理问题高级别委员会|风险管理工作队).
    """
    best: dict[int, Candidate] = {}
    for head in grammar.head.finditer(text):
        if any(other.span.start < head.end() and head.start() < other.span.end for other in taken):
            continue
        candidate = _named_by(head, text, taken, grammar)
        if candidate:
            best[candidate.span.end] = candidate
    yield from best.values()


def find_created_names(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the things that are brought into the text with their count, named by what stands behind the last 的."""
    for match in grammar.created_np.finditer(text):
        start = match.start("np") + match["np"].rfind("的") + 1
        name = text[start : match.end("np")]
        kind = class_of_name(name, grammar)
        opened = grammar.opener.search(match["np"])  # the whole clause belongs to the name
        if kind in grammar.running and name not in grammar.common_heads and not opened:
            yield Candidate(Span(start, match.end("np")), name, kind, "grammar")


def _named_by(head: re.Match[str], text: str, taken: Sequence[Candidate], grammar: NameGrammar) -> Candidate | None:
    agent = FAMILY_OF[grammar.kinds[head.group()]] in {"body", "organization", "post"}
    if _goes_on(text, head.end(), grammar, acts=agent):
        return None
    start, parent = _name_start(head, text, taken, grammar)
    name = text[start : head.end()]
    if len(name) > (_LONGEST_OPENED if grammar.opener.search(name) else _LONGEST) or any(
        name.endswith(word) for word in grammar.never
    ):
        return None
    kind = grammar.kinds[head.group()]
    body = next((c for c in reversed(taken) if c.span.end == start and c.kind and parent), None)
    if body is not None:
        start = body.span.start
    if not _is_name(head, text, start, parent, kind, grammar):
        return None
    return Candidate(Span(start, head.end()), text[start : head.end()], kind, "grammar", parent=parent)


def _goes_on(text: str, end: int, grammar: NameGrammar, *, acts: bool) -> bool:
    """Say whether the head noun is but the beginning of a longer word (网|络, 战略|方针).

    A meeting behind one who acts is none of it (主任|协商).
    """
    longer = grammar.head.match(text, end)
    meeting = bool(longer) and grammar.kinds[longer.group()] == "Event" if longer else False
    return (bool(longer) and not (meeting and acts)) or text[end : end + 1] in {"化", "性", "员", "者", "级", "层"}


def _name_start(head: re.Match[str], text: str, taken: Sequence[Candidate], grammar: NameGrammar) -> tuple[int, str]:
    """Return where the name of a head noun begins, and the body whose name opens it."""
    floor = max(
        (mark.end() for mark in _PUNCTUATION.finditer(text, max(0, head.start() - 60), head.start())), default=0
    )
    opener = _opened(head, text, grammar)
    if opener is not None:
        return opener, next((c.thing for c in taken if c.span.end == opener and c.thing.startswith("body/")), "")
    before = [c for c in taken if floor <= c.span.end <= head.start()]
    nearest = max(before, key=lambda c: c.span.end, default=None)
    if nearest is not None:
        floor = max(floor, nearest.span.end)
    stop = _last_stop(text, floor, head.start(), grammar)
    if nearest is not None and stop == nearest.span.end and nearest.thing.startswith("body/"):
        possessive = text.startswith("的", nearest.span.end)
        joined = _JOIN.match(text, nearest.span.end)
        if not joined:
            return (nearest.span.end + 1 if possessive else nearest.span.end), nearest.thing
    if nearest is not None and stop == nearest.span.end + 1 and text[nearest.span.end] == "的":
        return stop, nearest.thing if nearest.thing.startswith("body/") else ""
    return _trimmed(text, max(stop, floor), head.start(), grammar), ""


def _opened(head: re.Match[str], text: str, grammar: NameGrammar) -> int | None:
    """Return where an opening clause begins that reaches over 的 (关于…的指导意见, 处理…协调小组)."""
    floor = max((m.end() for m in _CLAUSE.finditer(text, max(0, head.start() - 60), head.start())), default=0)
    for opener in grammar.opener.finditer(text, floor, head.start()):
        fits = grammar.kinds[head.group()] in grammar.openers[opener.group()]
        between = text[opener.end() : head.start()]
        tail = between.rpartition("的")[2]
        if (
            fits
            and 2 <= len(between) <= _LONGEST_OPENED
            and not (grammar.stop.search(tail) or grammar.unopened.search(between))
        ):
            return opener.start()
    return None


def _last_stop(text: str, floor: int, end: int, grammar: NameGrammar) -> int:
    """Return the end of the last word before a head noun that cannot be part of a name."""
    at = floor
    for stop in grammar.stop.finditer(text, floor, end):
        at = stop.end()
    for join in _JOIN.finditer(text, at, end):
        if grammar.head.search(text, at, join.start()) and text[: join.start()].endswith(tuple(grammar.kinds)):
            at = join.end()
    return at


def _trimmed(text: str, start: int, end: int, grammar: NameGrammar) -> int:
    """Leave out what counts or introduces (一份, 新的, 和) at the beginning of a name."""
    lead = re.compile(r"[了过的和及或出、]+").match(text, start, end)
    if lead:
        start = lead.end()
    count = grammar.quantifier.match(text, start, end)
    return count.end() if count else start


def _is_name(head: re.Match[str], text: str, start: int, parent: str, kind: str, grammar: NameGrammar) -> bool:
    """Say whether head noun and modifier make a name rather than a description."""
    modifier = text[start : head.start()]
    mere = bool(grammar.mere.fullmatch(modifier))
    word = head.group()
    if parent and kind in {*grammar.self_standing, "Secretariat"}:
        return True
    if parent and not grammar.opener.search(modifier):
        return False
    if parent or grammar.opener.match(modifier):
        return True
    if grammar.created.search(text[:start]) or grammar.quantifier.search(text[max(0, start - 3) : start]):
        return (
            kind in grammar.running
            and (len(modifier) >= 2 or len(word) >= 4)
            and grammar.created.search(re.sub(rf"(?:{grammar.quantifier.pattern})$", "", text[:start])) is not None
        )
    if mere or len(modifier) < 2:
        return False
    if kind in grammar.self_standing and word not in grammar.common_heads:
        return True
    if word in grammar.strong_heads:
        return True
    starter = grammar.starter.match(modifier)
    return bool(starter) and kind in grammar.running and word not in grammar.common_heads


def topic_of(name: str, grammar: NameGrammar) -> str:
    """Return what a name itself says it is about: 关于X的…, X问题…; '' for nothing."""
    for pattern in grammar.topics:
        match = pattern.search(name)
        if match:
            topic = match["topic"].removesuffix("问题")
            return "" if topic in grammar.topic_stops or len(topic) < 2 else topic
    return ""


def start_of_described(text: str, end: int, taken: Sequence[Candidate], grammar: NameGrammar) -> int:
    """Return where the description of a document begins that ends at `end` (采购网关于…的报告)."""
    floor = max((mark.end() for mark in _PUNCTUATION.finditer(text, max(0, end - 60), end)), default=0)
    for opener in grammar.opener.finditer(text, floor, end):
        before = next((c for c in taken if c.span.end == opener.start()), None)
        return before.span.start if before else opener.start()
    nearest = max((c.span.end for c in taken if floor <= c.span.end <= end), default=floor)
    return _trimmed(text, _last_stop(text, nearest, end, grammar), end, grammar)
