"""The stage of a new environment is chosen by the user."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QRadioButton

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.widgets.view_switch import StageChoice
from ui.environment_fixtures import SavedEnvironments, press
from ui.lookup import find


@pytest.mark.parametrize("stage", list(Stage))
def test_nothing_is_saved_without_a_stage(
    opened: Callable[..., EnvironmentDialog], saved_environments: SavedEnvironments, stage: Stage
) -> None:
    dialog = opened(stage=None)
    choice = find(dialog, StageChoice, "stage")
    assert choice.stage is None
    find(dialog, QLineEdit, "environment_name").setText("QA")
    find(dialog, QLineEdit, "environment_address").setText("https://127.0.0.1:1")
    find(dialog, QLineEdit, "rest_api_key").setText("a-key")
    press(dialog, "save_environment")
    assert choice.accessibleDescription() == "Choose the stage of the environment."
    assert saved_environments.in_database() == []
    find(dialog, QRadioButton, f"stage_{stage.value}").click()
    assert choice.accessibleDescription() != "Choose the stage of the environment."
    press(dialog, "save_environment")
    saved_environments.settle()
    assert [one.stage for one in saved_environments.in_database()] == [stage]
