"""What linking works with: links of candidates to things, linked passages, and the state of linking one report."""

from __future__ import annotations

from dataclasses import dataclass, field

from cebgraph.linking.register import Register
from cebgraph.mentions import Knowledge, Reading
from cebgraph.model.mention import Candidate
from cebgraph.model.report import BlockKind, Diagnostic
from cebgraph.spans import Span

_OPERATIVE = frozenset({BlockKind.PARAGRAPH, BlockKind.PLAIN})


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate and its thing."""

    span: Span
    thing: str
    kind: str
    candidate: Candidate
    antecedent: str = ""
    """Why a short form stands for this thing."""


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A reading with its links: `links` do not overlap, `inner` lie within them.

    One place that speaks of several things (两个委员会) has a link to each.
    """

    reading: Reading
    links: tuple[Link, ...]
    inner: tuple[Link, ...]

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.reading.passage.text

    @property
    def block(self) -> str:
        """The block's id."""
        return self.reading.passage.block.id


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a thing was named, for antecedents."""

    passage: int
    """Counts the passages that were read before."""
    block: str
    thing: str
    prominent: bool
    """Whether the text was about it there: it opened a clause or a heading, or was referred back to."""
    staged: bool = False
    """Whether it was named as a text in the making (《战略》|初稿)."""


@dataclass(slots=True)
class Linking:
    """What linking one report has come to; `main_body` and `main_meeting` are what the report is of."""

    knowledge: Knowledge
    register: Register
    report: str
    main_body: str = ""
    main_meeting: str = ""
    recent: list[Naming] = field(default_factory=list)
    """The links so far."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)
    """The body of each meeting that is named as one of a body."""

    def speaker_of(self, kind: BlockKind) -> tuple[Link, ...]:
        """Return who acts in a block of a kind that names nobody: the body that the report is of.

        That holds for what a table lists and, in a resolution, for every paragraph (Requests the Secretary-General …).
        """
        resolves = self.register.things[self.report].kind == "Resolution"
        if kind is not BlockKind.TABLE and not (resolves and kind in _OPERATIVE):
            return ()
        return self._body_of_report()

    def hearer(self) -> tuple[Link, ...]:
        """Return before whom things are presented in the report: the body whose meeting it is of; else nobody."""
        return self._body_of_report() if self.main_meeting else ()

    def _body_of_report(self) -> tuple[Link, ...]:
        if not self.main_body:
            return ()
        nowhere, thing = Span(0, 0), self.register.things[self.main_body]
        return (Link(nowhere, thing.id, thing.kind, Candidate(nowhere, "", thing.kind, "report")),)
