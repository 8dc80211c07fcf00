"""The log of one run as rows: the last lines of it, or only the errors among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ..desk.log_lines import KEPT
from ..look.cells import CellRole
from ..look.rows import Index
from ..look.tokens import Tone
from .log_line import Level, LogLine, read_line, safe

TIME, LEVEL, MESSAGE = range(3)
_ROOT = QModelIndex()
#: Longer messages are cut before they are laid out; the whole line is there to be copied.
_SHOWN = 1000
_ICONS = {Level.INFO: "info", Level.SUCCESS: "ok", Level.WARNING: "warn", Level.ERROR: "error"}
_TONES = {Level.INFO: Tone.MUTED, Level.SUCCESS: Tone.OK, Level.WARNING: Tone.WARN, Level.ERROR: Tone.ERR}


class LogModel(QAbstractTableModel):
    """Keeps the last ``kept`` lines. ``total`` and ``errors`` count all that ever came.

    ``about_to_drop`` (int): so many rows at the top are about to go, so that a view can stay where it is.
    """

    about_to_drop = Signal(object)

    def __init__(self, parent: QObject | None = None, kept: int = KEPT) -> None:
        super().__init__(parent)
        self._kept = kept
        self._all: list[LogLine] = []
        self._of_errors: list[LogLine] = []
        self._errors_only = False
        self.total = 0
        self.errors = 0

    @property
    def errors_only(self) -> bool:
        """Whether other lines are left out."""
        return self._errors_only

    @property
    def lines(self) -> Sequence[LogLine]:
        """The rows."""
        return self._of_errors if self._errors_only else self._all

    def raw_lines(self) -> list[str]:
        """Every line that is kept, as it came."""
        return [line.raw for line in self._all]

    def show_errors_only(self, on: bool) -> None:
        """Leave out what is no error, or show everything again."""
        if on != self._errors_only:
            self.beginResetModel()
            self._errors_only = on
            self.endResetModel()

    def append(self, raw_lines: Iterable[str]) -> None:
        """Add lines at the end; the oldest ones go where there are too many."""
        new = [read_line(raw) for raw in raw_lines]
        if not new:
            return
        errors = [line for line in new if line.level is Level.ERROR]
        shown = errors if self._errors_only else new
        first = len(self.lines)
        if shown:
            self.beginInsertRows(_ROOT, first, first + len(shown) - 1)
        self._all += new
        self._of_errors += errors
        if shown:
            self.endInsertRows()
        self.total += len(new)
        self.errors += len(errors)
        self._drop(len(self._all) - self._kept)

    def _drop(self, count: int) -> None:
        if count <= 0:
            return
        errors = sum(line.level is Level.ERROR for line in self._all[:count])
        shown = errors if self._errors_only else count
        if shown:
            self.about_to_drop.emit(shown)
            self.beginRemoveRows(_ROOT, 0, shown - 1)
        del self._all[:count]
        del self._of_errors[:errors]
        if shown:
            self.endRemoveRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Time, level, message."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell. The first one of a row is read out as the whole line."""
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column())
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == TIME:
                parts = (self.level_word(line.level), line.time, self._text(line, MESSAGE))
                return ", ".join(part for part in parts if part)
            case CellRole.ICON if index.column() == LEVEL:
                return _ICONS.get(line.level)
            case CellRole.TONE if index.column() == LEVEL:
                return _TONES.get(line.level)
            case CellRole.TINT if line.level is Level.ERROR and not self._errors_only:
                return Tone.ERR
        return None

    def level_word(self, level: Level) -> str:
        """The level in the person's language; empty where the line has none."""
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

    def _text(self, line: LogLine, column: int) -> str:
        if column == TIME:
            return line.time
        if column == LEVEL:
            return self.level_word(line.level)
        message = line.raw[line.rest_at : line.rest_at + _SHOWN]
        return safe(message) + ("…" if line.rest_at + _SHOWN < len(line.raw) else "")
