"""The sentences for the states of an export, which claim no more than the server reported."""

from __future__ import annotations

from typing import assert_never

from .run_state import RunState
from .runs import Run
from .sentence_parts import cause_of, destination_of, in_time, message_of_run, records_counted, unverified_sentence
from .text import Text, counted, joined, text


def export_sentence(run: Run) -> Text:
    """The state of an export in a full sentence."""
    place = run.told_environment
    match run.state:
        case RunState.UPLOADING:
            return text("Starting the export…")
        case RunState.SENT:
            return text("The export was requested; the server has not responded yet.")
        case RunState.STARTED:
            return text("The export was started.")
        case RunState.QUEUED:
            return text("Waiting in the queue of {place}.", place=place)
        case RunState.RUNNING:
            return text("Exporting…")
        case RunState.OTHER:
            return text("The server reports: {status}", status=run.status_word)
        case RunState.COMPLETED:
            return _completed(run)
        case RunState.COMPLETED_WITH_ERRORS:
            return counted(
                "Export completed with errors. 1 entity has errors.",
                "Export completed with errors. {n} entities have errors.",
                run.failing_count or 0,
            )
        case RunState.NOTHING_IMPORTED:
            return text("The export finished but no records were exported.")
        case RunState.COMPLETED_UNVERIFIED:
            return _unverified(run)
        case RunState.FAILED if run.stop_requested_at is not None:
            return text(
                "The export ended with {status} after a stop request. {message}",
                status=run.status_word,
                message=message_of_run(run) or cause_of(run),
            )
        case RunState.FAILED:
            return text("Export failed. {message}", message=message_of_run(run) or cause_of(run))
        case RunState.STOPPED:
            return _stopped(run)
        case RunState.ENDED:
            return text("The export ended with an undocumented status: {status}", status=run.status_word)
        case RunState.NOT_STARTED:
            return text("The export was not started. {message}", message=message_of_run(run))
        case RunState.UPLOAD_STOPPED:
            return text("The start was cancelled. Nothing was exported.")
        case RunState.OUTCOME_UNKNOWN:
            may = text("The export may be running. Check {place} before starting it again.", place=place)
            return joined(_no_answer(run), may)
        case RunState.FOUND_NOT_STARTED:
            return joined(_no_answer(run), text("A user checked {place}: the export was not started.", place=place))
        case RunState.FOUND_STARTED:
            return joined(_no_answer(run), text("A user checked {place}: the export was started.", place=place))
        case RunState.NO_LONGER_KNOWN:
            if run.report is None and run.sent_at is None:
                return text("The server does not know this export. Check the tracker id and the environment.")
            check = text("Check DMM on {place}.", place=place)
            if run.report is not None:
                return joined(text("The server no longer knows this export. It may still be running."), check)
            return joined(text("The server does not know this export, although it gave it a tracker id."), check)
        case RunState.ANOTHER_EXECUTION:
            return text(
                "According to the server, the execution with the tracker id {id} is not an export, so it is another "
                "one. What became of the export is not known. Check DMM on {place}.",
                id=run.tracker_id,
                place=place,
            )
        case _:
            assert_never(run.state)


def _no_answer(run: Run) -> Text:
    if (proof := run.id_withdrawn_because) is not None:
        return proof
    if run.tracker_id:
        return text("The server no longer knows this export.")
    if run.was_abandoned:
        return text("DMM Desktop ended before a response to the export arrived.")
    return text("The server sent no usable response.") if run.unusable_answer else text("The server did not respond.")


def _completed(run: Run) -> Text:
    done, total = records_counted(run)
    if run.two_counts is not None:
        return text(
            "Export completed, but the server's record counts disagree: {counted} during the run, "
            "{final} in the final report.",
            counted=run.two_counts[0],
            final=run.two_counts[1],
        )
    if run.figures_disagree:
        return text(
            "Export completed, but the server counted {done} of {total} records from {place}{duration}.",
            done=done,
            total=total,
            place=destination_of(run),
            duration=in_time(run.elapsed),
        )
    return counted(
        "Export completed. 1 record exported from {place}{duration}.",
        "Export completed. {n} records exported from {place}{duration}.",
        done,
        place=destination_of(run),
        duration=in_time(run.elapsed),
    )


def _unverified(run: Run) -> Text:
    told = _completed(run) if run.records_done else text("The export finished but no records were exported.")
    return unverified_sentence(
        run,
        told,
        no_count=text("The server reports Complete, but not how many records were exported."),
        neither=text(
            "The server reports Complete, but neither how many records were exported nor whether any entities have "
            "errors."
        ),
    )


def _stopped(run: Run) -> Text:
    """What a stopped export leaves is not documented."""
    done, total = records_counted(run)
    if total >= done > 0:
        return counted(
            "Export stopped. 1 of {total} records had been exported.",
            "Export stopped. {n} of {total} records had been exported.",
            done,
            total=total,
        )
    if done:
        return counted(
            "Export stopped. 1 record had been exported.", "Export stopped. {n} records had been exported.", done
        )
    return text("Export stopped.")
