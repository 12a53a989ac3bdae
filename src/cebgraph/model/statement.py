"""What a report states: subject, predicate, object, qualifiers, status, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cebgraph.spans import Span


class Status(StrEnum):
    """Whether the text tells an act as done; `ASSERTED` is done or in force."""

    ASSERTED = ""
    PLANNED = "planned"
    AGREED = "agreed"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value that is not a thing; `datatype` is the local name of an XSD type, or empty for plain text."""

    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Qualifier:
    """A property and value on a statement: `when`, `regarding`, `pinpoint`, `mode`, `role`, `place`, `count`, `note`.

    `value` is the id of a thing for `regarding` and `place`, else text; `when` is an EDTF date or interval.
    """

    key: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The very words: a stretch of a block's text, and the rule that read them."""

    block: str
    span: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with its proof; claims that differ only in evidence are one statement."""

    subject: str
    """Id of a thing."""
    predicate: str
    """Compact IRI: `ceb:endorsed`, `org:subOrganizationOf`, `dcterms:references`."""
    object: str | Literal
    """Id of a thing, or a literal."""
    qualifiers: tuple[Qualifier, ...] = ()
    status: Status = Status.ASSERTED
    evidence: tuple[Evidence, ...] = ()
