"""The fixtures of the import wizard."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from ui.sample_runs import SampleServices
from ui.wizard_user import WizardUser


@pytest.fixture
def user(services: SampleServices, qtbot: QtBot) -> Iterator[WizardUser]:
    """A user at the wizard; all wizards are closed afterwards."""
    with closing(WizardUser(services, qtbot)) as user:
        yield user
