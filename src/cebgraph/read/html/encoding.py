"""In which encoding a web page is: its mark, what its server or it itself declares, else what its bytes look like."""

from __future__ import annotations

import codecs
import re

from cebgraph.read.encodings import known
from cebgraph.read.text import decode

_START = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]{0,200}encoding=["']([\w:.-]+)""", re.IGNORECASE
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_page(content: bytes, name: str) -> str:
    """Return the text of a page; what is no character of its encoding becomes U+FFFD, as in a browser.

    >>> decode_page('<meta charset="gb2312"><p>首协会'.encode("gb18030"), "a.html")
    '<meta charset="gb2312"><p>首协会'
    """
    if not content.startswith(_MARKS) and (declared := _DECLARED.search(content[:_START])):
        encoding = known(next(filter(None, declared.groups())).decode("ascii", "replace"))
        if encoding and not encoding.startswith("utf-16"):
            return content.decode(encoding, "replace")
    return decode(content, name)[0]
