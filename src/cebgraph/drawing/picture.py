"""Pictures as files: an SVG in, the bytes of the format that a file's ending tells out.

PNG is drawn by resvg, which carries no letters of its own: Chinese needs a Chinese font among those of the system.
"""

from __future__ import annotations

import re
from pathlib import Path

from cebgraph.errors import CebgraphError, missing_extra

_FORMATS = (".svg", ".png")
_SHARPNESS = 2
"""Pixels of a PNG across one of the SVG."""
_MOST_PIXELS = 100_000_000
_SIZE = re.compile(r'<svg [^>]*?width="([\d.e+]+)" height="([\d.e+]+)"')


def picture_format(file: Path) -> str:
    """Return the ending that tells a file's format.

    Raises CebgraphError for any other than .svg and .png.

    >>> picture_format(Path("bodies.SVG"))
    '.svg'
    """
    ending = file.suffix.lower()
    if ending not in _FORMATS:
        msg = f"no picture ends in {ending!r}" if ending else "the file has no ending that tells its format"
        raise CebgraphError(msg, where=str(file), hint=f"end it in {' or '.join(_FORMATS)}")
    return ending


def picture_bytes(svg: str, ending: str) -> bytes:
    """Return a picture as the content of a file.

    Raises CebgraphError where what draws PNG is not installed, or the picture is too large for one.
    """
    return _png(svg) if ending == ".png" else svg.encode()


def _png(svg: str) -> bytes:
    try:
        import resvg_py  # noqa: PLC0415  of an extra
    except ModuleNotFoundError as error:
        raise missing_extra("draw", error) from error
    size = _SIZE.search(svg)
    pixels = float(size[1]) * float(size[2]) if size else 0
    if pixels > _MOST_PIXELS:
        msg = f"the picture is too large for PNG: {pixels / 1e6:.0f} million pixels"
        raise CebgraphError(msg, hint="write it as .svg")
    zoom = _SHARPNESS if pixels * _SHARPNESS**2 <= _MOST_PIXELS else 1
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
