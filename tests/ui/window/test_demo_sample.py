"""The sample of the demo is offered once it is there."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.window.main_window import MainWindow


@pytest.mark.parametrize("name", ["import_the_sample", "check_the_faulty_sample"])
def test_the_samples_wait_for_the_demo(new_window: Callable[..., MainWindow], qtbot: QtBot, name: str) -> None:
    window = new_window(is_demo=True)
    window.show()
    window.build_panels()
    button = window.findChild(QAbstractButton, name)
    assert button is not None and not button.isEnabled()
    window.begin()  # as the application does when the demo is prepared
    qtbot.waitUntil(lambda: button.isEnabled() and button.isVisible())
