"""A stop can be requested again as long as the run goes on, and the note says what is known of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import ConnectionFailed, EnvironmentRemoved
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.formats import clock, moment
from dmm_desktop.ui.progress_view.metrics import Metrics
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.rate_estimator import RateEstimator
from dmm_desktop.ui.run_words import is_last_seen, short_sentence
from dmm_desktop.ui.runs_panel.run_delegate import sentence_part
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.theme.type_roles import Role, role_font
from scripted_server import Script, ScriptedServer, answering, by_operation
from ui.lookup import find
from ui.progress_view.test_waiting import Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, report, sample_run

GOING = answering({"Status": "InProgress", "Success": True})
ACCEPTED = "Stop requested and accepted. What is being imported right now may still finish."
UNCONFIRMED = "Stop requested. It is not known whether the server accepted it."

Show = Callable[..., QWidget]


@pytest.mark.parametrize(
    ("answer", "note"), [({"Success": True, "ErrorMessage": ""}, ACCEPTED), ("No permission", UNCONFIRMED)]
)
def test_a_stop_is_requested_again(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot, answer: object, note: str
) -> None:
    view = ProgressView(services)
    shown(view)
    stop, noted = find(view, QAbstractButton, "stop_import"), find(view, QLabel, "note")
    accepts: Script = answering(answer)
    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}), GetExecutionStatus=GOING, StopExecution=accepts
    )
    with ScriptedServer(scripts) as server:
        environment = Environment(server.address)
        run_id = live.start(environment, live.environment(environment))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        qtbot.waitUntil(stop.isEnabled)
        assert stop.text() == "Stop"
        for times in (1, 2):
            stop.click()
            question = view.findChild(QMessageBox, "stop_question")
            assert question is not None
            find(question, QAbstractButton, "stop_now").click()
            qtbot.waitUntil(lambda: view.findChild(QMessageBox, "stop_question") is None)
            qtbot.waitUntil(lambda: not services.runs.is_stopping(run_id))
            qtbot.waitUntil(lambda: (stop.isEnabled(), stop.text(), noted.text()) == (True, "Stop again", note))
            assert len(server.of("StopExecution")) == times
        assert stop.accessibleName() == "Stop again"
        view.stop_watching()
        qtbot.waitUntil(lambda: not services.runner.busy)


def test_an_import_that_goes_on_after_an_accepted_stop_is_called_that(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    view = ProgressView(services)
    shown(view)
    at = datetime.now(UTC) - timedelta(seconds=31)
    run = sample_run("r", RunState.RUNNING, report=report(21_040), stop_requested_at=at, stop_accepted_at=at)
    _put(services, replace(run, answered_at=at + timedelta(seconds=29)))
    view.show_run("r")
    assert find(view, QLabel, "note").text() == ACCEPTED
    _put(services, replace(run, answered_at=at + timedelta(seconds=31)))
    said = f"The server accepted the stop {moment(at)}, but the import has not ended."
    qtbot.waitUntil(lambda: find(view, QLabel, "note").text() == said)


@pytest.mark.parametrize(
    ("is_accepted", "row", "forecast"),
    [
        (False, "Stop requested · 21,040 of 50,000 records", True),
        (True, "Stop accepted · 21,040 of 50,000 records", False),
    ],
)
def test_no_time_is_left_of_what_will_be_stopped_and_the_list_says_so(
    services: SampleServices, shown: Show, is_accepted: bool, row: str, forecast: bool
) -> None:
    """The time left to the end of all records is not that of an import which the server stops."""
    at = datetime.now(UTC)
    run = sample_run("r", RunState.RUNNING, report=report(21_040), answered_at=at, stop_requested_at=at)
    run = replace(run, stop_accepted_at=at if is_accepted else None)
    figures, meter = Metrics(), RateEstimator()
    for second in range(60):
        meter.answer(float(second), 20_000 + second * 20, float(second))
    shown(figures, 700, 200)
    figures.show_live(run, meter, stale=False, has_log=True)
    assert (find(figures, QLabel, "time_left").text() != "\N{EN DASH}") is forecast
    _put(services, run)
    assert short_sentence(services.view("r"))[0] == row


@pytest.mark.parametrize(
    ("is_accepted", "stop", "note"),
    [
        (True, "Stop accepted", "the server accepted the stop {when}"),
        (False, "Stop requested", "stop requested; it is not known whether the server accepted it"),
    ],
)
@pytest.mark.parametrize(
    ("silence", "row", "seen"),
    [
        ("lost", "Connection lost, may still be running", "as of {time}; it may have progressed since"),
        ("overdue", "As of {time}: 21,040 of 50,000 records", "last seen {when}; it may have progressed since"),
        ("left", "Not watched, may still be running", "last seen {when}; it may have progressed since"),
        ("failed", "Not watched: {reason}", "last seen {when}; it may have progressed since"),
        (
            "unlisted",
            "As of {time}: 21,040 of 50,000 records",
            "last seen {when}; the server does not know it at the moment; retrying for up to a minute",
        ),
    ],
)
def test_what_is_known_of_a_stop_stays_shown_without_an_answer(
    services: SampleServices,
    shown: Show,
    silence: str,
    row: str,
    seen: str,
    is_accepted: bool,
    stop: str,
    note: str,
) -> None:
    at = datetime.now(UTC) - timedelta(minutes=3)
    run = sample_run("r", RunState.RUNNING, report=report(21_040), answered_at=at, stop_requested_at=at)
    run = replace(run, stop_accepted_at=at if is_accepted else None)
    trouble = ConnectionFailed("h") if silence == "lost" else None
    progress = WatchProgress(run, at, trouble=trouble, next_try=8.0, is_unlisted=silence == "unlisted")
    services.put(run, progress if silence in ("lost", "unlisted") else None, watched=silence not in ("left", "failed"))
    tracked = services.view("r")
    tracked.is_unwatched = silence in ("left", "failed")
    error = EnvironmentRemoved("PROD-2", "h")
    tracked.error = error if silence == "failed" else None
    assert short_sentence(tracked)[0] == f"{stop} · {row}".format(time=clock(at), reason=error.title)
    assert is_last_seen(tracked)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    assert find(view, QLabel, "note").text() == f"{seen} · {note}".format(time=clock(at), when=moment(at))


@pytest.mark.parametrize(
    ("news", "words"),
    [
        ("", "21,040 of 50,000 records"),
        ("stop", "Stop accepted · 21,040 of 50,000 records"),
        ("lost", "Connection lost, may still be running"),
        ("another", "May be another execution · Importing… 21,040 of 50,000 records"),
    ],
)
def test_in_a_narrow_list_the_count_takes_the_place_of_nothing_else(
    services: SampleServices, news: str, words: str
) -> None:
    now = datetime.now(UTC)
    run = sample_run("r", RunState.RUNNING, report=report(21_040), answered_at=now, may_be_another=news == "another")
    if news == "stop":
        run = replace(run, stop_requested_at=now, stop_accepted_at=now)
    trouble = ConnectionFailed("h") if news == "lost" else None
    services.put(run, WatchProgress(run, now, trouble=trouble, next_try=8.0), watched=True)
    view, font = services.view("r"), role_font(Role.CAPTION)
    assert sentence_part(view, 20, font)[0] == words
    assert sentence_part(view, 2000, font) == short_sentence(view)


def test_that_a_stop_was_accepted_is_not_said_of_what_has_ended(services: SampleServices) -> None:
    """The results are missing, not the end."""
    at = datetime.now(UTC)
    run = sample_run("r", RunState.RUNNING, status_word="Complete", stop_requested_at=at, stop_accepted_at=at)
    services.put(run, WatchProgress(run, at, trouble=ConnectionFailed("h"), next_try=8.0), watched=True)
    assert short_sentence(services.view("r"))[0] == "Connection lost, results not read yet"


@pytest.mark.parametrize(
    ("is_stopped", "row"), [(False, "Failed · Gone."), (True, "Ended after a stop request · Gone.")]
)
def test_the_list_calls_no_failure_what_may_be_a_stop(services: SampleServices, is_stopped: bool, row: str) -> None:
    """The view says so too: an end may come before the answer to the stop request."""
    at = datetime.now(UTC)
    run = sample_run("r", RunState.FAILED, message="Gone.", status_word="InError", ended_at=at)
    services.put(replace(run, stop_requested_at=at if is_stopped else None))
    assert short_sentence(services.view("r"))[0] == row


@pytest.mark.parametrize(("name", "possible"), [("running", True), ("stopping", True), ("sent", False)])
def test_the_menu_of_a_run_offers_the_stop_where_the_view_does(
    services: SampleServices, shown: Show, name: str, possible: bool
) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    menu = find(panel, RunList, "runs").menu_of(services.view(services.put_sample(name)))
    assert find(menu, QAction, "menu_stop").isEnabled() is possible
    menu.close()


def _put(services: SampleServices, run: Run) -> None:
    services.put(run, WatchProgress(run, run.answered_at), watched=True)
