"""The runs are searched, filtered and grouped, and nothing that matters is hidden silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.formats import day
from dmm_desktop.ui.run_words import short_sentence, state_icon
from dmm_desktop.ui.runs_panel.filter_bar import FilterBar
from dmm_desktop.ui.runs_panel.run_filter import DateChoice, RunFilter, StateChoice
from dmm_desktop.ui.runs_panel.runs_model import RunRole, RunsModel
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.context_menu import open_menu
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find, focused
from ui.sample_runs import SampleServices, sample_run, sample_runs

Show = Callable[..., QWidget]
PAST = datetime.now(UTC) - timedelta(days=400)


class Panel:
    """The panel as a user finds it: by accessible names."""

    def __init__(self, services: SampleServices, shown: Show) -> None:
        self.panel = RunsPanel(services)
        shown(self.panel, 311, 600)
        self.search = next(one for one in self.panel.findChildren(QLineEdit) if one.accessibleName() == "Search runs")
        self.list = next(one for one in self.panel.findChildren(QListView) if one.accessibleName() == "Runs")

    @property
    def ids(self) -> list[str]:
        model = self.list.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return [str(index.data(RunRole.RUN_ID)) for index in rows if index.data(RunRole.RUN_ID)]

    @property
    def headings(self) -> list[str]:
        model = self.list.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return [str(index.data()) for index in rows if not index.data(RunRole.RUN_ID)]

    def said(self) -> list[str]:
        """What is shown above the list."""
        labels = (find(self.panel, QLabel, name) for name in ("runs_found", "runs_hidden"))
        return [label.text() for label in labels if label.isVisible()]

    def choose(self, words: str) -> None:
        """Choose an entry of the filter menu, or of one of its menus."""
        menu = find(self.panel, FilterBar, "runs_filters").filter_menu()
        [action] = [one for one in menu.findChildren(QAction) if one.text().replace("&&", "&") == words]
        action.trigger()
        menu.deleteLater()


@pytest.fixture
def panel(services: SampleServices, shown: Show) -> Panel:
    """Three past runs in two environments, and one that has not ended."""
    services.put(sample_run("customers", RunState.COMPLETED, created_at=PAST, ended_at=PAST, failing_entities=()))
    for name, state, days in (("orders", RunState.FAILED, 3), ("products", RunState.STOPPED, 40)):
        at = datetime.now(UTC) - timedelta(days=days)
        values = {"environment_name": "TEST & 1", "zip_path": f"/data/{name}.zip", "tracker_id": f"77{days}"}
        services.put(sample_run(name, state, created_at=at, ended_at=at, reference=f"CHG-{days}", **values))
    services.put_sample("running")
    return Panel(services, shown)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("orders", ["orders"]),
        ("TEST import", ["orders", "products"]),
        ("chg-3", ["orders"]),
        ("ÓRDERS tést", ["orders"]),
        ("7740", ["products"]),
        (f"{PAST.astimezone():%Y-%m-%d}", ["customers"]),
        ("/data/products", ["products"]),
        ("failed", ["orders"]),
        ("prod-2.acme", ["running", "orders", "products", "customers"]),
        ("orders products", []),
        ("  ", ["running", "orders", "products", "customers"]),
    ],
)
def test_all_words_are_found_in_what_is_known_of_a_run(panel: Panel, typed: str, found: list[str]) -> None:
    panel.search.setText(typed)
    assert panel.ids == found
    if typed.strip():
        assert panel.said()[0] == f"{len(found)} of 4 runs"
        assert panel.search.accessibleDescription().startswith(f"{len(found)} of 4 runs")
    else:
        assert panel.said() == []
        assert panel.search.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("PROD-2", ["running", "customers"]),
        ("TEST & 1", ["orders", "products"]),
        ("Not ended", ["running"]),
        ("Needs your attention", []),
        ("With errors or warnings", ["orders"]),
        ("Completed without errors or warnings", ["customers"]),
        ("Stopped or not started", ["products"]),
        ("Today", ["running"]),
        ("Last 7 days", ["running", "orders"]),
        ("Last 30 days", ["running", "orders"]),
        ("Last 365 days", ["running", "orders", "products"]),
    ],
)
def test_environment_state_and_date_are_chosen_in_the_menu(panel: Panel, choice: str, found: list[str]) -> None:
    panel.choose(choice)
    assert panel.ids == found
    assert panel.said()[0] == f"{len(found)} of 4 runs · {choice}"
    panel.choose("Show all runs")
    assert len(panel.ids) == 4
    assert panel.said() == []


def test_days_of_another_year_have_their_year(panel: Panel) -> None:
    """Those of two years stood one after the other, without a word."""
    model = find(panel.panel, QListView, "runs").model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    shown = {row.data(RunRole.VIEW).run.id: row.data(RunRole.END_TEXT) for row in rows if row.data(RunRole.VIEW)}
    assert shown["customers"] == day(PAST)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_a_menu_in_the_menu_is_used_by_key(panel: Panel, qtbot: QtBot) -> None:
    """If it was the first entry, it opened without the keys: Down went on in the menu around it."""
    menu = find(panel.panel, FilterBar, "runs_filters").filter_menu()
    open_menu(menu, menu.mapToGlobal(menu.rect().center()), by_key=True)
    first = menu.activeAction()
    assert first.text().replace("&", "") == "Environment"
    inner = first.menu()
    assert isinstance(inner, QMenu) and not inner.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    qtbot.keyClick(inner, Qt.Key.Key_Down)
    assert inner.isVisible() and inner.activeAction().text().replace("&", "") == "PROD-2"
    qtbot.keyClick(inner, Qt.Key.Key_Return)
    assert panel.said()[0] == "2 of 4 runs · PROD-2"


def test_choices_are_combined(panel: Panel) -> None:
    panel.choose("TEST & 1")
    panel.choose("Last 7 days")
    panel.search.setText("chg")
    assert panel.ids == ["orders"]
    assert panel.said()[0] == "1 of 4 runs · TEST & 1 · Last 7 days"
    panel.choose("All environments")
    assert panel.said()[0] == "1 of 4 runs · Last 7 days"


def test_each_chosen_state_is_exact() -> None:
    """Each is listed by a choice other than *All states*; these by two."""
    choices = [one for one in StateChoice if one is not StateChoice.ANY]
    found = {
        name: [choice.name for choice in choices if RunFilter(state=choice).admits_state(TrackedRun(run, progress))]
        for name, (run, progress, _) in sample_runs().items()
    }
    assert [name for name, of in found.items() if not of] == []
    assert {name: of for name, of in found.items() if len(of) > 1} == {
        "lost": ["NOT_ENDED", "TROUBLED"],
        "not started": ["TROUBLED", "STOPPED"],
        "unknown": ["ATTENTION", "TROUBLED"],
        "forgotten": ["ATTENTION", "TROUBLED"],
        "another": ["ATTENTION", "TROUBLED"],
    }


def test_errors_in_the_log_are_no_clean_completion() -> None:
    """The list shows them in amber: icon and filters agree."""
    run = sample_run("logged", RunState.COMPLETED, failing_entities=(), log_counts=LogCounts(1234, 13, is_whole=True))
    view = TrackedRun(run)
    assert state_icon(view)[1] is short_sentence(view)[1] is Tone.WARN
    found = [one for one in StateChoice if RunFilter(state=one).admits_state(view)]
    assert found == [StateChoice.ANY, StateChoice.TROUBLED]


def test_days_begin_at_midnight(services: SampleServices) -> None:
    now = datetime.now().astimezone().replace(hour=10, minute=0)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for choice, first in ((DateChoice.TODAY, midnight), (DateChoice.WEEK, midnight - timedelta(days=6))):
        for at, is_admitted in ((first, True), (first - timedelta(seconds=1), False)):
            view = TrackedRun(sample_run("r", RunState.COMPLETED, created_at=PAST, ended_at=at))
            assert RunFilter(date=choice).admits_date(view, now) is is_admitted


def test_what_needs_attention_or_goes_on_is_not_hidden_silently(services: SampleServices, panel: Panel) -> None:
    services.put_sample("unknown")
    services.put_sample("forgotten")
    services.put_sample("queued")
    panel.search.setText("orders")
    assert panel.said() == [
        "1 of 7 runs",
        "2 runs that need your attention are hidden. 2 runs that may still be running are hidden.",
    ]
    assert "need your attention" in panel.search.accessibleDescription()
    link = next(one for one in panel.panel.findChildren(QPushButton) if one.accessibleName() == "Show all")
    link.click()
    assert panel.said() == [] and panel.search.text() == ""
    assert panel.headings[0] == "Needs your attention"


def test_what_becomes_of_hidden_runs_is_said(services: SampleServices, panel: Panel) -> None:
    services.put_sample("queued")
    panel.search.setText("orders")
    assert panel.said()[1] == "2 runs that may still be running are hidden."
    services.put(sample_run("running", RunState.NO_LONGER_KNOWN))
    said = "1 run that needs your attention is hidden. 1 run that may still be running is hidden."
    assert panel.said()[1] == said and panel.search.accessibleDescription().endswith(said)
    services.put(sample_run("running", RunState.COMPLETED, ended_at=datetime.now(UTC), failing_entities=()))
    assert panel.said()[1] == "1 run that may still be running is hidden."
    services.put(sample_run("queued", RunState.FAILED, ended_at=datetime.now(UTC)))
    assert panel.said() == ["1 of 5 runs"]
    assert panel.ids == ["orders"]


def test_the_selected_run_stays_selected_while_it_is_hidden(panel: Panel) -> None:
    selected: list[str] = []
    panel.panel.run_selected.connect(selected.append)
    panel.panel.select_run("customers")
    panel.search.setText("orders")
    assert "The selected run is hidden." in panel.said()[1]
    panel.panel.select_some_run()
    assert panel.panel.run_id == "customers"
    panel.search.clear()
    assert panel.list.currentIndex().data(RunRole.RUN_ID) == "customers"
    assert selected == ["customers"]


def test_a_selected_run_is_called_hidden_only_while_it_is(panel: Panel, qtbot: QtBot) -> None:
    panel.panel.select_run("customers")
    panel.search.setText("test")
    assert "The selected run is hidden." in panel.said()[1]
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.panel.run_id == "orders"
    assert "selected" not in panel.said()[1] and "selected" not in panel.search.accessibleDescription()


def test_a_click_selects_the_run_that_was_pressed(panel: Panel, qtbot: QtBot) -> None:
    """The sentence about the hidden run goes, and the rows move up below the pointer."""
    panel.panel.select_run("running")
    panel.choose("TEST & 1")
    viewport, rows = panel.list.viewport(), panel.list.model()
    pressed = next(rows.index(row, 0) for row in range(rows.rowCount()) if rows.index(row, 0).data(RunRole.RUN_ID))
    below = viewport.mapToGlobal(panel.list.visualRect(pressed).bottomLeft())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=viewport.mapFromGlobal(below))
    qtbot.waitUntil(lambda: panel.list.indexAt(viewport.mapFromGlobal(below)) != pressed)
    at = viewport.mapFromGlobal(below)
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(below),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(viewport, moved)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert panel.panel.run_id == "orders"


def test_a_run_that_ends_is_no_longer_listed_and_stays_selected(services: SampleServices, panel: Panel) -> None:
    panel.panel.select_run("running")
    panel.choose("Not ended")
    assert panel.ids == ["running"]
    services.put(sample_run("running", RunState.COMPLETED, ended_at=datetime.now(UTC), failing_entities=()))
    assert panel.ids == []
    assert panel.panel.run_id == "running"
    assert panel.said()[1] == "The selected run is hidden."
    services.put_sample("running")
    assert panel.list.currentIndex().data(RunRole.RUN_ID) == "running"


def test_a_removed_run_hands_the_selection_on(services: SampleServices, panel: Panel) -> None:
    panel.search.setText("test")
    panel.panel.select_run("orders")
    services.runs._views.pop("orders")
    services.runs.list_changed.emit()
    assert panel.panel.run_id == "products"


def test_a_run_is_selected_once_one_is_listed_after_the_only_one_was_removed(
    services: SampleServices, panel: Panel
) -> None:
    panel.search.setText("orders")
    panel.panel.select_run("orders")
    services.runs._views.pop("orders")
    services.runs.list_changed.emit()
    assert panel.panel.run_id == ""
    panel.search.clear()
    assert panel.panel.run_id == "running"


def test_a_run_that_must_be_seen_is_shown(services: SampleServices, panel: Panel) -> None:
    """A notification was clicked, or another run was started."""
    panel.choose("TEST & 1")
    panel.search.setText("orders")
    panel.panel.select_run("customers")
    assert panel.panel.run_id == "customers"
    assert panel.said() == [] and len(panel.ids) == 4


def test_keys_lead_from_the_search_to_the_list(panel: Panel, qtbot: QtBot) -> None:
    panel.panel.select_run("customers")
    panel.panel.search()
    assert focused() is panel.search
    qtbot.keyClicks(panel.search, "test")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert focused() is panel.list
    assert panel.panel.run_id == "orders", "the first one that is listed"
    panel.panel.search()
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == "" and len(panel.ids) == 4
    assert panel.panel.run_id == "orders"


def test_past_runs_are_grouped_by_environment(services: SampleServices, panel: Panel) -> None:
    services.put_sample("unknown")
    panel.panel.select_run("products")
    panel.choose("Group by environment")
    assert panel.headings == ["Needs your attention", "Running", "PROD-2", "TEST & 1"]
    assert panel.ids == ["unknown", "running", "customers", "orders", "products"]
    assert panel.panel.run_id == "products"
    now = datetime.now(UTC)
    services.put(sample_run("running", RunState.COMPLETED, ended_at=now, going_on_at=now, failing_entities=()))
    assert panel.ids == ["unknown", "running", "customers", "orders", "products"]
    assert panel.headings == ["Needs your attention", "PROD-2", "TEST & 1"]
    panel.choose("Group by environment")
    assert panel.headings == ["Needs your attention", "Just finished", "Earlier"]


def test_the_window_remembers_the_grouping(
    new_window: Callable[..., MainWindow], services: SampleServices, qtbot: QtBot
) -> None:
    for is_grouped in (True, False):
        window = new_window()
        window.build_panels()
        window.show()
        assert window.runs.is_grouped is not is_grouped
        find(find(window, FilterBar, "runs_filters").filter_menu(), QAction, "group_runs").trigger()
        window.close()
        assert window.runs.is_grouped is is_grouped


def test_equal_names_at_other_addresses_are_other_environments(services: SampleServices, shown: Show) -> None:
    run = sample_runs()["completed"][0]
    services.put(run)
    services.put(replace(run, id="other", root=sample_run("x", RunState.COMPLETED, root="https://b.example/DMM").root))
    panel = Panel(services, shown)
    panel.choose("Group by environment")
    assert panel.headings == ["PROD-2, b.example", "PROD-2, prod-2.acme.example"]
    panel.choose("PROD-2, b.example")
    assert panel.ids == ["other"]


def test_the_filter_follows_an_environment_whose_runs_get_another_name(services: SampleServices, shown: Show) -> None:
    """Its address was changed, and another one has runs under the same name."""
    run = sample_runs()["completed"][0]
    services.put(run)
    panel = Panel(services, shown)
    panel.choose("PROD-2")
    services.put(replace(run, id="other", root=sample_run("x", RunState.COMPLETED, root="https://b.example/DMM").root))
    assert panel.ids == [run.id]
    assert panel.said() == ["1 of 2 runs · PROD-2, prod-2.acme.example"]


def test_a_change_of_a_run_is_found(services: SampleServices) -> None:
    model = RunsModel(services.runs, services)
    services.put(sample_run("r", RunState.COMPLETED, ended_at=PAST))
    model.set_filter(RunFilter(words=("new",)))
    assert model.row_of("r") is None
    services.put(sample_run("r", RunState.COMPLETED, ended_at=PAST, reference="NEW"))
    assert model.row_of("r") is not None


def test_the_shortcut_of_the_menu(
    new_window: Callable[..., MainWindow], services: SampleServices, qtbot: QtBot
) -> None:
    window = new_window()
    window.build_panels()
    window.show()
    action = find(window, QAction, "menu_search_runs")
    action.trigger()
    assert window.runs.isHidden()
    services.put_sample("completed")
    window.show_runs()
    qtbot.waitUntil(lambda: window.runs.isVisible())
    action.trigger()
    assert window.focusWidget() is find(window, QLineEdit, "search_runs")
    assert action.shortcut().toString() == "Ctrl+Shift+F"
