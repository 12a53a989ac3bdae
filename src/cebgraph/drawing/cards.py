"""Cards: things and what is said of them in; boxes with names in the reader's language out, without a place yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cebgraph.drawing.lettering import balanced, wrapped
from cebgraph.drawing.scene import PADDING, Box
from cebgraph.drawing.wording import words
from cebgraph.iris import compact_iri
from cebgraph.network import Edge, Network, Node, flat
from cebgraph.palette import family_of

WIDTH = 224
_NAME_LINES, _DETAIL_LINES = 3, 2

Names = Mapping[str, str]
"""What the classes are called in the reader's language, by their local names."""


@dataclass(frozen=True, slots=True)
class Reader:
    """In which language somebody reads, and what they ask to see."""

    language: str
    classes: Names
    with_planned: bool = False
    """Also what is planned, agreed or denied."""

    def shown(self, network: Network) -> tuple[Edge, ...]:
        """Return what is said between two different things and is to be drawn."""
        return tuple(
            edge for edge in network.edges if edge.source != edge.target and (self.with_planned or not edge.status)
        )

    def says(self, key: str, **values: object) -> str:
        """Return words of the picture itself."""
        return words(self.language, key, **values)

    def name(self, node: Node) -> str:
        """Return the name of a thing: in the reader's language, else in the other, else its IRI."""
        return self._first(node.label_zh, node.label_en) or compact_iri(node.iri)

    def kind(self, node: Node) -> str:
        """Return the narrowest class of a thing with its acronyms and symbols."""
        kind = next(iter(node.classes), "")
        return " · ".join(filter(None, (self.classes.get(kind) or kind, *node.acronyms, *node.symbols)))

    def predicate(self, edge: Edge) -> str:
        """Return what an edge says, with its status where it is not done or in force."""
        what = self._first(edge.label_zh, edge.label_en) or edge.predicate
        return self.says("told", what=what, how=self.says(edge.status)) if edge.status else what

    def joined(self, texts: Iterable[str]) -> str:
        """Return texts as a list, each once."""
        return self.says("list").join(dict.fromkeys(texts))

    def _first(self, zh: str, en: str) -> str:
        """Return a name on one line: that in the reader's language if it shows at all, else the other."""
        known = (en, zh) if self.language == "en" else (zh, en)
        return next(filter(None, (" ".join(flat(name).split()) for name in known)), "")


def card(node: Node, reader: Reader, *, also: str = "", tip: str = "", strong: bool = False) -> Box:
    """Return the box of a thing: its name, its class, and what `also` is to be told of it."""
    name, kind = reader.name(node), reader.kind(node)
    room = WIDTH - 2 * PADDING
    details = [line for text in (kind, also) for line in wrapped(text, "detail", room, _DETAIL_LINES)]
    return Box(
        lines=(
            *(("name", line) for line in balanced(name, "name", room, _NAME_LINES)),
            *(("detail", d) for d in details),
        ),
        family=family_of(node.classes),
        width=WIDTH,
        link=node.iri,
        tip="\n".join(filter(None, (name, kind, also, tip))),
        strong=strong,
    )


def told(edge: Edge, reader: Reader) -> str:
    """Return what an edge says, when, and the words that say so, on one line each.

    >>> told(Edge("a", "b", "ceb:endorsed", label_zh="核可", qualifiers=(("when", "2020-05"),)), Reader("zh", {}))
    '核可 2020-05'
    """
    head = f"{reader.predicate(edge)} {edge.when}".strip()
    return "\n".join((head, *(f"{words.place} “{words.text}”" for words in edge.words)))
