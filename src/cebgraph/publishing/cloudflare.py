"""The rules for Cloudflare Pages, whose syntax Netlify takes too: where IRIs lead, in; `_redirects`, `_headers` out.

They look at nothing but the address: an IRI without an ending leads to the page.
"""

from __future__ import annotations

from cebgraph.pages.assets import POLICY
from cebgraph.publishing.negotiation import ENDINGS, PAGE
from cebgraph.publishing.paths import address
from cebgraph.publishing.redirects import Redirects, as_asked

_EXACT = 2000
"""Rules without a wildcard that Cloudflare reads."""
_MEDIA_TYPES = {
    "jsonld": "application/ld+json",
    "nq": "application/n-quads",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "ttl": "text/turtle",
}


def redirect_rules(redirects: Redirects) -> str:
    """Return the `_redirects` of a site: rules without a wildcard stand first."""
    prefix, page = redirects.prefix, f"{redirects.prefix}{redirects.language}"
    exact = [f"{prefix}ontology {prefix}ontology/ 303\n"] + [
        f"{prefix}id/{as_asked(old)} {page}/{address(new)}.{PAGE} 303\n" for old, new in redirects.moved
    ]
    endings = (
        f"{prefix}id/*.{ending} {page if ending == PAGE else f'{prefix}data'}/:splat.{ending} 303\n"
        for ending in ENDINGS
    )
    return "".join((*exact[:_EXACT], *endings, f"{prefix}id/* {page}/:splat.{PAGE} 303\n"))


def header_rules(redirects: Redirects) -> str:
    """Return the `_headers` of a site."""
    all_files = (
        f"{redirects.prefix}*\n  Content-Security-Policy: {POLICY}\n"
        "  X-Content-Type-Options: nosniff\n  Access-Control-Allow-Origin: *\n"
    )
    typed = (f"{redirects.prefix}*.{ending}\n  Content-Type: {name}\n" for ending, name in _MEDIA_TYPES.items())
    return "".join((all_files, *typed))
