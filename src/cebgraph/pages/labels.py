"""What things are called on a page: a node of the graph in, its words in the reader's language and its link out.

A name in the reader's language is taken first, then one in Chinese, English or any other; what has none (paragraphs,
statements, annotations) is called after what it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from cebgraph.describe import fact_of, quote_of
from cebgraph.iris import BASE, compact_iri, expand
from cebgraph.pages.cells import Cell, cell_of
from cebgraph.pages.places import place_of, words_anchor
from cebgraph.reconcile.scoring import is_chinese
from cebgraph.resources.ontology import load_ontology
from cebgraph.resources.profiles import load_profiles

AddressOf = Callable[[str], str]
"""What gives the link to the page of a thing; an IRI that is not ours stays itself."""

_NAMING = tuple(NamedNode(expand(name)) for name in ("rdfs:label", "skos:prefLabel", "dcterms:title"))
_BLOCKS = {
    "paragraph": {"en": "paragraph {}", "zh": "第 {} 段"},
    "footnote": {"en": "note {}", "zh": "脚注 {}"},
    "figure": {"en": "figure {}", "zh": "图 {}"},
    "table": {"en": "table {}", "zh": "表 {}"},
    "annex": {"en": "annex {}", "zh": "附件 {}"},
    "chapter": {"en": "chapter {}", "zh": "章 {}"},
    "subheading": {"en": "heading {}", "zh": "小标题 {}"},
    "masthead": {"en": "masthead", "zh": "报头"},
    "plain": {"en": "unnumbered text {}", "zh": "无编号正文 {}"},
    "summary": {"en": "summary", "zh": "摘要"},
}
LANGUAGES = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}
"""What languages call themselves."""
_LONGEST = 40
"""Characters of a quote in the name of an annotation."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of things in one language."""

    store: Store
    language: str
    address_of: AddressOf

    def cell(self, node: NamedNode | BlankNode | Literal | Triple, of: str = "") -> Cell:
        """Return a value or thing as the page shows it; a value of unsaid language in Chinese characters is Chinese.

        `of` is the compact name of the property whose value it is.
        """
        if isinstance(node, NamedNode):
            return self.thing(node.value)
        if isinstance(node, Literal) and (names := load_profiles().values.get(of, {}).get(node.value)):
            return Cell(names[self.language])
        cell = cell_of(node, {}, self.language)
        return replace(cell, language="zh") if not cell.language and is_chinese(cell.text) else cell

    def thing(self, iri: str) -> Cell:
        """Return a thing with its name and link; an IRI of another kind than a web address is only shown."""
        text, language = self.name(iri)
        short = iri.removeprefix(BASE) if iri.startswith(BASE) else compact_iri(iri)
        href = self.address_of(iri) if iri.startswith(("http://", "https://")) else ""
        return Cell(text, language, "" if text == short else short, iri, href, href == iri and not _is_ours(iri))

    def words(self, block: str, annotation: str) -> Cell:
        """Return the name of a part of a report with a link to some of its words, on the page of the whole text."""
        cell = self.thing(block)
        return replace(cell, href=self.in_text(block, words_anchor(annotation)) or cell.href)

    def in_text(self, block: str, anchor: str = "") -> str:
        """Return where a part of a report stands on the page of the whole text; nothing where it has no such page."""
        place = place_of(block)
        page = self.address_of(place.text) if place else ""
        return f"{page}#{anchor or place.anchor}" if place and page != place.text else ""

    def property(self, key: str) -> Cell:
        """Return the name of a property, by its compact name or IRI; with ^ before it, of its inverse."""
        inverse = key.startswith("^")
        name = key.removeprefix("^")
        iri = name if name.startswith("http") else expand(name)
        if not inverse:
            return self.thing(iri)
        other = _inverses().get(name)
        if other:
            return self.thing(expand(other))
        cell = self.thing(iri)
        said = load_profiles().names.get(key, {}).get(self.language, f"← {cell.text}")
        return Cell(said, "", cell.note, iri, cell.href, cell.outside)

    def name(self, iri: str) -> tuple[str, str]:
        """Return the best name of a thing and its language, which is empty where it is the reader's or none."""
        known = self._known(iri)
        tag = next((tag for tag in (self.language, "zh", "en", *sorted(known)) if tag in known), None)
        if tag is not None:
            return known[tag], "" if tag == self.language else tag
        return self._described(iri)

    def _known(self, iri: str) -> dict[str, str]:
        compact = compact_iri(iri)
        names: dict[str, str] = dict(load_profiles().names.get(compact, {}) or load_ontology().labels.get(compact, {}))
        for predicate in reversed(_NAMING):
            found: dict[str, str] = {}
            for node in objects(self.store, iri, predicate):
                if isinstance(node, Literal):
                    tag = node.language or ""
                    found[tag] = min(found.get(tag, node.value), node.value)
            names |= found
        return names

    def _described(self, iri: str) -> tuple[str, str]:
        """Return what something without a name is called after: its place in a report, its words, its IRI."""
        place = place_of(iri)
        if place and place.kind in _BLOCKS:
            return _BLOCKS[place.kind][self.language].format(place.number).strip(), ""
        told = self._stated(iri) if "/statement/" in iri else self._quoted(iri) if "/annotation/" in iri else ("", "")
        return told if told[0] else (iri.removeprefix(BASE) if iri.startswith(BASE) else compact_iri(iri), "")

    def _stated(self, statement: str) -> tuple[str, str]:
        """Return a statement as a sentence, in the first language of its parts that is not the reader's."""
        fact = fact_of(self.store, NamedNode(statement))
        parts = (fact.subject, fact.predicate, fact.object)
        words = [self.name(part.iri) if part.iri else (part.label, "") for part in parts]
        return " ".join(text for text, _ in words).strip(), next((tag for _, tag in words if tag), "")

    def _quoted(self, annotation: str) -> tuple[str, str]:
        quote = quote_of(self.store, annotation)
        text = quote.text if len(quote.text) <= _LONGEST else f"{quote.text[:_LONGEST]}…"
        return f"“{text}”" if text else "", block_language(quote.block)


def objects(store: Store, iri: str, predicate: NamedNode) -> list[NamedNode | BlankNode | Literal | Triple]:
    """Return what a property of a thing leads to, in one order each time."""
    found = store.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph())
    return sorted((quad.object for quad in found), key=str)


def block_language(iri: str) -> str:
    """Return the language that a part of a report is written in.

    >>> block_language("https://w3id.org/cebgraph/id/report/E-2021-47/zh/paragraph/17")
    'zh'
    """
    place = place_of(iri)
    return place.language if place else ""


def _is_ours(iri: str) -> bool:
    return iri.startswith(BASE) or compact_iri(iri) != iri


@lru_cache
def _inverses() -> dict[str, str]:
    """Return the property that says the same from the other end, by compact name."""
    wanted = expand("owl:inverseOf")
    pairs = [
        (compact_iri(triple.subject.value), compact_iri(triple.object.value))
        for triple in load_ontology().triples
        if triple.predicate.value == wanted
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    ]
    return dict(pairs) | {inverse: name for name, inverse in pairs}
