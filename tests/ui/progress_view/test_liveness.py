"""Figures look live only while answers arrive: after a missed response, a restart, or the end, they do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import ConnectionFailed, DmmError, TokenRefused
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.text import text
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.formats import clock, day_and_time, moment
from dmm_desktop.ui.progress_view.choices import choices
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.throughput_chart import ThroughputChart
from dmm_desktop.ui.reports.report_dialog import ReportDialog
from dmm_desktop.ui.run_words import is_last_seen, percent_done, short_sentence, state_icon
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation
from ui.environment_fixtures import said
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.progress_view.test_waiting import Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, report, sample_run, sample_runs

Show = Callable[..., QWidget]
GOING = {"Status": "InProgress", "Success": True, "ExecutionReport": {"NRecordsCompleted": 100, "NRecordsTotal": 400}}


def _label(view: QWidget, name: str) -> str:
    return find(view, QLabel, name).text()


def test_figures_are_as_of_the_last_answer_as_soon_as_polls_stay_unanswered(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    view = ProgressView(services)
    shown(view)
    status: list[Script] = [answering(GOING)]

    def answer(exchange: Exchange) -> None:
        status[-1](exchange)

    script = by_operation(StartExecution=answering({"MainExecutionTrackerId": 42}), GetExecutionStatus=answer)
    with ScriptedServer(script) as server:
        target = Environment(server.address)
        run_id = live.start(target, live.environment(target))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        assert not is_last_seen(services.view(run_id))
        status.append(Exchange.hold)
        tracked = services.view(run_id)
        tracked.policy.longest = 0.1
        qtbot.waitUntil(lambda: tracked.is_overdue, timeout=20_000)
        assert tracked.watch is not None and tracked.watch.trouble is None, "long before the request times out"
        at = tracked.run.answered_at
        assert at is not None
        qtbot.waitUntil(lambda: _label(view, "note") == f"as of {clock(at)}; it may have progressed since")
        assert short_sentence(tracked)[0].startswith(f"As of {clock(at)}: ")
        status.append(answering(GOING))
        server.release()
        services.runs.watch_anew(run_id)
        qtbot.waitUntil(lambda: not tracked.is_overdue)
        qtbot.waitUntil(lambda: not _label(view, "note").startswith("as of"))
        services.runs.stop_watching(run_id)


@pytest.mark.parametrize(
    ("days", "trouble", "told"),
    [
        (0, ConnectionFailed("h"), "No response from PROD-2 since {clock}."),
        (3, ConnectionFailed("h"), "No response from PROD-2 since {date}."),
        (0, TokenRefused("h"), "No status from PROD-2 since {clock}."),
        (3, TokenRefused("h"), "No status from PROD-2 since {date}."),
    ],
)
def test_after_a_restart_the_silence_began_with_the_last_answer(
    services: SampleServices, shown: Show, days: int, trouble: DmmError, told: str
) -> None:
    seen = datetime.now().astimezone().replace(hour=0, minute=1) - timedelta(days=days)
    run = sample_run("r", RunState.RUNNING, report=report(100), answered_at=seen)
    services.put(run, WatchProgress(run, None, trouble=trouble, next_try=8.0), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    told = told.format(clock=clock(seen), date=day_and_time(seen))
    assert told in find(view, Banner, "banner").accessibleName()
    never = replace(run, answered_at=None)
    services.put(never, WatchProgress(never, None, trouble=trouble, next_try=8.0))
    view.show_run("r")
    words = find(view, Banner, "banner").accessibleName()
    assert "since" not in words and "First failed attempt: " in words


def test_after_a_restart_a_run_is_as_last_seen_until_the_first_answer(services: SampleServices, shown: Show) -> None:
    seen = datetime.now(UTC) - timedelta(minutes=3)
    run = sample_run("r", RunState.RUNNING, report=report(2_150, 5_022), answered_at=seen)
    services.put(run, watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    tracked = services.view("r")
    assert state_icon(tracked) == ("clock", Tone.MUTED)
    assert short_sentence(tracked) == (f"As of {clock(seen)}: 2,150 of 5,022 records", Tone.MUTED)
    assert _label(view, "note") == f"last seen {moment(seen)}; it may have progressed since"
    now = datetime.now(UTC)
    answered = replace(run, answered_at=now)
    services.put(answered, WatchProgress(answered, now))
    assert state_icon(tracked)[0] == "running"
    assert short_sentence(tracked)[0] == "Importing… 2,150 of 5,022 records"


@pytest.mark.parametrize(
    ("state", "status", "word"),
    [
        (RunState.STARTED, "", "Started"),
        (RunState.QUEUED, "Waiting", "Queued"),
        (RunState.RUNNING, "InProgress", "Running"),
        (RunState.OTHER, "Suspended", "Suspended"),
    ],
)
def test_a_state_without_figures_is_told_in_our_words(
    services: SampleServices, state: RunState, status: str, word: str
) -> None:
    """They are translated; the server's are not."""
    seen = datetime.now(UTC) - timedelta(minutes=3)
    services.put(sample_run("r", state, status_word=status, answered_at=seen), watched=True)
    services.view("r").is_overdue = True
    assert short_sentence(services.view("r"))[0] == f"As of {clock(seen)}: {word}"


def test_logs_are_not_called_empty_before_the_server_has_answered() -> None:
    """After a restart the lines that were read before are not there."""
    run, progress, watched = sample_runs()["lost"]
    lost = choices(TrackedRun(run, progress), watched=watched, stopping=False, lines=0)
    assert lost.logs_reason == "There are no log lines here."
    answered = WatchProgress(run, datetime.now(UTC))
    found = choices(TrackedRun(run, answered), watched=watched, stopping=False, lines=0)
    assert found.logs_reason == "There are no log lines yet."


def test_that_there_are_no_logs_rests_on_what_a_user_recorded() -> None:
    run = sample_run("r", RunState.FOUND_NOT_STARTED, tracker_id="")
    found = choices(TrackedRun(run), watched=False, stopping=False, lines=0)
    assert found.logs_reason == "No logs are known: a user recorded that nothing was started."


def test_a_longer_sentence_is_whole_at_once(services: SampleServices, shown: Show) -> None:
    now = datetime.now(UTC)
    run = sample_run("r", RunState.RUNNING, report=report(2_150, 5_022), answered_at=now)
    services.put(run, WatchProgress(run, now), watched=True)
    view = ProgressView(services)
    shown(view, 560, 560)
    view.show_run("r")
    services.put(replace(run, status_word="Complete"), WatchProgress(replace(run, status_word="Complete"), now))
    view._show()  # without any later turn of the event loop
    status, stop = find(view, QLabel, "status"), find(view, QAbstractButton, "stop_import")
    assert status.height() >= status.heightForWidth(status.width())
    assert status.width() > view.width() // 2
    assert view.rect().contains(stop.mapTo(view, stop.rect().bottomRight()))
    assert stop.accessibleDescription() == "It has ended."


def test_while_the_results_are_read_nothing_looks_as_if_it_were_running(services: SampleServices, shown: Show) -> None:
    now = datetime.now(UTC)
    run = sample_run("r", RunState.RUNNING, report=report(2_150, 5_022), answered_at=now, status_word="Complete")
    services.put(run, WatchProgress(run, now), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    tracked = services.view("r")
    assert short_sentence(tracked)[0] == "Reading the results…"
    assert percent_done(tracked) == ""
    assert _label(view, "status") == "The server reports “Complete”. Its results have not been read yet."
    assert [_label(view, name) for name in ("note", "rate", "time_left")] == ["", "–", "–"]
    services.put(run, WatchProgress(run, now))
    services.put(run, WatchProgress(run, now, trouble=ConnectionFailed("h"), next_try=8.0))
    view._tick()
    assert not view._meters.of(tracked).lost_for, "the status has come"


@pytest.mark.parametrize("name", ["lost", "not watched", "restarted"])
def test_a_report_of_an_import_without_a_response_says_so(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot, name: str
) -> None:
    at = datetime.now(UTC) - timedelta(minutes=2)
    run, progress, watched = sample_runs()["lost" if name == "lost" else "running"]
    run = replace(run, id="r", answered_at=at)
    if isinstance(progress, WatchProgress):
        progress = replace(progress, run=run)
    services.put(run, progress if name == "lost" else None, watched or name == "restarted")
    if name == "not watched":
        services.view("r").end_watching()
    view = ProgressView(services, answers)
    shown(view)
    view.show_run("r")
    begin = "Not watched" if name == "not watched" else "No response"
    words = f"{begin} (last seen {day_and_time(at)}); the import may still be running."
    view.show_report()
    dialog = find(view, ReportDialog, "report_dialog")
    assert words in dialog.html and "Importing…" not in dialog.html
    dialog.close()
    view.save_report_as_json()
    view.save_report_as_html()
    qtbot.waitUntil(lambda: len(list(answers.folder.iterdir())) == 2 and not _is_writing(services))
    json_file, html_file = sorted(answers.folder.iterdir(), key=lambda path: path.suffix == ".html")
    assert json.loads(json_file.read_text("utf-8"))["remarks"][0] == words
    assert words in html_file.read_text("utf-8")
    services.runs.stop_watching("r")


def _is_writing(services: SampleServices) -> bool:
    return any(isinstance(key, tuple) and key[0] == "write" for key in services.runner._deliveries)


@pytest.mark.parametrize(
    "seen",
    [
        {"report": report(2_150, 5_022)},
        {"answered_at": datetime(2026, 6, 30, 10, 41, tzinfo=UTC)},
        {"log_counts": LogCounts(12, 0)},
    ],
)
def test_an_import_that_was_seen_cannot_be_recorded_as_not_started(
    services: SampleServices, shown: Show, seen: dict[str, object]
) -> None:
    parent = shown(QWidget())
    run = sample_run("r", RunState.NO_LONGER_KNOWN, status_word="NotFound", **seen)
    dialog = OutcomeDialog(services, run, parent)
    dialog.open()
    assert find(dialog, QRadioButton, "finding_not_started").isHidden()
    assert find(dialog, QRadioButton, "finding_started").isChecked()
    never = OutcomeDialog(services, replace(run, report=None, answered_at=None, log_counts=None), parent)
    never.open()
    assert find(never, QRadioButton, "finding_not_started").isVisible()


def test_a_recorded_outcome_keeps_the_figures_and_attributes_what_the_server_said(
    services: SampleServices, shown: Show
) -> None:
    at = datetime.now(UTC)
    run = sample_run(
        "r", RunState.FOUND_STARTED, report=report(2_150, 5_022), answered_at=at, message="Order: chunk 18"
    )
    services.put(run)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    assert _label(view, "records") == "2,150 of 5,022"
    second = _label(view, "second_line")
    assert f"Last seen at {clock(at)}: 2,150 of 5,022 records." in second
    assert "The server last said: Order: chunk 18." in second
    assert said(view) == "Information: Recorded by a user on this computer; not checked with the server."
    services.put(replace(run, message=text("The server responded with HTTP status {status}.", status=504)))
    view.show_run("r")
    assert said(view).endswith("not checked with the server. The server responded with HTTP status 504.")


@pytest.mark.parametrize("lost", [False, True])
def test_the_chart_ends_with_the_last_status(services: SampleServices, shown: Show, lost: bool) -> None:
    """Or with the failed attempts after it. A run that is not watched is looked at again later."""
    at = datetime.now(UTC) - timedelta(hours=1)
    view = ProgressView(services)
    shown(view, 1200, 740)
    for place in range(4):
        answered = at - timedelta(seconds=15 * (3 - place))
        run = sample_run("r", RunState.RUNNING, report=report(1_000 * place, seconds=15 * place), answered_at=answered)
        services.put(run, WatchProgress(run, answered))
    meter = view._meters.of(services.view("r"))
    if lost:
        assert meter._local is not None
        meter.no_answer(meter._local + 600)
    services.view("r").end_watching()
    view.show_run("r")
    start, end = at - timedelta(seconds=30), at + timedelta(minutes=10 if lost else 0)
    chart = find(view, ThroughputChart, "throughput")
    assert [label.text() for label in chart.findChildren(QLabel)[1:]] == [clock(start), clock(end)]
