"""What takes long and ends while nobody looks is notified, on a real message bus; a click shows it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import TokenRefused
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.services.preferences import Preferred
from dmm_desktop.ui.window.main_window import MainWindow
from not_on_windows import DESKTOP_SERVICES
from ui.sample_runs import SampleServices, report, sample_export, sample_run

if TYPE_CHECKING:
    from desktop_services import DesktopServices

#: What a server says, and what must be in no notification.
SECRET = "the-secret-words-of-a-server"
#: Where the sample runs were sent: the window's own PROD-2 has another address.
PLACE = "https://prod-2.acme.example (the address of PROD-2 then)"


@pytest.fixture
def away(desktop_services: DesktopServices, window: MainWindow) -> MainWindow:
    """The window, minimized."""
    window.showMinimized()
    return window


def _progress(services: SampleServices, run: Run) -> None:
    services.put(run, WatchProgress(run, datetime.now(UTC)), watched=True)


def _ends(services: SampleServices, run: Run, state: RunState, **changes: object) -> None:
    """Report a run in progress, then its end."""
    _progress(services, run)
    ended = {"state": state, "ended_at": datetime.now(UTC), "message": SECRET, "status_word": SECRET}
    services.put(replace(run, **{**ended, **changes}))  # type: ignore[arg-type]


def _notifying(services: SampleServices) -> list[object]:
    """The jobs that show notifications."""
    return [key for key in services.runner.running if isinstance(key, tuple) and key[0] == "notification"]


@pytest.mark.parametrize(
    ("state", "changes", "body"),
    [
        (RunState.COMPLETED, {}, "Completed, 50,000 records in 6 minutes"),
        (RunState.COMPLETED_WITH_ERRORS, {"failing_entities": (), "more_failing": 2}, "Completed with errors in 2"),
        (RunState.FAILED, {"report": None}, "Failed"),
        (RunState.ENDED, {"report": None}, "Ended"),
        (RunState.NO_LONGER_KNOWN, {"report": None}, "Outcome unknown"),
    ],
)
def test_the_end_of_a_long_import_is_told_without_the_words_of_the_server(
    away: MainWindow,
    services: SampleServices,
    desktop_services: DesktopServices,
    state: RunState,
    changes: dict[str, object],
    body: str,
) -> None:
    run = sample_run("one", RunState.RUNNING, report=report(50_000, seconds=364))
    _ends(services, run, state, **changes)
    desktop_services.wait_for_call("Notify")
    (shown,) = desktop_services.shown
    assert shown.title == f"Import to {PLACE}"
    assert shown.body.startswith(body)
    assert shown.actions == ["default", "Show"]
    assert SECRET not in repr(shown.sent)


def test_an_upload_that_was_not_accepted_is_told(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices
) -> None:
    upload = sample_run("upload", RunState.UPLOADING, tracker_id="")
    services.put(upload)
    services.put(replace(upload, state=RunState.SENT))
    services.put(replace(upload, state=RunState.NOT_STARTED, message=SECRET))
    desktop_services.wait_for_call("Notify")
    assert [(one.title, one.body) for one in desktop_services.shown] == [(f"Import to {PLACE}", "Nothing imported")]


def test_an_export_without_records_is_told_as_one(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices
) -> None:
    _ends(services, sample_export(RunState.RUNNING, report=None), RunState.NOTHING_IMPORTED)
    desktop_services.wait_for_call("Notify")
    assert [(one.title, one.body) for one in desktop_services.shown] == [(f"Export from {PLACE}", "Nothing exported")]


def test_a_run_that_is_no_longer_watched_needs_attention_once(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices, qtbot: QtBot
) -> None:
    run = sample_run("one", RunState.RUNNING)
    _progress(services, run)
    view = services.view("one")
    view.end_watching()
    for _ in range(2):
        services.runs._take(run, view.progress, TokenRefused("prod-2.acme.example"))
    desktop_services.wait_for_call("Notify")
    assert len(_notifying(services)) == 1
    (shown,) = desktop_services.shown
    assert (shown.title, shown.body) == (f"Import to {PLACE}", "Needs your attention: it is no longer watched")
    view.is_unwatched = False
    _ends(services, run, RunState.COMPLETED, report=report(50_000))
    desktop_services.wait_for_call("Notify", times=2)
    desktop_services.wait_for_call("CloseNotification")
    assert [one.is_open for one in desktop_services.shown] == [False, True], "the newer one replaces it"


def test_a_click_shows_the_run(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices, qtbot: QtBot
) -> None:
    _ends(services, sample_run("one", RunState.RUNNING), RunState.COMPLETED)
    services.put(sample_run("two", RunState.COMPLETED))
    away.runs.select_run("two")
    desktop_services.wait_for_call("Notify")
    desktop_services.click(desktop_services.shown[0])
    qtbot.waitUntil(lambda: away.runs.run_id == "one")
    assert not away.isMinimized()
    desktop_services.wait_for_call("CloseNotification")
    qtbot.waitUntil(lambda: not _notifying(services))


def test_a_click_after_the_run_was_removed_shows_the_window(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices, qtbot: QtBot
) -> None:
    run = sample_run("one", RunState.RUNNING)
    _ends(services, run, RunState.COMPLETED)
    desktop_services.wait_for_call("Notify")
    services.runs.remove("one", owner=services, on_failure=lambda error: None)
    desktop_services.click(desktop_services.shown[0])
    qtbot.waitUntil(lambda: not away.isMinimized())


def test_what_took_less_than_a_minute_is_not_told(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices
) -> None:
    _ends(services, sample_run("short", RunState.RUNNING, created_at=datetime.now(UTC)), RunState.FAILED)
    assert not _notifying(services)
    watched = ExecutionReport(elapsed=timedelta(minutes=61), completed_records=1, total_records=1)  # begun elsewhere
    _ends(services, sample_run("long", RunState.RUNNING, created_at=datetime.now(UTC), report=watched), RunState.FAILED)
    assert len(_notifying(services)) == 1


def test_what_had_ended_before_the_window_opened_is_not_told(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices
) -> None:
    run = sample_run("one", RunState.RUNNING)
    services.put(run, watched=True)
    services.put(replace(run, state=RunState.COMPLETED))
    assert not _notifying(services)


def test_what_the_user_is_looking_at_is_not_told(
    desktop_services: DesktopServices, window: MainWindow, services: SampleServices
) -> None:
    run, other = sample_run("one", RunState.RUNNING), sample_run("two", RunState.RUNNING)
    _progress(services, run)
    window.runs.select_run("one")
    _ends(services, run, RunState.COMPLETED)
    assert not _notifying(services)
    _ends(services, other, RunState.COMPLETED)
    assert len(_notifying(services)) == 1, "another run is visible"


def test_it_can_be_switched_off_and_on_again(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices
) -> None:
    services.preferences.save(Preferred(notifies=False))
    _ends(services, sample_run("one", RunState.RUNNING), RunState.COMPLETED)
    assert not _notifying(services)
    services.preferences.save(Preferred())
    _ends(services, sample_run("two", RunState.RUNNING), RunState.COMPLETED)
    assert len(_notifying(services)) == 1


def test_they_are_withdrawn_when_the_user_comes_back(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices, qapp: QApplication, qtbot: QtBot
) -> None:
    for name in ("one", "two"):
        _ends(services, sample_run(name, RunState.RUNNING), RunState.COMPLETED)
    desktop_services.wait_for_call("Notify", times=2)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    desktop_services.wait_for_call("CloseNotification", times=2)
    assert not desktop_services.open
    qtbot.waitUntil(lambda: not _notifying(services))


def test_they_are_withdrawn_when_the_window_closes(
    away: MainWindow, services: SampleServices, desktop_services: DesktopServices, qtbot: QtBot
) -> None:
    run = sample_run("one", RunState.RUNNING)
    _ends(services, run, RunState.COMPLETED)
    desktop_services.wait_for_call("Notify")
    services.runner.cancel(("watch", "one"))
    away.close()
    desktop_services.wait_for_call("CloseNotification")
    qtbot.waitUntil(lambda: not away.isVisible())


@pytest.mark.skipif(sys.platform != "linux", reason=DESKTOP_SERVICES)
@pytest.mark.parametrize("is_there", [True, False], ids=["bus without services", "no bus"])
def test_without_a_service_nothing_is_said(
    window: MainWindow, services: SampleServices, qtbot: QtBot, is_there: bool, request: pytest.FixtureRequest
) -> None:
    if is_there:
        request.getfixturevalue("bus")
    window.showMinimized()
    _ends(services, sample_run("one", RunState.RUNNING), RunState.COMPLETED)
    assert len(_notifying(services)) == 1
    qtbot.waitUntil(lambda: not _notifying(services))


@pytest.mark.parametrize(
    ("name", "shown_name", "outcome"),
    [
        ("small.zip", "small.zip", "All rows checked: "),
        ("none.zip", "none.zip", "The check failed."),
        ("a\nb\u202e.zip", r"a\nb\u202e.zip", "The check failed."),
    ],
)
def test_a_long_check_of_a_zip_is_told(
    away: MainWindow,
    desktop_services: DesktopServices,
    samples: Path,
    qtbot: QtBot,
    name: str,
    shown_name: str,
    outcome: str,
) -> None:
    away.notifications.least = timedelta()
    away.import_data(zip_path=samples / name, must_ask=True)
    away.showMinimized()
    qtbot.waitUntil(lambda: bool(desktop_services.shown))
    (shown,) = desktop_services.shown
    assert shown.title == f"Check of {shown_name}" and shown.body.startswith(outcome)
    desktop_services.wait_for_call("Notify")
    desktop_services.click(shown)
    qtbot.waitUntil(lambda: not away.isMinimized())
