"""The log files inside a saved zip, and their lines."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.text import counted, escape_controls, text
from ...operations.log_lines import LogLines
from ...operations.read_log import MAX_LINES, SavedLog, list_saved_logs, read_saved_log
from ...operations.save_log_lines import LineSelection
from ..messages import tr_text
from ..services.app_services import AppServices
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button
from ..widgets.containers import Panes
from ..widgets.dialog import Dialog
from ..widgets.labels import ElidedLabel
from ..widgets.placeholder import EmptyNote
from .log_files import LogFiles
from .log_viewer import LogViewer


class SavedLogsDialog(Dialog):
    """A list of the files, and the lines of the chosen one. ``save_requested`` (LogLines, LineSelection): save these
    lines."""

    save_requested = Signal(object, object)

    def __init__(
        self, services: AppServices, path: Path, parent: QWidget | None = None, *, most_lines: int = MAX_LINES
    ) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self._services = services
        self._path = path
        self._key: object = None  # of the job that reads the visible file
        self.setObjectName("saved_logs")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Log files"))
        self.files = LogFiles("log_files", self.tr("Log files"))
        self.viewer = LogViewer(self.tr("Log"), "saved_log", self.tr("Lines of the log file"), services.runner)
        self.viewer.toolbar.follow.hide()
        self.viewer.set_empty_page(EmptyNote(self.tr("This file is empty."), "saved_log_note"))
        self._notice = QVBoxLayout()
        self._arrange()
        self.viewer.save_requested.connect(self._save_lines)
        self.files.chosen.connect(self._chosen)
        self.finished.connect(self._stop_reading)
        services.runner.start(
            ("list saved logs", id(self)),
            partial(list_saved_logs, services.context.secrets, path),
            owner=self,
            on_success=self._listed,
            on_failure=self.viewer.show_failure,
        )

    def add_notice(self, notice: QWidget) -> None:
        """Place the banner about saving below the lines."""
        self._notice.addWidget(notice)

    @Slot(object)
    def _save_lines(self, selection: LineSelection) -> None:
        self.save_requested.emit(self.viewer.model.lines, selection)

    def _listed(self, logs: tuple[SavedLog, ...]) -> None:
        if logs:
            self.files.show_logs(logs)
        else:
            self.viewer.show_rows(False)
            self.viewer.banner.show_message(Tone.WARN, self.tr("The zip contains no files."))

    @Slot(object)
    def _chosen(self, log: SavedLog) -> None:
        """Show another file, starting with its first lines while the rest is being read."""
        self._stop_reading()
        lines = LogLines(lambda: self._services.context.workspace.spool)
        self._key = ("read saved log", lines)
        self.viewer.show_lines(lines)
        self.viewer.banner.hide()

        secrets = self._services.context.secrets

        def is_shown() -> bool:
            return self.viewer.model.lines is lines

        def came(_: object = None) -> None:
            if is_shown():
                self.viewer.catch_up()
                self.viewer.show_rows(lines.total > 0)

        def ended(left_out: int) -> None:
            came()
            if left_out and is_shown():
                self._show_left_out(left_out)

        def failed(error: DmmError) -> None:
            if is_shown():
                self.viewer.show_failure(error)

        self._services.runner.start(
            self._key,
            partial(read_saved_log, secrets, self._path, log.entry, lines, most=self._most_lines),
            owner=self,
            on_progress=came,
            on_success=ended,
            on_failure=failed,
        )

    def _show_left_out(self, lines: int) -> None:
        problem = text("Only the first {most} lines are shown.", most=self._most_lines)
        cause = counted(
            "The last line was left out. To read it, unpack the zip.",
            "The last {n} lines were left out. To read them, unpack the zip.",
            lines,
        )
        self.viewer.banner.show_message(Tone.INFO, tr_text(problem), tr_text(cause))

    @Slot()
    def _stop_reading(self) -> None:
        self._services.runner.cancel(self._key)

    def _arrange(self) -> None:
        name = ElidedLabel(escape_controls(str(self._path)), elide=Qt.TextElideMode.ElideMiddle)
        name.setObjectName("saved_logs_path")
        set_role(name, Role.BODY, Tone.MUTED)
        panes = Panes(Qt.Orientation.Horizontal)
        panes.addWidget(self.files)
        panes.addWidget(self.viewer)
        panes.setStretchFactor(1, 1)
        panes.setSizes([220, 700])
        close = Button(self.tr("Close"), "close_saved_logs", large=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(name)
        column.addWidget(panes, 1)
        column.addLayout(self._notice)
        self.lay_out(column, QSize(960, 600), [close])
