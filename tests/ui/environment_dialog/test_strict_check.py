"""The setting that makes content warnings of the check block imports into an environment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import SavedEnvironments, press
from ui.lookup import find

Opened = Callable[..., EnvironmentDialog]


def test_it_is_off_at_first_and_saved_with_the_environment(
    opened: Opened, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    environment = saved_environments.put("DEV-1", token="key")
    dialog = opened(environment)
    box = find(dialog, QCheckBox, "strict_check")
    assert not box.isVisible() and not box.isChecked()
    press(dialog, "more_settings")
    assert box.isVisible() and box.accessibleName() == "Treat content warnings as errors"
    box.setChecked(True)
    press(dialog, "save_environment")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    [saved] = saved_environments.in_database()
    assert saved.strict_check
    shown = find(opened(saved), QCheckBox, "strict_check")
    assert shown.isVisible() and shown.isChecked(), "a setting that differs from its default is shown"
