"""What a process that works on what others gave may not do, whatever that says: take more memory, reach the network.

Both are asked of the operating system and cannot be taken back, so no slip of ours elsewhere undoes them.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import struct

# Classic BPF as seccomp(2) takes it: load the architecture and the number of a system call, compare, return a verdict.
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: its number in the audit interface, and the number of socket(2)."""
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def limit_memory(size: int) -> None:
    """Let this process hold no more than that many bytes."""
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_network() -> bool:
    """Take the right to open sockets from this process; say whether the system could (Linux on x86-64 or ARM64)."""
    known = _SOCKET.get(platform.machine())
    if platform.system() != "Linux" or known is None:
        return False
    architecture, socket = known
    code = b"".join(
        struct.pack("HBBI", *instruction)
        for instruction in (
            (_LOAD, 0, 0, _ARCHITECTURE),
            (_EQUAL, 0, 2, architecture),  # another than ours: not this process's own calls
            (_LOAD, 0, 0, _NUMBER),
            (_EQUAL, 1, 0, socket),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        )
    )
    system = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(code) // 8, code)
    failed = system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or system.prctl(
        _SECCOMP, _FILTER, ctypes.byref(program), 0, 0
    )
    return not failed
