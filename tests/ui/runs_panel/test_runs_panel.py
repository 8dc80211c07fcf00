"""The list of runs: rows in words, selection that stays, keys, menu, removal, two hundred of them."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QHoverEvent, QPaintEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.runs_panel.runs_model import RunsModel
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from ui.lookup import find
from ui.pictures import color_at, picture
from ui.sample_runs import SampleServices, report, sample_export, sample_run, sample_runs

Show = Callable[..., QWidget]

SPOKEN = {
    "uploading": "Import to PROD-2, 40 %, Uploading 120 of 300 MB, Production, customers-2024-q2.zip",
    "sent": "Import to PROD-2, Waiting for the server's response, Production, customers-2024-q2.zip",
    "started": "Import to PROD-2, Started, Production, customers-2024-q2.zip",
    "queued": "Import to PROD-2, Queued, Production, customers-2024-q2.zip",
    "running": "Import to PROD-2, 42 %, Importing… 21,040 of 50,000 records, Production, customers-2024-q2.zip",
    "other": "Import to PROD-2, 42 %, Undocumented · 21,040 of 50,000 records, Production, customers-2024-q2.zip",
    "stopping": "Import to PROD-2, 42 %, Stop requested · 21,040 of 50,000 records, Production, customers-2024-q2.zip",
    "lost": "Import to PROD-2, 58 %, Connection lost, may still be running, Production, customers-2024-q2.zip",
    "completed": "Import to PROD-2, *, Completed · 50,000 records, Production, customers-2024-q2.zip",
    "errors": "Import to PROD-2, *, Completed with errors · 3 entities, Production, customers-2024-q2.zip",
    "nothing": "Import to PROD-2, *, No records were imported, Production, customers-2024-q2.zip",
    "unverified": "Import to PROD-2, *, Completed · errors unknown, Production, customers-2024-q2.zip",
    "failed": "Import to PROD-2, *, Failed · The transaction log of the destination database is full., Production, "
    "customers-2024-q2.zip",
    "stopped": "Import to PROD-2, *, Stopped · 12,340 of 50,000 records, Production, customers-2024-q2.zip",
    "ended": "Import to PROD-2, *, Ended · Suspended, Production, customers-2024-q2.zip",
    "not started": "Import to PROD-2, *, Not started · prod-2.acme.example refused the one-time token. "
    "The token (X-DMM-Token-OTP) may be wrong, have been used before or have expired. Nothing was started. "
    "Get a new one from the environment's Authentication Token page and start again., Production, "
    "customers-2024-q2.zip",
    "upload stopped": "Import to PROD-2, *, Upload stopped, Production, customers-2024-q2.zip",
    "unknown": "Import to PROD-2, *, Outcome unknown · check PROD-2, Production, customers-2024-q2.zip",
    "found not started": "Import to PROD-2, *, Not started · reported by a user, Production, customers-2024-q2.zip",
    "found started": "Import to PROD-2, *, Started · reported by a user, Production, customers-2024-q2.zip",
    "forgotten": "Import to PROD-2, *, No longer known to the server · check PROD-2, Production, customers-2024-q2.zip",
    "another": "Import to PROD-2, *, Another execution · check PROD-2, Production, customers-2024-q2.zip",
    "not watched": "Import to PROD-2, 42 %, Importing… 21,040 of 50,000 records, Production, customers-2024-q2.zip",
}


def _list(panel: QWidget) -> QListView:
    found = panel.findChild(QListView, "runs")
    assert found is not None and found.accessibleName() == "Runs"
    return found


def _rows(model: QAbstractItemModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _ids(model: RunsModel) -> list[str]:
    return [str(model.index(row, 0).data(257)) for row in range(model.rowCount()) if model.index(row, 0).data(257)]


def test_the_table_is_complete() -> None:
    assert SPOKEN.keys() == sample_runs().keys()


@pytest.mark.parametrize("name", SPOKEN)
def test_a_row_is_read_out_whole(name: str, services: SampleServices, shown: Show) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    run_id = services.put_sample(name)
    panel.select_run(run_id)
    spoken = _list(panel).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    ended = sample_runs()[name][0].ended_at
    expected = SPOKEN[name].replace("*", f"{ended.astimezone():%H:%M}") if ended else SPOKEN[name]
    assert spoken == expected


def test_headings_cannot_be_reached(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    services.put_sample("running")
    services.put_sample("completed")
    view = _list(panel)
    assert _rows(view.model()) == ["Running", "Import to PROD-2", "Just finished", "Import to PROD-2"]
    panel.select_run("running")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert panel.run_id == "completed"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert panel.run_id == "running"


def test_the_selection_stays_when_runs_come_go_and_end(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    model = _list(panel).model()
    assert isinstance(model, RunsModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    selected: list[object] = []
    services.put_sample("running")
    panel.select_run("running")
    panel.run_selected.connect(selected.append)
    tall = _list(panel).visualRect(_list(panel).currentIndex()).height()
    services.put_sample("lost")
    services.put_sample("completed")
    now = datetime.now(UTC)
    run = replace(sample_runs()["running"][0], state=RunState.STOPPED, ended_at=now, going_on_at=now)
    services.put(run, WatchProgress(run, None))
    assert panel.run_id == "running" and selected == []
    assert _rows(model).count("Just finished") == 1 and _ids(model) == ["lost", "running", "completed"]
    qtbot.waitUntil(lambda: _list(panel).visualRect(_list(panel).currentIndex()).height() == tall - 11)
    services.runs.remove("completed", owner=panel, on_failure=lambda error: None)
    qtbot.waitUntil(lambda: _ids(model) == ["lost", "running"])
    assert panel.run_id == "running" and selected == []


def test_time_alone_moves_a_run(services: SampleServices, qtbot: QtBot) -> None:
    clock = [datetime.now(UTC).astimezone().replace(hour=12)]
    run = sample_run("r", RunState.COMPLETED, created_at=clock[0], ended_at=clock[0], going_on_at=clock[0])
    services.put(run)
    model = RunsModel(services.runs, now=lambda: clock[0])
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


def test_runs_of_one_name_at_two_addresses_show_them(services: SampleServices, qtbot: QtBot) -> None:
    now = datetime.now(UTC)
    roots = ("https://dev.acme.example:8443/DMMAPI/rest/v1", "https://dev.acme.example/DMMAPI/rest/v1")
    first, second = (
        sample_run(f"r{place}", RunState.COMPLETED, created_at=now, ended_at=now, root=root, environment_name="DEV")
        for place, root in enumerate(roots)
    )
    services.put(first)
    model = RunsModel(services.runs)
    assert _rows(model)[1:] == ["Import to DEV"]
    with qtbot.waitSignal(model.dataChanged):
        services.put(second)
    assert sorted(_rows(model)[1:]) == ["Import to DEV, dev.acme.example", "Import to DEV, dev.acme.example:8443"]


def test_delete_asks_and_removes(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    services.put_sample("completed")
    panel.select_run("completed")
    view = _list(panel)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    question = panel.findChild(QMessageBox, "remove_question")
    assert question is not None and "Import to PROD-2" in question.text()
    assert question.defaultButton().accessibleName() == "Keep"
    find(question, QAbstractButton, "keep_run").click()
    qtbot.waitUntil(lambda: panel.findChild(QMessageBox, "remove_question") is None)
    assert services.runs.find("completed") is not None
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    find(find(panel, QMessageBox, "remove_question"), QAbstractButton, "remove_now").click()
    qtbot.waitUntil(lambda: services.runs.find("completed") is None)
    assert view.model().rowCount() == 0


def test_the_menu_offers_what_makes_sense(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    services.put_sample("running")
    services.put_sample("unknown")
    requested: list[object] = []
    panel.repeat_requested.connect(requested.append)
    view = panel.findChild(RunList)
    assert view is not None

    def menu_of(run_id: str) -> dict[str, bool]:
        menu = view.menu_of(services.view(run_id))
        next(action for action in menu.actions() if action.objectName() == "import_again").trigger()
        return {action.objectName(): action.isEnabled() for action in menu.actions() if action.objectName()}

    assert menu_of("unknown") == {
        "menu_record_outcome": True,
        "import_again": True,
        "menu_save_logs": False,
        "menu_show_report": True,
        "menu_edit_note": True,
        "menu_copy_tracker_id": False,
        "menu_copy_as_curl": True,
        "remove_run": True,
    }
    assert menu_of("running") == {
        "import_again": False,
        "menu_save_logs": True,
        "menu_show_report": True,
        "menu_edit_note": True,
        "menu_copy_tracker_id": True,
        "menu_copy_as_curl": True,
        "menu_stop": True,
        "menu_stop_watching": True,
        "remove_run": True,
    }
    assert view.menu_of(services.view("unknown")).actions()[0].objectName() == "menu_record_outcome"
    assert [run.id for run in requested] == ["unknown"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("state", "configuration", "can_save", "can_import"),
    [
        (RunState.COMPLETED, {}, True, True),
        (RunState.RUNNING, {}, False, False),
        (RunState.COMPLETED, {"ExportPlain": True}, True, False),
        (RunState.COMPLETED, {"ExportToSFTP": True}, False, False),
    ],
)
def test_the_menu_of_an_export_saves_and_imports_its_zip(
    services: SampleServices,
    shown: Show,
    state: RunState,
    configuration: dict[str, object],
    can_save: bool,
    can_import: bool,
) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    services.put(sample_export(state, configuration=json.dumps(configuration)))
    menu = find(panel, RunList, "runs").menu_of(services.view("export"))
    save, import_ = (find(menu, QAction, name) for name in ("menu_save_export", "menu_import_export"))
    assert import_.text().replace("&", "") == "Import this into…"
    assert (save.isEnabled(), import_.isEnabled()) == (can_save, can_import)


def test_import_data(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    button = panel.findChild(QAbstractButton, "import_data")
    assert button is not None and button.accessibleName() == "Import data"
    with qtbot.waitSignal(panel.import_requested):
        button.click()
    assert panel.minimumSizeHint().width() <= 248


def test_two_hundred_runs_are_fluent(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    now = datetime.now(UTC)
    for number in range(200):
        when = now - timedelta(hours=number)
        services.put(sample_run(f"r{number}", RunState.STOPPED, created_at=when, ended_at=when, report=report(number)))
    live = sample_run("live", RunState.RUNNING, report=report(0))
    services.put(live)
    panel.select_run("r100")
    begun = time.process_time()  # what else the machine does is no fault of the list
    for done in range(50):
        run = replace(live, report=report(done * 1000))
        services.put(run, WatchProgress(run, now))
        QApplication.processEvents()
    assert (time.process_time() - begun) / 50 < 0.1
    assert panel.run_id == "r100"


class _Painted(QObject):
    """Notes what is painted of a viewport."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.places: list[QRect] = []
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.places.append(event.region().boundingRect())
        return False


def test_a_change_of_a_run_repaints_its_row_only(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    """With twenty runs watched, all rows would be laid out and repainted several times a second."""
    for name in ("running", "completed", "errors", "stopped"):
        services.put_sample(name)
    panel = RunsPanel(services)
    shown(panel, 311, 600)
    view = _list(panel)
    painted = _Painted(view.viewport())
    [row] = [row for row in range(view.model().rowCount()) if view.model().index(row, 0).data(257) == "running"]
    run = services.view("running").run
    services.put(replace(run, report=report(30_000)), None)
    qtbot.waitUntil(lambda: bool(painted.places))
    place = view.visualRect(view.model().index(row, 0))
    assert all(place.contains(one) for one in painted.places)


@pytest.mark.parametrize("name", ["running", "errors", "stopped"])
def test_a_note_moves_the_rows_below(services: SampleServices, shown: Show, qtbot: QtBot, name: str) -> None:
    """A click on a run must not hit the next one."""
    for one in ("running", "completed", "errors", "stopped"):
        services.put_sample(one)
    panel = RunsPanel(services)
    shown(panel, 311, 600)
    view = _list(panel)

    def index() -> QModelIndex:
        rows = range(view.model().rowCount())
        return next(found for row in rows if (found := view.model().index(row, 0)).data(257) == name)

    def laid_out_to() -> int:
        below = view.visualRect(index().siblingAtRow(index().row() + 1))
        return below.top() if below.isValid() else view.contentsSize().height()

    def failed(error: DmmError) -> None:
        raise error

    services.workspace().adopt(services.view(name).run)
    heights = [view.visualRect(index()).height()]
    for note in ("approved", ""):
        services.runs.save_note(name, note, owner=panel, on_success=lambda: None, on_failure=failed)
        qtbot.waitUntil(lambda: view.visualRect(index()).height() != heights[-1])
        qtbot.waitUntil(lambda: view.visualRect(index()).bottom() + 1 == laid_out_to())
        assert view.indexAt(view.visualRect(index()).bottomLeft()) == index()
        heights.append(view.visualRect(index()).height())
    assert heights[0] == heights[2] < heights[1]


def test_the_end_of_a_row_is_hovered_as_long_as_the_row(services: SampleServices, shown: Show) -> None:
    """It asked where the mouse is, and stayed grey after a dialog had opened above the row."""
    panel = RunsPanel(services)
    shown(panel, 312, 300)
    for number in range(12):
        services.put(sample_run(str(number), RunState.COMPLETED, ended_at=datetime.now(UTC)))
    view = _list(panel)
    place, away = view.visualRect(view.model().index(2, 0)).topLeft() + QPoint(4, 4), QPointF(-1, -1)
    looks = []
    for kind, there in (
        (QEvent.Type.HoverEnter, QPointF(place)),
        (QEvent.Type.HoverLeave, away),
    ):
        QApplication.sendEvent(view.viewport(), QHoverEvent(kind, there, there, away))
        look, y = picture(view), view.viewport().mapTo(view, place).y()
        row, end = color_at(look, view.viewport().width() - 2, y), color_at(look, view.width() - 1, y)
        assert row == end, kind
        looks.append(row)
    assert looks[0] != looks[1]
