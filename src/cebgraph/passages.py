"""Passages: a block's text as the extraction reads it, with its sentences.

Where words are not set apart by spaces, a space between Han characters and figures carries no meaning and the same
name comes with and without it; so a passage leaves them out and maps back. Where they are, every kind of space,
apostrophe and quotation mark is read as one. All spans in the extraction count the passage's text until `to_block`
turns them into spans of the block's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cebgraph.model.report import Block, BlockKind
from cebgraph.resources.languages import Writing
from cebgraph.spans import Span, TextView

_EMPTY_SPACE = re.compile(r"(?<![A-Za-z0-9&%.,])\s+|\s+(?![A-Za-z0-9(&])")
_FOLDS = str.maketrans("（），：；！？％＆／０１２３４５６７８９", "()，：；！？%&/0123456789")
_OPENING, _CLOSING = "《“(", "》”)"
_STRAIGHT = re.compile(r'"(?=[^\s"])([^"\n]{1,200})"')
"""A quotation in the marks of a typewriter."""
_SPELLINGS = str.maketrans("\u00a0\u202f\u2009'\u02bc", "   ’’")


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


def read_passage(block: Block, writing: Writing) -> Passage:
    """Make the passage of a block."""
    view = _as_read(block.text, writing)
    return Passage(block, view, sentences(view.text, writing))


def as_read(text: str, writing: Writing) -> str:
    """Return a text as a passage of a language has it.

    >>> from cebgraph.resources.languages import load_language
    >>> as_read("COVID-19 团结应对基金", load_language("zh").writing)
    'COVID-19团结应对基金'
    >>> as_read("the Secretary-General's call", load_language("en").writing)
    'the Secretary-General’s call'
    """
    return _as_read(text, writing).text


def _as_read(text: str, writing: Writing) -> TextView:
    if writing.spaced:
        return TextView.joined([(_STRAIGHT.sub(r"“\1”", text.translate(_SPELLINGS)), Span(0, len(text)))])
    return _without_spaces(text)


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


def sentences(text: str, writing: Writing) -> tuple[Span, ...]:
    """Cut a text into sentences; what stands in quotation marks or brackets is not cut.

    >>> from cebgraph.resources.languages import load_language
    >>> text = "首协会核可了《A。B》。会议通过了议程；"
    >>> [span.of(text) for span in sentences(text, load_language("zh").writing)]
    ['首协会核可了《A。B》。', '会议通过了议程；']
    >>> text = "See resolution 75/233, para. 23. It was adopted."
    >>> [span.of(text) for span in sentences(text, load_language("en").writing)]
    ['See resolution 75/233, para. 23.', ' It was adopted.']
    """
    found: list[Span] = []
    depth = start = 0
    for mark in writing.breaks.finditer(text):
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
