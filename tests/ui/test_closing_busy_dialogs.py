"""*Cancel*, Escape and the close button of a dialog that works: nothing is sent, stored or recorded afterwards, or the
dialog stays open because it is too late."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Environment
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.seen_execution import SeenExecution
from dmm_desktop.core.stage import Stage
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.runs_panel.note_dialog import NoteDialog
from dmm_desktop.ui.widgets.view_switch import StageChoice
from dmm_desktop.workers.runner import TaskRunner
from lockable_keyring import Lockable, lockable_keys
from right_before import right_before
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, holding
from ui.environment_fixtures import SavedEnvironments, fill, press, said
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run

__all__ = ["lockable_keys"]

Show = Callable[..., QWidget]
Way = Callable[[QDialog], object]
KEY = "key-81762"
GOING = answering({"Status": "InProgress", "Success": True})


@pytest.fixture
def services(tmp_path: Path, runner: TaskRunner, lockable_keys: SessionKeys) -> Iterator[SampleServices]:
    """Services with a key store that waits while a test wants it to."""
    services = SampleServices(tmp_path / "data", runner, lockable_keys)
    yield services
    Lockable.answers.set()
    runner.shut_down(within=10)
    services.close()


def _cancel(dialog: QDialog) -> None:
    [button] = [one for one in dialog.findChildren(QAbstractButton) if one.objectName().startswith("cancel_")]
    assert button.isEnabled() and button.isVisible()
    button.click()


@pytest.fixture(params=["Cancel", "Escape", "the close button"])
def close(request: pytest.FixtureRequest, qtbot: QtBot) -> Way:
    """A way to close a dialog."""
    return {
        "Cancel": _cancel,
        "Escape": lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape),
        "the close button": QDialog.close,
    }[request.param]


class Turns:
    """Answers, and while ``is_silent`` only once the server is released."""

    def __init__(self, script: Script) -> None:
        self.is_silent = False
        self._script = script

    def __call__(self, exchange: Exchange) -> None:
        (holding(then=self._script) if self.is_silent else self._script)(exchange)


def _creating(services: SampleServices, environment: Environment, shown: Show, qtbot: QtBot) -> ConnectionDialog:
    """The dialog, with what a new connection needs."""
    dialog = ConnectionDialog(services, environment)
    shown(dialog, dialog.width(), dialog.height())
    qtbot.waitUntil(lambda: not services.runner.busy)
    find(dialog, QComboBox, "field_connection_type").setCurrentText("DataDestination")
    find(dialog, QComboBox, "field_database_type").setCurrentText("SQLServer")
    fill(dialog, field_connection_name="Warehouse", field_connection_string="Server=db")
    return dialog


def _connections(services: SampleServices) -> list[str]:
    with services.workspace().store() as store:
        return [one.name for saved in store.saved_environments() for one in saved.connections]


def test_no_connection_is_created_after_the_dialog_was_closed(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, close: Way, qtbot: QtBot
) -> None:
    turns = Turns(answering(b"", 404))
    with ScriptedServer(turns) as server:
        environment = saved_environments.put("DEV-1", server.address, KEY)
        dialog = _creating(services, environment, shown, qtbot)
        turns.is_silent = True
        press(dialog, "add_connection")
        qtbot.waitUntil(server.holding.is_set)
        close(dialog)
        assert not dialog.isVisible()
        turns.is_silent = False
        server.release()
        saved_environments.settle()
        assert server.of("CreateConnection") == [] and _connections(services) == []


def test_the_form_is_read_again_by_the_next_dialog(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    turns = Turns(answering(b"", 404))
    turns.is_silent = True
    with ScriptedServer(turns) as server:
        environment = saved_environments.put("DEV-1", server.address, KEY)
        first = ConnectionDialog(services, environment)
        shown(first, first.width(), first.height())
        qtbot.waitUntil(server.holding.is_set)
        first.reject()
        turns.is_silent = False
        second = _creating(services, environment, shown, qtbot)
        assert find(second, QAbstractButton, "add_connection").isEnabled()
        second.reject()


@pytest.mark.parametrize("status", [200, 400])
def test_a_connection_being_created_keeps_the_dialog_open(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, close: Way, qtbot: QtBot, status: int
) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.answer({"Success": status == 200}, status)

    create = holding(then=answer)
    with ScriptedServer(by_operation(CreateConnection=create)) as server:
        environment = saved_environments.put("DEV-1", server.address, KEY)
        dialog = _creating(services, environment, shown, qtbot)
        press(dialog, "add_connection")
        qtbot.waitUntil(server.holding.is_set)
        close(dialog)
        assert dialog.isVisible() and not find(dialog, QRadioButton, "known_way").isEnabled()
        assert [
            one for one in dialog.findChildren(QWidget) if isinstance(one, QComboBox | QLineEdit) and one.isEnabled()
        ] == []
        words = said(dialog)
        assert "It is too late to cancel." in words and "cannot be taken back" in words
        server.release()
        if status == 200:
            with qtbot.waitSignal(dialog.added):
                pass
            assert _connections(services) == ["Warehouse"] and not dialog.isVisible()
        else:
            qtbot.waitUntil(find(dialog, QAbstractButton, "add_connection").isEnabled)
            assert "too late" not in said(dialog) and "status 400" in said(dialog)
            assert find(dialog, QRadioButton, "known_way").isEnabled()
            close(dialog)
            assert not dialog.isVisible()
        saved_environments.settle()


def _run_at(server: ScriptedServer, **changes: object) -> Run:
    root = f"{server.address}/DMMAPI/rest/v1"
    return replace(sample_run("r", RunState.RUNNING, root=root, environment_id="DEV-1"), **changes)  # type: ignore[arg-type]


def test_no_execution_is_watched_after_the_dialog_was_closed(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, close: Way, qtbot: QtBot
) -> None:
    with ScriptedServer(by_operation(GetExecutionStatus=holding(then=GOING))) as server:
        saved_environments.put("DEV-1", server.address, KEY)
        dialog = WatchDialog(services, None, "DEV-1")
        shown(dialog)
        fill(dialog, watch_tracker_id="48213")
        press(dialog, "watch_import")
        qtbot.waitUntil(server.holding.is_set)
        close(dialog)
        server.release()
        saved_environments.settle()
    assert services.runs.runs == [] and services.workspace().runs() == ()


def test_no_tracker_id_is_recorded_after_the_dialog_was_closed(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, close: Way, qtbot: QtBot
) -> None:
    """The execution recorded before is watched again at once."""

    def status_of(exchange: Exchange) -> None:
        is_new = exchange.request.query["MainExecutionTrackerId"] == "38625"
        (holding(then=GOING) if is_new else GOING)(exchange)

    with ScriptedServer(by_operation(GetExecutionStatus=status_of)) as server:
        saved_environments.put("DEV-1", server.address, KEY)
        unknown = _run_at(server, state=RunState.OUTCOME_UNKNOWN, tracker_id="", report=None)
        entered = SeenExecution(RunState.RUNNING, "38623", may_be_another=True)
        services.put(services.workspace().adopt(replace(unknown.of(entered), seen_before=unknown.seen)))
        services.runs.watch("r")
        qtbot.waitUntil(lambda: services.view("r").watch is not None)
        dialog = OutcomeDialog(services, services.view("r").run, None)
        shown(dialog)
        fill(dialog, finding_tracker_id="38625")
        press(dialog, "save_finding")
        qtbot.waitUntil(server.holding.is_set)
        close(dialog)
        assert services.runs.is_watched("r")
        server.release()
        qtbot.waitUntil(lambda: not any("withdrawn" in str(key) for key in services.runner.running))
        stored = services.workspace().run("r")
        assert stored is not None and stored.tracker_id == services.view("r").run.tracker_id == "38623"
        services.runs.stop_watching("r")
        saved_environments.settle()


def test_no_outcome_is_recorded_if_the_dialog_closes_before_the_watching_has_ended(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, close: Way, qtbot: QtBot
) -> None:
    """The key store keeps the watcher waiting, which must end first."""
    with ScriptedServer(by_operation(GetExecutionStatus=GOING)) as server:
        saved_environments.put("DEV-1", server.address)
        Lockable.stored["DEV-1"] = KEY
        unknown = _run_at(server, state=RunState.OUTCOME_UNKNOWN, tracker_id="", report=None)
        entered = SeenExecution(RunState.RUNNING, "38623", may_be_another=True)
        services.put(services.workspace().adopt(replace(unknown.of(entered), seen_before=unknown.seen)))
        Lockable.answers.clear()
        services.runs.watch("r")
        assert Lockable.asked.wait(20)
        dialog = OutcomeDialog(services, services.view("r").run, None)
        shown(dialog)
        find(dialog, QRadioButton, "finding_started").click()
        press(dialog, "save_finding")
        close(dialog)
        Lockable.answers.set()
        qtbot.waitUntil(lambda: services.view("r").watch is not None)
        stored = services.workspace().run("r")
        assert stored is not None and stored.tracker_id == "38623"
        services.runs.stop_watching("r")
        saved_environments.settle()


def _edited(services: SampleServices, environment: Environment | None, shown: Show) -> EnvironmentDialog:
    dialog = EnvironmentDialog(services, environment)
    find(dialog, StageChoice, "stage").set_stage(Stage.DEVELOPMENT)
    shown(dialog, dialog.width(), dialog.height())
    return dialog


def test_no_environment_is_changed_after_the_dialog_was_closed(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, close: Way
) -> None:
    environment = saved_environments.put("PROD", token=KEY, stage=Stage.PRODUCTION)
    dialog = _edited(services, environment, shown)
    fill(dialog, rest_api_key="key-29451")
    Lockable.asked.clear()
    Lockable.answers.clear()
    press(dialog, "save_environment")
    assert Lockable.asked.wait(20)
    stages = find(dialog, StageChoice, "stage").findChildren(QAbstractButton)
    assert stages and not any(one.isEnabled() for one in stages), "it would not be saved"
    close(dialog)
    assert not dialog.isVisible()
    Lockable.answers.set()
    saved_environments.settle()
    assert [one.stage for one in saved_environments.in_database()] == [Stage.PRODUCTION]
    assert Lockable.stored == {"PROD": KEY} and services.keys.get("PROD") is not None


def test_no_environment_is_added_after_the_dialog_was_closed(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, close: Way, qtbot: QtBot
) -> None:
    """It can be added again, even while the key store still waits."""
    Lockable.answers.clear()
    for is_last in (False, True):
        dialog = _edited(services, None, shown)
        fill(dialog, environment_name="Ghost", environment_address="https://127.0.0.1:1", rest_api_key=KEY)
        press(dialog, "save_environment")
        assert Lockable.asked.wait(20)
        if is_last:
            Lockable.answers.set()
            with qtbot.waitSignal(dialog.saved):
                pass
        else:
            close(dialog)
            dialog.deleteLater()
    saved_environments.settle()
    assert [one.name for one in saved_environments.in_database()] == ["Ghost"]
    assert list(Lockable.stored.values()) == [KEY]


def test_a_locked_key_store_is_asked_once_and_the_environment_saved(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    Lockable.is_locked = True
    dialog = _edited(services, None, shown)
    fill(dialog, environment_name="DEV", environment_address="https://127.0.0.1:1", rest_api_key=KEY)
    press(dialog, "save_environment")
    qtbot.waitUntil(lambda: "is locked" in said(dialog))
    assert "The environment is saved, but its REST API key is kept only until DMM Desktop closes." in said(dialog)
    assert "Unlock the key store, then save again." in said(dialog)
    saved_environments.settle()
    assert len(Lockable.reads) == 1 and Lockable.stored == {}
    assert [one.name for one in saved_environments.in_database()] == ["DEV"]


def test_what_is_being_stored_keeps_the_dialog_open(
    services: SampleServices, shown: Show, close: Way, qtbot: QtBot
) -> None:
    """Another process has locked the database, so that storing takes long."""
    run = sample_run("r", RunState.COMPLETED)
    services.put(services.workspace().adopt(run))
    host = QWidget()
    dialog = NoteDialog(services, run, host)
    shown(dialog)
    fill(dialog, run_note="for the auditors")
    database = services.workspace().paths.database
    other, reached = sqlite3.connect(database, isolation_level=None), Event()
    other.execute("BEGIN IMMEDIATE")
    with right_before("sqlite3.connect", lambda arguments: True, reached.set):
        press(dialog, "save_note")
        assert reached.wait(20)
        close(dialog)
        assert dialog.isVisible() and "It is too late to cancel." in said(dialog)
        other.execute("ROLLBACK")
        other.close()
        with qtbot.waitSignal(dialog.finished) as finished:
            pass
    assert finished.args == [QDialog.DialogCode.Accepted]
    stored = services.workspace().run("r")
    assert stored is not None and stored.note == services.view("r").run.note == "for the auditors"


def test_the_focus_does_not_go_to_cancel(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    """A second Enter would press it."""
    with ScriptedServer(by_operation(GetExecutionStatus=holding(then=answering(b"", 401)))) as server:
        saved_environments.put("DEV-1", server.address, KEY)
        dialog = WatchDialog(services, None, "DEV-1")
        shown(dialog)
        fill(dialog, watch_tracker_id="48213")
        button = find(dialog, QAbstractButton, "watch_import")
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        qtbot.waitUntil(server.holding.is_set)
        assert dialog.focusWidget() is dialog
        close_it = find(dialog, QAbstractButton, "cancel_watch")
        close_it.click()
        server.release()
        saved_environments.settle()
