"""Takes the pictures of one appearance in this process: `screenshot_scene.py OUTPUT light|dark NAME...`."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import screenshot_data as data
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from screenshot_frame import TITLE, picture
from screenshot_server import AnsweringContext
from window_person import WindowPerson, expect

from dmm_desktop.core.lazy import Lazy
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.vault import TokenVault
from dmm_desktop.ui.languages import speak
from dmm_desktop.ui.services.app_services import AppServices
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.widgets.focus_ring import FocusRing
from dmm_desktop.ui.window.main_window import MainWindow
from dmm_desktop.workers.runner import TaskRunner

#: Width and height of the main window and of the wizard, title bars included.
_WINDOW, _WIZARD = (1280, 800), (960, 664)
#: What Qt says of a platform without a screen.
_HARMLESS = "This plugin does not support"


class Scene(WindowPerson):
    """The real window over a data folder of its own; only the servers are not there."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.files = Path(tempfile.gettempdir()) / "exports"  # this one is seen
        self.zip = self.files / "customers-2024-q2.zip"
        self._runner = TaskRunner()
        self._workspace = Lazy(lambda: Workspace.open(folder / "data"))
        self._context = AnsweringContext(self._workspace, TokenVault(None))
        self._context.lost, ended = kind == "lost", kind == "finished"
        self._context.answers = data.answers(29_120, 209) if self._context.lost else data.answers(21_040, 151)
        self._context.log = data.log(lost=self._context.lost, ended=ended)
        if kind != "empty":
            self._fill(kind)
        self.services = AppServices(self._context, self._runner)
        self.services.runs.run_changed.connect(self.services.runs.try_now)  # each answer once the one before is shown
        self.main = MainWindow(lambda: self.services, folder / "data", lambda: None)
        super().__init__(self.main)
        self.main.resize(_WINDOW[0], _WINDOW[1] - TITLE)
        self.main.show()
        self.main.activateWindow()
        self.main.begin()
        self.wait(lambda: kind == "empty" or len(self.services.environments.environments) == 3, "the environments")
        self.wait(lambda: kind == "empty" or len(self.services.runs.runs) >= 6, "the runs")
        self.main.connections.select("PROD-2")

    def _fill(self, kind: str) -> None:
        self.files.mkdir(exist_ok=True)
        data.write_zip(self.zip)
        data.write_configuration(self.files / "import-prod.json")
        runs = data.past_runs(self.zip)
        if kind == "finished":
            runs.append(data.finished_with_errors(self.zip))
        elif kind in ("running", "lost"):
            runs.append(data.running(self.zip))
        with self._workspace().store() as store:
            for environment, connections in data.environments(with_token_page=kind != "plain"):
                store.environments.add(environment)
                for connection in connections:
                    store.connections.add(connection)
            for run in runs:
                store.runs.adopt(run)

    def show_run(self) -> None:
        """Select the newest run, and wait until the server has said all."""
        self.main.runs.select_run("now")
        self.main.setFocus()
        last = self._context.answers[-1].completed_records
        view = self.services.runs.find("now")
        assert view is not None
        if not view.run.state.is_final:
            self.wait(lambda: view.run.report and view.run.report.completed_records == last, "the last answer")
        if self._context.lost:
            self.wait(lambda: view.watch is not None and view.watch.trouble is not None, "the loss")
        if view.run.state.is_final:
            self.press("load_log")
        self.wait(lambda: self.rows("log", self.main) > 0, "the log")

    def rows(self, name: str, within: QWidget) -> int:
        """How many rows a list has; none while it cannot be seen."""
        return sum(one.model().rowCount() for one in within.findChildren(QAbstractItemView, name) if one.isVisible())

    def finds(self, name: str, within: QWidget) -> bool:
        """Whether something with this name can be seen."""
        return any(one.isVisible() for one in within.findChildren(QWidget, name))

    def close(self) -> None:
        """End everything."""
        self.main.close()
        # Not only by shut_down: Qt's own waiting goes wrong with a clock that is not the system's.
        self.wait(lambda: not self._runner.busy, "the end of all jobs")
        expect(self._runner.shut_down(10) == [], "A job does not end.")
        if self._workspace.made is not None:
            self._workspace.made.close()
        shutil.rmtree(self.files, ignore_errors=True)


def running(scene: Scene) -> QWidget | None:
    """An import goes on, or would if the server could be asked."""
    scene.show_run()
    return None


def finished(scene: Scene) -> QWidget | None:
    """An import has ended; of its log only the errors are shown."""
    scene.show_run()
    scene.press("errors_only")
    entities = scene.find(QAbstractItemView, "failing_entities")
    entities.setCurrentIndex(entities.model().index(0, 0))
    entities.setFocus()
    return None


def first_start(scene: Scene) -> QWidget | None:
    """Nothing is there yet."""
    scene.main.setFocus()
    return None


def edit_environment(scene: Scene) -> QWidget:
    """The dialog for an environment after a test."""
    scene.main.connections.edit_environment()
    dialog = scene.dialog("environment_dialog")
    scene.press("test_connection", dialog)
    scene.wait(lambda: scene.finds("test_result", dialog), "the result of the test")
    return dialog


def wizard(page: int, *, json: bool = False) -> Callable[[Scene], QWidget]:
    """The wizard at a page, the pages before filled in."""

    def play(scene: Scene) -> QWidget:
        scene.main.import_data("PROD-2")
        dialog = scene.dialog("import_wizard")
        dialog.resize(_WIZARD[0], _WIZARD[1] - TITLE)
        if page >= 2:
            scene.press("next", dialog)
            scene.type("zip_file", str(scene.zip), dialog)
            scene.find(QLineEdit, "zip_file", dialog).editingFinished.emit()
            scene.wait(lambda: scene.rows("entities", dialog) == 8, "the check of the zip")
        if page >= 3:
            scene.press("next", dialog)
            scene.press("load_configuration", dialog)
            scene.choose_file("open_file", scene.files / "import-prod.json")
            scene.wait(lambda: scene.rows("other_fields", dialog) == 3, "the configuration")
            dialog.activateWindow()
        if json:
            scene.press("json_view", dialog)
        if page >= 4:
            scene.press("next", dialog)
            scene.type("confirm_environment_name", "PROD-2", dialog)
            scene.type("one_time_token", "Q7-4402-LK31", dialog)
            scene.find(QLineEdit, "one_time_token", dialog).setFocus()
        return dialog

    return play


#: What has to be there, and what is done, for every picture.
SCREENS: dict[str, tuple[str, Callable[[Scene], QWidget | None]]] = {
    "01-main-running": ("running", running),
    "02-first-start": ("empty", first_start),
    "03-wizard-destination": ("past", wizard(1)),
    "04-wizard-file": ("past", wizard(2)),
    "05-wizard-options": ("past", wizard(3)),
    "05b-wizard-options-json": ("past", wizard(3, json=True)),
    "06-wizard-review": ("past", wizard(4)),
    "07-finished-with-errors": ("finished", finished),
    "08-connection-lost": ("lost", running),
    "09-environment-dialog": ("plain", edit_environment),
}


@contextmanager
def application(appearance: Appearance) -> Iterator[None]:
    """The application in the look and with the fonts of the pictures; Qt must not complain."""
    messages: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, message: messages.append(message))
    qt = QApplication(sys.argv[:1])
    speak(qt, ["en-GB"])
    qt.setCursorFlashTime(0)
    font = qt.font()
    if "Inter" in QFontDatabase.families():
        font.setFamily("Inter")
    font.setPixelSize(13)
    qt.setFont(font)
    theme = Theme(qt, appearance)
    FocusRing(qt)
    yield
    del theme
    messages = [message for message in messages if not message.startswith(_HARMLESS)]
    expect(not messages, f"Qt complained: {messages}")


def main(output: Path, appearance: str, names: list[str]) -> None:
    """Take the pictures with these names."""
    with application(Appearance(appearance)):
        for name in names:
            kind, play = SCREENS[name]
            with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as folder:
                scene = Scene(Path(folder), kind)
                dialog = play(scene)
                QTest.qWait(100)  # what is told late, such as a tool tip that goes, has been told
                path = output / f"{name}-{appearance}.png"
                expect(picture(scene.main, dialog).save(str(path)), f"{path} cannot be written.")
                if dialog is not None:
                    dialog.close()
                scene.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
