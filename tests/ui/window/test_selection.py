"""What is selected after a start, and that no key goes to what cannot be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments, is_open, tree_of
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs

Started = Callable[[], MainWindow]


@pytest.fixture
def started(
    new_window: Started, services: SampleServices, saved_environments: SavedEnvironments, qtbot: QtBot
) -> Started:
    """A function that starts the window over A-1, B-2 and C-3, which has a connection."""
    for number, name in enumerate(("A-1", "B-2"), 1):
        saved_environments.put(name, f"https://host-{number}.acme.example")
    saved_environments.put(
        "C-3", "https://host-3.acme.example", connections=(Connection("C-3", "Archive", "DataDestination"),)
    )

    def start() -> MainWindow:
        window = new_window()
        window.build_panels()
        window.show_runs()
        window.show()
        qtbot.waitUntil(lambda: not services.runs.runs or window.progress.isVisible())
        return window

    return start


def put_run(services: SampleServices, environment: str, connection: str = "Runtime Connection") -> Run:
    run = replace(
        sample_runs()["completed"][0],
        environment_id=environment,
        environment_name=environment,
        connection=connection,
        root=Address.parse(f"https://host-{environment[-1]}.acme.example/DMMAPI/rest/v1"),
    )
    services.put(run)
    return run


def selected(window: MainWindow) -> str:
    saved, connection = window.connections.selected_environment, window.connections.selected_connection
    return f"{saved.environment.name if saved else ''}/{connection.name if connection else ''}"


def proposed(window: MainWindow) -> str:
    """What the wizard proposes when it is opened by its key."""
    window.import_data()
    (wizard,) = [one for one in window.findChildren(ImportWizard) if one.isVisible()]
    view = find(wizard, QAbstractItemView, "destinations")
    rows = view.selectionModel().selectedIndexes()
    words = str(rows[0].data(Qt.ItemDataRole.AccessibleTextRole)) if rows else ""
    wizard.reject()
    return words


@pytest.mark.parametrize(("host", "expected"), [("host-1", "A-1/"), ("host-9", "/")])
def test_the_environment_that_the_shown_run_is_in_is_selected(
    started: Started, services: SampleServices, host: str, expected: str
) -> None:
    """Its own has another address now."""
    run = put_run(services, "B-2")
    services.put(replace(run, root=Address.parse(f"https://{host}.acme.example/DMMAPI/rest/v1")))
    assert selected(started()) == expected


def test_the_environment_of_the_shown_run_is_selected(started: Started, services: SampleServices) -> None:
    put_run(services, "B-2")
    window = started()
    assert selected(window) == "B-2/"
    assert proposed(window).startswith("Runtime Connection, B-2")


def test_without_a_run_nothing_is_selected_nor_proposed(started: Started) -> None:
    window = started()
    assert selected(window) == "/"
    assert proposed(window) == ""
    window.watch_existing()
    dialog = window.findChild(WatchDialog)
    assert dialog is not None and find(dialog, QComboBox, "watch_environment").currentIndex() == -1
    dialog.close()


def test_runs_that_are_read_before_the_environments_select_one_as_well(
    started: Started, services: SampleServices, saved_environments: SavedEnvironments
) -> None:
    controller = services.environments
    environments, controller._environments, controller._is_loaded = controller._environments, (), False
    put_run(services, "C-3")
    window = started()
    assert selected(window) == "/"
    controller._loaded(environments)
    assert selected(window) == "C-3/"


def test_a_run_does_not_change_what_a_user_has_selected(started: Started, services: SampleServices) -> None:
    window = started()
    window.connections.select("A-1")
    put_run(services, "B-2")
    assert selected(window) == "A-1/"


def test_a_focus_that_comes_with_the_window_selects_nothing(started: Started) -> None:
    window = started()
    tree = tree_of(window.connections)
    QApplication.sendEvent(tree, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    assert tree.currentIndex().isValid() and selected(window) == "/" and proposed(window) == ""
    QApplication.sendEvent(tree, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert selected(window) == "A-1/"


def test_what_is_folded_away_is_not_selected(started: Started) -> None:
    window = started()
    window.connections.select("C-3", "Archive")
    tree = tree_of(window.connections)
    tree.collapse(tree.model().index(2, 0))
    assert selected(window) == "C-3/"


def test_with_the_connections_hidden_the_run_says_where_an_import_goes(
    started: Started, services: SampleServices
) -> None:
    put_run(services, "C-3", "Archive")
    window = started()
    window.connections.select("A-1")
    window.toggle_connections()
    assert proposed(window).startswith("Archive, C-3")
    window.toggle_connections()
    assert proposed(window) == "", "the shown run and what is selected disagree"
    window.connections.select("C-3", "Archive")
    assert proposed(window).startswith("Archive, C-3")


@pytest.mark.parametrize("hidden", [False, True])
def test_production_is_proposed_only_where_the_user_selected_it(
    started: Started, services: SampleServices, saved_environments: SavedEnvironments, hidden: bool
) -> None:
    saved_environments.put("P-4", "https://host-4.acme.example", stage=Stage.PRODUCTION)
    put_run(services, "P-4")
    window = started()
    if hidden:
        window.toggle_connections()
    else:
        assert selected(window) == "P-4/"
    assert proposed(window) == ""
    if hidden:
        window.toggle_connections()
    window.connections.select("A-1")
    window.connections.select("P-4")
    assert proposed(window).startswith("Runtime Connection, P-4")


def test_a_run_at_an_earlier_address_proposes_nothing(started: Started, services: SampleServices) -> None:
    services.put(replace(put_run(services, "B-2"), root=Address.parse("https://old.acme.example/DMMAPI/rest/v1")))
    assert proposed(started()) == ""


def test_after_a_removal_nothing_is_selected(started: Started, services: SampleServices) -> None:
    window = started()
    controller = services.environments
    for name, rest in (("B-2", 2), ("C-3", 1)):
        window.connections.select(name)
        environments = tuple(one for one in controller.environments if one.environment.id != name)
        controller._loaded(environments)
        assert (len(environments), selected(window)) == (rest, "/")


def test_after_a_removal_keys_begin_at_the_neighbour(
    started: Started, services: SampleServices, qtbot: QtBot, qapp: QApplication
) -> None:
    window = started()
    tree = tree_of(window.connections)
    window.connections.select("B-2")
    tree.setFocus()
    services.environments._loaded(
        tuple(one for one in services.environments.environments if one.environment.id != "B-2")
    )
    assert (selected(window), tree.currentIndex().data()) == ("/", "C-3")
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert not [one for one in qapp.topLevelWidgets() if one.isVisible() and one is not window]
    assert (selected(window), proposed(window)) == ("/", "")
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert selected(window) == "C-3/Runtime Connection"


def test_folded_environments_stay_folded_over_a_restart(started: Started) -> None:
    first = started()
    tree = tree_of(first.connections)
    tree.collapse(tree.model().index(1, 0))
    first.close()
    second = started()
    assert [is_open(second.connections, row) for row in range(3)] == [True, False, True]
    tree_of(second.connections).expand(tree_of(second.connections).model().index(1, 0))
    second.close()
    assert [is_open(started().connections, row) for row in range(3)] == [True, True, True]


def test_entering_a_key_keeps_the_selected_connection(started: Started, services: SampleServices) -> None:
    """Before, its environment was selected, and the next import went to the Runtime Connection."""
    put_run(services, "C-3", "Archive")
    window = started()
    window.connections.select("C-3", "Archive")
    window.progress.environment_requested.emit("C-3")
    dialog = next(one for one in window.findChildren(EnvironmentDialog) if one.isVisible())
    assert selected(window) == "C-3/Archive"
    dialog.saved.emit("C-3")
    dialog.reject()
    assert selected(window) == "C-3/Archive"
    assert proposed(window).startswith("Archive, C-3")


@pytest.mark.parametrize("before", ["", "Runtime Connection", "Archive"])
def test_a_new_connection_is_selected_and_visible(started: Started, services: SampleServices, before: str) -> None:
    window = started()
    window.connections.select("C-3", before)
    window.connections.new_connection()
    dialog = next(one for one in window.findChildren(ConnectionDialog) if one.isVisible())
    added = Connection("C-3", "Warehouse", "DataDestination")
    dialog.added.emit(added)
    dialog.reject()
    controller = services.environments
    assert selected(window) == f"C-3/{before}"
    controller._loaded(controller.environments)  # something else is read in between
    others = [one for one in controller.environments if one.environment.id != "C-3"]
    (changed,) = [one for one in controller.environments if one.environment.id == "C-3"]
    controller._loaded((*others, replace(changed, connections=(*changed.connections, added))))
    assert selected(window) == "C-3/Warehouse"
    tree = tree_of(window.connections)
    assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()))
