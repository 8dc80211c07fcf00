"""The progress of an import in the taskbar; on Windows' own platform of Qt see tests/long/test_windows_window.py."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.window.taskbar import TaskbarButton


@pytest.mark.parametrize("fraction", [None, 0.0, 0.42, 1.0])
def test_without_a_taskbar_nothing_is_tried(qtbot: QtBot, fraction: float | None) -> None:
    """A refusal would be logged, which no test may cause."""
    window = QWidget()
    qtbot.addWidget(window)
    button = TaskbarButton(window)
    button.clear()
    for _ in range(2):
        button.show_progress(fraction)
    button.clear()
