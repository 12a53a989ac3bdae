"""The names of encodings, as servers and pages use them."""

from __future__ import annotations

import codecs

# What browsers read instead of a name that is older than its use.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"}


def known(encoding: str) -> str:
    """Return the name of an encoding as it is meant; empty for one that does not exist.

    >>> known("GB2312"), known("nonsense")
    ('gb18030', '')
    """
    encoding = encoding.strip().lower()
    try:
        codec = codecs.lookup(_MEANT.get(encoding, encoding))
        return codec.name if b"".decode(codec.name) == "" else ""
    except (LookupError, ValueError):
        return ""
