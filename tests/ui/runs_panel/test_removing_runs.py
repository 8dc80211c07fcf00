"""A run that is removed stays away, whatever those who watch it do meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.ui.formats import day_and_time
from dmm_desktop.ui.runs_panel.run_list import RemoveRunQuestion, RunList, RunRemoval
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from scripted_server import Exchange, ScriptedServer, by_operation
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run, sample_runs

BEGUN = datetime(2026, 11, 30, 2, 22, tzinfo=UTC)
SENT = BEGUN + timedelta(minutes=2)


def _fail(error: DmmError) -> None:
    pytest.fail(str(error))


def test_it_is_removed_once_nobody_watches_it_any_more(services: SampleServices, qtbot: QtBot) -> None:
    """What a watcher tells and stores at the last moment would bring it back."""
    runs, workspace, runner = services.runs, services.workspace(), services.runner
    with ScriptedServer(by_operation(GetExecutionStatus=Exchange.hold)) as server:
        root = Address.parse(server.address + "/DMMAPI/rest/v1")
        with workspace.store() as store:
            store.environments.add(Environment("prod-2", "PROD-2", root, Stage.TEST))
        services.keys.keep_for_session("prod-2", Token("key"))
        run = workspace.add_run(sample_run("r", RunState.STARTED, root=str(root)))
        services.put(run)
        runs.watch("r")
        qtbot.waitUntil(server.holding.is_set)
        runs.remove("r", owner=services, on_failure=_fail)
        assert runner.is_running(("watch", "r")) and not runner.is_running(("remove", "r"))
        runs._take(run, None)
        assert runs.find("r") is None, "it is out of sight at once"
        qtbot.waitUntil(lambda: not runner.busy)
    assert runs.find("r") is None and workspace.run("r") is None


def test_it_is_there_again_if_it_cannot_be_removed(services: SampleServices, qtbot: QtBot) -> None:
    for path in services.workspace().paths.root.glob("dmm-desktop.sqlite3*"):
        path.unlink()
    services.put_sample("completed")
    failures: list[DmmError] = []
    services.runs.remove("completed", owner=services, on_failure=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert services.runs.find("completed") is not None


def test_the_question_is_asked_anew_once_the_run_has_ended(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    """Its outcome would be removed unseen."""
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    services.put_sample("running")
    panel.remove_run(services.view("running").run)
    former = find(panel, QMessageBox, "remove_question")
    assert "It is not stopped in PROD-2, but no longer watched here." in former.informativeText()
    services.put(replace(sample_runs()["completed"][0], id="running"))
    find(former, QAbstractButton, "remove_now").click()
    (question,) = [one for one in panel.findChildren(QMessageBox, "remove_question") if one is not former]
    assert "not stopped" not in question.informativeText()
    assert services.runs.find("running") is not None
    remove = find(question, QAbstractButton, "remove_now")
    assert not remove.isEnabled()
    qtbot.waitUntil(remove.isEnabled)
    remove.click()
    qtbot.waitUntil(lambda: services.runs.find("running") is None)


@pytest.mark.parametrize(("name", "can_be"), [("uploading", False), ("sent", False), ("started", True)])
def test_what_is_being_sent_cannot_be_removed(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot, name: str, can_be: bool
) -> None:
    """Whoever sends it would bring it back, with its tracker id."""
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    view = panel.findChild(RunList)
    assert view is not None
    services.put_sample(name)
    panel.select_run(name)
    menu = view.menu_of(services.view(name))
    assert [one.isEnabled() for one in menu.actions() if one.objectName() == "remove_run"] == [can_be]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    question = panel.findChild(QMessageBox, "remove_question")
    assert (question is not None) is can_be
    if question is not None:
        assert question.informativeText().startswith("Its report, outcome, note and kept log will be removed")
        find(question, QAbstractButton, "keep_run").click()


@pytest.mark.parametrize(
    ("changes", "which"),
    [
        ({}, f"customers.zip\nSent on {day_and_time(SENT)}.\nTracker id: 59327"),
        ({"tracker_id": "", "sent_at": None}, f"customers.zip\nBegun on {day_and_time(BEGUN)}."),
        (
            {"zip_path": "", "configuration": "", "sent_at": None},
            f"Started elsewhere. Added here on {day_and_time(BEGUN)}.\nTracker id: 59327",
        ),
    ],
    ids=["sent", "not sent", "elsewhere"],
)
def test_runs_with_the_same_title_are_told_apart(
    shown: Callable[..., QWidget], changes: dict[str, object], which: str
) -> None:
    values: dict[str, object] = {"zip_path": "/data/customers.zip", "tracker_id": "59327", "sent_at": SENT}
    run = sample_run("r", RunState.COMPLETED, created_at=BEGUN, **(values | changes))
    question = RemoveRunQuestion(RunRemoval.of(run), shown(QWidget()))
    assert question.informativeText().endswith(f"\n\n{which}")
