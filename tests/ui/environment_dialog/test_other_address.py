"""Another address entered for an environment: what was true of the former host is not taken for granted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.api.learned import learned_from, read_given
from dmm_desktop.operations.learn_description import LearningChoices, Operation
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.widgets.view_switch import StageChoice
from ui.environment_fixtures import SavedEnvironments, dialog_of, fill
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices

_ADDRESS, _OTHER = "https://test-1.acme.example", "https://prod-1.acme.example"
_LINE = """curl https://dev.example.com/DMMAPI/rest/v1/StopExecution -d '{"Id": "12", "Reason": "tidy-up"}'"""


@pytest.fixture
def panel(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    shown: Callable[..., QWidget],
    files: FileAnswers,
) -> ConnectionsPanel:
    """The panel with an environment whose description has a constant."""
    choices = LearningChoices(constants=frozenset({(Operation.STOP_EXECUTION, "body:Reason")}))
    description = learned_from([read_given(_LINE, "line")], "line", choices).description
    saved_environments.put("TEST-1", _ADDRESS, description=description, description_is_loaded=True)
    panel = ConnectionsPanel(services, dialogs=files)
    shown(panel, 256, 740)
    panel.select("TEST-1")
    return panel


def _of_stage(dialog: QDialog) -> str:
    return find(dialog, StageChoice, "stage").accessibleDescription()


def _of_description(dialog: QWidget) -> str:
    return find(dialog, QPushButton, "learn_from_request").accessibleDescription()


def test_the_stage_of_a_saved_environment_is_doubted(panel: ConnectionsPanel, qapp: QApplication) -> None:
    panel.edit_environment()
    dialog = dialog_of(qapp, "environment_dialog")
    assert "type the environment's name" in _of_stage(dialog)
    fill(dialog, environment_address=_OTHER)
    assert _of_stage(dialog) == ("The address has changed. Check whether this is still the stage of the environment.")
    fill(dialog, environment_address=f"{_ADDRESS}/other")
    assert "type the environment's name" in _of_stage(dialog)


@pytest.mark.parametrize("how", ["edit", "duplicate"])
def test_values_that_the_description_would_send_there_are_told(
    panel: ConnectionsPanel, qapp: QApplication, qtbot: QtBot, how: str
) -> None:
    (panel.edit_environment if how == "edit" else panel.duplicate_environment)()
    dialog = dialog_of(qapp, "environment_dialog")
    before = _of_description(dialog)
    assert before.startswith("The description shows how each operation is called.")
    fill(dialog, environment_address=_OTHER)
    until_known = "The address has changed. If the API description always sends values of its own"
    assert _of_description(dialog).startswith(until_known), "whoever saves it now has been warned"
    qtbot.waitUntil(lambda: not _of_description(dialog).startswith(until_known))
    assert _of_description(dialog) == (
        "The address has changed. These values are sent to the new one: StopExecution, Reason = tidy-up."
    )
    find(dialog, QPushButton, "use_own_description").click()
    assert _of_description(dialog) == before
