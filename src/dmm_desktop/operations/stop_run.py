"""Stop an execution on the server. Not to be confused with ending the watching of it."""

from __future__ import annotations

import logging
from contextlib import suppress

from ..core.address import Address
from ..core.errors import DmmError, LocalError, NotKnown, RefusedByServer, ServerBusy, UnclearAnswer, may_have_acted
from ..core.execution_errors import AlreadyEnded, StopDelivery, StopNotAccepted
from ..core.job import Cancelled, CancelToken, OnProgress
from ..core.runs import Run, has_ended, is_forgotten
from .context import OperationContext
from .retrying import BRIEFLY, NO_ANSWER, repeating

_LOG = logging.getLogger(__name__)


class StopCancelled(Cancelled):
    """The stop was cancelled before the server confirmed it."""

    def __init__(self, delivery: StopDelivery) -> None:
        super().__init__()
        self.delivery = delivery


def stop_run(
    context: OperationContext,
    run: Run,
    cancel: CancelToken,
    report: OnProgress,
    *,
    briefly: float = BRIEFLY,
) -> None:
    """Ask the server to run no more chunks; what was imported stays [documented].

    While the server is busy, or the network fails, the request is repeated for up to ``briefly`` seconds, as is the
    search for the API: a second one does no harm. It is noted with the run, if that is known here, so that its end is
    shown as *stopped*: also when no usable answer came, because the server may have acted. Whether the answer comes
    before or after the execution has ended is not documented, so the run is to be watched on. Reports Waiting.

    Raises StopNotAccepted, NotKnown and AlreadyEnded where the server did not confirm it, ContractIncomplete and
    WrongInput where it could not be asked, and StopCancelled.
    """
    delivery = StopDelivery.NOT_SENT

    def ask() -> None:
        nonlocal delivery
        with context.client(run, cancel) as client:
            try:
                client.stop_execution(run.tracker_id)
            except (Cancelled, DmmError) as error:
                if not (client.may_have_sent if isinstance(error, Cancelled) else client.has_sent):
                    raise
                if isinstance(error, Cancelled) or _may_have_stopped(error):
                    delivery = StopDelivery.UNCERTAIN
                elif delivery is StopDelivery.NOT_SENT:
                    delivery = StopDelivery.NOT_ACCEPTED
                if delivery is StopDelivery.UNCERTAIN and not isinstance(error, UnclearAnswer):
                    _note(context, client.root, run.tracker_id)
                raise
            _note(context, client.root, run.tracker_id)

    try:
        cancel.check()
        repeating(cancel, report, briefly)(ask)
    except Cancelled:
        raise StopCancelled(delivery) from None
    except NO_ANSWER as error:
        if isinstance(error, RefusedByServer | UnclearAnswer):
            _require_running(context, run, cancel)
        if isinstance(error, UnclearAnswer):
            _note(context, Address.parse(run.root), run.tracker_id)
        raise StopNotAccepted(error, delivery) from error


def _may_have_stopped(error: DmmError) -> bool:
    """Where the server says that it is busy, it has not accepted the stop: it may be asked again."""
    return may_have_acted(error) and not isinstance(error, ServerBusy)


def _require_running(context: OperationContext, run: Run, cancel: CancelToken) -> None:
    """Raise NotKnown or AlreadyEnded where the server says so when it is asked for the status once."""
    status = ""
    with suppress(DmmError, Cancelled), context.client(run, cancel) as client:
        status = client.get_execution_status(run.tracker_id).status
    if is_forgotten(status):
        raise NotKnown(Address.parse(run.root).host)
    if has_ended(status):
        raise AlreadyEnded(status)


def _note(context: OperationContext, root: Address, tracker_id: str) -> None:
    """A database that fails must not make a stop look as if it had failed."""
    try:
        context.workspace.note_stop(root, tracker_id)
    except LocalError as error:
        _LOG.warning("the stop of %s could not be stored: %s", tracker_id, error)
