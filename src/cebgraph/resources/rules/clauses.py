"""How a language builds clauses: where they end, who acts in them, how names are joined: clauses.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cebgraph.resources.fields import Fields, alternatives
from cebgraph.resources.rules.patterns import MENTIONS, SLOTS, of_families, slots_of


@dataclass(frozen=True, slots=True)
class Coordination:
    """Names of some kinds that are joined count as one mention."""

    pattern: re.Pattern[str]
    slot: str
    """The private character of the whole; empty for that of the first."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """How a clause shows where it ends and who acts in it."""

    ends: re.Pattern[str]
    carry: re.Pattern[str]
    """Where words begin that go on with a subject named before."""
    breaks: str
    """Characters that part what belongs together in a sentence, inside a character class."""
    item: re.Pattern[str]
    """The label of an item in a list."""
    introduction: re.Pattern[str]
    """The end of the words that introduce a list, whose subject is that of its items."""
    leader: re.Pattern[str]
    """What may stand before the subject at the beginning of a clause."""
    oblique: re.Pattern[str]
    """A mention is no subject behind one of these …"""
    comitative: re.Pattern[str]
    """… or, before a relative clause, behind one of these …"""
    possessive: re.Pattern[str]
    """… or before one of these."""
    attribute: re.Pattern[str]
    """What may tell of a subject before its name (X下设的Y)."""
    dated_attribute: re.Pattern[str]
    """The end of the same, with a date in it (2018年设立的Y)."""
    refers_back: re.Pattern[str]
    """How a clause opens that speaks of what the clause before ends in (…, which)."""
    circumstance: re.Pattern[str]
    """The end of a clause whose 在 governs all of it, not the mention behind (在X核可Y之后)."""
    adverbial: re.Pattern[str]
    """The words before a relative clause that say when or whether: 预计将于2021年|由X核可的Y."""
    loose: tuple[str, ...]
    """Joints that a clause before a noun does not reach over (X核可的Y以及Z)."""
    pronoun: re.Pattern[str]
    """The words behind an act that speak of what was named before."""
    respectively: re.Pattern[str]
    """Words that say that of several who act and as many things the first did the first."""
    dating: re.Pattern[str]
    """What opens a sentence and says when all of its clauses happened."""
    dated_behind: re.Pattern[str] | None
    """The words right behind an act that end in its `date`; None where dates stand before their acts."""
    site: re.Pattern[str]
    """Where an act was done."""
    sited_until: re.Pattern[str]
    """Words behind an act that tell of another, with a place of its own."""
    directive: re.Pattern[str]
    """Words that tell someone, `addressee`, to act."""
    agreement: re.Pattern[str]
    """Words that say whom an act was agreed on for."""
    resumes: re.Pattern[str]
    """How a clause opens that goes on with the one who told."""
    fellows: tuple[re.Pattern[str], ...]
    """Words that name someone, `fellow`, who does the act too (会同X编写) …"""
    fellows_behind: tuple[re.Pattern[str], ...]
    """… and the same right behind the act (prepared Y jointly with X)."""
    to_part: re.Pattern[str]
    """What stands between the name of a body and that of its part, where the part is meant …"""
    of_whole: re.Pattern[str]
    """… and between that of a part and that of the body."""
    basis: str
    """Words behind which a document is what an act rests on, not what it regards."""
    coordinations: tuple[Coordination, ...]


def read_clauses(fields: Fields) -> Clauses:
    """Read and compile clauses.yaml."""

    def dated(text: str) -> str:
        return text.replace("{dates}", f"[{SLOTS['date']}]")

    def of_agents(text: str) -> str:
        return text.replace("{agents}", slots_of(("Agent",)))

    def of_mentions(text: str) -> str:
        return dated(of_agents(text)).replace("{mentions}", MENTIONS)

    return Clauses(
        ends=fields.pattern("ends"),
        carry=fields.pattern("carry"),
        breaks=fields.text("breaks"),
        item=fields.pattern("item"),
        introduction=fields.pattern("introduction"),
        leader=fields.either("leaders", expand=dated, around="(?:{},?，?)*"),
        oblique=fields.either("oblique", around="{}$"),
        comitative=fields.either("comitative", around="{}$"),
        possessive=fields.either("possessive", expand=of_mentions),
        attribute=fields.pattern("attribute", expand=of_mentions),
        dated_attribute=fields.pattern("dated_attribute", expand=of_mentions),
        refers_back=fields.pattern("refers_back"),
        circumstance=fields.pattern("circumstance"),
        adverbial=fields.pattern("adverbial", expand=dated),
        loose=fields.texts("loose"),
        pronoun=fields.pattern("pronoun", expand=of_agents),
        respectively=fields.either("respectively"),
        dating=fields.pattern("dating", expand=lambda text: dated(of_agents(text))),
        dated_behind=_dated_behind(fields),
        site=fields.pattern("site", "place", expand=_of_sites),
        sited_until=fields.pattern("sited_until"),
        directive=fields.pattern("directive", "addressee", expand=of_agents),
        agreement=fields.pattern("agreement", "addressee", expand=of_agents),
        resumes=fields.either("resumes"),
        fellows=fields.patterns("fellows", "fellow", expand=of_agents),
        fellows_behind=_fellows_behind(fields, of_agents),
        to_part=fields.pattern("to_part"),
        of_whole=fields.pattern("of_whole"),
        basis=fields.either("basis").pattern,
        coordinations=tuple(map(_coordination, fields.rows("coordinations"))),
    )


def _of_sites(text: str) -> str:
    return text.replace("{sites}", SLOTS["place"] + SLOTS["event"] + SLOTS["session"])


def _fellows_behind(fields: Fields, expand: Callable[[str], str]) -> tuple[re.Pattern[str], ...]:
    if "fellows_behind" not in fields.nodes:
        return ()
    return fields.patterns("fellows_behind", "fellow", expand=expand)


def _dated_behind(fields: Fields) -> re.Pattern[str] | None:
    if "dated_behind" not in fields.nodes:
        return None
    agents = slots_of(("Agent",))
    return fields.pattern("dated_behind", "date", expand=lambda text: of_families(text).replace("{agents}", agents))


def _coordination(row: Fields) -> Coordination:
    row.only("of", "join", "before", "behind_no", "as", "pair")
    try:
        kinds = f"[{slots_of(row.texts('of'))}]"
    except ValueError as error:
        row.refuse("of", str(error))
        kinds = "(?!)"
    times = "" if row.flag("pair") else "+"
    before = f"(?={alternatives(row.texts('before'))})" if "before" in row.nodes else ""
    join = row.either("join", expand=lambda text: text.replace("{mentions}", MENTIONS)).pattern
    apart = "".join(f"(?<!{re.escape(words)})" for words in row.texts("behind_no", ()))
    pattern = f"{apart}{kinds}(?:{join}{kinds}){times}{before}"
    return Coordination(re.compile(pattern), SLOTS.get(row.text("as", ""), ""))
