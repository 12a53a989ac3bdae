"""How the server and its workers talk: frames of a kind, a length and a content, over the pipes of a process.

A question goes out as JSON. Back come a head (the media type of the answer, or a refusal), parts of the answer as they
are made, and an end. What a process that died has not sent is missing, and cannot be taken for an end.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from enum import IntEnum
from typing import Any

from cebgraph.serve.questions import Question

HEAD = struct.Struct("!BI")
"""Kind and length."""


class Kind(IntEnum):
    """Of a frame."""

    ASKED = 1
    ANSWER = 2
    """The media type of the answer that follows."""
    REFUSED = 3
    """Status and message."""
    PART = 4
    END = 5
    """Holds one byte where the worker goes, because it has become large."""


def frame(kind: Kind, content: bytes = b"") -> bytes:
    r"""Return a frame.

    >>> frame(Kind.PART, b"abc")
    b'\x04\x00\x00\x00\x03abc'
    """
    return HEAD.pack(kind, len(content)) + content


def question_frame(question: Question) -> bytes:
    """Return the frame of a question."""
    return frame(Kind.ASKED, json.dumps(asdict(question)).encode())


def question_in(content: bytes) -> Question:
    """Return the question that a frame holds."""
    told: dict[str, Any] = json.loads(content)
    for name in ("default_graphs", "named_graphs"):
        told[name] = tuple(told[name])
    told["values"] = tuple((name, value) for name, value in told["values"])
    return Question(**told)
