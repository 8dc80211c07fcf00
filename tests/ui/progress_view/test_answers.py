"""In a window that is not high enough for the page, what answers the user comes into view, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.text import text
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.banner import Banner
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.page_fixtures import focus
from ui.sample_runs import SampleServices


class LowWindow:
    """The page of a run with failing entities, in a window that shows only a part of it."""

    def __init__(
        self, services: SampleServices, shown: Callable[..., QWidget], answers: FileAnswers, qtbot: QtBot
    ) -> None:
        self.view = ProgressView(services, answers)
        self.area, window = QScrollArea(), QWidget()
        self.area.setWidget(self.view)
        self.area.setWidgetResizable(True)
        QVBoxLayout(window).addWidget(self.area)
        shown(window, 712, 320)
        self.run_id = services.put_sample("errors")
        self.view.show_run(self.run_id)
        self.bar, self.notice = self.area.verticalScrollBar(), find(self.view, Banner, "notice")
        qtbot.waitUntil(lambda: self.bar.maximum() > 100)
        self.bar.setValue(0)

    @property
    def is_notice_in_view(self) -> bool:
        """Whether all of the message can be seen."""
        view = self.area.viewport()
        place = self.notice.rect().translated(self.notice.mapTo(view, QPoint(0, 0)))
        return self.notice.isVisible() and view.rect().contains(place)


@pytest.fixture
def low(services: SampleServices, shown: Callable[..., QWidget], answers: FileAnswers, qtbot: QtBot) -> LowWindow:
    return LowWindow(services, shown, answers, qtbot)


@pytest.mark.parametrize("is_writable", [True, False])
def test_the_result_of_saving_comes_into_view(
    low: LowWindow, services: SampleServices, answers: FileAnswers, qtbot: QtBot, is_writable: bool
) -> None:
    if not is_writable:
        answers.folder.rmdir()
    note = next(one for one in low.view.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled())
    focus(note, qtbot)
    for _ in range(2):
        low.bar.setValue(0)
        assert not low.is_notice_in_view
        low.view.save_failing_entities()
        qtbot.waitUntil(lambda: low.is_notice_in_view)
        qtbot.waitUntil(lambda: not services.runner.busy)
    assert low.notice.accessibleName().startswith("Success" if is_writable else "Error")
    assert note.hasFocus()


def test_what_appears_by_itself_scrolls_nothing(low: LowWindow, services: SampleServices, qtbot: QtBot) -> None:
    low.view.save_failing_entities()
    qtbot.waitUntil(lambda: low.is_notice_in_view and not services.runner.busy)
    other = services.put_sample("running")
    low.view.show_run(other)
    assert not low.notice.isVisible()
    low.view.show_run(low.run_id)
    low.bar.setValue(0)
    services.wakefulness.changed.emit()
    qtbot.wait(0)
    assert low.notice.isVisible() and low.bar.value() == 0


def test_an_activity_that_was_scrolled_out_of_view_ends_there(low: LowWindow, qtbot: QtBot) -> None:
    shows = low.view._notice
    shows.under_way(low.run_id, "Saving…", "0 %", lambda: None)
    qtbot.waitUntil(lambda: low.is_notice_in_view)
    low.bar.setValue(0)
    shows.under_way(low.run_id, "Saving…", "50 %", lambda: None)
    shows.failed(low.run_id, LocalError(text("The file could not be written.")))
    qtbot.wait(0)
    assert low.notice.accessibleName().startswith("Error") and low.bar.value() == 0
