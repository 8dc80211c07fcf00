"""The list of runs and the tree of environments by keys: first, last, pages, letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.runs_panel.runs_model import RunRole
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.widgets.line_field import FilterField
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs

Show = Callable[..., QWidget]


def test_home_end_pages_and_letters_in_the_list_of_runs(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run = sample_runs()["completed"][0]
    for n in range(30):
        name = "Zeta" if n == 20 else f"PROD-{n}"
        changes = {"id": f"r{n}", "environment_name": name, "created_at": run.created_at - timedelta(hours=n)}
        services.put(replace(run, **changes))  # type: ignore[arg-type]
    panel = RunsPanel(services)
    shown(panel, 312, 500)
    rows = panel.findChild(RunList)
    assert rows is not None
    panel.select_some_run()
    ids = [
        found for row in range(rows.model().rowCount()) if (found := rows.model().index(row, 0).data(RunRole.RUN_ID))
    ]
    first, last = ids[0], ids[-1]
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert rows.run_id == last
    qtbot.keyClick(rows, Qt.Key.Key_Home)
    assert rows.run_id == first
    qtbot.keyClick(rows, Qt.Key.Key_PageDown)
    assert rows.run_id not in ("", first, last)
    qtbot.keyClicks(rows, "Import to Z")
    assert rows.run_id == "r20"


@pytest.fixture
def found(services: SampleServices, shown: Show, qtbot: QtBot) -> RunsPanel:
    """A search has found one run, another one is selected, and Tab has led to the list."""
    services.put_sample("running")
    services.put(replace(sample_runs()["stopped"][0], note="wanted"))
    panel = RunsPanel(services)
    shown(panel, 312, 500)
    panel.select_run("running")
    search = find(panel, FilterField, "search_runs")
    search.setText("wanted")
    rows = find(panel, RunList, "runs")
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    assert rows.currentIndex().isValid()
    return panel


def _rows(panel: RunsPanel) -> RunList:
    return find(panel, RunList, "runs")


def test_tab_leads_to_a_run_without_selecting_it(found: RunsPanel) -> None:
    assert _rows(found).hasFocus() and found.run_id == "running"


@pytest.mark.parametrize(
    "key",
    [
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Home,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_F2,
        Qt.Key.Key_Delete,
    ],
)
def test_a_key_selects_the_only_run_that_is_listed(found: RunsPanel, qtbot: QtBot, key: Qt.Key) -> None:
    """Also a key that acts on a run: the window shows the one that it acts on."""
    selected: list[str] = []
    found.run_selected.connect(selected.append)
    qtbot.keyClick(_rows(found), key)
    assert selected == ["stopped"] and found.run_id == "stopped"
    for dialog in found.findChildren(QDialog):
        dialog.close()


def test_the_search_leads_to_a_run_after_tab_did(found: RunsPanel, qtbot: QtBot) -> None:
    selected: list[str] = []
    found.run_selected.connect(selected.append)
    found.search()
    qtbot.keyClick(find(found, FilterField, "search_runs"), Qt.Key.Key_Down)
    assert _rows(found).hasFocus() and selected == ["stopped"]


def test_a_run_that_is_listed_again_is_selected_beside_the_focused_one(
    found: RunsPanel, services: SampleServices
) -> None:
    services.put(replace(services.view("running").run, reference="wanted"))
    assert [index.data(RunRole.RUN_ID) for index in _rows(found).selectedIndexes()] == ["running"]


def test_home_end_and_letters_in_the_tree_of_environments(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show, qtbot: QtBot
) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        saved_environments.put(name)
    panel = ConnectionsPanel(services)
    shown(panel, 256, 500)
    tree = panel.findChild(QTreeView)
    assert tree is not None
    panel.select("Beta")
    for key, environment in ((Qt.Key.Key_End, "Gamma"), (Qt.Key.Key_Home, "Alpha")):
        qtbot.keyClick(tree, key)
        assert panel.selected_environment is not None
        assert panel.selected_environment.environment.name == environment
    qtbot.keyClicks(tree, "Bet")
    assert panel.selected_environment is not None and panel.selected_environment.environment.name == "Beta"
