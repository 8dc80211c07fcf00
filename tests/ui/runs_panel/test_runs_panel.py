"""The list of runs: rows in words, selection that stays, keys, menu, removal, two hundred of them."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.runs_panel.runs_model import RunsModel
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from ui.lookup import find
from ui.run_scenes import Scene, report, sample_run, scenes

Show = Callable[..., QWidget]

SPOKEN = {
    "uploading": "Import to PROD-2, 40 %, Uploading 120 of 300 MB, Production, customers-2024-q2.zip",
    "sent": "Import to PROD-2, Waiting for the server's response, Production, customers-2024-q2.zip",
    "started": "Import to PROD-2, Started, Production, customers-2024-q2.zip",
    "queued": "Import to PROD-2, Queued, Production, customers-2024-q2.zip",
    "running": "Import to PROD-2, 42 %, Importing… 21,040 of 50,000 records, Production, customers-2024-q2.zip",
    "other": "Import to PROD-2, 42 %, Paused · 21,040 of 50,000 records, Production, customers-2024-q2.zip",
    "lost": "Import to PROD-2, 58 %, Connection lost, may be continuing, Production, customers-2024-q2.zip",
    "completed": "Import to PROD-2, *, Completed · 50,000 records, Production, customers-2024-q2.zip",
    "errors": "Import to PROD-2, *, Completed with errors · 3 entities, Production, customers-2024-q2.zip",
    "nothing": "Import to PROD-2, *, No records were imported, Production, customers-2024-q2.zip",
    "unverified": "Import to PROD-2, *, Completed · errors unknown, Production, customers-2024-q2.zip",
    "stopped": "Import to PROD-2, *, Stopped · 12,340 of 50,000 records, Production, customers-2024-q2.zip",
    "ended": "Import to PROD-2, *, Ended · Suspended, Production, customers-2024-q2.zip",
    "upload stopped": "Import to PROD-2, *, Upload stopped, Production, customers-2024-q2.zip",
    "unknown": "Import to PROD-2, *, Outcome unknown · check PROD-2, Production, customers-2024-q2.zip",
    "forgotten": "Import to PROD-2, *, No longer known to the server · check PROD-2, Production, customers-2024-q2.zip",
}


def _list(panel: QWidget) -> QListView:
    found = panel.findChild(QListView, "runs")
    assert found is not None and found.accessibleName() == "Runs"
    return found


def _rows(model: QAbstractItemModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _ids(model: RunsModel) -> list[str]:
    return [str(model.index(row, 0).data(257)) for row in range(model.rowCount()) if model.index(row, 0).data(257)]


@pytest.mark.parametrize("name", SPOKEN)
def test_a_row_is_read_out_whole(name: str, scene: Scene, shown: Show) -> None:
    panel = RunsPanel(scene.services)
    shown(panel, 312, 600)
    run_id = scene.put_scene(name)
    panel.select_run(run_id)
    spoken = _list(panel).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    ended = scenes()[name][0].ended_at
    expected = SPOKEN[name].replace("*", f"{ended.astimezone():%H:%M}") if ended else SPOKEN[name]
    assert spoken == expected


def test_headings_cannot_be_reached(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(scene.services)
    shown(panel, 312, 600)
    scene.put_scene("running")
    scene.put_scene("completed")
    view = _list(panel)
    assert _rows(view.model()) == ["Running", "Import to PROD-2", "Just finished", "Import to PROD-2"]
    panel.select_run("running")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert panel.run_id == "completed"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert panel.run_id == "running"


def test_the_selection_stays_when_runs_come_go_and_end(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(scene.services)
    shown(panel, 312, 600)
    model = _list(panel).model()
    assert isinstance(model, RunsModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    selected: list[object] = []
    scene.put_scene("running")
    panel.select_run("running")
    panel.run_selected.connect(selected.append)
    tall = _list(panel).visualRect(_list(panel).currentIndex()).height()
    scene.put_scene("lost")
    scene.put_scene("completed")
    run = replace(scenes()["running"][0], state=RunState.STOPPED, ended_at=datetime.now(UTC))
    scene.put(run, WatchProgress(run, None))
    assert panel.run_id == "running" and selected == []
    assert _rows(model).count("Just finished") == 1 and _ids(model) == ["lost", "running", "completed"]
    qtbot.waitUntil(lambda: _list(panel).visualRect(_list(panel).currentIndex()).height() == tall - 11)
    scene.services.runs.remove("completed", owner=panel, on_failure=lambda error: None)
    qtbot.waitUntil(lambda: _ids(model) == ["lost", "running"])
    assert panel.run_id == "running" and selected == []


def test_time_alone_moves_a_run(scene: Scene, qtbot: QtBot) -> None:
    clock = [datetime.now(UTC).astimezone().replace(hour=12)]
    run = sample_run("r", RunState.COMPLETED, created_at=clock[0], ended_at=clock[0])
    scene.put(run)
    model = RunsModel(scene.services.runs, now=lambda: clock[0])
    assert _rows(model)[0] == "Just finished"
    clock[0] += timedelta(minutes=16)
    model.arrange()
    assert _rows(model)[0] == "Earlier today"
    clock[0] += timedelta(days=1)
    model.arrange()
    assert _rows(model)[0] == "Yesterday"
    clock[0] += timedelta(days=1)
    model.arrange()
    assert _rows(model)[0] == "Earlier"


def test_delete_asks_and_removes(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(scene.services)
    shown(panel, 312, 600)
    scene.put_scene("completed")
    panel.select_run("completed")
    view = _list(panel)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    question = panel.findChild(QMessageBox, "remove_question")
    assert question is not None and "Import to PROD-2" in question.text()
    assert question.defaultButton().accessibleName() == "Keep"
    find(question, QAbstractButton, "keep_run").click()
    qtbot.waitUntil(lambda: panel.findChild(QMessageBox, "remove_question") is None)
    assert scene.services.runs.find("completed") is not None
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    find(find(panel, QMessageBox, "remove_question"), QAbstractButton, "remove_now").click()
    qtbot.waitUntil(lambda: scene.services.runs.find("completed") is None)
    assert view.model().rowCount() == 0


def test_the_menu_offers_what_makes_sense(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(scene.services)
    shown(panel, 312, 600)
    scene.put_scene("running")
    scene.put_scene("unknown")
    requested: list[object] = []
    panel.import_again_requested.connect(requested.append)
    view = panel.findChild(RunList)
    assert view is not None

    def menu_of(run_id: str) -> dict[str, bool]:
        menu = view.menu_of(scene.view(run_id))
        next(action for action in menu.actions() if action.objectName() == "import_again").trigger()
        return {action.objectName(): action.isEnabled() for action in menu.actions() if action.objectName()}

    assert menu_of("unknown") == {
        "import_again": True,
        "menu_save_logs": False,
        "menu_show_report": True,
        "menu_copy_tracker_id": False,
        "remove_run": True,
    }
    assert menu_of("running") == {
        "import_again": True,
        "menu_save_logs": True,
        "menu_show_report": True,
        "menu_copy_tracker_id": True,
        "menu_stop": True,
        "menu_stop_watching": True,
        "remove_run": True,
    }
    assert [run.id for run in requested] == ["unknown", "running"]  # type: ignore[attr-defined]


def test_import_data(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(scene.services)
    shown(panel, 312, 600)
    button = panel.findChild(QAbstractButton, "import_data")
    assert button is not None and button.accessibleName() == "Import data"
    with qtbot.waitSignal(panel.import_requested):
        button.click()
    assert panel.minimumSizeHint().width() <= 248


def test_two_hundred_runs_are_fluent(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(scene.services)
    shown(panel, 312, 600)
    now = datetime.now(UTC)
    for number in range(200):
        when = now - timedelta(hours=number)
        scene.put(sample_run(f"r{number}", RunState.STOPPED, created_at=when, ended_at=when, report=report(number)))
    live = sample_run("live", RunState.RUNNING, report=report(0))
    scene.put(live)
    panel.select_run("r100")
    begun = time.process_time()  # what else the machine does is no fault of the list
    for done in range(50):
        run = replace(live, report=report(done * 1000))
        scene.put(run, WatchProgress(run, now))
        QApplication.processEvents()
    assert (time.process_time() - begun) / 50 < 0.1
    assert panel.run_id == "r100"
