"""What hosts and robots read beside the pages: redirects from IRIs to files, a map of the site, where dumps are.

The IRI of a thing leads on with 303: to its page for a browser, else to its data. Where a host cannot look at what is
accepted, it leads to the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from pyoxigraph import Triple

from cebgraph.catalogue import DATASET, distribution, link
from cebgraph.export import EXPORTERS, STEM
from cebgraph.publishing import apache, cloudflare, nginx
from cebgraph.publishing.paths import address
from cebgraph.publishing.redirects import redirects

_MOST = 50_000
"""Addresses in one map, by the protocol of sitemaps."""


def host_files(
    url: str, language: str, base: str, paths: Mapping[str, str], pages: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Give the files for hosts and robots; those that hold absolute addresses only where the site's own is known."""
    led = redirects(paths, base, language, url)
    yield ".nojekyll", b""
    yield ".htaccess", apache.site_rules(led).encode()
    yield "nginx.conf", nginx.site_rules(led).encode()
    yield "_redirects", cloudflare.redirect_rules(led).encode()
    yield "_headers", cloudflare.header_rules(led).encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\n{f'Sitemap: {url}sitemap.xml{chr(10)}' if url else ''}".encode()
    if url:
        yield from _sitemap(url, pages)
        yield "w3id.htaccess", apache.w3id_rules(led).encode()


def dump_triples(url: str) -> Iterator[Triple]:
    """Tell where the dumps of a site can be had, as distributions of the dataset."""
    for name, exporter in EXPORTERS.items() if url else ():
        file = f"{url}dump/{STEM}{exporter.suffix}"
        yield link(DATASET, "void:dataDump", file)
        yield from distribution(name, file, exporter.media_type.partition(";")[0])


def _sitemap(url: str, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    parts = [pages[at : at + _MOST] for at in range(0, len(pages), _MOST)]
    namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    for number, part in enumerate(parts, 1):
        listed = "".join(f"<url><loc>{escape(url + address(page))}</loc></url>\n" for page in part)
        name = "sitemap.xml" if len(parts) == 1 else f"sitemap-{number}.xml"
        yield name, f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {namespace}>\n{listed}</urlset>\n'.encode()
    if len(parts) > 1:
        names = (f"{url}sitemap-{number}.xml" for number in range(1, len(parts) + 1))
        listed = "".join(f"<sitemap><loc>{escape(name)}</loc></sitemap>\n" for name in names)
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {namespace}>\n'
        yield "sitemap.xml", f"{head}{listed}</sitemapindex>\n".encode()
