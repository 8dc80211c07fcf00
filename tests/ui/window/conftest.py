"""The fixtures of the whole window."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments
from ui.sample_runs import SampleServices
from ui.window.dialogs import Dialogs


@pytest.fixture
def window(
    new_window: Callable[[], MainWindow], saved_environments: SavedEnvironments, demo: DemoProcess, qtbot: QtBot
) -> MainWindow:
    """The window with a Production environment and a connection in it, and no runs."""
    archive = Connection("PROD-2", "Archive")
    saved_environments.put("PROD-2", demo.address, demo.token, stage=Stage.PRODUCTION, connections=(archive,))
    window = new_window()
    window.build_panels()
    window.show_runs()
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.connections.select("PROD-2", "Archive")
    return window


@pytest.fixture
def dialogs(window: MainWindow, services: SampleServices, qtbot: QtBot, samples: Path, tmp_path: Path) -> Dialogs:
    """Every dialog that the window can open."""
    logs = tmp_path / "logs.zip"
    with zipfile.ZipFile(logs, "w") as archive:
        archive.writestr("import.log", "2026-06-30 10:41:08 INFO  Order: chunk 8 of 12 started\n" * 3)
    return Dialogs(window, services, qtbot, samples / "no-structure.zip", logs)
