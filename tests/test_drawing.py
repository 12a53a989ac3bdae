"""Pictures: each thing once and in its place, nothing upon another, names as text, the same bytes each time."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import HEAD, graph, statement
from test_cli import run

from cebgraph.drawing import draw_hierarchy, draw_neighbourhood, draw_timeline, picture_bytes
from cebgraph.drawing.hierarchy import forest_of
from cebgraph.drawing.lettering import ELLIPSIS, text_width, wrapped
from cebgraph.drawing.scene import Area, Label
from cebgraph.errors import CebgraphError, QueryError
from cebgraph.iris import BASE
from cebgraph.knowledge_graph import KnowledgeGraph
from cebgraph.network import Edge, Network, Node
from cebgraph.pipeline import Build
from cebgraph.store import write_store

SVG = "{http://www.w3.org/2000/svg}"
PART_OF = "org:subOrganizationOf"
STATUSES = ("", "", "planned", "agreed", "negated")

BOARD = """
<body/ceb> a ceb:Body ; rdfs:label "首协会"@zh , "the Board"@en ; ceb:acronym "CEB" .
<body/hlcm> a ceb:Body ; rdfs:label "管理<委>&\\"员会\\""@zh ; org:subOrganizationOf <body/ceb> .
<document/map> a ceb:Document ; rdfs:label "路线图"@zh .
""" + statement(1, "<body/ceb> ceb:endorsed <document/map>", "核可了<b>", more='; ceb:when "2020-05"^^xsd:gYearMonth')
PLANNED = statement(
    2, "<body/hlcm> ceb:updated <document/map>", "将更新", more='; ceb:status "planned" ; ceb:when 2021'
)


class Picture:
    """What a reader of an SVG sees, with the places that it gives."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)  # noqa: S314  our own
        self.size = float(self.root.attrib["width"]), float(self.root.attrib["height"])
        self.groups = [item for item in self.root.iter() if item.tag in {f"{SVG}a", f"{SVG}g"}]
        self.boxes = [area(group.find(f"{SVG}rect")) for group in self.groups]
        self.labels = list(map(label, self.root.iter(f"{SVG}text")))

    def place(self, iri: str) -> Area:
        """The box that links to a thing, which is the only one."""
        (found,) = (box for box, group in zip(self.boxes, self.groups, strict=True) if group.get("href") == iri)
        return found

    def text(self) -> str:
        return "".join(label.text for label in self.labels)


def area(rect: ET.Element | None) -> Area:
    assert rect is not None
    x, y, width, height = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def label(text: ET.Element) -> Label:
    place = float(text.attrib["x"]), float(text.attrib["y"])
    return Label(*place, text.text or "", text.attrib["class"].split()[0], text.get("text-anchor", "start"))


def upon(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def within(inner: Area, outer: Area) -> bool:
    slack = 0.2  # places are written to a tenth of a pixel
    return (
        all(i >= o - slack for i, o in zip(inner[:2], outer[:2], strict=True))
        and all(i <= o + slack for i, o in zip(inner[2:], outer[2:], strict=True))
    )  # fmt: skip


def assert_readable(svg: str) -> Picture:
    """Nothing lies upon another, every text of a box lies in it, and all in the picture."""
    picture = Picture(svg)
    assert not [pair for pair in combinations(picture.boxes, 2) if upon(*pair)]
    areas = [text.area for text in picture.labels]
    assert not [pair for pair in combinations(areas, 2) if upon(*pair)]
    assert all(within(item, (0, 0, *picture.size)) for item in (*picture.boxes, *areas))
    boxed = [inner for group in picture.groups for inner in map(label, group.iter(f"{SVG}text"))]
    for box, group in zip(picture.boxes, picture.groups, strict=True):
        assert all(within(label(text).area, box) for text in group.iter(f"{SVG}text"))
    free = [text.area for text in picture.labels if text not in boxed]
    assert not [text for text in free if any(upon(text, box) for box in picture.boxes)]
    return picture


@pytest.fixture(scope="module")
def kg(overview: Build) -> KnowledgeGraph:
    return KnowledgeGraph.of(overview.quads)


# Whatever the graph

names = st.text("协调理事会，《》“”-/ aWi:.0\n\x07", max_size=60) | st.text(max_size=20)


@st.composite
def networks(draw: st.DrawFn, predicates: Sequence[str] = (PART_OF, "ceb:held", "ceb:issued")) -> Network:
    """Things of all kinds, between which anything may be said, circles included."""
    count = draw(st.integers(1, 14))
    kinds = st.sampled_from([("Committee", "Body"), ("Body",), ("Body",), ("Event",), ("Resolution", "Document")])
    nodes = [Node(f"http://a.org/{n:02}", draw(names), draw(names), draw(kinds)) for n in range(count)]
    ends = st.integers(0, count - 1)
    dates = st.sampled_from(["", "2020", "2020-05", "2020-05-12", "2021-13", "../2020", "0999-01"])
    edges = [
        Edge(
            nodes[draw(ends)].iri, nodes[draw(ends)].iri, draw(st.sampled_from(predicates)), draw(names), draw(names),
            statement=f"http://a.org/s{number:02}", status=draw(st.sampled_from(STATUSES)),
            qualifiers=(("when", when),) if (when := draw(dates)) else (),
        )
        for number in range(draw(st.integers(0, 24)))
    ]  # fmt: skip
    return Network(tuple(nodes), tuple(edges))


def shown(network: Network, *, with_planned: bool) -> list[Edge]:
    return [edge for edge in network.edges if edge.source != edge.target and (with_planned or not edge.status)]


@given(networks(predicates=(PART_OF,)), st.booleans(), st.sampled_from(["zh", "en"]))
def test_a_hierarchy_is_readable_with_every_body_once_below_its_parent(
    network: Network, with_planned: bool, language: str
) -> None:
    if not any("Body" in node.classes for node in network.nodes):
        with pytest.raises(QueryError, match="no body"):
            draw_hierarchy(network, language, {})
        return
    picture = assert_readable(draw_hierarchy(network, language, {}, with_planned=with_planned))
    forest = forest_of(network, shown(network, with_planned=with_planned))
    for node in network.nodes:
        if "Body" in node.classes:
            picture.place(node.iri)
    for body, link in forest.links.items():
        assert picture.place(body)[1] > picture.place(link.target)[3]


@given(networks(), st.integers(1, 4), st.booleans(), st.sampled_from(["zh", "en"]))
def test_a_neighbourhood_is_readable_with_every_thing_in_reach_once(
    network: Network, depth: int, with_planned: bool, language: str
) -> None:
    centre = network.nodes[0].iri
    svg = draw_neighbourhood(network, centre, language, {}, depth=depth, with_planned=with_planned)
    picture, reached = assert_readable(svg), {centre}
    pairs = [{edge.source, edge.target} for edge in shown(network, with_planned=with_planned)]
    for _ in range(depth):
        reached = reached.union(*(pair for pair in pairs if pair & reached))
    assert sorted(group.get("href", "") for group in picture.groups) == sorted(reached)


@given(networks(), st.booleans(), st.sampled_from(["zh", "en"]))
def test_a_timeline_is_readable_with_every_dated_act_once(network: Network, with_planned: bool, language: str) -> None:
    acts = [edge for edge in shown(network, with_planned=with_planned) if edge.when]
    if not acts:
        with pytest.raises(QueryError, match="date"):
            draw_timeline(network, language, {}, with_planned=with_planned)
        return
    picture = assert_readable(draw_timeline(network, language, {}, with_planned=with_planned))
    assert sorted(group.get("href", "") for group in picture.groups) == sorted(edge.statement for edge in acts)


@given(names, st.sampled_from(["name", "detail"]), st.integers(30, 300), st.integers(1, 4))
def test_lines_keep_to_their_width_and_lose_nothing_but_behind_an_ellipsis(
    text: str, style: str, width: int, most: int
) -> None:
    lines = wrapped(text, style, width, most)
    assert len(lines) <= most
    assert all(text_width(line, style) <= width for line in lines)
    kept, whole = "".join("".join(lines).split()), "".join(text.split())
    assert kept.replace("·", "") == whole.replace("·", "") or lines[-1].endswith(ELLIPSIS)


def test_many_of_which_the_same_is_said_stand_in_columns() -> None:
    nodes = tuple(Node(f"http://a.org/{n:02}", f"文件{n}", "", ("Document",)) for n in range(30))
    edges = tuple(Edge(nodes[0].iri, node.iri, "ceb:issued", "发布") for node in nodes[1:])
    picture = assert_readable(draw_neighbourhood(Network(nodes, edges), nodes[0].iri, "zh", {}))
    assert len({box[0] for box in picture.boxes}) == 1 + 4


# The shipped report


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_pictures_of_the_report_are_readable(kg: KnowledgeGraph, language: str) -> None:
    drawn = [
        kg.draw_hierarchy(language=language),
        kg.draw_timeline(language=language, with_planned=True),
        *(kg.draw_neighbourhood("HLCM", language=language, depth=depth, with_planned=True) for depth in (1, 2, 3)),
        kg.draw_neighbourhood("E/2021/47", language=language),
    ]
    for svg in drawn:
        picture = assert_readable(svg)
        assert picture.root.get("lang") == language
        assert [child.tag for child in picture.root][:2] == [f"{SVG}title", f"{SVG}desc"]


def test_the_committees_stand_below_the_board_with_their_networks_below_them(kg: KnowledgeGraph) -> None:
    picture = Picture(kg.draw_hierarchy())
    line = [picture.place(f"{BASE}body/{path}") for path in ("ceb", "hlcm", "hlcm/fbn")]
    assert all(above[3] < below[1] for above, below in pairwise(line))
    bodies = kg.query("SELECT ?body { ?body a ceb:Body }").column("body")
    assert all(picture.place(str(body)) for body in bodies)
    assert f"{len(bodies)} 个机构" in picture.text()


def test_names_and_all_other_words_are_in_the_language_of_the_reader(kg: KnowledgeGraph) -> None:
    chinese, english = (Picture(kg.draw_hierarchy(language=language)).text() for language in ("zh", "en"))
    assert "委员会 · HLCM" in chinese
    assert "committee · HLCM" in english
    assert "The hierarchy of bodies" in english


def test_months_stand_in_the_order_of_time(kg: KnowledgeGraph) -> None:
    labels = Picture(kg.draw_timeline(language="en")).labels
    told = [label.text for label in sorted(labels, key=lambda label: label.y) if label.style in {"year", "month"}]
    assert told[:8] == ["2017", "November", "2019", "no month told", "2020", "no month told", "January", "February"]


# What things look like


def test_markup_in_a_name_is_text() -> None:
    svg = graph(BOARD).draw_hierarchy()
    assert '管理<委>&"员会"' in Picture(svg).text()
    assert "<委>" not in svg


def test_a_tip_tells_the_whole_name_and_the_words_of_the_report() -> None:
    long = "非常长的名称" * 20
    picture = Picture(graph(BOARD.replace("路线图", long)).draw_neighbourhood("CEB"))
    assert long not in picture.text()
    assert ELLIPSIS in picture.text()
    (tip,) = (title.text or "" for title in picture.root.iter(f"{SVG}title") if long in (title.text or ""))
    assert "ceb:endorsed 2020-05\n¶1 “核可了<b>”" in tip


def test_only_web_addresses_become_links() -> None:
    node = Node("javascript:alert(1)", "首协会", "", ("Body",))
    svg = draw_hierarchy(Network((node,), ()), "zh", {})
    assert "href" not in svg
    assert "首协会" in svg


@pytest.mark.parametrize("draw", ["draw_timeline", "draw_neighbourhood"])
def test_what_is_planned_is_left_out_unless_asked_for_and_then_dashed(draw: str) -> None:
    kg, words = graph(BOARD + PLANNED), ["document/map"] * (draw == "draw_neighbourhood")
    plain, whole = (getattr(kg, draw)(*words, with_planned=asked) for asked in (False, True))
    assert 'dashed"' not in plain
    assert "计划" not in Picture(plain).text()
    assert 'dashed"' in whole
    assert "（计划）" in Picture(whole).text()


def test_the_second_parent_of_a_body_is_told_in_its_box() -> None:
    more = '<body/hlcm> org:subOrganizationOf <body/un> . <body/un> a ceb:Body ; rdfs:label "联合国"@zh .'
    assert "亦属联合国" in Picture(graph(BOARD + more).draw_hierarchy()).text()


def test_a_name_that_does_not_show_gives_way_to_one_that_does() -> None:
    nodes = (Node("http://a.org/1", "\r", "the Board", ("Body",)), Node("http://a.org/2", "", " ", ("Body",)))
    edge = Edge("http://a.org/1", "http://a.org/2", "ceb:supports", "\x07")
    text = Picture(draw_neighbourhood(Network(nodes, (edge,)), nodes[0].iri, "zh", {})).text()
    assert all(name in text for name in ("the Board", "http://a.org/2", "ceb:supports"))


def test_a_thing_of_which_nothing_is_said_is_drawn_alone() -> None:
    picture = Picture(graph('<body/ceb> a ceb:Body ; rdfs:label "首协会"@zh .').draw_neighbourhood("首协会"))
    assert len(picture.boxes) == 1
    assert "没有已知的关联" in picture.text()


def test_a_chain_of_a_thousand_bodies_can_be_drawn() -> None:
    nodes = tuple(Node(f"http://a.org/{n:04}", str(n), "", ("Body",)) for n in range(1000))
    edges = tuple(Edge(below.iri, above.iri, PART_OF) for above, below in pairwise(nodes))
    assert len(Picture(draw_hierarchy(Network(nodes, edges), "zh", {})).boxes) == len(nodes)


# Files


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "store"
    write_store(graph(BOARD + PLANNED).store, folder)
    return folder


DRAWN = (("hierarchy",), ("neighbourhood", "CEB", "--depth", "2"), ("timeline", "--with-planned", "--language", "en"))


@pytest.mark.parametrize("words", DRAWN, ids=lambda words: words[0])
def test_each_picture_can_be_written_in_both_formats(words: Iterable[str], store: Path, tmp_path: Path) -> None:
    for ending in ("svg", "png"):
        result = run("draw", *words, "--store", store, "--output", tmp_path / f"a.{ending}")
        assert result.exit_code == 0, result.output
        assert result.stdout == ""
    picture, png = Picture((tmp_path / "a.svg").read_text(encoding="utf-8")), (tmp_path / "a.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == pytest.approx([2 * side for side in picture.size], abs=2)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.png", "a.svg"]


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(HEAD + BOARD + PLANNED + "<document/map> ceb:basedOn <body/hlcm> .", encoding="utf-8")
    code = (
        "import sys; from cebgraph.knowledge_graph import open_graph; kg = open_graph(sys.argv[1]);"
        "print(kg.draw_hierarchy(), kg.draw_neighbourhood('CEB', depth=3), kg.draw_timeline(with_planned=True))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code, file],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(drawn) == 1


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        ("hierarchy -o a.gif", "no picture ends in '.gif' (end it in .svg or .png)", 1),
        ("hierarchy -o a", "the file has no ending that tells its format", 1),
        ("hierarchy -l fr -o a.svg", "'fr' is not one of 'zh', 'en'", 2),
        ("neighbourhood HLCX -o a.svg", "nothing has the name 'HLCX'", 8),
        ("neighbourhood statement/1 -o a.svg", "not a thing of the network", 8),
        ("neighbourhood CEB --depth 0 -o a.svg", "0 is not in the range", 2),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    words: str, told: str, code: int, store: Path, tmp_path: Path
) -> None:
    *rest, file = words.split()
    result = run("draw", *rest, tmp_path / file, "--store", store)
    assert told in result.stderr
    assert result.exit_code == code
    assert not list(tmp_path.iterdir())


def test_a_language_that_pictures_do_not_speak_is_an_error() -> None:
    with pytest.raises(CebgraphError, match=r"pictures do not speak 'fr' \(choose zh or en\)"):
        graph(BOARD).draw_hierarchy(language="fr")


def test_without_what_draws_png_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(CebgraphError, match=r'pip install "cebgraph\[draw\]"'):
        picture_bytes(graph(BOARD).draw_hierarchy(), ".png")


def test_a_picture_too_large_for_png_is_told() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="50000" height="50000"/>'
    with pytest.raises(CebgraphError, match="too large for PNG: 2500 million pixels"):
        picture_bytes(svg, ".png")
