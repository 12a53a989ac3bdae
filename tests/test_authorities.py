"""The authority files and their loader. `FIX=1` rewrites the files in their canonical form."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cebgraph.errors import DataFileError
from cebgraph.iris import BASE, PREFIXES, expand, normal_name
from cebgraph.model.thing import FAMILY_OF, NameRole
from cebgraph.resources.authorities import load_authorities, load_topics
from cebgraph.resources.paths import folder
from cebgraph.resources.symbols import load_families

FOLDER = folder("data") / "authorities"
FILES = sorted(FOLDER.glob("*.ttl"))
FIRST = ["rdf:type", "rdfs:label", "skos:altLabel", "ceb:acronym", "skos:hiddenLabel", "ceb:notWithin"]
HEAD = "@prefix ceb: <https://w3id.org/cebgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "


def canonical(text: str) -> str:
    """Write a file anew: its opening comments, prefixes, then one paragraph a subject, all sorted."""
    comments = re.match(r"(?:#.*\n)*", text)
    facts: dict[str, dict[str, list[str]]] = {}
    for quad in parse(text.encode(), format=RdfFormat.TURTLE, base_iri=BASE):
        values = facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
        values.append(_written(quad.object))
    body = "".join(f"\n{_paragraph(subject, facts[subject])}" for subject in sorted(facts, key=_numbered))
    used = sorted(prefix for prefix in PREFIXES if re.search(rf"(?m)(?:^    |, | a ){prefix}:", body))
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    return f"{comments[0] if comments else ''}\n@base <{BASE}> .\n{prefixes}{body}"


def _numbered(iri: str) -> list[str]:
    return [part.zfill(4) if part.isdigit() else part for part in iri.split("/")]


def _paragraph(subject: str, properties: dict[str, list[str]]) -> str:
    order = {expand(name): index for index, name in enumerate(FIRST)}
    lines = [
        f"{_short(prop)} {', '.join(sorted(set(properties[prop])))}"
        for prop in sorted(properties, key=lambda prop: (order.get(prop, len(order)), prop))
    ]
    return f"<{subject.removeprefix(BASE)}> " + " ;\n    ".join(lines) + " .\n"


def _written(term: object) -> str:
    if isinstance(term, NamedNode):
        return _short(term.value)
    assert isinstance(term, Literal), "no blank nodes"
    return str(term)


def _short(iri: str) -> str:
    if iri == expand("rdf:type"):
        return "a"
    for prefix, start in PREFIXES.items():
        if prefix != "sdg" and iri.startswith(start) and re.fullmatch(r"\w+", iri.removeprefix(start)):
            return f"{prefix}:{iri.removeprefix(start)}"
    return f"<{iri.removeprefix(BASE)}>"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_is_canonical(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if os.environ.get("FIX"):
        file.write_text(canonical(text), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == canonical(text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_says_where_its_names_come_from(file: Path) -> None:
    assert "source" in file.read_text(encoding="utf-8").split("@base", 1)[0].lower()


def test_things_are_sorted_known_and_named_in_two_languages() -> None:
    things = load_authorities().things
    assert list(things) == sorted(things, key=lambda thing: thing.id)
    for thing in things:
        assert thing.known
        labels = {name.language for name in thing.names if name.role is NameRole.LABEL}
        assert {"zh", "en"} <= labels, thing.id
        assert all(name.text == name.text.strip() for name in thing.names)


def test_no_two_things_share_a_name() -> None:
    owners = {(normal_name(name.text), thing.id) for thing in load_authorities().things for name in thing.names}
    shared = [name for name, count in Counter(name for name, _ in owners).items() if count > 1]
    assert not shared


def test_parents_are_described() -> None:
    authorities = load_authorities()
    assert {parent for thing in authorities.things for parent in thing.part_of} <= set(authorities.by_id)


def test_whoever_issues_a_series_of_symbols_is_described() -> None:
    assert {family.organ for family in load_families()} - {""} <= set(load_authorities().by_id)


def test_kinds_fit_the_family_in_the_id() -> None:
    for thing in load_authorities().things:
        family = "goal" if thing.id.startswith(PREFIXES["sdg"]) else thing.id.split("/")[0]
        assert FAMILY_OF[thing.kind] == family, thing.id


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("首协会", "body/ceb"),
        ("方案高委会", "body/hlcp"),
        ("管理高委会", "body/hlcm"),
        ("首协会人力资源网", "body/hlcm/hrn"),
        ("信息和通信技术网", "body/hlcm/dtn"),
        ("数字和技术网信息安全特别利益小组", "body/hlcm/dtn/unissig"),
        ("儿基会", "organization/unicef"),
        ("安理会", "organization/security-council"),
        ("UN-Women", "organization/un-women"),
        ("联合国法律顾问", "post/usg-legal-affairs"),
        ("2030 年议程", "document/2030-agenda"),
        ("可持续发展目标 6", "http://metadata.un.org/sdg/6"),
        ("日内瓦", "place/geneva"),
        ("联合国全球采购网", "initiative/ungm"),
    ],
)
def test_known_names(name: str, identifier: str) -> None:
    wanted = normal_name(name)
    things = load_authorities().things
    assert [thing.id for thing in things if wanted in {normal_name(n.text) for n in thing.names}] == [identifier]


@pytest.mark.parametrize(
    "weak", ["任务小组", "工作队", "工作组", "委员会", "理事会", "外地小组", "协调会", "首协会主席"]
)
def test_weak_names_are_nobodys(weak: str) -> None:
    names = {name.text for thing in load_authorities().things for name in thing.names}
    assert weak not in names


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("发展中国家", "place/china"),
        ("缔约方大会", "organization/general-assembly"),
        ("广大会员国", "organization/general-assembly"),
        ("副秘书长", "post/secretary-general"),
        ("Under-Secretary-General", "post/secretary-general"),
        ("沿海地区", "place/haiti"),
        ("参加纳入", "place/ghana"),
    ],
)
def test_traps_are_listed(words: str, identifier: str) -> None:
    assert any(trap in words for trap in load_authorities().not_within[identifier])


def test_every_trap_holds_a_name_of_its_thing() -> None:
    authorities = load_authorities()
    for identifier, traps in authorities.not_within.items():
        names = [name.text for name in authorities.by_id[identifier].names]
        for trap in traps:
            assert any(name.lower() in trap.lower() for name in names), (identifier, trap)


def test_loading_is_quick() -> None:
    load_authorities.cache_clear()
    start = time.perf_counter()
    load_authorities()
    assert time.perf_counter() - start < 1


def test_topics() -> None:
    topics = load_topics()
    assert topics["人工智能"].iri == topics["artificial intelligence"].iri == "http://metadata.un.org/thesaurus/1000401"
    assert "木材" not in topics, "a label of several concepts stands for none"


def test_topic_file_is_sorted() -> None:
    lines = (FOLDER / "unbis.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    assert rows == sorted(set(rows))


BODY = '<body/x> a ceb:Board ; rdfs:label "甲"@zh .'


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("\n<body/x> a ceb:Board ; ;; oops", "a.ttl:2: Parser error"),
        ('\n<body/x> a ceb:Comittee ; rdfs:label "甲"@zh .', "a.ttl:2: <body/x> has the unknown class 'Comittee'"),
        ('<body/x> rdfs:label "甲"@zh .', "<body/x> has 0 classes of the ontology instead of one"),
        ("<body/x> a ceb:Board .", "<body/x> has no label"),
        ('<body/x> a ceb:Board ; rdfs:label "甲"@zh, "乙"@zh .', "<body/x> has two labels in the language 'zh'"),
        (BODY + '<body/y> a ceb:Board ; rdfs:label "《甲》"@zh .', "<body/y> shares the name '《甲》' with <body/x>"),
        (BODY[:-1] + "; org:subOrganizationOf <body/z> .", "<body/x> is part of <body/z>, which no file describes"),
        (BODY[:-1] + "; org:subOrganizationOf <body/x> .", "<body/x> is part of itself"),
    ],
)
def test_fault(tmp_path: Path, turtle: str, message: str) -> None:
    (tmp_path / "a.ttl").write_text(f"{HEAD}@prefix org: <http://www.w3.org/ns/org#> . {turtle}", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_authorities(tmp_path)
    assert any(message in fault for fault in caught.value.faults)
    assert caught.value.faults[0].startswith("a.ttl:")


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(f"{HEAD}\n<body/{name}> a ceb:Nothing .", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_authorities(tmp_path)
    assert [fault[:8] for fault in caught.value.faults] == ["a.ttl:2:", "a.ttl:2:", "b.ttl:2:", "b.ttl:2:"]


def test_fault_in_topics(tmp_path: Path) -> None:
    (tmp_path / "unbis.tsv").write_text("# source\nhttp://x\t甲\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"1 fault"):
        load_topics(tmp_path)
