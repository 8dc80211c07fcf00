"""Records what the user found out about an execution of unknown outcome. It is never started again automatically."""

from __future__ import annotations

from dataclasses import replace

from ..core.errors import WrongInput
from ..core.execution_type import by_known_type
from ..core.job import CancelToken, OnProgress
from ..core.run_state import RunState
from ..core.runs import Run, is_forgotten
from ..core.seen_execution import SeenExecution
from ..core.text import text
from .ask_again import to_be_watched
from .context import OperationContext
from .kept_logs import remove_logs_of


def record_outcome(
    context: OperationContext, run: Run, cancel: CancelToken, report: OnProgress, *, tracker_id: str, started: bool
) -> Run:
    """Record what the user found in the environment: a tracker id, as in :func:`record_tracker_id`, or whether the
    execution was started. A tracker id that has proved to be that of another execution is then withdrawn. Raises
    DatabaseError and DiskFull."""
    if tracker_id.strip():
        return record_tracker_id(context, run, tracker_id, cancel, report)
    found = RunState.FOUND_STARTED if started else RunState.FOUND_NOT_STARTED
    cancel.commit()
    known = run.before_entry.without_id_of_another()  # an entered id was a mistake: what was known before counts again
    if known.tracker_id == run.tracker_id:
        return context.workspace.save(replace(known, state=found))
    return _overwritten(context, replace(known, state=found))


def record_tracker_id(
    context: OperationContext, run: Run, tracker_id: str, cancel: CancelToken, report: OnProgress
) -> Run:
    """Record the tracker id that the user found, once the server has confirmed that it knows it; the run can then be
    watched. What was known before is kept with the run, and counts again if the id is the one that it had then.

    White space around the id is ignored. Raises WrongInput if the id is blank, the server does not know the execution
    or another run in the list has the id, and the errors of the client and the database.
    """
    tracker_id = tracker_id.strip()
    if not tracker_id:
        raise WrongInput(text("The tracker id is empty."), None, text("Enter it as DMM shows it."))
    endpoint, key = context.endpoint(run, cancel)
    known = context.workspace.find_run(endpoint.root, tracker_id)
    if known is not None and known.id != run.id:
        raise _taken(run, known)
    with context.client_at(endpoint, key, cancel) as client:
        status = client.get_execution_status(tracker_id)
    if is_forgotten(status.status):
        raise WrongInput(
            text("{name} does not know an execution with this tracker id.", name=endpoint.root.host_and_port),
            text("It may be mistyped, or from another environment."),
            text("Look it up in DMM and enter it again."),
        )
    before = run.before_entry
    if tracker_id in (run.tracker_id, before.tracker_id):
        known = run if tracker_id == run.tracker_id else before
        started = to_be_watched(known)
    else:
        entered = SeenExecution(RunState.STARTED, tracker_id, may_be_another=True)
        started = replace(run.of(entered), seen_before=before.seen)
    cancel.commit()
    if run.tracker_id == tracker_id:
        return context.workspace.save(started)
    return _overwritten(context, started)


def _taken(run: Run, other: Run) -> WrongInput:
    """That another run has the tracker id. It may be the same execution, if a user found it in DMM and watches it."""
    title = text("Another run in the list has the tracker id “{id}”.", id=other.tracker_id)
    was_there_before = run.sent_at is not None and other.created_at < run.sent_at
    if not (other.was_started_here or was_there_before or run.is_of_other_type(other.final_report)):
        return WrongInput(
            title,
            text("The other run only watches an execution, which may be the one that was started here."),
            text("If it is, remove the other run from the list, then save the tracker id here again."),
        )
    return WrongInput(
        title,
        text("Every execution has its own tracker id."),
        by_known_type(
            run.known_type,
            for_import=text("Look for the import that began when this one was sent."),
            for_export=text("Look for the export that began when this one was requested."),
            for_execution=text("Look for the execution that began when this one did."),
        ),
    )


def _overwritten(context: OperationContext, run: Run) -> Run:
    """Store a run that is another execution from now on, and remove the log of the former one."""
    stored = context.workspace.overwrite(run)
    remove_logs_of(context.workspace, run.id)
    return stored
