"""Which run is selected after a server has refused the one-time token, and the run that was sent has left the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs
from ui.start_user import discard
from ui.wizard_user import WizardUser

_REFUSING = Connection("DEMO-1", "Demo: one-time token refused", "DataDestination")


@pytest.fixture
def demo() -> Iterator[DemoProcess]:
    """An environment of its own: the same one would accept the token the second time."""
    with DemoProcess() as demo:
        yield demo


@pytest.fixture
def window(new_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    """The window without environments and runs."""
    window = new_window()
    window.build_panels()
    window.show_runs()
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def user(
    window: MainWindow,
    services: SampleServices,
    saved_environments: SavedEnvironments,
    demo: DemoProcess,
    qtbot: QtBot,
    samples: Path,
) -> WizardUser:
    """A user on the last page of an import whose token will be refused. There are five runs."""
    run = sample_runs()["completed"][0]
    for day in range(1, 6):
        services.put(replace(run, id=str(day), created_at=run.created_at.replace(day=day)))
    saved_environments.put("DEMO-1", demo.address, demo.token, connections=(_REFUSING,))
    qtbot.waitUntil(window.runs.isVisible)
    user = WizardUser(services, qtbot)
    window.import_data("DEMO-1", _REFUSING.name, samples / "small.zip")
    user.wizard = find(window, ImportWizard, "import_wizard")
    user.wizard.sending_began.connect(user.uploads.append)
    for page in (2, 3, 4):
        user.press("Next")
        user.at_page(page)
    return user


def _refuse(user: WizardUser, demo: DemoProcess) -> None:
    user.start(demo.one_time_token)
    user.qtbot.waitUntil(lambda: bool(user.uploads))
    user.qtbot.waitUntil(user.wizard.isVisible)
    user.idle()


@pytest.mark.parametrize("chosen", ["1", "3", "5"])
def test_it_is_the_one_from_before(window: MainWindow, user: WizardUser, demo: DemoProcess, chosen: str) -> None:
    window.runs.select_run(chosen)
    _refuse(user, demo)
    assert window.runs.run_id == chosen
    discard(user.wizard)
    assert window.runs.run_id == chosen


def test_it_is_the_one_selected_meanwhile(window: MainWindow, user: WizardUser, demo: DemoProcess) -> None:
    window.runs.select_run("4")
    user.wizard.sending_began.connect(lambda run_id: window.runs.select_run("2"))
    _refuse(user, demo)
    assert window.runs.run_id == "2"
    discard(user.wizard)
