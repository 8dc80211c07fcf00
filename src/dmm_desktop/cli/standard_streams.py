"""The standard streams: which of them are terminals, and how to encode text for a reader that does not specify it."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TextIO

#: Typographic characters missing from the code pages of Windows consoles, and their replacements.
_PLAIN = {"…": "...", "“": '"', "”": '"', "\u2018": "'", "\u2019": "'", "–": "-", "—": "-", "·": "-", "\u00a0": " "}


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the user can be prompted on this stream. On Windows, ``isatty`` is also true for NUL [platform]."""
    if stream is None or not stream.isatty():
        return False
    return sys.platform != "win32" or _is_console(stream.fileno())


def make_readable(stream: TextIO | None) -> None:
    """Make the stream accept every character, in the encoding that its reader expects.

    Python uses the ANSI code page for redirected output on Windows. cmd, ``more`` and PowerShell read it in the code
    page of their console [platform]. Without a console, UTF-8 is used. PYTHONIOENCODING and PYTHONUTF8 override both.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    encoding = None
    is_chosen = bool(os.environ.get("PYTHONIOENCODING") or sys.flags.utf8_mode)
    if sys.platform == "win32" and not is_chosen and not is_terminal(stream):
        encoding = _console_encoding()
    stream.reconfigure(encoding=encoding, errors="plain")


def _plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """An error handler: typographic characters become plain ones, others are written as codes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    left_out = error.object[error.start : error.end]
    return "".join(_PLAIN.get(c) or c.encode("ascii", "backslashreplace").decode() for c in left_out), error.end


codecs.register_error("plain", _plain)

if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _is_console(descriptor: int) -> bool:
        mode = ctypes.c_ulong()
        return bool(ctypes.windll.kernel32.GetConsoleMode(msvcrt.get_osfhandle(descriptor), ctypes.byref(mode)))

    def _console_encoding() -> str:
        encoding = f"cp{ctypes.windll.kernel32.GetConsoleOutputCP()}"  # 0 without a console
        try:
            return codecs.lookup(encoding).name
        except LookupError:
            return "utf-8"
