"""The acts in time and the matrix of goals as pages: what counts, whom it leads to, and that nothing needs a script."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from large_graphs import large_graph
from pyoxigraph import QuerySolutions, Store
from servers import Served, serving
from small_graphs import graph, statement
from small_graphs import network as small_network

from cebgraph.acts import by_month, months_of, undated
from cebgraph.iris import BASE
from cebgraph.network import Edge, Network, Node, read_network
from cebgraph.pages.listed import Ranked, among, ranked
from cebgraph.pages.matrix import Matrix, matrix_of, read_ties
from cebgraph.pages.matrix_page import goals_csv, goals_page, goals_svg
from cebgraph.pages.timeline import Reading, Wanted, timeline_page
from cebgraph.pipeline import Build
from cebgraph.publishing import plan, site_files
from cebgraph.query import named_query, run_query
from cebgraph.store import write_store
from cebgraph.summary import in_memory

MARKUP = "<img src=x onerror=alert(1)>"
GOAL = "<http://metadata.un.org/sdg/{}>"


@pytest.fixture(scope="module")
def store(overview: Build) -> Store:
    return in_memory(overview.quads)


@pytest.fixture(scope="module")
def network(store: Store) -> Network:
    return read_network(store)


@pytest.fixture(scope="module")
def server(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("views")
    write_store(overview.quads, folder / "store")
    with serving(folder / "store", log=folder / "log") as served:
        yield served


class Links(HTMLParser):
    """What a page links to, and what it can be entered at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag == "a":
            self.hrefs.append(found["href"] or "")


def dated(*dates: str) -> Edge:
    return Edge("a", "b", "ceb:held", statement="s", qualifiers=tuple(("when", date) for date in dates))


def timeline(network: Network, language: str = "en", **wanted: str) -> str:
    return timeline_page(Reading(network, BASE, language, lambda iri: iri.removeprefix(BASE)), Wanted(**wanted))


def matrix(store: Store, language: str = "en") -> Matrix:
    return matrix_of(read_network(store), read_ties(store), language, lambda iri: iri.removeprefix(BASE))


def numbers(found: Matrix) -> dict[tuple[str, int], int]:
    """Return what the matrix counts, by path of the body and number of the goal."""
    return {
        (row.node.iri.removeprefix(BASE), field.goal.number): len(field.tied)
        for row in found.rows
        for field in row.fields
        if field
    }


# What an act in time is


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2020", ("2020", "")),
        ("2020-05", ("2020", "05")),
        ("2020-05-12", ("2020", "05")),
        ("2018-10-11/2018-10-12", ("2018", "10")),
        ("2019/2021-03", ("2019", "")),
        ("2020-05?", ("2020", "05")),
        ("../2020-11", ("2020", "11")),
        ("/2020", ("2020", "")),
        ("2020-21", ("2020", "")),
        ("20200", ("", "")),
        ("spring", ("", "")),
    ],
)
def test_a_date_stands_in_the_month_in_which_it_is_or_begins(date: str, month: tuple[str, str]) -> None:
    assert months_of(dated(date)) == (month,)


def test_an_act_of_two_dates_stands_in_both_months_and_one_without_a_date_in_none() -> None:
    assert list(by_month([dated("2020-05", "2021", "2020-05-03"), dated()])) == [("2020", "05"), ("2021", "")]


def test_what_no_statement_says_is_no_act() -> None:
    assert by_month([Edge("a", "b", "ceb:held", qualifiers=(("when", "2020"),))]) == {}


def test_the_page_shows_the_statements_that_the_query_of_the_library_finds(store: Store, network: Network) -> None:
    found = run_query(store, named_query("acts-in-time").text)
    assert isinstance(found, QuerySolutions)
    asked = Counter((row["who"].value, row["what"].value, row["when"].value) for row in found)
    edges = [edge for acts in by_month(network.edges).values() for edge in acts]
    assert asked == Counter((edge.source, edge.target, edge.when) for edge in edges)
    assert len(edges) == 47


def test_the_undated_acts_are_those_that_the_query_of_the_library_finds(store: Store, network: Network) -> None:
    found = run_query(store, named_query("undated").text)
    assert isinstance(found, QuerySolutions)
    assert len(undated(network.edges)) == len({(row["who"], row["act"], row["what"]) for row in found})


# The acts in time as a page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_mark_of_the_timeline_leads_to_an_act_with_its_words(network: Network, language: str) -> None:
    html = timeline(network, language)
    links = Links(html)
    marks = [href.removeprefix("#s-") for href in links.hrefs if href.startswith("#s-")]
    assert len(marks) == 47
    assert {f"s-{mark}" for mark in marks} <= set(links.ids)
    assert {f"statement/{mark}" for mark in marks} <= set(links.hrefs)
    assert html.count("<blockquote") >= 47
    assert len(links.ids) == len(set(links.ids))


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"who": "body/hlcp"}, 7),
        ({"act": "ceb:endorsed"}, 3),
        ({"year": "2017"}, 1),
        ({"who": "body/ceb", "act": "ceb:endorsed", "year": "2021"}, 1),
        ({"who": "body/none"}, 0),
        ({"year": MARKUP}, 0),
    ],
)
def test_the_timeline_is_filtered_by_who_acts_what_is_done_and_the_year(
    network: Network, wanted: dict[str, str], number: int
) -> None:
    html = timeline(network, **wanted)
    assert f"{number} of 47 acts with a date." in html
    assert len([href for href in Links(html).hrefs if href.startswith("#s-")]) == number
    assert MARKUP not in html


def test_what_is_planned_is_marked_on_the_timeline() -> None:
    planned = "<body/a> ceb:endorsed <document/b>"
    kg = graph(
        f'<body/a> a ceb:Body ; rdfs:label "{MARKUP}"@en . <document/b> a ceb:Document ; rdfs:label "B"@en .'
        + statement(1, planned, "将核可", more='; ceb:status "planned" ; ceb:when "2021"')
        + statement(2, planned, "核可", more='; ceb:when "2018-10-11/2018-10-12"')
    )
    html = timeline(kg.network)
    assert html.count('class="status planned"') == 1
    assert html.count("stroke-dasharray") == 3  # the mark, the list, the legend
    assert ">Oct<" in html
    assert MARKUP not in html


def test_an_act_of_two_dates_can_be_reached_once() -> None:
    kg = graph(
        "<body/a> a ceb:Body . <event/b> a ceb:Event ."
        + statement(1, "<body/a> ceb:held <event/b>", "x", more='; ceb:when "2020-01", "2020-03"')
    )
    links = Links(timeline(kg.network))
    assert links.hrefs.count("#s-1") == 2
    assert links.ids.count("s-1") == 1


def test_of_very_many_acts_the_latest_are_shown_and_that_is_told() -> None:
    network = read_network(in_memory(large_graph(2000)))
    html = timeline(network)
    assert "The latest 1000 are shown." in html
    assert len([href for href in Links(html).hrefs if href.startswith("#s-")]) == 1000
    assert "The latest" not in timeline(network, year="2018")
    assert ">2018<" not in html.partition('class="lanes"')[2]


def test_a_graph_without_acts_has_a_timeline_that_says_so() -> None:
    assert "There is no such act." in timeline(Network((), ()))


# Bodies and goals

INITIATIVE = f"""
<body/a> a ceb:Body ; rdfs:label "A"@en . <body/b> a ceb:Body ; rdfs:label "B"@en ; org:subOrganizationOf <body/a> .
<body/c> a ceb:Body ; org:subOrganizationOf <body/a> .
<initiative/i> a ceb:Initiative . <document/d> a ceb:Document .
{GOAL.format(6)} a ceb:Goal . {GOAL.format(13)} a ceb:Goal .
"""
SUPPORTS = statement(1, f"<initiative/i> ceb:supportsGoal {GOAL.format(6)}", "支持")


ACT = "; a undo:Relation"


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (statement(2, f"<body/b> ceb:supportsGoal {GOAL.format(13)}", "x"), {("body/b", 13): 1}),
        (statement(2, "<body/b> ceb:launched <initiative/i>", "x", more=ACT), {("body/b", 6): 1}),
        (statement(2, "<body/b> ceb:leads <initiative/i>", "x"), {("body/b", 6): 1}),
        (statement(2, "<body/b> ceb:launched <initiative/i>", "x", more=f'{ACT} ; ceb:status "planned"'), {}),
        (statement(2, "<body/b> ceb:pursuantTo <initiative/i>", "x"), {}),
        (statement(2, "<body/b> ceb:launched <document/d>", "x", more=ACT), {}),
        (statement(2, f"<body/b> ceb:supportsGoal {GOAL.format(6)}", "x")
         + statement(3, "<body/a> ceb:established <body/b>", "y", more=ACT), {("body/b", 6): 1}),
    ],
    ids=["itself", "act", "leads", "planned", "no act", "of no goal", "of a body"],
)  # fmt: skip
def test_what_counts_for_a_goal(said: str, counted: dict[tuple[str, int], int]) -> None:
    assert numbers(matrix(graph(INITIATIVE + SUPPORTS + said).store)) == counted


def test_the_matrix_has_the_numbers_of_the_report(store: Store) -> None:
    found = matrix(store)
    assert numbers(found) == {("body/ceb", 6): 1, ("body/un-water", 6): 2, ("post/secretary-general", 6): 1}
    assert found.number == 4
    assert {goal.number: goal.named for goal in found.goals if goal.named} == {6: 3, 10: 1}
    assert len([row for row in found.rows if row.is_body]) == 29


def test_a_body_is_quiet_where_nothing_ties_it_to_a_goal_nor_any_below_it() -> None:
    kg = graph(INITIATIVE + statement(2, f"<body/b> ceb:supportsGoal {GOAL.format(13)}", "x"))
    assert [(row.node.iri.removeprefix(BASE), row.depth, row.quiet) for row in matrix(kg.store).rows] == [
        ("body/a", 0, False),
        ("body/b", 1, False),
        ("body/c", 1, True),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_of_the_matrix_leads_to_its_statements_with_words(store: Store, language: str) -> None:
    html = goals_page(matrix(store, language), language)
    links = Links(html)
    leading = [href.removeprefix("#") for href in links.hrefs if href.startswith("#c-")]
    assert len(leading) == 3
    assert set(leading) <= set(links.ids)
    assert len(links.ids) == len(set(links.ids))
    assert html.count('scope="col"') == 17
    assert {"en": "Clean water and sanitation", "zh": "清洁饮水和卫生设施"}[language] in html
    assert "ceb:supportsGoal" in html


def test_the_matrix_as_a_table_has_every_body_and_goal(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(goals_csv(matrix(store)).decode("utf-8-sig"))))
    assert len(rows) == 30
    water = next(row for row in rows if row["iri"].endswith("/un-water"))
    assert (water["name_en"], water["SDG 6"], water["SDG 7"]) == ("UN-Water", "2", "0")


def test_the_matrix_as_a_picture_is_well_formed_and_has_what_counts(store: Store) -> None:
    root = ET.fromstring(goals_svg(matrix(store, "zh"), "zh"))  # noqa: S314  what we have just written
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"联合国水机制", "秘书长", "2"} <= set(texts)


# The hierarchy


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7))))
def test_every_thing_has_one_rank_whatever_is_part_of_what(links: list[tuple[int, int]]) -> None:
    parts = small_network([(str(one), str(other)) for one, other in links])
    edges = tuple(Edge(edge.source, edge.target, "org:subOrganizationOf") for edge in parts.edges)
    order = [rank.node.iri for rank in ranked(Network(parts.nodes, edges))]
    assert sorted(order) == sorted(node.iri for node in parts.nodes)


@pytest.mark.parametrize(
    ("chosen", "depths"),
    [
        ("abcd", {"a": 0, "b": 1, "c": 2, "d": 1}),
        ("acd", {"a": 0, "c": 1, "d": 1}),
        ("bcd", {"b": 0, "c": 1, "d": 0}),
        ("c", {"c": 0}),
    ],
)
def test_what_is_chosen_of_a_hierarchy_stands_below_what_is_chosen_above_it(
    chosen: str, depths: dict[str, int]
) -> None:
    ranks = [Ranked(Node(name, "", "", ()), depth) for name, depth in (("a", 0), ("b", 1), ("c", 2), ("d", 1))]
    assert {rank.node.iri: rank.depth for rank in among(ranks, set(chosen))} == depths


# As they are served


@pytest.mark.parametrize("path", ["/timeline", "/timeline?who=body/hlcp&lang=zh", "/goals", "/goals?lang=zh"])
def test_all_that_a_view_links_to_is_there(server: Served, path: str) -> None:
    with httpx.Client(base_url=server.address, headers={"Accept": "text/html"}) as client:
        html = client.get(path).raise_for_status().text
        addresses = {href.partition("#")[0] for href in Links(html).hrefs if not href.startswith("#")}
        for address in sorted(addresses)[::7]:
            assert client.get(f"/{address.removeprefix('/')}").status_code == 200, address


@pytest.mark.parametrize(("path", "media_type"), [("/goals.csv", "text/csv"), ("/goals.svg?lang=zh", "image/svg+xml")])
def test_the_matrix_is_downloaded_as_table_and_picture(server: Served, path: str, media_type: str) -> None:
    response = httpx.get(server.address + path)
    assert response.headers["content-type"].startswith(media_type)
    assert httpx.get(server.address + path, headers={"If-None-Match": response.headers["etag"]}).status_code == 304


def test_the_views_of_a_site_lead_from_file_to_file(overview: Build) -> None:
    files = dict(site_files(plan(in_memory(overview.quads))))
    for name in ("timeline-en.html", "timeline-zh.html", "goals-en.html", "goals-zh.html"):
        links = Links(files[name].decode())
        for href in links.hrefs:
            assert href.startswith("#") or unquote(href.partition("#")[0]) in files, (name, href)
    assert "timeline-en.html" in Links(files["index.html"].decode()).hrefs
    assert files["goals-zh.svg"].startswith(b"<svg")
