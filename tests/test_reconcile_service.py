"""The reconciliation service as its clients use it: a real server, the answers in the forms of API 0.2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from servers import Served, serving

from cebgraph.model.source import Description
from cebgraph.pipeline import Build, build
from cebgraph.store import write_store

Form = Mapping[str, object]


@pytest.fixture(scope="module")
def served(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("reconcile")
    write_store(overview.quads, folder / "store")
    with serving(folder / "store", log=folder / "log") as server:
        yield server


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address) as opened:
        yield opened


# The forms of the API, restated: a dictionary has its keys ("key?" may be missing), a list any number of what it has.

TEXT, NUMBER, WHOLE, YES = (str,), (int, float), (int,), (bool,)
TYPE = {"id": TEXT, "name": TEXT, "description?": TEXT, "broader?": [{"id": TEXT, "name": TEXT, "description?": TEXT}]}
PLACE = {"service_url": TEXT, "service_path": TEXT}
CHOICE = {"value": TEXT, "name": TEXT}
MANIFEST = {
    "versions": [TEXT],
    "name": TEXT,
    "identifierSpace": TEXT,
    "schemaSpace": TEXT,
    "serviceVersion?": TEXT,
    "defaultTypes": [TYPE],
    "view": {"url": TEXT},
    "preview": {"url": TEXT, "width": WHOLE, "height": WHOLE},
    "suggest": {"entity": PLACE, "type": PLACE, "property": PLACE},
    "extend": {
        "propose_properties": PLACE,
        "property_settings": [
            {"name": TEXT, "label": TEXT, "type": TEXT, "default": (int, str), "help_text?": TEXT, "choices?": [CHOICE]}
        ],
    },
    "batchSize": WHOLE,
}
CANDIDATE = {
    "id": TEXT,
    "name": TEXT,
    "description?": TEXT,
    "type": [{"id": TEXT, "name": TEXT}],
    "score": NUMBER,
    "match": YES,
    "features": [{"id": TEXT, "value": (bool, int, float)}],
}
RESULT = {"result": [CANDIDATE]}
ENTITIES = {"result": [{"id": TEXT, "name": TEXT, "description?": TEXT, "notable": [{"id": TEXT, "name": TEXT}]}]}
TERMS = {"result": [TYPE]}
PROPOSED = {"properties": [{"id": TEXT, "name": TEXT}], "type?": TEXT, "limit?": WHOLE}
CELL = ({"id": TEXT, "name": TEXT}, {"str": TEXT}, {"int": WHOLE}, {"float": NUMBER}, {"date": TEXT})


def differs(value: object, form: object, at: str = "$") -> str:
    """Say where a value is not of a form, or nothing."""
    if isinstance(form, tuple):
        return "" if isinstance(value, form) else f"{at} is {value!r}"
    if isinstance(form, list):
        if not isinstance(value, list):
            return f"{at} is no list"
        return next(filter(None, (differs(one, form[0], f"{at}[{n}]") for n, one in enumerate(value))), "")
    assert isinstance(form, dict)
    if not isinstance(value, dict):
        return f"{at} is no object"
    wanted = {key.rstrip("?"): inner for key, inner in form.items()}
    missing = {key for key in form if not key.endswith("?")} - set(value)
    if missing or set(value) - set(wanted):
        return f"{at} lacks {missing} or has {set(value) - set(wanted)} besides"
    return next(filter(None, (differs(one, wanted[key], f"{at}.{key}") for key, one in value.items())), "")


def asked(client: httpx.Client, **batch: object) -> dict[str, list[dict[str, object]]]:
    """Send a batch as OpenRefine does and return the candidates of each query."""
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}).raise_for_status().json()
    assert not next(filter(None, (differs(one, RESULT, key) for key, one in answer.items())), "")
    return {key: one["result"] for key, one in answer.items()}


# The manifest


def test_the_manifest_has_the_form_of_the_api_and_tells_the_address_that_was_used(
    client: httpx.Client, served: Served
) -> None:
    manifest = client.get("/reconcile").raise_for_status().json()
    assert differs(manifest, MANIFEST) == ""
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/cebgraph/id/"
    widest = "Document Body Event Initiative Organization Concept Post Place Goal"
    assert [one["id"] for one in manifest["defaultTypes"]] == [f"ceb:{name}" for name in widest.split()]
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        assert template.startswith(f"{served.address}/reconcile/")
        assert "{{id}}" in template


def test_every_address_in_the_manifest_answers(client: httpx.Client) -> None:
    manifest = client.get("/reconcile").json()
    places = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    for place in places:
        assert client.get(place["service_url"] + place["service_path"], params={"prefix": "a"}).status_code == 200
    page = client.get(manifest["preview"]["url"].replace("{{id}}", quote("body/hlcm", safe="")))
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"


# What OpenRefine 3 sends, form by form


@dataclass(frozen=True)
class Exchange:
    """A request of OpenRefine, and what it reads from the answer."""

    told: str
    method: str
    path: str
    sent: Mapping[str, Any]
    read: Callable[[Any], object]
    expected: object


def first(answer: Any) -> object:  # noqa: ANN401  # as JSON is
    return [(one["id"], one["match"]) for one in answer["q0"]["result"][:1]]


REFINE = [
    Exchange(
        "guesses the type of a column from ten cells, three candidates each",
        "POST",
        "/reconcile",
        {"queries": {"q0": {"query": "HLCM", "limit": 3}, "q1": {"query": "人力资源网", "limit": 3}}},
        lambda answer: {key: one["result"][0]["type"][-1]["id"] for key, one in answer.items()},
        {"q0": "ceb:Body", "q1": "ceb:Body"},
    ),
    Exchange(
        "reconciles cells with no particular type",
        "POST",
        "/reconcile",
        {"queries": {"q0": {"query": "UNDP"}, "q1": {"query": "nobody at all"}}},
        first,
        [("organization/undp", True)],
    ),
    Exchange(
        "reconciles with a type, a column beside it, and a column reconciled before",
        "POST",
        "/reconcile",
        {
            "queries": {
                "q0": {
                    "query": "Human Resources Network",
                    "type": "ceb:Body",
                    "type_strict": "should",
                    "properties": [
                        {"pid": "ceb:acronym", "v": "HRN"},
                        {"pid": "org:subOrganizationOf", "v": {"id": "body/hlcm", "name": "HLCM"}},
                    ],
                }
            }
        },
        first,
        [("body/hlcm/hrn", True)],
    ),
    Exchange(
        "searches for a match by hand",
        "GET",
        "/reconcile/suggest/entity",
        {"prefix": "High-level Comm", "type": "ceb:Body", "type_strict": "should"},
        lambda answer: {one["id"] for one in answer["result"]} >= {"body/hlcm", "body/hlcp"},
        True,
    ),
    Exchange(
        "asks for a type by name",
        "GET",
        "/reconcile/suggest/type",
        {"prefix": "task f"},
        lambda answer: answer["result"][0]["id"],
        "ceb:TaskForce",
    ),
    Exchange(
        "asks for a property by name",
        "GET",
        "/reconcile/suggest/property",
        {"prefix": "acro"},
        lambda answer: answer["result"][0]["id"],
        "ceb:acronym",
    ),
    Exchange(
        "asks which columns could be added, of a column without a type",
        "GET",
        "/reconcile/properties",
        {"type": ""},
        lambda answer: {"id": "ceb:symbol", "name": "symbol 文号"} in answer["properties"],
        True,
    ),
    Exchange(
        "adds columns, one with settings from a form",
        "POST",
        "/reconcile",
        {
            "extend": {
                "ids": ["body/hlcm", "body/hlcm/hrn"],
                "properties": [
                    {"id": "rdfs:label@zh"},
                    {"id": "org:subOrganizationOf", "settings": {"limit": "1"}},
                ],
            }
        },
        lambda answer: answer["rows"]["body/hlcm/hrn"],
        {
            "rdfs:label@zh": [{"str": "人力资源网"}],
            "org:subOrganizationOf": [{"id": "body/hlcm", "name": "High-level Committee on Management"}],
        },
    ),
]


@pytest.mark.parametrize("exchange", REFINE, ids=lambda exchange: exchange.told)
def test_openrefine(client: httpx.Client, exchange: Exchange) -> None:
    if exchange.method == "POST":
        form = {name: json.dumps(value, ensure_ascii=False) for name, value in exchange.sent.items()}
        answer = client.post(exchange.path, data=form)
    else:
        answer = client.get(exchange.path, params=exchange.sent)
    assert answer.headers["content-type"] == "application/json"
    assert exchange.read(answer.raise_for_status().json()) == exchange.expected


def test_openrefine_opens_a_thing_whose_id_has_slashes_and_chinese(client: httpx.Client) -> None:
    """It puts an id into `view` and encodes the whole address, or encodes the id first, as the API says."""
    template = client.get("/reconcile").json()["view"]["url"]
    one = "event/hlcm/第三十九届会议-3a512a"
    for encoded in (
        quote(template.replace("{{id}}", one), safe=":/?=&"),
        template.replace("{{id}}", quote(one, safe="")),
    ):
        assert "管理问题高级别委员会第三十九届会议" in client.get(encoded).raise_for_status().text
    goal = template.replace("{{id}}", quote("http://metadata.un.org/sdg/6", safe=""))
    assert "SDG 6" in client.get(goal).raise_for_status().text


# The forms of all answers


def test_a_batch_is_answered_by_get_as_by_post(client: httpx.Client) -> None:
    batch = json.dumps({"a": {"query": "首协会"}, "b": {"properties": [{"pid": "ceb:symbol", "v": "A/RES/75/233"}]}})
    posted = client.post("/reconcile", data={"queries": batch}).json()
    assert client.get("/reconcile", params={"queries": batch}).json() == posted
    assert list(posted) == ["a", "b"]
    assert all(differs(one, RESULT) == "" for one in posted.values())


@pytest.mark.parametrize(("kind", "form"), [("entity", ENTITIES), ("type", TERMS), ("property", TERMS)])
@pytest.mark.parametrize("prefix", ["", "c", "委员", "HLCM", "%", "<"])
def test_suggestions_have_the_form_of_the_api(client: httpx.Client, kind: str, form: Form, prefix: str) -> None:
    answer = client.get(f"/reconcile/suggest/{kind}", params={"prefix": prefix, "cursor": 0})
    assert differs(answer.raise_for_status().json(), form) == ""


def test_every_property_of_every_thing_can_be_fetched(client: httpx.Client) -> None:
    properties = client.get("/reconcile/properties").json()
    assert differs(properties, PROPOSED) == ""
    ids = [one["id"] for one in asked(client, q={"query": "委员会", "limit": 50})["q"]]
    query = {"ids": [*ids, "document/E/2021/47"], "properties": [{"id": one["id"]} for one in properties["properties"]]}
    answer = client.post("/reconcile", data={"extend": json.dumps(query)}).raise_for_status().json()
    assert differs(answer["meta"], [{"id": TEXT, "name": TEXT}]) == ""
    assert set(answer["rows"]) == set(query["ids"])
    cells = [cell for row in answer["rows"].values() for column in row.values() for cell in column]
    assert cells
    assert all(any(differs(cell, form) == "" for form in CELL) for cell in cells)
    dates = [cell["date"] for cell in cells if "date" in cell]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", date) for date in dates)


# What goes wrong


@pytest.mark.parametrize(
    ("request_line", "sent", "status", "told"),
    [
        ("POST /reconcile", {"queries": "{"}, 400, "is no JSON"),
        ("POST /reconcile", {"queries": '{"q0": {"query": "x", "type": "nix"}}'}, 400, "there is no type 'nix'"),
        ("POST /reconcile", {}, 415, "the content is of no type"),
        ("POST /reconcile", {"query": "x"}, 400, "nothing is asked"),
        ("POST /reconcile", {"extend": "[]"}, 400, "is no JSON object"),
        (
            "POST /reconcile",
            {"queries": json.dumps({f"q{n}": {} for n in range(201)})},
            413,
            "a batch of 201 queries",
        ),
        ("POST /reconcile", {"queries": " " * 1_000_001}, 413, "the request is larger than 1 MB"),
        ("GET /reconcile", {"queries": "nix"}, 400, "is no JSON"),
        ("GET /reconcile/suggest/entity", {"prefix": "a", "cursor": "b"}, 400, "'b' is no number"),
        ("GET /reconcile/properties", {"type": "", "limit": "9" * 5000}, 400, "is no number"),
        ("GET /reconcile/properties", {"type": "nix"}, 400, "there is no type 'nix'"),
    ],
)
def test_what_is_wrong_is_told_in_json(
    client: httpx.Client, request_line: str, sent: dict[str, str], status: int, told: str
) -> None:
    method, path = request_line.split()
    answer = client.post(path, data=sent) if method == "POST" else client.get(path, params=sent)
    assert answer.status_code == status
    assert answer.json()["status"] == "error"
    assert told in answer.json()["message"]


def test_jsonp_is_not_spoken(client: httpx.Client) -> None:
    answer = client.get("/reconcile", params={"callback": "run"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.text.startswith("{")


@pytest.mark.parametrize(
    "path", ["", "/suggest/entity", "/suggest/type", "/suggest/property", "/properties", "/preview"]
)
def test_pages_from_anywhere_may_ask(client: httpx.Client, path: str) -> None:
    origin = {"Origin": "https://refine.example"}
    assert client.get(f"/reconcile{path}", headers=origin).headers["access-control-allow-origin"] == "*"
    before = origin | {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = client.options(f"/reconcile{path}", headers=before)
    assert allowed.status_code == 200
    assert "POST" in allowed.headers["access-control-allow-methods"]


def test_an_unknown_thing_has_a_page_that_says_so(client: httpx.Client) -> None:
    answer = client.get("/reconcile/preview", params={"id": "<script>alert(1)</script>"})
    assert answer.status_code == 404
    assert "<script" not in answer.text
    assert "script" not in answer.headers["content-security-policy"]


def test_a_store_built_anew_is_matched_anew(report: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    write_store(build([report], description=Description(symbol="E/2021/47"), validate=False).quads, store)
    with serving(store, log=tmp_path / "log") as server, httpx.Client(base_url=server.address) as client:
        batch = {"query": "方案问题高级别委员会", "limit": 1}
        assert not any(one["match"] for one in asked(client, q=batch)["q"])
        report.write_text(report.read_text(encoding="utf-8").replace("管理问题", "方案问题"), encoding="utf-8")
        write_store(build([report], description=Description(symbol="E/2021/47"), validate=False).quads, store)
        assert [one["id"] for one in asked(client, q=batch)["q"] if one["match"]] == ["body/hlcp"]
