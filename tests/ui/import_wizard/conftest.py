"""The fixtures of the import wizard."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from ui.import_wizard.checked_zips import ANA, zip_of
from ui.sample_runs import SampleServices
from ui.start_user import save_demo
from ui.wizard_user import WizardUser


@pytest.fixture
def user(services: SampleServices, qtbot: QtBot) -> Iterator[WizardUser]:
    """A user at the wizard; all wizards are closed afterwards."""
    with closing(WizardUser(services, qtbot)) as user:
        yield user


@pytest.fixture
def demo(user: WizardUser) -> Iterator[DemoProcess]:
    """A running demo environment, saved as DEMO-1."""
    with DemoProcess() as process:
        save_demo(user, process)
        yield process


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A zip with an error and two warnings."""
    rows = [ANA] * 10
    rows[2], rows[5] = "3,N'Bo'\r\n", "6,'Kowalczyk',2024-01-02T03:04:05\r\n"
    rows[7] = "8,N'Di',2024-13-02T03:04:05\r\n"
    return zip_of(tmp_path / "faulty.zip", "".join(rows))
