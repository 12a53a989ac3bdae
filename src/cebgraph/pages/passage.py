"""The text of a part of a report with what it names as links: its block in, pieces of text out.

Of spans that overlap the first is a link, of those that begin together the longest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from cebgraph.describe import quote_of
from cebgraph.iris import expand
from cebgraph.pages.cells import Cell
from cebgraph.pages.labels import Labels, objects

_TEXT, _SOURCE, _TARGET, _BODY, _SELECTOR, _START, _END, _TYPE, _STATEMENT = (
    NamedNode(expand(name))
    for name in (
        "ceb:text",
        "oa:hasSource",
        "oa:hasTarget",
        "oa:hasBody",
        "oa:hasSelector",
        "oa:start",
        "oa:end",
        "rdf:type",
        "ceb:Statement",
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in pieces; one that names a thing is a link to it."""

    language: str
    pieces: tuple[tuple[str, Cell | None], ...]


def passages_of(iri: str, labels: Labels) -> tuple[Passage, ...]:
    """Return the text of a part of a report; several where it has them, then without links.

    Where things are named is counted in the one text that was read.
    """
    texts = [node for node in objects(labels.store, iri, _TEXT) if isinstance(node, Literal)]
    spans = sorted(_spans(labels.store, iri)) if len(texts) == 1 else []
    return tuple(Passage(text.language or "", tuple(_pieces(text.value, spans, labels))) for text in texts)


def places_naming(iri: str, labels: Labels) -> tuple[tuple[Cell, int], ...]:
    """Return the parts of reports that name a thing, with how often."""
    annotations = labels.store.quads_for_pattern(None, _BODY, NamedNode(iri), DefaultGraph())
    blocks = Counter(quote_of(labels.store, getattr(quad.subject, "value", "")).block for quad in annotations)
    return tuple((labels.thing(block), times) for block, times in blocks.items() if block)


def _spans(store: Store, block: str) -> Iterator[tuple[int, int, str]]:
    """Give where things are named in a block: start, the end with its sign turned (longest first), thing."""
    for located in store.quads_for_pattern(None, _SOURCE, NamedNode(block), DefaultGraph()):
        position = _position(store, located.subject)
        for marked in store.quads_for_pattern(None, _TARGET, located.subject, DefaultGraph()):
            for body in store.quads_for_pattern(marked.subject, _BODY, None, DefaultGraph()):
                if position and isinstance(body.object, NamedNode) and not _is_statement(store, body.object):
                    yield position[0], -position[1], body.object.value


def _position(store: Store, target: object) -> tuple[int, int] | None:
    for selector in objects(store, getattr(target, "value", ""), _SELECTOR):
        ends = [objects(store, getattr(selector, "value", ""), part) for part in (_START, _END)]
        if all(ends):
            start, end = (int(getattr(found[0], "value", "0")) for found in ends)
            return start, end
    return None


def _is_statement(store: Store, node: NamedNode) -> bool:
    return any(store.quads_for_pattern(node, _TYPE, _STATEMENT, DefaultGraph()))


def _pieces(text: str, spans: list[tuple[int, int, str]], labels: Labels) -> Iterator[tuple[str, Cell | None]]:
    at = 0
    for start, turned, iri in spans:
        end = -turned
        if at <= start < end <= len(text):
            if start > at:
                yield text[at:start], None
            yield text[start:end], labels.thing(iri)
            at = end
    if at < len(text):
        yield text[at:], None
