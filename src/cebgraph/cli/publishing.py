"""`cebgraph publish`: a graph in, a site of files out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from cebgraph.cli.choices import store_option
from cebgraph.cli.console import Console, loudness, pass_console
from cebgraph.errors import CebgraphError

_PATH = click.Path(path_type=Path)
_EVERY = 100
"""Files between two words of progress."""


@click.command()
@click.argument("directory", type=_PATH, metavar="DIR")
@store_option
@click.option("--url", default="", metavar="URL", help="Where the site will stand; adds a sitemap and rules for w3id.")
@click.option(
    "--language",
    "-l",
    type=click.Choice(["en", "zh"]),
    default="zh",
    show_default=True,
    help="Of the front page, and of the pages that IRIs lead to. Every page is written in both.",
)
@loudness
@pass_console
def publish(console: Console, /, directory: Path, store: Path, url: str, language: str) -> None:
    """Write the whole graph as a site of files: pages, data, dumps and the ontology, for any static host.

    Every link leads from file to file, and search and graph need no server: DIR/index.html can be opened from the
    disk. Rules for Apache (.htaccess), nginx (nginx.conf) and Cloudflare (_redirects, _headers) lead from the IRIs of
    things to their pages or data. DIR must be new, empty, or what this command wrote before; it stays as it was until
    all is written.

    \b
    Examples:
      cebgraph publish build/site
      cebgraph publish build/site --url https://example.org/ceb/ --language en
    """
    from cebgraph.publishing import plan, put, refuse, site_files
    from cebgraph.store import open_store

    _check(url)
    refuse(directory)
    with console.progress() as progress:
        progress("reading")
        site = plan(open_store(store), language, url)
        count = put(_told(site_files(site), progress), directory)
    console.note(f"{directory} written: {len(site.paths)} things, {count} files")


def _check(url: str) -> None:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        good = not url or (parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isascii())
    except ValueError:
        good = False
    if not good or any(char.isspace() or char in "?#\"'<>{}\\^`|;$" for char in url):
        raise CebgraphError("is no address of a site", where=url, hint="give one like https://example.org/ceb/")


def _told(files: Iterable[tuple[str, bytes]], progress: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    for number, file in enumerate(files, 1):
        if number % _EVERY == 0:
            progress(f"writing file {number}: {file[0]}")
        yield file
