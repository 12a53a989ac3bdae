"""The rules for nginx: where IRIs lead, in; what a server's block includes, out."""

from __future__ import annotations

from urllib.parse import unquote

from cebgraph.pages.assets import POLICY
from cebgraph.publishing.negotiation import ENDINGS, PAGE, expressions
from cebgraph.publishing.paths import address, pattern
from cebgraph.publishing.redirects import Redirects

_DATA = "|".join(ending for ending in ENDINGS if ending != PAGE)
_RULES = """\
# nginx: include this file inside `server {{ … }}`, whose root holds the site at {prefix}
location "{here}" {{
  charset utf-8;
  error_page 404 "{here}404.html";
  add_header Content-Security-Policy "{policy}" always;
  add_header X-Content-Type-Options nosniff always;
  add_header Access-Control-Allow-Origin * always;

  location ~ [.]ttl$ {{ default_type text/turtle; }}
  location ~ [.]nt$ {{ default_type application/n-triples; }}
  location ~ [.]jsonld$ {{ default_type application/ld+json; }}
  location ~ [.]rdf$ {{ types {{ }} default_type application/rdf+xml; }}
  location ~ [.]trig$ {{ default_type application/trig; }}
  location ~ [.]nq$ {{ default_type application/n-quads; }}
  location = "{here}ontology" {{
    absolute_redirect off;
    add_header Vary Accept always;
    set $ceb_kind data;
    set $ceb_ending ttl;
{wanted}    if ($ceb_ending = {page}) {{ return 303 {prefix}ontology/index.html; }}
    return 303 {prefix}ontology/cebgraph.ttl;
  }}
  location ^~ "{here}id/" {{
    absolute_redirect off;
    add_header Vary Accept always;
    set $ceb_kind data;
    set $ceb_ending ttl;
{wanted}    if ($uri ~ "[.]({data})$") {{ set $ceb_kind data; set $ceb_ending $1; }}
    if ($uri ~ "[.]{page}$") {{ set $ceb_kind {language}; set $ceb_ending {page}; }}
{exact}    if ($request_uri ~ "^{above}/id/([^?]+?)([.]({data}|{page}))?([?]|$)") {{
      return 303 {prefix}$ceb_kind/$1.$ceb_ending;
    }}
  }}
}}
"""


def site_rules(redirects: Redirects) -> str:
    """Return the configuration of the site."""
    prefix, language = redirects.prefix, redirects.language
    exact = "".join(
        f'    if ($uri ~ "^{pattern(prefix)}id/{pattern(old)}([.]({_DATA}|{PAGE}))?$") '
        f"{{ return 303 {prefix}$ceb_kind/{address(new)}.$ceb_ending; }}\n"
        for old, new in redirects.moved
    )
    wanted = ((text, language if ending == PAGE else "data", ending) for text, ending in expressions())
    lines = (
        f'    if ($http_accept ~* "{text}") {{ set $ceb_kind {kind}; set $ceb_ending {ending}; }}\n'
        for text, kind, ending in wanted
    )
    return _RULES.format(
        prefix=prefix,
        here=unquote(prefix),
        above="/[^/?]+" * (prefix.count("/") - 1),  # as the client has written it
        language=language,
        policy=POLICY,
        wanted="".join(lines),
        exact=exact,
        data=_DATA,
        page=PAGE,
    )
