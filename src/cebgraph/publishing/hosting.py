"""What hosts and robots read beside the pages: redirects from IRIs to files, a map of the site, where dumps are.

The IRI of a thing leads on with 303: to its page for a browser, else to its Turtle. Where a host cannot look at what is
accepted, it leads to the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

from pyoxigraph import Triple

from cebgraph.catalogue import DATASET, distribution, link
from cebgraph.export import EXPORTERS, STEM
from cebgraph.publishing.paths import address

_MOST = 50_000
"""Addresses in one map, by the protocol of sitemaps."""

_APACHE = """\
# Apache (with AllowOverride FileInfo): the IRI of a thing leads to its page or to its triples.
AddType text/turtle .ttl
AddType application/n-triples .nt
AddType application/ld+json .jsonld
AddType application/trig .trig
AddType application/n-quads .nq
AddDefaultCharset utf-8
RewriteEngine On
RewriteRule ^id/(.+)\\.(ttl|nt|jsonld)$ {root}data/$1.$2 [R=303,L]
{exact}RewriteCond %{{HTTP_ACCEPT}} (text/html|application/xhtml\\+xml)
RewriteRule ^id/(.+)$ {root}{language}/$1.html [R=303,L]
RewriteCond %{{HTTP_ACCEPT}} application/ld\\+json
RewriteRule ^id/(.+)$ {root}data/$1.jsonld [R=303,L]
RewriteCond %{{HTTP_ACCEPT}} application/n-triples
RewriteRule ^id/(.+)$ {root}data/$1.nt [R=303,L]
RewriteRule ^id/(.+)$ {root}data/$1.ttl [R=303,L]
RewriteCond %{{HTTP_ACCEPT}} text/turtle
RewriteRule ^ontology$ {root}ontology/cebgraph.ttl [R=303,L]
RewriteRule ^ontology$ {root}ontology/index.html [R=303,L]
"""
_NGINX = """\
# nginx, inside `server {{ … }}`: the IRI of a thing leads to its page or to its triples.
charset utf-8;
location ^~ {prefix}id/ {{
  set $kind data;
  set $ending ttl;
  if ($http_accept ~ "application/ld\\+json") {{ set $ending jsonld; }}
  if ($http_accept ~ "application/n-triples") {{ set $ending nt; }}
  if ($http_accept ~ "text/html|application/xhtml\\+xml") {{ set $kind {language}; set $ending html; }}
  if ($request_uri ~ "^{start}id/([^?]+)\\.(ttl|nt|jsonld)(\\?|$)") {{ return 303 {prefix}data/$1.$2; }}
{exact}  if ($request_uri ~ "^{start}id/([^?]+)") {{ return 303 {prefix}$kind/$1.$ending; }}
}}
location = {prefix}ontology {{ return 303 {prefix}ontology/index.html; }}
location ~ \\.ttl$ {{ default_type text/turtle; }}
location ~ \\.nt$ {{ default_type application/n-triples; }}
location ~ \\.jsonld$ {{ default_type application/ld+json; }}
"""


def host_files(
    url: str, language: str, base: str, paths: Mapping[str, str], pages: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Give the files for hosts and robots; those that hold absolute addresses only where the site's own is known."""
    prefix = urlsplit(url).path or "/"
    moved = [
        (iri.removeprefix(base), path)
        for iri, path in paths.items()
        if iri.startswith(base) and address(path) != quote(iri.removeprefix(base), safe="/()~%")
    ]
    yield ".nojekyll", b""
    yield ".htaccess", _apache(moved, language, prefix if url else "").encode()
    yield "nginx.conf", _nginx(moved, language, prefix).encode()
    yield "_redirects", _redirects(moved, language, prefix).encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\n{f'Sitemap: {url}sitemap.xml{chr(10)}' if url else ''}".encode()
    if url:
        yield from _sitemap(url, pages)
        yield "w3id.htaccess", _apache(moved, language, url).encode()


def dump_triples(url: str) -> Iterator[Triple]:
    """Tell where the dumps of a site can be had, as distributions of the dataset."""
    for name, exporter in EXPORTERS.items() if url else ():
        file = f"{url}dump/{STEM}{exporter.suffix}"
        yield link(DATASET, "void:dataDump", file)
        yield from distribution(name, file, exporter.media_type.partition(";")[0])


def _apache(moved: Sequence[tuple[str, str]], language: str, root: str) -> str:
    exact = "".join(
        f"RewriteCond %{{HTTP_ACCEPT}} (text/html|application/xhtml\\+xml)\n"
        f'RewriteRule "^id/{_pattern(old)}$" "{root}{language}/{new}.html" [R=303,L]\n'
        f'RewriteRule "^id/{_pattern(old)}$" "{root}data/{new}.ttl" [R=303,L]\n'
        for old, new in moved
    )
    return _APACHE.format(exact=exact, root=root, language=language)


def _nginx(moved: Sequence[tuple[str, str]], language: str, prefix: str) -> str:
    start = _pattern(prefix)
    exact = "".join(
        f'  if ($uri ~ "^{start}id/{_pattern(old)}$") {{ return 303 {prefix}$kind/{address(new)}.$ending; }}\n'
        for old, new in moved
    )
    return _NGINX.format(exact=exact, prefix=prefix, start=start, language=language)


def _redirects(moved: Sequence[tuple[str, str]], language: str, prefix: str) -> str:
    """Return the rules of Cloudflare Pages, which look at nothing but the address."""
    exact = "".join(
        f"{prefix}id/{quote(old, safe='/()~%')} {prefix}{language}/{address(new)}.html 303\n" for old, new in moved
    )
    return f"{exact}{prefix}id/* {prefix}{language}/:splat.html 303\n"


def _pattern(path: str) -> str:
    """Return a regular expression for a path as servers see it, decoded, without what would end a quoted argument."""
    return "".join(map(_literal, unquote(path)))


def _literal(char: str) -> str:
    if char in "\"'%" or not char.isprintable():
        return "."
    return f"\\{char}" if char in "\\.^$*+?{}[]|()" else char


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
