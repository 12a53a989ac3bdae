"""Passages: a block's text as the extraction reads it, with its sentences.

Where words are not set apart by spaces, a space between Han characters and figures carries no meaning and the same
name comes with and without it; so a passage leaves them out and maps back. All spans in the extraction count the
passage's text until `to_block` turns them into spans of the block's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cebgraph.model.report import Block, BlockKind
from cebgraph.spans import Span, TextView

_EMPTY_SPACE = re.compile(r"(?<![A-Za-z0-9&%.,])\s+|\s+(?![A-Za-z0-9(&])")
_FOLDS = str.maketrans("（），：；！？％＆／０１２３４５６７８９", "()，：；！？%&/0123456789")
_OPENING, _CLOSING = "《“(", "》”)"
_BREAKS = re.compile(r"[《》“”()。！？\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One block's text without empty spaces; `view` maps it back to the block's text."""

    block: Block
    view: TextView
    sentences: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text that the extraction reads."""
        return self.view.text

    @property
    def in_note(self) -> bool:
        """Say whether this is a footnote or a figure, which speak of the place that they hang on."""
        return self.block.kind in {BlockKind.FOOTNOTE, BlockKind.FIGURE}

    def to_block(self, span: Span) -> Span:
        """Return a span of the block's text."""
        return self.view.to_source(span)


def read_passage(block: Block, *, word_spacing: bool = False) -> Passage:
    """Make the passage of a block."""
    view = TextView.of_pieces(block.text, [Span(0, len(block.text))]) if word_spacing else _without_spaces(block.text)
    return Passage(block, view, sentences(view.text))


def compact(text: str) -> str:
    """Return a text without the spaces that carry no meaning, as a passage has it.

    >>> compact("COVID-19 团结应对基金"), compact("接入 Office 365 租户")
    ('COVID-19团结应对基金', '接入Office 365租户')
    """
    return _without_spaces(text).text


def _without_spaces(text: str) -> TextView:
    parts: list[tuple[str, Span]] = []
    at = 0
    for space in _EMPTY_SPACE.finditer(text):
        parts.append((text[at : space.start()].translate(_FOLDS), Span(at, space.start())))
        if "\n" in space.group() or "\t" in space.group():  # between lines, and between the cells of a row
            parts.append(("\n", Span(space.start(), space.end())))
        at = space.end()
    parts.append((text[at:].translate(_FOLDS), Span(at, len(text))))
    return TextView.joined(parts)


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences; what stands in quotation marks or brackets is not cut.

    >>> text = "首协会核可了《A。B》。会议通过了议程；"
    >>> [span.of(text) for span in sentences(text)]
    ['首协会核可了《A。B》。', '会议通过了议程；']
    """
    found: list[Span] = []
    depth = start = 0
    for mark in _BREAKS.finditer(text):
        char = mark.group()
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0 or char == "\n":
            depth = 0
            found.append(Span(start, mark.end()))
            start = mark.end()
    if start < len(text):
        found.append(Span(start, len(text)))
    return tuple(span for span in found if span.of(text).strip())
