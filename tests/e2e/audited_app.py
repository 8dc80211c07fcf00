"""The audited application: `python audited_app.py [ARGUMENT ...]`, or `--violate KIND ...` to see the audit fail.

Anything that waits for others or may take long must not happen on the GUI thread: sockets, SQLite, the key store, large
files. Each violation writes a line beginning with VIOLATION and the stack to standard error, and the work continues.

Two hooks of Python are used, because neither sees everything. The audit hook sees what is opened: connections, name
look-ups, databases, files. The profile function of the GUI thread sees operations on objects opened on another thread:
methods of sockets and databases, and calls into the libraries for servers and key stores.
"""

from __future__ import annotations

import _socket
import _thread
import os
import sqlite3
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from e2e.violations import violate

#: The command that starts it.
AUDITED = (sys.executable, str(Path(__file__)))

_GUI_THREAD = _thread.get_ident()

#: Prefixes of audit events. `open` is handled separately.
_EVENTS = ("socket.", "sqlite3.", "http.client.", "urllib.", "subprocess.", "os.system", "shutil.")
#: Libraries that wait for others; loading them is allowed, calling them is not.
_LIBRARIES = ("requests", "urllib3", "keyring", "secretstorage", "jeepney")
_PARTS = tuple(f"{os.sep}{name}{os.sep}" for name in _LIBRARIES)
_HANDLES = (_socket.socket, sqlite3.Connection, sqlite3.Cursor)
#: What returns at once: cancelling a request shuts its socket down, from the thread that cancels (api/transport.py).
_PROMPT = ("shutdown",)
#: Size in bytes from which a file is large. Python modules may be larger: they are read once, as part of the program.
_LARGE = 64 * 1024
_MODULES = (".py", ".pyc", ".so", ".pyd")

#: Modules that create classes of Qt.
_QT_MODULES = ("PySide6", "dmm_desktop.ui", "dmm_desktop.workers")

_is_telling = False


def _tell(where: str, what: str, frame: FrameType) -> None:
    global _is_telling
    _is_telling = True  # the stack reads source files
    stack = "".join(traceback.format_stack(frame))
    sys.stderr.write(f"VIOLATION {where} the GUI thread: {what}\n{stack}\n")
    sys.stderr.flush()
    _is_telling = False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _is_telling:
        return
    if _thread.get_ident() != _GUI_THREAD:
        if event == "import" and str(arguments[0]).startswith(_QT_MODULES):
            _tell("outside", f"import {arguments[0]}", sys._getframe(1))
        return
    if event == "open":
        path = arguments[0]
        if isinstance(path, str | bytes) and _is_heavy(Path(os.fsdecode(path))):
            _tell("on", f"open {os.fsdecode(path)}", sys._getframe(1))
    elif event.startswith(_EVENTS):
        _tell("on", f"{event} {arguments!r}", sys._getframe(1))


def _is_heavy(path: Path) -> bool:
    """Whether a file is large, or of a kind that gets large."""
    if path.suffix in (".zip", ".part", ".sqlite"):
        return True
    return path.suffix not in _MODULES and path.is_file() and path.stat().st_size > _LARGE


def _profile(frame: FrameType, event: str, argument: Any) -> None:
    if _is_telling:
        return
    if event == "c_call":
        handle = getattr(argument, "__self__", None)
        if isinstance(handle, _HANDLES) and argument.__name__ not in _PROMPT:
            _tell("on", f"{type(handle).__name__}.{argument.__name__}", frame)
    elif event == "call" and frame.f_code.co_name != "<module>":
        file = frame.f_code.co_filename
        if any(part in file for part in _PARTS) and not _is_loading(frame):
            _tell("on", f"{file}: {frame.f_code.co_name}", frame)


def _is_loading(frame: FrameType | None) -> bool:
    """Whether this frame is part of loading a module, such as a decorator."""
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def main() -> int:
    """Run the application, or commit the given violations instead."""
    from dmm_desktop import app

    sys.addaudithook(_audit)
    sys.setprofile(_profile)
    if sys.argv[1:2] == ["--violate"]:
        for kind in sys.argv[2:]:
            sys.stderr.write(f"NOW {kind}\n")
            violate(kind)
        return 0
    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
