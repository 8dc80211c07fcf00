"""A stop ends with its run, and its question says what is known of the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Environment as SavedEnvironment
from dmm_desktop.core.errors import ConnectionFailed, DmmError, NotDmmAnswer, TokenRefused
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.seen_execution import SeenExecution
from dmm_desktop.core.text import text
from dmm_desktop.core.token import Token
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.commands import StopFacts, StopQuestion
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.run_words import is_lost
from dmm_desktop.ui.widgets.banner import Banner
from operations.watching import status as status_of
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation
from ui.environment_fixtures import SavedEnvironments
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


def _asking(services: SampleServices, shown: Show, run: Run, **progress: Any) -> ProgressView:
    """The view of a run that is watched, with the question before a stop."""
    services.put(run, WatchProgress(run, datetime.now(UTC), **progress), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run(run.id)
    view.ask_to_stop()
    return view


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
    view = _asking(services, shown, run, trouble=trouble, next_try=8.0)
    question = _question(view)
    stays = "Records that were already imported stay there."
    assert question.informativeText() == f"{f'{stays} {words}'.strip()}\n\nTracker id: 48213"
    question.reject()


def test_the_question_closes_once_the_run_has_ended(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100))
    view = _asking(services, shown, run)
    assert _question(view).isVisible()
    services.put(replace(run, state=RunState.COMPLETED, failing_entities=()))
    qtbot.waitUntil(lambda: view.findChild(QMessageBox, "stop_question") is None)


DOUBT = "The tracker id may now belong to another execution, so this may stop that one instead."


def _renewed(view: QWidget, former: QMessageBox, qtbot: QtBot) -> QMessageBox:
    """The question that has replaced another one: its confirming button is neither the default nor can be pressed at
    once, and its safe one has the focus."""

    def others() -> list[QMessageBox]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return [one for one in view.findChildren(QMessageBox, "stop_question") if one is not former]

    qtbot.waitUntil(lambda: bool(others()))
    (question,) = others()
    assert question.isVisible() and not (shiboken6.isValid(former) and former.isVisible())
    stop, keep = find(question, QPushButton, "stop_now"), find(question, QPushButton, "keep_running")
    assert not stop.isEnabled() and keep.isDefault() and not stop.isDefault()
    assert question.focusWidget() is keep
    return question


def test_the_question_follows_what_the_window_learns(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    """The connection returns, and the environment was restored: its tracker id belongs to another execution."""
    view = ProgressView(services)
    shown(view)
    status: list[Script] = [answering(status_of("InProgress", 178, 5_022))]

    def answer(exchange: Exchange) -> None:
        status[-1](exchange)

    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=answer,
        StopExecution=answering({"Success": True}),
    )
    with ScriptedServer(scripts) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.report is not None)
        status.append(Exchange.reset)
        qtbot.waitUntil(lambda: is_lost(services.view(run_id)))
        view.ask_to_stop()
        lost = _question(view)
        assert "The connection is lost." in lost.informativeText()
        status.append(answering(status_of("InProgress", 180, 5_022)))
        services.runs.try_now(run_id)
        certain = _renewed(view, lost, qtbot)
        assert certain.informativeText() == "Records that were already imported stay there.\n\nTracker id: 42"
        status.append(answering(status_of("InProgress", 0, 7)))
        services.runs.try_now(run_id)
        doubtful = _renewed(view, certain, qtbot)
        assert DOUBT in doubtful.informativeText()
        stop = find(doubtful, QPushButton, "stop_now")
        assert not server.of("StopExecution")
        qtbot.waitUntil(stop.isEnabled)
        stop.click()
        qtbot.waitUntil(lambda: len(server.of("StopExecution")) == 1 and not services.runs.is_stopping(run_id))
        services.runs.stop_watching(run_id)
        qtbot.waitUntil(lambda: not services.runner.busy)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_no_key_meant_for_the_former_question_stops(
    services: SampleServices, shown: Show, qtbot: QtBot, key: Qt.Key
) -> None:
    """Even if *Stop now* had the focus, in the moment of the change and after it."""
    run = sample_run("r", RunState.RUNNING, report=report(100))
    view = _asking(services, shown, run)
    former = _question(view)
    find(former, QPushButton, "stop_now").setFocus()
    doubtful = replace(run, may_be_another=True)
    services.put(doubtful, WatchProgress(doubtful, datetime.now(UTC)))
    if key != Qt.Key.Key_Escape:
        qtbot.keyClick(find(former, QPushButton, "stop_now"), key)
    question = _renewed(view, former, qtbot)
    assert DOUBT in question.informativeText() and not services.runs.is_stopping("r")
    qtbot.waitUntil(find(question, QPushButton, "stop_now").isEnabled)
    assert question.focusWidget() is find(question, QPushButton, "keep_running")
    qtbot.keyClick(question.focusWidget(), key)
    qtbot.waitUntil(lambda: view.findChild(QMessageBox, "stop_question") is None)
    assert not services.runs.is_stopping("r")


def test_the_question_names_the_address_as_it_is_shown_now(
    services: SampleServices, shown: Show, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    root = "https://prod-2.acme.example:8443/DMMAPI/rest/v1"
    run = sample_run("r", RunState.RUNNING, report=report(100), root=root)
    view = _asking(services, shown, run)
    former = _question(view)
    assert former.text().endswith("to PROD-2 on prod-2.acme.example?")
    saved_environments.put("OTHER", "https://prod-2.acme.example:9443")
    assert _renewed(view, former, qtbot).text().endswith("to PROD-2 on prod-2.acme.example:8443?")


def test_the_question_stays_while_only_the_figures_change(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100))
    view = _asking(services, shown, run)
    question = _question(view)
    later = replace(run, report=report(200))
    services.put(later, WatchProgress(later, datetime.now(UTC)))
    timer = question.findChild(QTimer)
    assert timer is not None
    with qtbot.waitSignal(timer.timeout):
        pass
    assert _question(view) is question and question.isVisible()


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
            [DOUBT],
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
    question = StopQuestion(StopFacts.of(run, Stop.EXECUTION, "prod-2.acme.example", None), parent)
    assert question.informativeText().split("\n\n")[1:] == [*said, "Tracker id: 48213"]
