"""Read the log lines of an execution as they are now."""

from __future__ import annotations

from ..core.cancel import CancelToken
from ..core.job import Job, Report
from ..core.models import ExecutionStatus
from ..core.token import Token
from .endpoint import Endpoint
from .log_reader import Deliver, LogReader
from .workspace import Workspace


def read_log(
    workspace: Workspace, endpoint: Endpoint, token: Token, tracker_id: str, deliver: Deliver
) -> Job[ExecutionStatus]:
    """Hand every line to ``deliver``, once and in order, and return the status that came with the last ones.

    Fails with UnreadableAnswer if a page cannot be decoded, LocalError if there is no room for one, and as the client
    does.
    """

    def job(cancel: CancelToken, report: Report) -> ExecutionStatus:
        with endpoint.client(token, cancel) as client:
            reader = LogReader(client, tracker_id, workspace.spool, deliver)
            status = reader.poll()
            reader.finish()
            if reader.problem is not None:
                raise reader.problem
            return status

    return job
