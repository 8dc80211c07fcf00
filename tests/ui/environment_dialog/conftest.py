"""The fixtures of the environment dialog."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.environment import Environment
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.widgets.view_switch import StageChoice
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices


@pytest.fixture
def opened(
    services: SampleServices,
    shown: Callable[..., QWidget],
    files: FileAnswers,
) -> Callable[..., EnvironmentDialog]:
    """A function that opens the dialog for an environment, or for a new one with a stage, if any, chosen."""

    def open_dialog(
        environment: Environment | None = None, *, stage: Stage | None = Stage.DEVELOPMENT
    ) -> EnvironmentDialog:
        dialog = EnvironmentDialog(services, environment, dialogs=files)
        if environment is None and stage is not None:
            find(dialog, StageChoice, "stage").set_stage(stage)
        shown(dialog, dialog.width(), dialog.height())
        return dialog

    return open_dialog
