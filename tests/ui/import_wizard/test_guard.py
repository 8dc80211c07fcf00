"""A connection with a stage of its own: what the wizard shows of it, and whose name is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection, Stage
from dmm_desktop.ui.stage import StageBand
from ui.lookup import find
from ui.wizard_person import Person, save_demo

_CUSTOMERS = Connection("demo-1", "Customers", "DataDestination", Stage.PRODUCTION)


def _choose(person: Person, name: str) -> None:
    view = person.find("Destinations", QAbstractItemView)
    rows = (view.model().index(row, 0) for row in range(view.model().rowCount()))
    view.setCurrentIndex(next(one for one in rows if one.data() == name))


def _band(person: Person, name: str) -> str:
    band = find(person.wizard, StageBand, name)
    return f"{band.accessibleName()}, {band.accessibleDescription()}"


def test_the_stage_of_the_connection_is_shown_and_its_name_is_typed(person: Person, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(person, demo, stage=Stage.DEVELOPMENT, connections=(_CUSTOMERS,))
        person.open()
        assert person.rows("Destinations") == [
            "DEMO-1, 127.0.0.1, never tested, Development",
            "Runtime Connection, DEMO-1, The environment itself, Development",
            "Customers, DEMO-1, Data Destination, Production",
        ]
        assert _band(person, "destination_band") == "Development, DEMO-1, Runtime Connection, 127.0.0.1"
        _choose(person, "Customers")
        assert _band(person, "destination_band") == "Production, DEMO-1, Customers, 127.0.0.1"
        person.go_to_review(samples / "small.zip")
        assert _band(person, "review_band") == "Production, DEMO-1, Customers, 127.0.0.1"
        assert person.text("review_address") == demo.address
        assert person.text("start_target") == "Goes to Customers (DEMO-1) on 127.0.0.1"
        start = person.find("Start import", QAbstractButton)
        assert start.accessibleDescription() == "Goes to Customers (DEMO-1) on 127.0.0.1"
        person.edit("One-time token").setText(demo.one_time_token)
        person.press("Start import")
        assert person.error("Confirm connection name") == "Type Customers to confirm."
        person.edit("Confirm connection name").setText("DEMO-1")
        person.press("Start import")
        assert not person.uploads and demo.received()["starts"] == []
        person.edit("Confirm connection name").setText("Customers")
        person.press("Start import")
        person.qtbot.waitUntil(lambda: bool(person.uploads))
        run_id = person.uploads[0]
        person.qtbot.waitUntil(lambda: person.scene.view(run_id).run.state.is_final)
        run = person.scene.view(run_id).run
    assert (run.stage, run.connection, run.state.is_final) == (Stage.PRODUCTION, "Customers", True)


@pytest.mark.parametrize(
    ("environment", "connection", "asked"),
    [
        (Stage.PRODUCTION, "Runtime Connection", "Confirm environment name"),
        (Stage.PRODUCTION, "Archive", "Confirm connection name"),
        (Stage.PRODUCTION, "Customers", "Confirm connection name"),
        (Stage.TEST, "Archive", ""),
        (Stage.TEST, "Customers", "Confirm connection name"),
        (Stage.PRODUCTION, "Sandbox", ""),
    ],
)
def test_the_name_of_what_is_changed_is_asked_for(
    person: Person, samples: Path, environment: Stage, connection: str, asked: str
) -> None:
    others = (
        Connection("dev-1", "Archive", "DataDestination"),
        Connection("dev-1", "Customers", "DataDestination", Stage.PRODUCTION),
        Connection("dev-1", "Sandbox", "DataDestination", Stage.DEVELOPMENT),
    )
    person.save(stage=environment, connections=others)
    person.open()
    _choose(person, connection)
    person.go_to_review(samples / "small.zip")
    found = [
        one.accessibleName()
        for one in person.wizard.findChildren(QLineEdit)
        if one.isVisible() and one.accessibleName().startswith("Confirm")
    ]
    assert found == ([asked] if asked else [])
    is_red = person.find("Start import", QAbstractButton).property("kind") == "production"
    assert is_red == bool(asked)


def test_what_was_typed_for_another_destination_is_forgotten(person: Person, samples: Path) -> None:
    person.save(stage=Stage.PRODUCTION, connections=(Connection("dev-1", "Archive", "DataDestination"),))
    person.open()
    person.go_to_review(samples / "small.zip")
    person.edit("Confirm environment name").setText("DEV-1")
    for _ in range(3):
        person.press("Back")
    _choose(person, "Archive")
    for _ in range(3):
        person.press("Next")
    person.at_page(4)
    assert person.edit("Confirm connection name").text() == ""


def test_a_stage_that_is_changed_meanwhile_counts(person: Person, samples: Path) -> None:
    environment = person.save(connections=(Connection("dev-1", "Archive", "DataDestination"),))
    person.open()
    _choose(person, "Archive")
    person.go_to_review(samples / "small.zip")
    with person.scene.workspace().store() as store:
        store.connections.add(Connection(environment.id, "Archive", "DataDestination", Stage.PRODUCTION))
    person.load()
    assert person.find("Confirm connection name", QLineEdit).isVisible()
    assert find(person.wizard, StageBand, "review_band").accessibleName() == "Production, DEV-1"
