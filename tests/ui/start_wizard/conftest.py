"""The fixtures of what both wizards do."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.export_wizard_user import ExportWizardUser
from ui.sample_runs import SampleServices
from ui.start_user import StartUser
from ui.wizard_user import WizardUser


@pytest.fixture(params=[WizardUser, ExportWizardUser])
def user(request: pytest.FixtureRequest, services: SampleServices, qtbot: QtBot) -> Iterator[StartUser]:
    """A user at each wizard; all wizards are closed afterwards."""
    with closing(request.param(services, qtbot)) as user:
        yield user


@pytest.fixture
def file(user: StartUser, samples: Path, tmp_path: Path) -> Path:
    """The zip of an import, or where the configuration of an export is written."""
    return samples / "small.zip" if isinstance(user, WizardUser) else tmp_path / "export.json"
