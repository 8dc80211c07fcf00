"""An environment gets another address while an import into it is running."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment as SavedEnvironment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.curl_dialog import CurlDialog
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.run_words import run_title, short_sentence
from dmm_desktop.ui.runs_panel.note_dialog import NoteDialog
from dmm_desktop.ui.runs_panel.runs_model import RunRole, RunsModel
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import ScriptedServer, answering, by_operation
from ui.environment_fixtures import SavedEnvironments, said
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.progress_view.test_waiting import Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, report, sample_run

Show = Callable[..., QWidget]


def _server() -> ScriptedServer:
    return ScriptedServer(
        by_operation(
            StartExecution=answering({"MainExecutionTrackerId": 42}),
            GetExecutionStatus=answering({"Status": "InProgress", "Success": True}),
        )
    )


def _raise(error: Exception) -> None:
    raise error


def _save(services: SampleServices, qtbot: QtBot, environment: SavedEnvironment, key: str = "key") -> None:
    with qtbot.waitSignal(services.environments.changed):
        services.environments.save(
            environment, Token(key), owner=services, on_success=lambda placement: None, on_failure=_raise
        )


def test_its_key_is_sent_to_the_old_address_no_longer(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    view = ProgressView(services)
    shown(view)
    banner = find(view, Banner, "banner")
    with _server() as server:
        place = Environment(server.address)
        saved = live.environment(place)
        run_id = live.start(place, saved)
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        dialog = EnvironmentDialog(services, saved)
        shown(dialog, dialog.width(), dialog.height())
        address = find(dialog, QLineEdit, "environment_address")
        address.setText("https://moved.example.com")
        assert any(
            "A run at the current address may not have ended." in one.text() for one in dialog.findChildren(QLabel)
        )
        dialog.close()
        _save(services, qtbot, replace(saved, address=Address.parse("https://moved.example.com")))
        qtbot.waitUntil(lambda: not services.runs.is_watched(run_id))
        qtbot.waitUntil(lambda: banner.isVisible() and "a different address" in banner.accessibleName())
        assert (
            f"The run was started at {server.host_and_port}, but the key is sent only to the current address. "
            "So the run can be neither watched nor stopped here."
        ) in banner.accessibleName()
        stop, notice = find(view, QAbstractButton, "stop_import"), find(view, Banner, "notice")
        qtbot.waitUntil(lambda: not stop.isEnabled())
        assert stop.accessibleDescription() == "DEMO-1 has a different address now."
        view._commands._stop(run_id, Stop.EXECUTION)  # asked for before the environment moved
        qtbot.waitUntil(lambda: notice.isVisible() and "a different address" in notice.accessibleName())
        asked = len(server.of("GetExecutionStatus"))
        _save(services, qtbot, replace(saved, id="old", name="Old"))
        assert not notice.isVisible(), "what it says is no longer true"
        qtbot.waitUntil(lambda: len(server.of("GetExecutionStatus")) > asked)
        qtbot.waitUntil(lambda: not banner.isVisible() and stop.isEnabled())
        view.stop_watching()
        qtbot.waitUntil(lambda: not services.runner.busy)


def _remove(services: SampleServices, qtbot: QtBot, environment: SavedEnvironment) -> None:
    with qtbot.waitSignal(services.environments.changed):
        services.environments.remove(environment, owner=services, on_failure=_raise)


def test_its_key_is_used_no_longer_once_it_was_removed(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    """Neither by the watcher, which has it already, nor for a stop, which says why it was not sent."""
    view = ProgressView(services)
    shown(view)
    banner = find(view, Banner, "banner")
    stop, notice = find(view, QAbstractButton, "stop_import"), find(view, Banner, "notice")
    with _server() as server:
        place = Environment(server.address)
        saved = live.environment(place)
        run_id = live.start(place, saved)
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        _remove(services, qtbot, saved)
        qtbot.waitUntil(lambda: not services.runs.is_watched(run_id))
        qtbot.waitUntil(lambda: "The environment DEMO-1 was removed from this computer." in banner.accessibleName())
        assert banner.accessibleName().startswith("Error: This run is not being watched: ")
        qtbot.waitUntil(lambda: not stop.isEnabled())
        assert stop.accessibleDescription() == "The environment DEMO-1 was removed from this computer."
        asked = len(server.of("GetExecutionStatus"))
        view._commands._stop(run_id, Stop.EXECUTION)  # asked for before the environment was removed
        qtbot.waitUntil(lambda: notice.isVisible() and "was removed" in notice.accessibleName())
        qtbot.waitUntil(lambda: not services.runner.busy)
        assert notice.isVisible()
        assert (len(server.of("GetExecutionStatus")), server.of("StopExecution")) == (asked, [])


def test_nor_is_that_of_another_one_at_the_same_address(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    with _server() as server:
        place = Environment(server.address)
        saved = live.environment(place)
        run_id = live.start(place, saved)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        twin = SavedEnvironment("twin", "Twin", saved.address)
        _save(services, qtbot, twin, "key-of-twin")
        _remove(services, qtbot, saved)
        qtbot.waitUntil(lambda: server.of("GetExecutionStatus")[-1].headers["x-dmm-token"] == "key-of-twin")
        _remove(services, qtbot, twin)
        qtbot.waitUntil(lambda: not services.runs.is_watched(run_id))
        error = services.view(run_id).error
        assert error is not None and "was removed" in str(error.title)


def test_where_to_look_is_the_server_that_the_import_was_sent_to(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show
) -> None:
    saved_environments.put("Gamma", "https://new.example")
    run = sample_run(
        "r",
        RunState.OUTCOME_UNKNOWN,
        environment_id="Gamma",
        environment_name="Gamma",
        root="https://old.example:9310/a",
    )
    services.put(run)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    there = "https://old.example:9310 (the address of Gamma then)"
    assert f"Check DMM on {there} and record what you found." in said(view)
    assert f"Check {there} before starting it again." in find(view, QLabel, "status").text()
    assert short_sentence(services.view("r"))[0] == f"Outcome unknown · check {there}"
    dialog = OutcomeDialog(services, services.view("r").run, view)
    dialog.open()
    assert any(f"Look in DMM on {there} for" in one.text() for one in dialog.findChildren(QLabel))
    saved_environments.put("Old", "https://old.example:9310")  # this does not make the name Gamma right
    assert services.view("r").run.has_moved
    services.put(replace(run, environment_id="Old", environment_name="Old"))
    services.environments.changed.emit()
    assert short_sentence(services.view("r"))[0] == "Outcome unknown · check Old"


def test_where_to_look_is_not_what_was_given_the_name_of_a_renamed_environment(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    """The list, the heading and the report give the address, too: the environment of this name is Production."""
    old = saved_environments.put("QA", "https://qa.example:9310")
    live = saved_environments.put("PRD", "https://live.example", stage=Stage.PRODUCTION)
    values: dict[str, object] = {
        "environment_id": "QA",
        "environment_name": "QA",
        "stage": Stage.TEST,
        "root": "https://qa.example:9310/a",
    }
    services.put(sample_run("ended", RunState.COMPLETED, report=report(50_000), **values))
    services.put(sample_run("unknown", RunState.OUTCOME_UNKNOWN, **values))
    model = RunsModel(services.runs)
    assert "qa.example" not in " ".join(_titles(model))
    view = ProgressView(services)
    shown(view)
    view.show_run("unknown")
    assert "Check DMM on QA and record what you found." in said(view)
    _save(services, qtbot, replace(old, name="OLD"))
    assert "Check DMM on QA and record what you found." in said(view), "nothing else has this name"
    _save(services, qtbot, replace(live, name="QA"))
    there = "https://qa.example:9310 (the address of QA then)"
    qtbot.waitUntil(lambda: f"Check DMM on {there} and record what you found." in said(view))
    assert f"Check {there} before starting it again." in find(view, QLabel, "status").text()
    assert short_sentence(services.view("unknown"))[0] == f"Outcome unknown · check {there}"
    assert _titles(model) == ["Import to QA, qa.example:9310"] * 2
    dialog = OutcomeDialog(services, services.view("unknown").run, view)
    dialog.open()
    assert any(f"Look in DMM on {there} for" in one.text() for one in dialog.findChildren(QLabel))
    dialog.close()
    view.show_run("ended")
    qtbot.waitUntil(lambda: f"50,000 records imported into {there}" in find(view, QLabel, "status").text())
    view.show_report()
    page = find(view.window(), QTextBrowser, "report_page")
    qtbot.waitUntil(lambda: f"50,000 records imported into {there}" in page.toPlainText())
    _save(services, qtbot, replace(live, name="PRD"))
    assert "qa.example" not in " ".join(_titles(model))
    qtbot.waitUntil(lambda: not services.runner.busy)


def test_every_title_gives_the_address_without_parentheses_in_parentheses(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    saved_environments.put("Gamma", "https://new.example")
    run = sample_run(
        "r",
        RunState.COMPLETED,
        connection="Archive",
        environment_id="Gamma",
        environment_name="Gamma",
        root="https://old.example/a",
    )
    services.put(run)
    place = "Archive on https://old.example (the address of Gamma then)"
    host = QWidget()
    shown(host)
    note, curl = NoteDialog(services, services.view("r").run, host), CurlDialog(services, services.view("r").run, host)
    assert run_title(services.view("r").run) == f"Import to {place}"
    assert note.windowTitle().startswith(f"Note on: Import to {place}")
    assert curl.windowTitle().startswith(f"Copy as curl: Import to {place}")
    qtbot.waitUntil(lambda: not services.runner.busy)


def _titles(model: RunsModel) -> list[str]:
    rows = [model.index(row) for row in range(model.rowCount())]
    return [str(row.data()) for row in rows if row.data(RunRole.RUN_ID) is not None]


def test_logs_that_were_not_saved_because_it_had_moved(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    moved = saved_environments.put("Gamma", "https://new.example")
    services.put(
        sample_run(
            "r", RunState.COMPLETED, environment_id="Gamma", environment_name="Gamma", root="https://old.example/a"
        )
    )
    view = ProgressView(services, answers)
    shown(view)
    view.show_run("r")
    notice = find(view, Banner, "notice")
    find(view, QAbstractButton, "save_logs").click()
    qtbot.waitUntil(notice.isVisible)
    qtbot.waitUntil(lambda: "Gamma has a different address now." in notice.accessibleName())
    _save(services, qtbot, replace(moved, address=Address.parse("https://old.example")))
    assert not notice.isVisible(), "what it says is no longer true"
