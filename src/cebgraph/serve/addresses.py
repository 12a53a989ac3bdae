"""Where pages lead: the IRI of a thing in, the address of its page on this server out."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from cebgraph.iris import ONTOLOGY


def page_addresses(
    base: str, root: str, is_known: Callable[[str], bool], otherwise: Callable[[str], str] = str
) -> Callable[[str], str]:
    """Return a function that tells the address of the page of an IRI.

    `root` is the server's root as seen from where the address stands; `is_known` says of something named elsewhere
    whether it has a page here, and `otherwise` where it leads if not.

    >>> address_of = page_addresses("https://example.org/id/", "http://127.0.0.1/", lambda _: False)
    >>> address_of("https://example.org/id/body/hlcm"), address_of("https://example.com/")
    ('http://127.0.0.1/page/body/hlcm', 'https://example.com/')
    """

    def address_of(iri: str) -> str:
        if iri.startswith(base):
            return f"{root}page/{quote(iri.removeprefix(base), safe='/%')}"
        if iri.startswith(ONTOLOGY):
            return f"{root}ontology#{iri.removeprefix(ONTOLOGY)}"
        return f"{root}page?iri={quote(iri, safe='')}" if is_known(iri) else otherwise(iri)

    return address_of
