"""Shows an answer to StartExecution without a usable tracker id, and how to watch a run that may have been started."""

from __future__ import annotations

import argparse

from ..core.errors import DmmError, NotDmmAnswer, OutcomeUnknown, RefusedByServer, ServerBusy
from ..core.tracker_ids import possible_tracker_ids
from .command_lines import watch_line
from .console import Console


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
