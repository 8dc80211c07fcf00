"""The data folder and the application's log open in the programs of the system, or the window says why not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.error_banner import ErrorBanner
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find


class _Programs(QObject):
    """Notes what the system is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open_file(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))

    def has_opened(self, count: int) -> bool:
        """Whether that many files were opened."""
        return len(self.opened) == count


@pytest.fixture
def programs() -> Iterator[_Programs]:
    """The programs of the system."""
    programs = _Programs()
    QDesktopServices.setUrlHandler("file", programs, "open_file")  # type: ignore[arg-type]
    yield programs
    QDesktopServices.unsetUrlHandler("file")


def test_the_folder_and_the_log_are_opened(
    window: MainWindow, programs: _Programs, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "dmm-desktop.log").write_text("2026-06-30 10:41:08 INFO\n", encoding="utf-8")
    for count, name in enumerate(("menu_data_folder", "menu_application_log"), 1):
        find(window, QAction, name).trigger()
        qtbot.waitUntil(partial(programs.has_opened, count))
    assert programs.opened == [tmp_path, tmp_path / "dmm-desktop.log"]
    assert not find(window, ErrorBanner, "window_notice").isVisible()


def test_a_log_that_is_not_there_is_told(window: MainWindow, programs: _Programs, qtbot: QtBot) -> None:
    banner = find(window, ErrorBanner, "window_notice")
    find(window, QAction, "menu_application_log").trigger()
    qtbot.waitUntil(banner.isVisible)
    assert banner.error is not None and str(banner.error.title.english) == "There is no application log yet."
    assert programs.opened == []


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openDocument")
def test_a_system_without_a_program_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """As the offscreen platform is."""
    banner = find(window, ErrorBanner, "window_notice")
    find(window, QAction, "menu_data_folder").trigger()
    qtbot.waitUntil(banner.isVisible)
    assert banner.error is not None and str(tmp_path) in str(banner.error)
