"""Reads the log lines of an execution as they are now, or from a zip that was saved."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..archive.layout import display_name
from ..archive.log_zip import list_entries, texts_of
from ..core.errors import LocalError
from ..core.job import CancelToken, OnProgress, Progress
from ..core.log_counts import LogCounts
from ..core.models import ExecutionStatus
from ..core.runs import Run, has_ended
from ..core.text import Text
from .context import OperationContext
from .log_lines import LogLines, batches_of_lines
from .log_reader import Deliver, LogReader
from .log_tally import LogTally
from .retrying import BRIEFLY, repeating

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogRead(Progress):
    """So many lines were read; ``notice`` is what has to be said about them, ``counts`` what is known of them at the
    end."""

    lines: int
    notice: Text | None
    counts: LogCounts | None = None


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
    seconds. Reports LogRead and Waiting. How many lines look like errors is stored with the run, if that is known here.

    Raises UnreadableAnswer if a page cannot be decoded, LocalError if there is no room for one, and as the client
    does.
    """

    def hand_on(lines: Sequence[str]) -> None:
        deliver(lines)
        report(LogRead(reader.lines + len(lines), reader.notice))

    repeat = repeating(cancel, report, briefly)
    with repeat(lambda: context.client(run, cancel)) as client:
        tally = LogTally(hand_on)
        reader = LogReader(client, run.tracker_id, context.workspace.spool, tally, repeat)
        status = reader.poll()
        if reader.problem is not None:
            raise reader.problem
        reader.finish()
        is_over = has_ended(status.status) or run.state.leaves_outputs
        counts = tally.counts(reader, is_whole=is_over)
        if counts is not None:
            _note(context, run, counts, reader.notice)
        report(LogRead(reader.lines, reader.notice, counts))
        return status


def _note(context: OperationContext, run: Run, counts: LogCounts, notice: Text | None) -> None:
    """Store what is known of the log. The lines are there even if that fails."""
    try:
        context.workspace.note_log(run.id, counts, notice)
    except LocalError as error:
        _LOG.warning("what the log of the run %s has could not be stored: %s", run.id, error)


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
