"""Fetch the zip of log files that an execution left, and save it once it is verified."""

from __future__ import annotations

from pathlib import Path

from ..archive.errors import LogsNotSaved
from ..archive.log_zip import save_verified
from ..archive.part_file import PartFile
from ..core.cancel import CancelToken
from ..core.job import Job, Report
from ..core.text import text
from ..core.token import Token
from .endpoint import Endpoint


def save_logs(endpoint: Endpoint, token: Token, tracker_id: str, target: Path) -> Job[Path]:
    """Save the log files as ``target``, replacing what is there, and return its path.

    The payload is decoded straight into a file beside the target, which takes its place only when every entry of the
    zip has been read and found whole. Fails with LogsNotSaved if the server sent none or something that is no zip (that
    is kept under another name), RefusedByServer while the execution is not final, LocalError, and as the client does.
    """

    def job(cancel: CancelToken, report: Report) -> Path:
        with PartFile(target) as part, endpoint.client(token, cancel) as client:
            outputs = client.get_execution_outputs(tracker_id, include_reports=False, logs_to=part)
            if outputs.logs_problem:
                raise LogsNotSaved(
                    target, text("The server's answer is faulty: {cause}.", cause=outputs.logs_problem), None
                )
            return save_verified(part, cancel)

    return job
