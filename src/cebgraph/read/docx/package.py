"""The parts of a Word document: the bytes of its zip come in, parsed XML goes out; nothing is written to any disk.

What unpacks to more than any report, in all or by ratio, is refused, whatever sizes it claims; so is a part with a
document type, which OPC forbids and which is where entities without end would be declared.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from cebgraph.errors import SourceError
from cebgraph.read.markup import Element, Malformed, parse_xml

MOST_PARTS = 10_000
MOST_UNPACKED = 100_000_000
"""Bytes of one part."""
MOST_RATIO = 200
"""How often larger a part may be than it is packed, once it is larger than _SMALL."""
_SMALL = 1_000_000
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """An Office Open XML package."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except _BROKEN:
            raise self._damaged() from None
        if len(self._archive.filelist) > MOST_PARTS:
            raise SourceError(f"more than {MOST_PARTS:,} parts", where=name, hint="is it made to harm?")

    def part(self, path: str) -> Element | None:
        """Return the root of a part; None where there is no such part.

        Raises SourceError for a part that is damaged, has a document type, or unpacks to more than any report.
        """
        try:
            info = self._archive.getinfo(path)
        except KeyError:
            return None
        return self._parsed(self._unpacked(info))

    def related(self, path: str, kind: str) -> list[str]:
        """Return the paths of the parts that a part relates to, of the kind that ends so, in order."""
        place = PurePosixPath(path)
        relations = self.part(str(place.parent / "_rels" / f"{place.name}.rels"))
        if relations is None:
            return []
        found = [node for node in relations.iter(_RELATIONSHIP) if (node.get("Type") or "").endswith(f"/{kind}")]
        targets = [node.get("Target") or "" for node in found if node.get("TargetMode") != "External"]
        return [target.lstrip("/") if target.startswith("/") else str(place.parent / target) for target in targets]

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        limit = max(_SMALL, min(MOST_UNPACKED, MOST_RATIO * info.compress_size))
        try:
            with self._archive.open(info) as file:
                content = file.read(limit + 1)
        except _BROKEN:
            raise self._damaged() from None
        if len(content) > limit:
            what = f"unpacks to more than {limit / 1e6:,.0f} MB"
            raise SourceError(what, where=f"{self._name}: {info.filename}", hint="is it made to harm?")
        return content

    def _parsed(self, content: bytes) -> Element:
        try:
            return parse_xml(content)
        except Malformed:
            raise self._damaged() from None

    def _damaged(self) -> SourceError:
        return SourceError("the Word document is damaged or cut off", where=self._name, hint="fetch it again")
