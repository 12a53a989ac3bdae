"""What a client accepts, for servers that can only match expressions: no input, expressions for an Accept header out.

Servers of files do not compare weights. So there is one expression for each weight and format, from the least wanted to
the most, and the last that matches decides. Weights are told apart by their first decimal; of formats with one weight,
data stand before the page, as on `cebgraph serve`.
"""

from __future__ import annotations

from collections.abc import Iterator

PAGE = "html"
ENDINGS = ("ttl", "nt", "jsonld", "rdf", PAGE)
"""Of the files of a thing, and of addresses that ask for one of them."""

_MEDIA_TYPES = {
    PAGE: "text/html|application/xhtml[+]xml",
    "rdf": "application/rdf[+]xml",
    "jsonld": "application/(?:ld[+])?json",
    "nt": "application/n-triples|text/plain",
    "ttl": "text/turtle|application/x-turtle|text/[*]|[*]/[*]",
}
"""The least wanted first, of those wanted equally."""


def expressions() -> Iterator[tuple[str, str]]:
    """Give expressions and the endings that they stand for; the last that matches an Accept header decides.

    They need lookahead, take no account of case, and hold no backslash, quote or brace: every server reads them alike.

    >>> list(expressions())[0]
    ('(?:^|,) *(?:text/html|application/xhtml[+]xml) *;(?:[^,]*;)? *q=0?[.]1', 'html')
    """
    for tenth in range(1, 10):
        for ending, media_types in _MEDIA_TYPES.items():
            yield f"(?:^|,) *(?:{media_types}) *;(?:[^,]*;)? *q=0?[.]{tenth}", ending
    for ending, media_types in _MEDIA_TYPES.items():
        yield f"(?:^|,) *(?:{media_types}) *(?:;(?! *q=[0.])[^,;]*)*(?:,|$)", ending
