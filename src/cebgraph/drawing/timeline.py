"""The acts in time: the network in; a row for each month (or year without month) with a card for each act out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cebgraph.acts import MONTHS, Month, by_month
from cebgraph.drawing.cards import Names, Reader, told
from cebgraph.drawing.composing import compose
from cebgraph.drawing.lettering import STYLES, balanced, text_width, wrapped
from cebgraph.drawing.scene import PADDING, Box, Label, Line, Part, stacked, together
from cebgraph.errors import QueryError
from cebgraph.network import Edge, Network, Node
from cebgraph.palette import family_of

_ACROSS, _CARD, _GAP = 3, 300, 12
_AXIS, _BESIDE, _ROWS = 0, 26, 26
_LINES = 3


def draw_timeline(network: Network, language: str, names: Names, *, with_planned: bool = False) -> str:
    """Return the acts that have a date as SVG, the earliest first.

    Raises QueryError where there is none, CebgraphError for a language that pictures do not speak.
    """
    reader = Reader(language, names, with_planned)
    edges = tuple(edge for edge in reader.shown(network) if edge.statement)
    months = by_month(edges)
    if not months:
        raise QueryError("no act in the graph has a date", hint="build it from a report")
    things = {node.iri: node for node in network.nodes}
    parts, down, year = list[Part](), 0.0, ""
    for month, acts in months.items():
        if month[0] != year:
            year = month[0]
            parts.append(Part(labels=stacked([year], "year", _AXIS - _BESIDE + PADDING, down, "end")))
            down += STYLES["year"].leading + PADDING
        row = _row([_act(things, edge, reader) for edge in acts], _month(month, reader))
        parts.append(row.moved(0, down - row.area[1]))
        down += row.area[3] - row.area[1] + _ROWS
    dots = [dot for part in parts for dot in part.dots]
    axis = Part(lines=(Line((dots[0], dots[-1])),) if len(dots) > 1 else ())
    dated = sum(bool(edge.when) for edge in edges)
    said = reader.says("acts", number=dated, undated=len(edges) - dated)
    return compose(together((axis, *parts)), reader.says("timeline"), said, reader)


def _month(month: Month, reader: Reader) -> str:
    year, number = month
    if not year:
        return reader.says("other dates")
    if not number:
        return reader.says("no month")
    return reader.says("month", number=int(number), name=MONTHS[int(number) - 1])


def _act(things: dict[str, Node], edge: Edge, reader: Reader) -> Box:
    """Return the card of an act: who did what, and on which day, in small letters; and what was acted upon."""
    who, what = reader.name(things[edge.source]), reader.name(things[edge.target])
    room = _CARD - 2 * PADDING
    exact = edge.when if not re.fullmatch(r"\d{4}(-\d\d)?", edge.when) else ""
    says = " · ".join(filter(None, (reader.predicate(edge), exact)))
    heads = [f"{name} · {says}" for name in (who, *things[edge.source].acronyms)]
    details = next(((head,) for head in heads if text_width(head, "detail") <= room), (who, says))
    lines = (
        *(("detail", line) for text in details for line in wrapped(text, "detail", room, _LINES)),
        *(("name", line) for line in balanced(what, "name", room, _LINES)),
    )
    tip = f"{who} · {what}\n{told(edge, reader)}"
    family = family_of(things[edge.target].classes)
    return Box(lines, family, _CARD, link=edge.statement, tip=tip, dashed=bool(edge.status))


def _row(boxes: Sequence[Box], name: str) -> Part:
    """Place the acts of a month, some side by side, beside its name."""
    placed, down = list[Box](), 0.0
    for first in range(0, len(boxes), _ACROSS):
        some = boxes[first : first + _ACROSS]
        placed.extend(box.at(_BESIDE + number * (_CARD + _GAP), down) for number, box in enumerate(some))
        down += max(box.height for box in some) + _GAP
    return Part(tuple(placed), (), _name(name), ((_AXIS, PADDING + 2),))


def _name(name: str) -> tuple[Label, ...]:
    return stacked([name], "month", _AXIS - _BESIDE + PADDING, PADDING + 2 - STYLES["month"].leading / 2, "end")
