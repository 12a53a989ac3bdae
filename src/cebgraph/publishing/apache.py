"""The rules for Apache: where IRIs lead, in; an .htaccess for the folder of the site, or for w3id.org, out.

The rules find out themselves at which address the folder stands. mod_headers is used where it is there.
"""

from __future__ import annotations

from cebgraph.pages.assets import POLICY
from cebgraph.publishing.negotiation import ENDINGS, PAGE, expressions
from cebgraph.publishing.paths import pattern
from cebgraph.publishing.redirects import Redirects

_DATA = "|".join(ending for ending in ENDINGS if ending != PAGE)
_HEAD = """\
# Apache 2.4, with AllowOverride FileInfo.
AddType text/turtle .ttl
AddType application/n-triples .nt
AddType application/ld+json .jsonld
AddType application/rdf+xml .rdf
AddType application/trig .trig
AddType application/n-quads .nq
AddDefaultCharset utf-8
<IfModule mod_headers.c>
Header set Content-Security-Policy "{policy}"
Header set X-Content-Type-Options nosniff
Header set Access-Control-Allow-Origin *
</IfModule>
"""
_HERE = """\
RewriteOptions AllowNoSlash
RewriteCond %{REQUEST_URI}::$1 ^(.*?/)(.*)::\\2$
RewriteRule ^(.*)$ - [E=ceb_root:%1]
"""
_RULES = """\
RewriteRule ^id/(.+)[.]({data})$ {root}data/$1.$2 [R=303,L]
RewriteRule ^id/(.+)[.]{page}$ {root}{language}/$1.{page} [R=303,L]
RewriteRule ^id/(.+)$ {root}%{{ENV:ceb_kind}}/$1.%{{ENV:ceb_ending}} [R=303,L]
RewriteCond %{{ENV:ceb_ending}} !^{page}$
RewriteRule ^ontology$ {root}ontology/cebgraph.ttl [R=303,L]
RewriteRule ^ontology$ {root}ontology/index.html [R=303,L]
"""


def site_rules(redirects: Redirects) -> str:
    """Return the .htaccess of the site."""
    told = "" if not redirects.url else f"ErrorDocument 404 {redirects.prefix}404.html\n"
    return _HEAD.format(policy=POLICY) + told + _led(redirects, _HERE, "%{ENV:ceb_root}")


def w3id_rules(redirects: Redirects) -> str:
    """Return what a folder of w3id.org holds, to lead to the site."""
    return "# For w3id.org.\nOptions +FollowSymLinks\n" + _led(redirects, "", redirects.url)


def _led(redirects: Redirects, before: str, root: str) -> str:
    """Return the rules that lead from IRIs to files below a root."""
    language = redirects.language
    exact = "".join(
        f'RewriteRule "^id/{pattern(old)}[.]({_DATA})$" "{root}data/{new}.$1" [R=303,L]\n'
        f'RewriteRule "^id/{pattern(old)}[.]{PAGE}$" "{root}{language}/{new}.{PAGE}" [R=303,L]\n'
        f'RewriteRule "^id/{pattern(old)}$" "{root}%{{ENV:ceb_kind}}/{new}.%{{ENV:ceb_ending}}" [R=303,L]\n'
        for old, new in redirects.moved
    )
    rules = _RULES.format(root=root, language=language, data=_DATA, page=PAGE)
    return f"{_accepted(language)}RewriteEngine On\n{before}{exact}{rules}"


def _accepted(language: str) -> str:
    """Return the lines that find out what is accepted, and say so to caches."""
    wanted = ((text, language if ending == PAGE else "data", ending) for text, ending in expressions())
    lines = (f'SetEnvIfNoCase Accept "{text}" ceb_kind={kind} ceb_ending={ending}\n' for text, kind, ending in wanted)
    vary = (
        "<IfModule mod_headers.c>\nHeader always merge Vary Accept \"expr=%{REQUEST_STATUS} == '303'\"\n</IfModule>\n"
    )
    return f"{vary}SetEnvIf Request_URI ^ ceb_kind=data ceb_ending=ttl\n{''.join(lines)}"
