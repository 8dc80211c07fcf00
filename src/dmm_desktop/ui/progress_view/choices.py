"""What can be done with the run that is shown, and why not, where it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ...core.run_state import RunState
from ...core.text import text
from ..messages import tr_text
from ..run_words import is_lost, is_sending_here
from ..services.run_controller import TrackedRun


class Stop(Enum):
    """What *Stop* would end."""

    NOTHING = "nothing"  # there is no button
    UPLOAD = "upload"
    EXECUTION = "execution"


class Logs(Enum):
    """What *Save logs…* would save."""

    NOTHING = "nothing"
    FILES = "files"  # the zip of log files, from the server
    LINES = "lines"  # the lines that were read so far


@dataclass(frozen=True, slots=True)
class Choices:
    """A reason is empty where the choice is open."""

    stop: Stop
    stop_reason: str
    logs: Logs
    logs_reason: str
    can_stop_watching: bool


def choices(
    view: TrackedRun, *, watched: bool, stopping: bool, lines: int, lacking: frozenset[str] = frozenset()
) -> Choices:
    """What is open; ``lines``: how many log lines were read, ``lacking``: the operations that the API has not."""
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
        return Stop.UPLOAD, "" if here else tr_text(text("Only the window that sends it can stop the upload."))
    if state is RunState.SENT:
        return Stop.UPLOAD, tr_text(text("It was sent. Stop is possible once the server has answered."))
    if not is_possible:
        return Stop.EXECUTION, tr_text(text("It cannot be stopped from here: the API has no usable StopExecution."))
    return Stop.EXECUTION, tr_text(text("The stop was asked for.")) if stopping else ""


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
