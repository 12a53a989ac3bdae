"""Two names that change places in one step, where the system can: two paths in, whether it could, out."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_HERE = -100
_EXCHANGE = 2


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; say whether that was done, which takes Linux and a file system that can.

    `rename` does not replace a folder that holds anything, and of two renames the first may be the last thing done.
    """
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and not call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
