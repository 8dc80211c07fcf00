"""Stop an execution on the server. Not to be confused with ending the watching of it."""

from __future__ import annotations

from ..core.cancel import CancelToken
from ..core.errors import ConnectionFailed, TimedOut
from ..core.job import Job, Report
from ..core.token import Token
from .endpoint import Endpoint
from .workspace import Workspace


def stop_run(workspace: Workspace, endpoint: Endpoint, token: Token, tracker_id: str) -> Job[None]:
    """Ask the server to run no more chunks; what was imported stays [documented].

    The request is noted with the run, if it is known here, so that its end is shown as *stopped*: also when no answer
    came, because the server may have acted. Whether the answer comes before or after the execution has ended is not
    documented, so the run is to be watched on. Fails as the client does.
    """

    def job(cancel: CancelToken, report: Report) -> None:
        with endpoint.client(token, cancel) as client:
            try:
                client.stop_execution(tracker_id)
            except (TimedOut, ConnectionFailed):
                workspace.note_stop(endpoint.root, tracker_id)
                raise
            workspace.note_stop(endpoint.root, tracker_id)

    return job
