"""Stops an execution on the server. Ending the watching of an execution does not stop it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress

from ..core.address import Address
from ..core.errors import DmmError, LocalError, NotKnown, RefusedByServer, ServerBusy, UnclearAnswer, may_have_acted
from ..core.execution_errors import AlreadyEnded, StopDelivery, StopNotAccepted
from ..core.job import Cancelled, CancelToken, OnProgress
from ..core.runs import Run, has_ended, is_forgotten
from .context import OperationContext
from .doubts import require_own_id
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
    """Ask the server to run no more chunks; records already imported stay [documented].

    While the server is busy, or the network fails, the request is repeated for up to ``briefly`` seconds, as is the
    search for the API; a second stop is harmless. After a request that the server may have carried out, the status is
    queried first: an execution that has ended is not stopped again. If the run is known here, the stop is stored with
    it, so that its end is shown as *stopped*, even if no usable answer came, or if this process is killed before it
    knows the answer, because the server may have acted. It is not documented whether the answer comes before or after
    the execution has ended, so watching must continue. Reports Waiting.

    Raises StopNotAccepted, NotKnown and AlreadyEnded if the server did not confirm the stop, ContractIncomplete and
    WrongInput if it could not be asked, IdOfAnother before anything is sent, and StopCancelled.
    """
    require_own_id(run)
    delivery = StopDelivery.NOT_SENT
    ended: AlreadyEnded | NotKnown | None = None
    is_begun = False

    def ask() -> None:
        nonlocal delivery, ended, is_begun
        if delivery is StopDelivery.UNCERTAIN:
            ended = _end(context, run, cancel)
            if ended is not None:
                return
        with context.client(run, cancel) as client:
            is_begun = True
            _store(run.tracker_id, lambda: context.workspace.begin_stop(client.root, run.tracker_id))
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
                    _note(context, client.root, run.tracker_id, accepted=False)
                raise
            _note(context, client.root, run.tracker_id, accepted=True)

    try:
        cancel.check()
        repeating(cancel, report, briefly)(ask)
    except Cancelled:
        raise StopCancelled(delivery) from None
    except NO_ANSWER as error:
        if isinstance(error, RefusedByServer | UnclearAnswer):
            ended = _end(context, run, cancel)
            if ended is not None:
                raise ended from error
        if isinstance(error, UnclearAnswer):
            _note(context, run.root, run.tracker_id, accepted=False)
        raise StopNotAccepted(error, delivery, run.known_type) from error
    finally:
        if is_begun:
            _store(run.tracker_id, lambda: context.workspace.end_stop(run.tracker_id))
    if ended is not None:
        raise ended


def _may_have_stopped(error: DmmError) -> bool:
    """Whether the server may have acted. A server that says it is busy has not accepted the stop and can be asked
    again."""
    return may_have_acted(error) and not isinstance(error, ServerBusy)


def _end(context: OperationContext, run: Run, cancel: CancelToken) -> AlreadyEnded | NotKnown | None:
    """Ask for the status once. Returns an error if the server reports that the execution has ended or is not known."""
    status = host = ""
    with suppress(DmmError, Cancelled), context.client(run, cancel) as client:
        host = client.root.host_and_port
        status = client.get_execution_status(run.tracker_id).status
    if is_forgotten(status):
        return NotKnown(host, run.known_type)
    return AlreadyEnded(status, run.known_type) if has_ended(status) else None


def _note(context: OperationContext, root: Address | None, tracker_id: str, *, accepted: bool) -> None:
    """Store the stop request."""
    if root is not None:
        _store(tracker_id, lambda: context.workspace.note_stop(root, tracker_id, accepted=accepted))


def _store(tracker_id: str, store: Callable[[], None]) -> None:
    """Store what is known about the stop. A database error must not make the stop look as if it had failed."""
    try:
        store()
    except LocalError as error:
        _LOG.warning("the stop of %s could not be stored: %s", tracker_id, error)
