"""Follows a run to its end and delivers its results."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from ..core.errors import DmmError, LocalError, Unreachable
from ..core.job import Cancelled, Progress
from ..core.log_counts import errors_sentence
from ..core.models import ExecutionReport
from ..core.outcomes import Silence, doubt_sentence, last_known, last_seen, left_out, sentence
from ..core.reconciliation import reconciliation
from ..core.remarks import remarks
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.sentence_parts import records_processed
from ..core.text import Text, shortened
from ..operations.reported_run import redacted_run
from ..operations.run_report import run_report, save_report
from ..operations.save_logs import logs_not_saved
from ..operations.watch_run import PollPolicy, WatchProgress, watch_run
from .console import Transfers
from .context import CommandContext
from .exit_codes import ExitCode, of_state
from .saved_export import save_if_asked
from .saved_logs import saved_logs

#: How long the message about the end of a run may be delayed while its log is still being read, in seconds.
_SOON = 1.0


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a run: the exit code for its outcome or, if that is 0, for the saving, and what is known of it;
    None if it was not started."""

    code: ExitCode
    run: Run | None = None


def follow(context: CommandContext, run: Run) -> Followed:
    """Watch the run, report how it ended, and save the requested files."""
    arguments, console, runner = context.arguments, context.console, context.runner
    watching = _Watching(context, run)

    def lines(batch: Sequence[str]) -> None:
        for line in batch:
            console.say(line)

    policy = PollPolicy(patience=context.patience, briefly=context.briefly)
    policy.unlisted = min(policy.unlisted, context.patience)
    deliver = lines if arguments.show_log else None
    try:
        with watching:
            watch = partial(watch_run, context.operations, run, deliver=deliver, policy=policy)
            watching.run = runner.run(watch, watching.show)
    except Cancelled:
        if watching.ended is None:
            console.interrupted(f"Interrupted. {watching.left} Tracker id: {run.tracker_id}")
            give_results(context, watching.run, doubt=watching.doubt)
            code = ExitCode.INTERRUPTED
        else:
            console.interrupted("Interrupted. The rest of the log was not read.")
            saving = tell_end(context, watching.ended, watching.notice)
            code = saving or ExitCode.INTERRUPTED
    except DmmError as error:
        console.fail(error)
        watching.trouble = None if isinstance(error, LocalError) else error
        console.note(f"{last_known(watching.run)} Tracker id: {run.tracker_id}")
        give_results(context, watching.run, doubt=watching.doubt)
        code = ExitCode.UNKNOWN
    else:
        code = tell_end(context, watching.run, watching.notice)
    watching.tell_storage_problem()
    return Followed(code, watching.run)


def tell_end(context: CommandContext, run: Run, log_notice: Text | None = None) -> ExitCode:
    """Report how the run ended, and save the requested files. Returns the exit code for the outcome or, if that is 0,
    for the saving."""
    for line in _end_lines(context.located(run)):
        context.console.say(line)
    saving = give_results(context, run, log_notice)
    return of_state(run.state) or _difference(context, run) or saving


def _difference(context: CommandContext, run: Run) -> ExitCode:
    """Complete with errors if differences are errors (``--strict``) and the server has reported other records than
    there are rows in the zip."""
    compared = reconciliation(run) if getattr(context.arguments, "strict", False) else None
    return ExitCode.COMPLETE_WITH_ERRORS if compared is not None and compared.difference else ExitCode.COMPLETE


def give_results(
    context: CommandContext, run: Run, log_notice: Text | None = None, doubt: Text | None = None
) -> ExitCode:
    """Save the requested report and, if the run has any, logs. ``doubt``: the run may have progressed since. Returns
    complete if everything was saved."""
    arguments, console, runner = context.arguments, context.console, context.runner
    code = ExitCode.COMPLETE
    wants_logs = arguments.logs is not None and of_state(run.state) is not ExitCode.NOT_STARTED
    if wants_logs and not run.state.leaves_outputs:
        console.note(_no_logs(run))
    elif wants_logs:
        try:
            path = saved_logs(context, run, context.briefly, Transfers(console))
            console.note(f"Logs saved as {path}.")
        except Cancelled:
            console.interrupted("Interrupted. The logs were not saved. To save them later, use the command logs.")
            code = ExitCode.INTERRUPTED
        except DmmError as error:
            console.fail(logs_not_saved(error, arguments.logs))
            code = ExitCode.LOCAL_PROBLEM
    saved = save_if_asked(context, run)
    code = code or saved
    reported = redacted_run(run, runner.secrets)
    if arguments.report is not None:
        try:
            path = runner.run(partial(save_report, reported, arguments.report, log_notice=log_notice, doubt=doubt))
            console.note(f"Report saved as {path}.")
        except Cancelled:
            console.interrupted("Interrupted. The report was not saved.")
            code = ExitCode.INTERRUPTED
        except DmmError as error:
            console.fail(error)
            code = ExitCode.LOCAL_PROBLEM
    context.give(run_report(reported, log_notice, doubt))
    return code


def _no_logs(run: Run) -> str:
    if run.state is RunState.NO_LONGER_KNOWN:
        return f"No logs were saved: the server does not know the {run.noun}."
    if run.state is RunState.ANOTHER_EXECUTION:
        return "No logs were saved: the tracker id belongs to another execution."
    if not run.tracker_id:
        return "No logs were saved: the tracker id is not known."
    return f"No logs were saved. To save them once the {run.noun} has ended, use the command logs."


def local_time(when: datetime | None) -> str:
    """Date and time in this computer's time zone; "" for None."""
    return "" if when is None else when.astimezone().strftime("%Y-%m-%d %H:%M")


def counts_line(report: ExecutionReport) -> str:
    """Records and instructions done and in total, and the time on the server's clock."""
    return (
        f"{_of(report.completed_records, report.total_records)} records, "
        f"{_of(report.completed_instructions, report.total_instructions)} instructions, "
        f"{'time unknown' if report.elapsed is None else report.elapsed}"
    )


def _of(done: int | None, total: int | None) -> str:
    return "unknown" if done is total is None else f"{_count(done)} of {_count(total)}"


def _count(count: int | None) -> str:
    return "unknown" if count is None else f"{count:,}"


def _end_lines(run: Run) -> Iterator[str]:
    yield str(sentence(run))
    if (seen := last_seen(run, local_time(run.counts_seen_at))) is not None:
        yield f"  {seen}"
    elif run.report is not None and not run.state.tells_counts:
        yield f"  {_imported(run.report)}"
    yield from (f"  {remark}" for remark in remarks(run))
    for entity in run.failing_entities or ():
        name, error = shortened(entity.entity) or "(unnamed entity)", shortened(entity.error) or "no reason given"
        yield f"  {name}: {error} ({_times(entity.count)})"
        if entity.tip:
            yield f"    {shortened(entity.tip)}"
        if entity.advice is not None:
            yield f"    {entity.advice}"
    if (notice := left_out(run)) is not None:
        yield f"  {notice}"
    if run.log_counts is not None and run.log_counts.errors:
        yield f"  {errors_sentence(run.log_counts)}"


def _times(count: int | None) -> str:
    if count is None:
        return "count unknown"
    return "once" if count == 1 else f"{count:,} times"


def _imported(report: ExecutionReport) -> str:
    if report.completed_records is None:
        return "The number of records processed is unknown."
    if report.total_records is None:
        return f"{_of(report.completed_records, None)} records were processed."
    return f"{records_processed(report.completed_records, report.total_records)}."


def not_kept(problem: DmmError) -> str:
    """Why lines of the log are not kept on this computer, on one line."""
    return f"The log is not kept on this computer. {problem.reason or problem.title}"


class _Watching:
    """Shows the state of the run while it is watched, and how it ended if reading the rest of the log would delay that
    message. A context manager.

    ``run`` is what is known about the run; ``ended`` is the same once the outcome is known. ``trouble``: why the last
    query got no answer. ``notice`` is the notice about the log that was shown.
    """

    def __init__(self, context: CommandContext, run: Run) -> None:
        self.run = run
        self._had_ended = run.state.is_final
        self._console = context.console
        self._located = context.located
        self._status: str | None = None  # the last status word for which the environments were read
        self._has_moved = False
        self._told = self._told_of_log = ""
        self._told_unlisted = self._told_not_kept = False
        self._late: threading.Timer | None = None
        self._storage_problem: DmmError | None = None
        self.ended: Run | None = None
        self.trouble: DmmError | None = None
        self.notice: Text | None = None

    def __enter__(self) -> _Watching:
        return self

    def __exit__(self, *_: object) -> None:
        if self._late is not None:
            self._late.cancel()

    @property
    def doubt(self) -> Text | None:
        """That the last query got no answer, so that the run may have progressed; None if it was answered, or if the
        run has ended."""
        if self.trouble is None or self.run.is_over:
            return None
        silence = Silence.NO_RESPONSE if isinstance(self.trouble, Unreachable) else Silence.NO_STATUS
        return doubt_sentence(self.run, silence, local_time(self.run.answered_at))

    @property
    def left(self) -> str:
        """What happens to a run that is no longer watched, in one or two sentences."""
        if self.run.lacks_results:
            return str(last_known(self.run))
        if self.trouble is not None:
            return f"{self.doubt} This command did not stop it."
        return f"This command did not stop the {self.run.noun}; it may still be running."

    def show(self, value: Progress) -> None:
        if not isinstance(value, WatchProgress):
            return
        self.run, self.trouble = value.run, value.trouble
        self._show_storage_problem(value.storage_problem)
        problem = str(value.log_problem.reason or value.log_problem.title) if value.log_problem else ""
        if problem and problem != self._told_of_log:
            self._console.note(f"Some log lines could not be read. {problem}")
        self._told_of_log = problem
        if value.log_notice is not None and value.log_notice != self.notice:
            self.notice = value.log_notice
            self._console.note(value.log_notice)
        self._tell_not_kept(value.log_not_kept)
        trouble = str(value.trouble.title) if value.trouble else ""
        if value.run.state.is_final:
            self._tell_end(value.run)
            self._tell_trouble(trouble)
            if trouble:
                self._console.progress("trouble", f"Trying again in {value.next_try:.0f} s.", 0, None)
            return
        if value.is_unlisted:
            if not self._told_unlisted:
                known = f"no longer knows the {value.run.noun}"
                unknown = known if value.run.was_seen else f"does not know the {value.run.noun} yet"
                self._console.note(f"The server {unknown}. Asking again for up to a minute.")
            self._told_unlisted = True
            return
        self._told_unlisted = False
        run, report = value.run, value.run.report
        done, total = (report.completed_records, report.total_records) if report else (0, 0)
        self._tell_trouble(trouble)
        if trouble:
            known = f"The {run.noun} has ended." if run.lacks_results else f"The {run.noun} may still be running."
            line = f"{known} Trying again in {value.next_try:.0f} s."
            self._console.progress("trouble", line, done or 0, total)
            return
        if run.state is RunState.STARTED:
            return  # a long log precedes the first status; the start and the tracker id have already been shown
        if run.status_word != self._status:
            self._status, self._has_moved = run.status_word, self._located(run).has_moved
        line = str(sentence(replace(run, has_moved=self._has_moved)))
        if report is not None and run.state is RunState.RUNNING and not run.lacks_results:
            line += f" {_of(done, total)} records"
        self._console.progress(run.status_word, line, done or 0, total)

    def _tell_not_kept(self, problem: DmmError | None) -> None:
        if problem is not None and not self._told_not_kept:
            self._told_not_kept = True
            self._console.note(not_kept(problem))

    def _tell_trouble(self, trouble: str) -> None:
        if trouble and trouble != self._told:
            self._console.note(trouble)
        self._told = trouble

    def tell_storage_problem(self) -> None:
        """Report at the end if the outcome of the run could not be stored."""
        if self._storage_problem is not None:
            self._console.fail(self._storage_problem)
            self._console.note(f"  The list of runs shows outdated information about this {self.run.noun}.")

    def _show_storage_problem(self, problem: DmmError | None) -> None:
        """Show the problem when it begins. It may go away: the state is stored as soon as possible."""
        if problem is not None and self._storage_problem is None:
            self._console.warn(problem)
        self._storage_problem = problem

    def _tell_end(self, run: Run) -> None:
        if self.ended is None:
            self.ended = run
            if self._had_ended:
                return  # this state was known before; the server's answer is reported at the end
            self._late = threading.Timer(_SOON, self._note_end, [self._located(run)])
            self._late.daemon = True
            self._late.start()

    def _note_end(self, run: Run) -> None:
        for line in _end_lines(run):
            self._console.note(line)
        self._console.note("Reading the rest of the log.")
