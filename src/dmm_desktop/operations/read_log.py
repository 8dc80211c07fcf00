"""Reads the log lines of an execution as they are now, or from a zip that was saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..archive.layout import display_name
from ..archive.log_zip import list_entries, texts_of
from ..core.job import CancelToken, OnProgress, Progress
from ..core.models import ExecutionStatus
from ..core.runs import Run
from ..core.text import Text
from .context import OperationContext
from .log_lines import LogLines, batches_of_lines
from .log_reader import Deliver, LogReader
from .retrying import BRIEFLY, repeating


@dataclass(frozen=True, slots=True)
class LogRead(Progress):
    """So many lines were read; ``notice`` is what has to be said about them."""

    lines: int
    notice: Text | None


def read_log(
    context: OperationContext,
    run: Run,
    deliver: Deliver,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
) -> ExecutionStatus:
    """Hand every line to ``deliver``, once and in order, as far as the server makes that possible, and return the
    status that came first. While the server is busy, or the network fails, a request is repeated for up to ``briefly``
    seconds. Reports LogRead and Waiting.

    Raises UnreadableAnswer if a page cannot be decoded, LocalError if there is no room for one, and as the client
    does.
    """

    def hand_on(lines: Sequence[str]) -> None:
        deliver(lines)
        report(LogRead(reader.lines + len(lines), reader.notice))

    repeat = repeating(cancel, report, briefly)
    with repeat(lambda: context.client(run, cancel)) as client:
        reader = LogReader(client, run.tracker_id, context.workspace.spool, hand_on, repeat)
        status = reader.poll()
        if reader.problem is not None:
            raise reader.problem
        reader.finish()
        report(LogRead(reader.lines, reader.notice))
        return status


@dataclass(frozen=True, slots=True)
class LinesRead(Progress):
    """So many lines of the file are there."""

    count: int


@dataclass(frozen=True, slots=True)
class SavedLog:
    """A file in the zip: ``name`` as it is written there, ``shown_name`` for a person; ``size`` in bytes."""

    name: str
    shown_name: str
    size: int


def list_saved_logs(path: Path, cancel: CancelToken, report: OnProgress) -> tuple[SavedLog, ...]:
    """The files in the zip, in its order. Raises ArchiveError and LocalError."""
    return tuple(SavedLog(entry.name, display_name(entry.name), entry.size) for entry in list_entries(path))


def read_saved_log(path: Path, name: str, log: LogLines, cancel: CancelToken, report: OnProgress) -> None:
    """Add the lines of the file with that name to ``log``, and report LinesRead. Raises ArchiveError and LocalError
    after the lines before the fault."""
    for lines in batches_of_lines(texts_of(path, name)):
        cancel.check()
        log.append(lines)
        report(LinesRead(log.total))
