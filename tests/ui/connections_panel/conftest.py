"""The fixtures of the connections panel."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from ui.environment_fixtures import Files, demo, files, shelf  # noqa: F401
from ui.run_fixtures import font_of_the_mocks, no_leaked_thread, runner, scene, shown  # noqa: F401
from ui.run_scenes import Scene


@pytest.fixture
def panel(
    scene: Scene,  # noqa: F811
    shown: Callable[..., QWidget],  # noqa: F811
    files: Files,  # noqa: F811
) -> ConnectionsPanel:
    """The panel, empty."""
    panel = ConnectionsPanel(scene.desk, outside=files)
    shown(panel, 256, 740)
    return panel
