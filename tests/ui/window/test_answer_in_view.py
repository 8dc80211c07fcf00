"""On a small screen, the window scrolls to the result of what the user does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.focus_in_view import FocusInView
from dmm_desktop.ui.window.main_window import MainWindow
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices


@pytest.fixture
def focus_in_view(qapp: QApplication) -> Iterator[None]:
    made = FocusInView(qapp)
    yield
    shiboken6.delete(made)


@pytest.mark.usefixtures("focus_in_view")
def test_a_failure_to_save_comes_into_view(
    window: MainWindow, services: SampleServices, answers: FileAnswers, qtbot: QtBot
) -> None:
    window.move(min(QApplication.screens(), key=lambda one: one.size().height()).geometry().topLeft())
    services.dialogs = answers
    services.put_sample("errors")
    window.show_runs()
    qtbot.waitUntil(lambda: "progress" in vars(window) and window.progress.isVisible())
    window.resize(640, 400)
    area, notice = window.centralWidget(), find(window.progress, Banner, "notice")
    assert isinstance(area, QScrollArea)
    view, bar = area.viewport(), area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    for _ in range(10):  # the buttons take other rows in the narrow window, and the page another height with them
        QApplication.processEvents()
    bar.setValue(0)
    height = bar.maximum()
    answers.folder.rmdir()
    window.progress.save_failing_entities()
    qtbot.waitUntil(notice.isVisible)
    qtbot.waitUntil(lambda: bar.maximum() >= height + notice.height())  # the page is laid out with it
    qtbot.waitUntil(lambda: view.rect().contains(notice.rect().translated(notice.mapTo(view, QPoint(0, 0)))))
