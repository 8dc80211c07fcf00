"""The fixtures of the export wizard."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from ui.export_wizard_user import ExportWizardUser
from ui.sample_runs import SampleServices


@pytest.fixture
def user(services: SampleServices, qtbot: QtBot) -> Iterator[ExportWizardUser]:
    """A user at the wizard; all wizards are closed afterwards."""
    with closing(ExportWizardUser(services, qtbot)) as user:
        yield user
