"""Reads the commands that the application offers, as shells do."""

import ctypes
import shlex
import sys

#: A value that shells interpret unless it is quoted. The second one cannot be quoted for both cmd and PowerShell.
if sys.platform == "win32":
    QUOTED = "here & there; it's more"
else:
    QUOTED = '"$HOME" & more'


def words_of(line: str) -> list[str]:
    """The words of a command line. On Windows, the program splits the line, not the shell."""
    if sys.platform != "win32":
        return shlex.split(line)
    number = ctypes.c_int()
    split = ctypes.windll.shell32.CommandLineToArgvW
    split.restype = ctypes.POINTER(ctypes.c_wchar_p)
    found = split(ctypes.c_wchar_p(line.strip()), ctypes.byref(number))
    words = [str(word) for word in found[: number.value]]
    ctypes.windll.kernel32.LocalFree(ctypes.cast(found, ctypes.c_void_p))
    return words
