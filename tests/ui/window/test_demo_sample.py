"""The sample of the demo is offered once it is there."""

from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.window.main_window import MainWindow
from ui.run_scenes import Scene


def test_the_sample_waits_for_the_demo(scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(lambda: scene.services, tmp_path, None)
    try:
        window.show()
        window.build_panels()
        button = window.findChild(QAbstractButton, "import_the_sample")
        assert button is not None and not button.isEnabled()
        window.begin()  # as the application does when the demo is prepared
        qtbot.waitUntil(lambda: button.isEnabled() and button.isVisible())
    finally:
        scene.runner.shut_down(within=10)
        shiboken6.delete(window)
