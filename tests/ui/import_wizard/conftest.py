"""The fixtures of the import wizard."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from ui.sample_runs import SampleServices
from ui.wizard_user import WizardUser


@pytest.fixture
def user(services: SampleServices, qtbot: QtBot) -> Iterator[WizardUser]:
    """A user at the wizard; all wizards are closed afterwards."""
    user = WizardUser(services, qtbot)
    yield user
    if hasattr(user, "wizard") and shiboken6.isValid(user.wizard):
        user.wizard.close()
        shiboken6.delete(user.wizard)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
