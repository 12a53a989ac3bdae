"""What analysis finds, for people and for programs: its values in; lines for a terminal, rows of CSV or JSON out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from cebgraph.iris import BASE
from cebgraph.network import edge_attributes
from cebgraph.tables import aligned, comma_separated

if TYPE_CHECKING:
    from cebgraph.analysis import Centrality, Communities, Cuts, ShortestPath
    from cebgraph.network import Edge, Node

Found = TypeVar("Found")
Row = Sequence[str | float]

_MEMBERS_SHOWN = 6
_WORDS_SHOWN = 2
_NODE = ("iri", "label_zh", "label_en")
_EDGE = ("predicate", "status", "when", "qualifiers", "confidence", "quote", "place")


def as_json(found: object) -> str:
    """Return a value of analysis, with all that it holds, as JSON."""
    return json.dumps(found, default=asdict, ensure_ascii=False, indent=2) + "\n"


def told(found: Found, form: str, to_lines: Callable[[Found], Iterable[str]], to_csv: Callable[[Found], str]) -> str:
    """Return a value of analysis in a form: table, csv or json."""
    if form == "table":
        return as_lines(to_lines(found))
    return as_json(found) if form == "json" else to_csv(found)


def as_lines(lines: Iterable[str]) -> str:
    """Return lines as one text."""
    return "".join(f"{line}\n" for line in lines)


def centrality_table(found: Sequence[Centrality]) -> Iterator[str]:
    """Give the things, one a line, with three measures."""
    rows = [
        [one.thing.label, str(one.degree), f"{one.betweenness:.4f}", f"{one.pagerank:.4f}", _path(one.thing)]
        for one in found
    ]
    return aligned([["thing", "degree", "betweenness", "pagerank", "id"], *rows], rule=True)


def centrality_csv(found: Iterable[Centrality]) -> str:
    """Return the things and three measures as CSV."""
    rows = ((*_node(one.thing), one.degree, one.betweenness, one.pagerank) for one in found)
    return comma_separated((*_NODE, "degree", "betweenness", "pagerank"), rows)


def communities_lines(found: Communities) -> Iterator[str]:
    """Give each community with the most linked of its members."""
    things = sum(len(group.members) for group in found.groups)
    yield f"{len(found.groups)} communities of {things} linked things, modularity {found.modularity:.3f}"
    for number, group in enumerate(found.groups, 1):
        rest = len(group.members) - _MEMBERS_SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        yield ""
        yield f"{number}  {len(group.members)} things, {group.links} links"
        yield f"   {'; '.join(node.label for node in group.members[:_MEMBERS_SHOWN])}{more}"


def communities_csv(found: Communities) -> str:
    """Return each thing with the number of its community as CSV."""
    rows = ((number, *_node(node)) for number, group in enumerate(found.groups, 1) for node in group.members)
    return comma_separated(("community", *_NODE), rows)


def cuts_lines(found: Cuts) -> Iterator[str]:
    """Give what alone holds parts of the network together: links, then things."""
    yield f"{len(found.bridges)} bridges: links that alone hold things to the rest"
    bridges = [
        [str(bridge.cut_off), bridge.far.label, _arrow(bridge.edges[0], bridge.far), bridge.near.label]
        for bridge in found.bridges
    ]
    yield from aligned([["cuts off", "thing", "link", "from"], *bridges], indent="  ")
    yield ""
    yield f"{len(found.things)} things that alone hold others together"
    things = [[str(cut.cut_off), str(cut.parts), cut.thing.label, _path(cut.thing)] for cut in found.things]
    yield from aligned([["cuts off", "parts", "thing", "id"], *things], indent="  ")


def cuts_csv(found: Cuts) -> str:
    """Return bridges (with both their ends) and cutting things as CSV."""
    bridges: list[Row] = [
        ("bridge", b.cut_off, 2, *_node(b.near), *_node(b.far), " ".join(edge.predicate for edge in b.edges))
        for b in found.bridges
    ]
    things: list[Row] = [("thing", cut.cut_off, cut.parts, *_node(cut.thing), "", "", "", "") for cut in found.things]
    far = (f"far_{name}" for name in _NODE)
    return comma_separated(("kind", "cuts_off", "parts", *_NODE, *far, "predicates"), bridges + things)


def path_lines(found: ShortestPath) -> Iterator[str]:
    """Give a path step by step, with the words that say so."""
    if found.steps is None:
        yield f"no path leads from {found.start.label} to {found.end.label}"
        return
    number = len(found.steps)
    yield f"{found.start.label} to {found.end.label}: {number} step{'' if number == 1 else 's'}"
    for count, step in enumerate(found.steps, 1):
        yield ""
        yield f"{count}  {step.start.label} – {step.end.label}  <{_path(step.end)}>"
        for edge in step.edges:
            details = [edge.status, *(f"{key} {value}" for key, value in edge.qualifiers)]
            tail = "; ".join(filter(None, details))
            yield f"   {_arrow(edge, step.start)}{f'  ({tail})' if tail else ''}"
            yield from _words(edge)


def path_csv(found: ShortestPath) -> str:
    """Return each statement of a path as a row of CSV, in its own direction."""
    rows = (
        (count, edge.source, edge.target, *(edge_attributes(edge)[name] for name in _EDGE))
        for count, step in enumerate(found.steps or (), 1)
        for edge in step.edges
    )
    return comma_separated(("step", "subject", "object", *_EDGE), rows)


def _words(edge: Edge) -> Iterator[str]:
    if not edge.words:
        yield "      known beforehand, said by no report"
    for words in edge.words[:_WORDS_SHOWN]:
        yield f"      {words.report} {words.place}: “{words.text}”"
    if len(edge.words) > _WORDS_SHOWN:
        yield f"      and {len(edge.words) - _WORDS_SHOWN} more"


def _arrow(edge: Edge, start: Node) -> str:
    """Return a predicate with its direction, seen from one end."""
    name = edge.predicate if edge.label == edge.predicate else f"{edge.label} {edge.predicate}"
    return f"{name} →" if edge.source == start.iri else f"← {name}"


def _path(node: Node) -> str:
    return node.iri.removeprefix(BASE)


def _node(node: Node) -> tuple[str, str, str]:
    return node.iri, node.label_zh, node.label_en
