"""Keeps the logs that are read, shows them without the server, and removes old ones.

The files are in the data folder; the row of a run names the one with its log. A process writes only files of its own,
and a file that no row names is removed, or gets a row, only when the process that wrote it has ended: no process
disturbs another.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..core.errors import LocalError
from ..core.job import CancelToken, OnProgress
from ..core.kept_log import KeptLog, LogChoice, LogEnd
from ..core.local_files import cannot_read
from ..core.runs import Run
from ..core.text import Text, text
from ..storage.kept_logs import KeptFile, KeptLogWriter
from .context import OperationContext
from .log_lines import hidden_in
from .workspace import Workspace

if TYPE_CHECKING:  # the window imports this module before it needs the network
    from .log_reader import Deliver, LogReader

_LOG = logging.getLogger(__name__)


class LogKeeper:
    """Keeps what one reading of a run's log delivers, if the user wants that. It never raises: ``problem`` is why lines
    could not be kept."""

    def __init__(self, context: OperationContext, run: Run) -> None:
        self._context = context
        self._run = run
        self._writer: KeptLogWriter | None = None
        self._has_begun = self._has_ended = False
        self._read_at = datetime.now(UTC)
        self.problem: LocalError | None = None

    def add(self, lines: Sequence[str]) -> None:
        """Keep lines, in which secrets are hidden."""
        self._read_at = datetime.now(UTC)
        if not self._has_begun:
            self._has_begun = True
            self._begin()
        if (writer := self._wanted_writer()) is not None:
            try:
                writer.append(lines)
            except LocalError as error:
                self._fail(error)

    def flush(self) -> None:
        """Write what has been added: it is then there even if the process is killed."""
        if (writer := self._wanted_writer()) is not None:
            try:
                writer.flush()
            except LocalError as error:
                self._fail(error)

    def end(self, reader: LogReader, *, is_whole: bool) -> KeptLog | None:
        """Stop keeping lines. Returns the log if it is now that of the run. ``is_whole``: the run had ended, and its
        log was read to the end. A second call does nothing."""
        self.flush()
        writer = self._writer
        if writer is None or self._has_ended:
            return None
        self._has_ended = True
        writer.close()
        if not writer.lines:
            return None
        end, read_at = writer.end, self._read_at
        if end is LogEnd.PART and is_whole and reader.notices.is_whole:
            end, read_at = LogEnd.WHOLE, datetime.now(UTC)
        log = KeptLog(writer.name, writer.lines, read_at, end, reader.notices.is_exact, reader.notice)
        try:
            return log if _record(self._context, self._run, log) else None
        except LocalError as error:  # the file is found again once this process has ended
            self._fail(error)
            return None

    def _begin(self) -> None:
        """Begin a file if the log is to be kept and the run is known here."""
        try:
            workspace = self._context.workspace
            if self._context.log_choice.includes(self._run.stage) and workspace.run(self._run.id) is not None:
                self._writer = workspace.log_writer(self._run.id)
        except LocalError as error:
            self._fail(error)

    def _wanted_writer(self) -> KeptLogWriter | None:
        """The writer, if there is one to write with; removes its file if the user no longer wants the log to be
        kept."""
        if self._has_ended or self._writer is None:
            return None
        if self._context.log_choice.includes(self._run.stage):
            return self._writer
        self._writer.close()
        self._context.workspace.kept_logs.remove(self._writer.name)
        self._writer = None
        return None

    def _fail(self, error: LocalError) -> None:
        _LOG.warning("the log of the run %s is not kept: %s", self._run.id, error)
        self.problem = error


def _record(context: OperationContext, run: Run, log: KeptLog) -> bool:
    """Make this the log of the run, unless the user no longer wants that or an earlier one is better. Remove the one
    that is not kept, and old logs if all of them take too much room. Returns whether this one is kept. Raises
    LocalError."""
    workspace = context.workspace
    if not context.log_choice.includes(run.stage):
        workspace.kept_logs.remove(log.file)
        return False
    with workspace.store() as store:
        other = store.runs.keep_log(run.id, run.tracker_id, log)
    if other is not None:
        workspace.kept_logs.remove(other.file)
    if other is log:
        return False
    return run.id not in _make_room(workspace)


def read_kept_log(
    context: OperationContext, run_id: str, deliver: Deliver, cancel: CancelToken, report: OnProgress
) -> None:
    """Pass the lines of the run's kept log to ``deliver``, if there is one; secrets that have become known since are
    hidden too. Raises LocalError, after the lines before the fault."""
    workspace = context.workspace
    run = workspace.run(run_id)
    if run is None or run.kept_log is None:
        return
    for lines in _lines_of(workspace, run.kept_log):
        cancel.check()
        deliver(list(hidden_in(lines, context.secrets)))


def _lines_of(workspace: Workspace, log: KeptLog) -> Iterator[list[str]]:
    """The lines of a kept log. Raises LocalError, after the lines before the fault."""
    path, count = workspace.kept_logs.folder / log.file, 0
    try:
        for lines in workspace.kept_logs.read(log.file):
            yield lines
            count += len(lines)
    except OSError as error:
        found = cannot_read(path, error)
        raise _unusable(found.reason, found.details) from error
    except LocalError as error:
        raise _unusable(error.reason, error.details) from error
    if count < log.lines:
        raise _unusable(text("Its file {file} is damaged.", file=path), f"{count} of {log.lines} lines")


def _unusable(reason: Text | None, details: str) -> LocalError:
    return LocalError(
        text("The kept log could not be read."),
        reason,
        text("Load the log from the server, if it still has it."),
        details,
    )


def remove_logs_of(workspace: Workspace, run_id: str) -> None:
    """Remove the kept logs of a run that is no longer there, or is another execution now."""
    for file in workspace.kept_logs.files():
        if file.run_id == run_id:
            workspace.kept_logs.remove(file.name)


def count_lost_logs(context: OperationContext, choice: LogChoice, cancel: CancelToken, report: OnProgress) -> int:
    """How many runs have a log that is kept now and would not be with ``choice``. Raises DatabaseError."""
    now = context.log_choice
    stages = [run.stage for run, _ in _kept(context.workspace)]
    return sum(now.includes(stage) and not choice.includes(stage) for stage in stages)


def tidy_kept_logs(context: OperationContext, cancel: CancelToken, report: OnProgress) -> tuple[Run, ...]:
    """Remove logs that the user does not want to be kept, then give a run the log that a killed process has left, and
    remove logs that are too old, take too much room or belong to no run. Returns the runs whose kept log has changed,
    as they are now. Raises DatabaseError, DiskFull and Cancelled."""
    workspace, choice = context.workspace, context.log_choice
    changed = _drop(workspace, [(run, log) for run, log in _kept(workspace) if not choice.includes(run.stage)])
    ended = [file for file in workspace.kept_logs.files() if not workspace.is_alive(file.owner_id)]
    named = {log.file for _, log in _kept(workspace)}  # read last: a process may have ended in between
    changed |= {file.run_id for file in ended if file.name not in named and _adopt(context, file, cancel)}
    changed |= _make_room(workspace)
    return tuple(run for run_id in sorted(changed) if (run := workspace.run(run_id)) is not None)


def _adopt(context: OperationContext, file: KeptFile, cancel: CancelToken) -> bool:
    """Give a run the log in a file that no run names; returns False, and removes the file, if that is not possible or
    not wanted."""
    workspace, lines = context.workspace, 0
    run = workspace.run(file.run_id)
    if run is not None and context.log_choice.includes(run.stage):
        with suppress(LocalError, OSError):
            for batch in workspace.kept_logs.read(file.name):
                cancel.check()
                lines += len(batch)
    if run is None or not lines:
        workspace.kept_logs.remove(file.name)
        return False
    return _record(context, run, KeptLog(file.name, lines, file.changed_at, LogEnd.NOT_RECORDED, is_exact=False))


def _make_room(workspace: Workspace) -> set[str]:
    """Remove logs that are too old, and the oldest ones while all files together are too large. Forget those whose
    files are gone. Returns the ids of their runs."""
    limits, oldest_first = workspace.kept_logs.limits, sorted(_kept(workspace), key=lambda kept: kept[1].read_at)
    sizes = {file.name: file.size for file in workspace.kept_logs.files()}
    excess, cut_off = sum(sizes.values()) - limits.folder, datetime.now(UTC) - limits.age
    dropped = []
    for run, log in oldest_first:
        if excess > 0 or log.read_at < cut_off or workspace.kept_logs.is_gone(log.file):
            excess -= sizes.get(log.file, 0)
            dropped.append((run, log))
    return _drop(workspace, dropped)


def _kept(workspace: Workspace) -> list[tuple[Run, KeptLog]]:
    with workspace.store() as store:
        return [(run, run.kept_log) for run in store.runs.with_kept_logs() if run.kept_log is not None]


def _drop(workspace: Workspace, dropped: Iterable[tuple[Run, KeptLog]]) -> set[str]:
    """Remove these logs, unless their runs have others by now. Returns the ids of the runs."""
    changed = set()
    with workspace.store() as store:
        for run, log in dropped:
            if store.runs.drop_log(run.id, log):
                workspace.kept_logs.remove(log.file)
                changed.add(run.id)
    return changed
