"""Read the log lines of an execution as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.cancel import CancelToken
from ..core.job import Job, Progress, Report
from ..core.models import ExecutionStatus
from ..core.text import Text
from ..core.token import Token
from .endpoint import Endpoint
from .log_reader import Deliver, LogReader
from .retrying import BRIEFLY, repeating
from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class LogRead(Progress):
    """So many lines were read; ``notice`` is what has to be said about them."""

    lines: int
    notice: Text | None


def read_log(
    workspace: Workspace,
    endpoint: Endpoint,
    token: Token,
    tracker_id: str,
    deliver: Deliver,
    briefly: float = BRIEFLY,
) -> Job[ExecutionStatus]:
    """Hand every line to ``deliver``, once and in order, as far as the server makes that possible, and return the
    status that came first. While the server is busy, or the network fails, a request is repeated for up to ``briefly``
    seconds. Reports LogRead and Waiting.

    Fails with UnreadableAnswer if a page cannot be decoded, LocalError if there is no room for one, and as the client
    does.
    """

    def job(cancel: CancelToken, report: Report) -> ExecutionStatus:
        def hand_on(lines: Sequence[str]) -> None:
            deliver(lines)
            report(LogRead(reader.lines + len(lines), reader.notice))

        with endpoint.client(token, cancel) as client:
            reader = LogReader(client, tracker_id, workspace.spool, hand_on, repeating(cancel, report, briefly))
            status = reader.poll()
            if reader.problem is not None:
                raise reader.problem
            reader.finish()
            report(LogRead(reader.lines, reader.notice))
            return status

    return job
