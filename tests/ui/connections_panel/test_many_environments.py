"""Many environments: compact rows, the filter, and what is selected while it hides something."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Connection, KeyVerdict
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.widgets.line_field import FilterField
from ui.environment_fixtures import SavedEnvironments, is_open, spoken, tree_of
from ui.found_stages import found_stages
from ui.lookup import find, focused
from ui.sample_runs import SampleServices

_ARCHIVE = Connection("TEST-07", "Archive", "DataDestination")


@pytest.fixture
def twenty(panel: ConnectionsPanel, saved_environments: SavedEnvironments) -> ConnectionsPanel:
    """The panel with 20 environments, of which TEST-07 has a connection."""
    for number in range(1, 21):
        stage = Stage.PRODUCTION if number % 5 == 0 else Stage.TEST
        name = f"{'PROD' if stage is Stage.PRODUCTION else 'TEST'}-{number:02}"
        connections = (_ARCHIVE,) if name == "TEST-07" else ()
        saved_environments.put(
            name,
            f"https://{name.lower()}.acme.example",
            stage=stage,
            connections=connections,
            checked_at=datetime.now(UTC),
            key_verdict=KeyVerdict.REFUSED if name == "TEST-02" else KeyVerdict.ACCEPTED,
        )
    return panel


def _filter(panel: ConnectionsPanel) -> FilterField:
    return find(panel, FilterField, "filter_environments")


def _names(panel: ConnectionsPanel) -> list[str]:
    return [row.partition(",")[0] for row in spoken(panel)]


def test_more_than_eight_environments_have_a_filter_and_a_row_each(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments
) -> None:
    for number in range(8):
        saved_environments.put(f"TEST-{number}", f"https://test-{number}.acme.example")
    assert not _filter(panel).isVisible() and _names(panel).count("Runtime Connection") == 8
    saved_environments.put("TEST-8", "https://test-8.acme.example", connections=(Connection("TEST-8", "Archive"),))
    assert _filter(panel).isVisible()
    assert _names(panel) == [*(f"TEST-{number}" for number in range(9)), "Runtime Connection", "Archive"]


def test_a_compact_row_has_one_line_unless_something_is_wrong(twenty: ConnectionsPanel) -> None:
    tree = tree_of(twenty)
    heights = {index.data(): tree.visualRect(index).height() for index in (tree.model().index(n, 0) for n in range(20))}
    assert heights.pop("TEST-02") > 40
    assert max(heights.values()) <= 34
    assert any("TEST-03, Test, checked today" in row for row in spoken(twenty)), "what is not shown is still read out"


def test_each_word_must_be_in_name_address_or_stage(twenty: ConnectionsPanel) -> None:
    _filter(twenty).setText("acme produc 1")
    assert _names(twenty) == ["PROD-10", "PROD-15"]
    assert _filter(twenty).accessibleDescription() == "2 of 20 environments"
    _filter(twenty).setText("archive")
    assert _names(twenty) == ["TEST-07", "Archive"]
    _filter(twenty).setText("TEST-07")
    assert _names(twenty) == ["TEST-07", "Runtime Connection", "Archive"]


def test_the_connection_that_every_environment_has_is_found_too(twenty: ConnectionsPanel) -> None:
    _filter(twenty).setText("runtime")
    assert _names(twenty).count("Runtime Connection") == 1 and len(_names(twenty)) == 21
    _filter(twenty).setText("runtime acme produc 1")
    assert _names(twenty) == ["PROD-10", "PROD-15"]


def test_accents_make_no_difference(twenty: ConnectionsPanel, saved_environments: SavedEnvironments) -> None:
    saved_environments.put("Fábrica Desenvolvimento", "https://test-21.acme.example")
    for typed in ("Fabrica desen", "fábrica", "FÀBRICA"):
        _filter(twenty).setText(f"{typed} test")
        assert _names(twenty) == ["Fábrica Desenvolvimento"]


def test_what_matches_nothing_is_said(twenty: ConnectionsPanel) -> None:
    _filter(twenty).setText("nothing")
    _filter(twenty).setText("nothing <b>")  # letter by letter
    note = find(twenty, QLabel, "no_matching_environments")
    assert note.isVisible() and note.text() == "No environment matches “nothing <b>”."
    assert not find(twenty, QLabel, "no_environments").isVisible() and not tree_of(twenty).isVisible()
    _filter(twenty).clear()
    assert not note.isVisible() and len(_names(twenty)) == 22


def test_a_hidden_row_is_not_selected_and_comes_back(twenty: ConnectionsPanel, qtbot: QtBot) -> None:
    twenty.select("TEST-07", "Archive")
    _filter(twenty).setText("prod")
    assert twenty.selected_environment is None
    assert not find(twenty, QPushButton, "test_connection").isEnabled()
    qtbot.keyClick(_filter(twenty), Qt.Key.Key_Escape)
    assert _filter(twenty).text() == "" and twenty.selected_connection == _ARCHIVE


def test_enter_and_down_go_to_what_was_found(twenty: ConnectionsPanel, qtbot: QtBot) -> None:
    twenty.find_environment()
    assert focused() is _filter(twenty)
    qtbot.keyClicks(_filter(twenty), "prod-15")
    qtbot.keyClick(_filter(twenty), Qt.Key.Key_Return)
    assert focused() is tree_of(twenty)
    selected = twenty.selected_environment
    assert selected is not None and selected.environment.name == "PROD-15"


@pytest.mark.parametrize("selected", ["TEST-01", "TEST-09"])
def test_another_filter_begins_at_the_top(twenty: ConnectionsPanel, qtbot: QtBot, selected: str) -> None:
    """Wherever what was selected was. Tab then selects the first row."""
    tree, bar = tree_of(twenty), tree_of(twenty).verticalScrollBar()
    twenty.resize(256, 400)
    twenty.select(selected)
    bar.setValue(bar.maximum())
    twenty.find_environment()
    qtbot.keyClicks(_filter(twenty), "-1 acme")
    assert twenty.selected_environment is None
    assert bar.maximum() > 0 and bar.value() == 0
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    assert tree.selectedIndexes() == [tree.model().index(0, 0)] and bar.value() == 0


def test_another_filter_keeps_the_selected_row_in_view(twenty: ConnectionsPanel) -> None:
    tree = tree_of(twenty)
    twenty.resize(256, 400)
    twenty.select("TEST-19")
    for words in ("acme", "acme ", "test", ""):
        _filter(twenty).setText(words)
        assert tree.viewport().rect().contains(tree.visualRect(tree.selectedIndexes()[0]).center()), words


def test_the_list_stays_where_it_is_when_an_environment_is_added(
    twenty: ConnectionsPanel, saved_environments: SavedEnvironments
) -> None:
    tree = tree_of(twenty)
    twenty.resize(256, 400)
    _filter(twenty).setText("acme")
    twenty.select("TEST-19")
    value = tree.verticalScrollBar().value()
    saved_environments.put("TEST-21", "https://test-21.acme.example")
    assert value > 0 and tree.verticalScrollBar().value() == value


@pytest.mark.parametrize("words", ["test-03", "test-03 orders"])
def test_a_filter_that_shows_what_is_added_stays(
    twenty: ConnectionsPanel, saved_environments: SavedEnvironments, services: SampleServices, words: str
) -> None:
    """The dialog tells of a new connection before the list has it."""
    _filter(twenty).setText(words)
    added = Connection("TEST-03", "Orders", "DataDestination")
    twenty.select("TEST-03", added.name)
    with services.workspace().store() as store:
        store.connections.add(added)
    saved_environments.load()
    assert twenty.selected_connection == added and _filter(twenty).text() == words


@pytest.mark.parametrize(("environment", "connection"), [("TEST-03", "Orders"), ("TEST-21", "")])
def test_a_filter_that_hides_what_is_added_is_cleared(
    twenty: ConnectionsPanel,
    saved_environments: SavedEnvironments,
    services: SampleServices,
    environment: str,
    connection: str,
) -> None:
    _filter(twenty).setText("archive")
    twenty.select(environment, connection)
    if connection:
        with services.workspace().store() as store:
            store.connections.add(Connection(environment, connection, "DataDestination"))
        saved_environments.load()
    else:
        saved_environments.put(environment, "https://test-21.acme.example")
    selected, found = twenty.selected_environment, twenty.selected_connection
    assert _filter(twenty).text() == "" and selected is not None and selected.environment.name == environment
    assert (found.name if found is not None else "") == connection


@pytest.mark.parametrize(("environment", "connection"), [("TEST-03", ""), ("TEST-07", "Archive")])
def test_a_row_that_must_be_shown_clears_the_filter(
    twenty: ConnectionsPanel, environment: str, connection: str
) -> None:
    """The dialogs for a key or a connection are about the selected environment."""
    twenty.select("PROD-15")
    _filter(twenty).setText("prod")
    twenty.select(environment, connection)
    selected = twenty.selected_environment
    assert _filter(twenty).text() == "" and selected is not None and selected.environment.name == environment
    assert (twenty.selected_connection == _ARCHIVE) is bool(connection)


def test_a_filter_unfolds_only_while_it_is_there(twenty: ConnectionsPanel) -> None:
    tree = tree_of(twenty)
    place = _names(twenty).index("TEST-07")
    tree.collapse(tree.model().index(place, 0))
    _filter(twenty).setText("archive")
    assert is_open(twenty, 0)
    _filter(twenty).clear()
    assert not is_open(twenty, place) and twenty.folded == {"TEST-07"}


def test_a_selected_environment_has_all_its_connections(twenty: ConnectionsPanel) -> None:
    _filter(twenty).setText("archive")
    twenty.select("TEST-07")
    selected = twenty.selected_environment
    assert selected is not None and selected.connections == (_ARCHIVE,)
    assert selected.connection("Runtime Connection") is not None


def test_with_few_environments_the_filter_is_there_when_it_is_wanted(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, qtbot: QtBot
) -> None:
    panel.find_environment()
    assert not _filter(panel).isVisible(), "there is nothing to filter"
    saved_environments.put("DEV-1", "https://dev-1.acme.example")
    saved_environments.put("TEST-1", "https://test-1.acme.example")
    panel.find_environment()
    assert focused() is _filter(panel)
    qtbot.keyClicks(_filter(panel), "dev")
    assert _names(panel) == ["DEV-1", "Runtime Connection"]
    qtbot.keyClick(_filter(panel), Qt.Key.Key_Escape)
    assert _filter(panel).isVisible() and len(_names(panel)) == 4
    qtbot.keyClick(_filter(panel), Qt.Key.Key_Escape)
    assert not _filter(panel).isVisible() and focused() is tree_of(panel)


def test_the_selected_row_stays_in_view_in_a_smaller_panel(twenty: ConnectionsPanel, qtbot: QtBot) -> None:
    """The panel gets narrower, and its rows higher, once there are runs; messages make it lower."""
    twenty.resize(260, 600)
    twenty.select("TEST-19")
    tree = tree_of(twenty)
    twenty.resize(190, 400)
    qtbot.waitUntil(lambda: tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()).center()))


def test_stages_are_found_once_for_the_rows_that_are_shown(
    twenty: ConnectionsPanel, saved_environments: SavedEnvironments, services: SampleServices, qapp: QApplication
) -> None:
    """Qt asks for the height of every row, and there can be two hundred environments with a thousand connections
    each."""
    with services.workspace().store() as store:
        for number in range(400):
            store.connections.add(Connection("TEST-01", f"C{number:03}", "DataDestination"))
    for _ in range(2):  # the rows are new, then the same
        with found_stages() as found:
            saved_environments.load()
            qapp.processEvents()
        assert 0 < len(found) < 100
        with found_stages() as found:
            twenty.resize(200, 740)
            qapp.processEvents()
            twenty.resize(256, 740)
            qapp.processEvents()
        assert found == []
