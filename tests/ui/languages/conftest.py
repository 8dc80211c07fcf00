"""The fixtures of the tests of languages and sentences."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.languages import speak
from dmm_desktop.ui.window.main_window import MainWindow
from ui.languages.all_screens import AllScreens
from ui.languages.pseudo import Pseudo
from ui.sample_runs import SampleServices


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """A function that sets the window's language until the test is over."""
    locale, translators = QLocale(), []
    yield lambda language: translators.extend(speak(qapp, [language]))
    for translator in translators:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    """The window is in a language that needs half as much space again."""
    translator = Pseudo()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def screens(services: SampleServices, new_window: Callable[[], MainWindow], samples: Path, qtbot: QtBot) -> AllScreens:
    """All screens of the window."""
    return AllScreens(services, new_window(), samples, qtbot)
