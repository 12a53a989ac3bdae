"""Numbers as the labels of lists write them."""

from __future__ import annotations

_HAN = "〇一二三四五六七八九"
_MOST_ROMAN, _MOST_LETTERS = 3999, 26 * 30
"""Word and browsers write larger numbers as figures."""


def roman(number: int) -> str:
    """Return a Roman numeral, as far as there are any.

    >>> roman(14), roman(4000)
    ('XIV', '4000')
    """
    if number > _MOST_ROMAN:
        return str(number)
    parts = []
    for numeral, worth in zip(
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    ):
        times, number = divmod(number, worth)
        parts.append(numeral * times)
    return "".join(parts)


def letter(number: int) -> str:
    """Return the letter of a number; after z, Word goes on with aa, bb.

    >>> letter(2), letter(27), letter(1000)
    ('b', 'aa', '1000')
    """
    if number > _MOST_LETTERS:
        return str(number)
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1)


def han(number: int) -> str:
    """Return a Chinese numeral.

    >>> han(3), han(10), han(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "") if tens < 10 else str(number)  # noqa: PLR2004
