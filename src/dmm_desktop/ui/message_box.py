"""On Windows, shows what the program prints before its window opens: without a console, nobody would see it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

_INFORMATION, _ERROR = 0x40, 0x10  # MB_ICONINFORMATION, MB_ICONERROR


@contextmanager
def output_in_message_box(title: str) -> Iterator[None]:
    """Show what the block prints in a message box if the block exits the program and there are no standard streams.

    Windows gives a GUI program none unless its output is redirected [platform]. QCommandLineParser does the same.
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
