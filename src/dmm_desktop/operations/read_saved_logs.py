"""Read log files inside a zip that was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..archive.log_zip import list_entries, texts_of
from ..archive.names import shown
from ..core.cancel import CancelToken
from ..core.job import Job, Progress, Report
from .log_lines import LogLines
from .log_text import batches_of_lines


@dataclass(frozen=True, slots=True)
class LinesRead(Progress):
    """So many lines of the file are there."""

    count: int


@dataclass(frozen=True, slots=True)
class SavedLog:
    """A file in the zip: ``name`` as it is written there, ``shown_name`` for a person; ``size`` in bytes."""

    name: str
    shown_name: str
    size: int


def list_saved_logs(path: Path) -> Job[tuple[SavedLog, ...]]:
    """The files in the zip, in its order. Fails with ArchiveError and LocalError."""

    def job(cancel: CancelToken, report: Report) -> tuple[SavedLog, ...]:
        return tuple(SavedLog(entry.name, shown(entry.name), entry.size) for entry in list_entries(path))

    return job


def read_saved_log(path: Path, name: str, log: LogLines) -> Job[None]:
    """Add the lines of the file with that name to ``log``, and report LinesRead. Fails with ArchiveError and LocalError
    after the lines before the fault."""

    def job(cancel: CancelToken, report: Report) -> None:
        for lines in batches_of_lines(texts_of(path, name)):
            cancel.check()
            log.append(lines)
            report(LinesRead(log.total))

    return job
