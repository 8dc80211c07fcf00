"""The state of a run as a few words, an icon and a number, for rows, titles and menus. No widgets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath, PureWindowsPath
from typing import assert_never

from ..core.environment import RUNTIME_CONNECTION
from ..core.errors import TokenRefused, Unreachable
from ..core.execution_type import TRAITS, ExecutionType, by_known_type, by_type
from ..core.log_counts import errors_in_words
from ..core.outcomes import Silence, doubt_sentence, id_doubt
from ..core.reconciliation import reconciliation
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.sentence_parts import destination, destination_of
from ..core.text import Text, counted, joined, text
from .formats import clock, day_and_time, is_today, near_day, number, percent, size_done
from .messages import shown_name, tr_message, tr_text
from .services.tracked_run import TrackedRun
from .theme.tokens import Tone


def run_title(run: Run) -> str:
    """The title of a run, such as "Import to PROD-2". Names the environment if the connection is unknown."""
    place, kind = _place_in_title(run), run.known_type
    return tr_text(TRAITS[kind].title(place) if kind is not None else text("Execution in {place}", place=place))


def short_title(run: Run) -> str:
    """The title of a run where there is little room: that of an import without what all imports share."""
    return tr_text(_place_in_title(run)) if run.known_type is ExecutionType.IMPORT else run_title(run)


def _place_in_title(run: Run) -> Text:
    return destination(run.told_environment, run.connection or RUNTIME_CONNECTION)


def place(run: Run) -> str:
    """The destination of the records, worded to follow "to": the environment itself, or one of its connections."""
    return tr_text(destination_of(run))


def connection_name(run: Run) -> str:
    """The connection as a band shows it."""
    return run.connection or tr_text(text("Connection not known"))


def environment_of(run: Run) -> str:
    """The environment, told by what leads to its server."""
    return tr_text(run.told_environment)


def by_name(run: Run) -> Run:
    """The run, told by the name that its environment had then: for where its host is shown beside it."""
    return replace(run, has_moved=False) if run.has_moved else run


def reference_and_note(run: Run) -> str:
    """What users have written about a run: "Reference: CHG-77 · Note: second attempt"; empty if they have not."""
    reference = text("Reference: {reference}", reference=run.reference) if run.reference else None
    note = text("Note: {note}", note=run.note) if run.note else None
    return " · ".join(tr_text(one) for one in (reference, note) if one is not None)


def file_name(run: Run) -> str:
    """The name of the zip, safe to show, even from a path of another operating system; empty if none was sent from
    here."""
    path = run.zip_path
    return shown_name(PureWindowsPath(path) if "\\" in path else PurePath(path))


def begun(run: Run) -> str:
    """When the run was sent, added or begun here, in a sentence."""
    if run.sent_at is not None:
        return tr_text(text("Sent on {day}.", day=day_and_time(run.sent_at)))
    if not run.was_started_here:
        return tr_text(text("Started elsewhere. Added here on {day}.", day=day_and_time(run.created_at)))
    return tr_text(text("Begun on {day}.", day=day_and_time(run.created_at)))


def state_icon(view: TrackedRun) -> tuple[str, Tone]:
    """The icon of the state, and its tone."""
    if is_lost(view):
        return "lost", Tone.WARN
    if view.error is not None and not view.run.state.is_final:
        return "warn", Tone.WARN
    if is_left(view):
        return "unknown", Tone.MUTED
    if is_last_seen(view):
        return "clock", Tone.MUTED
    if (view.run.may_be_another or view.run.other_type) and view.run.state.leaves_outputs:
        return "unknown", Tone.WARN
    if view.run.state is RunState.COMPLETED and view.run.figures_disagree:
        return "unknown", Tone.WARN
    if view.run.state is RunState.COMPLETED and (compared := reconciliation(view.run)) and compared.difference:
        return "warn", Tone.WARN
    if view.run.state is RunState.COMPLETED and view.run.log_counts is not None and view.run.log_counts.errors:
        return "warn", Tone.WARN
    if view.run.state is RunState.STOPPED and view.run.failing_count:
        return "stopped", Tone.WARN
    return _icon(view.run.state)


def _icon(state: RunState) -> tuple[str, Tone]:
    match state:
        case RunState.UPLOADING | RunState.SENT | RunState.STARTED | RunState.RUNNING | RunState.OTHER:
            return "running", Tone.INFO
        case RunState.QUEUED:
            return "clock", Tone.MUTED
        case RunState.COMPLETED:
            return "ok", Tone.OK
        case RunState.COMPLETED_WITH_ERRORS:
            return "error", Tone.ERR
        case RunState.NOTHING_IMPORTED:
            return "empty", Tone.WARN
        case RunState.FAILED | RunState.NOT_STARTED:
            return "fail", Tone.ERR
        case RunState.STOPPED | RunState.UPLOAD_STOPPED | RunState.FOUND_NOT_STARTED:
            return "stopped", Tone.MUTED
        case RunState.COMPLETED_UNVERIFIED | RunState.ENDED | RunState.OUTCOME_UNKNOWN:
            return "unknown", Tone.WARN
        case RunState.FOUND_STARTED | RunState.NO_LONGER_KNOWN | RunState.ANOTHER_EXECUTION:
            return "unknown", Tone.WARN
        case _:
            assert_never(state)


def has_settings(run: Run) -> bool:
    """Whether the run's settings are known here, and its file if it has one."""
    return bool(run.configuration and (run.zip_path or not TRAITS[run.type].takes_zip))


def has_requests(run: Run) -> bool:
    """Whether a request of the run can be written here: its start, or those that need its tracker id."""
    return bool(run.configuration or run.tracker_id)


def can_be_repeated(run: Run) -> bool:
    """Whether the run has ended, and :func:`has_settings`."""
    return run.state.is_final and has_settings(run)


def can_record_outcome(run: Run) -> bool:
    """Whether a user may record what became of the run, or has entered its tracker id, which may be wrong."""
    return run.state.is_recordable or run.has_entered_id


def is_lost(view: TrackedRun) -> bool:
    """True if the last status request for an unfinished run got no response, and will be sent again."""
    return not view.run.state.is_final and view.watch is not None and view.watch.trouble is not None


def is_left(view: TrackedRun) -> bool:
    """True if the watching of an unfinished run has ended."""
    return view.is_unwatched and view.run.state.is_watchable


def is_last_seen(view: TrackedRun) -> bool:
    """True if the figures of an unfinished run are those last seen: it may have progressed since."""
    return is_lost(view) or is_left(view) or view.is_overdue or is_unlisted(view)


def is_unlisted(view: TrackedRun) -> bool:
    """True if the server does not know an unfinished run at the moment that it has described before."""
    watch = view.watch
    return not view.run.state.is_final and view.run.was_seen and watch is not None and watch.is_unlisted


def doubt(view: TrackedRun) -> Text | None:
    """A warning that an unfinished run may have progressed since it was last seen, for a report, which cannot grey out
    its figures; None if no warning is needed."""
    run = view.run
    if run.state.is_sending or run.is_over or not is_last_seen(view):
        return None
    answered = view.answered_at
    if is_left(view):
        silence = Silence.NOT_WATCHED
    elif view.is_overdue or (view.watch is not None and isinstance(view.watch.trouble, Unreachable)):
        silence = Silence.NO_RESPONSE
    else:
        silence = Silence.NO_STATUS
    return doubt_sentence(run, silence, day_and_time(answered) if answered else "")


def fraction(view: TrackedRun) -> float | None:
    """Progress of the current phase, from 0 to 1; None if unknown or the run has ended."""
    run = view.run
    if run.is_over:
        return None
    if run.state is RunState.UPLOADING:
        from ..operations.start_import import Uploading

        progress = view.progress
        return progress.done / progress.total if isinstance(progress, Uploading) and progress.total else None
    if run.state is RunState.SENT:
        return 1.0
    return run.report.share if run.report is not None else None


def percent_done(view: TrackedRun) -> str:
    """The progress of the current phase, 42 %; empty if it is unknown, the upload is over, or the run has ended."""
    done = fraction(view) if view.run.state is not RunState.SENT else None
    return percent(done) if done is not None else ""


def file_and_progress(view: TrackedRun) -> str:
    """ "customers.zip, 42 %", or "customers.zip, 42 % uploaded"; the tracker id if no zip was sent from here."""
    done = percent_done(view)
    if done and view.run.state is RunState.UPLOADING:
        done = tr_text(text("{percent} uploaded", percent=done))
    return ", ".join(part for part in (file_name(view.run) or view.run.tracker_id, done) if part)


def unfinished_sentence(view: TrackedRun) -> str:
    """That a run has not ended, may still be running if the server cannot be asked at the moment, or has ended without
    results; and that this may be said of another execution."""
    kind, values = view.run.known_type, {"place": place(view.run), "about": file_and_progress(view)}
    if view.run.lacks_results:
        sentence = by_known_type(
            kind,
            for_import=text(
                "An import into {place} has ended, but its results have not been read yet ({about}).", **values
            ),
            for_export=text(
                "An export from {place} has ended, but its results have not been read yet ({about}).", **values
            ),
            for_execution=text(
                "An execution in {place} has ended, but its results have not been read yet ({about}).", **values
            ),
        )
    elif is_last_seen(view):
        sentence = by_known_type(
            kind,
            for_import=text("An import into {place} may still be running (last seen: {about}).", **values),
            for_export=text("An export from {place} may still be running (last seen: {about}).", **values),
            for_execution=text("An execution in {place} may still be running (last seen: {about}).", **values),
        )
    else:
        sentence = by_known_type(
            kind,
            for_import=text("An import into {place} has not ended ({about}).", **values),
            for_export=text("An export from {place} has not ended ({about}).", **values),
            for_execution=text("An execution in {place} has not ended ({about}).", **values),
        )
    doubt = id_doubt(view.run)
    return tr_text(sentence if doubt is None else joined(sentence, doubt))


def records_done(run: Run) -> str:
    """ "12,340 of 50,000 records"; empty if the server has reported no count."""
    done, total = (run.report.completed_records, run.report.total_records) if run.report is not None else (0, 0)
    if total:
        return tr_text(text("{done} of {total} records", done=number(done), total=number(total)))
    return tr_text(counted("1 record", "{n} records", done)) if done else ""


def _live_word(run: Run) -> str:
    """The state of a run that has not ended, in a word: ours, or the server's if it is not documented."""
    match run.state:
        case RunState.QUEUED:
            return tr_text(text("Queued"))
        case RunState.RUNNING:
            return tr_text(text("Running"))
        case RunState.OTHER:
            return run.status_word
        case _:
            return tr_text(text("Started"))


def short_sentence(view: TrackedRun) -> tuple[str, Tone]:
    """The state of the run in a few words, and its tone."""
    words, tone = _short_sentence(view)
    if view.run.other_type and view.run.state.leaves_outputs:
        words = _joined(view.run.other_type, view.run.status_word)
        tone = Tone.WARN
    if view.run.may_be_another and view.run.state is not RunState.ANOTHER_EXECUTION:
        return _joined(tr_text(text("May be another execution")), words), Tone.WARN
    return words, tone


def _short_sentence(view: TrackedRun) -> tuple[str, Tone]:
    run = view.run
    stop = _stop_words(run)
    if is_lost(view):
        return _joined(stop, tr_text(_without_answer(view, lost_words(view)))), Tone.WARN
    if view.error is not None and not run.state.is_final:
        problem = view.error.title  # a run that cannot be stored is watched all the same
        told = text("Not watched: {reason}", reason=problem) if view.is_unwatched else problem
        return _joined(stop, tr_text(told)), Tone.WARN
    if is_left(view):
        return _joined(stop, tr_text(_without_answer(view, text("Not watched")))), Tone.MUTED
    if run.lacks_results:
        return tr_text(text("Reading the results…")), Tone.TEXT
    if is_last_seen(view) and run.answered_at is not None:
        seen = records_done(run) or _live_word(run)
        as_of = (
            text("As of {time}: {seen}", time=clock(run.answered_at), seen=seen)
            if is_today(run.answered_at)
            else text("As of {day}: {seen}", day=near_day(run.answered_at), seen=seen)
        )
        return _joined(stop, tr_text(as_of)), Tone.MUTED
    if stop:
        return _joined(stop, records_done(run)), Tone.TEXT
    match run.state:
        case RunState.UPLOADING:
            return _uploading(view), Tone.TEXT
        case RunState.SENT:
            return tr_text(text("Waiting for the server's response")), Tone.TEXT
        case RunState.STARTED | RunState.QUEUED:
            return _live_word(run), Tone.TEXT
        case RunState.RUNNING:
            doing = by_known_type(
                run.known_type,
                for_import=text("Importing…"),
                for_export=text("Exporting…"),
                for_execution=text("Running…"),
            )
            return _joined(tr_text(doing), records_done(run), " "), Tone.TEXT
        case RunState.OTHER:
            return _joined(_live_word(run), records_done(run)), Tone.TEXT
        case RunState.COMPLETED:
            records = _figures(run)
            log_errors = _log_errors(run)  # first, so that it is not cut
            words = _joined(_joined(tr_text(text("Completed")), log_errors), records)
            return words, Tone.WARN if log_errors or run.figures_disagree else Tone.TEXT
        case RunState.COMPLETED_WITH_ERRORS:
            entities = tr_text(counted("1 entity", "{n} entities", run.failing_count or 0))
            return _joined(tr_text(text("Completed with errors")), entities), Tone.ERR
        case RunState.NOTHING_IMPORTED:
            nothing = by_known_type(
                run.known_type,
                for_import=text("No records were imported"),
                for_export=text("No records were exported"),
                for_execution=text("No records were processed"),
            )
            return _joined(tr_text(nothing), _log_errors(run)), Tone.WARN
        case RunState.COMPLETED_UNVERIFIED:
            return _joined(_joined(tr_text(text("Completed")), _log_errors(run)), _unverified(run)), Tone.WARN
        case RunState.FAILED:
            ended = text("Failed") if run.stop_requested_at is None else text("Ended after a stop request")
            return _joined(tr_text(ended), tr_message(run.message)), Tone.ERR
        case RunState.STOPPED:
            failing = tr_text(counted("1 entity has errors", "{n} entities have errors", run.failing_count or 0))
            words = _joined(tr_text(text("Stopped")), failing if run.failing_count else "")
            return _joined(words, records_done(run)), Tone.WARN if run.failing_count else Tone.TEXT
        case RunState.ENDED:
            return _joined(tr_text(text("Ended")), run.status_word), Tone.WARN
        case RunState.NOT_STARTED:
            return _joined(tr_text(text("Not started")), tr_message(run.message)), Tone.ERR
        case RunState.UPLOAD_STOPPED:
            stopped = by_type(run.type, for_import=text("Upload stopped"), for_export=text("Start cancelled"))
            return tr_text(stopped), Tone.TEXT
        case RunState.OUTCOME_UNKNOWN:
            return _joined(tr_text(text("Outcome unknown")), _where_to_look(run)), Tone.WARN
        case RunState.FOUND_NOT_STARTED:
            return _joined(tr_text(text("Not started")), tr_text(text("reported by a user"))), Tone.TEXT
        case RunState.FOUND_STARTED:
            return _joined(tr_text(text("Started")), tr_text(text("reported by a user"))), Tone.WARN
        case RunState.NO_LONGER_KNOWN:
            known = text("Not known to the server") if run.report is None else text("No longer known to the server")
            return _joined(tr_text(known), _where_to_look(run)), Tone.WARN
        case RunState.ANOTHER_EXECUTION:
            return _joined(tr_text(text("Another execution")), _where_to_look(run)), Tone.WARN
        case _:
            assert_never(run.state)


def _stop_words(run: Run) -> str:
    """What became of the request to stop a run that may still be running; empty if there was none."""
    if run.stop_requested_at is None or run.is_over:
        return ""
    return tr_text(text("Stop requested") if run.stop_accepted_at is None else text("Stop accepted"))


def lost_words(view: TrackedRun) -> Text:
    """Why the last request got no usable response: there was none, or it was unexpected."""
    trouble = view.watch.trouble if view.watch is not None else None
    if isinstance(trouble, TokenRefused):
        return text("Key refused")
    if isinstance(trouble, Unreachable):
        return text("Connection lost")
    return text("No usable response") if view.run.lacks_results else text("No status from the server")


def _without_answer(view: TrackedRun, problem: Text) -> Text:
    if view.run.lacks_results:
        return text("{problem}, results not read yet", problem=problem)
    return text("{problem}, may still be running", problem=problem)


def _log_errors(run: Run) -> str:
    """The number of log lines that look like errors; empty if there are none or the number is unknown."""
    words = errors_in_words(run.log_counts) if run.log_counts is not None and run.log_counts.errors else None
    return tr_text(words) if words is not None else ""


def _figures(run: Run) -> str:
    """The number of records processed, or that the server's record counts disagree."""
    if run.two_counts is not None:
        return tr_text(text("the server's record counts disagree"))
    if run.figures_disagree:
        return records_done(run)
    return tr_text(counted("1 record", "{n} records", run.records_done or 0))


def _where_to_look(run: Run) -> str:
    return tr_text(text("check {place}", place=run.told_environment))


def _unverified(run: Run) -> str:
    if run.failing_entities is None:
        return tr_text(text("errors unknown"))
    return tr_text(text("records unknown") if run.records_done is None else text("result ERROR"))


def _uploading(view: TrackedRun) -> str:
    from ..operations.start_import import Uploading

    progress = view.progress
    if isinstance(progress, Uploading):
        return tr_text(text("Uploading {size}", size=size_done(progress.done, progress.total)))
    return tr_text(by_type(view.run.type, for_import=text("Uploading…"), for_export=text("Starting…")))


def is_sending_here(view: TrackedRun) -> bool:
    """True if this window is sending the request; another process may be sending it from the same data folder."""
    if view.progress is None:
        return False
    from ..operations.start_execution import AwaitingAnswer
    from ..operations.start_import import Uploading

    return isinstance(view.progress, Uploading | AwaitingAnswer)


def _joined(first: str, second: str, separator: str = " · ") -> str:
    return separator.join(part for part in (first, " ".join(second.split())) if part)
