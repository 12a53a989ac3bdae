"""What the IRIs of a published site lead to, asked of nginx and Apache; Cloudflare's rules by its documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

import httpx
import pytest
from file_servers import apache, nginx, readable_folder
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from cebgraph.iris import BASE, expand
from cebgraph.pages.assets import POLICY
from cebgraph.publishing import plan, put, site_files
from cebgraph.publishing.negotiation import expressions
from cebgraph.publishing.redirects import Redirects
from cebgraph.serve.media import GRAPHS, negotiated, prefers_page
from cebgraph.store import open_store, write_store

CHINESE = "body/管理问题高级别委员会"
SYMBOL = "document/S/RES/2388(2017)"
ODD = "document/a%20b/x.y;z"
THINGS = ("body/hlcm", CHINESE, SYMBOL, "document/CEB/2020/1/Add.1", ODD, "event/第39届会议/1")
PREFIXES = ("/", "/ceb/", "/长 路/")
BROWSERS = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
)
ACCEPTED = (
    ("", "ttl"),
    ("*/*", "ttl"),
    *((accept, "html") for accept in BROWSERS),
    ("text/turtle", "ttl"),
    ("application/ld+json", "jsonld"),
    ("application/n-triples", "nt"),
    ("application/rdf+xml", "rdf"),
    ("APPLICATION/LD+JSON", "jsonld"),
    ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
    ("application/n-triples,application/n-quads;q=0.9,text/turtle;q=0.9,application/rdf+xml;q=0.7", "nt"),
    ("text/turtle, application/rdf+xml;q=0.9, application/n-triples;q=0.9, */*;q=0.1", "ttl"),
    ("application/rdf+xml, text/html;q=0.3, */*;q=0.1", "rdf"),
    ("text/html;q=0.5,application/ld+json;q=0.7", "jsonld"),
    ("text/html;q=0.7 , application/ld+json;q=0.5", "html"),
    ("text/html;q=0,*/*", "ttl"),
    ("text/turtle;q=0, application/n-triples", "nt"),
    ("text/html;q=1.0,text/turtle;q=0.999", "html"),
    ("image/png", "ttl"),
)


@dataclass(frozen=True)
class Host:
    """A server, and where the site stands on it."""

    address: str
    prefix: str

    def ask(self, path: str, accept: str = "", method: str = "GET") -> httpx.Response:
        headers = {"Accept": accept} if accept else {}
        with httpx.Client(timeout=10) as client:
            request = client.build_request(method, self.at(path), headers=headers)
            if not accept:
                del request.headers["accept"]
            return client.send(request)

    def at(self, path: str) -> str:
        return f"{self.address}{quote(self.prefix)}{path}"

    def led(self, path: str, accept: str = "") -> httpx.Response:
        """Follow a thing's IRI to its file."""
        answer = self.ask(path, accept)
        assert (answer.status_code, answer.headers.get("vary")) == (303, "Accept"), answer.headers
        return self.found(urljoin(self.at(path), answer.headers["location"]))

    def found(self, target: str) -> httpx.Response:
        """Return the file at an address, which must be one of the site."""
        assert unquote(target).startswith(unquote(self.at(""))), target
        answer = httpx.get(target)
        assert answer.status_code == 200, target
        return answer


def written(folder: Path, prefix: str, url: str) -> Store:
    """Write a site of some things with odd names into a folder, as it stands on a host."""
    kind, label, graph = NamedNode(expand("rdf:type")), NamedNode(expand("rdfs:label")), NamedNode(BASE + "graph/x")
    things = [NamedNode(BASE + thing) for thing in THINGS]
    typed = [Quad(thing, kind, NamedNode(expand("ceb:Body")), graph) for thing in things]
    named = [Quad(thing, label, Literal(str(thing)[1:-1], language="en"), graph) for thing in things]
    write_store([*typed, *named], folder / "store")
    store = open_store(folder / "store")
    put(site_files(plan(store, "zh", url)), folder / f"root{prefix}")
    (folder / "root").chmod(0o755)
    return store


@pytest.fixture(scope="module", params=[(name, prefix) for name in ("nginx", "apache") for prefix in PREFIXES], ids=str)
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    name, prefix = request.param
    with ExitStack() as stack:
        folder = stack.enter_context(readable_folder())
        written(folder, prefix, f"https://example.org{quote(prefix)}")
        root = folder / "root"
        server = nginx(root, folder / f"root{prefix}" / "nginx.conf") if name == "nginx" else apache(root)
        yield Host(stack.enter_context(server), prefix)


@pytest.mark.parametrize(("accept", "ending"), ACCEPTED)
def test_a_thing_leads_to_what_is_accepted(host: Host, accept: str, ending: str) -> None:
    answer = host.ask("id/body/hlcm", accept)
    kind = "zh" if ending == "html" else "data"
    assert answer.headers["location"].endswith(f"/{kind}/body/hlcm.{ending}")
    assert host.led("id/body/hlcm", accept).content


@pytest.mark.parametrize("thing", THINGS)
def test_things_with_odd_names_lead_to_their_own_files(host: Host, thing: str) -> None:
    asked = quote(thing, safe="/()%;")
    assert f'"{BASE}{thing}"@en' in host.led(f"id/{asked}", "text/turtle").text
    assert f'<code translate="no">{BASE}{thing}<' in host.led(f"id/{asked}", BROWSERS[0]).text
    assert f"<{BASE}{thing}>" in host.led(f"id/{asked}.nt", BROWSERS[0]).text


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("jsonld", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
        ("html", "text/html"),
    ],
)
def test_an_ending_asks_for_a_format_whatever_is_accepted(host: Host, ending: str, media_type: str) -> None:
    for accept in ("text/turtle", BROWSERS[0]):
        found = host.led(f"id/body/hlcm.{ending}", accept)
        assert found.headers["content-type"].partition(";")[0] == media_type
    assert found.headers["content-security-policy"] == POLICY
    assert found.headers["access-control-allow-origin"] == "*"
    if ending == "html":
        assert found.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["id/body/hlcm", "id/body/hlcm.nt", "data/body/hlcm.ttl", "index.html", "none"])
def test_what_is_asked_for_with_head_is_told_as_for_get(host: Host, path: str) -> None:
    full, head = host.ask(path, "text/turtle"), host.ask(path, "text/turtle", "HEAD")
    told = ("content-type", "location", "vary", "etag", *(["content-length"] if full.status_code == 200 else []))
    assert head.status_code == full.status_code
    # Apache calls the tag of a file weak while the file is younger than a second.
    shown = [{name: sent.headers.get(name, "").removeprefix("W/") for name in told} for sent in (full, head)]
    assert shown[0] == shown[1]
    assert not head.content


@pytest.mark.parametrize("path", ["none", "zh/body/none.html", "data/x/y/z.ttl"])
def test_what_is_not_there_is_told_on_a_page_whose_links_work(host: Host, path: str) -> None:
    answer = host.ask(path)
    assert answer.status_code == 404
    assert "没有此页" in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    for link in re.findall(r'href="([^"#]+)"', answer.text):
        host.found(urljoin(host.at(path), link))


def test_a_thing_that_is_not_there_leads_to_what_is_not_there(host: Host) -> None:
    answer = host.ask("id/body/none", "text/turtle")
    assert answer.status_code == 303
    assert httpx.get(urljoin(host.at(""), answer.headers["location"])).status_code == 404


def test_the_ontology_leads_to_its_page_or_its_triples(host: Host) -> None:
    assert "<html" in host.led("ontology", BROWSERS[0]).text
    assert host.led("ontology", "text/turtle").headers["content-type"].partition(";")[0] == "text/turtle"
    assert host.ask("ontology/").status_code == 200


def test_a_question_in_the_address_and_odd_paths_lead_nowhere_else(host: Host) -> None:
    assert host.ask("id/body/hlcm?x=1", "text/turtle").headers["location"].partition("?")[0].endswith("hlcm.ttl")
    for path in ("id/", "id/%0d%0aX-Bad:%201", "id/..%2f..%2fetc/passwd"):
        answer = host.ask(path, "text/turtle")
        assert answer.status_code in {303, 400, 403, 404}
        assert "x-bad" not in answer.headers


@pytest.mark.parametrize("prefix", PREFIXES)
def test_apache_need_not_be_told_where_the_site_stands(prefix: str) -> None:
    with readable_folder() as folder:
        written(folder, prefix, "")
        with apache(folder / "root") as address:
            host = Host(address, prefix)
            for thing in THINGS:
                assert BASE + thing in host.led(f"id/{quote(thing, safe='/()%;')}.nt").text
                assert BASE + thing in host.led(f"id/{quote(thing, safe='/()%;')}", BROWSERS[0]).text


@pytest.mark.parametrize("accept", ["text/turtle", BROWSERS[0], "application/rdf+xml"])
def test_w3id_leads_to_the_site(accept: str) -> None:
    with readable_folder() as folder:
        written(folder, "/", "https://example.org/ceb/")
        there = folder / "w3id" / "cebgraph"
        there.mkdir(parents=True)
        (there / ".htaccess").write_bytes((folder / "root" / "w3id.htaccess").read_bytes())
        with apache(folder / "w3id", options=" Options") as address:
            host = Host(address, "/cebgraph/")
            for thing in THINGS:
                answer = host.ask(f"id/{quote(thing, safe='/()%;')}", accept)
                assert (answer.status_code, answer.headers["vary"]) == (303, "Accept")
                target = unquote(answer.headers["location"].removeprefix("https://example.org/ceb/"))
                assert (folder / "root" / target).is_file(), target
            assert host.ask("ontology", accept).headers["location"].startswith("https://example.org/ceb/ontology/")


ranges = st.sampled_from(
    ["text/html", "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml", "image/png"]
)
weights = st.sampled_from(["", ";q=1", ";q=0.9", "; q=0.5", ";q=0.1", ";q=0", ";charset=utf-8;q=0.3"])


@given(st.lists(st.tuples(ranges, weights), min_size=1, unique_by=lambda pair: pair[0]))
def test_the_expressions_choose_what_the_live_server_would(accepted: list[tuple[str, str]]) -> None:
    accept = ", ".join(media_range + weight for media_range, weight in accepted)
    matched = [ending for text, ending in expressions() if re.search(text, accept, re.IGNORECASE)]
    wanted = negotiated(accept, GRAPHS)
    names = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
    live = "html" if prefers_page(accept) else names[wanted.format.name] if wanted else "ttl"
    assert (matched[-1] if matched else "ttl") == live


def test_the_files_for_cloudflare_keep_to_its_syntax_and_limits() -> None:
    from cebgraph.publishing.cloudflare import header_rules, redirect_rules  # noqa: PLC0415

    many = Redirects(tuple((f"document/a%20{one}", f"document/a~20{one}") for one in range(3000)), "en", "")
    rules = [line.split(" ") for line in redirect_rules(many).splitlines()]
    assert {len(rule) for rule in rules} == {3}
    assert {code for _, _, code in rules} == {"303"}
    wild = [("*" in source) for source, _, _ in rules]
    assert wild == sorted(wild), "static rules stand before dynamic ones"
    assert (wild.count(False), sum(wild)) <= (2000, 100)
    assert max(source.count("*") for source, _, _ in rules) == 1
    assert max(map(len, redirect_rules(many).splitlines())) <= 1000
    headers = header_rules(many).splitlines()
    assert len([line for line in headers if not line.startswith(" ")]) <= 100
    assert all(re.fullmatch(r"/\S*|  [A-Za-z-]+: \S.*", line) for line in headers)
    assert max(map(len, headers)) <= 2000
