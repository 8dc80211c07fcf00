"""Lines of a log as they are shown: those in memory at once, those on disk when a job has read them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ...core.cancel import CancelToken
from ...core.job import Job, Report
from ...core.log_line import Level, read_line
from ...operations.log_lines import LogLines
from ...workers.runner import TaskRunner
from .safe_text import safe

#: Longer messages are cut before they are laid out; the whole line is there to be copied.
_SHOWN = 1000
#: So many rows are kept.
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class LogRow:
    """What is shown of a line."""

    time: str
    level: Level
    message: str


class LogRows(QObject):
    """The rows that were looked at last. ``fetched``: some that were asked for are here; ``failed`` (DmmError)."""

    fetched = Signal()
    failed = Signal(object)

    def __init__(self, lines: LogLines, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._lines = lines
        self._runner = runner
        self._rows: OrderedDict[int, LogRow] = OrderedDict()
        self._key = ("read log lines", object())

    def get(self, number: int) -> LogRow | None:
        """The row of a line; None if :meth:`fetch` has to be asked for it first."""
        row = self._rows.get(number)
        if row is None:
            raw = self._lines.recent(number)
            if raw is None:
                return None
            row = shown_row(raw)
            self._keep(number, row)
        return row

    def fetch(self, numbers: Sequence[int]) -> None:
        """Read lines from disk; nothing if others are being read."""

        def read(rows: list[LogRow]) -> None:
            for number, row in zip(numbers, rows, strict=True):
                self._keep(number, row)
            self.fetched.emit()

        self._runner.start(
            self._key, _rows_of(self._lines, numbers), owner=self, on_success=read, on_failure=self.failed.emit
        )

    def _keep(self, number: int, row: LogRow) -> None:
        self._rows[number] = row
        if len(self._rows) > _KEPT:
            self._rows.popitem(last=False)


def _rows_of(lines: LogLines, numbers: Sequence[int]) -> Job[list[LogRow]]:
    def job(cancel: CancelToken, report: Report) -> list[LogRow]:
        return [shown_row(raw) for raw in lines.pick(numbers)]

    return job


def shown_row(raw: str) -> LogRow:
    """Guess what a line says, and make it fit to be shown."""
    line = read_line(raw)
    message = line.raw[line.rest_at : line.rest_at + _SHOWN]
    is_cut = line.rest_at + _SHOWN < len(line.raw)
    return LogRow(line.time, line.level, safe(message) + ("…" if is_cut else ""))
