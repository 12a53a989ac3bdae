"""All that one report gave: its structure, things, mentions, statements and diagnostics."""

from __future__ import annotations

from dataclasses import dataclass

from cebgraph.model.mention import Mention
from cebgraph.model.report import Diagnostic, Report
from cebgraph.model.statement import Statement
from cebgraph.model.thing import Thing


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one report. Every thing that a mention or statement names is in `things`."""

    report: Report
    document: str
    """Id of the thing that the report itself is."""
    things: tuple[Thing, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    diagnostics: tuple[Diagnostic, ...]
