"""The actions available for the visible run, with the reasons for those that are not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ...core.run_state import RunState
from ...core.text import text
from ..messages import tr_text
from ..run_words import is_lost, is_sending_here
from ..services.run_controller import TrackedRun


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
    """A reason is empty if the action is available."""

    stop: Stop
    stop_reason: str
    logs: Logs
    logs_reason: str
    can_stop_watching: bool


def choices(
    view: TrackedRun, *, watched: bool, stopping: bool, lines: int, lacking: frozenset[str] = frozenset()
) -> Choices:
    """The available actions; ``lines``: number of log lines read, ``lacking``: operations that the API lacks."""
    stop, stop_reason = _stop(view, stopping, "StopExecution" not in lacking)
    logs, logs_reason = _logs(view, lines, "GetExecutionOutputs" not in lacking)
    odd = is_lost(view) or view.run.state is RunState.OTHER
    return Choices(stop, stop_reason, logs, logs_reason, watched and odd)


def _stop(view: TrackedRun, stopping: bool, is_possible: bool) -> tuple[Stop, str]:
    state = view.run.state
    if state.is_final:
        return Stop.NOTHING, ""
    if state is RunState.UPLOADING:
        here = is_sending_here(view)
        return Stop.UPLOAD, "" if here else tr_text(text("Only the window that is uploading can stop the upload."))
    if state is RunState.SENT:
        return Stop.UPLOAD, tr_text(
            text("The zip has been sent. You can stop the import once the server has responded.")
        )
    if not is_possible:
        return Stop.EXECUTION, tr_text(text("It cannot be stopped from here: the API has no usable StopExecution."))
    return Stop.EXECUTION, tr_text(text("Stop requested.")) if stopping else ""


def _logs(view: TrackedRun, lines: int, has_files: bool) -> tuple[Logs, str]:
    run = view.run
    if not run.tracker_id:
        if run.state.is_sending:
            return Logs.NOTHING, tr_text(text("There are no logs before the import begins."))
        return Logs.NOTHING, tr_text(text("There are no logs: this run has no tracker id."))
    if run.state.is_recordable and not lines:
        return Logs.NOTHING, tr_text(text("There are no logs: the server does not know this import."))
    is_over = run.state.is_final and not run.state.is_recordable
    if is_over and has_files:
        return Logs.FILES, ""
    if lines:
        return Logs.LINES, ""
    if is_over:
        return Logs.NOTHING, tr_text(text("There are no log files: the API has no usable GetExecutionOutputs."))
    return Logs.NOTHING, tr_text(text("There are no log lines yet."))
