"""How alike two names are: two texts in, a number from 0 to 1 out; the same for Chinese and for alphabets.

Names are compared by their keys (`name_key`, `word_key`). The similarity of two keys is the mean of two known measures,
times what their numbers allow:

- Dice's coefficient of their n-grams: twice the n-grams they share, by all that they have. An n-gram is any two
  neighbouring characters of which one is Chinese, or any three of which none is; a blank stands before and after a key.
- The edit similarity: one less the Levenshtein distance by the length of the longer.
- Names that say different numbers name different things, however alike they are: sessions 39 and 40, goals 1 and 10.
  Equal numbers: 1. One name has all numbers of the other and more: 0.9. Otherwise: 0.6.

The first forgives words in another order, the second counts letters; neither alone ranks as their mean does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from cebgraph.mentions.values import read_number
from cebgraph.resources.lexicon import load_lexicon
from cebgraph.resources.traditional import load_traditional

LONGEST = 300
"""Characters of a name that are compared; what follows is passed over."""

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SHORT_GRAM = re.compile(rf"(?=({_HAN}.|.{_HAN}))")
_LONG_GRAM = re.compile(r"(?=([^\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{3}))")
_HAS_HAN = re.compile(_HAN)
_WORDS = ((re.compile(r"&"), " and "), (re.compile(r"^\s*the\b"), " "), (re.compile(r"\bunited nations\b"), "un"))
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_SIGNS = re.compile(r"[^\w/]|_|(?<!\d)/|/(?!\d)")
_NUMBER = re.compile(r"\d+")
SUBSET, CONTRADICTION = 0.9, 0.6


def name_key(name: str) -> str:
    """Return a name as it is compared: without signs and blanks, and what people write in two ways written in one.

    Full-width forms, capitals and traditional characters are folded, sessions are numbered in figures, "United Nations"
    is "UN" and "&" is "and". Numbers stay apart from one another: A/RES/75/233 is not A/RES/7/5233.

    >>> name_key("the UN Secretariat") == name_key("United Nations  secretariat")
    True
    >>> name_key("《管理問題高級別委員會第三十九屆會議》"), name_key("a-res-75 - 233"), name_key("A/RES/74/255 B")
    ('管理问题高级别委员会第39届会议', 'ares75/233', 'ares74/255b')
    """
    return _SIGNS.sub("", _BETWEEN_NUMBERS.sub("/", _folded(name)))


def word_key(name: str) -> str:
    """Return the words of a name in the order of the alphabet; nothing where it is one word, or Chinese.

    >>> word_key("Committee on Management, High-level") == word_key("the High-level Committee on Management")
    True
    >>> word_key("HLCM"), word_key("2030 年 议程")
    ('', '')
    """
    words = re.findall(r"\w+", _folded(name))
    return " ".join(sorted(words)) if len(words) > 1 and not is_chinese(name) else ""


def _folded(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name[:LONGEST]).lower().translate(load_traditional())
    for pattern, instead in _WORDS:
        folded = pattern.sub(instead, folded)
    return _ordinal().sub(_in_figures, folded)


@lru_cache
def _ordinal() -> re.Pattern[str]:
    numerals = "".join(load_lexicon("zh").values.numerals)
    return re.compile(rf"(?<=第)[{numerals}]+")


def _in_figures(match: re.Match[str]) -> str:
    return str(read_number(match.group(), load_lexicon("zh").values))


def is_chinese(text: str) -> bool:
    """Say whether a text has Chinese characters.

    >>> is_chinese("SDG 6"), is_chinese("第 6 项")
    (False, True)
    """
    return _HAS_HAN.search(text) is not None


def grams(key: str) -> frozenset[str]:
    """Return the n-grams of a key; an n-gram of one key is in another exactly where the padded other contains it.

    >>> sorted(grams("hrn")), sorted(grams("网hr"))
    ([' hr', 'hrn', 'rn '], [' 网', 'hr ', '网h'])
    """
    text = padded(key)
    return frozenset(_SHORT_GRAM.findall(text)) | frozenset(_LONG_GRAM.findall(text))


def padded(key: str) -> str:
    """Return a key with its ends marked."""
    return f" {key} "


def dice(shared: int, one: int, other: int) -> float:
    """Return Dice's coefficient of two sets, by their sizes and how many members they share."""
    return 2 * shared / (one + other) if one + other else 0.0


def edit_distance(one: str, other: str) -> int:
    """Return the Levenshtein distance: how many characters to put in, take out or replace.

    Computed a column at a time with the bits of a number (Myers 1999, Hyyrö 2003), much faster than with a table.

    >>> edit_distance("管理问题高级别委员会", "管理高级委员会")
    3
    """
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for index, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << index
    every = (1 << len(one)) - 1
    last, distance, up, down = 1 << (len(one) - 1), len(one), every, 0
    for char in other:
        equal = places.get(char, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        right = down | ~(diagonal | up)
        left = up & diagonal
        distance += bool(right & last) - bool(left & last)
        right = right << 1 | 1
        up = (left << 1 | ~(equal | down | right)) & every
        down = right & (equal | down) & every
    return distance


def edit_similarity(one: str, other: str) -> float:
    """Return one less the edit distance by the length of the longer: 1 for the same text, 0 for nothing in common."""
    longer = max(len(one), len(other))
    return 1 - edit_distance(one, other) / longer if longer else 1.0


def number_agreement(one: str, other: str) -> float:
    """Return how far the numbers in two keys allow that they name the same.

    >>> [number_agreement("第39届会议", other) for other in ("39th session", "2020年第39届会议", "第40届会议")]
    [1.0, 0.9, 0.6]
    """
    said, also = _NUMBER.findall(one), _NUMBER.findall(other)
    if sorted(said) == sorted(also):
        return 1.0
    left, right = Counter(said), Counter(also)
    return SUBSET if left <= right or right <= left else CONTRADICTION


def similarity(one: str, other: str) -> float:
    """Return how alike two keys are, as the head of this module defines it.

    >>> similarity("hlcm", "hlcm"), round(similarity("人力资源网", "人力资源网络"), 2)
    (1.0, 0.8)
    """
    if one == other:
        return 1.0
    left, right = grams(one), grams(other)
    return similarity_by_dice(one, other, dice(len(left & right), len(left), len(right)))


def similarity_by_dice(one: str, other: str, shared: float) -> float:
    """Return how alike two keys are whose n-grams have a Dice's coefficient that is known."""
    return (shared + edit_similarity(one, other)) / 2 * number_agreement(one, other)


def similarity_at_most(one: str, other: str, shared: float) -> float:
    """Return a number that the similarity of two keys is not above, known at once: no edit makes up for length."""
    return (shared + min(len(one), len(other)) / max(len(one), len(other))) / 2
