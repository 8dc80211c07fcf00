"""A run that the server no longer knows: what was seen last, and what the user can find out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import ConnectionFailed, DmmError, ServerBusy, TokenRefused
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.watch_run import PollPolicy, WatchProgress
from dmm_desktop.ui.formats import moment
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.run_words import short_sentence, state_icon
from dmm_desktop.ui.services.poll_priority import KEPT_LOGS
from dmm_desktop.ui.theme.tokens import LIGHT, Tone
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, ScriptedServer, answering, by_operation
from ui.environment_fixtures import SavedEnvironments, fill, press
from ui.lookup import find
from ui.pictures import colors, picture
from ui.sample_runs import LOG, SampleServices, report, sample_run

Show = Callable[..., QWidget]


def forgotten(**changes: object) -> Run:
    now = datetime.now(UTC)
    values: dict[str, object] = {
        "report": report(100, 5_000),
        "answered_at": now,
        "ended_at": now,
        "sent_at": now - timedelta(minutes=3),
        "message": "Importing Customer (5000)",
    }
    return sample_run("r", RunState.NO_LONGER_KNOWN, **(values | changes))


def view_of(services: SampleServices, shown: Show, run: Run) -> ProgressView:
    services.put(run)
    view = ProgressView(services)
    shown(view, 712, 740)
    view.show_run(run.id)
    for _ in range(5):
        QApplication.processEvents()
    return view


def test_its_numbers_are_those_that_were_seen_last(services: SampleServices, shown: Show) -> None:
    view = view_of(services, shown, forgotten())
    records = find(view, QLabel, "records")
    assert records.text() == "100 of 5,000" and records.isVisible()
    seen = colors(picture(records))
    assert seen[LIGHT.text2] and not seen[LIGHT.text]
    words = find(view, QLabel, "second_line").text()
    assert "Ended" not in words and "imported" not in words
    assert "The server says" not in words


def test_it_says_where_to_look_and_what_was_found_can_be_recorded(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    run = forgotten()
    services.workspace().adopt(run)
    view = view_of(services, shown, run)
    banner = find(view, Banner, "banner")
    assert "Check DMM on PROD-2 and record what you found." in banner.accessibleName()
    button = find(view, QAbstractButton, "banner_action")
    assert button.accessibleName() == "Record outcome"
    button.click()
    dialog = find(view, QWidget, "finding_dialog")
    assert find(dialog, QAbstractButton, "finding_started").accessibleName() == "It was started"
    assert find(dialog, QAbstractButton, "finding_has_id").accessibleName() == "It is there, and has a tracker id"
    find(dialog, QAbstractButton, "finding_started").click()
    find(dialog, QAbstractButton, "save_finding").click()
    qtbot.waitUntil(lambda: services.view("r").run.state is RunState.FOUND_STARTED)
    stored = services.workspace().run("r")
    assert stored is not None and stored.report == run.report
    assert str(sentence(stored)).startswith("The server no longer knows this import.")
    assert "did not answer" not in str(sentence(stored))


def test_its_log_is_not_said_to_be_on_the_server(services: SampleServices, shown: Show) -> None:
    view = view_of(services, shown, forgotten())
    assert not find(view, QAbstractButton, "load_log").isVisible()
    assert find(view, QLabel, "log_note").text() == "The log cannot be read: the server does not know this run."
    assert not find(view, QAbstractButton, "save_logs").isEnabled()


def test_the_log_that_was_read_is_kept(services: SampleServices, shown: Show) -> None:
    """Others give way when many have ended: they can be loaded again."""
    services.put(forgotten())
    services.view("r").log.append(LOG)
    for number in range(KEPT_LOGS + 3):
        services.put(sample_run(f"past {number}", RunState.COMPLETED))
        services.view(f"past {number}").log.append(LOG)
        services.runs.run_changed.emit(f"past {number}")
    assert services.view("r").log.total == len(LOG)
    view = view_of(services, shown, services.view("r").run)
    assert find(view, QLabel, "log_lines").text() == "15 lines"
    assert find(view, QAbstractButton, "save_logs").isEnabled()


@pytest.mark.parametrize(
    ("trouble", "word", "row", "problem"),
    [
        (ConnectionFailed("h"), "", "Connection lost, may still be running", "No response from PROD-2 since "),
        (
            ServerBusy("h", 503, ""),
            "InProgress",
            "No status from the server, may still be running",
            "No status from PROD-2 ",
        ),
        (TokenRefused("h"), "InProgress", "Key refused, may still be running", "No status from PROD-2 "),
        (ConnectionFailed("h"), "Complete", "Connection lost, results not read yet", "No response from PROD-2 since "),
        (
            ServerBusy("h", 503, ""),
            "Complete",
            "No usable response, results not read yet",
            "Warning: The server reports",
        ),
    ],
)
def test_what_goes_on_without_an_answer_is_not_claimed(
    services: SampleServices, shown: Show, trouble: DmmError, word: str, row: str, problem: str
) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100), status_word=word)
    services.put(run, WatchProgress(run, datetime.now(UTC), trouble=trouble, next_try=8.0), watched=True)
    assert short_sentence(services.view("r"))[0] == row
    view = view_of(services, shown, run)
    services.put(run, WatchProgress(run, datetime.now(UTC), trouble=trouble, next_try=8.0))
    view.show_run("r")
    words = find(view, Banner, "banner").accessibleName()
    assert ("No status" in words) == (problem.startswith("No status"))
    known = {
        "": "The import may still be running on the server.",
        "InProgress": "The import may still be running: the server last reported “InProgress”.",
        "Complete": "The server reports “Complete”. Its results have not been read yet.",
    }[word]
    assert problem in words and known in words and "continues" not in words


class _Server:
    """A server that does not know the run "r", with the tracker id 48213, until ``knows_it``."""

    def __init__(self, services: SampleServices, saved_environments: SavedEnvironments) -> None:
        self._services, self._saved = services, saved_environments
        self.knows_it = False
        self._server = ScriptedServer(by_operation({"GetExecutionStatus": self._answer}))

    def __enter__(self) -> "_Server":
        address = self._server.__enter__().address
        self._saved.put("DEV-1", address, "key-81762")
        self.run = forgotten(root=f"{address}/DMMAPI/rest/v1", environment_id="DEV-1")
        self.host = self._server.host_and_port
        self._services.workspace().adopt(self.run)
        return self

    def __exit__(self, *trace: Any) -> None:
        self._services.runs.stop_watching("r")
        self._saved.settle()
        self._server.__exit__(*trace)

    @property
    def asked(self) -> int:
        return len(self._server.of("GetExecutionStatus"))

    def _answer(self, exchange: Exchange) -> None:
        exchange.answer({"Status": "InProgress" if self.knows_it else "NotFound", "Success": True})


def test_the_server_can_be_asked_again(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    with _Server(services, saved_environments) as server:
        view = view_of(services, shown, server.run)
        banner, again = find(view, Banner, "banner"), find(view, QAbstractButton, "banner_second")
        assert again.isVisible() and again.accessibleName() == "Watch again"
        again.click()
        qtbot.waitUntil(lambda: f"what you found. {server.host} does not know this import." in banner.accessibleName())
        assert (server.asked, services.view("r").run) == (1, server.run)
        server.knows_it = True
        again.click()
        qtbot.waitUntil(lambda: services.view("r").run.state is RunState.RUNNING)
        qtbot.waitUntil(lambda: not banner.isVisible())
        assert services.runs.is_watched("r") and find(view, QAbstractButton, "stop_import").isEnabled()


def test_a_run_without_tracker_id_cannot_be_asked_about(services: SampleServices, shown: Show) -> None:
    view = view_of(services, shown, sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id=""))
    assert not find(view, QAbstractButton, "banner_second").isVisible()


@pytest.mark.parametrize(("days", "asked"), [(6, True), (8, False)])
def test_the_server_is_asked_again_at_the_start(
    services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot, days: int, asked: bool
) -> None:
    def failed(error: DmmError) -> None:
        raise error

    with _Server(services, saved_environments) as server:
        server.knows_it = True
        services.workspace().save(replace(server.run, ended_at=datetime.now(UTC) - timedelta(days=days)))
        with qtbot.waitSignal(services.runs.loaded):
            services.runs.load(failed)
        qtbot.waitUntil(lambda: services.runs.is_watched("r") or not services.runner.busy)
        assert services.runs.is_watched("r") == asked
        assert bool(server.asked) == asked


@pytest.mark.parametrize("state", [RunState.NO_LONGER_KNOWN, RunState.FOUND_STARTED])
def test_watching_its_id_asks_the_server_again(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot, state: RunState
) -> None:
    with _Server(services, saved_environments) as server:
        services.put(services.workspace().save(replace(server.run, state=state)))
        dialog = WatchDialog(services, None, "DEV-1")
        shown(dialog)
        banner = find(dialog, Banner, "watch_banner")
        fill(dialog, watch_tracker_id="48213")
        press(dialog, "watch_import")
        qtbot.waitUntil(banner.isVisible)
        assert "DEV-1 does not know an execution with this tracker id." in banner.accessibleName()
        server.knows_it = True
        with qtbot.waitSignal(dialog.watching):
            press(dialog, "watch_import")
        qtbot.waitUntil(lambda: services.view("r").run.state is RunState.RUNNING)
        assert services.runs.is_watched("r") and len(services.runs.runs) == 1


def test_that_it_is_not_known_at_the_moment_is_said_while_it_is_asked_about(
    services: SampleServices, shown: Show
) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100), answered_at=datetime.now(UTC))
    services.put(run, WatchProgress(run, datetime.now(UTC), is_unlisted=True), watched=True)
    view = view_of(services, shown, run)
    services.put(run, WatchProgress(run, datetime.now(UTC), is_unlisted=True), watched=True)
    view.show_run("r")
    words = find(view, QLabel, "second_line").text() or find(view, QLabel, "note").text()  # below if it is too long
    seen = f"last seen {moment(run.answered_at)}" if run.answered_at else ""
    assert words == f"{seen}; the server does not know it at the moment; retrying for up to a minute"
    assert state_icon(services.view("r")) == ("clock", Tone.MUTED)


def test_watching_again_does_not_lose_what_was_read(
    services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    """The log is read from its beginning then, and the server may not have it any more."""
    not_found = answering({"Status": "NotFound", "Success": True})
    with ScriptedServer(by_operation({"GetExecutionStatus": not_found})) as server:
        saved_environments.put("DEV-1", server.address)
        services.keys.keep_for_session("DEV-1", Token("key-81762"))
        root = f"{server.address}/DMMAPI/rest/v1"
        run = sample_run("r", RunState.RUNNING, root=root, environment_id="DEV-1", report=report(100))
        services.put(services.workspace().adopt(run))
        view = services.view("r")
        view.log.append(LOG)
        view.policy = PollPolicy(first=0.01, longest=0.01, unlisted=0)
        services.runs.watch("r")
        qtbot.waitUntil(lambda: view.run.state is RunState.NO_LONGER_KNOWN)
        saved_environments.settle()
    assert view.log.total == len(LOG)
