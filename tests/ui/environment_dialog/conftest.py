"""The fixtures of the environment dialog."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.environment import Environment
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import Files
from ui.run_scenes import Scene


@pytest.fixture
def opened(
    scene: Scene,
    shown: Callable[..., QWidget],
    files: Files,
) -> Callable[..., EnvironmentDialog]:
    """A function that opens the dialog for an environment, or a new one."""

    def open_dialog(environment: Environment | None = None) -> EnvironmentDialog:
        dialog = EnvironmentDialog(scene.services, environment, dialogs=files)
        shown(dialog, dialog.width(), dialog.height())
        return dialog

    return open_dialog
