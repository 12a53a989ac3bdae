"""Word: the bytes of a .docx come in, the text of its paragraphs goes out as a reader of the accepted text sees it.

A paragraph is one line. Numbers that Word generates are written out, tracked changes are accepted, a row of a table is
a line with a tab between its cells, and a note stands behind the paragraph that its mark is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cebgraph.errors import SourceError
from cebgraph.model.source import Role
from cebgraph.read.docx.names import value, w
from cebgraph.read.docx.numbering import Numbering
from cebgraph.read.docx.package import Package
from cebgraph.read.docx.runs import Runs, text_boxes
from cebgraph.read.docx.styles import Styles
from cebgraph.read.extracted import Extracted, Part, TextWriter
from cebgraph.read.markup import Element

_DOCUMENT = "word/document.xml"
_LEVELS = frozenset("012345678")
_HOLDERS = frozenset({w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml"), w("smartTag")})


def read_docx(content: bytes, name: str) -> Extracted:
    """Read a Word document.

    Raises SourceError for a file that is damaged, or unpacks to more than any report.
    """
    package = Package(content, name)
    document = package.part(_DOCUMENT)
    body = None if document is None else document.find(w("body"))
    if body is None:
        raise SourceError("the Word document has no text", where=name, hint="fetch it again")
    return _Document(package).read(body)


class _Document:
    """A document while it is being written out."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.part("word/styles.xml"))
        self._numbering = Numbering(package.part("word/numbering.xml"))
        self._runs = Runs(self._styles, self._number_note)
        self._notes = {
            (kind, node.get(w("id")) or ""): node
            for kind in ("footnote", "endnote")
            if (root := package.part(f"word/{kind}s.xml")) is not None
            for node in root.iter(w(kind))
        }
        self._due: list[tuple[str, str, str]] = []
        """Notes whose marks have been written: kind, id and number."""
        self._numbered = 0
        self._carried: list[Part] = []
        """The text of a paragraph whose end was deleted: it goes on in the next."""
        self._writer = TextWriter()

    def read(self, body: Element) -> Extracted:
        """Write everything out."""
        for path in dict.fromkeys(self._package.related(_DOCUMENT, "header")):
            header = self._package.part(path)
            if header is not None:
                self._running_head(header)
        self._blocks(body)
        if self._carried:
            self._write(self._carried, Role.BODY)
        return self._writer.extracted("docx")

    def _running_head(self, header: Element) -> None:
        for parts in (*self._rows(header), *map(self._runs.parts, header.findall(w("p")))):
            if "".join(text for text, _ in parts).strip():
                self._writer.line(parts, Role.RUNNING, begins=True)

    def _blocks(self, parent: Element) -> None:
        for node in parent:
            if node.tag == w("p"):
                self._paragraph(node)
            elif node.tag == w("tbl"):
                for parts in self._rows(node):
                    self._write(parts, Role.ROW)
                self._write_notes()
            elif node.tag in _HOLDERS:
                self._blocks(node)

    def _paragraph(self, node: Element) -> None:
        properties = node.find(w("pPr"))
        said = self._runs.parts(node)
        mark = None if properties is None else properties.find(f"{w('rPr')}/{w('del')}")
        if mark is not None:
            self._carried += said
            return
        label = self._label(properties) if said or self._carried else ""
        role = self._styles.role(properties)
        if role is Role.BODY and self._runs.all_bold(node):
            role = Role.HEADING
        self._write([*([(f"{label} ", False)] if label else []), *self._carried, *said], role)
        self._carried = []
        self._write_notes()
        for inner in text_boxes(node):
            self._write(self._runs.parts(inner), Role.PICTURE)

    def _label(self, properties: Element | None) -> str:
        """Return the number that Word puts before a paragraph."""
        styled, styled_level = self._styles.numbering(self._styles.paragraph_style(properties))
        number = value(properties, "numPr", "numId") or styled
        level = value(properties, "numPr", "ilvl") or styled_level or "0"
        return self._numbering.next(number, int(level) if level in _LEVELS else 0)

    def _rows(self, table: Element) -> Iterator[list[Part]]:
        for row in table.iter(w("tr")):
            deleted = row.find(f"{w('trPr')}/{w('del')}") is not None
            nested = sum(1 for _ in row.iterancestors(w("tr"))) > 0
            if not (deleted or nested):
                yield self._cells(row)

    def _cells(self, row: Element) -> list[Part]:
        parts: list[Part] = []
        for at, cell in enumerate(row.iter(w("tc"))):
            parts += [("\t", False)] if at else []
            for number, paragraph in enumerate(cell.iter(w("p"))):
                parts += [(" ", False)] if number else []
                parts += [(text.replace("\t", " "), raised) for text, raised in self._runs.parts(paragraph)]
        return parts

    def _write(self, parts: Sequence[Part], role: Role) -> None:
        if "".join(text for text, _ in parts).strip():
            self._writer.line(parts, role, begins=True)

    def _number_note(self, kind: str, note: str) -> str:
        if (kind, note) not in self._notes:
            return ""
        self._numbered += 1
        self._due.append((kind, note, str(self._numbered)))
        return str(self._numbered)

    def _write_notes(self) -> None:
        """Write the notes whose marks stand in what was written last."""
        due, self._due = self._due, []
        for kind, note, number in due:
            first = True
            for paragraph in self._notes[kind, note].iter(w("p")):
                said = self._runs.parts(paragraph)
                if said:
                    head: list[Part] = [(number, True), (" ", False)] if first else []
                    self._writer.line([*head, *_without_lead(said, first=first)], Role.NOTE, begins=first)
                    first = False


def _without_lead(parts: Sequence[Part], *, first: bool) -> list[Part]:
    """Leave out the space that Word puts between a note's mark and its text."""
    return [(parts[0][0].lstrip(), parts[0][1]), *parts[1:]] if first else list(parts)
