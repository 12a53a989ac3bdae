"""Servers that tests start and stop: real processes on free ports of this machine."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    @property
    def sparql(self) -> str:
        """The address that answers questions."""
        return f"{self.address}/sparql"

    def workers(self) -> list[int]:
        """Return the numbers of the processes that answer for it."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text().split()]


@contextmanager
def serving(store: Path, *options: object, log: Path) -> Iterator[Served]:
    """Serve a store by the command line while the block runs."""
    command = [sys.executable, "-m", "cebgraph", "serve", "--store", store, "--port", 0, *options]
    with log.open("w") as stderr:
        process = subprocess.Popen(list(map(str, command)), stderr=stderr, text=True)
    try:
        yield Served(process, _address(process, log), log)
    finally:
        process.terminate()
        process.wait(20)


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """Return the address that a server tells once it takes requests."""
    while process.poll() is None:
        if told := re.search(r"served at (http://\S+)/sparql", log.read_text()):
            return told[1]
    raise AssertionError(log.read_text())
