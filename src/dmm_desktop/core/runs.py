"""The life of a run: one execution that was started, or attempted, from this workstation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .environment import RUNTIME_CONNECTION, Stage
from .execution_type import ExecutionType
from .log_counts import LogCounts
from .models import ExecutionReport, FailingEntity, FinalReport, StatusWord
from .run_state import Knowledge, RunState
from .text import Text

_STOP_WORDS = ("stop", "cancel", "abort")


@dataclass(frozen=True, slots=True)
class Run:
    """A run with everything stored about it. Times are UTC; ``report`` has the server's own.

    ``failing_entities`` is None while the error report is unknown; an empty tuple means the server reported none.
    ``more_failing`` is how many it reported besides those that are kept.
    ``message`` is a str in the server's words, a Text in ours: what a person reads is translated when it is shown.
    ``unusable_answer``: something answered the import that was sent, and did not tell what became of it. ``received``
    is the beginning of an answer without a usable tracker id (status line, headers, body), fit to be shown; "" if none
    came or an earlier version did not keep it.
    ``answered_at``: when the server last said how it stands; that it does not know the run does not count.
    ``log_notice``: what has to be said about its log lines as they were read to their end; ``log_counts`` is None where
    none were read. ``append`` is None for a run that was started elsewhere. Names of environment and connection, and
    the stage of the destination, are copies: the run outlives them. ``stage`` is None where the environment is not a
    saved one.
    """

    id: str
    root: str
    created_at: datetime
    state: RunState
    type: ExecutionType = ExecutionType.IMPORT
    environment_id: str | None = None
    environment_name: str = ""
    stage: Stage | None = None
    connection: str = RUNTIME_CONNECTION
    contract: str = ""
    zip_path: str = ""
    zip_size: int = 0
    zip_sha256: str = ""
    append: bool | None = None
    configuration: str = ""
    tracker_id: str = ""
    status_word: str = ""
    message: Text | str = ""
    unusable_answer: bool = False
    received: str = ""
    sent_at: datetime | None = None
    ended_at: datetime | None = None
    stop_requested_at: datetime | None = None
    report: ExecutionReport | None = None
    final_report: FinalReport | None = None
    failing_entities: tuple[FailingEntity, ...] | None = None
    answered_at: datetime | None = None
    log_notice: Text | str | None = None
    more_failing: int = 0
    log_counts: LogCounts | None = None

    @property
    def counts_seen_at(self) -> datetime | None:
        """When the server gave the counts, where the run may have gone on since; None if they are final."""
        return self.answered_at if self.state.knowledge is Knowledge.NOTHING and self.report is not None else None

    @property
    def known_end(self) -> datetime | None:
        """When the end of the run was seen; None if it was not."""
        return self.ended_at if self.state.knowledge is not Knowledge.NOTHING else None

    @property
    def lacks_results(self) -> bool:
        """Whether the server has reported the end, but the outputs have not been read."""
        return not self.state.is_final and has_ended(self.status_word)

    @property
    def failing_count(self) -> int | None:
        """The number of failing entities; None if unknown."""
        return None if self.failing_entities is None else len(self.failing_entities) + self.more_failing

    @property
    def records_done(self) -> int | None:
        """The number of records imported, as last reported; None if the server's count cannot be read."""
        return _records_done(self.report, self.final_report)

    @property
    def elapsed(self) -> timedelta:
        """The duration by the server's clock; zero if unknown."""
        spans = (
            self.report.elapsed if self.report else None,
            self.final_report.execution_duration if self.final_report else None,
        )
        return next(filter(None, spans), timedelta())


def live_state(status: str) -> RunState:
    """The state for a status word while the server has no outputs yet."""
    word = _documented(status)
    if word is StatusWord.QUEUED:
        return RunState.QUEUED
    if word is StatusWord.IN_PROGRESS:
        return RunState.RUNNING
    return RunState.OTHER


def has_ended(status: str) -> bool:
    """Whether the status is documented as final, so that GetExecutionOutputs has data [documented]."""
    return _documented(status) in (StatusWord.COMPLETE, StatusWord.IN_ERROR)


def goes_on(status: str) -> bool:
    """Whether the documentation says that an execution with this status has not ended [documented]."""
    return _documented(status) in (StatusWord.QUEUED, StatusWord.IN_PROGRESS)


def has_failed(status: str) -> bool:
    """Whether the status says that the execution failed, whatever else the response says."""
    return _documented(status) is StatusWord.IN_ERROR


def is_forgotten(status: str) -> bool:
    """Whether the server does not know the execution, or no longer does."""
    return _documented(status) is StatusWord.NOT_FOUND


def is_undocumented(status: str) -> bool:
    """Whether the status is undocumented."""
    return _documented(status) is None


def final_state(
    status: str,
    report: ExecutionReport | None,
    final_report: FinalReport | None,
    failing_entities: tuple[FailingEntity, ...] | None,
    *,
    stop_requested: bool,
    results: Iterable[str] = (),
) -> RunState:
    """The state for a final response. Success requires that the server said Complete, counted the records, and named
    the failing entities; a report without a count has counted none [platform]. An unreadable count counts as none. An
    ERROR among the ``results`` (``Result``) belongs to InError [documented] and contradicts Complete.

    A stopped run is *stopped*, unless the server reports that every record had been completed before.
    """
    word = _documented(status)
    done, total = _records_done(report, final_report), report.total_records if report else 0
    if word is StatusWord.COMPLETE:
        if stop_requested and not (done and total and done >= total):
            return RunState.STOPPED
        if failing_entities:
            return RunState.COMPLETED_WITH_ERRORS
        is_contradicted = any(result.strip().upper() == "ERROR" for result in results)
        is_incomplete = failing_entities is None or done is None or (report is None and final_report is None)
        if is_incomplete or is_contradicted:
            return RunState.COMPLETED_UNVERIFIED
        return RunState.COMPLETED if done else RunState.NOTHING_IMPORTED
    if stop_requested or (word is None and status.lower().startswith(_STOP_WORDS)):
        return RunState.STOPPED
    return RunState.FAILED if word is StatusWord.IN_ERROR else RunState.ENDED


def _records_done(report: ExecutionReport | None, final_report: FinalReport | None) -> int | None:
    counts = [report.completed_records] if report else []
    counts += [final_report.records] if final_report else []
    known = max((count for count in counts if count is not None), default=0)
    return known if known or None not in counts else None


def _documented(status: str) -> StatusWord | None:
    wanted = status.strip().replace("_", "").replace(" ", "").lower()
    return next((word for word in StatusWord if word.value.lower() == wanted), None)
