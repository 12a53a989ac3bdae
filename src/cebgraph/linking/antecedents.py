"""Short forms that need an antecedent: 该框架, 工作队, 任务小组, 委员会.

A pointer and a head noun (该框架), or a bare head noun that can only point back (工作队), stand for a thing of that
family whose name ends so: the body that the report is of, else the last one named in the paragraph, else, within reach,
the last one that the text was about, else the last one named. Where none fits, nothing is said, with a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cebgraph.iris import normal_name
from cebgraph.linking.links import Linking, Naming
from cebgraph.mentions import Reading
from cebgraph.mentions.titles import class_of_name
from cebgraph.model.mention import Candidate
from cebgraph.model.report import Diagnostic
from cebgraph.model.thing import FAMILY_OF, UNITS, Thing
from cebgraph.resources.lexicon import CapitalGrammar
from cebgraph.spans import Span

_EVER = 1_000_000
_KIN = dict.fromkeys(UNITS, UNITS)


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A thing that a short form stands for, and why; no thing where that is not clear."""

    thing: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an antecedent must be: of one of some families, with a name that ends in one of some words."""

    families: frozenset[str]
    endings: tuple[str, ...]
    resolution: bool = False
    """Whether it is a resolution that is meant; else it never is."""
    former: bool = False
    """Whether a work is meant rather than one of its later stages."""

    def fits(self, thing: Thing, linking: Linking) -> bool:
        """Say whether a thing may be meant."""
        if FAMILY_OF[thing.kind] not in self.families or (thing.kind == "Resolution") != self.resolution:
            return False
        if self.resolution:
            return True
        names = [name.text for name in thing.names if name.language == linking.register.language]
        words: Sequence[str] = [*names, *linking.register.genres.get(thing.id, ())]
        parts = (part for word in words for part in (word, word.partition("：")[0]))  # …报告：特别版
        capitals = linking.knowledge.lexicon.names.capitals
        if capitals:
            if self.former and _is_stage(thing, linking):
                return False
            return any(_is_headed(capitals, word, ending) for word in words for ending in self.endings)
        return any(part.rstrip("”》)").endswith(self.endings) for part in parts)


def _is_stage(thing: Thing | None, linking: Linking) -> bool:
    """Say whether a thing is a stage of another (second generation of the Action Plan)."""
    capitals = linking.knowledge.lexicon.names.capitals
    return bool(thing and capitals and any(capitals.stage.match(name.text) for name in thing.names))


def _is_headed(capitals: CapitalGrammar, name: str, ending: str) -> bool:
    """Say whether a head noun is that of a name, or with words before it a part of the name."""
    alone = ending in capitals.kinds or not ending
    head = capitals.head_of(name)
    whole = f" {head}".endswith(f" {ending}" if ending else "") or head.startswith(f"{ending} ")  # Code |of Conduct
    return whole if alone else ending in name.lower()


def find_short_forms(reading: Reading, linking: Linking) -> list[Candidate]:
    """Return the short forms of a passage that stand outside its names."""
    text, coreference = reading.passage.text, linking.knowledge.lexicon.coreference
    taken = [candidate.span for candidate in reading.candidates]
    found = list(_ends_of_names(reading, taken, linking))
    patterns = (
        ("report", coreference.report),
        ("members", coreference.members),
        ("meeting", coreference.meeting),
        ("group", coreference.group),
        ("latter", coreference.latter),
        ("own", coreference.own),
        ("coreference", coreference.pointed),
        ("staged", coreference.staged),
        ("coreference", coreference.bare),
    )
    for detector, pattern in patterns:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            free = not any(span.overlaps(other) for other in [*taken, *(c.span for c in found)])
            if free and _is_short_form(match, reading, linking):
                found.append(Candidate(span, match.group(), "", detector, anaphor=True))
    return found


def _ends_of_names(reading: Reading, taken: Sequence[Span], linking: Linking) -> Iterator[Candidate]:
    """Yield what stands behind the topic in the name of one body: 执行小组 for 处理性骚扰问题执行小组."""
    names, text = linking.knowledge.lexicon.names, reading.passage.text
    meant: dict[str, set[str]] = {}
    for identifier, name in _named_bodies(reading, linking):
        *topic, end = names.topical.split(name)
        if topic and end not in names.kinds and class_of_name(end, names):
            meant.setdefault(end, set()).add(identifier)
    for end in sorted(meant, key=len, reverse=True):
        for match in re.finditer(re.escape(end), text) if len(meant[end]) == 1 else ():
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                yield Candidate(span, end, "", "coreference", anaphor=True)


def _named_bodies(reading: Reading, linking: Linking) -> Iterator[tuple[str, str]]:
    """Yield each name of a body that was named before, or that the passage names, with what it leads to."""
    register = linking.register
    for thing in register.things.values():
        yield from ((thing.id, name.text) for name in thing.names if FAMILY_OF[thing.kind] == "body")
    for candidate in reading.candidates:
        if FAMILY_OF.get(candidate.kind) == "body":
            known = candidate.thing or register.by_name.get(normal_name(candidate.name), candidate.name)
            yield known, candidate.name


def _is_short_form(match: re.Match[str], reading: Reading, linking: Linking) -> bool:
    """Say whether a head noun stands by itself, not at the end or beginning of a longer word."""
    text, lexicon = reading.passage.text, linking.knowledge.lexicon
    groups = match.groupdict()
    if groups.get("stage"):
        return not any(c.span.end == match.start() for c in reading.candidates)  # 《战略》初稿
    if "word" not in groups or "number" in groups:
        return True
    word = Span(match.start("word"), match.end("word"))
    if word.of(text) in lexicon.names.kinds and lexicon.names.goes_on(text, word.start, word.end):
        return False
    told = _is_owned(word, reading) or _is_held(word, reading) or _is_disposed_of(word, reading, linking)
    if "pointer" in groups or told:
        return True
    if word.of(text) in lexicon.coreference.always:
        return _stands_alone(word, reading, linking)
    return opens_clause(word.start, reading, linking) and bool(lexicon.coreference.predicate.match(text, word.end))


def _is_owned(word: Span, reading: Reading) -> bool:
    """Say whether the name of a body stands right before (首协会框架)."""
    return any(c.span.end == word.start and c.thing.startswith("body/") for c in reading.candidates)


def _is_disposed_of(word: Span, reading: Reading, linking: Linking) -> bool:
    """Say whether the bare head noun of a document is what a verb behind it is done with (将|摘要|送交)."""
    text, lexicon = reading.passage.text, linking.knowledge.lexicon
    document = FAMILY_OF.get(lexicon.names.kinds.get(word.of(text), "")) == "document"
    before = lexicon.coreference.disposed.search(text[: word.start])
    return document and before is not None and lexicon.coreference.handled.match(text, word.end) is not None


def _is_held(word: Span, reading: Reading) -> bool:
    """Say whether a session stands right behind (网络|第四十二届会议)."""
    return any(c.span.start == word.end and c.kind == "Event" for c in reading.candidates)


def opens_clause(at: int, reading: Reading, linking: Linking) -> bool:
    """Say whether a place in a passage is where a clause begins, but for what may stand before its subject."""
    text = reading.passage.text[:at]
    return bool(linking.knowledge.lexicon.coreference.clause_opening.search(text))


def _stands_alone(word: Span, reading: Reading, linking: Linking) -> bool:
    names, coreference = linking.knowledge.lexicon.names, linking.knowledge.lexicon.coreference
    before = reading.passage.text[max(0, word.start - 6) : word.start]
    if not before or before[-1] in "，。；：、()《》“”\n":
        return True
    if any(candidate.span.end == word.start and candidate.kind for candidate in reading.candidates):
        return True
    counted = re.search(rf"(?:{names.quantifier.pattern}|{coreference.counted.pattern})$", before)
    return counted is None and re.search(rf"(?:{names.stop.pattern}|和)$", before) is not None


def find_group(candidate: Candidate, board: str, linking: Linking) -> list[Thing]:
    """Return the bodies that are meant by their number and class; none where there are more or fewer of them."""
    lexicon = linking.knowledge.lexicon
    match = lexicon.coreference.group.fullmatch(candidate.name)
    if match is None or not board:
        return []
    kind, number = lexicon.names.kinds[match["word"].lower()], lexicon.values.numerals[match["number"]]
    below = [thing for thing in linking.register.known.values() if board in thing.part_of and thing.kind == kind]
    return below if len(below) == number else []


def find_antecedent(candidate: Candidate, reading: Reading, passage: int, linking: Linking) -> Antecedent:
    """Return the thing that a short form stands for, where that is clear."""
    if candidate.detector == "appositive":
        last = linking.recent[-1] if linking.recent else None
        return Antecedent(last.thing, "what was just named") if last else Antecedent()
    of_report = {"report": linking.report, "members": linking.main_body, "meeting": linking.main_meeting}
    spaced = linking.knowledge.lexicon.names.capitals is not None
    if of_report.get(candidate.detector) or (candidate.detector in of_report and not spaced):
        return Antecedent(of_report[candidate.detector], f"what the report means by its {candidate.detector}")
    wanted, reach = _wanted(candidate, linking)
    named = any(wanted.endings)
    if named and linking.main_body and wanted.fits(linking.register.things[linking.main_body], linking):
        return Antecedent(linking.main_body, "the body that the report is of")
    rather = _rather(candidate, linking)
    if linking.knowledge.lexicon.coreference.named_last.search(candidate.name):
        found = _last_of_all(wanted, passage - reach, linking)
    else:
        found = _latest(wanted, passage - reach, reading.passage.block.id, linking, rather)
    if not found.thing:
        _leave_open(candidate, reading, linking)
    return found


def _wanted(candidate: Candidate, linking: Linking) -> tuple[_Wanted, int]:
    """Return what a short form asks for, and how many passages back it may have been named."""
    lexicon = linking.knowledge.lexicon
    coreference, kinds = lexicon.coreference, lexicon.names.kinds
    if candidate.detector == "meeting":
        word = "session" if "session" in candidate.name else "meeting"
        return _Wanted(frozenset({"event"}), (word,)), coreference.near
    anyone = {"latter": UNITS, "own": frozenset({"document"})}
    if candidate.detector in anyone:
        return _Wanted(anyone[candidate.detector], ("",)), coreference.near
    pointed = coreference.pointed.fullmatch(candidate.name)
    staged = coreference.staged.fullmatch(candidate.name)
    match = pointed or staged or coreference.bare.fullmatch(candidate.name)
    word = (match["word"] or "").lower() if match else candidate.name
    if word in coreference.resolutions:
        return _Wanted(frozenset({"document"}), ("",), resolution=True), coreference.near
    if not word or word in coreference.anything:
        return _Wanted(frozenset({"document"}), ("",)), coreference.reach
    family = FAMILY_OF[kinds.get(word) or class_of_name(word, lexicon.names)]
    endings = coreference.akin.get(word, (word,))
    modifier = pointed["modifier"] if pointed else ""
    told = pointed is not None or staged is not None or word in coreference.always
    far = told and word not in coreference.fleeting
    organ = kinds.get(word) == "Organ" and word in coreference.lasting
    return (
        _Wanted(
            _KIN.get(family, frozenset({family})),
            tuple(modifier.lower() + ending for ending in endings),
            former=coreference.former.search(candidate.name) is not None,
        ),
        _EVER if organ else coreference.reach if far else coreference.near,
    )


def _rather(candidate: Candidate, linking: Linking) -> Callable[[Naming], bool] | None:
    """Return which of the things named in the same place a short form stands for rather than the last."""
    coreference = linking.knowledge.lexicon.coreference
    if candidate.detector == "staged" or coreference.drafted.search(f"{candidate.name} "):
        return lambda naming: naming.staged
    if coreference.later.search(candidate.name):
        return lambda naming: _is_stage(linking.register.things.get(naming.thing), linking)
    if candidate.detector == "own" or (coreference.subject_first and candidate.detector != "latter"):
        return lambda naming: naming.prominent
    return None


def _latest(
    wanted: _Wanted, since: int, block: str, linking: Linking, rather: Callable[[Naming], bool] | None
) -> Antecedent:
    within = [naming for naming in reversed(linking.recent) if naming.passage >= since]
    here = [naming for naming in within if naming.block == block]
    told = [naming for naming in within if naming.prominent]
    liked = filter(rather, here) if rather else ()
    tries: tuple[tuple[Iterable[Naming], str], ...] = (
        (liked, "the last that fits in the same place, of those it may speak of"),
        (here, "the last that fits, named in the same place"),
        (told, "the last that fits and that the text was about"),
        (within, "the last that fits"),
    )
    found = (_first(wanted, namings, why, linking) for namings, why in tries)
    return next((antecedent for antecedent in found if antecedent.thing), Antecedent())


def _last_of_all(wanted: _Wanted, since: int, linking: Linking) -> Antecedent:
    within = (naming for naming in reversed(linking.recent) if naming.passage >= since)
    return _first(wanted, within, "the last that fits", linking)


def _first(wanted: _Wanted, namings: Iterable[Naming], why: str, linking: Linking) -> Antecedent:
    for naming in namings:
        thing = linking.register.things.get(naming.thing)
        if thing is not None and naming.thing != linking.report and wanted.fits(thing, linking):
            return Antecedent(naming.thing, f"{why}, in {naming.block}")
    return Antecedent()


def _leave_open(candidate: Candidate, reading: Reading, linking: Linking) -> None:
    span = reading.passage.to_block(candidate.span)
    message = f"no antecedent for {candidate.name}"
    linking.diagnostics.append(Diagnostic("antecedent", message, reading.passage.block.id, span))
