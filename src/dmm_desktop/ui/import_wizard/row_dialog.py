"""Shows the row of a data file that a finding is about, with the lines around it and its values."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QSplitter, QTextEdit, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.spreadsheet import pasteable
from ...operations.check_zip import Finding, ReadZip, RowContext, row_context
from ...workers.runner import TaskRunner
from ..error_banner import ErrorBanner
from ..formats import number
from ..messages import tr_text
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button
from ..widgets.copyable_table import CopyableTable
from ..widgets.dialog import Dialog
from ..widgets.labels import WrappedLabel
from ..widgets.painting import Index
from ..widgets.rows_model import RowsModel
from ..widgets.tables import CellDelegate, CellRole

_SIZE = QSize(820, 560)
_NUMBERS = itertools.count()


class ValuesModel(RowsModel[tuple[str, str]]):
    """The values of a row by the names of their columns. ``marked`` is the column that the finding is about."""

    marked = ""

    def columnCount(self, parent: Index | None = None) -> int:
        """Column, value."""
        return 2

    def titles(self) -> tuple[str, str]:
        """The titles of the columns."""
        return self.tr("Column"), self.tr("Value")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; screen readers get the whole row."""
        if not index.isValid():
            return None
        name, value = self.rows[index.row()]
        shown = name or self.tr("No column")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (shown, value)[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown}: {value}"
            case CellRole.TINT if self.marked and name == self.marked:
                return Tone.WARN
            case CellRole.TONE if not name and index.column() == 0:
                return Tone.ERR
        return None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet."""
        return pasteable([self.titles(), *(self.rows[row] for row in rows)])


class RowDialog(Dialog):
    """The lines around the row as in the file, with line numbers and what the finding is about marked; below them the
    row's values. Reads the file in the background."""

    def __init__(self, parent: QWidget, runner: TaskRunner, read: ReadZip, finding: Finding) -> None:
        super().__init__(parent)
        assert finding.line is not None
        self.setObjectName("row_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Row in context"))
        self._runner = runner
        self._key = ("row context", next(_NUMBERS))
        self._context: RowContext | None = None
        self._heading, self._sentence = WrappedLabel(), WrappedLabel(tr_text(finding.sentence))
        place = self.tr("{file}, line {line}").format(file=finding.file, line=number(finding.line))
        self._heading.setText(place)
        set_role(self._heading, Role.VALUE)
        self._banner = ErrorBanner("row_banner")
        self._lines = QPlainTextEdit()
        self._lines.setObjectName("row_lines")
        self._lines.setAccessibleName(self.tr("Lines around the row"))
        self._lines.setReadOnly(True)
        self._lines.setTabChangesFocus(True)
        self._lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lines.setPlaceholderText(self.tr("Reading the file…"))
        set_role(self._lines, Role.FIXED)
        self._values = CopyableTable("row_values", self.tr("Values of the row"), framed=True)
        self._model = ValuesModel(self)
        self._model.marked = finding.column
        self._values.setModel(self._model)
        self._values.setItemDelegateForColumn(0, CellDelegate(self._values, Role.LABEL))
        self._values.setItemDelegateForColumn(1, CellDelegate(self._values, Role.FIXED))
        header = self._values.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._copy = Button(self.tr("Copy lines"), "copy_lines", icon_name="copy", large=True)
        close = Button(self.tr("Close"), "close_row", large=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self._copy.clicked.connect(self._copy_lines)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self._lines)
        split.addWidget(self._values)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for widget in (self._heading, self._sentence, self._banner):
            column.addWidget(widget)
        column.addWidget(split, 1)
        self.lay_out(column, _SIZE, [close], [self._copy])
        self._values.hide()
        self._copy.setEnabled(False)
        runner.start(
            self._key,
            partial(row_context, read, finding.entries[0], finding.line, finding.column),
            owner=self,
            on_success=self._show,
            on_failure=self._fail,
        )

    def done(self, result: int) -> None:
        """Stop reading."""
        self._runner.cancel(self._key)
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Update the marks to the colours of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def _show(self, context: RowContext) -> None:
        self._context = context
        width = len(str(context.lines[-1].number)) if context.lines else 0
        self._copy.setEnabled(bool(context.lines))
        self._lines.setPlainText("\n".join(f"{line.number:>{width}}  {line.text}" for line in context.lines))
        self._mark()
        self._model.replace(context.values)
        self._values.setVisible(bool(context.values))
        names = [name for name, _ in context.values]
        if self._model.marked in names:
            self._values.setCurrentIndex(self._model.index(names.index(self._model.marked), 0))
        QTimer.singleShot(0, self, self._show_mark)  # once the lines have been laid out

    def _fail(self, error: DmmError) -> None:
        self._lines.setPlaceholderText("")
        self._banner.show_error(error)

    def _mark(self) -> None:
        """Show line numbers in grey, and mark what the finding is about."""
        tokens = tokens_of(self.palette())
        quiet, marked = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(QColor(tokens.text2))
        marked.setBackground(QColor(tokens.tint(Tone.WARN)))
        marked.setFontUnderline(True)
        selections = []
        for start, end, kind in self._marks():
            cursor = self._lines.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, marked if kind else quiet
            selections.append(selection)
        self._lines.setExtraSelections(selections)

    def _marks(self) -> list[tuple[int, int, bool]]:
        """Where line numbers (False) and marked parts (True) are in the text."""
        lines = self._context.lines if self._context is not None else ()
        width = len(str(lines[-1].number)) if lines else 0
        found, at = [], 0
        for line in lines:
            found.append((at, at + width, False))
            at += width + 2
            if line.marked is not None:
                before, inside = _utf16(line.text[: line.marked[0]]), _utf16(line.text[: line.marked[1]])
                found.append((at + before, at + max(inside, before + 1), True))
            at += _utf16(line.text) + 1
        return found

    @Slot()
    def _show_mark(self) -> None:
        """Scroll to what is marked."""
        start = next((start for start, _, is_mark in self._marks() if is_mark), None)
        if start is not None:
            cursor = self._lines.textCursor()
            cursor.setPosition(start)
            self._lines.setTextCursor(cursor)
            self._lines.ensureCursorVisible()
        self._values.scrollToTop()
        self._values.scrollTo(self._values.currentIndex())

    @Slot()
    def _copy_lines(self) -> None:
        lines = self._context.lines if self._context is not None else ()
        QGuiApplication.clipboard().setText(pasteable([[str(line.number), line.text] for line in lines]))
        self._copy.say_done(self.tr("Copied"))


def _utf16(text: str) -> int:
    """How many positions a text takes in Qt."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)
