"""Saves text or log lines as a file."""

from __future__ import annotations

from pathlib import Path

from ..archive.part_file import PartFile
from ..core.job import CancelToken, OnProgress
from .log_lines import LogLines


def save_text(content: str, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """Write the text in UTF-8, replacing an existing file. Raises LocalError, in which case the old file remains."""
    with PartFile(target) as part:
        part.write(content.encode(errors="replace"))
        return part.commit(cancel)


def save_log_lines(log: LogLines, count: int, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """Write the first ``count`` lines in UTF-8, replacing an existing file. Raises LocalError, in which case the old
    file remains."""
    with PartFile(target) as part:
        for _, _, data in log.pieces(0, count):
            cancel.check()
            part.write(data)
        return part.commit(cancel)
