"""SVG: a scene in, the text of a picture that stands alone out; the only place that knows XML.

Whatever comes from a graph is text: it is escaped, and only web addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from cebgraph.drawing.lettering import FONTS, STYLES
from cebgraph.drawing.scene import Area, Box, Label, Line, Scene, Swatch
from cebgraph.network import flat
from cebgraph.palette import FAMILIES, LINE, PAPER, SOFT, TEXT

SWATCH = 14
_DASHES = "5 4"
_OWN = "cebgraph"
_ARROW = (
    '<defs><marker id="cebgraph-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5 8 4 0 7.5z" fill="{SOFT}"/></marker></defs>'
)


def to_svg(scene: Scene) -> str:
    """Return a scene as SVG."""
    return "\n".join((
        _opening(scene),
        f'<title id="cebgraph-title">{_text(scene.title)}</title>',
        f'<desc id="cebgraph-description">{_text(scene.description)}</desc>',
        f"<style>\n{_style_sheet()}\n</style>",
        _ARROW,
        f'<rect width="{_n(scene.width)}" height="{_n(scene.height)}" fill="{PAPER}"/>',
        *map(_frame, scene.frames),
        *map(_line, scene.lines),
        *(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5" class="dot"/>' for x, y in scene.dots),
        *map(_box, scene.boxes),
        *map(_label, scene.labels),
        *map(_swatch, scene.swatches),
        "</svg>\n",
    ))  # fmt: skip


def _opening(scene: Scene) -> str:
    width, height = _n(scene.width), _n(scene.height)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    language = f'lang="{scene.language}" xml:lang="{scene.language}"'
    told = 'role="graphics-document" aria-labelledby="cebgraph-title" aria-describedby="cebgraph-description"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="{_OWN}" {size} {language} {told}>'


def _style_sheet() -> str:
    """Return rules that reach no further than the picture, also where that stands in a page."""
    return "\n".join(f".{_OWN} {rule}" for rule in _rules())


def _rules() -> Iterator[str]:
    yield f"text {{ font-family: {FONTS}; fill: {TEXT}; }}"
    for name, style in STYLES.items():
        yield f".{name} {{ font-size: {_n(style.size)}px; font-weight: {style.weight}; }}"
    for name in ("detail", "note", "edge"):
        yield f".{name} {{ fill: {SOFT}; }}"
    yield f".line {{ fill: none; stroke: {LINE}; stroke-width: 1.5px; }}"
    yield f".dashed {{ stroke-dasharray: {_DASHES}; }}"
    yield f".dot {{ fill: {PAPER}; stroke: {SOFT}; stroke-width: 2px; }}"
    for key, family in FAMILIES.items():
        yield f".{key} {{ fill: {family.tint}; stroke: {family.ink}; }}"
        yield f".strong.{key} {{ fill: {family.ink}; }}"
    yield f".inverse {{ fill: {PAPER}; }}"


def _box(box: Box) -> str:
    kinds = f"{'strong ' * box.strong}{box.family}{' dashed' * box.dashed}"
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    tip = f"<title>{_text(box.tip)}</title>" if box.tip else ""
    inner = "".join(_label(label, " inverse" * box.strong) for label in box.labels)
    content = f'{tip}<rect {place} rx="6" class="{kinds}"/>{inner}'
    if box.link.startswith(("http://", "https://")):
        return f"<a href={quoteattr(box.link)}>{content}</a>"
    return f"<g>{content}</g>"


def _label(label: Label, kinds: str = "") -> str:
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    place = f'x="{_n(label.x)}" y="{_n(label.y)}"'
    return f'<text {place}{anchor} class="{label.style}{kinds}">{_text(label.text)}</text>'


def _line(line: Line) -> str:
    arrow = ' marker-end="url(#cebgraph-arrow)"' * line.arrow
    tip = f"<title>{_text(line.tip)}</title>" if line.tip else ""
    return f'<path class="line{" dashed" * line.dashed}" d="{_path(line)}"{arrow}>{tip}</path>'


def _path(line: Line) -> str:
    (x, y), *others = line.points
    if not line.curved:
        return f"M{_n(x)} {_n(y)}" + "".join(f"L{_n(x)} {_n(y)}" for x, y in others)
    path = f"M{_n(x)} {_n(y)}"
    for right, down in others:
        half = (x + right) / 2
        path += f"C{_n(half)} {_n(y)} {_n(half)} {_n(down)} {_n(right)} {_n(down)}"
        x, y = right, down
    return path


def _frame(frame: Area) -> str:
    left, top, right, bottom = frame
    place = f'x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(bottom - top)}"'
    return f'<rect {place} rx="10" class="line"/>'


def _swatch(swatch: Swatch) -> str:
    if not swatch.family:
        return _line(Line(((swatch.x, swatch.y + SWATCH / 2), (swatch.x + SWATCH, swatch.y + SWATCH / 2)), dashed=True))
    place = f'x="{_n(swatch.x)}" y="{_n(swatch.y)}" width="{SWATCH}" height="{SWATCH}"'
    return f'<rect {place} rx="3" class="{swatch.family}"/>'


def _text(text: str) -> str:
    return escape("\n".join(map(flat, text.splitlines())))


def _n(number: float) -> str:
    """Return a number as short as a tenth of a pixel allows."""
    return f"{round(number, 1):g}" if abs(number) < 1e5 else f"{number:.0f}"  # noqa: PLR2004  where :g turns to 1e+06
