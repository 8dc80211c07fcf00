"""How a process has ended, in words."""

from __future__ import annotations

import signal
from contextlib import suppress


def exit_status(code: int) -> str:
    """From `Popen.returncode`: "exit code 3", or "signal 11 (SIGSEGV)". The codes of Windows for crashes are large, and
    are known in hexadecimal."""
    if code > 255:
        return f"exit code {code:#x}"
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return f"signal {-code} ({signal.Signals(-code).name})"
    return f"signal {-code}"
