"""The styles of a Word document: which make a title or a heading, which raise or embolden, which number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cebgraph.model.source import Role
from cebgraph.read.docx.names import is_on, value, w
from cebgraph.read.markup import Element

_HEADING = re.compile(r"heading \d|_ ?_? ?h.*|h_.*|heading.*|subtitle|标题.*", re.IGNORECASE)
_TITLE = re.compile(r"title|_ ?h_? ?m.*|标题", re.IGNORECASE)
_BODY_LEVEL = "9"


class Styles:
    """The styles of a document, each with those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        nodes = root.iter(w("style")) if root is not None else ()
        self._by_id = {node.get(w("styleId")): node for node in nodes}
        self._default = next(
            (
                key
                for key, node in self._by_id.items()
                if node.get(w("type")) == "paragraph" and node.get(w("default")) in {"1", "true"}
            ),
            None,
        )

    def paragraph_style(self, properties: Element | None) -> str | None:
        """Return the style of a paragraph."""
        return value(properties, "pStyle") or self._default

    def role(self, properties: Element | None) -> Role:
        """Return what a paragraph is by its style and its outline level."""
        level = value(properties, "outlineLvl")
        for node in self.chain(self.paragraph_style(properties)):
            name = value(node, "name") or ""
            if _TITLE.fullmatch(name):
                return Role.TITLE
            if _HEADING.fullmatch(name):
                return Role.HEADING
            level = level or value(node, "pPr", "outlineLvl")
        return Role.HEADING if level is not None and level < _BODY_LEVEL else Role.BODY

    def numbering(self, style: str | None) -> tuple[str | None, str | None]:
        """Return the list and the level that a style gives its paragraphs."""
        number = level = None
        for node in self.chain(style):
            number = number or value(node, "pPr", "numPr", "numId")
            level = level or value(node, "pPr", "numPr", "ilvl")
        return number, level

    def is_bold(self, properties: Element | None, paragraph: str | None) -> bool:
        """Say whether a run is bold, by itself or by a style."""
        return bool(self._run_property(properties, paragraph, "b"))

    def is_raised(self, properties: Element | None) -> bool:
        """Say whether a run is superscript, by itself or by its own style."""
        if (aligned := value(properties, "vertAlign")) is not None:
            return aligned == "superscript"
        return any(value(node, "rPr", "vertAlign") == "superscript" for node in self.chain(value(properties, "rStyle")))

    def is_hidden(self, properties: Element | None) -> bool:
        """Say whether a run is hidden."""
        return bool(is_on(properties, "vanish"))

    def _run_property(self, properties: Element | None, paragraph: str | None, name: str) -> bool | None:
        said = is_on(properties, name)
        styles = (*self.chain(value(properties, "rStyle")), *self.chain(paragraph))
        return next(
            (found for found in (said, *(is_on(node, "rPr", name) for node in styles)) if found is not None), None
        )

    def chain(self, style: str | None) -> Iterator[Element]:
        """Give a style and all that it is based on."""
        seen: set[str] = set()
        while style and style not in seen and style in self._by_id:
            seen.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "basedOn")
