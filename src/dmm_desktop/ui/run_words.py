"""The state of a run as a few words, an icon and a number, for rows, titles and menus. No widgets."""

from __future__ import annotations

from pathlib import PurePath, PureWindowsPath

from ..core.environment import RUNTIME_CONNECTION
from ..core.errors import Unreachable
from ..core.execution_type import TRAITS
from ..core.log_counts import errors_in_words
from ..core.outcomes import destination
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.text import Text, counted, text
from .formats import number, percent, size_done
from .messages import tr_message, tr_text
from .services.run_controller import TrackedRun
from .theme.tokens import Tone

_ICONS = {
    RunState.UPLOADING: ("running", Tone.INFO),
    RunState.SENT: ("running", Tone.INFO),
    RunState.STARTED: ("running", Tone.INFO),
    RunState.QUEUED: ("clock", Tone.MUTED),
    RunState.RUNNING: ("running", Tone.INFO),
    RunState.OTHER: ("running", Tone.INFO),
    RunState.COMPLETED: ("ok", Tone.OK),
    RunState.COMPLETED_WITH_ERRORS: ("error", Tone.ERR),
    RunState.NOTHING_IMPORTED: ("empty", Tone.WARN),
    RunState.COMPLETED_UNVERIFIED: ("unknown", Tone.WARN),
    RunState.FAILED: ("fail", Tone.ERR),
    RunState.STOPPED: ("stopped", Tone.MUTED),
    RunState.ENDED: ("unknown", Tone.WARN),
    RunState.NOT_STARTED: ("fail", Tone.ERR),
    RunState.UPLOAD_STOPPED: ("stopped", Tone.MUTED),
    RunState.OUTCOME_UNKNOWN: ("unknown", Tone.WARN),
    RunState.FOUND_NOT_STARTED: ("stopped", Tone.MUTED),
    RunState.FOUND_STARTED: ("unknown", Tone.WARN),
    RunState.NO_LONGER_KNOWN: ("unknown", Tone.WARN),
}


def title(run: Run) -> str:
    """What the run is called: Import to PROD-2. That is where it was sent if its connection is not known."""
    return tr_text(TRAITS[run.type].title(destination(run.environment_name, run.connection or RUNTIME_CONNECTION)))


def place(run: Run) -> str:
    """Where its records go, to be put after "to": the environment itself, or a connection of it."""
    return tr_text(destination(run.environment_name, run.connection))


def file_name(run: Run) -> str:
    """The name of the zip, also from a path of another operating system; empty if the run was started elsewhere."""
    path = run.zip_path
    return (PureWindowsPath(path) if "\\" in path else PurePath(path)).name


def state_icon(view: TrackedRun) -> tuple[str, Tone]:
    """The icon of the state, and its tone."""
    if is_lost(view):
        return "lost", Tone.WARN
    if view.error is not None and not view.run.state.is_final:
        return "warn", Tone.WARN
    return _ICONS[view.run.state]


def can_be_repeated(run: Run) -> bool:
    """Whether its file and its settings are known here."""
    return bool(run.zip_path and run.configuration)


def is_lost(view: TrackedRun) -> bool:
    """True if the last status request for an unfinished run got no answer."""
    return not view.run.state.is_final and view.watch is not None and view.watch.trouble is not None


def fraction(view: TrackedRun) -> float | None:
    """Progress of the current phase, from 0 to 1; None if unknown or the run has ended."""
    run = view.run
    if run.state.is_final:
        return None
    if run.state is RunState.UPLOADING:
        from ..operations.start_import import Uploading

        progress = view.progress
        return progress.done / progress.total if isinstance(progress, Uploading) and progress.total else None
    if run.state is RunState.SENT:
        return 1.0
    return run.report.share if run.report is not None else None


def percent_done(view: TrackedRun) -> str:
    """How far the present phase is, 42 %; empty where that is unknown, the upload is over, or the run has ended."""
    done = fraction(view) if view.run.state is not RunState.SENT else None
    return percent(done) if done is not None else ""


def records_done(run: Run) -> str:
    """ "12,340 of 50,000 records"; empty if the server has reported no count."""
    done, total = (run.report.completed_records, run.report.total_records) if run.report is not None else (0, 0)
    if total:
        return tr_text(text("{done} of {total} records", done=number(done), total=number(total)))
    return tr_text(counted("1 record", "{n} records", done)) if done else ""


def short_sentence(view: TrackedRun) -> tuple[str, Tone]:
    """The state of the run in a few words, and its tone."""
    run = view.run
    if is_lost(view):
        return tr_text(_lost(view)), Tone.WARN
    if view.error is not None and not run.state.is_final:
        return tr_text(text("Not watched: {reason}", reason=view.error.title)), Tone.WARN
    match run.state:
        case RunState.UPLOADING:
            return _uploading(view), Tone.TEXT
        case RunState.SENT:
            return tr_text(text("Waiting for the server's response")), Tone.TEXT
        case RunState.STARTED:
            return tr_text(text("Started")), Tone.TEXT
        case RunState.QUEUED:
            return tr_text(text("Queued")), Tone.TEXT
        case RunState.RUNNING:
            return _joined(tr_text(text("Importing…")), records_done(run), " "), Tone.TEXT
        case RunState.OTHER:
            return _joined(run.status_word, records_done(run)), Tone.TEXT
        case _:
            return _ended(run)


def lost_words(view: TrackedRun) -> Text:
    """What happened when the last question got no usable answer: none came, or another one."""
    trouble = view.watch.trouble if view.watch is not None else None
    return text("Connection lost") if isinstance(trouble, Unreachable) else text("No status from the server")


def _lost(view: TrackedRun) -> Text:
    if view.run.lacks_results:
        return text("{problem}, results not read yet", problem=lost_words(view))
    return text("{problem}, may be continuing", problem=lost_words(view))


def _log_errors(run: Run) -> str:
    """How many lines of the log look like errors; empty for none, and where that is not known."""
    words = errors_in_words(run.log_counts) if run.log_counts is not None and run.log_counts.errors else None
    return tr_text(words) if words is not None else ""


def _ended(run: Run) -> tuple[str, Tone]:
    match run.state:
        case RunState.COMPLETED:
            records = tr_text(counted("1 record", "{n} records", run.records_done or 0))
            log_errors = _log_errors(run)  # first, so that it is not what is cut
            words = _joined(_joined(tr_text(text("Completed")), log_errors), records)
            return words, Tone.WARN if log_errors else Tone.TEXT
        case RunState.COMPLETED_WITH_ERRORS:
            entities = tr_text(counted("1 entity", "{n} entities", run.failing_count or 0))
            return _joined(tr_text(text("Completed with errors")), entities), Tone.ERR
        case RunState.NOTHING_IMPORTED:
            return _joined(tr_text(text("No records were imported")), _log_errors(run)), Tone.WARN
        case RunState.COMPLETED_UNVERIFIED:
            return _joined(_joined(tr_text(text("Completed")), _log_errors(run)), _unverified(run)), Tone.WARN
        case RunState.FAILED:
            return _joined(tr_text(text("Failed")), tr_message(run.message)), Tone.ERR
        case RunState.STOPPED:
            return _joined(tr_text(text("Stopped")), records_done(run)), Tone.TEXT
        case RunState.ENDED:
            return _joined(tr_text(text("Ended")), run.status_word), Tone.WARN
        case RunState.NOT_STARTED:
            return _joined(tr_text(text("Not started")), tr_message(run.message)), Tone.ERR
        case RunState.UPLOAD_STOPPED:
            return tr_text(text("Upload stopped")), Tone.TEXT
        case RunState.OUTCOME_UNKNOWN:
            return _joined(tr_text(text("Outcome unknown")), _where_to_look(run)), Tone.WARN
        case RunState.FOUND_NOT_STARTED:
            return _joined(tr_text(text("Not started")), tr_text(text("reported by a user"))), Tone.TEXT
        case RunState.FOUND_STARTED:
            return _joined(tr_text(text("Started")), tr_text(text("reported by a user"))), Tone.WARN
        case _:
            known = text("Not known to the server") if run.report is None else text("No longer known to the server")
            return _joined(tr_text(known), _where_to_look(run)), Tone.WARN


def _where_to_look(run: Run) -> str:
    return tr_text(text("check {place}", place=run.environment_name))


def _unverified(run: Run) -> str:
    if run.failing_entities is None:
        return tr_text(text("errors unknown"))
    return tr_text(text("records unknown") if run.records_done is None else text("result ERROR"))


def _uploading(view: TrackedRun) -> str:
    from ..operations.start_import import Uploading

    progress = view.progress
    if isinstance(progress, Uploading):
        return tr_text(text("Uploading {size}", size=size_done(progress.done, progress.total)))
    return tr_text(text("Uploading…"))


def is_sending_here(view: TrackedRun) -> bool:
    """True if this window is sending the import; another process may be sending it from the same data folder."""
    if view.progress is None:
        return False
    from ..operations.start_import import AwaitingAnswer, Uploading

    return isinstance(view.progress, Uploading | AwaitingAnswer)


def _joined(first: str, second: str, separator: str = " · ") -> str:
    return separator.join(part for part in (first, " ".join(second.split())) if part)
