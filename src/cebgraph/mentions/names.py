"""Names in running text that no authority knows, by the grammar of names: a head noun and what opens it.

Precision comes before quantity: a head noun alone, or with a mere adjective, is never a name, unless the text brings
the thing in with it (编写了一份参考文件).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cebgraph.mentions.titles import class_of_name
from cebgraph.model.mention import Candidate
from cebgraph.model.thing import ACTING, FAMILY_OF
from cebgraph.resources.lexicon import NameGrammar
from cebgraph.spans import Span

_PUNCTUATION = re.compile(r"[，。；：、！？()《》“”\n]|——")
_CLAUSE = re.compile(r"[，。；：！？()《》“”\n]|——")
_JOIN = re.compile(r"和|及|或|、")
_SHORT_FORM = re.compile(r"\((?:以下简称|简称)?(?P<short>[^()，。；：]{2,8})\)")
_BRACKETS = re.compile(r"\([^()]*\)")
_LEAD = re.compile(r"[了过的和及或出、]+")
_LONGEST, _LONGEST_OPENED, _WINDOW = 40, 64, 60
_SHORT, _TELLING, _FULL = 2, 4, 7


@dataclass(frozen=True, slots=True)
class _Head:
    """A head noun in a text, with the candidates found before and the grammar."""

    text: str
    span: Span
    taken: Sequence[Candidate]
    grammar: NameGrammar

    @property
    def word(self) -> str:
        return self.span.of(self.text)

    @property
    def kind(self) -> str:
        return self.grammar.kinds[self.word]

    def floor(self, marks: re.Pattern[str]) -> int:
        """Return the end of the last mark before the head noun."""
        before = marks.finditer(self.text, max(0, self.span.start - _WINDOW), self.span.start)
        return max((mark.end() for mark in before), default=0)


def find_running_names(text: str, taken: Sequence[Candidate], grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the names in running text that end in a head noun, given the candidates found before.

    A known body at the beginning of a name is its parent (管理问题高级别委员会|风险管理工作队).
    """
    best: dict[int, Candidate] = {}
    for match in grammar.head.finditer(text):
        head = _Head(text, Span(*match.span()), taken, grammar)
        if any(other.span.overlaps(head.span) for other in taken) or grammar.goes_on(text, *match.span()):
            continue
        candidate = _named_by(head)
        if candidate:
            best[candidate.span.end] = candidate
    yield from best.values()


def find_posts(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the posts that are named after whom they serve (秘书长青年问题特使)."""
    for pattern in grammar.offices.named:
        for match in pattern.finditer(text):
            yield Candidate(Span(*match.span()), match.group(), "Post", "post")


def find_officers(text: str, found: Sequence[Candidate], grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the officers of known bodies (联检组主席), unless the words around say who holds the office.

    A body's short form in brackets is no part of the office's name (国际劳工组织(劳工组织)总干事).
    """
    for body in found:
        if not body.thing.startswith(("body/", "organization/")):
            continue
        officer = grammar.offices.officer.match(text, body.span.end)
        if officer and not grammar.offices.held.search(text[: body.span.start]):
            span = Span(body.span.start, officer.end())
            yield Candidate(span, _BRACKETS.sub("", span.of(text)), "Post", "post")


def find_created_names(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the things that are brought into the text with their count, named by what stands behind the last 的."""
    for match in grammar.creation.counted.finditer(text):
        start = match.start("np") + match["np"].rfind("的") + 1
        name = text[start : match.end("np")]
        kind = class_of_name(name, grammar)
        opened = grammar.opener.search(match["np"])  # the whole clause belongs to the name
        if kind in grammar.running and name not in grammar.common_heads and not opened:
            yield Candidate(Span(start, match.end("np")), name, kind, "grammar")


def find_created_bodies(text: str, grammar: NameGrammar) -> Iterator[Candidate]:
    """Yield the bodies that are set up under a name whose topic holds a joint (成立了劳动世界的未来问题联络小组)."""
    for match in grammar.creation.body.finditer(text):
        count = grammar.quantifier.match(text, match.start("np"), match.end("np"))
        span = Span(count.end() if count else match.start("np"), match.end("np"))
        inside = (stop.group() for stop in grammar.stops(text, span.start, span.end))
        if all(stop == "的" for stop in inside) and not grammar.goes_on(text, span.end - 1, span.end):
            yield Candidate(span, span.of(text), class_of_name(span.of(text), grammar), "grammar")


def start_of_described(text: str, end: int, taken: Sequence[Candidate], grammar: NameGrammar) -> int:
    """Return where the description of a document begins that ends at `end` (采购网关于…的报告)."""
    head = _Head(text, Span(end, end), taken, grammar)
    floor = head.floor(_PUNCTUATION)
    for opener in grammar.opener.finditer(text, floor, end):
        before = next((c for c in taken if c.span.end == opener.start()), None)
        return before.span.start if before else opener.start()
    nearest = max((c.span.end for c in taken if floor <= c.span.end <= end), default=floor)
    return _trimmed(head, _last_stop(head, nearest))


def _named_by(head: _Head) -> Candidate | None:
    start, parent = _name_start(head)
    name = head.text[start : head.span.end]
    longest = _LONGEST_OPENED if head.grammar.opener.search(name) else _LONGEST
    if len(name) > longest or name.endswith(tuple(head.grammar.never)):
        return None
    many = head.grammar.many.match(name)
    if many and (parent or not head.grammar.creation.before.search(head.text[:start])):
        return None
    start = start + many.end() if many else start
    body = next((c for c in reversed(head.taken) if parent and c.span.end == start and c.kind), None)
    start = body.span.start if body else start
    if head.text.startswith("《", head.span.end) and FAMILY_OF[head.kind] == "document":
        return None  # 政策简报《…》: what kind of document the title behind it is of
    if not _is_name(head, start, parent):
        start, parent = _opened_within(head, start), ""
        if start < 0 or not _is_name(head, start, parent):
            return None
    return Candidate(Span(start, head.span.end), head.text[start : head.span.end], head.kind, "grammar", parent=parent)


def _floor(head: _Head) -> int:
    """Return where a name may begin at the earliest; a list of topics is no bound (粮食、能源问题小组)."""
    floor = head.floor(_PUNCTUATION)
    if head.kind in head.grammar.telling and head.grammar.topical.search(head.text, floor, head.span.start):
        return head.floor(_CLAUSE)
    return floor


def _opened_within(head: _Head, start: int) -> int:
    """Return where a name opens behind what cannot belong to it (秘书处牵线|联合国系统…数据库); -1 for nowhere."""
    opening = head.grammar.dropped.search(head.text, start + 1, head.span.start)
    return opening.start() if opening else -1


def _name_start(head: _Head) -> tuple[int, str]:
    """Return where the name of a head noun begins, and the body whose name opens it."""
    opener = _opened(head)
    if opener is not None:
        return opener, next((c.thing for c in head.taken if c.span.end == opener and c.thing.startswith("body/")), "")
    floor = _floor(head)
    before = [c for c in head.taken if floor <= c.span.end <= head.span.start]
    nearest = max(before, key=lambda c: c.span.end, default=None)
    if nearest is None:
        return _trimmed(head, _last_stop(head, floor)), ""
    stop, end = _last_stop(head, nearest.span.end), nearest.span.end
    if stop == end + 1 and head.text[end] == "的":
        return stop, nearest.thing if _may_open(nearest) else ""
    if stop == end and _may_open(nearest) and not _JOIN.match(head.text, end):
        return end, nearest.thing
    if stop == end and _may_begin(nearest, head) and not _JOIN.match(head.text, end):
        return nearest.span.start, ""
    return _trimmed(head, stop), ""


def _may_begin(candidate: Candidate, head: _Head) -> bool:
    """Say whether a name may begin that of a body that is none of its parts (会计准则|工作队, 芬兰|议会委员会)."""
    bare = candidate.detector in {"authority", "definition"}
    return bare and candidate.kind in {"Place", "Framework"} and head.kind in head.grammar.self_standing


def _may_open(candidate: Candidate) -> bool:
    """Say whether a name may open that of a part of what it names (经社部|统计司)."""
    return candidate.thing.startswith(("body/", "organization/", "post/"))


def _opened(head: _Head) -> int | None:
    """Return where an opening clause begins that reaches over 的 (关于…的指导意见, 处理…协调小组)."""
    grammar = head.grammar
    for opener in grammar.opener.finditer(head.text, head.floor(_CLAUSE), head.span.start):
        between = head.text[opener.end() : head.span.start]
        fits = head.kind in grammar.openers[opener.group()] and _SHORT <= len(between) <= _LONGEST_OPENED
        told = "的" in between or head.kind == "Event"  # 关于首协会年度报告|的结论
        tail = between.rpartition("的")[2]
        if fits and told and not grammar.stop.search(tail) and not grammar.unopened.search(between):
            return opener.start()
    return None


def _last_stop(head: _Head, floor: int) -> int:
    """Return the end of the last word before a head noun that cannot be part of a name."""
    text, grammar = head.text, head.grammar
    at = floor
    for stop in grammar.stops(text, floor, head.span.start):
        at = stop.end()
    for join in _JOIN.finditer(text, at, head.span.start):
        if text[at : join.start()].endswith(tuple(grammar.kinds)):
            at = join.end()
    return at


def _trimmed(head: _Head, start: int) -> int:
    """Leave out what counts or introduces (一份, 新的, 和) at the beginning of a name."""
    lead = _LEAD.match(head.text, start, head.span.start)
    start = lead.end() if lead else start
    count = head.grammar.quantifier.match(head.text, start, head.span.start)
    return count.end() if count else start


def _is_name(head: _Head, start: int, parent: str) -> bool:
    """Say whether head noun and modifier make a name rather than a description."""
    grammar, modifier = head.grammar, head.text[start : head.span.start]
    opened = grammar.opener.search(modifier) if parent else grammar.opener.match(modifier)
    if opened and not parent.startswith(("organization/", "post/")):
        return True
    if parent and not grammar.creation.before.search(head.text[:start]):
        if parent.startswith("post/"):  # 秘书长|数字合作高级别小组
            told = grammar.starter.search(modifier) or grammar.topical.search(modifier)
            return (head.kind == "UNEntity" and len(head.word) >= _SHORT) or (
                head.kind in grammar.self_standing and bool(told)
            )
        return head.word in grammar.owned or head.kind in {"UNEntity", "Secretariat", *grammar.self_standing}
    counted = bool(grammar.quantifier.search(head.text[max(0, start - 3) : start]))
    if counted or grammar.creation.before.search(head.text[:start]):
        return _is_created(head, start)
    return len(modifier) >= _SHORT and not grammar.mere.fullmatch(modifier) and _stands_alone(head, modifier)


def _is_created(head: _Head, start: int) -> bool:
    """Say whether the words before bring a new thing into the text (制定了一份, 推出了一个重新设计的)."""
    before = re.sub(rf"(?:{head.grammar.quantifier.pattern})$", "", head.text[:start])
    speaks = len(head.word) >= _TELLING and head.word not in head.grammar.strong_heads
    telling = speaks or head.span.start - start >= _SHORT
    created = head.grammar.creation.before.search(before)
    if created is None or head.kind not in head.grammar.running:
        return False
    # 制定循证政策 tells of any policy, 制定了采购政策 of one.
    counted = before != head.text[:start]
    return telling and (counted or not created["bare"] or head.word not in head.grammar.common_heads)


def _is_abbreviated(head: _Head, modifier: str) -> bool:
    """Say whether a short form in brackets, made of its own characters, shows that it is a name (…网络(青年网络))."""
    short = _SHORT_FORM.match(head.text, head.span.end)
    return short is not None and set(short["short"]) <= set(modifier + head.word) and len(modifier) >= _SHORT


def _acts(modifier: str, grammar: NameGrammar) -> bool:
    """Say whether a modifier is the name of someone who acts."""
    return FAMILY_OF.get(class_of_name(modifier, grammar)) in ACTING


def _stands_alone(head: _Head, modifier: str) -> bool:
    """Say whether a modified head noun is a name wherever it stands."""
    grammar = head.grammar
    if head.word in grammar.strong_heads or _is_abbreviated(head, modifier):
        return True
    if head.kind == "Event" and head.word in grammar.common_heads and _acts(modifier, grammar):
        return False  # 残疾联盟|协商: what someone does, no meeting
    if head.word in grammar.common_heads:
        if grammar.dropped.match(modifier) and len(modifier) >= _FULL and head.kind in {"Initiative", "Publication"}:
            return True
        telling = bool(grammar.starter.match(modifier) or grammar.topical.search(modifier))
        return head.kind in grammar.telling and telling and len(modifier) >= _TELLING
    return head.kind in grammar.self_standing or bool(grammar.starter.match(modifier) and head.kind in grammar.running)
