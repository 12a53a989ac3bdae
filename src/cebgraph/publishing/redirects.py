"""Where the IRIs of a site's things lead: what the rules of all servers are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from cebgraph.publishing.paths import address


@dataclass(frozen=True, slots=True)
class Redirects:
    """From IRIs to files."""

    moved: tuple[tuple[str, str], ...]
    """Things whose files have other names than their IRIs: the path of the IRI below the base, that of the files."""
    language: str
    """Of the pages that IRIs lead to."""
    url: str
    """Of the site, with a slash at the end; empty where that is not known."""

    @property
    def prefix(self) -> str:
        """The path at which the site stands on its host, the root where that is not known."""
        return urlsplit(self.url).path or "/"


def redirects(paths: Mapping[str, str], base: str, language: str, url: str) -> Redirects:
    """Return where the IRIs of things lead, by their paths.

    >>> redirects({"https://a.org/id/body/x": "body/x", "https://a.org/id/a,b": "a~2Cb"}, "https://a.org/id/", "en", "")
    Redirects(moved=(('a,b', 'a~2Cb'),), language='en', url='')
    """
    below = ((iri.removeprefix(base), path) for iri, path in paths.items() if iri.startswith(base))
    return Redirects(tuple((old, new) for old, new in below if address(new) != as_asked(old)), language, url)


def as_asked(path: str) -> str:
    """Return the path of an IRI as a client sends it.

    >>> as_asked("document/长(1)/%2F")
    'document/%E9%95%BF(1)/%2F'
    """
    return quote(path, safe="/()~%")
