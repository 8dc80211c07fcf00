"""The fixtures of the connections panel."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from ui.file_answers import FileAnswers
from ui.sample_runs import SampleServices


@pytest.fixture
def panel(
    services: SampleServices,
    shown: Callable[..., QWidget],
    files: FileAnswers,
) -> ConnectionsPanel:
    """The panel, empty."""
    panel = ConnectionsPanel(services, dialogs=files)
    shown(panel, 256, 740)
    return panel
