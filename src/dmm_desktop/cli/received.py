"""Shows an answer to StartExecution without a usable tracker id, and how to watch an import that may be running."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Sequence

from ..core.errors import DmmError, NotDmmAnswer, OutcomeUnknown, RefusedByServer, ServerBusy
from ..core.tracker_ids import possible_tracker_ids
from .console import Console

#: Words that need no quotes in cmd and PowerShell.
_PLAIN = re.compile(r"[\w./\\:~+=-]+", re.ASCII)


def tell_received(arguments: argparse.Namespace, console: Console, error: DmmError) -> None:
    """Show the answer that caused the error, unless the error already quotes the server's message."""
    is_quoted = not isinstance(error, OutcomeUnknown | NotDmmAnswer | RefusedByServer | ServerBusy) or (
        isinstance(error, RefusedByServer | ServerBusy) and bool(error.message)
    )
    if is_quoted or not error.received:
        return
    console.note("The server answered:")
    for line in error.received.split("\n"):
        console.note(f"  {line}".rstrip())
    found = possible_tracker_ids(error.received)
    if found:
        these = "that execution" if len(found) == 1 else "one of these executions"
        console.note(f"It contains what may be the tracker id. To watch {these}:")
    for tracker_id in found:
        console.note(f"  {watch_line(arguments, tracker_id)}")


def watch_line(arguments: argparse.Namespace, tracker_id: str, *, windows: bool = sys.platform == "win32") -> str:
    """The command that watches this id in the same environment, quoted for the shell."""
    words = ["dmm-desktop-cli", "watch", "--url", arguments.url]
    for option in ("contract", "ca", "data_dir"):
        value = getattr(arguments, option)
        if value is not None:
            words += [f"--{option.replace('_', '-')}", str(value)]
    words.append(tracker_id)
    return _for_windows(words) if windows else shlex.join(words)


def _for_windows(words: Sequence[str]) -> str:
    """Quote for cmd and PowerShell."""
    return " ".join(word if _PLAIN.fullmatch(word) else '"{}"'.format(word.replace('"', '\\"')) for word in words)
