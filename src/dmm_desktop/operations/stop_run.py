"""Stop an execution on the server. Not to be confused with ending the watching of it."""

from __future__ import annotations

import logging

from ..core.cancel import Cancelled, CancelToken
from ..core.errors import ConnectionFailed, LocalError, ServerFailed, TimedOut, UnreadableAnswer
from ..core.job import Job, Report
from ..core.token import Token
from .endpoint import Endpoint
from .workspace import Workspace

_LOG = logging.getLogger(__name__)


def stop_run(workspace: Workspace, endpoint: Endpoint, token: Token, tracker_id: str) -> Job[None]:
    """Ask the server to run no more chunks; what was imported stays [documented].

    The request is noted with the run, if it is known here, so that its end is shown as *stopped*: also when no usable
    answer came, because the server may have acted. Whether the answer comes before or after the execution has ended is
    not documented, so the run is to be watched on. Fails as the client does.
    """

    def job(cancel: CancelToken, report: Report) -> None:
        cancel.check()
        with endpoint.client(token, cancel) as client:
            try:
                client.stop_execution(tracker_id)
            except (Cancelled, TimedOut, ConnectionFailed, ServerFailed, UnreadableAnswer):
                _note(workspace, endpoint, tracker_id)
                raise
            _note(workspace, endpoint, tracker_id)

    return job


def _note(workspace: Workspace, endpoint: Endpoint, tracker_id: str) -> None:
    """A database that fails must not make a stop look as if it had failed."""
    try:
        workspace.note_stop(endpoint.root, tracker_id)
    except LocalError as error:
        _LOG.warning("the stop of %s could not be stored: %s", tracker_id, error)
