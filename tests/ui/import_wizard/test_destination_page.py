"""The destination page: what is preselected, what stays chosen, and what is never chosen by itself."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection, Stage
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.stage import StageBand
from ui.run_scenes import sample_run
from ui.wizard_person import Person, save_demo

_ARCHIVE = Connection("test-1", "Archive", "DataDestination")
_SOURCE = Connection("test-1", "Legacy CRM", "DataSource")


def _chosen(person: Person) -> str:
    """What the band says, as it is read out."""
    band = person.wizard.findChild(StageBand, "destination_band")
    assert band is not None
    return f"{band.accessibleName()}, {band.accessibleDescription()}" if band.isVisible() else ""


@pytest.fixture
def two(person: Person) -> Person:
    person.save()
    person.save("https://test-1.acme.example", "TEST-1", Stage.TEST, connections=(_ARCHIVE, _SOURCE))
    return person


def test_rows_are_read_out_whole(two: Person) -> None:
    two.open()
    assert two.rows("Destinations") == [
        "DEV-1, dev-1.acme.example, never tested, Development",
        "Runtime Connection, DEV-1, The environment itself, Development",
        "TEST-1, test-1.acme.example, never tested, Test",
        "Runtime Connection, TEST-1, The environment itself, Test",
        "Archive, TEST-1, Data Destination, Test",
        "Legacy CRM, TEST-1, Data Source, cannot receive data, Test",
    ]


def test_with_several_environments_the_person_chooses(two: Person) -> None:
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


def test_environments_that_are_not_read_yet_are_waited_for(person: Person) -> None:
    assert not person.scene.services.environments.is_loaded
    person.open()
    person.press("Next")
    assert person.page == 1
    assert person.find("Destinations", QWidget).accessibleDescription().startswith("Environments are still loading")
    person.save()  # and read
    person.at_page(2)


def test_where_they_leave_a_choice_it_is_asked_for(person: Person) -> None:
    person.open()
    person.press("Next")
    person.load()
    assert person.page == 1
    assert person.error("Destinations") == "Add the environment you want to import into."


def test_the_choice_stays_when_the_list_changes(two: Person) -> None:
    wizard = two.open()
    wizard.set_destination("test-1", "Archive")
    two.save("https://a.acme.example", "A-FIRST")
    assert _chosen(two) == "Test, TEST-1, Archive, test-1.acme.example"
    with two.scene.workspace().store() as store:
        environment = store.environments.get("test-1")
        assert environment is not None
        store.environments.update(replace(environment, stage=Stage.PRODUCTION, name="LIVE"))
    two.load()
    assert _chosen(two) == "Production, LIVE, Archive, test-1.acme.example"


def test_what_is_gone_is_not_replaced_by_something_else(two: Person) -> None:
    wizard = two.open()
    wizard.set_destination("test-1", "Archive")
    with two.scene.workspace().store() as store:
        store.connections.remove(_ARCHIVE.environment_id, _ARCHIVE.name)
    two.load()
    assert _chosen(two) == ""
    two.press("Next")
    assert two.error("Destinations") == "Archive is no longer in the list. Choose where the data should go."
    assert two.page == 1


def test_an_import_again_keeps_everything_and_its_destination_only_if_it_is_there(two: Person, samples: Path) -> None:
    given = '{"ChunkRecords": 5, "DataAppendMode": false, "DestinationDBConnection": "Archive"}'
    run = sample_run(
        "old",
        RunState.FAILED,
        environment_id="test-1",
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
    wizard.close()
    wizard = two.open()
    wizard.set_destination("dev-1")
    wizard.repeat(replace(run, environment_id="gone", environment_name="OLD-3"))
    two.load()
    assert _chosen(two) == ""
    two.press("Next")
    assert two.error("Destinations") == "OLD-3 is no longer in the list. Choose where the data should go."


def test_the_first_environment_is_added_from_here(person: Person) -> None:
    person.load()
    wizard = person.open()
    person.press("Next")
    assert person.error("Destinations") == "Add the environment you want to import into."
    with person.qtbot.waitSignal(wizard.environment_wanted):
        person.press("Add environment")
    person.save()
    assert _chosen(person) == "Development, DEV-1, Runtime Connection, dev-1.acme.example"
    with person.qtbot.waitSignal(wizard.connection_wanted) as wanted:
        person.press("New connection")
    assert wanted.args == ["dev-1"]


def test_a_connection_is_tested(person: Person) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo)
        person.open()
        assert person.text("last_test") == "Never tested"
        person.press("Test connection")
        person.idle()
        assert person.text("last_test").startswith("Address, API and REST API key were checked today at ")
    person.press("Test connection")
    person.idle()
    assert person.text("last_test").startswith("No response today at ")
    assert person.find("Details", QWidget).isVisible()


def test_a_one_time_token_is_not_kept_for_another_environment(two: Person, samples: Path) -> None:
    wizard = two.open()
    wizard.set_destination("dev-1")
    two.go_to_review(samples / "small.zip")
    two.edit("One-time token").setText("for-dev-only")
    for _ in range(3):
        two.press("Back")
    for _ in range(3):
        two.press("Next")
    assert two.edit("One-time token").text() == "for-dev-only"
    for _ in range(3):
        two.press("Back")
    wizard.set_destination("test-1")
    for _ in range(3):
        two.press("Next")
    assert two.edit("One-time token").text() == ""
