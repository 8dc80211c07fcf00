"""The destination page: what is preselected, what stays chosen, and what is never chosen by itself."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.stage import StageBand
from ui.sample_runs import sample_run
from ui.start_user import save_demo
from ui.wizard_user import WizardUser

_ARCHIVE = Connection("test-1", "Archive", "DataDestination")
_SOURCE = Connection("test-1", "Legacy CRM", "DataSource")


def _chosen(user: WizardUser) -> str:
    """What the band says, as it is read out."""
    band = user.wizard.findChild(StageBand, "destination_band")
    assert band is not None
    return f"{band.accessibleName()}, {band.accessibleDescription()}" if band.isVisible() else ""


@pytest.fixture
def two(user: WizardUser) -> WizardUser:
    user.save()
    user.save("https://test-1.acme.example", "TEST-1", Stage.TEST, connections=(_ARCHIVE, _SOURCE))
    return user


def test_rows_are_read_out_whole(two: WizardUser) -> None:
    two.open()
    assert two.rows("Destinations") == [
        "DEV-1, dev-1.acme.example, never tested, Development",
        "Runtime Connection, DEV-1, The environment itself, Development",
        "TEST-1, test-1.acme.example, never tested, Test",
        "Runtime Connection, TEST-1, The environment itself, Test",
        "Archive, TEST-1, Data Destination, Test",
        "Legacy CRM, TEST-1, Data Source: cannot receive data, Test",
    ]


def test_a_row_has_the_stage_of_an_import_into_it(user: WizardUser) -> None:
    vault = Connection("test-1", "Vault", "DataDestination", Stage.PRODUCTION)
    user.save("https://acme.example", "TEST-1", Stage.TEST, connections=(_ARCHIVE, vault))
    user.save("https://acme.example", "LIVE", Stage.PRODUCTION)
    user.save("https://dev.example", "DEV-1", Stage.DEVELOPMENT)
    user.open()
    rows = {tuple(row.split(", ")[:2]): row.rpartition(", ")[2] for row in user.rows("Destinations")}
    assert rows["TEST-1", "acme.example"] == "Test"
    assert rows["Runtime Connection", "TEST-1"] == "Production", "it is the same server as LIVE"
    assert rows["Vault", "TEST-1"] == rows["Runtime Connection", "LIVE"] == "Production"
    assert rows["Runtime Connection", "DEV-1"] == "Development"
    list_ = user.find("Destinations", QAbstractItemView)
    assert isinstance(list_, QAbstractItemView)
    runtime = list_.model().index(list(rows).index(("Runtime Connection", "TEST-1")), 0)
    tip = runtime.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines() == ["Runtime Connection", "TEST-1", "The environment itself", "Production"]
    list_.setCurrentIndex(runtime)
    assert _chosen(user).startswith("Production, TEST-1, Runtime Connection")


def test_with_several_environments_the_user_chooses(two: WizardUser) -> None:
    two.open()
    assert _chosen(two) == ""
    two.press("Next")
    assert two.page == 1 and two.error("Destinations") == "Choose where the data should go."
    list_ = two.find("Destinations", QAbstractItemView)
    assert isinstance(list_, QAbstractItemView)
    list_.setCurrentIndex(list_.model().index(4, 0))
    assert _chosen(two) == "Test, TEST-1, Archive, test-1.acme.example" and two.error("Destinations") == ""
    two.press("Next")
    assert two.page == 2


def test_environments_that_are_not_read_yet_are_waited_for(user: WizardUser) -> None:
    assert not user.services.environments.is_loaded
    user.open()
    user.press("Next")
    assert user.page == 1
    assert user.find("Destinations", QWidget).accessibleDescription().startswith("Environments are still loading")
    user.save()  # and read
    user.at_page(2)


@pytest.mark.parametrize("is_early", [False, True])
def test_environments_that_cannot_be_read_are_not_waited_for(user: WizardUser, is_early: bool) -> None:
    for path in user.services.workspace().paths.root.glob("dmm-desktop.sqlite3*"):
        path.unlink()
    failures: list[DmmError] = []
    user.open()
    if is_early:
        user.press("Next")
    user.services.environments.load(failures.append)
    user.qtbot.waitUntil(lambda: bool(failures))
    if not is_early:
        user.press("Next")
    unreadable = "The saved environments could not be read. The main window says why."
    assert user.page == 1 and user.error("Destinations") == unreadable
    assert not user.services.environments.is_loaded


def test_the_keyboard_waits_in_the_list_for_environments(user: WizardUser, qtbot: QtBot) -> None:
    """With a zip given at the start, it was on Add environment, and Enter opened that dialog."""
    user.open()
    list_ = user.find("Destinations", QAbstractItemView)
    assert user.wizard.focusWidget() is list_
    user.save(name="DEV-1")
    user.save("https://test-1.acme.example", "TEST-1")
    assert user.wizard.focusWidget() is list_
    qtbot.keyClick(list_, Qt.Key.Key_Down)
    assert _chosen(user) != ""


def test_if_there_are_none_it_goes_to_what_adds_one(user: WizardUser) -> None:
    user.open()
    user.load()
    assert user.wizard.focusWidget().objectName() == "wizard_add_environment"


def test_where_they_leave_a_choice_it_is_asked_for(user: WizardUser) -> None:
    user.open()
    user.press("Next")
    user.load()
    assert user.page == 1
    assert user.error("Destinations") == "Add the environment you want to import into."


def test_the_choice_stays_when_the_list_changes(two: WizardUser) -> None:
    wizard = two.open()
    wizard.set_target("test-1", "Archive")
    two.save("https://a.acme.example", "A-FIRST")
    assert _chosen(two) == "Test, TEST-1, Archive, test-1.acme.example"
    with two.services.workspace().store() as store:
        environment = store.environments.get("test-1")
        assert environment is not None
        store.environments.update(replace(environment, stage=Stage.PRODUCTION, name="LIVE"))
    two.load()
    assert _chosen(two) == "Production, LIVE, Archive, test-1.acme.example"


def test_what_is_gone_is_not_replaced_by_something_else(two: WizardUser) -> None:
    wizard = two.open()
    wizard.set_target("test-1", "Archive")
    with two.services.workspace().store() as store:
        store.connections.remove(_ARCHIVE.environment_id, _ARCHIVE.name)
    two.load()
    assert _chosen(two) == ""
    two.press("Next")
    assert two.error("Destinations") == "Archive (TEST-1) is not in the list. Choose where the data should go."
    assert two.page == 1


def test_an_import_again_keeps_everything_and_its_destination_only_if_it_is_there(
    two: WizardUser, samples: Path
) -> None:
    given = '{"ChunkRecords": 5, "DataAppendMode": false, "DestinationDBConnection": "Archive"}'
    run = sample_run(
        "old",
        RunState.FAILED,
        environment_id="test-1",
        root="https://test-1.acme.example/DMMAPI/rest/v1",
        connection="Archive",
        append=False,
        configuration=given,
        zip_path=str(samples / "small.zip"),
    )
    wizard = two.open()
    wizard.repeat(run)
    assert _chosen(two).startswith("Test, TEST-1, Archive")
    two.idle()
    for _ in range(3):
        two.press("Next")
    assert two.text("review_ids") == "Keep the ids of the file" and two.text("review_file").startswith("small.zip")
    assert two.text("review_configuration").startswith("3 ")
    wizard = two.open()
    wizard.set_target("dev-1")
    wizard.repeat(replace(run, environment_id="gone", environment_name="OLD-3"))
    two.load()
    assert _chosen(two) == ""
    two.press("Next")
    assert two.error("Destinations") == "OLD-3 is not in the list. Choose where the data should go."


def test_a_connection_that_was_never_added_is_named_with_its_environment(two: WizardUser) -> None:
    """The command line imports into any connection; the environments beside may have one of that name."""
    run = sample_run(
        "cli",
        RunState.FAILED,
        environment_id="dev-1",
        root="https://dev-1.acme.example/DMMAPI/rest/v1",
        connection="Archive",
    )
    two.open().repeat(run)
    two.press("Next")
    assert two.error("Destinations") == "Archive (DEV-1) is not in the list. Choose where the data should go."


def test_the_first_environment_is_added_from_here(user: WizardUser) -> None:
    user.load()
    wizard = user.open()
    user.press("Next")
    assert user.error("Destinations") == "Add the environment you want to import into."
    with user.qtbot.waitSignal(wizard.environment_wanted):
        user.press("Add environment")
    user.save()
    assert _chosen(user) == "Development, DEV-1, Runtime Connection, dev-1.acme.example"
    with user.qtbot.waitSignal(wizard.connection_wanted) as wanted:
        user.press("New connection")
    assert wanted.args == ["dev-1"]


def test_a_connection_is_tested(user: WizardUser) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        assert user.text("last_test") == "Never tested"
        user.press("Test connection")
        user.idle()
        assert user.text("last_test").startswith("Address, API and REST API key were checked today at ")
    user.press("Test connection")
    user.idle()
    assert user.text("last_test").startswith("No response today at ")
    assert user.find("Details", QWidget).isVisible()


def test_a_one_time_token_is_not_kept_for_another_environment(two: WizardUser, samples: Path) -> None:
    wizard = two.open()
    wizard.set_target("dev-1")
    two.go_to_review(samples / "small.zip")
    two.edit("One-time token").setText("for-dev-only")
    for _ in range(3):
        two.press("Back")
    for _ in range(3):
        two.press("Next")
    assert two.edit("One-time token").text() == "for-dev-only"
    for _ in range(3):
        two.press("Back")
    wizard.set_target("test-1")
    for _ in range(3):
        two.press("Next")
    assert two.edit("One-time token").text() == ""


def test_the_connection_test_says_that_it_tests_the_environment_only(two: WizardUser) -> None:
    wizard = two.open()
    limit = wizard.findChild(QLabel, "test_limit")
    assert limit is not None
    wizard.set_target("test-1", "Archive")
    button = two.find("Test connection", QAbstractButton)
    assert limit.isVisible()
    assert limit.text() == button.accessibleDescription() == "Tests TEST-1 only, not the connection Archive."
    wizard.set_target("test-1", "Runtime Connection")
    assert limit.text() == button.accessibleDescription() == "Tests the address, the API and the REST API key."


def test_the_name_of_a_connection_is_text_in_the_tool_tip_of_its_test(user: WizardUser) -> None:
    user.save("https://test-1.acme.example", "TEST-1", Stage.TEST, connections=(Connection("test-1", "<b>A</b>"),))
    user.open().set_target("test-1", "<b>A</b>")
    tip = user.find("Test connection", QAbstractButton).toolTip()
    assert "not the connection &lt;b&gt;A&lt;/b&gt;." in tip
