"""All screens of the window, by object names so that it works in every language."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QDir, QEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, KeyVerdict, SavedEnvironment
from dmm_desktop.core.errors import ConnectionFailed, DmmError, TokenRefused
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.export_configuration import EXPORT_FIELDS
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.presets import ImportPreset
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.text import text
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.request_commands import RequestCommand, start_notices
from dmm_desktop.operations.share_environments import SharedEnvironment
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.connections_panel.remove_question import EnvironmentRemoval, RemoveEnvironmentQuestion
from dmm_desktop.ui.connections_panel.shared_dialog import SharedDialog
from dmm_desktop.ui.constants_question import ConstantsQuestion
from dmm_desktop.ui.environment_dialog.description_dialog import DescriptionDialog
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.environment_dialog.operation_dialog import OperationDialog
from dmm_desktop.ui.environment_dialog.operations_table import OperationsTable
from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from dmm_desktop.ui.guide.guide_text import GuideText
from dmm_desktop.ui.guide.guide_window import GuideWindow
from dmm_desktop.ui.import_wizard.check_dialog import CheckDialog
from dmm_desktop.ui.import_wizard.findings_table import FindingsTable
from dmm_desktop.ui.import_wizard.preset_dialog import PresetDialog, RemovePresetQuestion
from dmm_desktop.ui.import_wizard.row_dialog import RowDialog
from dmm_desktop.ui.import_wizard.start_questions import CheckWait, ProductionQuestion, StartAnywayQuestion
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.languages import guide_file
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from dmm_desktop.ui.preferences_dialog import PreferencesDialog, RemoveLogsQuestion
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.commands import StopFacts, StopQuestion
from dmm_desktop.ui.progress_view.curl_dialog import CurlDialog
from dmm_desktop.ui.progress_view.downloads import EXPORTED_ZIP, LOG_FILES, LargeZipQuestion
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.saved_exports import SaveAgainQuestion
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.runs_panel.note_dialog import NoteDialog
from dmm_desktop.ui.runs_panel.run_list import RemoveRunQuestion, RunRemoval
from dmm_desktop.ui.services.preferences import Preferred
from dmm_desktop.ui.widgets.details_dialog import DetailsDialog
from dmm_desktop.ui.window.close_question import AffectedRun, CloseQuestion, FollowedQuestion, UnderWay
from dmm_desktop.ui.window.main_window import MainWindow
from tools.screenshots.content import REQUESTS
from ui.sample_runs import LOG, SampleServices, sample_export, sample_runs
from ui.start_user import discard

HOST = "prod-2.acme.example"
_ADDRESS = Address.parse("https://127.0.0.1:1")
_PRESET = ImportPreset("prod-2", "Nightly", "Archive", True, '{"DataAppendMode": true}', _ADDRESS)


class AllScreens:
    """The main window without a server; its screens and dialogs one after another."""

    def __init__(self, services: SampleServices, window: MainWindow, samples: Path, qtbot: QtBot) -> None:
        self.services, self.window, self._samples, self._qtbot = services, window, samples, qtbot
        self.window.build_panels()
        self.window.show_runs()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)

    def screens(self) -> Iterator[tuple[str, QWidget]]:
        """Every screen by name, each shown until the next is requested."""
        self._settle()
        yield "welcome", self.window
        self._add_environments()
        yield "environments", self.window
        yield from self._environment_dialogs()
        yield from self._wizard()
        yield from self._export_wizard()
        yield from self._runs()

    def _add_environments(self) -> None:
        now = datetime.now(UTC)
        prod = Environment("prod-2", "PROD-2", _ADDRESS, Stage.PRODUCTION)
        checked = replace(prod, checked_at=now, key_verdict=KeyVerdict.ACCEPTED)
        refused = Environment("test-1", "TEST-1", _ADDRESS, Stage.TEST, checked_at=now - timedelta(days=1))
        refused = replace(refused, key_verdict=KeyVerdict.REFUSED)
        with self.services.workspace().store() as store:
            for environment in (checked, refused, Environment("dev-1", "DEV-1", _ADDRESS, Stage.DEVELOPMENT)):
                store.environments.add(environment)
            store.connections.add(Connection("prod-2", "Archive", "DataDestination"))
            store.connections.add(Connection("prod-2", "Legacy", "DataSource"))
            store.presets.save(_PRESET)
        controller = self.services.environments
        with self._qtbot.waitSignal(controller.changed):
            controller.load(_raise)
        self.window.connections.select("prod-2")

    def _environment_dialogs(self) -> Iterator[tuple[str, QWidget]]:
        services = self.services
        prod = services.environments.environments[0].environment
        add = EnvironmentDialog(services, None, self.window)
        for name, pressed in (("add environment", "more_settings"), ("environment with errors", "save_environment")):
            add.open()
            self._press(add, pressed)
            yield name, self._settled(add)
        yield from self._learning(add)
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
        archive = Connection("prod-2", "Archive")
        for name, question in (
            ("remove environment", RemoveEnvironmentQuestion(EnvironmentRemoval.of(prod, None), self.window)),
            ("remove connection", RemoveEnvironmentQuestion(EnvironmentRemoval.of(prod, archive), self.window)),
            ("import environments", SharedDialog(services.environments, "shared.json", _shared(), self.window)),
            ("constants", ConstantsQuestion("DMM Desktop", ["PROD-2: StopExecution, Priority = 2"], self.window)),
            ("watch", WatchDialog(services, self.window, "prod-2")),
            ("preferences", self._preferences()),
            ("saved logs", SavedLogsDialog(self.services, self._samples / "small.zip", self.window)),
            ("open file", _file_dialog(self.window)),
        ):
            yield name, self._opened(question)
            self._end(question)
        error = TokenRefused(HOST, "403 Forbidden")
        self.window.show_error(error, lambda: None)
        yield "error", self.window
        banner = self.window.findChild(QWidget, "window_banner")
        assert banner is not None
        banner.hide()

    def _preferences(self) -> PreferencesDialog:
        self.services.preferences.use(Preferred(save_folder=Path(QDir.rootPath())))
        return PreferencesDialog(self.services, self.window)

    def _learning(self, above: EnvironmentDialog) -> Iterator[tuple[str, QWidget]]:
        self._press(above, "learn_from_request")
        (dialog,) = above.findChildren(DescriptionDialog)
        yield "present description", self._settled(dialog)
        (source,) = dialog.findChildren(QPlainTextEdit, "request_source")
        (summary,) = dialog.findChildren(QLabel, "learned_summary")
        source.setPlainText(REQUESTS)
        self._qtbot.waitUntil(lambda: summary.text().startswith("curl"))
        yield "learned description", self._settled(dialog)
        (table,) = dialog.findChildren(OperationsTable)
        for row, name in ((2, "operation"), (0, "missing operation")):
            table.setCurrentIndex(table.model().index(row, 0))
            self._press(dialog, "change_operation")
            (change,) = dialog.findChildren(OperationDialog)
            yield name, self._settled(change)
            self._end(change)
        source.setPlainText("hello")
        self._qtbot.waitUntil(lambda: not summary.isVisible())
        yield "no description", self._settled(dialog)
        self._end(dialog)

    def _wizard(self) -> Iterator[tuple[str, QWidget]]:
        self.window.import_data("prod-2")
        wizard = self.window.findChild(ImportWizard)
        assert wizard is not None
        yield "wizard, destination", self._settled(wizard)
        self._press(wizard, "next")
        yield "wizard, no file", self._settled(wizard)
        wizard.set_file(self._samples / "folder.zip")
        yield "wizard, file with errors", self._settled(wizard)
        wizard.set_file(self._samples / "mistakes.zip")
        yield "wizard, file with mistakes", self._settled(wizard)
        yield from self._check_results(wizard)
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
        for name, dialog in (
            ("save preset", PresetDialog(self.services, _PRESET, wizard, is_stored=False)),
            ("rename preset", PresetDialog(self.services, _PRESET, wizard, is_stored=True)),
            ("remove preset", RemovePresetQuestion(_PRESET.name, wizard)),
        ):
            yield name, self._shown(self._open(dialog))
            self._end(dialog)
        discard(wizard)

    def _export_wizard(self) -> Iterator[tuple[str, QWidget]]:
        self.services.put(sample_export(RunState.COMPLETED))  # otherwise there are no earlier exports
        self.window.export_data("prod-2")
        wizard = self.window.findChild(ExportWizard)
        assert wizard is not None
        yield "export wizard, source", self._settled(wizard)
        self._press(wizard, "next")
        self._press(wizard, "next")
        yield "export wizard, no entities", self._settled(wizard)
        (text,) = wizard.findChildren(QPlainTextEdit, "configuration")
        fields = dict.fromkeys(EXPORT_FIELDS, "true") | {"Name": 1, "KeepChunkSize": 1}
        for name, others in (("every field", fields), ("configuration", {})):
            text.setPlainText(json.dumps({"DBConnection": "Other", "ExportingEntities": [1]} | others))
            yield f"export wizard, {name}", self._settled(wizard)
            self._press(wizard, "json_view")
            yield f"export wizard, {name} as JSON", self._settled(wizard)
            self._press(wizard, "next")
            yield f"export wizard, review of {name}", self._settled(wizard)
            self._press(wizard, "start_export")
            yield f"export wizard, review of {name} with errors", self._settled(wizard)
            self._press(wizard, "back")
            self._press(wizard, "form_view")
        discard(wizard)

    def _check_results(self, wizard: ImportWizard) -> Iterator[tuple[str, QWidget]]:
        self._press(wizard, "show_all_results")
        (results,) = wizard.findChildren(CheckDialog)
        self._press(results, "view_references")
        yield "results, search for references", self._settled(results)
        self._press(results, "find_references")
        yield "results, references", self._settled(results)
        self._press(results, "view_entities")
        yield "results, entities", self._settled(results)
        self._press(results, "view_findings")
        yield "results, findings", self._settled(results)
        (findings,) = results.findChildren(FindingsTable)
        findings.setCurrentIndex(findings.model().index(3, 0))
        findings.doubleClicked.emit(findings.currentIndex())
        (row,) = results.findChildren(RowDialog)
        yield "results, row", self._settled(row)
        self._end(row)
        self._end(results)
        read = read_zip(self._samples / "mistakes.zip", CancelToken(), ignore_progress)
        wait = CheckWait(wizard)
        wait.show_progress(0.4, read.checked())
        for name, dialog in (
            ("wait for the check", wait),
            ("start anyway", StartAnywayQuestion(wizard, read.checked(), is_over=True)),
            ("start anyway, check not over", StartAnywayQuestion(wizard, read.checked(), is_over=False)),
            ("into Production", ProductionQuestion(wizard, f"PROD-1 on {HOST}", "PROD-2", HOST)),
            ("into Production, not known", ProductionQuestion(wizard, None, "PROD-2", HOST)),
        ):
            yield name, self._shown(self._open(dialog))
            self._end(dialog)

    def _saved_export(self) -> Iterator[tuple[str, QWidget]]:
        """A finished export in the narrowest window, and what is said once its zip is saved and checked."""
        run, size, progress = sample_export(RunState.COMPLETED), self.window.size(), self.window.progress
        self.services.put(run)
        self.window.runs.select_run(run.id)
        self._qtbot.waitUntil(lambda: progress.run_id == run.id)
        self.window.resize(self.window.minimumSizeHint())
        yield "run, export", self._shown(self.window)
        progress._exports._check(run, self._samples / "small.zip", lambda path, origin: None)
        self._qtbot.waitUntil(lambda: not progress._exports.busy(run.id))
        yield "run, saved export", self._shown(self.window)
        self.window.resize(size)

    def _runs(self) -> Iterator[tuple[str, QWidget]]:
        for name, (run, _, _) in sample_runs().items():
            self.services.put_sample(name)
            view = self.services.runs.find(run.id)
            assert view is not None
            if run.tracker_id:
                view.log.append(LOG)
            self.window.runs.select_run(run.id)
            self._qtbot.waitUntil(self.window.runs.isVisible)  # with the first run, its view is made in several turns
            yield f"run, {name}", self._shown(self.window)
        yield from self._saved_export()
        run = sample_runs()["errors"][0]
        kinds = (ExecutionType.IMPORT, ExecutionType.EXPORT, None)
        places = [(AffectedRun(kind, "PROD-2", HOST),) for kind in kinds]
        for name, dialog in (
            ("report", ReportDialog(run, self.window)),
            ("copy as curl", self._requests(run)),
            ("note", NoteDialog(self.services, sample_runs()["running"][0], self.window)),
            ("remove logs", RemoveLogsQuestion(12, self.window)),
            ("remove run", RemoveRunQuestion(RunRemoval.of(sample_runs()["running"][0]), self.window)),
            ("large logs", LargeZipQuestion(LOG_FILES, self._samples / "logs.zip", self.window)),
            ("large export", LargeZipQuestion(EXPORTED_ZIP, self._samples / "export.zip", self.window)),
            (
                "save again",
                SaveAgainQuestion(
                    text("The zip has changed since it was saved from this export."),
                    self._samples / "export.zip",
                    self.window,
                ),
            ),
            ("stop", self._stop(Stop.EXECUTION, ConnectionFailed(HOST))),
            ("stop, key refused", self._stop(Stop.EXECUTION, TokenRefused(HOST))),
            ("stop upload", self._stop(Stop.UPLOAD, None)),
            ("record outcome", OutcomeDialog(self.services, sample_runs()["unknown"][0], self.window)),
            ("guide", GuideWindow(self.window, GuideText(guide_file().read_text(encoding="utf-8")))),
            *(("close while following", FollowedQuestion(self.window, place)) for place in places),
            *(("close while following two", FollowedQuestion(self.window, place * 2)) for place in places),
            *(
                ("close everything", CloseQuestion(self.window, UnderWay(*[place] * 7, has_bundle=True)))
                for place in places
            ),
            *(
                ("close twice everything", CloseQuestion(self.window, UnderWay(*[place * 2] * 7, has_bundle=True)))
                for place in places
            ),
            ("details", DetailsDialog(self.window, "Order", "Order failed", "Order first", "at Importer.Run()")),
        ):
            yield name, self._shown(self._open(dialog))
            self._end(dialog)

    def _stop(self, what: Stop, trouble: DmmError | None) -> StopQuestion:
        return StopQuestion(StopFacts.of(sample_runs()["errors"][0], what, HOST, trouble), self.window)

    def _requests(self, run: Run) -> CurlDialog:
        """With every notice of a command, and an error: the environment has another address."""
        dialog = CurlDialog(self.services, run, self.window)
        dialog._show_commands((RequestCommand("StartExecution", "curl", start_notices(run)),))
        return dialog

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
        for _ in range(10):  # layouts that depend on others
            QCoreApplication.processEvents()
        return widget

    def _settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.services.runner.busy)

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
    here = Environment("prod-2", "PROD-2", Address.parse("https://qa-2.acme.example"), Stage.PRODUCTION)
    return (
        SharedEnvironment(SavedEnvironment(loud, (Connection("qa-1", "Archive"),), (_PRESET,)), other_page=page),
        SharedEnvironment(plain),
        SharedEnvironment(replace(plain, presets=(_PRESET,)), known=SavedEnvironment(here, ())),
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
