"""The actions available for the visible run, with the reasons for those that are not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from ...core.errors import UNSENDABLE
from ...core.execution_type import TRAITS, by_type
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import text
from ...operations.save_export import no_import, no_zip
from ..messages import tr_text
from ..run_words import is_last_seen, is_lost, is_sending_here
from ..services.app_services import AppServices
from ..services.tracked_run import TrackedRun


class Stop(Enum):
    """What *Stop* would stop."""

    NOTHING = "nothing"  # no button
    UPLOAD = "upload"
    EXECUTION = "execution"


class Logs(Enum):
    """What *Save logs…* would save."""

    NOTHING = "nothing"
    FILES = "files"  # the zip of log files, from the server
    LINES = "lines"  # the lines read so far


@dataclass(frozen=True, slots=True)
class Choices:
    """A reason is empty if the action is available. ``stops_again``: a stop was requested before. ``has_export``: the
    run is of a type that leaves a zip; then the reasons why it cannot be saved or imported. ``may_never_end``: *Stop
    watching* has a button of its own. ``can_read_results``: the failing entities are not known, and can be requested
    again."""

    stop: Stop
    stop_reason: str
    stops_again: bool
    logs: Logs
    logs_reason: str
    can_stop_watching: bool
    has_export: bool = False
    export_reason: str = ""
    import_reason: str = ""
    may_never_end: bool = False
    can_read_results: bool = False

    @property
    def can_save_export(self) -> bool:
        return self.has_export and not self.export_reason

    @property
    def can_import_export(self) -> bool:
        return self.has_export and not self.import_reason


def choices(
    view: TrackedRun, *, watched: bool, stopping: bool, lines: int, lacking: frozenset[str] = frozenset()
) -> Choices:
    """The available actions; ``lines``: number of log lines read, ``lacking``: operations that the API lacks."""
    stop, stop_reason = stop_choice(view, stopping=stopping, lacking=lacking)
    logs, logs_reason = _logs(view, lines, "GetExecutionOutputs" not in lacking)
    may_never_end = is_lost(view) or view.run.state.may_never_end
    can_stop_watching = watched and not view.run.state.is_final
    stops_again = view.run.stop_requested_at is not None
    found = Choices(
        stop,
        stop_reason,
        stops_again,
        logs,
        logs_reason,
        can_stop_watching,
        may_never_end=may_never_end,
        can_read_results=can_read_results(view.run, watched=watched, lacking=lacking),
    )
    if (kind := view.run.known_type) is None or not TRAITS[kind].leaves_zip:
        return found
    saving, importing = no_zip(view.run, lacking), no_import(view.run, lacking)
    return replace(
        found,
        has_export=True,
        export_reason=tr_text(saving) if saving is not None else "",
        import_reason=tr_text(importing) if importing is not None else "",
    )


def stop_choice(view: TrackedRun, *, stopping: bool, lacking: frozenset[str] = frozenset()) -> tuple[Stop, str]:
    """What can be stopped, and the reason if it cannot be stopped now. ``stopping``: a request to stop is in progress.
    After it the stop can be requested again, because it reverts nothing [documented]."""
    state = view.run.state
    if state.is_final:
        return Stop.NOTHING, ""
    if state is RunState.UPLOADING:
        here = is_sending_here(view)
        elsewhere = by_type(
            view.run.type,
            for_import=text("Only the window that is uploading can stop the upload."),
            for_export=text("Only the window that is starting the export can cancel it."),
        )
        return Stop.UPLOAD, "" if here else tr_text(elsewhere)
    if state is RunState.SENT:
        sent = by_type(
            view.run.type,
            for_import=text("The zip has been sent. You can stop the import once the server has responded."),
            for_export=text("The export has been requested. You can stop it once the server has responded."),
        )
        return Stop.UPLOAD, tr_text(sent)
    if isinstance(view.error, UNSENDABLE):  # the same is needed for a stop
        return Stop.EXECUTION, tr_text(view.error.title)
    if "StopExecution" in lacking:
        return Stop.EXECUTION, tr_text(text("It cannot be stopped from here: the API has no usable StopExecution."))
    if state.is_watchable and view.run.lacks_results:
        return Stop.EXECUTION, tr_text(text("It has ended."))
    return Stop.EXECUTION, tr_text(text("The stop is being requested.")) if stopping else ""


def can_read_results(run: Run, *, watched: bool, lacking: frozenset[str]) -> bool:
    """Whether the results of a run whose failing entities are not known can be read again now."""
    return run.lacks_error_report and not watched and "GetExecutionOutputs" not in lacking


def stoppable(services: AppServices, view: TrackedRun) -> Stop:
    """What of the run can be stopped now."""
    run = view.run
    stop, reason = stop_choice(view, stopping=services.runs.is_stopping(run.id), lacking=services.lacking(run))
    return Stop.NOTHING if reason else stop


def _logs(view: TrackedRun, lines: int, has_files: bool) -> tuple[Logs, str]:
    run = view.run
    if not run.tracker_id:
        if run.state.is_sending:
            return Logs.NOTHING, tr_text(text("There are no logs yet: nothing has been started."))
        if run.state is RunState.FOUND_NOT_STARTED:
            return Logs.NOTHING, tr_text(text("No logs are known: a user recorded that nothing was started."))
        if run.state.is_unstarted:
            return Logs.NOTHING, tr_text(text("There are no logs: nothing was started."))
        return Logs.NOTHING, tr_text(text("The logs cannot be saved: the tracker id is not known here."))
    if run.state is RunState.ANOTHER_EXECUTION and not lines:
        return Logs.NOTHING, tr_text(text("There are no logs: the tracker id belongs to another execution."))
    if run.state.is_recordable and not lines:
        return Logs.NOTHING, tr_text(text("There are no logs: the server does not know this run."))
    if run.state.leaves_outputs and has_files:
        return Logs.FILES, ""
    if lines:
        return Logs.LINES, ""
    if run.state.leaves_outputs:
        return Logs.NOTHING, tr_text(text("There are no log files: the API has no usable GetExecutionOutputs."))
    if is_last_seen(view):
        return Logs.NOTHING, tr_text(text("There are no log lines here."))
    return Logs.NOTHING, tr_text(text("There are no log lines yet."))
