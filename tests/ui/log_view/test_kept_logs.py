"""The log kept on this computer in the pane: it says what it is, and the server's lines take its place once."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import DiskFull, DmmError, EnvironmentRemoved
from dmm_desktop.core.kept_log import KeptLog, LogChoice, LogEnd
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.text import text
from dmm_desktop.core.token import Token
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.formats import day_and_time
from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.services.preferences import Preferred
from scripted_server import Exchange, ScriptedServer, by_operation
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find, focused
from ui.page_fixtures import focus
from ui.sample_runs import LOG, SampleServices, sample_run

Show = Callable[..., QWidget]
READ_AT = datetime.now(UTC) - timedelta(days=1)
MORE = [*LOG, "2026-06-30 10:41:12 INFO  Order: done"]


def keep(services: SampleServices, run: Run, lines: Sequence[str] = LOG, **facts: Any) -> Run:
    """Store the run with a kept log, as an earlier window has left it."""
    workspace = services.workspace()
    writer = workspace.log_writer(run.id)
    writer.append(lines)
    writer.flush()
    writer.close()
    log = KeptLog(writer.name, writer.lines, READ_AT, LogEnd.WHOLE)
    with workspace.store() as store:
        store.runs.insert(run, None)
        store.runs.keep_log(run.id, run.tracker_id, replace(log, **facts))
    stored = workspace.run(run.id)
    assert stored is not None
    services.put(stored)
    return stored


def pane_of(services: SampleServices, shown: Show, run: Run) -> LogPane:
    pane = LogPane(services)
    shown(pane, 712, 400)
    pane.show_run(run.id)
    return pane


def lines_of(pane: LogPane) -> list[str]:
    return list(pane.lines.pick(range(pane.line_count)))


def ended(state: RunState = RunState.NO_LONGER_KNOWN, **fields: object) -> Run:
    return sample_run("past", state, **fields)


def serving(
    lines: Sequence[str], answer: Callable[[Exchange], None] | None = None
) -> AbstractContextManager[ScriptedServer]:
    def get_status(exchange: Exchange) -> None:
        is_first = exchange.request.query.get("LogPage") == "1"
        page = base64.b64encode("".join(f"{line}\n" for line in lines if is_first).encode()).decode()
        exchange.answer({"Status": "Complete", "Success": True, "Report": {}, "LogNumPages": 1, "Logs": page})

    return ScriptedServer(by_operation({"GetExecutionStatus": answer or get_status}))


def test_it_is_shown_without_the_server(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_of(services, shown, keep(services, ended()))
    qtbot.waitUntil(lambda: lines_of(pane) == LOG)
    qtbot.waitUntil(pane.viewer.banner.isVisible)
    assert pane.viewer.banner.accessibleName() == (
        f"Information: Kept on this computer, as read on {day_and_time(READ_AT)}. "
        "It was not loaded from the server again."
    )
    assert not find(pane, QPushButton, "log_banner_action").isVisible(), "the server does not know the run"
    assert pane.viewer.toolbar.copy.isEnabled() and pane.viewer.toolbar.search.isEnabled()
    assert pane.can_show(services.view("past").run)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"end": LogEnd.PART}, "The log was not read to its end."),
        (
            {"end": LogEnd.FULL},
            "The end of the log was not kept: the log is too long.",
        ),
        (
            {"end": LogEnd.FAILED},
            "The end of the log was not kept: it could not be written.",
        ),
        (
            {"end": LogEnd.NOT_RECORDED},
            "The application ended while it read the log. Lines may be missing, or shown twice.",
        ),
        (
            {"notice": text("Two pages of the log are identical.")},
            "Two pages of the log are identical.",
        ),
    ],
)
def test_what_may_be_missing_is_told(
    services: SampleServices, shown: Show, qtbot: QtBot, facts: dict[str, Any], said: str
) -> None:
    pane = pane_of(services, shown, keep(services, ended(), **facts))
    qtbot.waitUntil(pane.viewer.banner.isVisible)
    words = pane.viewer.banner.accessibleName()
    assert words.startswith("Warning: Kept on this computer")
    assert words.endswith(f"{said} It was not loaded from the server again.")
    qtbot.waitUntil(lambda: not services.runner.busy)


def _reachable(
    services: SampleServices, saved_environments: SavedEnvironments, server: ScriptedServer
) -> dict[str, object]:
    saved_environments.put("DEV-1", server.address)
    services.keys.keep_for_session("DEV-1", Token("key-81762"))
    return {"root": f"{server.address}/DMMAPI/rest/v1", "environment_id": "DEV-1", "stage": Stage.DEVELOPMENT}


def test_the_log_of_another_execution_does_not_take_its_place(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    def other(exchange: Exchange) -> None:
        report = {"CompletedRecords": 3, "TotalRecords": 3}
        page = base64.b64encode("\n".join(MORE).encode()).decode()
        exchange.answer({"Status": "Complete", "Report": report, "LogNumPages": 1, "Logs": page})

    with serving(MORE, other) as server:
        where = _reachable(services, saved_environments, server)
        report = ExecutionReport(completed_records=7, total_records=7)
        run = ended(RunState.COMPLETED, report=report, failing_entities=(), **where)
        run = keep(services, run, end=LogEnd.PART)
        pane = pane_of(services, shown, run)
        qtbot.waitUntil(lambda: lines_of(pane) == LOG)
        find(pane, QPushButton, "log_banner_action").click()
        qtbot.waitUntil(lambda: "may now belong to another" in pane.viewer.banner.accessibleName())
        words = pane.viewer.banner.accessibleName()
        assert "The server's answer does not fit its earlier ones. The log was not read. " in words
        assert words.endswith(f"The kept log is shown, as read on {day_and_time(READ_AT)}.")
        assert lines_of(pane) == LOG and services.view("past").run.may_be_another
        stored = services.workspace().run("past")
        assert stored is not None and stored.may_be_another and stored.kept_log == run.kept_log


def test_the_servers_lines_take_its_place(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    with serving(MORE) as server:
        where = _reachable(services, saved_environments, server)
        run = keep(services, ended(RunState.COMPLETED, failing_entities=(), **where), end=LogEnd.PART)
        pane = pane_of(services, shown, run)
        qtbot.waitUntil(lambda: lines_of(pane) == LOG)
        qtbot.waitUntil(pane.viewer.banner.isVisible)
        load = find(pane, QPushButton, "log_banner_action")
        assert load.text() == "Load log from server"
        focus(load, qtbot)
        load.click()
        assert focused() is load and load.text() == "Cancel"
        qtbot.waitUntil(lambda: lines_of(pane) == MORE)
        qtbot.waitUntil(lambda: not pane.viewer.banner.isVisible())
        assert focused() is pane.viewer.table
        qtbot.waitUntil(lambda: not services.runner.busy)
        saved_environments.settle()
    kept = services.view("past").run.kept_log
    assert kept is not None and (kept.lines, kept.end) == (len(MORE), LogEnd.WHOLE)
    services.view("past").forget_log()
    pane.show_run("")
    pane.show_run("past")
    qtbot.waitUntil(lambda: lines_of(pane) == MORE)
    qtbot.waitUntil(lambda: "Kept on this computer" in pane.viewer.banner.accessibleName())


def test_it_stays_if_the_server_cannot_be_asked(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    def refuse(exchange: Exchange) -> None:
        exchange.answer(b"", 401)

    with serving(MORE, refuse) as server:
        where = _reachable(services, saved_environments, server)
        pane = pane_of(services, shown, keep(services, ended(RunState.COMPLETED, failing_entities=(), **where)))
        banner = pane.viewer.banner
        qtbot.waitUntil(pane.viewer.banner.isVisible)
        load = find(pane, QPushButton, "log_banner_action")
        load.click()
        qtbot.waitUntil(lambda: "refused the REST API key" in banner.accessibleName())
        assert banner.accessibleName().endswith(f"The kept log is shown, as read on {day_and_time(READ_AT)}.")
        assert lines_of(pane) == LOG and load.isVisible() and load.text() == "Load log from server"
        qtbot.waitUntil(lambda: not services.runner.busy)
        assert "refused the REST API key" in banner.accessibleName()
        saved_environments.settle()


def test_it_can_be_left_as_it_is_while_the_server_is_slow(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    with serving(MORE, Exchange.hold) as server:
        where = _reachable(services, saved_environments, server)
        pane = pane_of(services, shown, keep(services, ended(RunState.COMPLETED, failing_entities=(), **where)))
        qtbot.waitUntil(pane.viewer.banner.isVisible)
        action = find(pane, QPushButton, "log_banner_action")
        action.click()
        assert action.text() == "Cancel" and lines_of(pane) == LOG
        assert "Until then, the kept log is shown." in pane.viewer.banner.accessibleName()
        assert server.holding.wait(20)
        action.click()
        qtbot.waitUntil(lambda: action.text() == "Load log from server")
        assert lines_of(pane) == LOG and "Kept on this computer" in pane.viewer.banner.accessibleName()
        saved_environments.settle()


def test_it_is_shown_while_the_server_has_not_answered_in_this_window(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    """The server accepts requests, but does not answer; then it does."""
    is_answering = Event()

    def hold(exchange: Exchange) -> None:
        if not is_answering.is_set():
            exchange.hold()
        page = base64.b64encode("".join(f"{line}\n" for line in MORE).encode()).decode()
        exchange.answer({"Status": "InProgress", "Success": True, "Report": {}, "LogNumPages": 1, "Logs": page})

    with serving(MORE, hold) as server:
        where = _reachable(services, saved_environments, server)
        run = keep(services, sample_run("past", RunState.RUNNING, **where), end=LogEnd.PART)
        services.runs.watch(run.id)
        assert server.holding.wait(20)
        pane = pane_of(services, shown, run)
        qtbot.waitUntil(lambda: lines_of(pane) == LOG)
        qtbot.waitUntil(lambda: "Kept on this computer" in pane.viewer.banner.accessibleName())
        pane.show_errors()
        assert pane.viewer.table.isVisible()
        is_answering.set()
        services.runs.watch_anew(run.id)
        qtbot.waitUntil(lambda: lines_of(pane) == MORE)
        qtbot.waitUntil(lambda: not pane.viewer.banner.isVisible())
        services.runs.stop_watching(run.id)
        qtbot.waitUntil(lambda: not services.runs.is_watched(run.id))
        saved_environments.settle()


def test_no_log_is_called_empty_before_the_server_has_said_so(services: SampleServices, shown: Show) -> None:
    services.put(sample_run("past", RunState.RUNNING), None, watched=True)
    pane = LogPane(services)
    shown(pane, 712, 400)
    pane.show_run("past")
    note = find(pane, QLabel, "log_note")
    assert note.text() == "The log is being read from the server."
    services.put(services.view("past").run, WatchProgress(services.view("past").run, datetime.now(UTC)))
    pane.show_run("past")
    assert note.text() == "No log lines yet."


def test_one_that_cannot_be_read_says_why(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run = keep(services, ended())
    assert run.kept_log is not None
    services.workspace().kept_logs.remove(run.kept_log.file)
    pane = pane_of(services, shown, run)
    qtbot.waitUntil(pane.viewer.banner.isVisible)
    assert "The kept log could not be read." in pane.viewer.banner.accessibleName()
    assert "does not exist" in pane.viewer.banner.accessibleName()
    qtbot.waitUntil(lambda: not services.runner.busy)
    note = find(pane, QLabel, "log_note")
    qtbot.waitUntil(lambda: "server does not know this run" in note.text())
    assert note.isVisible() and "could not be read" in pane.viewer.banner.accessibleName()


def test_a_log_that_cannot_be_kept_is_told_above_its_lines(services: SampleServices, shown: Show) -> None:
    run_id = services.put_sample("running")
    view = services.view(run_id)
    view.log.append(LOG)
    pane = LogPane(services)
    shown(pane, 712, 400)
    problem = DiskFull(services.workspace().kept_logs.folder / "file")
    view.log_not_kept = problem
    services.put(view.run, WatchProgress(view.run, None, log_not_kept=problem))
    pane.show_run(run_id)
    assert "The log is not kept on this computer. The disk that holds" in pane.viewer.banner.accessibleName()


def test_there_is_room_above_and_below_what_is_said(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    pane = pane_of(services, shown, keep(services, ended()))
    viewer, banner = pane.viewer, pane.viewer.banner
    qtbot.waitUntil(lambda: banner.isVisible() and viewer.table.isVisible() and banner.height() > 0)

    def top_of(widget: QWidget) -> int:
        return widget.mapTo(viewer, QPoint(0, 0)).y()

    qtbot.waitUntil(lambda: top_of(banner) >= viewer.toolbar.height() + 8)
    assert top_of(viewer.table) >= top_of(banner) + banner.height() + 8
    banner.hide()
    qtbot.waitUntil(lambda: top_of(viewer.table) <= viewer.toolbar.height() + 1)


def test_a_choice_of_fewer_removes_the_others_at_once(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    services.preferences.save(Preferred(kept_logs=LogChoice.ALWAYS))
    run = keep(services, ended(RunState.COMPLETED))
    other = keep(services, sample_run("other", RunState.COMPLETED, tracker_id="9", stage=Stage.TEST))
    assert run.stage is Stage.PRODUCTION
    pane = pane_of(services, shown, run)
    qtbot.waitUntil(lambda: lines_of(pane) == LOG)
    services.preferences.save(Preferred(kept_logs=LogChoice.EXCEPT_PRODUCTION))
    qtbot.waitUntil(lambda: services.view("past").run.kept_log is None)
    qtbot.waitUntil(lambda: pane.line_count == 0 and not pane.viewer.banner.isVisible())
    assert find(pane, QLabel, "log_note").text() == "No log lines here. The server may still have them."
    assert other.kept_log is not None
    assert [file.name for file in services.workspace().kept_logs.files()] == [other.kept_log.file]
    qtbot.waitUntil(lambda: not services.runner.busy)


def test_old_logs_go_at_a_quiet_moment(services: SampleServices, qtbot: QtBot) -> None:
    services.preferences.save(Preferred(kept_logs=LogChoice.ALWAYS))
    qtbot.waitUntil(lambda: not services.runner.busy)
    run = keep(services, ended(), read_at=datetime(2020, 1, 1).astimezone())
    services.put(sample_run("sending", RunState.UPLOADING, tracker_id=""))
    tidying = services.logs.tidying
    assert tidying.isActive() and tidying.interval() == 60_000, "not while the window starts"
    tidying.start(0)
    qtbot.waitUntil(lambda: tidying.interval() == 60_000)
    assert services.view(run.id).run.kept_log is not None, "not while an import is being sent"
    services.put(replace(services.view("sending").run, state=RunState.NOT_STARTED))
    tidying.start(0)
    qtbot.waitUntil(lambda: services.view(run.id).run.kept_log is None)
    assert tidying.interval() > 3_600_000 and services.workspace().kept_logs.files() == []


def test_a_log_that_was_kept_against_the_choice_goes_at_a_quiet_moment(services: SampleServices, qtbot: QtBot) -> None:
    """Another process kept it, or the removal when the choice was made has failed."""
    run = keep(services, ended())
    assert run.stage is Stage.PRODUCTION and services.preferences.current.kept_logs is LogChoice.EXCEPT_PRODUCTION
    services.put(run)
    services.logs.tidying.start(0)
    qtbot.waitUntil(lambda: services.view(run.id).run.kept_log is None)
    assert services.workspace().kept_logs.files() == []
    qtbot.waitUntil(lambda: not services.runner.busy)


def test_what_a_killed_process_has_left_is_shown_at_once_if_the_run_has_not_ended(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    """The server may not be asked: the environment of this run was removed."""

    def failed(error: DmmError) -> None:
        raise error

    workspace, run = services.workspace(), sample_run("past", RunState.RUNNING, stage=Stage.TEST, log_counts=None)
    workspace.adopt(run)
    writer = workspace.kept_logs.writer(run.id, "0" * 32)
    writer.append(LOG)
    writer.flush()
    writer.close()
    services.runs.load(failed)
    qtbot.waitUntil(lambda: services.runs.find("past") is not None)
    pane = pane_of(services, shown, run)
    qtbot.waitUntil(lambda: lines_of(pane) == LOG)
    qtbot.waitUntil(lambda: not services.runner.busy)
    assert isinstance(services.view("past").error, EnvironmentRemoved)
    assert "The application ended while it read the log." in pane.viewer.banner.accessibleName()
