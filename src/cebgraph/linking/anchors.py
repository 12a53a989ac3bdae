"""What a footnote or a figure hangs on.

The thing whose name ends at its mark, else the document, initiative or actor that the sentence is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from cebgraph.linking.links import Link, LinkedPassage
from cebgraph.model.report import NoteAnchor
from cebgraph.model.thing import ACTING, FAMILIES, FAMILY_OF, UNITS
from cebgraph.resources.notes import NoteWords

_MADE = frozenset({*FAMILIES["document"], *FAMILIES["initiative"]})


def hung_on(anchors: Iterable[NoteAnchor], passages: Mapping[str, LinkedPassage], words: NoteWords) -> dict[str, str]:
    """Return, by note, the id of the thing that it hangs on, where there is one."""
    return _by_note(anchors, passages, lambda passage, offset: thing_at(passage, offset, words))


def named_at(anchors: Iterable[NoteAnchor], passages: Mapping[str, LinkedPassage], words: NoteWords) -> dict[str, str]:
    """Return, by note, the id of the thing whose name ends at its mark, where one does."""
    return _by_note(anchors, passages, lambda passage, offset: _beside(passage, offset, words))


def _by_note(
    anchors: Iterable[NoteAnchor],
    passages: Mapping[str, LinkedPassage],
    thing_of: Callable[[LinkedPassage, int], str],
) -> dict[str, str]:
    marks = ((anchor, passages.get(anchor.block)) for anchor in anchors)
    found = ((anchor.note, thing_of(passage, anchor.offset)) for anchor, passage in marks if passage)
    return {note: thing for note, thing in found if thing}


def thing_at(passage: LinkedPassage, offset: int, words: NoteWords) -> str:
    """Return the id of the thing that a mark at an offset of the block's text belongs to; '' for none."""
    beside = _beside(passage, offset, words)
    if beside:
        return beside
    at = passage.reading.passage.view.from_source(offset)
    sentence = next((s for s in passage.reading.passage.sentences if s.start < at <= s.end), None)
    if sentence is None:
        return ""
    before = [link for link in passage.links if sentence.start <= link.span.start and link.span.end <= at]
    if words.agent_mark.search(passage.text[sentence.start : at]):
        return next((link.thing for link in before if FAMILY_OF[link.kind] in UNITS), "")
    clause = words.clause_end.search(passage.text, at, sentence.end)
    end = clause.start() if clause else sentence.end
    behind = [link for link in passage.links if at <= link.span.start and link.span.end <= end]
    direct = [link for link in before[::-1] if not _is_aside(link, passage.text, words)]
    if words.nearest_work:
        before = [link for link in before if FAMILY_OF[link.kind] != "initiative" or link in direct]
        before = [link for link in before if not _makes(link, passage, words)]
        work = next((one for one in before[::-1] if one.kind in _MADE and one.kind != "Resolution"), None)
        if work:
            return work.thing
    for links, family in ((before[::-1], "document"), (direct, "initiative"), (behind, "document")):
        thing = _first(links, family)
        if thing:
            return thing
    return _owner(before, passage.text[:at], words) or _first(before, "body") or _first(before, "organization")


def _makes(link: Link, passage: LinkedPassage, words: NoteWords) -> bool:
    """Say whether an initiative is told of as the one that did something (led by the |Programme)."""
    by = passage.text[: _named_from(link, passage)].endswith(words.made_by)
    return FAMILY_OF[link.kind] == "initiative" and by


def _owner(before: Sequence[Link], text: str, words: NoteWords) -> str:
    """Return who has what the words before a mark end in (秘书长对使用多种语文的承诺)."""
    acting = [link for link in before if FAMILY_OF[link.kind] in ACTING]
    return next((link.thing for link in acting[::-1] if words.owned.fullmatch(text, link.span.end)), "")


def _is_aside(link: Link, text: str, words: NoteWords) -> bool:
    """Say whether a sentence names a thing only for where or through what something is done (在网站上)."""
    return text[: link.span.start].endswith(words.aside_before) or text.startswith(words.aside_behind, link.span.end)


def _beside(passage: LinkedPassage, offset: int, words: NoteWords) -> str:
    """Return the id of the thing whose name ends at a mark; '' for none."""
    text, at = passage.text, passage.reading.passage.view.from_source(offset)
    for link in reversed(passage.links):
        if link.span.end > at or FAMILY_OF[link.kind] not in {"document", "initiative", "body", "event"}:
            continue
        made_by = link.kind not in _MADE and text[: _named_from(link, passage)].endswith(words.made_by)
        if words.close.fullmatch(text, link.span.end, at) and not made_by:
            return link.thing
        return ""
    return ""


def _named_from(link: Link, passage: LinkedPassage) -> int:
    """Return where a thing begins to be named whose short form in brackets a link may be."""
    start = link.span.start
    for one in passage.links:
        if one.thing == link.thing and passage.text[one.span.end : link.span.start].strip() == "(":
            start = one.span.start
    return start


def _first(links: Sequence[Link], family: str) -> str:
    return next((link.thing for link in links if FAMILY_OF[link.kind] == family and link.kind != "Resolution"), "")
