"""Files as a user finds them: they appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

from cebgraph.errors import CebgraphError


def write_whole(content: bytes, file: Path) -> None:
    """Put a content in a file's place; an earlier file stays until then.

    Raises CebgraphError where the file cannot be written.
    """
    if file.exists() and not file.is_file():
        raise CebgraphError("is no file that can be replaced", where=str(file), hint="name a file")
    file = file.resolve()  # what a link points to, not the link
    draft = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise CebgraphError(reason, where=str(file), hint="name a place that can be written") from error
