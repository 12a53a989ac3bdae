"""`cebgraph validate`, `export` and `infer`: graphs as files, checked, written anew, or with what follows from them."""

from __future__ import annotations

from pathlib import Path

import click

from cebgraph.cli.choices import LateChoice, export_formats, store_option
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import CebgraphError, NotConforming
from cebgraph.iris import thing_iri

_PATH = click.Path(path_type=Path)
INFERRED = thing_iri("graph/inferred")
"""The named graph of what is inferred and not asserted."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE...")
@click.option(
    "--whole", is_flag=True, help="Judge every node, also what cannot break a shape: slower, the same verdict."
)
@loudness
@pass_console
def validate(console: Console, /, files: tuple[Path, ...], *, whole: bool) -> None:
    """Check graphs that `build` or `export` wrote (.trig, .nq, .ttl, .nt, .jsonld) against the shapes.

    Several files are checked as one graph, in which one may hold what another lacks: give what `infer` wrote together
    with the graph that it follows from. Every result is listed, and the exit code is 6, if they do not conform.

    \b
    Example:
      cebgraph validate build/graph/cebgraph.trig
    """
    from cebgraph.rdf_files import read_quads
    from cebgraph.validate import validate_dataset

    with console.progress() as progress:
        progress("reading")
        quads = [quad for file in files for quad in read_quads(file)]
        triples = {quad.triple for quad in quads}
        progress(f"checking {len(triples)} triples")
        report = validate_dataset(quads, whole=whole)
    for result in report.results:
        click.echo(str(result))
    if not report.conforms:
        msg = f"{len(report.results)} result{'' if len(report.results) == 1 else 's'}, listed above"
        raise NotConforming(msg, where=", ".join(map(str, files)))
    console.note(f"{len(triples)} triples conform to the shapes" if triples else "there is nothing in it to check")


@click.command()
@store_option
@click.option(
    "--format",
    "-f",
    "name",
    type=LateChoice(export_formats),
    help="What to write. Default: what the ending of FILE tells.",
)
@click.option("--output", "-o", required=True, type=_PATH, metavar="FILE", help="Where to.")
@loudness
@pass_console
def export(console: Console, /, store: Path, name: str | None, output: Path) -> None:
    """Write the graph in a store as one file.

    RDF, each as the data model has it: trig, nquads, turtle, jsonld; rdf12 has triple terms, Turtle 1.2. Networks of
    things, for programs that draw and measure: graphml, gexf. Lists of nodes and of edges, CSV: gephi-nodes and
    gephi-edges (File, Import spreadsheet), neo4j-nodes and neo4j-edges (neo4j-admin database import).

    \b
    Examples:
      cebgraph export --output graph.ttl
      cebgraph export --output graph.gexf --store build/store
      cebgraph export --format neo4j-nodes --output nodes.csv
    """
    from cebgraph.export import format_for, write_export
    from cebgraph.store import open_store, stored_quads

    if output == Path("-"):
        raise click.BadParameter("'-' is no file", param_hint="--output")
    form = format_for(output, name or "")
    with console.progress() as progress:
        progress(f"writing {output}")
        write_export(stored_quads(open_store(store)), form, output)
    console.note(f"{output} written")


@click.command()
@store_option
@click.option("--output", "-o", required=True, type=_PATH, metavar="FILE", help="Where to: .nq, .trig, .ttl, .nt.")
@loudness
@pass_console
def infer(console: Console, /, store: Path, output: Path) -> None:
    """Write what follows from the graph in a store and its ontology, and nothing that the graph itself states.

    Wider classes and properties, facts against the arrow (endorsed by), all bodies above a body, who is an agent: each
    in the graph https://w3id.org/cebgraph/id/graph/inferred. The store stays as it is.

    \b
    Example:
      cebgraph infer --store build/store --output build/inferred.nq
    """
    from pyoxigraph import NamedNode, Quad

    from cebgraph.export import write_rdf
    from cebgraph.inference import infer as infer_triples
    from cebgraph.inference import read_axioms
    from cebgraph.quads import quad_order
    from cebgraph.rdf_files import format_of
    from cebgraph.store import open_store, stored_quads

    form = format_of(output, CebgraphError)
    with console.progress() as progress:
        progress("reading")
        asserted = {quad.triple for quad in stored_quads(open_store(store))}
        progress(f"inferring from {len(asserted)} triples")
        inferred = infer_triples(asserted, read_axioms(asserted))
        progress(f"writing {output}")
        quads = (Quad(t.subject, t.predicate, t.object, NamedNode(INFERRED)) for t in inferred)
        write_rdf(sorted(quads, key=quad_order), form, output)
    console.note(f"{len(inferred)} triples follow from {len(asserted)}; {output} written")
