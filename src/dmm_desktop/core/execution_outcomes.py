"""The sentences for an execution started elsewhere whose type is not known. They claim no more than the server said."""

from __future__ import annotations

from typing import assert_never

from .run_state import RunState
from .runs import Run
from .sentence_parts import cause_of, in_time, message_of_run, records_counted, unverified_sentence
from .text import Text, counted, joined, text


def execution_sentence(run: Run) -> Text:
    """The state of an execution of an unknown type in a full sentence."""
    place = run.told_environment
    match run.state:
        case RunState.STARTED | RunState.UPLOADING | RunState.SENT:
            return text("The execution was started.")
        case RunState.QUEUED:
            return text("Waiting in the queue of {place}.", place=place)
        case RunState.RUNNING:
            return text("Running…")
        case RunState.OTHER:
            return text("The server reports: {status}", status=run.status_word)
        case RunState.COMPLETED:
            return _completed(run)
        case RunState.COMPLETED_WITH_ERRORS:
            return counted(
                "Execution completed with errors. 1 entity has errors.",
                "Execution completed with errors. {n} entities have errors.",
                run.failing_count or 0,
            )
        case RunState.NOTHING_IMPORTED:
            return text("The execution finished but no records were processed.")
        case RunState.COMPLETED_UNVERIFIED:
            return _unverified(run)
        case RunState.FAILED if run.stop_requested_at is not None:
            return text(
                "The execution ended with {status} after a stop request. {message}",
                status=run.status_word,
                message=message_of_run(run) or cause_of(run),
            )
        case RunState.FAILED:
            return text("Execution failed. {message}", message=message_of_run(run) or cause_of(run))
        case RunState.STOPPED:
            return _stopped(run)
        case RunState.ENDED:
            return text("The execution ended with an undocumented status: {status}", status=run.status_word)
        case RunState.NOT_STARTED | RunState.UPLOAD_STOPPED:
            return text("The execution was not started. {message}", message=message_of_run(run))
        case RunState.FOUND_NOT_STARTED:
            found = text("A user checked {place}: the execution was not started.", place=place)
            return joined(text("The server no longer knows this execution."), found)
        case RunState.FOUND_STARTED:
            found = text("A user checked {place}: the execution was started.", place=place)
            return joined(text("The server no longer knows this execution."), found)
        case RunState.NO_LONGER_KNOWN | RunState.OUTCOME_UNKNOWN | RunState.ANOTHER_EXECUTION:
            if run.report is None:
                return text("The server does not know this execution. Check the tracker id and the environment.")
            return text(
                "The server no longer knows this execution. It may still be running. Check DMM on {place}.", place=place
            )
        case _:
            assert_never(run.state)


def _completed(run: Run) -> Text:
    done, total = records_counted(run)
    if run.two_counts is not None:
        return text(
            "Execution completed, but the server's record counts disagree: {counted} during the run, "
            "{final} in the final report.",
            counted=run.two_counts[0],
            final=run.two_counts[1],
        )
    if run.figures_disagree:
        return text(
            "Execution completed, but the server counted {done} of {total} records{duration}.",
            done=done,
            total=total,
            duration=in_time(run.elapsed),
        )
    return counted(
        "Execution completed. 1 record was processed{duration}.",
        "Execution completed. {n} records were processed{duration}.",
        done,
        duration=in_time(run.elapsed),
    )


def _unverified(run: Run) -> Text:
    told = _completed(run) if run.records_done else text("The execution finished but no records were processed.")
    return unverified_sentence(
        run,
        told,
        no_count=text("The server reports Complete, but not how many records were processed."),
        neither=text(
            "The server reports Complete, but neither how many records were processed nor whether any entities have "
            "errors."
        ),
    )


def _stopped(run: Run) -> Text:
    """What a stop leaves depends on the type."""
    done, total = records_counted(run)
    if total >= done > 0:
        return counted(
            "Execution stopped. 1 of {total} records had been processed.",
            "Execution stopped. {n} of {total} records had been processed.",
            done,
            total=total,
        )
    if done:
        return counted(
            "Execution stopped. 1 record had been processed.",
            "Execution stopped. {n} records had been processed.",
            done,
        )
    return text("Execution stopped.")
