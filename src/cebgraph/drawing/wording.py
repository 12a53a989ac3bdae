"""The words of the pictures themselves, in the languages that a reader may choose."""

from __future__ import annotations

from cebgraph.errors import CebgraphError

LANGUAGES = ("zh", "en")

_WORDS = {
    "hierarchy": ("协调机构的隶属关系", "The hierarchy of bodies"),
    "bodies": ("{number} 个机构，上级在上，下级在下。", "{number} bodies, each below the one that it is part of."),
    "also": ("亦属{name}", "also part of {name}"),
    "neighbourhood": ("{name}的关联", "What is said of “{name}”"),
    "things": (
        "左为涉及它的事物，右为它所涉及的事物，相距至多 {depth} 步，共 {number} 个；箭头由主体指向客体。",
        "Left: what speaks of it. Right: what it speaks of. Depth {depth}, {number} things. Arrows: subject to object.",
    ),
    "alone": ("没有已知的关联。", "Nothing is said of it and another thing."),
    "timeline": ("行为的时间线", "Acts in time"),
    "acts": (
        "{number} 项有日期的行为，颜色表示所涉事物的种类。另有 {undated} 条陈述没有日期，未予绘出。",
        "{number} acts with a date, in the colour of what is acted upon. {undated} statements without are not drawn.",
    ),
    "no month": ("月份未述", "no month told"),
    "other dates": ("其他日期", "other dates"),
    "month": ("{number} 月", "{name}"),
    "dashed": ("计划、商定或否定", "planned, agreed or denied"),
    "planned": ("计划", "planned"),
    "agreed": ("商定", "agreed"),
    "negated": ("否定", "denied"),
    "list": ("、", ", "),
    "told": ("{what}（{how}）", "{what} ({how})"),
}


def words(language: str, key: str, **values: object) -> str:
    """Return words in a language, with some values in them.

    Raises CebgraphError for a language that the pictures do not speak.

    >>> words("en", "also", name="CEB")
    'also part of CEB'
    """
    if language not in LANGUAGES:
        raise CebgraphError(f"pictures do not speak {language!r}", hint=f"choose {' or '.join(LANGUAGES)}")
    return _WORDS[key][LANGUAGES.index(language)].format(**values)
