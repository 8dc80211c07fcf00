"""Widgets that only the garbage collector can free are never freed in the middle of a call of PySide6."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.desktop.waiting import PATIENCE

#: Without the collector of the application, the list of all widgets contains some that are destroyed while it is made.
_PROGRAM = """
import sys
from dmm_desktop.app import opened
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QVBoxLayout, QWidget

with opened(["--data-dir", sys.argv[1]]) as application:
    while not application.has_begun or application.services.runner.busy:
        QTest.qWait(5)
    before = len(QApplication.allWidgets())
    for _ in range(30):
        for _ in range(30):
            widget = QWidget()
            layout = QVBoxLayout(widget)
            for _ in range(5):
                layout.addWidget(QTabWidget())
            widget.cycle = widget
        del widget, layout
        most = len(QApplication.allWidgets())
    while len(QApplication.allWidgets()) > before + most // 10:
        QTest.qWait(50)
    application.window.close()
"""


def test_widgets_in_cycles_are_destroyed_between_events(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "data")], capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
