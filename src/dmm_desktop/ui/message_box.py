"""Shows what the program prints before it has a window. On Windows, where it has no console, this is a message box."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

_INFORMATION, _ERROR = 0x40, 0x10  # MB_ICONINFORMATION, MB_ICONERROR


@contextmanager
def output_in_message_box(title: str) -> Iterator[None]:
    """Show what the block prints before it ends the process, if Windows has given the process no standard streams.

    It gives a program with windows none unless the output is redirected [platform]. Qt's own parser of arguments does
    the same.
    """
    if sys.platform != "win32" or (sys.stdout is not None and sys.stderr is not None):
        yield
        return
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            yield
        except SystemExit as end:
            _show(title, printed.getvalue().strip(), _ERROR if end.code else _INFORMATION)
            raise


def _show(title: str, content: str, icon: int) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, content, title, icon)
