"""What a reader should know of how well the structure of a report was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cebgraph.model.report import Block, BlockKind, Diagnostic, NoteAnchor
from cebgraph.structure.notes import Mark

_SHOWN = 40


def diagnose(
    blocks: Sequence[Block], anchors: Sequence[NoteAnchor], marks: Sequence[Mark], *, told: bool = False
) -> Iterator[Diagnostic]:
    """Tell what could not be placed, gaps and repetitions in numbers, notes without marks and marks without notes.

    `told` says that the file tells its paragraphs apart: one without a number is then no line that has lost its place.
    """
    numbered = any(block.kind is BlockKind.PARAGRAPH for block in blocks)
    if not numbered:
        yield Diagnostic("no-numbered-paragraphs", "no numbered paragraph was found: the text is read as it stands", "")
    for kind, noun in ((BlockKind.PARAGRAPH, "paragraph"), (BlockKind.FOOTNOTE, "footnote")):
        yield from _numbering([block for block in blocks if block.kind is kind], noun)
    if numbered and not told:
        yield from (_unplaced(block) for block in blocks if block.kind is BlockKind.PLAIN)
    anchored = {anchor.note for anchor in anchors}
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE and block.id not in anchored:
            yield Diagnostic("note-without-mark", f"the mark of note {block.number} was not found", block.id)
    yield from (
        Diagnostic("mark-without-note", "the mark of a note that the text does not have", "", mark.span)
        for mark in marks
        if mark.note is None
    )


def _numbering(blocks: Sequence[Block], noun: str) -> Iterator[Diagnostic]:
    if blocks and _count(blocks[0]) != 1:
        yield Diagnostic("numbering-gap", f"the first {noun} has number {blocks[0].number}", blocks[0].id)
    for before, block in pairwise(blocks):
        last, number = _count(before), _count(block)
        if number > last + 1:
            yield Diagnostic("numbering-gap", f"{noun} {block.number} comes after {before.number}", block.id)
        if number <= last:
            yield Diagnostic("numbering-repeat", f"{noun} {block.number} comes after {before.number}", block.id)


def _count(block: Block) -> int:
    return int(block.number.rpartition(".")[2])


def _unplaced(block: Block) -> Diagnostic:
    shown = block.text[:_SHOWN] + ("…" if len(block.text) > _SHOWN else "")
    return Diagnostic("unplaced", f"no place in the structure was found for “{shown}”", block.id)
