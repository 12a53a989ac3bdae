"""Stage 2: the lines of a text come in, its report goes out: blocks that share out all of its characters.

Nothing is refused: what cannot be placed is a plain block, with a diagnostic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from cebgraph.model.report import Block, BlockKind, Diagnostic, NoteAnchor, Report
from cebgraph.model.source import LayoutText
from cebgraph.resources.languages import Language, load_language
from cebgraph.spans import Span, TextView
from cebgraph.structure.blocks import assemble
from cebgraph.structure.diagnosis import diagnose
from cebgraph.structure.drafts import Draft
from cebgraph.structure.front import date_of, masthead_of, symbol_of
from cebgraph.structure.joining import joined
from cebgraph.structure.lines import classify, measure
from cebgraph.structure.notes import Mark, find_marks

__all__ = ["parse_report"]

_NAMED = frozenset({BlockKind.TITLE, BlockKind.SUMMARY, BlockKind.ANNEX, BlockKind.MASTHEAD})
"""Kinds that a report has one of, as a rule: the id needs no number."""
_NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEADING, BlockKind.FOOTNOTE, BlockKind.FIGURE})
"""Kinds whose number is in their id."""


def parse_report(layout: LayoutText) -> Report:
    r"""Find the structure of a report.

    >>> from cebgraph.read import read_bytes
    >>> report = parse_report(read_bytes("一. 导言\n1. 首协会核可了\n路线图。".encode(), "report.txt"))
    >>> [(block.id, block.text) for block in report.blocks]
    [('chapter/1', '导言'), ('paragraph/1', '首协会核可了路线图。')]
    """
    language = load_language(layout.source.language)
    rows = classify(layout, language)
    drafts = assemble(layout.text, rows, measure(rows, language), language)
    drafts.sort(key=lambda draft: draft.head.index)
    marks = find_marks(layout.text, drafts, rows, language.structure.marks, layout.raised)
    ids = _identifiers(drafts)
    blocks = _blocks(layout, drafts, marks, ids, language) or _blank(layout)
    return _report(layout, blocks, _anchors(marks, ids, blocks), marks, language)


def _report(
    layout: LayoutText,
    blocks: tuple[Block, ...],
    anchors: tuple[NoteAnchor, ...],
    marks: Sequence[Mark],
    language: Language,
) -> Report:
    description = layout.source.description
    texts = defaultdict(str, {block.id: block.text for block in reversed(blocks)})
    headers = (block.text for block in blocks if block.kind is BlockKind.FURNITURE)
    masthead = texts["masthead"]
    return Report(
        source=layout.source,
        symbol=description.symbol or symbol_of("\n".join((masthead, *headers)), language.furniture.symbol),
        title=description.title or texts["title"].partition("\n")[0],
        date=description.date or date_of(masthead, language.structure),
        blocks=blocks,
        anchors=anchors,
        diagnostics=(
            *(Diagnostic("reading", notice, "") for notice in layout.notices),
            *diagnose(blocks, anchors, marks, told=layout.raised is not None),
        ),
        masthead=masthead_of(masthead, language.structure),
    )


def _identifiers(drafts: Sequence[Draft]) -> dict[Draft, str]:
    counters: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    ids = {}
    for draft in drafts:
        counters[draft.kind] += 1
        name = _name(draft, counters[draft.kind])
        taken[name] += 1
        ids[draft] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return ids


def _name(draft: Draft, counter: int) -> str:
    if draft.kind in _NAMED:
        return str(draft.kind)
    numbered = draft.kind in _NUMBERED and draft.number
    return f"{draft.kind}/{draft.number if numbered else counter}"


def _blocks(
    layout: LayoutText, drafts: Sequence[Draft], marks: Sequence[Mark], ids: Mapping[Draft, str], language: Language
) -> tuple[Block, ...]:
    cuts: dict[int, list[Span]] = defaultdict(list)
    parents = {draft: draft.parent for draft in drafts}
    for mark in marks:
        cuts[mark.row.index].append(mark.span)
        if mark.note:
            parents[mark.note] = mark.block
    pieces = _pieces(layout, drafts)
    return tuple(
        Block(
            id=ids[draft],
            kind=draft.kind,
            number=draft.number,
            view=joined(layout.text, draft, cuts, language),
            pieces=tuple(pieces[draft]),
            parent=ids[parent] if (parent := parents[draft]) else "",
        )
        for draft in drafts
    )


def _blank(layout: LayoutText) -> tuple[Block, ...]:
    """Return the one block of a text that has nothing but spaces."""
    whole = (Span(0, len(layout.text)),) if layout.text else ()
    return tuple(Block("plain/1", BlockKind.PLAIN, "", TextView("", ()), (piece,), "") for piece in whole)


def _pieces(layout: LayoutText, drafts: Sequence[Draft]) -> dict[Draft, list[Span]]:
    """Share out all lines: a blank one belongs to the block of the line before it."""
    owners = {row.index: draft for draft in drafts for row in (*draft.rows, *draft.words)}
    pieces: dict[Draft, list[Span]] = defaultdict(list)
    owner = owners[min(owners)] if owners else None
    last = None
    for index, line in enumerate(layout.lines):
        owner = owners.get(index, owner)
        if owner is None:
            continue
        if owner is last:
            pieces[owner][-1] = Span(pieces[owner][-1].start, line.full.end)
        else:
            pieces[owner].append(line.full)
        last = owner
    return pieces


def _anchors(marks: Sequence[Mark], ids: Mapping[Draft, str], blocks: Sequence[Block]) -> tuple[NoteAnchor, ...]:
    views = {block.id: block.view for block in blocks}
    return tuple(
        NoteAnchor(ids[mark.note], block, views[block].from_source(mark.span.start), mark.span)
        for mark in marks
        if mark.note
        for block in (ids[mark.block],)
    )
