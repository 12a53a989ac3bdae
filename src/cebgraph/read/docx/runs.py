"""What a paragraph of a Word document says, run by run: tracked changes accepted, note marks raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cebgraph.read.docx.names import w
from cebgraph.read.docx.styles import Styles
from cebgraph.read.extracted import Part
from cebgraph.read.markup import Element

_GONE = frozenset({w(name) for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tbl", "footnoteRef")})
"""What a reader of the accepted text does not see, or sees elsewhere."""
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRITTEN = {
    w("tab"): " ",
    w("ptab"): " ",
    w("br"): " ",
    w("cr"): " ",
    w("noBreakHyphen"): "-",
}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}

NumberNote = Callable[[str, str], str]
"""Gives a note its number, by its kind and id."""


class Runs:
    """Reads the runs of paragraphs."""

    def __init__(self, styles: Styles, number_note: NumberNote) -> None:
        self._styles = styles
        self._number_note = number_note

    def parts(self, paragraph: Element) -> list[Part]:
        """Return the texts of a paragraph, each with whether it is a raised figure."""
        return [part for run in _runs(paragraph) for part in self._of_run(run)]

    def all_bold(self, paragraph: Element) -> bool:
        """Say whether all that a paragraph says is bold."""
        style = self._styles.paragraph_style(paragraph.find(w("pPr")))
        said = [run for run in _runs(paragraph) if "".join(run.itertext(w("t"))).strip()]
        return bool(said) and all(self._styles.is_bold(run.find(w("rPr")), style) for run in said)

    def _of_run(self, run: Element) -> Iterator[Part]:
        properties = run.find(w("rPr"))
        if self._styles.is_hidden(properties):
            return
        raised = self._styles.is_raised(properties)
        for node in _content(run):
            if node.tag in _NOTES:
                custom = node.get(w("customMarkFollows")) in {"1", "true"}
                number = self._number_note(_NOTES[node.tag], node.get(w("id")) or "")
                if number and not custom:
                    yield number, True
            elif node.tag == w("t"):
                text = node.text or ""
                yield text, raised and text.strip().isdecimal()
            else:
                yield _WRITTEN[node.tag], False


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """Give the paragraphs in the text boxes of a paragraph."""
    for box in paragraph.iter(w("txbxContent")):
        if not any(above.tag.endswith("}Fallback") for above in box.iterancestors()):
            yield from box.iter(w("p"))


def _runs(node: Element) -> Iterator[Element]:
    for child in _seen(node):
        if child.tag == w("r"):
            yield child
        elif child.tag != w("p"):
            yield from _runs(child)


def _content(run: Element) -> Iterator[Element]:
    for child in _seen(run):
        if child.tag == w("t") or child.tag in _NOTES or child.tag in _WRITTEN:
            yield child


def _seen(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == _ALTERNATIVES:
            yield from list(child)[:1]
        elif child.tag not in _GONE:
            yield child
