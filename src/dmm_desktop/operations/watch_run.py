"""Watches a run until its outcome is known, even if connections are lost, and fetches its final reports.

The outcome comes first: it is stored and reported before the rest of the log is read, and problems with the log neither
delay nor change it.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from ..api.contract import Operation
from ..core.errors import DmmError, LocalError, NotKnown, UnreadableAnswer
from ..core.execution_errors import AnotherExecution, NoErrorReport
from ..core.job import CancelToken, OnProgress, Progress, WakeUp
from ..core.kept_log import KeptLog
from ..core.log_counts import fuller
from ..core.models import ExecutionOutputs, ExecutionStatus
from ..core.run_state import Knowledge, RunState
from ..core.runs import Run, final_state, goes_on, has_ended, is_forgotten, is_undocumented, live_state
from ..core.text import Text
from .context import OperationContext
from .kept_logs import LogKeeper
from .log_reader import Deliver, LogReader
from .log_tally import LogTally
from .retrying import BRIEFLY, NO_ANSWER, PollPolicy, Retries, Waiting, repeating

if TYPE_CHECKING:
    from ..api.client import DmmClient

__all__ = ["PollPolicy", "ResultsRead", "WatchProgress", "ask_once", "read_results", "watch_run"]

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
#: How many consecutive NotFound answers it takes at least before an execution counts as unknown to the server.
_FORGOTTEN_AFTER = 3
#: Longest time between two commits of progress, in seconds.
_SAVE_EVERY = 10.0


@dataclass(frozen=True, slots=True)
class WatchProgress(Progress):
    """The state of a run.

    ``answered_at`` (UTC) is when the server reported it. ``trouble``: why the last query got no answer; ``next_try``:
    seconds until the next one, from ``told_at`` by the monotonic clock. ``storage_problem``: why the state could not be
    stored. ``is_unlisted``: the server does not know the execution, which may change. ``log_problem``: why some log
    lines could not be read, which may change too. ``log_notice``: the lasting notices about the log lines.
    ``log_not_kept``: why lines that were read are not kept on this computer.
    """

    run: Run
    answered_at: datetime | None
    log_lines: int = 0
    log_problem: DmmError | None = None
    log_notice: Text | None = None
    is_unlisted: bool = False
    trouble: DmmError | None = None
    next_try: float | None = None
    storage_problem: LocalError | None = None
    log_not_kept: LocalError | None = None
    told_at: float = field(default_factory=time.monotonic, compare=False)

    @property
    def seconds_left(self) -> float:
        """Seconds from now until the next query; 0 if none is announced."""
        return 0.0 if self.next_try is None else max(0.0, self.told_at + self.next_try - time.monotonic())

    def at_rest(self) -> WatchProgress:
        """The same once watching has ended: no further query is announced."""
        return replace(self, is_unlisted=False, trouble=None, next_try=None)


@dataclass(frozen=True, slots=True)
class ResultsRead:
    """The run with what its results say. ``problem``: why the failing entities are still not known."""

    run: Run
    problem: DmmError | None


def watch_run(
    context: OperationContext,
    run: Run,
    cancel: CancelToken,
    report: OnProgress,
    *,
    deliver: Deliver | None = None,
    policy: PollPolicy | None = None,
    wake_up: WakeUp | None = None,
) -> Run:
    """Ask for the state of the run until it is final, and return the run with everything known about it.

    ``deliver`` receives every log line once, in order, as far as the server allows this; without it the log is not
    read. The final state is reported before the rest of the log is read. ``wake_up`` ends a wait.

    Raises ContractIncomplete if the environment's API has no usable GetExecutionStatus, TokenRefused if it refuses the
    key repeatedly, and the last error when the patience ends. Cancelling ends the watching, not the run.
    """
    with context.client(run, cancel) as client:
        return _Watch(
            context, run, client, cancel, report, deliver, policy or PollPolicy(), wake_up or WakeUp()
        ).until_final()


def ask_once(
    context: OperationContext,
    run: Run,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
) -> Run:
    """Ask for the state of the run once, and for its outputs if it is final. While the server is busy, or the network
    fails, a request is repeated for up to ``briefly`` seconds. Reports Waiting. Raises the error that prevented an
    answer."""
    with repeating(cancel, report, briefly)(lambda: context.client(run, cancel)) as client:
        return _Watch.for_one_answer(context, run, client, cancel, report, briefly).once()


def read_results(context: OperationContext, run: Run, cancel: CancelToken, report: OnProgress) -> ResultsRead:
    """Ask for the results of a run that has ended, whose failing entities are not known. Repeats requests as
    :func:`ask_once` does. Reports Waiting. Raises NotKnown if the server does not know the execution, and the error
    that prevented an answer."""
    with repeating(cancel, report, BRIEFLY)(lambda: context.client(run, cancel)) as client:
        watch = _Watch.for_one_answer(context, run, client, cancel, report, BRIEFLY)
        found, host = watch.once(), client.root.host_and_port
    if found.state is RunState.NO_LONGER_KNOWN:
        raise NotKnown(host, run.known_type)
    if not found.state.leaves_outputs or found.lacks_error_report:
        return ResultsRead(found if found.state.leaves_outputs else run, watch.outputs_problem or NoErrorReport(host))
    return ResultsRead(found, None)


class _Watch:
    def __init__(
        self,
        context: OperationContext,
        run: Run,
        client: DmmClient,
        cancel: CancelToken,
        report: OnProgress,
        deliver: Deliver | None,
        policy: PollPolicy,
        wake_up: WakeUp,
    ) -> None:
        client.contract.bound(Operation.GET_EXECUTION_STATUS)
        self._workspace = context.workspace
        self._run = run
        self._client = client
        self._cancel = cancel
        self._report = report
        self._keeper = LogKeeper(context, run)
        self._tally = LogTally(self._hand_on(deliver)) if deliver else None
        self._reader = (
            LogReader(client, run.tracker_id, context.workspace.spool, self._tally, self._send) if self._tally else None
        )
        self._is_log_read = False  # whether it is read to its end
        self._policy = policy
        self._wake_up = wake_up
        self._asked_at = datetime.now(UTC)
        self._answered_at: datetime | None = None
        self._is_patient = False
        self._is_open = not run.state.is_final  # then a server that does not know the execution is given time
        self._is_unlisted = False
        self._look_at = -math.inf  # when the outputs may be requested early
        self._saved_at = 0.0
        self._is_unsaved = False  # whether the last progress is not stored yet
        self._retries = Retries(policy, cancel, wake_up, self._tell)
        self._storage_problem: LocalError | None = None
        self.outputs_problem: DmmError | None = None  # why the error report was not read, as far as that is known

    @classmethod
    def for_one_answer(
        cls,
        context: OperationContext,
        run: Run,
        client: DmmClient,
        cancel: CancelToken,
        report: OnProgress,
        briefly: float,
    ) -> _Watch:
        """A watch for :meth:`once`, without the log, that reports Waiting."""

        def tell(value: Progress) -> None:
            if isinstance(value, WatchProgress) and value.trouble is not None:
                report(Waiting(value.trouble, value.next_try or 0.0))

        return cls(context, run, client, cancel, tell, None, PollPolicy(briefly=briefly), WakeUp())

    def until_final(self) -> Run:
        try:
            self._watch_until_final()
            if (kept := self._end_keeping()) is not None:
                self._run = replace(self._run, kept_log=kept)
                self._tell()
            return self._run
        finally:
            self._save_progress()
            self._end_keeping()

    def _watch_until_final(self) -> Run:
        wait = self._policy.first
        missing = _Missing()
        while True:
            self._cancel.check()
            try:
                status = self._ask()
                outputs = self._early_outputs(status)
            except NO_ANSWER as error:
                self._save_progress()
                self._retries.wait_out(error)
                continue
            self._retries.answered()
            if is_forgotten(status.status):
                if missing.counts(within=self._policy.unlisted if self._is_open else 0.0):
                    return self._end(RunState.NO_LONGER_KNOWN, replace(status, report=None))  # its counts mean nothing
                self._is_unlisted = self._is_open
                self._tell()
            else:
                missing.ends()
                self._answered_at = datetime.now(UTC)
                self._run = replace(self._run, answered_at=self._answered_at)
                self._is_open, self._is_unlisted = True, False
                if outputs is not None or has_ended(status.status):
                    return self._finish(status, outputs)
                self._note(status)
                if self._is_behind:
                    continue
            self._wake_up.wait(self._cancel, wait)
            wait = min(wait * self._policy.growth, self._policy.longest)

    def once(self) -> Run:
        self._is_patient = True
        status = self._ask()
        if is_forgotten(status.status):
            return replace(self._run, state=RunState.NO_LONGER_KNOWN, status_word=status.status)
        self._run = replace(self._run, answered_at=datetime.now(UTC))
        outputs = self._early_outputs(status)
        if outputs is not None or has_ended(status.status):
            return self._finish(status, outputs)
        self._note(status)
        return self._run

    def _hand_on(self, deliver: Deliver) -> Deliver:
        """Report progress as lines arrive: a long log takes many requests."""

        def hand_on(lines: Sequence[str]) -> None:
            deliver(lines)
            self._keeper.add(lines)
            self._tell()

        return hand_on

    def _send(self, request: Callable[[], T]) -> T:
        """Send a request. It is repeated only by a patient watch: one that has nothing to do meanwhile."""
        return self._retries.repeat(request) if self._is_patient else request()

    def _ask(self) -> ExecutionStatus:
        self._asked_at = datetime.now(UTC)
        if self._reader is not None:
            return self._reader.poll()
        return self._send(lambda: self._client.get_execution_status(self._run.tracker_id))

    @property
    def _is_behind(self) -> bool:
        return self._reader is not None and self._reader.is_behind

    def _early_outputs(self, status: ExecutionStatus) -> ExecutionOutputs | None:
        """The outputs of an execution with an undocumented status word; None if it is still running."""
        if not is_undocumented(status.status) or not self._client.contract.has(Operation.GET_EXECUTION_OUTPUTS):
            return None
        now = time.monotonic()
        if now < self._look_at:
            return None
        self._look_at = (
            now + self._policy.longest if self._is_behind else now
        )  # the next page of the log follows at once
        try:
            outputs = self._send(lambda: self._client.get_execution_outputs(self._run.tracker_id))
        except DmmError as error:  # the status came; the outputs are requested again after a later one
            self.outputs_problem = error
            self._look_at = now + min(error.retry_after or 0.0, self._policy.longest_asked)
            return None
        if outputs.report is not None or outputs.is_file:
            return outputs
        self._see_going_on()
        return None

    def _see_going_on(self) -> None:
        """The execution had not ended when the server was asked: the answer may have taken long."""
        self._run = replace(self._run, going_on_at=self._asked_at)

    def _finish(self, status: ExecutionStatus, outputs: ExecutionOutputs | None) -> Run:
        """After a final status, fetch the outputs, determine the outcome, then read the rest of the log."""
        self._is_patient = True
        self._run = self._run.compared(status)
        self._run = replace(self._run, status_word=status.status, report=status.report or self._run.report)
        self._keep(self._run)  # the server may forget it
        self._tell()  # from now on the run must not be shown as running
        if outputs is None and self._client.contract.has(Operation.GET_EXECUTION_OUTPUTS):
            outputs = self._outputs()
        if outputs is not None and not self._client.tells_errors:
            outputs = replace(outputs, failing_entities=None, more_failing=0)
        self._keep(self._run)  # also finds out whether a stop was requested, here or in another process
        if outputs is not None and self._run.is_of_other_type(outputs.report):
            return self._end_as_another()
        state = final_state(
            status.status,
            status.report,
            outputs.report if outputs else None,
            outputs.failing_entities if outputs else None,
            stop_requested=self._run.stop_requested_at is not None,
            stop_accepted=self._run.stop_accepted_at is not None,
            results=[status.result, *([outputs.result] if outputs else [])],
        )
        stored = self._end(state, status, outputs)
        if self._reader is not None:
            self._rest_of_log(self._reader)
            self._run = self._with_log(replace(stored, log_notice=self._reader.notice or stored.log_notice))
            if self._run != stored:
                self._keep(self._run)
                self._tell()
        return self._run

    def _rest_of_log(self, reader: LogReader) -> None:
        """Read the log to its end; if this fails, the reader's ``problem`` says why."""

        def read() -> bool:
            reader.finish()
            self._is_log_read = True
            return True

        trouble = self._retries.until(read)
        if trouble is not None:
            reader.problem = trouble
        self._tell()

    def _outputs(self) -> ExecutionOutputs | None:
        """The outputs, without the error report if it is unreadable or the answer is a file; None if there is no
        answer."""
        found: list[ExecutionOutputs] = []

        def fetch() -> bool:
            found.append(self._send(lambda: self._client.get_execution_outputs(self._run.tracker_id)))
            return found[-1].failing_entities is not None or found[-1].is_file

        self.outputs_problem = self._retries.until(fetch)
        if found and self.outputs_problem is None and (cause := found[-1].error_report_problem) is not None:
            self.outputs_problem = UnreadableAnswer(self._client.root.host_and_port, cause)
        return found[-1] if found else None

    def _note(self, status: ExecutionStatus) -> None:
        self._run = self._run.compared(status)
        if goes_on(status.status):
            self._see_going_on()
        state = live_state(status.status)
        changed = (state, status.status) != (self._run.state, self._run.status_word)
        now = time.monotonic()
        self._run = replace(self._run, state=state, status_word=status.status, report=status.report or self._run.report)
        if changed or now - self._saved_at >= _SAVE_EVERY:
            self._saved_at = now
            self._keep(self._run)
        else:
            self._is_unsaved = True
        self._tell()

    def _save_progress(self) -> None:
        """Store what the server has reported last, so that figures last seen never go back after a restart."""
        if self._is_unsaved:
            self._keep(self._run)

    def _end(self, state: RunState, status: ExecutionStatus, outputs: ExecutionOutputs | None = None) -> Run:
        report = status.report or self._run.report
        messages = [status.error_message, outputs.error_message if outputs else ""]
        if report is not None:
            messages.append(report.message.text)
        self._run = replace(
            self._run,
            state=state,
            status_word=status.status,
            message=next(filter(None, messages), ""),
            report=report,
            final_report=outputs.report if outputs else None,
            failing_entities=outputs.failing_entities if outputs else None,
            more_failing=outputs.more_failing if outputs else 0,
            ended_at=self._run.known_end or (self._run.answered_at if state.leaves_outputs else datetime.now(UTC)),
        )
        self._run = replace(self._run, type=self._run.known_type or self._run.type)
        self._keep(self._run)
        self._tell()
        return self._run

    def _end_as_another(self) -> Run:
        """End with the proof that the tracker id is that of another execution, whose figures are not those of the run.
        A run whose end was known before keeps it, with the doubt."""
        self.outputs_problem = AnotherExecution()
        run = replace(self._run, may_be_another=True)
        if run.state.knowledge is Knowledge.NOTHING:
            unknown = replace(run, state=RunState.ANOTHER_EXECUTION, ended_at=datetime.now(UTC))
            run = replace(unknown, message="", report=None, known_figures=None)
        self._keep(run)
        self._tell()
        return self._run

    def _keep(self, run: Run) -> None:
        """Store the run and the log lines received so far. A disk or database error must not stop the watching: the
        execution continues on the server."""
        self._keeper.flush()
        try:
            self._run = self._workspace.save(self._with_log(run))
            self._storage_problem = None
            self._is_unsaved = False
        except LocalError as error:
            _LOG.warning("the run %s could not be stored: %s", run.id, error)
            self._storage_problem = error

    def _end_keeping(self) -> KeptLog | None:
        return self._keeper.end(self._reader, is_whole=self._is_log_read) if self._reader is not None else None

    def _with_log(self, run: Run) -> Run:
        """The run, updated with what is known about its log."""
        if self._reader is None or self._tally is None:
            return run
        counts = self._tally.counts(self._reader, is_whole=self._is_log_read)
        return replace(run, log_counts=fuller(run.log_counts, counts))

    def _tell(self, trouble: DmmError | None = None, next_try: float | None = None) -> None:
        reader = self._reader
        self._run = self._with_log(self._run)
        self._report(
            WatchProgress(
                self._run,
                self._answered_at,
                log_lines=reader.lines if reader else 0,
                log_problem=reader.problem if reader else None,
                log_notice=reader.notice if reader else None,
                is_unlisted=self._is_unlisted,
                trouble=trouble,
                next_try=next_try,
                storage_problem=self._storage_problem,
                log_not_kept=self._keeper.problem,
            )
        )


class _Missing:
    """Decides when an execution that is not found counts as unknown to the server."""

    def __init__(self) -> None:
        self._answers = 0
        self._since = 0.0

    def ends(self) -> None:
        self._answers = 0

    def counts(self, *, within: float) -> bool:
        """Count one more NotFound answer; return whether the execution is now unknown: for this many seconds."""
        now = time.monotonic()
        if not self._answers:
            self._since = now
        self._answers += 1
        return self._answers >= _FORGOTTEN_AFTER and now - self._since >= within
