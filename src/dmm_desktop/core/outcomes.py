"""The sentences for the state of a run, which claim no more than the server reported."""

from __future__ import annotations

from enum import Enum
from typing import assert_never

from .execution_outcomes import execution_sentence
from .execution_type import by_known_type
from .export_outcomes import export_sentence
from .log_counts import errors_in_words
from .run_state import RunState
from .runs import Run
from .sentence_parts import (
    cause_of,
    destination_of,
    duration_words,
    ended_without_results,
    in_time,
    message_of_run,
    records_counted,
    unverified_sentence,
)
from .text import Text, counted, joined, text

_REUSED = text("The tracker id may now belong to another execution.")


def sentence(run: Run) -> Text:
    """The state of the run in a full sentence, or in two if its tracker id may belong to another execution."""
    if run.state is RunState.ANOTHER_EXECUTION:
        return _of_type(run)
    if run.has_entered_id:
        entered = text("A user entered the tracker id: the figures are those of its execution, which may be another.")
        return joined(entered, _of_type(run))
    if run.may_be_another and run.tracker_id:
        return joined(_REUSED, _of_type(run))
    return _of_type(run)


def id_doubt(run: Run) -> Text | None:
    """That what the server has under the tracker id of the run may be that of another execution; None if there is no
    reason to think so."""
    if run.has_entered_id:
        return text("The tracker id that a user entered may be that of another execution.")
    return _REUSED if run.may_be_another else None


def _of_type(run: Run) -> Text:
    if run.other_type and run.state.leaves_outputs:
        return text(
            "This execution is of the type {type}. It ended with the status “{status}”.",
            type=run.other_type,
            status=run.status_word,
        )
    if run.lacks_results:
        return ended_without_results(run)
    describe = by_known_type(
        run.known_type, for_import=_import_sentence, for_export=export_sentence, for_execution=execution_sentence
    )
    return describe(run)


def _import_sentence(run: Run) -> Text:
    place = run.told_environment
    match run.state:
        case RunState.UPLOADING:
            return text("Uploading…")
        case RunState.SENT:
            return text("The import was sent; the server has not responded yet.")
        case RunState.STARTED:
            return text("The import was started.")
        case RunState.QUEUED:
            return text("Waiting in the queue of {place}.", place=place)
        case RunState.RUNNING:
            return text("Importing…")
        case RunState.OTHER:
            return text("The server reports: {status}", status=run.status_word)
        case RunState.COMPLETED:
            return _completed(run)
        case RunState.COMPLETED_WITH_ERRORS:
            return counted(
                "Import completed with errors. 1 entity has errors.",
                "Import completed with errors. {n} entities have errors.",
                run.failing_count or 0,
            )
        case RunState.NOTHING_IMPORTED:
            return text("The import finished but no records were imported.")
        case RunState.COMPLETED_UNVERIFIED:
            return _unverified(run)
        case RunState.FAILED if run.stop_requested_at is not None:
            return text(
                "The import ended with {status} after a stop request. {message}",
                status=run.status_word,
                message=message_of_run(run) or cause_of(run),
            )
        case RunState.FAILED:
            return text("Import failed. {message}", message=message_of_run(run) or cause_of(run))
        case RunState.STOPPED:
            return _stopped(run)
        case RunState.ENDED:
            return text("The import ended with an undocumented status: {status}", status=run.status_word)
        case RunState.NOT_STARTED:
            return text("The import was not started. {message}", message=message_of_run(run))
        case RunState.UPLOAD_STOPPED:
            return text("Upload stopped. Nothing was imported.")
        case RunState.OUTCOME_UNKNOWN:
            return _unknown(run)
        case RunState.FOUND_NOT_STARTED:
            found = text("A user checked {place}: the import was not started.", place=place)
            return joined(_no_answer(run), found)
        case RunState.FOUND_STARTED:
            return joined(_no_answer(run), text("A user checked {place}: the import was started.", place=place))
        case RunState.NO_LONGER_KNOWN:
            return _forgotten(run)
        case RunState.ANOTHER_EXECUTION:
            return text(
                "According to the server, the execution with the tracker id {id} is not an import, so it is another "
                "one. What became of the import is not known. Check DMM on {place} before you start it again.",
                id=run.tracker_id,
                place=place,
            )
        case _:
            assert_never(run.state)


def outcome_words(run: Run) -> Text:
    """What became of a run, to follow a colon: "completed, 5,022 records in 6 minutes, 13 errors in the log"."""
    words, counts = _outcome_and_records(run), run.log_counts
    errors = errors_in_words(counts) if run.state.is_complete and counts is not None and counts.errors else None
    words = words if errors is None else text("{outcome}, {errors}", outcome=words, errors=errors)
    if run.state is RunState.ANOTHER_EXECUTION:
        return text("{outcome}, with the tracker id of another execution", outcome=words)
    if run.has_entered_id:
        return text("{outcome}, with a tracker id that a user entered", outcome=words)
    if run.may_be_another:
        return text("{outcome}, with a tracker id that may now belong to another execution", outcome=words)
    return words


def _outcome_and_records(run: Run) -> Text:
    state, done = _state_words(run), run.records_done
    if run.figures_disagree:
        return text("{state}, but the server's record counts disagree", state=state)
    if not done or run.counts_seen_at is not None:
        return state
    records = counted("1 record", "{n} records", done)
    if (elapsed := duration_words(run.elapsed)) is None:
        return text("{state}, {records}", state=state, records=records)
    return text("{state}, {records} in {time}", state=state, records=records, time=elapsed)


def _state_words(run: Run) -> Text:
    if run.lacks_results:
        return text("ended, results not read yet")
    match run.state:
        case RunState.COMPLETED:
            return text("completed")
        case RunState.COMPLETED_WITH_ERRORS:
            return counted(
                "completed with errors in 1 entity", "completed with errors in {n} entities", run.failing_count or 0
            )
        case RunState.COMPLETED_UNVERIFIED:
            return text("completed, unverified")
        case RunState.FAILED:
            return text("failed")
        case RunState.STOPPED:
            return text("stopped")
        case RunState.ENDED:
            return text("ended with the status “{status}”", status=run.status_word)
        case (
            RunState.UPLOADING | RunState.SENT | RunState.STARTED | RunState.QUEUED | RunState.RUNNING | RunState.OTHER
        ):
            return text("not known to have ended")  # whether or not the server can be asked now
        case RunState.OUTCOME_UNKNOWN | RunState.FOUND_STARTED | RunState.NO_LONGER_KNOWN | RunState.ANOTHER_EXECUTION:
            return text("outcome unknown")
        case RunState.FOUND_NOT_STARTED:
            return text("not started, as a user recorded")
        case RunState.NOTHING_IMPORTED | RunState.NOT_STARTED | RunState.UPLOAD_STOPPED:
            return by_known_type(
                run.known_type,
                for_import=text("nothing imported"),
                for_export=text("nothing exported"),
                for_execution=text("nothing processed"),
            )
        case _:
            assert_never(run.state)


def last_seen(run: Run, moment: str) -> Text | None:
    """The last counts of a run whose outcome only the user can find out; None for every other state, or without a
    count. ``moment``: :attr:`Run.counts_seen_at` in words, with its preposition; "" if it is not known."""
    report = run.report
    if not run.state.is_recordable or report is None or report.completed_records is None:
        return None
    done, total, when = report.completed_records, report.total_records, f" {moment}" if moment else ""
    if not total:
        return counted("Last seen{when}: 1 record.", "Last seen{when}: {n} records.", done, when=when)
    return text("Last seen{when}: {done} of {total} records.", when=when, done=done, total=total)


def last_known(run: Run) -> Text:
    """The last known state of an execution that the server cannot be asked about now."""
    if run.lacks_results:
        return ended_without_results(run)
    if not run.status_word:
        return by_known_type(
            run.known_type,
            for_import=text("The import may still be running on the server."),
            for_export=text("The export may still be running on the server."),
            for_execution=text("The execution may still be running on the server."),
        )
    word = run.status_word
    return by_known_type(
        run.known_type,
        for_import=text("The import may still be running: the server last reported “{status}”.", status=word),
        for_export=text("The export may still be running: the server last reported “{status}”.", status=word),
        for_execution=text("The execution may still be running: the server last reported “{status}”.", status=word),
    )


class Silence(Enum):
    """Why nothing newer is known about an unfinished run."""

    NOT_WATCHED = "not watched"
    NO_RESPONSE = "no response"
    NO_STATUS = "no status"


def doubt_sentence(run: Run, silence: Silence, seen: str) -> Text:
    """A warning that an unfinished run may have progressed since it was last seen. ``seen``: when that was; "" if
    unknown."""
    what = _silence(silence, seen)
    return by_known_type(
        run.known_type,
        for_import=text("{what}; the import may still be running.", what=what),
        for_export=text("{what}; the export may still be running.", what=what),
        for_execution=text("{what}; the execution may still be running.", what=what),
    )


def _silence(silence: Silence, seen: str) -> Text:
    match silence:
        case Silence.NOT_WATCHED:
            return text("Not watched (last seen {time})", time=seen) if seen else text("Not watched")
        case Silence.NO_RESPONSE:
            return text("No response (last seen {time})", time=seen) if seen else text("No response")
        case Silence.NO_STATUS:
            return text("No status (last seen {time})", time=seen) if seen else text("No status")
        case _:
            assert_never(silence)


def left_out(run: Run) -> Text | None:
    """A note that not all failing entities are shown, or None if they are."""
    if not run.failing_entities or not run.more_failing:
        return None
    kept = len(run.failing_entities)
    return text("{kept} of {count} failing entities are shown.", kept=kept, count=kept + run.more_failing)


#: What is said where a text of a failing entity is not kept whole.
TEXTS_CUT = text("Texts that end with “…” were longer: the rest was not kept.")


def cut_texts(run: Run) -> Text | None:
    """A note that texts of failing entities are not kept whole, or None if all are."""
    return TEXTS_CUT if any(entity.is_cut for entity in run.failing_entities or ()) else None


def _forgotten(run: Run) -> Text:
    if run.report is not None:
        return text(
            "The server no longer knows this import. It may still be running. "
            "Check DMM on {place} before you start it again.",
            place=run.told_environment,
        )
    if run.sent_at is not None:
        return text(
            "The server does not know this import, although it gave it a tracker id. "
            "Check DMM on {place} before you start it again.",
            place=run.told_environment,
        )
    return text("The server does not know this import. Check the tracker id and the environment.")


def _unknown(run: Run) -> Text:
    """Distinguishes silence from an unusable response."""
    if run.unusable_answer:
        return text(
            "The server sent no usable response after the import was sent, so the import may be running. "
            "Check {place} before starting it again.",
            place=run.told_environment,
        )
    if run.was_abandoned:
        return text(
            "DMM Desktop ended before a response to the import arrived, so the import may be running. "
            "Check {place} before starting it again.",
            place=run.told_environment,
        )
    return text(
        "The server did not respond after the import was sent, so the import may be running. Check {place} before "
        "starting it again.",
        place=run.told_environment,
    )


def _no_answer(run: Run) -> Text:
    """Why the user had to look."""
    if (proof := run.id_withdrawn_because) is not None:
        return proof
    if run.tracker_id:
        return text("The server no longer knows this import.")
    if run.was_abandoned:
        return text("DMM Desktop ended before a response to the import arrived.")
    return text("The server sent no usable response.") if run.unusable_answer else text("The server did not respond.")


def _completed(run: Run) -> Text:
    done, total = records_counted(run)
    if run.two_counts is not None:
        return text(
            "Import completed, but the server's record counts disagree: {counted} during the run, "
            "{final} in the final report.",
            counted=run.two_counts[0],
            final=run.two_counts[1],
        )
    if run.figures_disagree:
        return text(
            "Import completed, but the server counted {done} of {total} records in {place}{duration}.",
            done=done,
            total=total,
            place=destination_of(run),
            duration=in_time(run.elapsed),
        )
    return counted(
        "Import completed. 1 record imported into {place}{duration}.",
        "Import completed. {n} records imported into {place}{duration}.",
        done,
        place=destination_of(run),
        duration=in_time(run.elapsed),
    )


def _unverified(run: Run) -> Text:
    told = _completed(run) if run.records_done else text("The import finished but no records were imported.")
    return unverified_sentence(
        run,
        told,
        no_count=text("The server reports Complete, but not how many records were imported."),
        neither=text(
            "The server reports Complete, but neither how many records were imported nor whether any entities have "
            "errors."
        ),
    )


def _stopped(run: Run) -> Text:
    """Claims that no record was imported only if the server gave a total and counted 0 as imported."""
    done, total = records_counted(run)
    place = destination_of(run)
    if run.records_done == 0 and total:
        return text("Import stopped. None of {total} records was imported.", total=total)
    if not done:
        return text("Import stopped. What was imported stays in {place}.", place=place)
    if total < done:
        return counted(
            "Import stopped. 1 record was imported and stays in {place}.",
            "Import stopped. {n} records were imported and stay in {place}.",
            done,
            place=place,
        )
    return counted(
        "Import stopped. 1 of {total} records was imported and stays in {place}.",
        "Import stopped. {n} of {total} records were imported and stay in {place}.",
        done,
        total=total,
        place=place,
    )
