"""Reading in a process of its own, within limits of memory and time: bytes in, text or one clear error out."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

from cebgraph.errors import SourceError
from cebgraph.read.extracted import Extracted, from_json
from cebgraph.read.formats import Format

MEMORY = 1 << 30
"""Bytes that reading a file may take."""
SECONDS = 120
"""Of processor time that reading a file may take."""
_WAIT = 600


def read_confined(
    format_: Format, content: bytes, name: str, *, memory: int = MEMORY, seconds: int = SECONDS
) -> Extracted:
    """Read a file in a process of its own.

    Raises SourceError with what its reader says, or for a file that breaks the reader or its limits.
    """
    command = (sys.executable, "-m", "cebgraph.read.child", format_.key, name, str(memory), str(seconds))
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False, timeout=_WAIT)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise SourceError(f"not read within {_WAIT} s", where=name, hint="is it made to harm?") from None
    if done.returncode:
        raise _broken(done.returncode, done.stderr, name, seconds)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        message, where, hint = answer["error"]
        raise SourceError(message, where=where or name, hint=hint)
    return from_json(answer)


def _broken(code: int, told: bytes, name: str, seconds: int) -> SourceError:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return SourceError(f"takes more than {seconds} s to read", where=name, hint="is it made to harm?")
    if b"MemoryError" in told:
        return SourceError("takes more memory than any report", where=name, hint="is it made to harm?")
    reason = told.decode("utf-8", "replace").strip().rpartition("\n")[2]
    hint = f"its reader ended with: {reason}" if reason else "its reader was broken by it"
    return SourceError("damaged, or made to harm", where=name, hint=hint)
