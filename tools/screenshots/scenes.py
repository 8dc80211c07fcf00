"""Takes the pictures of one appearance: `python -m tools.screenshots.scenes OUTPUT light|dark LANGUAGE NAME...`."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from dmm_desktop.core.kept_log import KeptLog, LogEnd
from dmm_desktop.core.lazy import Lazy
from dmm_desktop.core.network import SYSTEM_NETWORK, Network
from dmm_desktop.core.token import Token
from dmm_desktop.demo.samples import write_samples
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.languages import speak
from dmm_desktop.ui.services.app_services import AppServices
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.widgets.focus_in_view import FocusInView
from dmm_desktop.ui.widgets.focus_ring import FocusRing
from dmm_desktop.ui.window.main_window import MainWindow
from dmm_desktop.workers.runner import TaskRunner
from tools.screenshots import content
from tools.screenshots.frame import TITLE, picture
from tools.screenshots.server import Environments
from tools.window_user import WindowUser, expect

#: Width and height of the main window and of the wizard, title bars included.
_WINDOW, _WIZARD = (1280, 800), (960, 664)
#: The message of Qt on a platform without a screen.
_HARMLESS = "This plugin does not support"


class Scene(WindowUser):
    """The real window with its own data folder and its own servers."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.files = Path(tempfile.gettempdir()) / "exports"  # the pictures show it
        self.zip = self.files / "customers-2024-q2.zip"
        self._runner = TaskRunner()
        self._workspace = Lazy(lambda: Workspace.open(folder / "data"))
        self._keys = SessionKeys(None)
        self._is_lost = kind == "lost"
        has_ended = kind == "finished"
        self._answers = content.answers(29_120, 209) if self._is_lost else content.answers(21_040, 151)
        if has_ended:
            self._answers = [content.FINISHED] * len(self._answers)
        word, log = "Complete" if has_ended else "InProgress", content.log(lost=self._is_lost, ended=has_ended)
        self._servers = Environments(folder, word, self._answers, log, is_lost=self._is_lost)
        os.environ.update(self._servers.variables)
        self._servers.begin()
        if kind != "empty":
            self._fill(kind)
        self.services = AppServices(SavedContext(self._workspace, self._keys), self._runner)
        self.services.runs.run_changed.connect(self.services.runs.try_now)  # each answer once the one before is shown
        self.main = MainWindow(lambda: self.services, folder / "data", lambda: None)
        super().__init__(self.main)
        self.main.resize(_WINDOW[0], _WINDOW[1] - TITLE)
        self.main.show()
        self.main.activateWindow()
        self.main.begin()
        count = 20 if kind == "many" else 3
        self.wait(lambda: kind == "empty" or len(self.services.environments.environments) == count, "the environments")
        self.wait(lambda: kind == "empty" or len(self.services.runs.runs) >= 6, "the runs")
        shown = self.main.welcome if kind == "empty" else self.main.runs
        self.wait(shown.isVisible, "the page that shows runs or that there are none")
        self.main.connections.select("PROD-2")

    def _fill(self, kind: str) -> None:
        self.files.mkdir(exist_ok=True)
        content.write_zip(self.zip)
        content.write_configuration(self.files / "import-prod.json")
        content.write_export_configuration(self.files / "export-prod.json")
        runs = content.past_runs(self.zip)
        if kind in ("finished", "kept"):
            runs.append(content.finished_with_errors(self.zip))
        elif kind in ("running", "lost"):
            runs.append(content.running(self.zip))
        # Only Linux reads SSL_CERT_FILE; the stores of Windows and macOS are left alone.
        authorities = "" if sys.platform == "linux" else self._servers.authorities.read_text()
        network = Network(authorities) if authorities else SYSTEM_NETWORK
        with self._workspace().store() as store:
            saved = content.environments(network, with_token_page=kind != "plain", are_many=kind == "many")
            for environment, connections in saved:
                store.environments.add(environment)
                self._keys.keep_for_session(environment.id, Token("key"))
                for connection in connections:
                    store.connections.add(connection)
            for run in runs:
                store.runs.adopt(run)
            if kind == "kept":
                store.runs.keep_log("now", content.TRACKER_ID, self._kept_log())

    def _kept_log(self) -> KeptLog:
        writer = self._workspace().log_writer("now")
        writer.append(content.log(lost=False, ended=True))
        writer.flush()
        writer.close()
        return KeptLog(writer.name, writer.lines, datetime.now(UTC), LogEnd.PART)

    def show_run(self) -> None:
        """Select the newest run, and wait for the server's last answer."""
        self.main.runs.select_run("now")
        self.main.setFocus()
        last = self._answers[-1].completed_records
        view = self.services.runs.find("now")
        assert view is not None
        if not view.run.state.is_final:
            self.wait(lambda: view.run.report and view.run.report.completed_records == last, "the last answer")
        if self._is_lost:
            self.wait(lambda: view.watch is not None and view.watch.trouble is not None, "the loss")
        if view.run.state.is_final:
            self.wait(lambda: self.is_seen("load_log", self.main), "the button that loads the log")
            self.press("load_log")
            self.wait(lambda: view.run.log_counts is not None, "the end of the log")
        self.wait(lambda: self.rows("log", self.main) > 0, "the log")

    def close(self) -> None:
        """End everything."""
        self.main.close()
        for question, button in (("followed_question", "close_now"), ("close_question", "close_anyway")):
            if self.is_seen(question, self.main):
                self.press(button)
        # Not only with shut_down: Qt's own waiting fails with a faked clock.
        self.wait(lambda: not self._runner.busy, "the end of all jobs")
        expect(self._runner.shut_down(10) == [], "A job does not end.")
        if self._workspace.made is not None:
            self._workspace.made.close()
        self._servers.close()
        shutil.rmtree(self.files, ignore_errors=True)


def running(scene: Scene) -> QWidget | None:
    """An import in progress, or one whose server no longer answers."""
    scene.show_run()
    return None


def finished(scene: Scene) -> QWidget | None:
    """An import has ended; only the errors of its log are shown."""
    scene.show_run()
    scene.press("errors_only")
    entities = scene.find(QAbstractItemView, "failing_entities")
    entities.setCurrentIndex(entities.model().index(0, 0))
    entities.setFocus()
    return None


def kept_log(scene: Scene) -> QWidget | None:
    """The log of an import that has ended, as it was kept on this computer."""
    scene.main.runs.select_run("now")
    scene.wait(lambda: scene.rows("log", scene.main) > 0, "the log")
    scene.wait(lambda: scene.is_seen("log_banner", scene.main), "what is said about it")
    return None


def meaning(scene: Scene) -> QWidget | None:
    """What the outcome means."""
    scene.show_run()
    scene.press("outcome_meaning")
    return None


def report_of_run(scene: Scene) -> QWidget:
    """The report of an import that has ended, with the fingerprint of its zip."""
    scene.show_run()
    scene.main.progress.show_report()
    dialog = scene.dialog("report_dialog")
    scene.press("show_fingerprint", dialog)
    return dialog


def first_start(scene: Scene) -> QWidget | None:
    """Nothing has been added yet."""
    scene.main.setFocus()
    return None


def edit_environment(scene: Scene) -> QWidget:
    """The dialog of an environment after a test."""
    scene.main.connections.edit_environment()
    dialog = scene.dialog("environment_dialog")
    scene.press("test_connection", dialog)
    scene.wait(lambda: scene.is_seen("test_result", dialog), "the result of the test")
    return dialog


def duplicate_environment(scene: Scene) -> QWidget:
    """The dialog of a copy that gets another address."""
    scene.main.connections.select("TEST-1")
    scene.main.connections.duplicate_environment()
    dialog = scene.dialog("environment_dialog")
    scene.type("environment_address", "https://test-2.acme.example", dialog)
    return dialog


def filtered_environments(scene: Scene) -> QWidget | None:
    """Many environments, with the keyboard in their filter."""
    scene.main.connections.find_environment()
    return None


def filtered_destinations(scene: Scene) -> QWidget:
    """The destinations that a filter finds among many."""
    dialog = wizard(1)(scene)
    scene.type("wizard_filter_environments", "prod", dialog)
    return dialog


def preferences(scene: Scene) -> QWidget:
    """The dialog of the preferences."""
    scene.main.show_preferences()
    return scene.dialog("preferences")


def learned_description(*, changes: bool = False) -> Callable[[Scene], QWidget]:
    """The dialog that learns how the API is called, after requests were pasted; or that of one of its operations."""

    def play(scene: Scene) -> QWidget:
        scene.main.connections.edit_environment()
        above = scene.dialog("environment_dialog")
        scene.press("more_settings", above)
        scene.press("learn_from_request", above)
        dialog = scene.dialog("description_dialog")
        scene.wait(lambda: scene.rows("learned_operations", dialog) > 0, "the present description")
        scene.find(QPlainTextEdit, "request_source", dialog).setPlainText(content.REQUESTS)
        summary = scene.find(QLabel, "learned_summary", dialog)
        scene.wait(lambda: summary.text().startswith("curl"), "what was learned")
        if changes:
            table = scene.find(QAbstractItemView, "learned_operations", dialog)
            table.setCurrentIndex(table.model().index(2, 0))
            scene.press("change_operation", dialog)
            dialog = scene.dialog("operation_dialog")
        return dialog

    return play


def wizard(page: int, *, json: bool = False) -> Callable[[Scene], QWidget]:
    """The wizard at a page, with the pages before it filled in."""

    def play(scene: Scene) -> QWidget:
        scene.main.import_data("PROD-2")
        dialog = scene.dialog("import_wizard")
        dialog.resize(_WIZARD[0], _WIZARD[1] - TITLE)
        if page >= 2:
            scene.press("next", dialog)
            scene.type("zip_file", str(scene.zip), dialog)
            scene.find(QLineEdit, "zip_file", dialog).editingFinished.emit()
            scene.wait(lambda: scene.is_seen("check_again", dialog), "the check of the zip")
        if page >= 3:
            scene.press("next", dialog)
            _load(scene, dialog, "import-prod.json", other_fields=3)
        if json:
            scene.press("json_view", dialog)
        if page >= 4:
            scene.press("next", dialog)
            scene.type("confirm_environment_name", "PROD-2", dialog)
            _enter_token(scene, dialog)
        return dialog

    return play


def export(page: int, *, json: bool = False) -> Callable[[Scene], QWidget]:
    """The wizard for an export at a page, with the pages before it filled in."""

    def play(scene: Scene) -> QWidget:
        scene.main.export_data("PROD-2")
        dialog = scene.dialog("export_wizard")
        dialog.resize(_WIZARD[0], _WIZARD[1] - TITLE)
        if page >= 2:
            scene.press("next", dialog)
            _load(scene, dialog, "export-prod.json", other_fields=1)
        if json:
            scene.press("json_view", dialog)
        if page >= 3:
            scene.press("next", dialog)
            _enter_token(scene, dialog)
        return dialog

    return play


def _load(scene: Scene, dialog: QWidget, name: str, *, other_fields: int) -> None:
    """Load a configuration with so many fields that the form does not have."""
    scene.press("load_configuration", dialog)
    scene.choose_file("open_file", scene.files / name)
    scene.wait(lambda: scene.rows("other_fields", dialog) == other_fields, "the configuration")
    dialog.activateWindow()


def _enter_token(scene: Scene, dialog: QWidget) -> None:
    scene.type("one_time_token", "Q7-4402-LK31", dialog)
    scene.find(QLineEdit, "one_time_token", dialog).setFocus()


def check_results(view: str) -> Callable[[Scene], QWidget]:
    """All results of the check of the faulty sample, or the row that one of them is about."""

    def play(scene: Scene) -> QWidget:
        write_samples(scene.files)
        scene.zip = scene.files / "mistakes.zip"
        page = wizard(2)(scene)
        scene.press("show_all_results", page)
        dialog = scene.dialog("check_dialog")
        table = scene.find(QAbstractItemView, "all_findings", dialog)
        table.setCurrentIndex(table.model().index(3, 0))
        if view == "row":
            table.doubleClicked.emit(table.currentIndex())
            dialog = scene.dialog("row_dialog")
            scene.wait(lambda: scene.rows("row_values", dialog) > 0, "the row")
        else:
            scene.press(view, dialog)
        return dialog

    return play


#: For each picture: the content, and what the user does.
SCREENS: dict[str, tuple[str, Callable[[Scene], QWidget | None]]] = {
    "01-main-running": ("running", running),
    "02-first-start": ("empty", first_start),
    "03-wizard-destination": ("past", wizard(1)),
    "04-wizard-file": ("past", wizard(2)),
    "04b-check-findings": ("past", check_results("view_findings")),
    "04c-check-entities": ("past", check_results("view_entities")),
    "04d-check-row": ("past", check_results("row")),
    "05-wizard-options": ("past", wizard(3)),
    "05b-wizard-options-json": ("past", wizard(3, json=True)),
    "06-wizard-review": ("past", wizard(4)),
    "06b-export-source": ("past", export(1)),
    "06c-export-configuration": ("past", export(2)),
    "06d-export-configuration-json": ("past", export(2, json=True)),
    "06e-export-review": ("past", export(3)),
    "07-finished-with-errors": ("finished", finished),
    "07b-what-it-means": ("finished", meaning),
    "07c-report": ("finished", report_of_run),
    "07d-kept-log": ("kept", kept_log),
    "08-connection-lost": ("lost", running),
    "09-environment-dialog": ("plain", edit_environment),
    "09b-learned-description": ("plain", learned_description()),
    "09c-change-operation": ("plain", learned_description(changes=True)),
    "09d-preferences": ("plain", preferences),
    "09e-duplicate-environment": ("past", duplicate_environment),
    "09f-many-environments": ("many", filtered_environments),
    "09g-many-destinations": ("many", wizard(1)),
    "09h-filtered-destinations": ("many", filtered_destinations),
}


@contextmanager
def application(appearance: Appearance, language: str) -> Iterator[None]:
    """The application in the appearance and language, with the fonts of the pictures. Any other message of Qt is a
    failure."""
    messages: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, message: messages.append(message))
    qt = QApplication(sys.argv[:1])
    speak(qt, [language])
    qt.setCursorFlashTime(0)
    font = qt.font()
    if "Inter" in QFontDatabase.families():
        font.setFamily("Inter")
    font.setPixelSize(13)
    qt.setFont(font)
    theme = Theme(qt, appearance)
    FocusRing(qt)
    FocusInView(qt)
    yield
    del theme
    messages = [message for message in messages if not message.startswith(_HARMLESS)]
    expect(not messages, f"Qt reported: {messages}")


def main(output: Path, appearance: str, language: str, names: list[str]) -> None:
    """Take the pictures with these names."""
    with application(Appearance(appearance), language):
        for name in names:
            kind, play = SCREENS[name]
            with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as folder:
                scene = Scene(Path(folder), kind)
                dialog = play(scene)
                QTest.qWait(100)  # late events, such as the end of a tool tip, have arrived
                QApplication.sendPostedEvents()  # a countdown may have changed a text just now: lay it out
                path = output / f"{name}-{appearance}.png"
                expect(picture(scene.main, dialog).save(str(path)), f"{path} could not be written.")
                while (opened := QApplication.activeModalWidget()) is not None:
                    if scene.is_seen("discard_now", opened):
                        scene.press("discard_now", opened)
                    else:
                        opened.close()
                scene.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:])
