"""The panel of environments and connections against a real demo environment."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.token import Token
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from ui.environment_fixtures import Shelf, dialog_of, fill, press, said, spoken, tree_of
from ui.lookup import find
from ui.run_scenes import Scene


def test_with_nothing_it_says_what_to_do(panel: ConnectionsPanel) -> None:
    assert "No environments yet" in find(panel, QLabel, "no_environments").text()
    assert not tree_of(panel).isVisible() and panel.selected_environment is None
    assert find(panel, QPushButton, "add_environment").isEnabled()
    for name in ("new_connection", "test_connection"):
        button = find(panel, QPushButton, name)
        assert not button.isEnabled() and "Add an environment first" in button.accessibleDescription()


def test_a_test_tells_how_the_environment_stands(panel: ConnectionsPanel, shelf: Shelf, demo: DemoProcess) -> None:
    shelf.put("DEMO-1", demo.address, demo.token)
    shelf.put("WRONG-1", demo.address, "wrong-key")
    press(panel, "test_connection")
    assert "being tested" in spoken(panel)[0] and not find(panel, QPushButton, "test_connection").isEnabled()
    shelf.settle()
    assert "checked today" in spoken(panel)[0] and find(panel, QPushButton, "test_connection").isEnabled()
    panel.select("WRONG-1")
    press(panel, "test_connection")
    shelf.settle()
    assert "Key refused today" in spoken(panel)[2]


def test_no_answer_is_told_in_the_row_and_in_a_banner_until_it_answers(
    panel: ConnectionsPanel, shelf: Shelf, scene: Scene, qapp: QApplication
) -> None:
    demo = DemoProcess()
    with demo:
        shelf.put("DEMO-1", demo.address, demo.token)
        port = demo.address.rpartition(":")[2]
    press(panel, "test_connection")
    shelf.settle()
    assert "No response today" in spoken(panel)[0] and "failed" in said(panel)
    press(panel, "connections_banner_details")
    dialog_of(qapp, "details_dialog").close()
    with DemoProcess("--port", port) as again:
        scene.vault.put("DEMO-1", Token(again.token))
        press(panel, "test_connection")
        shelf.settle()
    assert "checked today" in spoken(panel)[0] and said(panel) == ""


def test_an_environment_that_was_added_is_selected(
    panel: ConnectionsPanel, shelf: Shelf, demo: DemoProcess, qapp: QApplication, qtbot: QtBot
) -> None:
    shelf.put("DEV-1")
    press(panel, "add_environment")
    dialog = dialog_of(qapp, "environment_dialog")
    fill(dialog, environment_name="NEW-1", environment_address=demo.address, rest_api_key=demo.token)
    press(dialog, "save_environment")
    shelf.settle()
    selected = panel.selected_environment
    assert selected is not None and selected.environment.name == "NEW-1"
    assert f"NEW-1, Development, {demo.address}, checked today" in "\n".join(spoken(panel))


def test_a_connection_that_was_added_is_selected(
    panel: ConnectionsPanel, shelf: Shelf, demo: DemoProcess, qapp: QApplication
) -> None:
    shelf.put("DEMO-1", demo.address, demo.token)
    press(panel, "new_connection")
    dialog = dialog_of(qapp, "connection_dialog")
    shelf.settle()
    press(dialog, "known_way")
    fill(dialog, connection_name="Archive")
    press(dialog, "add_connection")
    shelf.settle()
    assert panel.selected_connection == Connection("DEMO-1", "Archive", "DataDestination")


def test_removing_asks_and_takes_the_key_too(
    panel: ConnectionsPanel, shelf: Shelf, scene: Scene, qapp: QApplication
) -> None:
    shelf.put("DEMO-1", token="a-key", connections=(Connection("DEMO-1", "Archive"),))
    panel.select("DEMO-1", "Archive")
    panel.remove_selected()
    question = dialog_of(qapp, "remove_question")
    assert find(question, QPushButton, "keep_environment").isDefault()
    press(question, "keep_environment")
    shelf.settle()
    assert "Archive, DEMO-1" in spoken(panel)
    panel.remove_selected()
    press(dialog_of(qapp, "remove_question"), "remove_now")
    shelf.settle()
    assert "Archive, DEMO-1" not in spoken(panel) and scene.vault.get("DEMO-1") is not None
    panel.select("DEMO-1")
    panel.remove_selected()
    press(dialog_of(qapp, "remove_question"), "remove_now")
    shelf.settle()
    assert spoken(panel) == [] and scene.vault.get("DEMO-1") is None and shelf.stored() == []
    assert panel.selected_environment is None and find(panel, QLabel, "no_environments").isVisible()
