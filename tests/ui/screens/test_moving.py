"""Windows come back to the screen that they were on, and open others above themselves, in the size that they have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.widgets.details_dialog import DetailsDialog
from dmm_desktop.ui.window.close_question import AffectedRun, CloseQuestion, UnderWay
from dmm_desktop.ui.window.main_window import MainWindow
from ui.sample_runs import SampleServices
from ui.screens.conftest import Place, place_of

Go = Callable[[QWidget, Place], None]

#: Says where the window is that was closed on a screen which is not there: here is one of 800 by 800 pixels.
_COMES_BACK = """
import json, sys
from dmm_desktop.app import opened
from PySide6.QtTest import QTest
with opened(["--data-dir", sys.argv[1]]) as application:
    window = application.window
    QTest.qWaitForWindowExposed(window)
    print(json.dumps([*window.frameGeometry().getRect(), *window.screen().availableGeometry().getRect()]))
    window.close()
"""


@pytest.fixture
def window(new_window: Callable[[], MainWindow], qtbot: QtBot) -> Callable[[], MainWindow]:
    """A function that opens the application's window."""

    def open_window() -> MainWindow:
        window = new_window()
        window.show()
        qtbot.waitExposed(window)
        return window

    return open_window


@pytest.mark.parametrize("state", [Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized])
def test_it_comes_back_to_its_screen(
    window: Callable[[], MainWindow], place: Place, go: Go, state: Qt.WindowState
) -> None:
    first = window()
    go(first, place)
    size = first.minimumSize() + QSize(7, 3)
    first.resize(size)
    first.setWindowState(state)
    first.close()
    again = window()
    assert again.screen().name() == place.name and again.devicePixelRatio() == place.ratio
    assert again.windowState() == state
    again.setWindowState(Qt.WindowState.WindowNoState)
    assert again.size() == size


def test_it_stays_on_its_screen_when_a_run_makes_it_grow(
    window: Callable[[], MainWindow], services: SampleServices, qtbot: QtBot
) -> None:
    shown = window()
    shown.build_panels()
    shown.show_runs()
    shown.resize(shown.minimumSize())
    edge = shown.screen().availableGeometry().bottom()
    shown.move(shown.x(), edge - shown.frameGeometry().height() + 1)
    before = shown.height()
    shown.runs.select_run(services.put_sample("errors"))
    qtbot.waitUntil(lambda: shown.height() > before)
    assert shown.frameGeometry().bottom() == edge


def test_where_its_screen_is_gone_it_is_seen_on_another(
    window: Callable[[], MainWindow], go: Go, tmp_path: Path
) -> None:
    gone = window()
    go(gone, place_of("300 %"))
    gone.close()
    shiboken6.delete(gone)
    done = subprocess.run(
        [sys.executable, "-c", _COMES_BACK, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=90,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    x, y, width, height, *screen = json.loads(done.stdout)
    assert QRect(*screen).contains(QRect(x, y, width, height))


def test_what_it_opens_is_above_it_and_has_its_own_size(theme: Theme, place: Place, go: Go, qtbot: QtBot) -> None:
    below = QMainWindow()
    qtbot.addWidget(below)
    below.resize(600, 300)
    below.show()
    go(below, place)
    assert below.size() == QSize(600, 300)
    dialog = DetailsDialog(below, "Details", "What went wrong", "And why", "at Importer.Run()")
    question = CloseQuestion(
        below, UnderWay(uploads=(AffectedRun(ExecutionType.IMPORT, "PROD-2", "prod-2.acme.example"),))
    )
    for above in (dialog, question):
        size = above.size()
        above.open()
        qtbot.waitExposed(above)
        assert above.screen().name() == place.name
        assert place.rect.contains(above.frameGeometry())
        assert above is question or above.size() == size == QSize(640, 440).boundedTo(place.rect.size() - QSize(16, 40))
        above.close()


def test_it_keeps_its_size_and_can_be_made_smaller_on_a_smaller_screen(
    window: Callable[[], MainWindow], go: Go, qtbot: QtBot
) -> None:
    one = window()
    wanted = QSize(960, 572 + one.menuBar().sizeHint().height())
    for name in ("300 %", "200 %", "100 %"):
        go(one, place_of(name))
        least = wanted.boundedTo(place_of(name).rect.size() - QSize(16, 40))
        qtbot.waitUntil(lambda least=least: one.minimumSize() == least)  # type: ignore[misc]
        assert one.size() == QSize(1280, 800)
    one.close()
    shiboken6.delete(one)
