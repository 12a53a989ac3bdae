"""The pipeline: from a report's layout to what it gave. Nothing else knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from cebgraph.editions import align
from cebgraph.errors import CebgraphError
from cebgraph.graph import build_dataset
from cebgraph.iris import BASE, is_base
from cebgraph.linking import link_report
from cebgraph.linking.links import LinkedPassage, Linking
from cebgraph.model.extraction import Extraction
from cebgraph.model.mention import Mention
from cebgraph.model.report import Report
from cebgraph.model.source import NOTHING_SAID, Description, LayoutText
from cebgraph.model.statement import Statement
from cebgraph.partial import read_in_part
from cebgraph.relations import extract_statements
from cebgraph.resources.authorities import load_authorities
from cebgraph.resources.languages import full_languages
from cebgraph.resources.ontology import load_ontology
from cebgraph.sources import read_sources
from cebgraph.structure import parse_report
from cebgraph.validate import ValidationReport, validate_dataset


@dataclass(frozen=True, slots=True)
class Build:
    """What building a graph came to."""

    extractions: tuple[Extraction, ...]
    quads: tuple[Quad, ...]
    validation: ValidationReport | None


def build(
    paths: Sequence[Path | str] | Path | str,
    *,
    description: Description = NOTHING_SAID,
    base: str = BASE,
    validate: bool = True,
    progress: Callable[[str], None] | None = None,
) -> Build:
    """Read one or more reports, from files, folders or addresses of the web, and return the validated graph.

    Raises SourceError for a report that cannot be read, DataFileError for malformed data files.
    """
    given = [paths] if isinstance(paths, Path | str) else paths
    layouts = read_sources(given, description, progress=progress or (lambda _: None))
    return build_reports(layouts, base=base, validate=validate, progress=progress)


def build_reports(
    layouts: Iterable[LayoutText],
    *,
    base: str = BASE,
    validate: bool = True,
    progress: Callable[[str], None] | None = None,
) -> Build:
    """Return the validated graph of reports that are read already, or will be when their turn comes."""
    if not is_base(base):
        msg = f"{base!r} cannot begin the IRIs of things"
        raise CebgraphError(msg, hint="give an absolute IRI that ends in / or #, like https://example.org/id/")
    tell = progress or (lambda _: None)
    extractions = align(process_document(layout) for layout in layouts)
    tell("building the graph")
    ontology = load_ontology()
    quads = build_dataset(
        extractions,
        authority=load_authorities().triples,
        ontology=ontology.triples,
        acts=ontology.acts,
        base=base,
    )
    tell("validating the graph")
    return Build(extractions, quads, validate_dataset(quads) if validate else None)


def process_document(layout: LayoutText) -> Extraction:
    """Read one report: structure, things, mentions, statements, each with its words."""
    return extract(parse_report(layout))


def extract(report: Report) -> Extraction:
    """Read the things and statements out of a report; without statements where its language has no rules for them."""
    if report.source.language not in full_languages():
        return read_in_part(report)
    linked, linking = link_report(report)
    statements = extract_statements(report, linked, linking)
    return _finished(report, linking, _mentions(linked), statements)


def _mentions(linked: Mapping[str, LinkedPassage]) -> Iterable[Mention]:
    for passage in linked.values():
        for link in (*passage.links, *passage.inner):
            span = passage.reading.passage.to_block(link.span)
            yield Mention(passage.block, span, link.thing, link.candidate.detector)


def _finished(
    report: Report, linking: Linking, found: Iterable[Mention], statements: tuple[Statement, ...]
) -> Extraction:
    """Keep the things that are mentioned or spoken of, and put everything in order."""
    mentions = sorted(set(found), key=lambda m: (m.block, m.span, m.thing, m.detector))
    used = {linking.report, *(mention.thing for mention in mentions)}
    for statement in statements:
        used.add(statement.subject)
        used |= {statement.object} if isinstance(statement.object, str) else set()
        used |= {q.value for q in statement.qualifiers if q.key in {"regarding", "place"}}
    things = tuple(thing for _, thing in sorted(linking.register.things.items()) if thing.id in used)
    return Extraction(
        report=report,
        document=linking.report,
        things=things,
        mentions=tuple(mentions),
        statements=statements,
        diagnostics=(*report.diagnostics, *linking.diagnostics),
    )
