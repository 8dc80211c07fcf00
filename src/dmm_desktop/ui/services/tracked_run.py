"""A run as the window knows it: what is stored, and the last report of its job."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ...core.errors import DmmError, LocalError
from ...core.job import Progress, WakeUp
from ...core.kept_log import KeptLog
from ...core.runs import Run
from ...core.text import Text
from ...operations.log_lines import LogLines
from ...operations.retrying import PollPolicy

if TYPE_CHECKING:
    from ...operations.watch_run import WatchProgress

#: A response is overdue this long after a poll was due: large logs and busy servers take seconds.
_OVERDUE_AFTER = timedelta(seconds=5)
#: Further polls that may be missed, and the longest time that is granted for them: a run in the background is polled
#: rarely, and its figures must not look live for long.
_MISSED, _MISSED_WITHIN = 2, timedelta(seconds=4)
_NO_LINES, _NOBODY = LogLines(), WakeUp()  # of past runs: their log has not been read, and no job waits


@dataclass(slots=True)
class TrackedRun:
    """A run with its live state. ``error``: why it is no longer watched, or could not be stored; ``kept``: what is
    known of the lines in ``log`` if they were read from this computer; ``log_notice``: a remark about them;
    ``log_not_kept``: why lines from the server are not kept; ``is_unwatched``: its watching has ended, perhaps before
    the run; ``is_overdue``: the server has described the unfinished run before, but not as recently as it is asked;
    ``is_whole``: the fingerprint of its zip has been read, if one is stored."""

    run: Run
    progress: Progress | None = None
    log: LogLines = field(default_factory=LogLines)
    kept: KeptLog | None = None
    policy: PollPolicy = field(default_factory=PollPolicy)
    wake_up: WakeUp = field(default_factory=WakeUp)
    error: DmmError | None = None
    log_notice: Text | None = None
    log_not_kept: LocalError | None = None
    is_unwatched: bool = False
    is_overdue: bool = False
    is_whole: bool = True

    @classmethod
    def listed(cls, run: Run) -> TrackedRun:
        """A run as it was read with all others. Past runs, of which there may be thousands, share objects that are
        replaced before they are used."""
        is_whole = run.zip_check is None
        if run.state.is_final:
            return cls(run, log=_NO_LINES, wake_up=_NOBODY, is_whole=is_whole)
        return cls(run, is_whole=is_whole)

    def judge(self, now: datetime) -> bool:
        """Set ``is_overdue``; returns whether it has changed."""
        was, run = self.is_overdue, self.run
        self.is_overdue = False
        if run.state.is_watchable and not run.is_over and run.answered_at is not None:
            interval = timedelta(seconds=self.policy.longest)
            late = interval + _OVERDUE_AFTER + min(_MISSED * interval, _MISSED_WITHIN)
            self.is_overdue = now - run.answered_at > late
        return self.is_overdue != was

    def show_log(self, log: LogLines, notice: Text | None, *, is_read: bool = False) -> None:
        """Show the lines that the server sends, instead of those of an earlier reading once they are no fewer. If they
        have all been read (``is_read``), any are enough."""
        has_nothing = not self.log.total and self.kept is None
        is_enough = log.total and (is_read or log.total >= self.log.total)
        if log is not self.log and (has_nothing or is_enough):
            self.log, self.kept = log, None
        if log is self.log:
            self.log_notice = notice

    def forget_log(self) -> None:
        """Free the memory that the lines take."""
        self.log, self.kept, self.log_notice = LogLines(), None, None

    def end_watching(self) -> None:
        """Keep the last known state, without the announcement of another request: no job will send it."""
        self.is_unwatched = True
        if self.watch is not None:
            self.progress = self.watch.at_rest()

    @property
    def answered_at(self) -> datetime | None:
        """When the server last reported a status of the run, to this window or before; None if that is not known."""
        return self.run.answered_at or (self.watch.answered_at if self.watch is not None else None)

    @property
    def watch(self) -> WatchProgress | None:
        if self.progress is None:
            return None
        from ...operations.watch_run import WatchProgress

        return self.progress if isinstance(self.progress, WatchProgress) else None


def with_stop_of(run: Run, *others: Run) -> Run:
    """The run, with the stop request that one of the others records, if it has none itself."""
    for other in others:
        run = replace(
            run,
            stop_requested_at=run.stop_requested_at or other.stop_requested_at,
            stop_accepted_at=run.stop_accepted_at or other.stop_accepted_at,
        )
    return run
