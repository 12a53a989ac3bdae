"""Naming: the IRIs of one report's graph, below a base."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from cebgraph.iris import BASE, digest, thing_iri
from cebgraph.model.extraction import Extraction
from cebgraph.model.statement import Evidence, Literal, Statement


@dataclass(frozen=True, slots=True)
class Naming:
    """Forms the IRIs of a report's parts; `key` names the text: `E-2021-47/zh`."""

    base: str
    key: str

    def thing(self, identifier: str) -> NamedNode:
        """Return the IRI of a thing, statement or annotation."""
        return NamedNode(thing_iri(identifier, self.base))

    def report(self) -> NamedNode:
        """Return the IRI of the report's text in its language."""
        return self.thing(f"report/{self.key}")

    def block(self, identifier: str) -> NamedNode:
        """Return the IRI of a block of the report."""
        return self.thing(f"report/{self.key}/{identifier}")

    def graph(self) -> NamedNode:
        """Return the IRI of the report's named graph."""
        return self.thing(f"graph/document/{self.key}")

    def statement(self, statement: Statement) -> NamedNode:
        """Return the IRI of a statement, of what it says alone: the same claim found twice is one node."""
        return self.thing(f"statement/{statement_digest(statement)}")

    def evidence(self, about: str, evidence: Evidence) -> NamedNode:
        """Return the IRI of the annotation for a stretch of a block that speaks of something."""
        place = f"{evidence.span.start}-{evidence.span.end}"
        return self.thing(f"annotation/{digest(self.key, about, evidence.block, place, evidence.rule, length=16)}")


def statement_digest(statement: Statement) -> str:
    """Return the hash of what a statement says, whatever its evidence."""
    target = statement.object
    said = [target.value, target.datatype, target.language] if isinstance(target, Literal) else [target]
    qualifiers = [part for qualifier in sorted(statement.qualifiers) for part in (qualifier.key, qualifier.value)]
    return digest(statement.subject, statement.predicate, *said, *qualifiers, statement.status.value, length=16)


def naming_of(extraction: Extraction, base: str = BASE) -> Naming:
    """Return the naming of an extraction's report."""
    report = extraction.report
    work = report.symbol.replace("/", "-").replace(" ", "_") or extraction.document.rpartition("/")[2]
    return Naming(base, f"{work}/{report.source.language}")
