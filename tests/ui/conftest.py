"""Applies to every test of the window: no screen, no message of Qt, nothing left on the desktop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dmm_desktop.ui.languages import speak
from dmm_desktop.ui.theme.theme import Appearance, Theme
from ui.environment_fixtures import demo, files, shelf  # noqa: F401
from ui.page_fixtures import put  # noqa: F401
from ui.run_fixtures import answers, font_of_the_mocks, live, no_leaked_thread, runner, scene, shown  # noqa: F401


@pytest.fixture(autouse=True)
def no_qt_message(qtlog: Any) -> Iterator[None]:
    """Fail the test if Qt logs anything except ``qt_log_ignore``."""
    yield
    assert [record.message for record in qtlog.records if not record.ignored] == []


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """The window is in English, whatever the machine's language."""
    speak(qapp, ["en"])


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard: the offscreen platform's outlives Python, which our data on it needs."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def dressed_application(qapp: QApplication) -> Theme:
    """The application with its theme."""
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def theme(dressed_application: Theme, qapp: QApplication) -> Iterator[Theme]:
    """The theme, light at first; a test may change it, the layout direction and the font."""
    font = qapp.font()
    yield dressed_application
    qapp.setFont(font)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for appearance in (Appearance.DARK, Appearance.LIGHT):  # two, so that one of them is a change
        dressed_application.use(appearance)
