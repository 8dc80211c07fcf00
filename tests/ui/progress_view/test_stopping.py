"""What becomes of a stop that the user cancels, that may not have been accepted, or that comes too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.start_execution import AwaitingAnswer
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, ScriptedServer, answering, by_operation
from ui.lookup import find
from ui.progress_view.test_waiting import CANCELLED, Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_runs

GOING = answering({"Status": "InProgress", "Success": True})
TOO_LATE = (
    "Error: The upload could not be stopped. The zip had already been sent. "
    "You can stop the import once the server has responded."
)


def _stop_now(view: QWidget) -> None:
    question = view.findChild(QMessageBox, "stop_question")
    assert question is not None
    find(question, QAbstractButton, "stop_now").click()


def _held(exchange: Exchange) -> None:
    exchange.read_body()
    exchange.hold()


def test_a_stop_that_is_cancelled_while_the_server_has_it_may_have_been_accepted(
    services: SampleServices, shown: Callable[..., QWidget], live: Live, qtbot: QtBot
) -> None:
    view = ProgressView(services)
    shown(view)
    banner, stop = find(view, Banner, "notice"), find(view, QAbstractButton, "stop_import")
    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=GOING,
        StopExecution=_held,
    )
    with ScriptedServer(scripts) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        qtbot.waitUntil(stop.isEnabled)
        stop.click()
        _stop_now(view)
        qtbot.waitUntil(lambda: len(server.of("StopExecution")) == 1)
        assert not stop.isEnabled()
        services.runs.give_up_stopping(run_id)
        qtbot.waitUntil(
            lambda: (
                banner.accessibleName()
                == f"Warning: It is not known whether the server accepted the stop request. {CANCELLED}"
            )
        )
        qtbot.waitUntil(stop.isEnabled)
        note = find(view, QLabel, "note")
        qtbot.waitUntil(lambda: note.text().startswith("Stop requested."))
        view.stop_watching()
        qtbot.waitUntil(lambda: not services.runner.busy)


@pytest.mark.parametrize("name", ["sent", "running"])
def test_an_upload_that_has_ended_before_it_is_stopped_says_so(
    services: SampleServices, shown: Callable[..., QWidget], name: str
) -> None:
    view, run_id = ProgressView(services), services.put_sample("uploading")
    shown(view)
    view.show_run(run_id)
    view.ask_to_stop()
    run, progress, _ = sample_runs()[name]
    services.put(replace(run, id=run_id), progress)
    _stop_now(view)
    assert find(view, Banner, "notice").accessibleName() == TOO_LATE


def test_it_is_taken_back_where_the_upload_stopped_after_all(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    view, run_id = ProgressView(services), services.put_sample("uploading")
    shown(view)
    view.show_run(run_id)
    view.ask_to_stop()
    _stop_now(view)
    banner = find(view, Banner, "notice")
    assert not banner.isVisible()
    run, _, _ = sample_runs()["sent"]
    services.put(replace(run, id=run_id), AwaitingAnswer(run))
    assert banner.isVisible() and banner.accessibleName() == TOO_LATE
    services.put(replace(run, id=run_id, state=RunState.UPLOAD_STOPPED))
    qtbot.waitUntil(lambda: not banner.isVisible())
