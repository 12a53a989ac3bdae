"""The things of one report: each name leads to one thing, and a thing gathers its names as the reading goes on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cebgraph.iris import named_id, normal_name
from cebgraph.model.mention import Candidate
from cebgraph.model.thing import FAMILY_OF, Name, NameRole, Thing

_SHORT_TITLE, _LONG_TITLE = 8, 12
_JOINT = "的"
_UNDOCS = "https://undocs.org/"


@dataclass(slots=True)
class Register:
    """Things by id and by name. Filled while one report is read, then frozen by `finished`."""

    language: str
    known: dict[str, Thing]
    """Things that an authority describes."""
    things: dict[str, Thing] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    ends_tell: bool = True
    """Whether the end of a longer name may stand for it, in a language in which the head noun ends a name."""
    genres: dict[str, set[str]] = field(default_factory=dict)
    """Words of the text for the kind of a document (政策简报), by id."""

    def thing_of(self, candidate: Candidate, surface: str, scope: str = "") -> str:
        """Return the id of the thing that a candidate names, after entering it and its names.

        `surface` is the name with the author's spaces; `scope` tells apart what is named within another thing (the
        sessions of a body).
        """
        identifier = candidate.thing or self._named(candidate, scope) or self._new_id(candidate, scope)
        self._enter(identifier, candidate, surface)
        self.by_name.setdefault(_key(candidate.name, scope), identifier)
        if candidate.genre:
            self.genres.setdefault(identifier, set()).add(candidate.genre)
        return identifier

    def alias(self, identifier: str, name: str) -> None:
        """Give a thing another name."""
        self.by_name.setdefault(normal_name(name), identifier)
        thing = self.things[identifier]
        taken = {normal_name(known.text) for known in thing.names}
        if normal_name(name) not in taken:
            self.things[identifier] = replace(thing, names=(*thing.names, Name(name, self.language, NameRole.ALT)))

    def _named(self, candidate: Candidate, scope: str) -> str:
        """Return the thing that has this name already, or a longer one that ends in it."""
        exact = self.by_name.get(_key(candidate.name, scope), "") or self._alike(candidate)
        if exact or scope or candidate.kind in {"Event", "Resolution"} or not self.ends_tell:
            return exact
        ending = normal_name(candidate.name)
        if candidate.detector == "title" and len(ending) > _SHORT_TITLE:
            return ""
        longer = [
            identifier
            for name, identifier in self.by_name.items()
            if name.endswith(ending) and self._same_family(identifier, candidate.kind)
        ]
        return longer[-1] if len(set(longer)) == 1 or (candidate.detector == "title" and longer) else ""

    def _alike(self, candidate: Candidate) -> str:
        """Return the document whose long title differs only in joints (…未来的行动呼吁, …未来：行动呼吁)."""
        bare = normal_name(candidate.name).replace(_JOINT, "")
        if FAMILY_OF.get(candidate.kind) != "document" or candidate.kind == "Resolution" or len(bare) < _LONG_TITLE:
            return ""
        same = (identifier for name, identifier in self.by_name.items() if name.replace(_JOINT, "") == bare)
        return next((one for one in same if self._same_family(one, candidate.kind)), "")

    def _same_family(self, identifier: str, kind: str) -> bool:
        thing = self.things.get(identifier) or self.known.get(identifier)
        return thing is not None and FAMILY_OF.get(thing.kind) == FAMILY_OF.get(kind)

    def _new_id(self, candidate: Candidate, scope: str) -> str:
        family = FAMILY_OF[candidate.kind]
        return named_id(f"{family}/{scope.partition('/')[2]}" if scope else family, candidate.key or candidate.name)

    def _enter(self, identifier: str, candidate: Candidate, surface: str) -> None:
        if identifier in self.things:
            if candidate.detector in {"title", "described", "grammar", "heading"} and surface:
                self._name_better(identifier, candidate, surface)
            return
        known = self.known.get(identifier)
        if known is not None:
            self.things[identifier] = known
            return
        label = surface or candidate.name or "-".join(candidate.symbols) or identifier
        pages = tuple(_UNDOCS + symbol for symbol in candidate.symbols if "/" in symbol and " " not in symbol)
        names = (Name(label, self.language),)
        self.things[identifier] = Thing(identifier, candidate.kind, names, candidate.symbols, pages)

    def _name_better(self, identifier: str, candidate: Candidate, surface: str) -> None:
        """Replace a symbol that served for a name by the name; add any other name."""
        thing = self.things[identifier]
        if thing.known:
            return
        if thing.symbols and thing.names[0].text in {*thing.symbols, "-".join(thing.symbols)}:
            self.things[identifier] = replace(thing, kind=candidate.kind, names=(Name(surface, self.language),))
        else:
            self.alias(identifier, surface)

    def variant(self, thing: Thing, date: str) -> str:
        """Enter the one of several like things that a date tells apart (the meetings of a year); return its id."""
        label = f"{thing.names[0].text} ({date})"
        identifier = named_id(FAMILY_OF[thing.kind], label)
        self.things[identifier] = Thing(identifier, thing.kind, (Name(label, self.language),))
        return identifier

    def merge(self, kept: str, dropped: str) -> None:
        """Make two things one: the kept one takes the other's names and symbols."""
        gone = self.things.pop(dropped)
        for name in gone.names:
            self.alias(kept, name.text)
        thing = self.things[kept]
        self.things[kept] = replace(
            thing,
            symbols=tuple(dict.fromkeys((*thing.symbols, *gone.symbols))),
            pages=tuple(dict.fromkeys((*thing.pages, *gone.pages))),
        )
        self.by_name |= {name: kept for name, identifier in self.by_name.items() if identifier == dropped}


def _key(name: str, scope: str) -> str:
    return f"{scope}|{normal_name(name)}" if scope else normal_name(name)
