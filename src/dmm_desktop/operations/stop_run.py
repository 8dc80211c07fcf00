"""Stop an execution on the server. Not to be confused with ending the watching of it."""

from __future__ import annotations

import logging

from ..core.address import Address
from ..core.errors import DmmError, LocalError, ServerBusy, StopNotAccepted, may_have_acted
from ..core.job import Cancelled, CancelToken, OnProgress
from ..core.runs import Run
from .context import OperationContext
from .retrying import BRIEFLY, NO_ANSWER, repeating

_LOG = logging.getLogger(__name__)


def stop_run(
    context: OperationContext,
    run: Run,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
) -> None:
    """Ask the server to run no more chunks; what was imported stays [documented].

    While the server is busy, or the network fails, the request is repeated for up to ``briefly`` seconds: a second one
    does no harm. It is noted with the run, if that is known here, so that its end is shown as *stopped*: also when no
    usable answer came, because the server may have acted. Whether the answer comes before or after the execution has
    ended is not documented, so the run is to be watched on. Reports Waiting.

    Raises StopNotAccepted where the server was asked, with ContractIncomplete and WrongInput where it could not be.
    """
    cancel.check()
    is_uncertain = False
    with context.client(run, cancel) as client:

        def ask() -> None:
            nonlocal is_uncertain
            try:
                client.stop_execution(run.tracker_id)
            except (Cancelled, DmmError) as error:
                if isinstance(error, Cancelled) or (client.has_sent and _may_have_stopped(error)):
                    is_uncertain = True
                    _note(context, client.root, run.tracker_id)
                raise
            _note(context, client.root, run.tracker_id)

        try:
            repeating(cancel, report, briefly)(ask)
        except NO_ANSWER as error:
            raise StopNotAccepted(error, may_have_acted=is_uncertain) from error


def _may_have_stopped(error: DmmError) -> bool:
    """Where the server says that it is busy, it has not accepted the stop: it may be asked again."""
    return may_have_acted(error) and not isinstance(error, ServerBusy)


def _note(context: OperationContext, root: Address, tracker_id: str) -> None:
    """A database that fails must not make a stop look as if it had failed."""
    try:
        context.workspace.note_stop(root, tracker_id)
    except LocalError as error:
        _LOG.warning("the stop of %s could not be stored: %s", tracker_id, error)
