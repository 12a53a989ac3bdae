"""The badge of a Sustainable Development Goal: its IRI in; number, colour and the ink that can be read on it out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cebgraph.resources.profiles import load_profiles

_GOAL = re.compile(r"http://metadata\.un\.org/sdg/((\d{1,2})(?:\.[0-9a-z]+)*)")
_INKS = ("#ffffff", "#000000")
_DARKEST = 0.04045
"""Up to which a part of a colour is counted straight (WCAG 2, relative luminance)."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands before the name of a goal."""

    number: str
    colour: str
    ink: str


def badge_of(iri: str) -> Badge | None:
    """Return the badge of a goal or target; none of anything else.

    >>> badge_of("http://metadata.un.org/sdg/6")
    Badge(number='6', colour='#26bde2', ink='#000000')
    """
    found = _GOAL.fullmatch(iri)
    colour = load_profiles().colours.get(int(found[2])) if found else None
    if found is None or colour is None:
        return None
    return Badge(found[1], colour, max(_INKS, key=lambda ink: contrast(ink, colour)))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 measures it, from 1 to 21.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= _DARKEST else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
