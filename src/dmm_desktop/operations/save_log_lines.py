"""Save the log lines that were read so far as a file."""

from __future__ import annotations

from pathlib import Path

from ..archive.part_file import PartFile
from ..core.cancel import CancelToken
from ..core.job import Job, Report
from .log_lines import LogLines


def save_log_lines(log: LogLines, count: int, target: Path) -> Job[Path]:
    """Write the first ``count`` lines in UTF-8, replacing what is there. Fails with LocalError; then the old file is
    still there."""

    def job(cancel: CancelToken, report: Report) -> Path:
        with PartFile(target) as part:
            for _, _, data in log.pieces(0, count):
                cancel.check()
                part.write(data)
            return part.commit(cancel)

    return job
