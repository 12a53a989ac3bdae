"""`cebgraph serve`: a store in, an endpoint for SPARQL out."""

from __future__ import annotations

from pathlib import Path

import click

from cebgraph.cli.choices import store_option
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import missing_extra


@click.command()
@store_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 lets other machines ask."
)
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 takes a free one.")
@click.option(
    "--url", default="", metavar="URL", help="The address under which others reach it, behind another server."
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Give up an answer that takes longer to compute; its client may take ten times that.",
)
@click.option(
    "--size-limit",
    type=click.FloatRange(min=0.001),
    default=100,
    show_default=True,
    metavar="MB",
    help="Break off an answer that is larger.",
)
@click.option(
    "--memory-limit",
    type=click.FloatRange(min=200),
    default=1000,
    show_default=True,
    metavar="MB",
    help="Give up an answer that takes more memory.",
)
@click.option(
    "--request-limit",
    type=click.FloatRange(min=0.001),
    default=1,
    show_default=True,
    metavar="MB",
    help="Refuse a request that is larger.",
)
@click.option("--queries", type=click.IntRange(min=1), help="Answered at once.  [default: twice the processors]")
@click.option("--service", "services", multiple=True, metavar="IRI", help="An endpoint that SERVICE may call.")
@loudness
@pass_console
def serve(
    console: Console,
    /,
    store: Path,
    host: str,
    port: int,
    url: str,
    time_limit: float,
    size_limit: float,
    memory_limit: float,
    request_limit: float,
    queries: int | None,
    services: tuple[str, ...],
) -> None:
    """Answer SPARQL over HTTP from the store, until stopped with Ctrl-C.

    The graph is only read. An answer that takes more than --time-limit to compute, --memory-limit of memory or
    --size-limit of bytes is given up. A new build of the store is served as soon as it is complete. Each request is
    one line of JSON on stderr; --quiet writes only those that failed.

    \b
    Addresses:
      /sparql             SPARQL 1.1 Protocol; a page for browsers; the description of the service
      /id/body/hlcm       a thing: leads to its page or its data (/id/body/hlcm.ttl)
      /graph              the graph to explore
      /search?q=          things by their names
      /graphs?graph=IRI   SPARQL 1.1 Graph Store HTTP Protocol, reading only; /graphs?default
      /.well-known/void   what the graph holds, by VoID and DCAT
      /reconcile          the W3C Entity Reconciliation API 0.2, for OpenRefine
      /health             whether questions are answered

    \b
    Examples:
      cebgraph serve
      cebgraph serve --store build/store --port 8080 --time-limit 10
      curl 'http://127.0.0.1:7878/sparql?format=csv' --data-urlencode 'query=SELECT ?body { ?body a ceb:Committee }'
    """
    try:
        from cebgraph.serve.app import Settings
        from cebgraph.serve.limits import MB, Limits
        from cebgraph.serve.logs import write_logs
        from cebgraph.serve.running import run
    except ModuleNotFoundError as error:
        raise missing_extra("serve", error) from error
    from cebgraph.store import open_store

    open_store(store)
    for service in services:
        if not service.startswith(("http://", "https://")):
            raise click.BadParameter(f"{service!r} is not the whole address of an endpoint", param_hint="--service")
    limits = Limits(
        time=time_limit,
        size=int(size_limit * MB),
        memory=int(memory_limit * MB),
        request=int(request_limit * MB),
        **({"queries": queries} if queries else {}),
    )
    write_logs(quiet=console.quiet)
    run(
        Settings(store, limits, services, url),
        host,
        port,
        lambda address: console.note(f"{store} is served at {address}/sparql; Ctrl-C stops it"),
    )
