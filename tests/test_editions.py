"""Editions of a report in several languages: what both speak of is one thing, what both say one statement."""

from __future__ import annotations

import itertools

import pytest

from cebgraph.editions import align, compare, matches
from cebgraph.model.extraction import Extraction
from cebgraph.model.report import Block, BlockKind, Report
from cebgraph.model.source import Source
from cebgraph.model.statement import Evidence, Literal, Qualifier, Statement
from cebgraph.model.thing import Name, Thing
from cebgraph.spans import Span, TextView

KINDS = {"body": "TaskTeam", "document": "Publication", "event": "Event", "initiative": "Initiative"}
KNOWN = ("body/ceb", "body/hlcp")


def said(
    paragraph: int, subject: str, predicate: str, target: str | Literal, *qualifiers: tuple[str, str], at: int = 0
) -> Statement:
    evidence = Evidence(f"paragraph/{paragraph}", Span(at, at + 5), "rule", 0.95)
    told = tuple(Qualifier(key, value) for key, value in qualifiers)
    return Statement(subject, f"ceb:{predicate}", target, told, evidence=(evidence,))


def edition(language: str, *statements: Statement, document: str = "document/E/2021/47", parts: int = 30) -> Extraction:
    blocks = tuple(
        Block(f"paragraph/{n}", BlockKind.PARAGRAPH, str(n), TextView.joined([("x" * 99, Span(0, 99))]), (), "")
        for n in range(1, parts)
    )
    report = Report(
        Source(name=f"{language}.txt", text="", language=language, encoding="utf-8", sha256=""),
        "E/2021/47",
        "",
        "",
        blocks,
        (),
        (),
    )
    ids = sorted({end for one in statements for end in (one.subject, one.object) if isinstance(end, str)})
    things = tuple(
        Thing(one, KINDS[one.partition("/")[0]], (Name(f"{one} {language}", language),), known=one in KNOWN)
        for one in ids
    )
    return Extraction(report, document, things, (), statements, ())


ZH = edition(
    "zh",
    said(23, "body/不平等", "developed", "document/简报"),
    said(23, "document/简报", "url", Literal("https://unsceb.org/x")),
    said(22, "body/不平等", "held", "event/会议", ("when", "2020-03")),
    said(21, "body/不平等", "subOrganizationOf", "body/hlcp"),
)
EN = edition(
    "en",
    said(23, "body/inequalities", "developed", "document/brief"),
    said(23, "document/brief", "url", Literal("https://unsceb.org/x")),
    said(22, "body/inequalities", "held", "event/meeting", ("mode", "virtual")),
    said(21, "body/inequalities", "subOrganizationOf", "body/hlcp"),
)


def test_what_both_editions_say_the_same_of_is_one_thing_with_names_in_both_languages() -> None:
    zh, en = align([ZH, EN])
    assert [thing.id for thing in en.things] == [thing.id for thing in zh.things]
    names = {
        name.text
        for edition in (zh, en)
        for thing in edition.things
        if thing.id == "body/不平等"
        for name in thing.names
    }
    assert names == {"body/不平等 zh", "body/inequalities en"}


def test_a_match_leads_to_further_ones() -> None:
    assert matches(ZH, EN) == {
        "body/inequalities": "body/不平等",
        "document/brief": "document/简报",
        "event/meeting": "event/会议",
    }


def test_a_statement_of_both_has_the_qualifiers_of_both() -> None:
    zh, en = align([ZH, EN])
    held = [statement for edition in (zh, en) for statement in edition.statements if statement.predicate == "ceb:held"]
    assert held[0].qualifiers == held[1].qualifiers == (Qualifier("mode", "virtual"), Qualifier("when", "2020-03"))
    assert [len(statement.evidence) for statement in held] == [1, 1]


def test_editions_that_contradict_each_other_keep_what_each_tells() -> None:
    other = edition(
        "en", said(22, "body/ceb", "held", "event/m", ("when", "2020-04")), said(2, "body/ceb", "url", Literal("u"))
    )
    one = edition(
        "zh", said(22, "body/ceb", "held", "event/会", ("when", "2020-03")), said(2, "body/ceb", "url", Literal("u"))
    )
    zh, en = align([one, other])
    told = {(s.object, s.qualifiers) for edition in (zh, en) for s in edition.statements if s.predicate == "ceb:held"}
    assert told == {("event/会", (Qualifier("when", "2020-03"),)), ("event/会", (Qualifier("when", "2020-04"),))}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_in_which_editions_are_given_changes_nothing(order: tuple[int, ...]) -> None:
    fr = edition(
        "fr",
        said(23, "body/inégalités", "developed", "document/note"),
        said(21, "body/inégalités", "subOrganizationOf", "body/hlcp"),
    )
    given = [ZH, EN, fr]
    found = align([given[index] for index in order])
    assert {found[at] for at in range(3)} == set(align(given))


def test_a_list_is_paired_in_its_order_and_only_where_both_have_as_many() -> None:
    zh = edition("zh", *(said(15, "body/ceb", "considered", f"initiative/{n}", at=at) for at, n in enumerate("甲乙丙")))
    en = edition("en", *(said(15, "body/ceb", "considered", f"initiative/{n}", at=at) for at, n in enumerate("abc")))
    short = edition("en", *(said(15, "body/ceb", "considered", f"initiative/{n}") for n in "ab"))
    assert matches(zh, en) == {f"initiative/{b}": f"initiative/{a}" for a, b in zip("甲乙丙", "abc", strict=True)}
    assert matches(zh, short) == {}


@pytest.mark.parametrize(
    "other",
    [
        said(24, "body/ceb", "endorsed", "document/b"),  # at another place
        said(23, "body/ceb", "developed", "document/b"),  # otherwise
        said(23, "body/hlcp", "endorsed", "document/b"),  # by another
        said(23, "body/ceb", "endorsed", "event/b"),  # of another family
    ],
)
def test_what_is_said_otherwise_or_elsewhere_is_another_thing(other: Statement) -> None:
    shared = (said(1, "body/ceb", "url", Literal("u")), said(1, "body/hlcp", "url", Literal("v")))
    zh = edition("zh", said(23, "body/ceb", "endorsed", "document/a"), *shared)
    assert matches(zh, edition("en", other, *shared)) == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_an_authority_knows_keeps_its_id_whichever_edition_names_it_so(language: str) -> None:
    other = {"zh": "en", "en": "zh"}[language]
    shared = said(1, "body/ceb", "url", Literal("u"))
    named = edition(language, said(21, "body/hlcp", "subOrganizationOf", "body/ceb"), shared)
    unknown = edition(other, said(21, "body/other", "subOrganizationOf", "body/ceb"), shared)
    for found in align([named, unknown]):
        assert {thing.id for thing in found.things} == {"body/ceb", "body/hlcp"}


def test_what_is_a_document_here_and_an_initiative_there_is_one_thing_of_one_kind() -> None:
    shared = said(1, "body/ceb", "url", Literal("u"))
    zh = edition("zh", said(32, "body/ceb", "developed", "initiative/程序"), shared)
    en = edition("en", said(32, "body/ceb", "developed", "document/procedures"), shared)
    for found in align([zh, en]):
        assert {(thing.id, thing.kind) for thing in found.things} == {
            ("body/ceb", "TaskTeam"),
            ("initiative/程序", "Initiative"),
        }


def test_two_things_that_authorities_know_are_never_one() -> None:
    shared = said(1, "body/x", "url", Literal("u"))
    one = edition("zh", said(21, "body/hlcp", "subOrganizationOf", "body/x"), shared)
    other = edition("en", said(21, "body/ceb", "subOrganizationOf", "body/x"), shared)
    assert matches(one, other) == {}


def test_reports_that_are_not_the_same_document_are_left_as_they_are() -> None:
    other = edition("en", *EN.statements, document="document/E/2020/44")
    assert align([ZH, other]) == (ZH, other)


def test_a_comparison_tells_what_only_one_says_in_the_parts_that_both_have() -> None:
    more = edition(
        "en",
        *EN.statements,
        said(24, "body/inequalities", "supports", "document/plan"),
        said(29, "body/ceb", "url", Literal("u")),
        parts=31,
    )
    zh, en = align([edition("zh", *ZH.statements, said(5, "body/ceb", "welcomed", "document/甲"), parts=26), more])
    found = compare(zh, en)
    assert found.both == 4
    assert [(told.language, told.block, told.statement.predicate) for told in found.only] == [
        ("zh", "paragraph/5", "ceb:welcomed"),
        ("en", "paragraph/24", "ceb:supports"),
    ]
