"""Where the files of a thing stand: an IRI in, a path that every file system and every host takes, out.

No two IRIs have one path. What is no letter, digit or one of a few signs is written `~` and two hexadecimal digits for
each byte; a dot stays only before a digit, so that no folder of one thing is a file of another (`x.html`).
"""

from __future__ import annotations

import hashlib
from urllib.parse import quote, unquote

_SIGNS = "-_()"
_LONGEST = 120
"""Bytes of a name; with what stands beside it, below the 143 of encrypted file systems."""
_KEPT = 80


def path_of(iri: str, base: str) -> str:
    """Return the path of a thing, without an ending; that of one named elsewhere begins with `~`.

    >>> path_of("https://example.org/id/document/CEB/2020/1/Add.1", "https://example.org/id/")
    'document/CEB/2020/1/Add.1'
    >>> path_of("http://metadata.un.org/sdg/6", "https://example.org/id/")
    '~http/metadata~2Eun~2Eorg/sdg/6'
    """
    if iri.startswith(base):
        return "/".join(map(_name, iri.removeprefix(base).split("/")))
    scheme, _, rest = iri.partition("://")
    return "/".join(["~" + _name(scheme), *map(_name, rest.split("/"))])


def address(path: str) -> str:
    """Return a path as it stands in a link.

    >>> address("document/S/RES/2388(2017)")
    'document/S/RES/2388(2017)'
    """
    return quote(path, safe="/()~")


def root_from(path: str) -> str:
    """Return the address of the site's root as seen from a file.

    >>> root_from("en/body/hlcm.html"), root_from("index.html")
    ('../../', '')
    """
    return "../" * path.count("/")


def pattern(path: str) -> str:
    """Return a regular expression for a path as servers see it, decoded; it can stand between double quotes.

    >>> pattern("document/a%20b(1)")
    'document/a b[(]1[)]'
    """
    return "".join(map(_literal, unquote(path)))


def _literal(char: str) -> str:
    if char in "\"'%\\^{}" or not char.isprintable():
        return "."
    return f"[{char}]" if char in ".$*+?[]|()" else char


def _name(segment: str) -> str:
    """Return the name of a file or folder; two tildes stand only where a long one is cut."""
    if not segment:
        return "~"
    name = "".join(_written(segment, at) for at in range(len(segment)))
    if len(name.encode()) <= _LONGEST:
        return name
    digest = hashlib.blake2b(segment.encode(), digest_size=16).hexdigest()
    return f"{name.encode()[:_KEPT].decode(errors='ignore')}~~{digest}"


def _written(segment: str, at: int) -> str:
    char = segment[at]
    if char.isalnum() or char in _SIGNS:
        return char
    if char == "." and at and segment[at + 1 : at + 2].isdecimal():
        return char
    return "".join(f"~{byte:02X}" for byte in char.encode())
