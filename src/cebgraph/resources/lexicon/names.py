"""What makes a stretch of text a name where no authority knows it: names.yaml of a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cebgraph.model.thing import ACTING, FAMILY_OF
from cebgraph.resources.fields import Fields, alternatives
from cebgraph.resources.lexicon.capitals import CapitalGrammar, read_capitals

_BEYOND = 8
"""How far behind a stop the words that undo it may reach (执行|工作队)."""


@dataclass(frozen=True, slots=True)
class TitleGrammar:
    """Which words before or behind a quotation make a name of it."""

    head: re.Pattern[str]
    """Any word that makes a name of a quotation before it."""
    of_titles: frozenset[str]
    """Classes of which a head noun makes a name of the title before it."""
    opener: re.Pattern[str]
    """What may stand before that title in the name."""
    of_resolution: re.Pattern[str]
    """What stands behind the title of a resolution, before its number."""
    genres: tuple[str, ...]
    genre_behind: re.Pattern[str]
    """What a title is of, told behind it as a `genre` (题为“…”的|概念说明)."""
    introduced: re.Pattern[str]
    """What introduces a title; it may tell what it is of as a `genre` (a policy brief entitled “…”)."""
    before: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class EventGrammar:
    """How meetings are named: by number, by year, by how they were held."""

    session: re.Pattern[str]
    holding: re.Pattern[str]
    """What stands between a body and the session that it is said to hold."""
    yearly: frozenset[str]
    """Heads of sessions that are numbered anew each year."""
    named: re.Pattern[str]
    meeting: re.Pattern[str]
    held: re.Pattern[str]
    report: re.Pattern[str]
    session_name: str
    """The name of a session by what it says of it; `yearly_name` that of one which is numbered anew each year."""
    yearly_name: str
    keys: Mapping[str, str]
    """By head of a session, the name in the language that gave it its identifier, with its number in `key_digits`."""
    key_digits: str
    ordinals: Mapping[str, int]
    opening: re.Pattern[str]
    """What stands between a session and the body that holds it (At its fortieth session, |HLCM)."""
    joined: re.Pattern[str]
    """What joins two sessions of one body."""
    its: tuple[str, ...]
    """Words before a session of the body that was named last."""
    of: re.Pattern[str]
    """What stands between a meeting and the body that it is of …"""
    on: re.Pattern[str]
    """… and its topic."""
    several: tuple[str, ...]
    """Ends of a word for several meetings."""
    counted: re.Pattern[str]
    """What stands before meetings of which only the number is told."""
    dated: re.Pattern[str]
    """What stands between meetings and their dates."""
    label: str
    """How the name of a session is told with its `body`, where it is; empty where the two stand beside each other."""
    numbered: re.Pattern[str]
    """What in the name of a meeting tells it from others of its kind."""


@dataclass(frozen=True, slots=True)
class CreationGrammar:
    """How a text brings a new thing in."""

    before: re.Pattern[str]
    """What stands before the name of what is just being brought in."""
    counted: re.Pattern[str]
    """A thing brought in with its count: 设立了一个…项目."""
    body: re.Pattern[str]
    """A body set up under a name whose topic holds a joint: 成立了劳动世界的未来问题联络小组."""


@dataclass(frozen=True, slots=True)
class OfficeGrammar:
    """How posts are named: after whom they serve, by what they are for, after the body they are of."""

    named: tuple[re.Pattern[str], ...]
    officer: re.Pattern[str]
    """What makes an office of the name of a body before it."""
    held: re.Pattern[str]
    """What stands before that name where someone is said to hold the office (担任X主席)."""


@dataclass(frozen=True, slots=True)
class Joints:
    """What stands between two names that belong together."""

    bracketed: re.Pattern[str]
    """Between the name of a document and its symbol."""
    below: tuple[str, ...]
    """Between a body and one below it that is named next (首协会的|采购网) …"""
    above: tuple[str, ...]
    """… and between a body and the one above it (the Working Group|of the|Network)."""


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """What makes a stretch of text a name where no authority knows it."""

    titles: TitleGrammar
    events: EventGrammar
    kinds: Mapping[str, str]
    """Class by head noun."""
    head: re.Pattern[str]
    """Any head noun, longest first."""
    running: frozenset[str]
    self_standing: frozenset[str]
    strong_heads: frozenset[str]
    common_heads: frozenset[str]
    owned: frozenset[str]
    """Head nouns that make a name of the name of a body before them (首协会|网站)."""
    telling: frozenset[str]
    """Classes of which a common head noun makes a name where a starter opens it, or a topic is told in it."""
    topical: re.Pattern[str]
    many: re.Pattern[str]
    """A count that makes many things of a head noun (三份…文件)."""
    dated_names: tuple[re.Pattern[str], ...]
    """Documents that are named after their years (2018年工作方案)."""
    creation: CreationGrammar
    quantifier: re.Pattern[str]
    starter: re.Pattern[str]
    opener: re.Pattern[str]
    openers: Mapping[str, frozenset[str]]
    stop: re.Pattern[str]
    mere: re.Pattern[str]
    never: frozenset[str]
    unopened: re.Pattern[str]
    tails: Mapping[str, tuple[str, ...]]
    """How a text goes on where a name that ends so is no mention (采购网|站)."""
    place_tails: tuple[str, ...]
    """The same for the names of places (巴黎|协定)."""
    leads: tuple[str, ...]
    """What may stand before the known name of one who acts, and belongs to it (机构间|人工智能工作组)."""
    aim: re.Pattern[str]
    """A verb behind one that makes something: it opens the name of what is made (拟订|落实…路线图)."""
    dropped: re.Pattern[str]
    members: re.Pattern[str]
    topics: tuple[re.Pattern[str], ...]
    topic_stops: frozenset[str]
    suffixes: frozenset[str]
    """Characters that make another word of a head noun (网络|化)."""
    offices: OfficeGrammar
    described_by: re.Pattern[str]
    """What stands between whoever made or has a thing and its name (制定的新)."""
    joints: Joints
    capitals: CapitalGrammar | None
    """How capitals tell names, in a language that has them; None where names are told by their last characters."""

    def stops(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the words between two offsets that no name can hold; what follows them is seen beyond the end."""
        for stop in self.stop.finditer(text, start, end + _BEYOND):
            if stop.end() <= end and not self.aim.match(text, stop.start()):
                yield stop

    def goes_on(self, text: str, start: int, end: int) -> bool:
        """Say whether a head noun is but the beginning of a longer word (网|站, 战略|方针)."""
        if text[end : end + 1] in self.suffixes or text.startswith(self.tails.get(text[start:end], ()), end):
            return True
        longer = self.head.match(text, end)
        # A meeting behind one who acts is none of it (主任|协商).
        acts = FAMILY_OF.get(self.kinds.get(text[start:end], "")) in ACTING
        return longer is not None and not (acts and self.kinds[longer.group()] == "Event")


def read_names(fields: Fields) -> NameGrammar:
    """Read names.yaml; faults go to the list that the fields were opened with.

    A language in which capitals tell names may leave out what tells them elsewhere.
    """
    return _names(fields.leniently() if "capitals" in fields.nodes else fields)


def _names(fields: Fields) -> NameGrammar:
    kinds = {head: kind for kind, heads in _by_class(fields, "heads").items() for head in heads}
    openers = _openers(fields)
    return NameGrammar(
        titles=_titles(fields.fields("quoted_title"), kinds),
        events=_events(fields.fields("events"), fields.text("ordinal", "")),
        kinds=kinds,
        head=re.compile(alternatives(kinds)),
        running=_classes(fields, "running"),
        self_standing=_classes(fields, "self_standing"),
        strong_heads=frozenset(fields.texts("strong_heads")),
        common_heads=frozenset(fields.texts("common_heads")),
        owned=frozenset(fields.texts("owned")),
        telling=_classes(fields, "telling"),
        topical=fields.either("topical"),
        many=fields.pattern("many"),
        dated_names=fields.patterns("dated_names"),
        creation=_creation(fields, kinds),
        quantifier=fields.either("quantifiers", around="(?:{})+"),
        starter=fields.either("starters"),
        opener=re.compile(alternatives(openers)),
        openers=openers,
        stop=fields.either("stops"),
        mere=fields.either("mere", around="(?:{})*"),
        never=frozenset(fields.texts("never")),
        unopened=fields.either("unopened"),
        tails=fields.lists("tails"),
        place_tails=fields.texts("place_tails"),
        leads=fields.texts("leads"),
        aim=fields.pattern("aim"),
        dropped=fields.either("dropped"),
        members=fields.pattern("members"),
        topics=fields.patterns("topics", "topic"),
        topic_stops=frozenset(fields.texts("topic_stops")),
        suffixes=frozenset(fields.texts("suffixes")),
        offices=_offices(fields.fields("offices")),
        described_by=fields.pattern("described_by"),
        joints=_joints(fields),
        capitals=read_capitals(fields.fields("capitals"), kinds) if "capitals" in fields.nodes else None,
    )


def _joints(fields: Fields) -> Joints:
    return Joints(fields.pattern("bracketed"), fields.texts("below", ()), fields.texts("above", ()))


def _openers(fields: Fields) -> dict[str, frozenset[str]]:
    return {word: frozenset(classes) for word, classes in fields.lists("openers").items()}


def _creation(fields: Fields, kinds: Mapping[str, str]) -> CreationGrammar:
    creator = alternatives(fields.texts("creators"))
    body = alternatives(head for head, kind in kinds.items() if FAMILY_OF[kind] == "body")

    def filled(text: str) -> str:
        return text.replace("{creator}", creator).replace("{body}", body)

    creation = fields.fields("creation")
    return CreationGrammar(
        before=creation.pattern("before", expand=filled),
        counted=creation.pattern("counted", "np", expand=filled),
        body=creation.pattern("body", "np", expand=filled),
    )


def _titles(fields: Fields, kinds: Mapping[str, str]) -> TitleGrammar:
    genres = fields.texts("genres")

    def of_genres(text: str) -> str:
        return text.replace("{genres}", alternatives(genres))

    return TitleGrammar(
        head=re.compile(alternatives((*kinds, *fields.texts("heads")))),
        of_titles=_classes(fields, "of_titles"),
        opener=fields.pattern("opener"),
        of_resolution=fields.pattern("of_resolution"),
        genres=genres,
        genre_behind=fields.pattern("genre_behind", expand=of_genres),
        introduced=fields.either("introduced", expand=of_genres, around="{}$"),
        before=fields.either("before"),
    )


def _events(fields: Fields, ordinal: str) -> EventGrammar:
    def filled(text: str) -> str:
        return text.replace("{ordinal}", ordinal)

    return EventGrammar(
        session=fields.pattern("session", "number", expand=filled),
        holding=fields.pattern("holding", expand=filled),
        yearly=frozenset(fields.texts("yearly")),
        named=fields.pattern("named", "number", "topic"),
        meeting=fields.pattern("meeting", "name"),
        held=fields.pattern("held", "name"),
        report=fields.pattern("report"),
        session_name=fields.text("session_name", ""),
        yearly_name=fields.text("yearly_name", ""),
        keys=fields.table("keys"),
        key_digits=fields.text("key_digits", ""),
        ordinals={word: int(number) for word, number in fields.table("ordinals").items() if number.isdecimal()},
        opening=fields.pattern("opening"),
        joined=fields.pattern("joined"),
        its=fields.texts("its", ()),
        of=fields.pattern("of"),
        on=fields.pattern("on"),
        several=fields.texts("several", ()),
        counted=fields.pattern("counted"),
        dated=fields.pattern("dated"),
        label=fields.text("label", ""),
        numbered=fields.pattern("numbered", expand=filled),
    )


def _offices(fields: Fields) -> OfficeGrammar:
    return OfficeGrammar(
        named=fields.patterns("named"),
        officer=fields.pattern("officer"),
        held=fields.either("held", around="{}$"),
    )


def _by_class(fields: Fields, key: str) -> dict[str, tuple[str, ...]]:
    lists = fields.lists(key)
    for kind in lists:
        _known(kind, fields, key)
    return lists


def _classes(fields: Fields, key: str) -> frozenset[str]:
    kinds = fields.texts(key)
    for kind in kinds:
        _known(kind, fields, key)
    return frozenset(kinds)


def _known(kind: str, fields: Fields, key: str) -> None:
    if kind not in FAMILY_OF:
        fields.refuse(key, f"no class is called '{kind}'; known are {', '.join(FAMILY_OF)}")
