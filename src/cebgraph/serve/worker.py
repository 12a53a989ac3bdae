"""A process that answers questions one after another: frames in on stdin, frames out on stdout.

It ends when its server does: a thread waits for the next question even while one is being answered, and takes the
process with it when the pipe closes.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import sys
import threading
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Store

from cebgraph.confinement import forbid_network, limit_memory
from cebgraph.serve.answering import Federation, prepared
from cebgraph.serve.frames import HEAD, Kind, frame, question_in
from cebgraph.serve.questions import Question, Refusal
from cebgraph.store import Generation, open_generation

_PART = 64 * 1024
_LARGE = 200_000_000  # bytes: a worker that has grown so far makes room for a new one


def main(generation: str, memory: str, *allowed: str) -> None:
    """Answer questions from a database until there are no more."""
    limit_memory(int(memory))
    store = open_generation(Generation(Path(generation), "", 0))
    federation = Federation(allowed, confined=not allowed and forbid_network())
    questions: queue.SimpleQueue[Question] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions,), daemon=True).start()
    while True:
        _answer(store, questions.get(), federation)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > _LARGE
        _send(Kind.END, b"\1" if grown else b"")


def _answer(store: Store, question: Question, federation: Federation) -> None:
    """Send an answer; what goes wrong before its first part, or after it, is sent as a refusal."""
    try:
        answer = prepared(store, question, federation)
        parts = _Parts(answer.media_type)
        answer.write(cast("IO[bytes]", parts))
        parts.flush()
    except Refusal as refusal:
        _send(Kind.REFUSED, json.dumps([refusal.status, str(refusal)]).encode())
    except (ValueError, RuntimeError, OSError) as error:  # of the engine, while it computes
        _send(Kind.REFUSED, json.dumps([400, str(error)]).encode())


def _listen(questions: queue.SimpleQueue[Question]) -> None:
    stdin = sys.stdin.buffer
    while head := stdin.read(HEAD.size):
        _, length = HEAD.unpack(head)
        questions.put(question_in(stdin.read(length)))
    os._exit(0)


def _send(kind: Kind, content: bytes) -> None:
    sys.stdout.buffer.write(frame(kind, content))
    sys.stdout.buffer.flush()


class _Parts:
    """A file whose content goes out in parts of a fair size, the media type before the first."""

    def __init__(self, media_type: str) -> None:
        self._media_type = media_type
        self._held = bytearray()

    def write(self, content: bytes) -> int:
        self._held += content
        if len(self._held) >= _PART:
            self.flush()
        return len(content)

    def flush(self) -> None:
        if self._media_type:
            _send(Kind.ANSWER, self._media_type.encode())
            self._media_type = ""
        _send(Kind.PART, bytes(self._held))
        self._held.clear()


if __name__ == "__main__":
    main(*sys.argv[1:])
