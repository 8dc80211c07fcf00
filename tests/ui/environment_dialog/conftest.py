"""The fixtures of the environment dialog."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.environment import Environment
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from ui.environment_fixtures import Files, demo, files, shelf  # noqa: F401
from ui.run_fixtures import font_of_the_mocks, no_leaked_thread, runner, scene, shown  # noqa: F401
from ui.run_scenes import Scene


@pytest.fixture
def opened(
    scene: Scene,  # noqa: F811
    shown: Callable[..., QWidget],  # noqa: F811
    files: Files,  # noqa: F811
) -> Callable[..., EnvironmentDialog]:
    """A function that opens the dialog for an environment, or a new one."""

    def open_dialog(environment: Environment | None = None) -> EnvironmentDialog:
        dialog = EnvironmentDialog(scene.desk, environment, outside=files)
        shown(dialog, dialog.width(), dialog.height())
        return dialog

    return open_dialog
