"""The sample of the demo is offered once it is there."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.window.main_window import MainWindow
from ui.sample_runs import SampleServices


@pytest.mark.parametrize("name", ["import_the_sample", "check_the_faulty_sample"])
def test_the_samples_wait_for_the_demo(services: SampleServices, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    window = MainWindow(lambda: services, tmp_path, None)
    try:
        window.show()
        window.build_panels()
        button = window.findChild(QAbstractButton, name)
        assert button is not None and not button.isEnabled()
        window.begin()  # as the application does when the demo is prepared
        qtbot.waitUntil(lambda: button.isEnabled() and button.isVisible())
    finally:
        services.runner.shut_down(within=10)
        shiboken6.delete(window)
