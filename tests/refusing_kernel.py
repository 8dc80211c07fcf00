"""System calls that the kernel refuses to this process from now on, as on a failing disk or a network drive."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import subprocess
import sys

import pytest

from not_on_windows import SYSTEM_CALLS

_NUMBERS = {"x86_64": {"mmap": 9, "pread64": 17}, "aarch64": {"mmap": 222, "pread64": 67}}

_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06  # instructions of the filter
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000


def refuse(call: str, argument: int, value: int, error: int, *, any_bit: bool = False) -> None:
    """Let ``call`` fail with this error number whenever its argument, counted from 0, has this value or any of its
    bits. This cannot be undone."""
    program = [
        (_LOAD, 0, 0, 0),
        (_IF_EQUAL, 0, 3, _NUMBERS[platform.machine()][call]),
        (_LOAD, 0, 0, 16 + 8 * argument),  # the lower half on little-endian machines
        (_IF_ANY_BIT if any_bit else _IF_EQUAL, 0, 1, value),
        (_RETURN, 0, 0, _FAIL | error),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBL", *step) for step in program))
    header = struct.pack("=H6xQ", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SET_SECCOMP, _FILTER, header, 0, 0):
        raise OSError(ctypes.get_errno(), "no filter")


def refuse_shared_memory() -> None:
    """Refuse to map files to shared memory, as on many network drives."""
    refuse("mmap", 3, 0x01, 19, any_bit=True)  # MAP_SHARED; ENODEV


def refuse_reading_at(offset: int) -> None:
    """Refuse to read this position of a file, as on a disk with a bad sector."""
    refuse("pread64", 3, offset, 5)  # EIO


def require() -> None:
    """Skip the test if the kernel cannot be told to refuse calls."""
    if sys.platform == "win32":
        pytest.skip(SYSTEM_CALLS)
    program = "import refusing_kernel; refusing_kernel.refuse_shared_memory()"
    able = platform.machine() in _NUMBERS and sys.platform == "linux"
    where = os.path.dirname(__file__)
    if not able or subprocess.run([sys.executable, "-c", program], cwd=where, capture_output=True).returncode:
        pytest.skip("this machine cannot refuse system calls to a process")
