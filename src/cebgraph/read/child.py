"""The process that reads one file of an untrusted format: its bytes come in on stdin, its text goes out on stdout.

It has as much memory and time as a report may need, and no network, so that a file made to break its reader breaks
nothing else.
"""

from __future__ import annotations

import json
import resource
import sys

from cebgraph.confinement import forbid_network, limit_memory
from cebgraph.errors import CebgraphError, missing_extra
from cebgraph.read.extracted import to_json
from cebgraph.read.formats import FORMATS


def main(key: str, name: str, memory: str, seconds: str) -> None:
    """Read a file, and write what it holds, or why it cannot be read."""
    content = sys.stdin.buffer.read()
    limit_memory(int(memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    reader = next(format_ for format_ in FORMATS if format_.key == key)
    try:
        read = reader.reader()
        forbid_network()
        answer = to_json(read(content, name))
    except ModuleNotFoundError as error:
        missing = missing_extra("documents", error)
        answer = {"error": [missing.message, missing.where, missing.hint]}
    except CebgraphError as error:
        answer = {"error": [error.message, error.where, error.hint]}
    except (MemoryError, RecursionError):
        answer = {"error": ["takes more memory than any report", name, "is it made to harm?"]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
