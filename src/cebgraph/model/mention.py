"""Where a text names a thing or states a value."""

from __future__ import annotations

from dataclasses import dataclass

from cebgraph.spans import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a passage that may name a thing, before it is linked. Spans count the passage's text."""

    span: Span
    """All that stands for the thing: name, quotation marks, members (首协会成员)."""
    name: str
    """The name itself, as the text has it."""
    kind: str
    """Local name of the class that its form suggests; empty where it suggests none."""
    detector: str
    thing: str = ""
    """Id of the thing, where the detector knows it (an authority's name, a symbol)."""
    symbols: tuple[str, ...] = ()
    pinpoint: str = ""
    topic: str = ""
    """What the name itself says it is about."""
    genre: str = ""
    """The kind of document, in the text's own words (政策简报)."""
    parent: str = ""
    """Id of the body whose name opens this one (管理问题高级别委员会|采购网)."""
    organ: str = ""
    """Id of the organ that issues a resolution or decision cited by its number."""
    key: str = ""
    """The name that its identifier is made of, where another language named it first."""
    anaphor: bool = False
    """Whether it needs an antecedent."""


@dataclass(frozen=True, slots=True)
class Value:
    """A date, a count or a way of meeting that a passage states. Spans count the passage's text."""

    span: Span
    kind: str
    """`date`, `count`, `mode` or `url`."""
    value: str
    """EDTF date, integer, `virtual`/`in-person`, or web address."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a block that names a thing."""

    block: str
    span: Span
    """In the block's text."""
    thing: str
    """Id of the thing it was linked to."""
    detector: str
    """What found it: `authority`, `symbol`, `title`, `grammar`, `definition`, `coreference`, …"""
