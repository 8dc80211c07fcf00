"""What is imported when the window appears, and that whatever the user does at once takes effect."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.window.main_window import MainWindow

_PATIENCE = 90  # seconds

#: What takes long to import or much memory, as OpenSSL does (_hashlib), and what nobody needs before there is an
#: environment or a run.
_SLOW = ("requests", "urllib3", "truststore", "ssl", "_hashlib", "keyring", "sqlite3", "email", "http", "asyncio")
_OURS = ("dmm_desktop.api", "dmm_desktop.archive", "dmm_desktop.ui.progress_view", "dmm_desktop.ui.import_wizard")
_BEHIND = ("dmm_desktop.operations.runs", "dmm_desktop.operations.environments", "dmm_desktop.storage.database")

#: Prints the modules that are there when the window has been painted, when it has read its empty data folder, and when
#: it has closed; and the files whose source Python holds.
_TELLS_MODULES = """
import json, linecache, sys
from dmm_desktop.app import opened
from PySide6.QtTest import QTest
with opened(["--data-dir", sys.argv[1]]) as application:
    application.window.appeared.disconnect()
    seen = []
    application.window.appeared.connect(lambda: seen.append(sorted(sys.modules)))
    while not seen:
        QTest.qWait(5)
    application._begin()
    while application.services.runner.busy or not application.window.welcome.isVisible():
        QTest.qWait(5)
    seen.append(sorted(sys.modules))
    application.window.close()
    print(json.dumps([*seen, sorted(sys.modules), sorted(linecache.cache)]))
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """What a process of its own prints that starts the window with an empty data folder."""
    command = [sys.executable, "-c", _TELLS_MODULES, str(tmp_path_factory.mktemp("started") / "data")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)
    assert done.returncode == 0, done.stderr
    return [set(names) for names in json.loads(done.stdout)]


def test_nothing_that_takes_long_is_imported_before_the_window_is_painted(started: list[set[str]]) -> None:
    painted, idle, *_ = started
    assert "dmm_desktop.ui.window.main_window" in painted
    assert [name for name in (*_SLOW, *_OURS, *_BEHIND) if name in painted] == []
    assert set(_BEHIND) <= idle and "sqlite3" in idle
    assert [name for name in (*_SLOW, *_OURS) if name in idle and name != "sqlite3"] == []


def test_a_window_without_runs_imports_nothing_that_takes_long_to_close(started: list[set[str]]) -> None:
    assert [name for name in (*_SLOW, *_OURS) if name in started[2] and name != "sqlite3"] == []


def test_no_source_is_read_that_no_traceback_asks_for(started: list[set[str]]) -> None:
    assert [file for file in started[3] if "dmm_desktop/ui" in Path(file).as_posix()] == []


@pytest.fixture
def frame(new_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    """The window as it appears."""
    window = new_window()
    with qtbot.waitSignal(window.appeared):
        window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


def _press(key: Qt.Key) -> Callable[[MainWindow, Path], None]:
    return lambda window, zip_path: QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("act", "dialog"),
    [
        (_press(Qt.Key.Key_N), EnvironmentDialog),
        (_press(Qt.Key.Key_O), ImportWizard),
        (_drop, ImportWizard),
        (lambda window, zip_path: window.import_data(zip_path=zip_path), ImportWizard),
    ],
    ids=["add environment", "import", "drop", "zip as argument"],
)
def test_what_the_user_does_at_once_takes_effect(
    frame: MainWindow, samples: Path, qtbot: QtBot, act: Callable[[MainWindow, Path], object], dialog: type[QDialog]
) -> None:
    act(frame, samples / "no-structure.zip")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), dialog))
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, dialog)
    opened.reject()
    assert frame.connections.isVisible()


def test_it_closes_at_once(frame: MainWindow) -> None:
    assert frame.close() and not frame.isVisible()


def test_the_title_of_the_panel_stays_where_it_was(frame: MainWindow, qtbot: QtBot) -> None:
    def title() -> tuple[int, int, int, int]:
        [label] = [one for one in frame.findChildren(QLabel) if one.text() == "Environments" and one.isVisible()]
        place = label.mapTo(frame, label.rect().topLeft())
        return place.x(), place.y(), label.width(), label.height()

    content = frame.centralWidget()
    assert content is not None
    outline, panes = title(), content.size()
    frame.build_panels()
    frame.show_runs()
    qtbot.waitUntil(lambda: title() == outline and content.size() == panes)
    assert not frame.runs.isVisible() and frame.welcome.isVisible()
