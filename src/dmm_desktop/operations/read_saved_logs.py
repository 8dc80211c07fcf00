"""Read log files inside a zip that was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..archive.log_zip import list_entries, read_entry
from ..archive.names import shown
from ..core.cancel import CancelToken
from ..core.job import Job, Report
from .log_lines import LogLines

#: More than this of a log file, in bytes, is not shown: it is unpacked in memory.
SHOWN_LIMIT = 8_000_000


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


def read_saved_log(path: Path, name: str, log: LogLines, limit: int = SHOWN_LIMIT) -> Job[bool]:
    """Add the lines in the first ``limit`` bytes of the file with that name to ``log``; returns whether there is more.
    Fails with ArchiveError and LocalError."""

    def job(cancel: CancelToken, report: Report) -> bool:
        found = read_entry(path, name, limit)
        log.append(found.text.splitlines())
        return found.is_cut

    return job
