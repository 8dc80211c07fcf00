"""The fixtures of the connections panel."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from ui.environment_fixtures import Files
from ui.sample_runs import SampleServices


@pytest.fixture
def panel(
    services: SampleServices,
    shown: Callable[..., QWidget],
    files: Files,
) -> ConnectionsPanel:
    """The panel, empty."""
    panel = ConnectionsPanel(services, dialogs=files)
    shown(panel, 256, 740)
    return panel
