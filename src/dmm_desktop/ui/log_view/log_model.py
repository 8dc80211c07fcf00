"""The log of one run as rows: all lines, or only errors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal, Slot

from ...core.job import CancelToken, Job, OnProgress
from ...core.log_line import Level, read_line
from ...core.text import escape_controls
from ...operations.log_lines import LogLines
from ...workers.runner import TaskRunner
from ..theme.tokens import Tone
from ..widgets.painting import Index
from ..widgets.tables import CellRole


def one_line(text: str) -> str:
    """The text on one line, with control and direction characters escaped."""
    return escape_controls(text.replace("\t", "    "))


#: Maximum length of a message in a row, in characters; copying takes the whole line.
_SHOWN = 1000
#: Number of rows kept in memory.
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line as shown."""

    time: str
    level: Level
    message: str


class LogRows(QObject):
    """A cache of the last rows shown. ``fetched``: requested rows have been read; ``failed`` (DmmError)."""

    fetched = Signal()
    failed = Signal(object)

    def __init__(self, lines: LogLines, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._lines = lines
        self._runner = runner
        self._rows: OrderedDict[int, LogRow] = OrderedDict()
        self._key = ("read log lines", object())

    def get(self, number: int) -> LogRow | None:
        """The row of a line; None if it must be read with :meth:`fetch` first."""
        row = self._rows.get(number)
        if row is None:
            raw = self._lines.recent(number)
            if raw is None:
                return None
            row = shown_row(raw)
            self._keep(number, row)
        return row

    def fetch(self, numbers: Sequence[int]) -> None:
        """Read lines from disk; does nothing while others are being read."""

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
    def job(cancel: CancelToken, report: OnProgress) -> list[LogRow]:
        return [shown_row(raw) for raw in lines.pick(numbers)]

    return job


def shown_row(raw: str) -> LogRow:
    """Parse a line and prepare it for display."""
    line = read_line(raw)
    message = line.raw[line.rest_at : line.rest_at + _SHOWN]
    is_cut = line.rest_at + _SHOWN < len(line.raw)
    return LogRow(line.time, line.level, one_line(message) + ("…" if is_cut else ""))


TIME, LEVEL, MESSAGE = _COLUMNS = range(3)
_ROOT = QModelIndex()
#: Number of rows read above and below the requested ones.
_AROUND = 50
_ICONS = {Level.INFO: "info", Level.SUCCESS: "ok", Level.WARNING: "warn", Level.ERROR: "error"}
_TONES = {Level.INFO: Tone.MUTED, Level.SUCCESS: Tone.OK, Level.WARNING: Tone.WARN, Level.ERROR: Tone.ERR}


class LogModel(QAbstractTableModel):
    """The rows of the log table. ``total`` and ``errors`` are the counts at the last :meth:`catch_up`. A row on disk is
    empty until it has been read; the GUI thread does not wait for the disk."""

    def __init__(self, lines: LogLines, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines = lines
        self.rows = LogRows(lines, runner, self)
        self._missing: set[int] = set()
        self._errors_only = False
        self.total, self.errors = lines.counts()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch)
        self.rows.fetched.connect(self._fetched)

    @property
    def errors_only(self) -> bool:
        """Whether only errors are shown."""
        return self._errors_only

    def show_errors_only(self, on: bool) -> None:
        """Show only errors, or all lines."""
        if on != self._errors_only:
            self.beginResetModel()
            self._errors_only = on
            self.endResetModel()

    def catch_up(self) -> bool:
        """Show new lines; returns whether there were any."""
        total, errors = self.lines.counts()
        if total == self.total:
            return False
        before, after = self.rowCount(), errors if self._errors_only else total
        if after > before:
            self.beginInsertRows(_ROOT, before, after - 1)
        self.total, self.errors = total, errors
        if after > before:
            self.endInsertRows()
        return True

    def number_of(self, row: int) -> int:
        """The line number of a row; -1 for row -1."""
        return self.lines.error_at(row) if self._errors_only and row >= 0 else row

    def row_of(self, number: int) -> int:
        """The row of a visible line."""
        return self.lines.errors_before(number) if self._errors_only else number

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of lines shown."""
        if parent.isValid():
            return 0
        return self.errors if self._errors_only else self.total

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Time, level, message."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell. Screen readers get the whole line from the first one."""
        row = self.rows.get(self.number_of(index.row()))
        if row is None:
            self._missing.add(index.row())
            self._soon.start()
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == TIME:
                parts = (self.level_word(row.level), row.time, row.message)
                return ", ".join(part for part in parts if part)
            case CellRole.ICON if index.column() == LEVEL:
                return _ICONS.get(row.level)
            case CellRole.TONE if index.column() == LEVEL:
                return _TONES.get(row.level)
            case CellRole.TINT if row.level is Level.ERROR and not self._errors_only:
                return Tone.ERR
        return None

    def level_word(self, level: Level) -> str:
        """The level in the user's language; empty if the line has none."""
        match level:
            case Level.INFO:
                return self.tr("Info")
            case Level.SUCCESS:
                return self.tr("Success")
            case Level.WARNING:
                return self.tr("Warning")
            case Level.ERROR:
                return self.tr("Error")
            case _:
                return ""

    def _text(self, row: LogRow, column: int) -> str:
        return (row.time, self.level_word(row.level), row.message)[column]

    @Slot()
    def _fetch(self) -> None:
        """Read the requested rows and their neighbours; if others are being read, the request is repeated."""
        rows, self._missing = sorted(row for row in self._missing if row < self.rowCount()), set()
        if rows and rows[-1] - rows[0] <= 10 * _AROUND:
            rows = list(range(max(0, rows[0] - _AROUND), min(self.rowCount(), rows[-1] + _AROUND + 1)))
        if rows:
            self.rows.fetch([self.number_of(row) for row in rows])

    @Slot()
    def _fetched(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, _COLUMNS[-1]))
