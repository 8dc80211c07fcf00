"""What is in view stays where it is when the rows above it change: a click hits the run that was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect
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


@pytest.fixture
def rows(services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot) -> Rows:
    return Rows(services, shown, qtbot)


@pytest.mark.parametrize("value", [900, 8000])
@pytest.mark.parametrize("changes", ["new", "new at another address", "note", "note and new", "removed", "all"])
def test_what_is_in_view_stays_where_it_is(rows: Rows, value: int, changes: str) -> None:
    bar = rows.list.verticalScrollBar()
    bar.setValue(value)
    seen = str(rows.list.indexAt(QPoint(20, 100)).data(RunRole.RUN_ID))
    place = rows.place(seen)
    if "note" in changes or changes == "all":
        rows.note(1)
    if "removed" in changes or changes == "all":
        rows.remove(2)
    if "new" in changes or changes == "all":
        is_elsewhere = "address" in changes or changes == "all"
        rows.add(**{"root": Address.parse("https://elsewhere.example")} if is_elsewhere else {})
    rows.settle()
    assert rows.place(seen) == place and bar.value() != value


def test_the_next_run_takes_the_place_of_the_first_in_view(rows: Rows) -> None:
    rows.list.verticalScrollBar().setValue(900)
    first = rows.list.indexAt(QPoint(0, 0))
    top, below = rows.list.visualRect(first).top(), first.siblingAtRow(first.row() + 1).data(RunRole.RUN_ID)
    rows.remove(int(str(first.data(RunRole.RUN_ID)).removeprefix("run ")))
    rows.settle()
    assert rows.place(str(below)).top() == top


def test_at_the_top_new_runs_are_seen(rows: Rows) -> None:
    rows.note(1)
    rows.add()
    rows.settle()
    assert rows.list.verticalScrollBar().value() == 0 and rows.place("new").top() >= 0
