"""Thousands of runs: the window shows them in bounded steps, and every run can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.runs_panel.filter_bar import FilterBar
from dmm_desktop.ui.runs_panel.run_delegate import RunDelegate
from dmm_desktop.ui.runs_panel.runs_model import RunsModel
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.widgets.painting import Index
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run

RUNS, AT_ONCE = 1500, 150
NOW = datetime.now(UTC)


class Counting(RunDelegate):
    """Counts the rows that are laid out between two timer events, that is, within a turn of the event loop."""

    now = most = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.now += 1
        self.most = max(self.most, self.now)
        return super().sizeHint(option, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Timer:
            self.now = 0
        return False


def _runs() -> Iterable[Run]:
    for number in range(RUNS):
        at = NOW - timedelta(days=2, hours=number)
        yield sample_run(f"run {number}", RunState.COMPLETED, created_at=at, ended_at=at)


def test_a_step_lays_out_few_rows_and_each_run_can_be_reached(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    panel, runs = RunsPanel(services), services.runs
    list_ = find(panel, QListView, "runs")
    counting = Counting(list_)
    list_.setItemDelegate(counting)
    list_.installEventFilter(counting)
    shown(panel, 312, 600)
    runs._views |= {run.id: TrackedRun(run) for run in _runs()}
    inserted: list[int] = []
    list_.model().rowsInserted.connect(lambda _parent, first, last: inserted.append(last - first + 1))
    runs.list_changed.emit()
    assert inserted == [RUNS + 1], "a heading and all runs at once"
    panel.select_run(f"run {RUNS - 1}")
    assert panel.run_id == f"run {RUNS - 1}"
    qtbot.waitUntil(lambda: list_.viewport().rect().contains(list_.visualRect(list_.currentIndex())))
    assert counting.most <= AT_ONCE


def test_the_texts_to_search_are_made_before_the_first_key(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    """In steps, while the search has the keyboard."""
    asked = 0  # once for each text that is made

    def now() -> datetime:
        nonlocal asked
        asked += 1
        return NOW.astimezone()

    services.runs._views |= {run.id: TrackedRun(run) for run in _runs()}
    model = RunsModel(services.runs, services, now)
    bar = FilterBar(model, lambda: "")
    shown(bar, 312, 100)
    asked = 0
    bar.go_to_search()
    assert asked < AT_ONCE
    qtbot.waitUntil(lambda: asked >= RUNS)
    asked = 0
    find(bar, QLineEdit, "search_runs").setText("customers")
    assert asked < AT_ONCE
    assert model.rowCount() == RUNS + 1


def test_rows_follow_the_font(services: SampleServices, shown: Callable[..., QWidget], qapp: QApplication) -> None:
    """Their heights are measured once for each font."""
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    services.put(sample_run("r", RunState.COMPLETED, ended_at=NOW))
    panel.select_some_run()
    list_ = find(panel, QListView, "runs")
    before = list_.visualRect(list_.currentIndex()).height()
    font = qapp.font()
    font.setPixelSize(26)
    qapp.setFont(font)
    for _ in range(3):
        qapp.processEvents()
    assert list_.visualRect(list_.currentIndex()).height() > before


def test_the_list_stays_where_it_is_when_it_is_laid_out_again(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    """Qt lays the rows out in steps again, for instance when the width changes or a run ends."""
    panel, list_ = _shown_at_the_last(services, shown, qtbot)
    bar = list_.verticalScrollBar()
    whole, place = bar.maximum(), bar.value()
    panel.resize(340, 600)
    list_.doItemsLayout()
    assert bar.maximum() < whole, "it is laid out in steps"
    qtbot.waitUntil(lambda: bar.maximum() == whole)
    assert bar.value() == place and _is_visible(list_)
    qtbot.keyClick(list_, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: bar.maximum() == whole and _is_visible(list_))


def test_another_search_begins_at_the_top_of_many_runs(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    _, list_ = _shown_at_the_last(services, shown, qtbot)
    bar = list_.verticalScrollBar()
    whole = bar.maximum()
    list_.reset()
    list_.doItemsLayout()
    qtbot.waitUntil(lambda: bar.maximum() == whole)
    assert not bar.value()


def _shown_at_the_last(
    services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot
) -> tuple[RunsPanel, QListView]:
    """The panel and its list, with the last of all runs selected and visible."""
    panel, runs = RunsPanel(services), services.runs
    list_ = find(panel, QListView, "runs")
    shown(panel, 312, 600)
    runs._views |= {run.id: TrackedRun(run) for run in _runs()}
    runs.list_changed.emit()
    panel.select_run(f"run {RUNS - 1}")
    qtbot.waitUntil(lambda: _is_visible(list_))
    return panel, list_


def _is_visible(list_: QListView) -> bool:
    return list_.viewport().rect().contains(list_.visualRect(list_.currentIndex()))
