"""The log files inside a zip that was saved: which there are, and what they say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...operations.read_saved_logs import SavedLog, SavedLogText, list_saved_logs, read_saved_log
from ...workers.runner import TaskRunner
from ..desk.log_lines import LogLines
from ..desk.messages import explanation, shown
from ..desk.numbers import file_size
from ..details.details_dialog import show_error
from ..look.buttons import Button
from ..look.elided_label import ElidedLabel
from ..look.empty import EmptyNote
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role
from .log_books import LogBook
from .log_model import LogModel
from .log_reading import LogReading

_TURN_EVERY = 20  # milliseconds between two portions of a file


class SavedLogsDialog(QDialog):
    """A list of the files, and the lines of the one that is chosen."""

    def __init__(self, runner: TaskRunner, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._path = path
        self._book: LogBook | None = None
        self._error: DmmError | None = None
        self.setObjectName("saved_logs")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Log files"))
        self.files = QListWidget()
        self.files.setObjectName("log_files")
        self.files.setAccessibleName(self.tr("Log files"))
        self.files.setProperty("framed", True)
        self.files.setSpacing(4)
        self.reading = LogReading(self.tr("Lines"), "saved_log", self.tr("Lines of the log file"))
        self.reading.header.follow.hide()
        self.reading.set_empty_page(EmptyNote(self.tr("This file is empty."), "saved_log_note"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TURN_EVERY)
        self._timer.timeout.connect(self._turn_page)
        self._lay_out()
        self.files.currentItemChanged.connect(self._chosen)
        self.reading.banner.details.connect(self._show_details)
        runner.start(
            ("list saved logs", id(self)),
            list_saved_logs(path),
            owner=self,
            on_success=self._listed,
            on_failure=self._failed,
        )

    def _listed(self, logs: tuple[SavedLog, ...]) -> None:
        for log in logs:
            item = QListWidgetItem(f"{log.shown_name}\n{file_size(log.size)}")
            item.setData(Qt.ItemDataRole.UserRole, log)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{log.shown_name}, {file_size(log.size)}")
            self.files.addItem(item)
        if logs:
            self.files.setCurrentRow(0)
        else:
            self.reading.show_rows(False)
            self.reading.banner.show_message(Tone.WARN, self.tr("The zip has no files in it."))

    @Slot(QListWidgetItem)
    def _chosen(self, item: QListWidgetItem) -> None:
        log: SavedLog = item.data(Qt.ItemDataRole.UserRole)
        book = LogBook(LogLines(), LogModel(self))
        if self._book is not None:
            self._book.model.deleteLater()
        self._book = book
        self.reading.show_model(book.model)
        self.reading.banner.hide()

        def read(found: SavedLogText) -> None:
            if self._book is book:
                book.lines.append(found.text.splitlines())
                if found.is_cut:
                    self.reading.banner.show_message(
                        Tone.INFO,
                        self.tr("This is the beginning of a very long file."),
                        self.tr("The zip has all of it."),
                    )
                self._turn_page()

        def failed(error: DmmError) -> None:
            if self._book is book:
                self._failed(error)

        self._runner.start(
            ("read saved log", id(book)),
            read_saved_log(self._path, log.name),
            owner=self,
            on_success=read,
            on_failure=failed,
        )

    @Slot()
    def _turn_page(self) -> None:
        if self._book is None:
            return
        if self._book.turn_page():
            self._timer.start()
        self.reading.show_rows(self._book.model.total > 0)

    def _failed(self, error: DmmError) -> None:
        self._error = error
        self.reading.banner.show_message(Tone.ERR, shown(error.title), explanation(error), details=True)

    @Slot()
    def _show_details(self) -> None:
        if self._error is not None:
            show_error(self, self._error)

    def _lay_out(self) -> None:
        name = ElidedLabel(str(self._path), elide=Qt.TextElideMode.ElideMiddle)
        name.setObjectName("saved_logs_path")
        set_role(name, Role.BODY, Tone.MUTED)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.files)
        panes.addWidget(self.reading)
        panes.setStretchFactor(1, 1)
        panes.setSizes([220, 700])
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(1)
        close = Button(self.tr("Close"), "close_saved_logs", large=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(name)
        column.addWidget(panes, 1)
        column.addLayout(row)
        self.resize(960, 600)
