"""An error goes when what it is about is another: in the dialogs about runs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import ConnectionFailed, DiskFull
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, ScriptedServer, by_operation
from ui.environment_fixtures import SavedEnvironments, fill
from ui.lookup import find
from ui.progress_view.test_waiting import Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_run

Show = Callable[..., QWidget]


@pytest.mark.parametrize("change", ["watch_tracker_id", "watch_environment"])
def test_an_import_that_was_not_found(
    services: SampleServices, shown: Show, saved_environments: SavedEnvironments, change: str
) -> None:
    saved_environments.put("DEV-1")
    saved_environments.put("DEV-2")
    dialog = WatchDialog(services, None)
    shown(dialog)
    fill(dialog, watch_tracker_id="42")
    dialog._failed(ConnectionFailed("h"))
    banner = find(dialog, Banner, "watch_banner")
    assert banner.isVisible()
    if change == "watch_environment":
        find(dialog, QComboBox, change).setCurrentIndex(1)
    else:
        fill(dialog, watch_tracker_id="43")
    QApplication.processEvents()
    assert not banner.isVisible()


def test_an_execution_that_is_checked_is_that_of_the_fields(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    """Otherwise the band names another environment than the one that is asked."""

    def not_found(exchange: Exchange) -> None:
        exchange.hold()
        exchange.answer({"Status": "NotFound", "Success": True})

    with ScriptedServer(by_operation(GetExecutionStatus=not_found)) as server:
        environment = live.environment(Environment(server.address))
        dialog = WatchDialog(services, None, environment.id)
        shown(dialog)
        fill(dialog, watch_tracker_id="42")
        fields = [find(dialog, QComboBox, "watch_environment"), find(dialog, QWidget, "watch_tracker_id")]
        find(dialog, QAbstractButton, "watch_import").click()
        qtbot.waitUntil(server.holding.is_set)
        assert not any(field.isEnabled() for field in fields)
        server.release()
        qtbot.waitUntil(find(dialog, Banner, "watch_banner").isVisible)
        assert all(field.isEnabled() for field in fields)


def test_an_outcome_that_could_not_be_stored(services: SampleServices, shown: Show) -> None:
    run = sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="")
    services.put(run)
    dialog = OutcomeDialog(services, run, None)
    shown(dialog)
    dialog._failed(DiskFull(Path("/data")))
    banner = find(dialog, Banner, "finding_banner")
    assert banner.isVisible()
    find(dialog, QRadioButton, "finding_not_started").click()
    assert not banner.isVisible()
