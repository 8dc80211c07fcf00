"""What is in view stays where it is when the rows above it change: a click hits the run that was seen. After what the
user does, the selected run is in view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.runs_panel.runs_model import RunRole, RunsModel
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.services.tracked_run import TrackedRun
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run

RUNS = 300


class Rows:
    """Many runs, all laid out."""

    def __init__(self, services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot) -> None:
        self._services, self._qtbot = services, qtbot
        panel = RunsPanel(services)
        self.list = find(panel, QListView, "runs")
        shown(panel, 312, 600)
        now = datetime.now(UTC)
        runs = [sample_run(f"run {number}", RunState.COMPLETED) for number in range(RUNS)]
        ages = [timedelta(days=2, hours=number) for number in range(RUNS)]
        made = [replace(run, created_at=now - age, ended_at=now - age) for run, age in zip(runs, ages, strict=True)]
        services.runs._views |= {run.id: TrackedRun(run) for run in made}
        services.runs.list_changed.emit()
        self.settle()

    def settle(self) -> None:
        """Wait until all rows are laid out."""
        model = self.list.model()
        self._qtbot.waitUntil(lambda: not self.list.visualRect(model.index(model.rowCount() - 1, 0)).isEmpty())

    def place(self, run_id: str) -> QRect:
        model = self.list.model()
        assert isinstance(model, RunsModel)
        row = model.row_of(run_id)
        assert row is not None
        return self.list.visualRect(model.index(row))

    def add(self, **changes: object) -> None:
        """A run at the top of the list."""
        run: Run = replace(self._services.view("run 0").run, id="new", created_at=datetime.now(UTC), **changes)  # type: ignore[arg-type]
        self._services.runs._views["new"] = TrackedRun(run)
        self._services.runs.list_changed.emit()

    def note(self, number: int) -> None:
        """Give a run a note."""
        view = self._services.view(f"run {number}")
        view.run = replace(view.run, note="Signed off.")
        self._services.runs.run_changed.emit(view.run.id)

    def remove(self, number: int) -> None:
        """Remove a run."""
        del self._services.runs._views[f"run {number}"]
        self._services.runs.list_changed.emit()

    def move_down(self, number: int) -> None:
        """Move a run below all others."""
        view = self._services.view(f"run {number}")
        long_ago = view.run.created_at - timedelta(days=900)
        view.run = replace(view.run, created_at=long_ago, ended_at=long_ago)
        self._services.runs.list_changed.emit()

    def select(self, number: int, top: int) -> None:
        """Select a run and scroll until it is at this height, as far as the list goes."""
        run_id, bar = f"run {number}", self.list.verticalScrollBar()
        bar.setValue(bar.value() + self.place(run_id).top() - top)
        model = self.list.model()
        assert isinstance(model, RunsModel)
        row = model.row_of(run_id)
        assert row is not None
        self.list.setCurrentIndex(model.index(row))
        self.settle()

    @property
    def selected(self) -> str:
        """The selected run, which is in view."""
        (index,) = self.list.selectedIndexes()
        assert self.list.viewport().rect().contains(self.list.visualRect(index))
        return str(index.data(RunRole.RUN_ID))


@pytest.fixture
def rows(services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot) -> Rows:
    return Rows(services, shown, qtbot)


@pytest.mark.parametrize("value", [900, 8000])
@pytest.mark.parametrize("changes", ["new", "new at another address", "note", "note and new", "removed", "sunk", "all"])
def test_what_is_in_view_stays_where_it_is(rows: Rows, value: int, changes: str) -> None:
    bar = rows.list.verticalScrollBar()
    bar.setValue(value)
    seen = str(rows.list.indexAt(QPoint(20, 100)).data(RunRole.RUN_ID))
    place = rows.place(seen)
    if "note" in changes or changes == "all":
        rows.note(1)
    if "removed" in changes or changes == "all":
        rows.remove(2)
    if "sunk" in changes or changes == "all":
        rows.move_down(3)
    if "new" in changes or changes == "all":
        is_elsewhere = "address" in changes or changes == "all"
        rows.add(**{"root": Address.parse("https://elsewhere.example")} if is_elsewhere else {})
    rows.settle()
    assert rows.place(seen) == place and bar.value() != value


@pytest.mark.parametrize("change", [Rows.remove, Rows.move_down])
@pytest.mark.parametrize("value", [900, 12000])
def test_the_next_run_takes_the_place_of_the_first_in_view(
    rows: Rows, value: int, change: Callable[[Rows, int], None]
) -> None:
    rows.list.verticalScrollBar().setValue(value)
    first = rows.list.indexAt(QPoint(0, 0))
    top, below = rows.list.visualRect(first).top(), first.siblingAtRow(first.row() + 1).data(RunRole.RUN_ID)
    change(rows, int(str(first.data(RunRole.RUN_ID)).removeprefix("run ")))
    rows.settle()
    assert rows.place(str(below)).top() == top


def test_at_the_top_new_runs_are_seen(rows: Rows) -> None:
    rows.note(1)
    rows.add()
    rows.settle()
    assert rows.list.verticalScrollBar().value() == 0 and rows.place("new").top() >= 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_PageUp])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_key_that_leads_to_the_first_run_leads_to_its_heading(
    rows: Rows, qtbot: QtBot, number: int, key: Qt.Key
) -> None:
    """Also if the first run was current already. A new run is then seen."""
    rows.select(number, 0)
    bar = rows.list.verticalScrollBar()
    bar.setValue(bar.value() + rows.place(f"run {number}").top())
    assert bar.value() > 0
    for _ in range(max(1, number) if key == Qt.Key.Key_Up else 1):
        qtbot.keyClick(rows.list, key)
    assert rows.selected == "run 0" and bar.value() == 0
    rows.add()
    rows.settle()
    assert bar.value() == 0 and rows.place("new").top() >= 0


@pytest.mark.parametrize("top", [0, 200, 10_000], ids=["first in view", "in the middle", "last in view"])
@pytest.mark.parametrize(("number", "neighbour"), [(30, 31), (200, 201), (RUNS - 1, RUNS - 2)])
def test_the_neighbour_of_a_removed_run_is_in_view(
    rows: Rows, services: SampleServices, qtbot: QtBot, number: int, neighbour: int, top: int
) -> None:
    rows.select(number, top)
    place = rows.place(rows.selected).top()
    services.workspace().add_run(services.view(rows.selected).run)
    services.runs.remove(rows.selected, owner=services, on_failure=lambda error: pytest.fail(str(error)))
    rows.settle()
    assert rows.selected == f"run {neighbour}"
    assert abs(rows.place(rows.selected).top() - place) <= rows.place(rows.selected).height()
    qtbot.waitUntil(lambda: not services.runner.busy)


@pytest.mark.parametrize("number", [0, 15])
def test_a_run_whose_outcome_is_recorded_stays_in_view(
    rows: Rows, services: SampleServices, qtbot: QtBot, number: int
) -> None:
    """It moves from the runs that need attention to those that have ended."""
    for view in map(services.view, [f"run {one}" for one in range(20)]):
        view.run = replace(view.run, state=RunState.OUTCOME_UNKNOWN, tracker_id="", report=None)
    services.runs.list_changed.emit()
    rows.settle()
    rows.select(number, 50)
    before = rows.selected
    services.workspace().add_run(services.view(before).run)
    done: list[bool] = []
    services.runs.record_outcome(
        before,
        tracker_id="",
        started=False,
        owner=services,
        on_success=lambda: done.append(True),
        on_failure=lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: bool(done))
    rows.settle()
    assert services.view(before).run.state is RunState.FOUND_NOT_STARTED
    assert rows.selected == before


def test_a_run_whose_note_is_saved_stays_in_view(rows: Rows, services: SampleServices, qtbot: QtBot) -> None:
    """It becomes higher."""
    rows.select(200, 10_000)
    services.workspace().add_run(services.view("run 200").run)
    before, done = rows.place("run 200").height(), list[bool]()
    services.runs.save_note(
        "run 200",
        "Signed off.",
        owner=services,
        on_success=lambda: done.append(True),
        on_failure=lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: bool(done))
    rows.settle()
    assert rows.selected == "run 200" and rows.place("run 200").height() > before


def test_a_run_that_ends_by_itself_does_not_move_the_list(rows: Rows) -> None:
    rows.select(200, 200)
    seen = rows.place("run 199")
    rows.move_down(200)
    rows.settle()
    assert rows.place("run 199") == seen
