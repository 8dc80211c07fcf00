"""A stop ends with its run, and its question says what is known of the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Environment as SavedEnvironment
from dmm_desktop.core.errors import ConnectionFailed, DmmError, NotDmmAnswer, TokenRefused
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.seen_execution import SeenExecution
from dmm_desktop.core.text import text
from dmm_desktop.core.token import Token
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.commands import StopQuestion
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation
from ui.lookup import find
from ui.progress_view.test_waiting import BUSY, COMPLETE, GOING, OUTPUTS, WORDS, Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, report, sample_run

Show = Callable[..., QWidget]


def _question(view: QWidget) -> QMessageBox:
    question = view.findChild(QMessageBox, "stop_question")
    assert question is not None
    return question


@pytest.mark.parametrize("outputs", [OUTPUTS, BUSY])
def test_a_stop_is_no_longer_sent_once_the_run_has_ended(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot, outputs: Script
) -> None:
    view = ProgressView(services)
    shown(view)
    notice = find(view, Banner, "notice")
    status: list[Script] = [GOING]

    def answer(exchange: Exchange) -> None:
        status[-1](exchange)

    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=answer,
        GetExecutionOutputs=outputs,
        StopExecution=BUSY,
    )
    with ScriptedServer(scripts) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        stop = find(view, QAbstractButton, "stop_import")
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        qtbot.waitUntil(stop.isEnabled)
        stop.click()
        find(_question(view), QAbstractButton, "stop_now").click()
        words = WORDS.format(host=server.host_and_port)
        qtbot.waitUntil(lambda: notice.accessibleName() == f"Information: Stopping… {words}")
        status.append(COMPLETE)
        qtbot.waitUntil(lambda: not services.runs.is_stopping(run_id), timeout=20_000)
        assert services.view(run_id).run.is_over
        assert not notice.isVisible()
        assert len(server.of("StopExecution")) == 1
        if outputs is BUSY:
            qtbot.waitUntil(lambda: not stop.isEnabled())
            assert stop.accessibleDescription() == "It has ended."
        services.runs.stop_watching(run_id)
        qtbot.waitUntil(lambda: not services.runner.busy)
        assert not notice.isVisible()


def test_a_stop_that_the_key_prevented_asks_for_no_other_key_once_that_was_entered(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    """That the stop was not accepted stays, until the user hides it."""
    view = ProgressView(services)
    shown(view)
    notice = find(view, Banner, "notice")
    accepted = ["key"]

    def checked(script: Script) -> Script:
        def answer(exchange: Exchange) -> None:
            (script if exchange.request.headers["x-dmm-token"] == accepted[-1] else answering(b"", 401))(exchange)

        return answer

    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=checked(GOING),
        StopExecution=checked(answering({"Success": True})),
    )
    with ScriptedServer(scripts) as server:
        environment = Environment(server.address)
        saved = live.environment(environment, "key")
        run_id = live.start(environment, saved)
        view.show_run(run_id)
        stop = find(view, QAbstractButton, "stop_import")
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        qtbot.waitUntil(stop.isEnabled)
        accepted.append("another-key")
        stop.click()
        find(_question(view), QAbstractButton, "stop_now").click()
        refused = f"{server.host_and_port} refused the REST API key."
        qtbot.waitUntil(lambda: refused in notice.accessibleName())
        assert notice.accessibleName().endswith("Enter the REST API key of this environment again.")
        _save_key(services, qtbot, saved, "another-key")
        said = f"Error: The server did not accept the stop request. {refused} The import may still be running. "
        assert notice.accessibleName() == f"{said}You can request the stop again at any time."
        asked = len(server.of("GetExecutionStatus"))
        qtbot.waitUntil(lambda: len(server.of("GetExecutionStatus")) > asked + 1)
        assert notice.isVisible() and notice.accessibleName().startswith(said)
        find(notice, QAbstractButton, "notice_dismiss").click()
        services.environments.key_accepted.emit(saved.id)
        assert not notice.isVisible(), "it was hidden"
        services.runs.stop_watching(run_id)
        qtbot.waitUntil(lambda: not services.runner.busy)


def _save_key(services: SampleServices, qtbot: QtBot, environment: SavedEnvironment, key: str) -> None:
    def failed(error: DmmError) -> None:
        raise error

    with qtbot.waitSignal(services.environments.key_saved):
        services.environments.save(
            environment, Token(key), owner=services, on_success=lambda placement: None, on_failure=failed
        )


TRIES = "DMM Desktop tries to stop it at once and shows the result."


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (ConnectionFailed("h"), f"The connection is lost. {TRIES}"),
        (TokenRefused("h"), f"The server gives no status: h refused the REST API key. {TRIES}"),
        (
            NotDmmAnswer("h", text("A page.")),
            f"The server gives no status: h did not respond like the DMM API. {TRIES}",
        ),
        (None, ""),
    ],
)
def test_the_question_says_why_there_is_no_status(
    services: SampleServices, shown: Show, trouble: DmmError | None, words: str
) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100))
    services.put(run, WatchProgress(run, datetime.now(UTC), trouble=trouble, next_try=8.0), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    view.ask_to_stop()
    question = _question(view)
    stays = "Records that were already imported stay in PROD-2."
    assert question.informativeText() == f"{f'{stays} {words}'.strip()}\n\nTracker id: 48213"
    question.reject()


def test_the_question_closes_once_the_run_has_ended(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100))
    services.put(run, WatchProgress(run, datetime.now(UTC)), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    view.ask_to_stop()
    assert _question(view).isVisible()
    services.put(replace(run, state=RunState.COMPLETED, failing_entities=()))
    qtbot.waitUntil(lambda: view.findChild(QMessageBox, "stop_question") is None)


@pytest.mark.parametrize("state", [RunState.SENT, RunState.QUEUED])
def test_the_question_about_an_upload_closes_once_the_zip_was_sent(
    services: SampleServices, shown: Show, qtbot: QtBot, state: RunState
) -> None:
    """It says that nothing was imported, and its button could no longer stop the import."""
    run_id = services.put_sample("uploading")
    view = ProgressView(services)
    shown(view)
    view.show_run(run_id)
    view.ask_to_stop()
    assert _question(view).informativeText() == "Nothing has been imported yet."
    services.runs.run_changed.emit(run_id)
    assert _question(view).isVisible()
    services.put(replace(services.view(run_id).run, state=state))
    qtbot.waitUntil(lambda: view.findChild(QMessageBox, "stop_question") is None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        (
            {"may_be_another": True},
            ["The tracker id may now belong to another execution, so this may stop that one instead."],
        ),
        (
            {"may_be_another": True, "seen_before": SeenExecution(RunState.NO_LONGER_KNOWN, "39")},
            [
                "A user entered the tracker id, so this may stop another execution. The run had the tracker id 39 "
                "before. Judging by its duration, the execution began before the request was sent."
            ],
        ),
    ],
    ids=["certain", "repeated", "entered"],
)
def test_the_question_says_if_another_execution_may_be_stopped(
    qtbot: QtBot, changes: dict[str, object], said: list[str]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    now = datetime.now(UTC)
    run = sample_run("run", RunState.RUNNING, sent_at=now, answered_at=now, report=report(9, seconds=900), **changes)
    question = StopQuestion(run, Stop.EXECUTION, "prod-2.acme.example", trouble=None, parent=parent)
    assert question.informativeText().split("\n\n")[1:] == [*said, "Tracker id: 48213"]
