"""The panel of environments and connections against a real demo environment."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from ui.environment_fixtures import SavedEnvironments, dialog_of, fill, press, said, spoken, tree_of
from ui.lookup import find
from ui.sample_runs import SampleServices, report, sample_run


def test_with_nothing_it_says_what_to_do(
    panel: ConnectionsPanel, services: SampleServices, saved_environments: SavedEnvironments
) -> None:
    assert not find(panel, QLabel, "no_environments").isVisible(), "nothing was read yet"
    services.environments.load(lambda error: None)
    saved_environments.settle()
    assert find(panel, QLabel, "no_environments").isVisible()
    said = find(panel, QLabel, "no_environments").text()
    assert "No environments yet" in said and "import" in said and "export" in said
    assert not tree_of(panel).isVisible() and panel.selected_environment is None
    assert find(panel, QPushButton, "add_environment").isEnabled()
    for name in ("new_connection", "test_connection"):
        button = find(panel, QPushButton, name)
        assert not button.isEnabled() and "Add an environment first" in button.accessibleDescription()


def test_a_test_tells_how_the_environment_stands(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, demo: DemoProcess
) -> None:
    saved_environments.put("DEMO-1", demo.address, demo.token)
    saved_environments.put("WRONG-1", demo.address, "wrong-key")
    press(panel, "test_connection")
    assert "being tested" in spoken(panel)[0] and not find(panel, QPushButton, "test_connection").isEnabled()
    saved_environments.settle()
    assert "checked today" in spoken(panel)[0] and find(panel, QPushButton, "test_connection").isEnabled()
    panel.select("WRONG-1")
    press(panel, "test_connection")
    saved_environments.settle()
    assert "Key refused today" in spoken(panel)[2]


def test_no_answer_is_told_in_the_row_and_in_a_banner_until_it_answers(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, services: SampleServices, qapp: QApplication
) -> None:
    demo = DemoProcess()
    with demo:
        saved_environments.put("DEMO-1", demo.address, demo.token)
        port = demo.address.rpartition(":")[2]
    press(panel, "test_connection")
    saved_environments.settle()
    assert "No response today" in spoken(panel)[0] and "failed" in said(panel)
    press(panel, "connections_banner_details")
    dialog_of(qapp, "details_dialog").close()
    with DemoProcess("--port", port) as again:
        services.keys.put("DEMO-1", Token(again.token))
        press(panel, "test_connection")
        saved_environments.settle()
    assert "checked today" in spoken(panel)[0] and said(panel) == ""


def test_the_banner_of_a_failed_test_goes_with_the_next_answer(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, services: SampleServices
) -> None:
    """A run that is followed may be answered first; its answer must not stand beside an error that is over."""
    with DemoProcess() as demo:
        saved_environments.put("DEMO-1", demo.address, demo.token)
    saved_environments.put("DEMO-2", demo.address, demo.token)
    panel.select("DEMO-1")
    press(panel, "test_connection")
    saved_environments.settle()
    later = datetime.now(UTC) + timedelta(seconds=1)
    services.environments.note_answer("DEMO-2", later)
    assert "failed" in said(panel)
    services.environments.note_answer("DEMO-1", later)
    assert said(panel) == ""


def test_an_environment_that_was_added_is_selected(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, demo: DemoProcess, qapp: QApplication, qtbot: QtBot
) -> None:
    saved_environments.put("DEV-1")
    press(panel, "add_environment")
    dialog = dialog_of(qapp, "environment_dialog")
    fill(dialog, environment_name="NEW-1", environment_address=demo.address, rest_api_key=demo.token)
    press(dialog, "stage_test")
    press(dialog, "save_environment")
    saved_environments.settle()
    selected = panel.selected_environment
    assert selected is not None and selected.environment.name == "NEW-1"
    assert f"NEW-1, Test, {demo.host_and_port}, checked today" in "\n".join(spoken(panel))


def test_a_connection_that_was_added_is_selected(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, demo: DemoProcess, qapp: QApplication
) -> None:
    saved_environments.put("DEMO-1", demo.address, demo.token)
    press(panel, "new_connection")
    dialog = dialog_of(qapp, "connection_dialog")
    saved_environments.settle()
    press(dialog, "known_way")
    fill(dialog, connection_name="Archive")
    press(dialog, "add_connection")
    saved_environments.settle()
    assert panel.selected_connection == Connection("DEMO-1", "Archive", "DataDestination")


def test_removing_asks_and_takes_the_key_too(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, services: SampleServices, qapp: QApplication
) -> None:
    saved_environments.put("DEMO-1", token="a-key", connections=(Connection("DEMO-1", "Archive"),))
    panel.select("DEMO-1", "Archive")
    panel.remove_selected()
    question = dialog_of(qapp, "remove_question")
    assert find(question, QPushButton, "keep_environment").isDefault()
    press(question, "keep_environment")
    saved_environments.settle()
    assert "Archive, Type unknown, DEMO-1" in spoken(panel)
    panel.remove_selected()
    press(dialog_of(qapp, "remove_question"), "remove_now")
    saved_environments.settle()
    assert "Archive, Type unknown, DEMO-1" not in spoken(panel) and services.keys.get("DEMO-1") is not None
    panel.select("DEMO-1")
    panel.remove_selected()
    question = dialog_of(qapp, "remove_question")
    assert isinstance(question, QMessageBox)
    assert question.informativeText().startswith("Its connections, presets and REST API key are removed")
    press(question, "remove_now")
    saved_environments.settle()
    assert spoken(panel) == [] and services.keys.get("DEMO-1") is None and saved_environments.in_database() == []
    assert panel.selected_environment is None and find(panel, QLabel, "no_environments").isVisible()


def test_removing_an_environment_names_its_running_import(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, services: SampleServices, qapp: QApplication
) -> None:
    saved_environments.put("DEMO-1", token="a-key")
    into = {"environment_id": "DEMO-1", "environment_name": "DEMO-1", "root": "https://127.0.0.1:1/DMMAPI/rest/v1"}
    services.put(sample_run("r", RunState.RUNNING, report=report(20_000), **into))
    elsewhere = into | {"root": "https://elsewhere.example/DMMAPI/rest/v1"}
    services.put(sample_run("moved", RunState.RUNNING, **elsewhere))  # this key does not follow it any more
    services.put(sample_run("past", RunState.COMPLETED, zip_path="/data/past.zip", **into))
    panel.select("DEMO-1")
    panel.remove_selected()
    question = dialog_of(qapp, "remove_question")
    assert isinstance(question, QMessageBox)
    assert question.informativeText().endswith(
        "Its runs stay in the list.\n\nAn import into DEMO-1 has not ended (customers-2024-q2.zip, 40 %).\n"
        "Without the key it cannot be stopped from here."
    )
    assert question.text() == "Remove DEMO-1 (Test, 127.0.0.1:1)?"
    press(question, "keep_environment")
    services.put(sample_run("second", RunState.QUEUED, **into))
    panel.remove_selected()
    question = dialog_of(qapp, "remove_question")
    assert isinstance(question, QMessageBox)
    assert question.informativeText().endswith("\nWithout the key they cannot be stopped from here.")
    services.put(sample_run("second", RunState.COMPLETED, **into))
    press(question, "remove_now")
    (renewed,) = [one for one in panel.findChildren(QMessageBox, "remove_question") if one.isVisible()]
    assert renewed is not question
    assert renewed.informativeText().endswith("\nWithout the key it cannot be stopped from here.")
    press(renewed, "keep_environment")
    services.put(sample_run("r", RunState.RUNNING, status_word="Complete", **into))
    panel.remove_selected()
    ended = dialog_of(qapp, "remove_question")
    assert isinstance(ended, QMessageBox)
    assert ended.informativeText().endswith(
        "Its runs stay in the list.\n\nAn import into DEMO-1 has ended, but its results have not been read yet "
        "(customers-2024-q2.zip).\nWithout the key the results cannot be read."
    )
    press(ended, "keep_environment")
    assert saved_environments.find("DEMO-1") is not None


@pytest.mark.parametrize(
    ("own", "has_twin", "is_named"), [("Moved", False, True), ("Gone", False, True), ("A", True, False)]
)
def test_the_key_that_follows_a_run_counts_and_not_the_name_of_its_environment(
    panel: ConnectionsPanel,
    saved_environments: SavedEnvironments,
    services: SampleServices,
    qapp: QApplication,
    own: str,
    has_twin: bool,
    is_named: bool,
) -> None:
    saved_environments.put("A", "https://a.example")
    saved_environments.put("Moved", "https://moved.example")
    if has_twin:
        saved_environments.put("Twin", "https://a.example")
    services.put(
        sample_run("r", RunState.RUNNING, environment_id=own, environment_name=own, root="https://a.example/x")
    )
    panel.select("A")
    panel.remove_selected()
    question = dialog_of(qapp, "remove_question")
    assert isinstance(question, QMessageBox)
    said = question.informativeText()
    assert (f"An import into {own} has not ended" in said or f"(the address of {own} then) has not ended" in said) is (
        is_named
    )
    press(question, "keep_environment")
