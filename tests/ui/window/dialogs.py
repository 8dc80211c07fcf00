"""Every dialog of the window by name, opened as by the window itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment, SavedEnvironment
from dmm_desktop.core.errors import TimedOut
from dmm_desktop.operations.share_environments import SharedEnvironment
from dmm_desktop.ui.connections_panel.shared_dialog import SharedDialog
from dmm_desktop.ui.error_details import show_error
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from dmm_desktop.ui.start_wizard.start_wizard import StartWizard
from dmm_desktop.ui.window.main_window import MainWindow
from ui.sample_runs import SampleServices
from ui.start_user import discard

T = TypeVar("T")

NAMES = (
    "add environment",
    "edit environment",
    "new connection",
    "remove connection",
    "import environments",
    "import wizard",
    "export wizard",
    "watch an existing import",
    "stop an import",
    "stop an upload",
    "close during an upload",
    "remove a run",
    "report",
    "what happened",
    "log files",
    "details",
    "about",
    "preferences",
    "close while following",
)


class Dialogs:
    """Places the run that a dialog needs, and opens the dialog."""

    def __init__(self, window: MainWindow, services: SampleServices, qtbot: QtBot, zip_path: Path, logs: Path) -> None:
        self.window, self.services, self.zip_path = window, services, zip_path
        self._qtbot = qtbot
        self._logs = logs

    def prepare(self, name: str) -> None:
        """Place the run that the dialog needs, once."""
        about = {
            "stop an import": "running",
            "stop an upload": "uploading",
            "close during an upload": "uploading",
            "what happened": "unknown",
            "close while following": "running",
        }.get(name, "completed")
        self.window.runs.select_run(self.services.put_sample(about))
        QApplication.processEvents()

    def look_at(self, name: str, look: Callable[[QWidget], T]) -> T:
        """The result of ``look`` for the open dialog, which is then closed. Some dialogs block until they are."""
        seen: list[T] = []

        def wait_and_look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or not dialog.isVisible() or self._is_at_work(dialog):
                QTimer.singleShot(1, wait_and_look)
                return
            try:
                seen.append(look(dialog))
            finally:
                if isinstance(dialog, StartWizard):
                    discard(dialog)
                else:
                    dialog.close()

        QTimer.singleShot(0, wait_and_look)
        self._open(name)
        self._qtbot.waitUntil(lambda: bool(seen))
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return seen[0]

    def settle(self) -> None:
        """Wait until no job except the watching ones is running."""
        watching = ("watch", "read log")
        self._qtbot.waitUntil(
            lambda: all(isinstance(key, tuple) and key[0] in watching for key in self.services.runner._deliveries),
        )

    def _is_at_work(self, dialog: QWidget) -> bool:
        keys = ("connection form", "list saved logs")
        return any(isinstance(key, tuple) and key[0] in keys for key in self.services.runner._deliveries)

    def _open(self, name: str) -> None:
        window = self.window
        run_id = window.runs.run_id
        view = self.services.runs.find(run_id)
        assert view is not None
        match name:
            case "add environment":
                window.connections.add_environment()
            case "edit environment":
                window.connections.edit_environment()
            case "new connection":
                window.connections.new_connection()
            case "remove connection":
                window.connections.remove_selected()
            case "import environments":
                environment = Environment("new", "NEW-1", Address.parse("https://new-1.acme.example"))
                shared = SharedEnvironment(SavedEnvironment(environment, ()), other_page="https://other.example/")
                dialog = SharedDialog(self.services.environments, "shared.json", [shared], window)
                dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                dialog.open()
            case "import wizard":
                window.import_data()
            case "export wizard":
                window.export_data()
            case "watch an existing import":
                window.watch_existing()
            case "stop an import" | "stop an upload":
                window.progress.ask_to_stop()
            case "close during an upload" | "close while following":
                window.close()
            case "remove a run":
                window.runs.remove_run(view.run)
            case "report":
                window.progress.show_report()
            case "what happened":
                self._press("banner_action")
            case "log files":
                SavedLogsDialog(self.services, self._logs, window).open()
            case "details":
                show_error(window, TimedOut("prod-2.acme.example", 30, "ReadTimeout: no answer"))
            case "preferences":
                window.show_preferences()
            case "about":
                about = window.findChild(QAction, "menu_about")
                assert about is not None
                about.trigger()

    def _press(self, name: str) -> None:
        def found() -> list[QWidget]:
            return [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]

        self._qtbot.waitUntil(lambda: len(found()) == 1)
        found()[0].click()  # type: ignore[attr-defined]
