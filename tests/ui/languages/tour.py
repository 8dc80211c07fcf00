"""A tour of all screens of the window, by object names so that it works in every language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QDir, QEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, KeyVerdict, SavedEnvironment, Stage
from dmm_desktop.core.errors import TokenRefused
from dmm_desktop.operations.share_environments import SharedEnvironment
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.connections_panel.panel import RemoveEnvironmentQuestion
from dmm_desktop.ui.connections_panel.shared_dialog import SharedDialog
from dmm_desktop.ui.details_dialog import DetailsDialog
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.commands import StopQuestion
from dmm_desktop.ui.progress_view.large_logs_question import LargeLogsQuestion
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.runs_panel.run_list import RemoveRunQuestion
from dmm_desktop.ui.window.main_window import MainWindow
from ui.run_scenes import LOG, Scene, scenes


class Tour:
    """The main window without a server; its screens and dialogs one after another."""

    def __init__(self, scene: Scene, samples: Path, folder: Path, qtbot: QtBot) -> None:
        self._scene, self._samples, self._qtbot = scene, samples, qtbot
        self.services = scene.services
        folder.mkdir()
        self.window = MainWindow(lambda: scene.services, folder, lambda: None)
        self.window.build_panels()
        self.window.show_runs()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)

    def close(self) -> None:
        """Close everything that was opened."""
        self._scene.runner.shut_down(within=10)
        self.window.hide()  # not close(), which would ask about the upload
        shiboken6.delete(self.window)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def screens(self) -> Iterator[tuple[str, QWidget]]:
        """Every screen by name, each shown until the next is requested."""
        self._settle()
        yield "welcome", self.window
        self._add_environments()
        yield "environments", self.window
        yield from self._environment_dialogs()
        yield from self._wizard()
        yield from self._runs()

    def _add_environments(self) -> None:
        now = datetime.now(UTC)
        address = Address.parse("https://127.0.0.1:1")
        prod = Environment("prod-2", "PROD-2", address, Stage.PRODUCTION)
        checked = replace(prod, checked_at=now, key_verdict=KeyVerdict.ACCEPTED)
        refused = Environment("test-1", "TEST-1", address, Stage.TEST, checked_at=now - timedelta(days=1))
        refused = replace(refused, key_verdict=KeyVerdict.REFUSED)
        with self._scene.workspace().store() as store:
            for environment in (checked, refused, Environment("dev-1", "DEV-1", address, Stage.DEVELOPMENT)):
                store.environments.add(environment)
            store.connections.add(Connection("prod-2", "Archive", "DataDestination"))
            store.connections.add(Connection("prod-2", "Legacy", "DataSource"))
        controller = self._scene.services.environments
        with self._qtbot.waitSignal(controller.changed):
            controller.load(_raise)
        self.window.connections.select("prod-2")

    def _environment_dialogs(self) -> Iterator[tuple[str, QWidget]]:
        services = self._scene.services
        prod = services.environments.environments[0].environment
        add = EnvironmentDialog(services, None, self.window)
        for name, pressed in (("add environment", "more_settings"), ("environment with errors", "save_environment")):
            add.open()
            self._press(add, pressed)
            yield name, self._settled(add)
        self._end(add)
        edit = EnvironmentDialog(services, prod, self.window)
        edit.open()
        self._press(edit, "test_connection")
        yield "tested environment", self._settled(edit)
        self._end(edit)
        connection = ConnectionDialog(services, prod, self.window)
        connection.open()
        yield "new connection", self._settled(connection)
        for place, button in enumerate(connection.findChildren(QAbstractButton)):
            if button.isVisible() and button.isCheckable() and not button.isChecked():
                button.click()
                yield f"new connection, view {place}", self._settled(connection)
        self._end(connection)
        for name, question in (
            ("remove environment", RemoveEnvironmentQuestion(prod, None, self.window)),
            ("remove connection", RemoveEnvironmentQuestion(prod, Connection("prod-2", "Archive"), self.window)),
            ("import environments", SharedDialog(services.environments, "shared.json", _shared(), self.window)),
            ("watch", WatchDialog(services, self.window, "prod-2")),
            ("saved logs", SavedLogsDialog(self._scene.services, self._samples / "small.zip", self.window)),
            ("open file", _file_dialog(self.window)),
        ):
            yield name, self._opened(question)
            self._end(question)
        error = TokenRefused("prod-2.acme.example", "403 Forbidden")
        self.window.show_error(error, lambda: None)
        yield "error", self.window
        banner = self.window.findChild(QWidget, "window_banner")
        assert banner is not None
        banner.hide()

    def _wizard(self) -> Iterator[tuple[str, QWidget]]:
        self.window.import_data("prod-2")
        wizard = self.window.findChild(ImportWizard)
        assert wizard is not None
        yield "wizard, destination", self._settled(wizard)
        self._press(wizard, "next")
        yield "wizard, no file", self._settled(wizard)
        wizard.set_file(self._samples / "folder.zip")
        yield "wizard, file with errors", self._settled(wizard)
        for tab in wizard.findChildren(QTabWidget):
            tab.setCurrentIndex(1)
        wizard.set_file(self._samples / "small.zip")
        yield "wizard, file", self._settled(wizard)
        self._press(wizard, "next")
        yield "wizard, options", self._settled(wizard)
        self._press(wizard, "json_view")
        yield "wizard, options as JSON", self._settled(wizard)
        self._press(wizard, "next")
        yield "wizard, review", self._settled(wizard)
        self._press(wizard, "start_import")
        yield "wizard, review with errors", self._settled(wizard)
        wizard.reject()

    def _runs(self) -> Iterator[tuple[str, QWidget]]:
        for name, (run, _, _) in scenes().items():
            self._scene.put_scene(name)
            view = self._scene.services.runs.find(run.id)
            assert view is not None
            if run.tracker_id:
                view.log.append(LOG)
            self.window.runs.select_run(run.id)
            yield f"run, {name}", self._shown(self.window)
        run = scenes()["errors"][0]
        for name, dialog in (
            ("report", ReportDialog(run, self.window)),
            ("remove run", RemoveRunQuestion(scenes()["running"][0], self.window)),
            ("large logs", LargeLogsQuestion(self._samples / "logs.zip", self.window)),
            ("stop", StopQuestion(run, Stop.EXECUTION, "prod-2.acme.example", lost=True, parent=self.window)),
            ("stop upload", StopQuestion(run, Stop.UPLOAD, "prod-2.acme.example", lost=False, parent=self.window)),
            ("record outcome", OutcomeDialog(self._scene.services, scenes()["unknown"][0], self.window)),
            ("details", DetailsDialog(self.window, "Order", "Order failed", "Order first", "at Importer.Run()")),
        ):
            yield name, self._shown(self._open(dialog))
            self._end(dialog)

    def _opened(self, dialog: QDialog) -> QWidget:
        return self._settled(self._open(dialog))

    def _open(self, dialog: QDialog) -> QDialog:
        dialog.open()
        return dialog

    def _settled(self, widget: QWidget) -> QWidget:
        self._settle()
        return self._shown(widget)

    def _shown(self, widget: QWidget) -> QWidget:
        self._qtbot.waitExposed(widget)
        for _ in range(5):  # layouts that depend on others
            QCoreApplication.processEvents()
        return widget

    def _settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self._scene.runner.busy)

    def _press(self, within: QWidget, name: str) -> None:
        (button,) = (one for one in within.findChildren(QAbstractButton, name) if one.isVisible())
        button.click()

    def _end(self, dialog: QDialog) -> None:
        dialog.reject()
        if shiboken6.isValid(dialog):
            dialog.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _shared() -> tuple[SharedEnvironment, ...]:
    """An environment with all details, one without, and one that is already here."""
    address = Address.parse("https://qa-1.acme.example:8443/DMMAPI/rest/v1")
    loud = Environment("qa-1", "QA-1", address, Stage.TEST, description="{}", description_is_loaded=True)
    page = "https://elsewhere.acme.example/DMM"
    plain = SavedEnvironment(Environment("qa-2", "QA-2", Address.parse("https://qa-2.acme.example")), ())
    return (
        SharedEnvironment(SavedEnvironment(loud, (Connection("qa-1", "Archive"),)), other_page=page),
        SharedEnvironment(plain),
        SharedEnvironment(plain, known_as="PROD-2"),
    )


def _file_dialog(parent: QWidget) -> QFileDialog:
    dialog = QFileDialog(parent, "", QDir.rootPath())  # folder names from the last test may be long
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDirectory(QDir.rootPath())  # not the folder of an earlier test, whose name may be long
    dialog.setHistory([])
    return dialog


def _raise(error: Exception) -> None:
    raise error
