"""*Record outcome*: what a person found out about an import whose answer never came."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.errors import DiskFull, DmmError, TokenRefused
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.seen_execution import SeenExecution
from dmm_desktop.core.token import Token
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.formats import moment
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.runs_panel.run_delegate import tool_tip
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Link
from dmm_desktop.ui.widgets.line_field import LineField
from scripted_server import Exchange, ScriptedServer, by_operation
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find
from ui.opened_windows import opened_windows
from ui.progress_view.test_states import _check_readable
from ui.run_fixtures import Live
from ui.sample_runs import RECEIVED, SampleServices, report, sample_export, sample_run

Show = Callable[..., QWidget]
NOW = datetime(2026, 11, 30, 2, 47, tzinfo=UTC)


def _button(parent: QWidget, name: str) -> QAbstractButton:
    found = parent.findChild(QAbstractButton, name)
    assert found is not None and found.isVisible() and found.isEnabled(), name
    return found


def _asked(services: SampleServices, shown: Show, run_id: str) -> tuple[ProgressView, QWidget]:
    view = ProgressView(services)
    shown(view)
    view.show_run(run_id)
    _button(view, "banner_action").click()
    dialog = view.findChild(QWidget, "finding_dialog")
    assert dialog is not None and dialog.isVisible()
    for _ in range(3):
        QApplication.processEvents()
    return view, dialog


def _state(services: SampleServices, run_id: str) -> RunState:
    found = services.runs.find(run_id)
    assert found is not None
    return found.run.state


def test_it_was_not_started(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run = sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", message="The server responded with HTTP status 504.")
    services.workspace().add_run(run)
    services.put(run)
    view, dialog = _asked(services, shown, "r")
    _check_readable(dialog)
    _button(dialog, "finding_not_started").click()
    _button(dialog, "save_finding").click()
    qtbot.waitUntil(lambda: _state(services, "r") is RunState.FOUND_NOT_STARTED)
    qtbot.waitUntil(lambda: "was not started" in find(view, QLabel, "status").text())
    banner = view.findChild(Banner, "banner")
    assert banner is not None and "not checked with the server" in banner.accessibleName()
    stored = services.workspace().run("r")
    assert stored is not None and stored.state is RunState.FOUND_NOT_STARTED


def test_the_id_of_another_execution_is_not_asked_about_again(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    """What the user found stays with the proof that the tracker id is not that of the run."""
    run = sample_run("r", RunState.ANOTHER_EXECUTION, tracker_id="1153", may_be_another=True, answered_at=NOW)
    services.put(services.workspace().adopt(run))
    view, dialog = _asked(services, shown, "r")
    assert _button(dialog, "finding_started").isChecked()
    _button(dialog, "save_finding").click()
    qtbot.waitUntil(lambda: _state(services, "r") is RunState.FOUND_STARTED)
    said = "the execution with the tracker id 1153 is not an import. A user checked PROD-2: the import was started."
    qtbot.waitUntil(lambda: find(view, QLabel, "status").text() == f"According to the server, {said}")
    for name in ("banner_second", "stop_import"):
        assert not find(view, QAbstractButton, name).isVisible()
    assert services.workspace().run("r") == services.view("r").run


@pytest.mark.parametrize("is_known", [False, True])
def test_it_closes_once_the_server_knows_the_run_again(
    services: SampleServices, shown: Show, qtbot: QtBot, is_known: bool
) -> None:
    """It was asked at the start; what would be recorded now would take the place of its answers."""
    run = sample_run("r", RunState.NO_LONGER_KNOWN, report=report(100))
    services.put(run)
    _, dialog = _asked(services, shown, "r")
    services.put(replace(run, state=RunState.STARTED) if is_known else run)
    assert dialog.isVisible() is not is_known


def test_what_may_be_the_tracker_id_is_offered_and_not_entered(services: SampleServices, shown: Show) -> None:
    run = sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", received=RECEIVED)
    services.put(run)
    _, dialog = _asked(services, shown, "r")
    _check_readable(dialog)
    tracker = dialog.findChildren(LineField)[0]
    offered = dialog.findChildren(Link, "finding_offered")
    assert [link.text() for link in offered] == ["8d2f6a1c-1111-2222-3333-444455556666", "4711"]
    assert offered[1].accessibleName() == "Enter 4711 as the tracker id"
    assert tracker.text() == ""
    _button(dialog, "finding_not_started").click()
    offered[1].click()
    assert tracker.text() == "4711"
    assert _button(dialog, "finding_has_id").isChecked()
    assert tracker.edit.hasFocus()


def test_choosing_to_enter_an_id_goes_to_its_field(services: SampleServices, shown: Show) -> None:
    """What is typed next is the id."""
    services.put(sample_run("r", RunState.NO_LONGER_KNOWN))
    _, dialog = _asked(services, shown, "r")
    tracker = dialog.findChildren(LineField)[0]
    assert not tracker.isEnabled()
    _button(dialog, "finding_has_id").click()
    assert tracker.edit.hasFocus()


def test_a_long_id_that_is_offered_fits(services: SampleServices, shown: Show) -> None:
    tracker_id = "T" + "1" * 99
    services.put(sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", received=f'{{"RunId": "{tracker_id}"}}'))
    _, dialog = _asked(services, shown, "r")
    _check_readable(dialog)
    [link] = dialog.findChildren(Link, "finding_offered")
    assert dialog.width() <= 560 and tracker_id in link.accessibleName()
    link.click()
    assert dialog.findChildren(LineField)[0].text() == tracker_id


@pytest.mark.parametrize("received", ["", "HTTP/1.1 504 Gateway Time-out\nRetry-After: 120"])
def test_nothing_is_offered_where_nothing_looks_like_it(services: SampleServices, shown: Show, received: str) -> None:
    services.put(sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", received=received))
    _, dialog = _asked(services, shown, "r")
    assert dialog.findChildren(Link, "finding_offered") == []
    assert not [label for label in dialog.findChildren(QLabel) if "contains" in label.text()]


@pytest.mark.parametrize("state", [RunState.OUTCOME_UNKNOWN, RunState.FOUND_STARTED, RunState.FOUND_NOT_STARTED])
def test_the_answer_of_the_server_is_shown_as_plain_text(
    services: SampleServices, shown: Show, state: RunState, qtbot: QtBot
) -> None:
    received = "HTTP/1.1 504 Gateway Time-out\n\n<b>bold</b>\u202e\x1b[31m"
    services.put(sample_run("r", state, tracker_id="", message="504", received=received))
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    link = _button(view, "banner_details")
    assert link.text() == "Server response"
    link.click()
    dialog = view.findChild(QWidget, "details_dialog")
    assert dialog is not None and dialog.isVisible()
    text = dialog.findChild(QPlainTextEdit, "details")
    assert text is not None
    assert text.toPlainText() == "HTTP/1.1 504 Gateway Time-out\n\n<b>bold</b>\\u202e\\x1b[31m"
    _button(dialog, "copy_details").click()
    assert QApplication.clipboard().text() == f"Server response\n\n{text.toPlainText()}"
    dialog.close()


def test_the_answer_stands_beside_an_error_that_keeps_the_run_from_being_stored(
    services: SampleServices, shown: Show
) -> None:
    run = sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", received=RECEIVED)
    services.put(run)
    services.runs._take(run, None, DiskFull(Path("/data/dmm.sqlite3"), "SQLITE_FULL"))
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    _button(view, "banner_details").click()
    text = view.findChild(QPlainTextEdit, "details")
    assert text is not None and text.toPlainText() == f"SQLITE_FULL\n\n{RECEIVED}"


def test_without_an_answer_there_is_nothing_to_show(services: SampleServices, shown: Show) -> None:
    services.put(sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", message="Silence."))
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    assert not find(view, QAbstractButton, "banner_details").isVisible()


def test_its_tracker_id_is_looked_up_and_it_is_watched(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    with DemoProcess() as demo:
        environment = live.environment(demo)
        first = live.start(demo, environment)
        qtbot.waitUntil(lambda: _state(services, first).is_final)
        done = services.view(first).run
        services.runs.remove(first, owner=services, on_failure=lambda error: None)
        qtbot.waitUntil(lambda: services.runs.find(first) is None)
        run = sample_run(
            "r", RunState.OUTCOME_UNKNOWN, tracker_id="", environment_id=environment.id, root=done.root, message="504"
        )
        services.workspace().add_run(run)
        services.put(run)
        _, dialog = _asked(services, shown, "r")
        tracker = dialog.findChild(LineField, "finding_tracker_id") or dialog.findChildren(LineField)[0]
        _button(dialog, "save_finding").click()
        assert tracker.error == "Enter the tracker id."
        tracker.set_text("999999")
        _button(dialog, "save_finding").click()
        qtbot.waitUntil(lambda: "does not know an execution with this tracker id." in tracker.error)
        assert _state(services, "r") is RunState.OUTCOME_UNKNOWN
        tracker.set_text(done.tracker_id)
        _button(dialog, "save_finding").click()
        qtbot.waitUntil(lambda: _state(services, "r") is RunState.COMPLETED)


ENTERED = "A user entered the tracker id"


def _entered(**changes: object) -> Run:
    """A run whose tracker id, 77, a user entered."""
    values: dict[str, object] = {
        "tracker_id": "77",
        "state": RunState.COMPLETED,
        "may_be_another": True,
        "report": report(5_022, 5_022),
        "seen_before": SeenExecution(RunState.OUTCOME_UNKNOWN),
    }
    return sample_run("r", **(values | changes))  # type: ignore[arg-type]


def test_that_a_user_entered_the_id_is_said_and_can_be_corrected(services: SampleServices, shown: Show) -> None:
    run = _entered()
    services.put(run)
    view, dialog = _asked(services, shown, "r")
    _check_readable(dialog)
    assert f"{ENTERED}: the figures are those of its execution" in find(view, QLabel, "status").text()
    banner = find(view, Banner, "banner")
    assert f"{ENTERED} of this run. If it is wrong, record another." in banner.accessibleName()
    assert dialog.findChildren(LineField)[0].text() == "77" and _button(dialog, "finding_has_id").isChecked()
    assert _button(dialog, "finding_not_started").isVisible(), "the id proves nothing"
    assert f"\n{ENTERED}.\n" in tool_tip(services.view("r"))
    assert "77 (entered by a user)" in report_page(run, NOW)
    assert "Before a user entered the tracker id: outcome unknown." in report_page(run, NOW)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RunState.COMPLETED, "may be that of another execution. Compare it with DMM on PROD-2."),
        (RunState.RUNNING, "may be that of another execution. Records of the execution: 5,022; rows in the zip: 7."),
    ],
)
def test_what_speaks_against_the_id_is_a_warning(
    services: SampleServices, shown: Show, state: RunState, said: str
) -> None:
    check = ZipCheck(CheckState.FINISHED, 0, 0, rows=7)
    run = _entered(state=state, zip_check=check)
    services.put(run, WatchProgress(run, datetime.now(UTC)), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    words = find(view, Banner, "banner").accessibleName()
    assert words.startswith("Warning: ") and said in words
    assert _button(view, "banner_action").accessibleName() == "Record outcome"


@pytest.mark.parametrize("tracker_id", ["78", "", "79"], ids=["another", "none", "one that the server does not know"])
def test_it_can_be_corrected_while_it_is_watched(
    services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot, tracker_id: str
) -> None:
    """A watcher would store what it sees of the former execution."""

    def status_of(exchange: Exchange) -> None:
        is_known = exchange.request.query["MainExecutionTrackerId"] != "79"
        exchange.answer({"Status": "InProgress" if is_known else "NotFound", "Success": True})

    failures: list[DmmError] = []
    with ScriptedServer(by_operation({"GetExecutionStatus": status_of})) as server:
        saved_environments.put("DEV-1", server.address)
        services.keys.keep_for_session("DEV-1", Token("key-81762"))
        root = f"{server.address}/DMMAPI/rest/v1"
        entered = _entered(state=RunState.RUNNING, report=None, root=root, environment_id="DEV-1", received=RECEIVED)
        services.put(services.workspace().adopt(entered))
        services.runs.watch("r")
        qtbot.waitUntil(lambda: services.view("r").watch is not None)
        done: list[bool] = []
        services.runs.record_outcome(
            "r",
            tracker_id=tracker_id,
            started=True,
            owner=services,
            on_success=lambda: done.append(True),
            on_failure=failures.append,
        )
        qtbot.waitUntil(lambda: bool(done or failures))
        stored = services.workspace().run("r")
        assert stored is not None
        expected = {"78": ("78", True), "": ("", False), "79": ("77", True)}[tracker_id]
        assert (stored.tracker_id, services.runs.is_watched("r")) == expected
        assert bool(failures) == (tracker_id == "79")
        services.runs.stop_watching("r")
        saved_environments.settle()


@pytest.mark.parametrize("tracker_id", ["78", "79"], ids=["another", "one that the server does not know"])
def test_nothing_watches_it_until_its_outcome_is_recorded(
    services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot, tracker_id: str
) -> None:
    """Such as a key that is accepted or replaced meanwhile."""

    def status_of(exchange: Exchange) -> None:
        asked = exchange.request.query["MainExecutionTrackerId"]
        if asked != "77":
            exchange.hold()
        exchange.answer({"Status": "InProgress" if asked != "79" else "NotFound", "Success": True})

    ended: list[object] = []
    with ScriptedServer(by_operation({"GetExecutionStatus": status_of})) as server:
        saved_environments.put("DEV-1", server.address)
        services.keys.keep_for_session("DEV-1", Token("key-81762"))
        root = f"{server.address}/DMMAPI/rest/v1"
        entered = _entered(state=RunState.RUNNING, report=None, root=root, environment_id="DEV-1")
        services.put(services.workspace().adopt(entered))
        services.runs.watch("r")
        qtbot.waitUntil(lambda: services.view("r").watch is not None)
        services.runs.record_outcome(
            "r",
            tracker_id=tracker_id,
            started=True,
            owner=services,
            on_success=lambda: ended.append(None),
            on_failure=ended.append,
        )
        services.runs.watch_anew("r")
        qtbot.waitUntil(server.holding.is_set)
        assert not services.runs.is_watched("r"), "it was not watched again before its outcome was recorded"
        services.view("r").error = TokenRefused("DEV-1")
        services.runs.watch_anew("r")
        assert not services.runs.is_watched("r"), "nor while it was being recorded"
        server.release()
        qtbot.waitUntil(lambda: bool(ended))
        assert services.runs.is_watched("r") and len(ended) == 1
        assert services.view("r").run.tracker_id == ("78" if tracker_id == "78" else "77")
        services.runs.stop_watching("r")
        saved_environments.settle()


def test_it_names_the_file_and_when_it_was_sent(services: SampleServices, shown: Show) -> None:
    run = sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", zip_path="/data/customers.zip")
    services.put(run)
    _, dialog = _asked(services, shown, "r")
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"for customers.zip, sent {moment(run.sent_at or run.created_at)}. Nothing is sent again" in words


def test_an_export_has_no_file_and_is_told_by_when_it_was_requested(services: SampleServices, shown: Show) -> None:
    run = sample_export(RunState.OUTCOME_UNKNOWN, tracker_id="")
    services.put(run)
    _, dialog = _asked(services, shown, run.id)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"for the export requested {moment(run.sent_at or run.created_at)}. Nothing is sent again" in words


def test_no_choice_opens_as_a_window(services: SampleServices, shown: Show) -> None:
    run_id = services.put_sample("unknown")
    with opened_windows() as opened:
        dialog = OutcomeDialog(services, services.view(run_id).run, None)
        shown(dialog)
    assert find(dialog, QAbstractButton, "finding_not_started").isVisible() and opened == ["OutcomeDialog"]
