"""Which simplified character each traditional one is: data/languages/zh/traditional.txt.

For comparing names only; a text is never rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cebgraph.errors import DataFileError
from cebgraph.resources.paths import folder

_PAIR = 2


@lru_cache
def load_traditional() -> Mapping[int, str]:
    """Read the pairs, as `str.translate` takes them.

    Raises DataFileError with every entry that is no pair, or gives a character another meaning.

    >>> "聯合國發展議程".translate(load_traditional())
    '联合国发展议程'
    """
    path = folder("data") / "languages" / "zh" / "traditional.txt"
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    entries = [(number, entry) for number, line in lines if not line.startswith("#") for entry in line.split()]
    pairs = {ord(entry[0]): entry[1:] for _, entry in entries}
    wrong = [(number, entry) for number, entry in entries if len(entry) != _PAIR or pairs[ord(entry[0])] != entry[1]]
    if wrong:
        raise DataFileError(
            [f"{path}:{number}: {entry!r} is no pair, or its first stands in two" for number, entry in wrong]
        )
    return pairs
