"""The computer is kept awake while an import is uploaded or a file saved, no longer, and the window says so. On Linux
the services that keep it awake are those of the tests, on a real message bus."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.core.job import CancelToken, OnProgress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.start_execution import Started
from dmm_desktop.operations.start_import import Uploading
from dmm_desktop.resources import resource
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.window.main_window import MainWindow
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation
from ui.environment_fixtures import SavedEnvironments, press, said
from ui.export_user import ended_export, export_outputs, export_zip, outputs_script
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.progress_view.test_waiting import Environment as Target
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_run

if TYPE_CHECKING:
    from desktop_services import DesktopServices

SWAGGER = {"swagger.json": answering(resource(BUILT_IN_FILE).read_bytes())}
GOING = answering({"Status": "InProgress", "Success": True})
ANSWER = answering({"MainExecutionTrackerId": 42})


@pytest.fixture
def held(request: pytest.FixtureRequest, services: SampleServices) -> Callable[[], int]:
    """A function that returns how many locks hold the computer awake. Windows tells that only to the thread that holds
    it, see tests/desktop/test_awake.py: there, the job that does counts."""
    if sys.platform == "win32":
        return lambda: int(services.runner.is_running("keep awake"))
    desktop: DesktopServices = request.getfixturevalue("desktop_services")
    return lambda: desktop.locks


def _once_told(event: threading.Event, then: Callable[[Exchange], None]) -> Script:
    """Respond once the event is set."""

    def script(exchange: Exchange) -> None:
        assert event.wait(30)
        then(exchange)

    return script


def _note(window: MainWindow) -> str:
    return find(window.progress, QLabel, "note").text()


@pytest.mark.parametrize(("then", "state"), [(ANSWER, RunState.RUNNING), (Exchange.reset, RunState.OUTCOME_UNKNOWN)])
def test_until_the_server_has_answered_or_the_connection_is_lost(
    held: Callable[[], int],
    window: MainWindow,
    services: SampleServices,
    live: Live,
    qtbot: QtBot,
    then: Callable[[Exchange], None],
    state: RunState,
) -> None:
    may_answer = threading.Event()
    script = by_operation(SWAGGER, StartExecution=_once_told(may_answer, then), GetExecutionStatus=GOING)
    with ScriptedServer(script) as server:
        target = Target(server.address)
        run_id = live.start(target, live.environment(target), on_failure=lambda error: None)
        window.runs.select_run(run_id)
        qtbot.waitUntil(lambda: window.progress.isVisible() and "this computer is kept awake" in _note(window))
        assert held() == 1
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.SENT)
        may_answer.set()
        qtbot.waitUntil(lambda: held() == 0)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is state)
        qtbot.waitUntil(lambda: "awake" not in _note(window))
        said = find(window.progress, Banner, "banner").accessibleName()
        assert "not being watched" not in said, "not even for a moment: screen readers announce it"
        services.runs.stop_watching(run_id)


class _Upload:
    """A job that uploads until it is cancelled, or fails when it is told to."""

    def __init__(self) -> None:
        self.run = sample_run("upload", RunState.UPLOADING, tracker_id="")
        self.may_begin = threading.Event()

    def __call__(self, cancel: CancelToken, report: OnProgress) -> Started:
        assert self.may_begin.wait(30)
        report(Uploading(self.run, 1, 2))
        cancel.sleep(600)
        raise AssertionError

    def start(self, services: SampleServices) -> None:
        services.runs.start(
            self.run.id,
            self,
            owner=services,
            on_sending=lambda: None,
            on_started=lambda: None,
            on_failure=lambda error: None,
        )


def test_not_before_the_upload_begins_and_not_after_it_was_cancelled(
    held: Callable[[], int], services: SampleServices, qtbot: QtBot
) -> None:
    upload = _Upload()
    upload.start(services)
    assert not services.runner.is_running("keep awake")
    upload.may_begin.set()
    qtbot.waitUntil(lambda: services.wakefulness.is_kept)
    assert held() == 1
    services.runs.stop_upload("upload")
    qtbot.waitUntil(lambda: held() == 0)
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert not services.wakefulness.is_kept
    again = _Upload()
    again.may_begin.set()
    again.start(services)
    qtbot.waitUntil(lambda: services.wakefulness.is_kept)
    services.runs.stop_upload("upload")
    qtbot.waitUntil(lambda: held() == 0)


def test_the_system_is_asked_once_and_told_why(
    desktop_services: DesktopServices, services: SampleServices, qtbot: QtBot
) -> None:
    upload = _Upload()
    upload.may_begin.set()
    upload.start(services)
    qtbot.waitUntil(lambda: services.wakefulness.is_kept)
    assert (desktop_services.locks, desktop_services.requests) == (1, 0)
    assert desktop_services.reasons == ["Data is being uploaded or saved."]
    services.runs.stop_upload("upload")
    qtbot.waitUntil(lambda: not services.runner.busy)


def test_until_the_window_closes(
    held: Callable[[], int], window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    upload = _Upload()
    upload.may_begin.set()
    upload.start(services)
    qtbot.waitUntil(lambda: services.wakefulness.is_kept)
    window.close()
    press(find(window, QMessageBox, "close_question"), "close_anyway")
    qtbot.waitUntil(lambda: held() == 0)
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize("ends_by", ["saved", "failed", "cancelled"])
def test_until_a_file_is_saved(
    held: Callable[[], int],
    window: MainWindow,
    services: SampleServices,
    saved_environments: SavedEnvironments,
    qtbot: QtBot,
    files: FileAnswers,
    ends_by: str,
) -> None:
    services.dialogs = files
    may_answer = threading.Event()
    outputs = answering(export_outputs(export_zip("Order"))) if ends_by == "saved" else answering(b"", 400)
    with ScriptedServer(outputs_script(_once_told(may_answer, outputs))) as server:
        environment = saved_environments.put("DEMO-1", server.address, "key")
        run = ended_export(services, environment, 4)
        window.runs.select_run(run.id)
        qtbot.waitUntil(lambda: window.progress.isVisible() and window.progress.run_id == run.id)
        assert not services.wakefulness.is_kept
        window.progress.save_export()
        qtbot.waitUntil(lambda: "Saving the export…" in said(window) and "This computer is kept awake." in said(window))
        assert held() == 1
        if ends_by == "cancelled":
            press(window, "show_in_folder")
        else:
            may_answer.set()
        qtbot.waitUntil(lambda: held() == 0)
        qtbot.waitUntil(lambda: not services.runner.busy)
        may_answer.set()
        assert "kept awake" not in said(window)
        assert files.path.exists() == (ends_by == "saved")


def test_another_need_shortly_after_the_first_is_met(
    held: Callable[[], int], services: SampleServices, qtbot: QtBot
) -> None:
    def saves(cancel: CancelToken, report: OnProgress) -> None:
        cancel.sleep(600)

    def save(number: int) -> tuple[str, int]:
        key = ("download", number)
        services.runner.start(key, saves, owner=services, on_failure=lambda error: None)
        return key

    first = save(1)
    qtbot.waitUntil(lambda: services.wakefulness.is_kept)
    save(2)
    services.runner.cancel(first)
    qtbot.waitUntil(lambda: not services.runner.is_running(first))
    assert held() == 1 and services.wakefulness.is_kept, "the second one needs it still"


def test_nothing_is_said_where_it_is_refused(
    desktop_services: DesktopServices, services: SampleServices, qtbot: QtBot
) -> None:
    desktop_services.broken |= {"org.freedesktop.login1", "org.freedesktop.portal.Desktop"}
    upload = _Upload()
    upload.may_begin.set()
    upload.start(services)
    qtbot.waitUntil(lambda: desktop_services.calls == ["Inhibit", "Inhibit"])
    qtbot.waitUntil(lambda: not services.runner.is_running("keep awake"))
    assert services.runner.is_running(("start", "upload")) and not services.wakefulness.is_kept
