"""Reads the log lines of an execution from the server, or from a saved zip."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..archive.layout import display_name
from ..archive.log_zip import LogEntry, list_entries, texts_of
from ..archive.secrets_in_zips import errors_quoting, quoted
from ..core.errors import LocalError
from ..core.execution_errors import LogOfAnother
from ..core.job import CancelToken, OnProgress, Progress
from ..core.kept_log import KeptLog
from ..core.log_counts import LogCounts
from ..core.models import ExecutionStatus
from ..core.redaction import Redaction
from ..core.runs import Run, has_ended
from ..core.text import Text
from .context import OperationContext
from .doubts import doubted, require_own_id
from .kept_logs import LogKeeper
from .log_lines import LogLines, batches_of_lines
from .log_reader import Deliver, LogReader
from .log_tally import LogTally
from .retrying import BRIEFLY, repeating

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogRead(Progress):
    """The number of lines read, a ``notice`` about them, and their final ``counts``, if known. ``not_kept``: why they
    could not be kept on this computer; ``kept``, in the last report: the run's log that is now kept."""

    lines: int
    notice: Text | None
    counts: LogCounts | None = None
    not_kept: LocalError | None = None
    kept: KeptLog | None = None


def read_log(
    context: OperationContext,
    run: Run,
    deliver: Deliver,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
) -> ExecutionStatus:
    """Pass every line to ``deliver``, once and in order, as far as the server allows this, and return the first status
    received. While the server is busy, or the network fails, a request is repeated for up to ``briefly`` seconds.
    Reports LogRead and Waiting. If the run is known here, the number of lines that look like errors is stored with it.

    Raises IdOfAnother before anything is sent; LogOfAnother, and marks the run, if the status does not fit what is
    known of it; UnreadableAnswer if a page cannot be decoded, LocalError if there is no room for one, and the errors of
    the client.
    """
    require_own_id(run)
    keeper = LogKeeper(context, run)

    def hand_on(lines: Sequence[str]) -> None:
        deliver(lines)
        keeper.add(lines)
        report(LogRead(reader.lines + len(lines), reader.notice, not_kept=keeper.problem))

    repeat = repeating(cancel, report, briefly)
    with repeat(lambda: context.client(run, cancel)) as client:
        tally = LogTally(hand_on)
        reader = LogReader(client, run.tracker_id, context.workspace.spool, tally, repeat)
        status = repeat(lambda: client.get_execution_status(run.tracker_id))
        if not run.fits(status):
            doubted(context, run, status)
            raise LogOfAnother
        try:
            reader.poll()
            if reader.problem is not None:
                raise reader.problem
            reader.finish()
        except BaseException:
            keeper.end(reader, is_whole=False)
            raise
        is_over = has_ended(status.status) or run.state.leaves_outputs
        counts = tally.counts(reader, is_whole=is_over)
        if counts is not None:
            _note(context, run, counts, reader.notice)
        kept = keeper.end(reader, is_whole=is_over)
        report(LogRead(reader.lines, reader.notice, counts, keeper.problem, kept))
        return status


def _note(context: OperationContext, run: Run, counts: LogCounts, notice: Text | None) -> None:
    """Store what is known about the log. If this fails, the lines are still available."""
    try:
        context.workspace.note_log(run, counts, notice)
    except LocalError as error:
        _LOG.warning("what the log of the run %s has could not be stored: %s", run.id, error)


@dataclass(frozen=True, slots=True)
class LinesRead(Progress):
    """How many lines of the file have been read."""

    count: int


@dataclass(frozen=True, slots=True)
class SavedLog:
    """A file in the zip, and its name as it may be shown."""

    entry: LogEntry
    shown_name: str


def list_saved_logs(secrets: Redaction, path: Path, cancel: CancelToken, report: OnProgress) -> tuple[SavedLog, ...]:
    """The files in the zip, in the order of the zip, with secrets hidden in the names to be shown. Raises ArchiveError
    and LocalError."""
    return tuple(SavedLog(entry, quoted(display_name(entry.name), secrets)) for entry in list_entries(path))


#: Maximum number of lines shown of a file; the rest are only counted.
MAX_LINES = 5_000_000


def read_saved_log(
    secrets: Redaction,
    path: Path,
    entry: LogEntry,
    log: LogLines,
    cancel: CancelToken,
    report: OnProgress,
    *,
    most: int = MAX_LINES,
) -> int:
    """Add the first ``most`` lines of a file to ``log``, with secrets hidden. Reports LinesRead. Returns the number of
    lines left out.

    Raises ArchiveError and LocalError after adding the lines before the fault.
    """
    beginning = _Beginning(texts_of(path, entry), most, cancel)
    with errors_quoting(secrets):
        for lines in batches_of_lines(beginning, secrets):
            cancel.check()
            log.append(lines)
            report(LinesRead(log.total))
    return beginning.left_out


class _Beginning:
    """The first ``most`` lines of a text that arrives in pieces; after reading, ``left_out`` is the number of the
    others."""

    def __init__(self, texts: Iterable[str], most: int, cancel: CancelToken) -> None:
        self._texts = iter(texts)
        self._most = most
        self._cancel = cancel
        self.left_out = 0

    def __iter__(self) -> Iterator[str]:
        left = self._most
        for text in self._texts:
            ends = text.count("\n")
            if ends >= left:
                rest = text.split("\n", left)[left]
                yield text[: len(text) - len(rest)]
                self._count(rest)
                return
            left -= ends
            yield text

    def _count(self, rest: str) -> None:
        last = ""  # a last line without a line end counts too
        for text in chain([rest], self._texts):
            self._cancel.check()
            self.left_out += text.count("\n")
            last = text[-1:] or last
        self.left_out += last not in ("", "\n")
