"""Applies to every test of the window: no screen, no message of Qt, nothing left on the desktop."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop_fixtures import bus, desktop_services  # noqa: F401
from dmm_desktop.ui.languages import speak
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.workers.garbage import GarbageCollector
from ui.days import next_day  # noqa: F401
from ui.environment_fixtures import demo, files, saved_environments  # noqa: F401
from ui.page_fixtures import put  # noqa: F401
from ui.run_fixtures import (  # noqa: F401
    answers,
    font_of_the_mocks,
    live,
    new_window,
    no_leaked_thread,
    runner,
    services,
    shown,
)

#: Widgets that Qt may keep: tool tips, menus, the frame of the focus.
_FEW = 20


@pytest.fixture(autouse=True)
def no_qt_message(qtlog: Any) -> Iterator[None]:
    """Fail the test if Qt logs anything except ``qt_log_ignore``."""
    yield
    assert [record.message for record in qtlog.records if not record.ignored] == []


@pytest.fixture(autouse=True)
def no_pressed_button() -> Iterator[None]:
    """Fail the test if it leaves a button of the mouse pressed: in later tests nothing would scroll to the focus."""
    yield
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture(scope="session", autouse=True)
def fonts_of_windows(qapp: QApplication) -> None:
    """On Windows, the fonts that windows have there: without a screen, Qt takes the first that it finds [platform].
    Wine has others, which are wider."""
    if sys.platform == "win32":
        qapp.setFont(QFont("Segoe UI", 9))
        QFont.insertSubstitution("Segoe UI", "DejaVu Sans")
        QFont.insertSubstitution("Consolas", "DejaVu Sans Mono")


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """The window is in English, whatever the machine's language."""
    speak(qapp, ["en"])


@pytest.fixture(scope="session", autouse=True)
def collected_between_events(qapp: QApplication) -> None:
    """Collect garbage as the application does, from here on: widgets that are destroyed in the middle of a call of
    PySide6 make it crash or wait for itself without end. Outside the event loop, ``tests/conftest.py`` collects."""
    GarbageCollector(qapp).take_over()


@pytest.fixture(scope="module", autouse=True)
def no_widget_left(qapp: QApplication) -> Iterator[None]:
    """Fail the tests of a module that leave widgets behind: all later tests would set their style again."""
    before = len(QApplication.allWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = [type(one).__name__ for one in QApplication.topLevelWidgets() if one.children()]
    assert len(QApplication.allWidgets()) <= before + _FEW, left


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
