"""A connection with a stage of its own: what the wizard shows of it, and whose name is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit

from demo_process import DemoProcess
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.stage import StageBand
from dmm_desktop.ui.widgets.access_keys import access_key
from ui.lookup import find
from ui.sample_runs import sample_run
from ui.start_user import save_demo
from ui.wizard_user import WizardUser

_CUSTOMERS = Connection("demo-1", "Customers", "DataDestination", Stage.PRODUCTION)


def _choose(user: WizardUser, name: str) -> None:
    view = user.find("Destinations", QAbstractItemView)
    rows = (view.model().index(row, 0) for row in range(view.model().rowCount()))
    view.setCurrentIndex(next(one for one in rows if one.data() == name))


def _band(user: WizardUser, name: str) -> str:
    band = find(user.wizard, StageBand, name)
    return f"{band.accessibleName()}, {band.accessibleDescription()}"


def test_the_stage_of_the_connection_is_shown_and_its_name_is_typed(user: WizardUser, samples: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo, stage=Stage.DEVELOPMENT, connections=(_CUSTOMERS,))
        user.open()
        assert user.rows("Destinations") == [
            "DEMO-1, 127.0.0.1, never tested, Development",
            "Runtime Connection, DEMO-1, The environment itself, Development",
            "Customers, DEMO-1, Data Destination, Production",
        ]
        assert _band(user, "destination_band") == "Development, DEMO-1, Runtime Connection, 127.0.0.1"
        _choose(user, "Customers")
        assert _band(user, "destination_band") == "Production, DEMO-1, Customers, 127.0.0.1"
        user.go_to_review(samples / "small.zip")
        assert _band(user, "review_band") == "Production, DEMO-1, Customers, 127.0.0.1"
        assert user.text("review_address") == demo.address
        assert user.text("start_target") == "Goes to Customers (DEMO-1) on 127.0.0.1"
        start = user.find("Start import", QAbstractButton)
        assert start.accessibleDescription() == "Goes to Customers (DEMO-1) on 127.0.0.1"
        user.edit("One-time token").setText(demo.one_time_token)
        user.press("Start import")
        assert user.error("Confirm connection name") == "Type Customers to confirm."
        user.edit("Confirm connection name").setText("DEMO-1")
        user.press("Start import")
        assert not user.uploads and demo.received()["starts"] == []
        user.edit("Confirm connection name").setText("Customers")
        user.press("Start import")
        assert user.text("start_target") == "Reading the REST API key and checking it on 127.0.0.1"
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        run_id = user.uploads[0]
        user.qtbot.waitUntil(lambda: user.services.view(run_id).run.state.is_final)
        run = user.services.view(run_id).run
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
    user: WizardUser, samples: Path, environment: Stage, connection: str, asked: str
) -> None:
    others = (
        Connection("dev-1", "Archive", "DataDestination"),
        Connection("dev-1", "Customers", "DataDestination", Stage.PRODUCTION),
        Connection("dev-1", "Sandbox", "DataDestination", Stage.DEVELOPMENT),
    )
    user.save(stage=environment, connections=others)
    user.open()
    _choose(user, connection)
    user.go_to_review(samples / "small.zip")
    found = [
        one.accessibleName()
        for one in user.wizard.findChildren(QLineEdit)
        if one.isVisible() and one.accessibleName().startswith("Confirm")
    ]
    assert found == ([asked] if asked else [])
    is_red = user.find("Start import", QAbstractButton).property("kind") == "production"
    assert is_red == bool(asked)


def test_what_was_typed_for_another_destination_is_forgotten(user: WizardUser, samples: Path) -> None:
    user.save(stage=Stage.PRODUCTION, connections=(Connection("dev-1", "Archive", "DataDestination"),))
    user.open()
    user.go_to_review(samples / "small.zip")
    user.edit("Confirm environment name").setText("DEV-1")
    for _ in range(3):
        user.press("Back")
    _choose(user, "Archive")
    for _ in range(3):
        user.press("Next")
    user.at_page(4)
    assert user.edit("Confirm connection name").text() == ""


def test_a_stage_that_is_changed_meanwhile_counts(user: WizardUser, samples: Path) -> None:
    environment = user.save(connections=(Connection("dev-1", "Archive", "DataDestination"),))
    user.open()
    _choose(user, "Archive")
    user.go_to_review(samples / "small.zip")
    with user.services.workspace().store() as store:
        store.connections.add(Connection(environment.id, "Archive", "DataDestination", Stage.PRODUCTION))
    user.load()
    assert user.find("Confirm connection name", QLineEdit).isVisible()
    assert find(user.wizard, StageBand, "review_band").accessibleName() == "Production, DEV-1"


def test_enter_goes_to_the_first_empty_field(user: WizardUser, samples: Path) -> None:
    user.save(stage=Stage.PRODUCTION)
    user.open()
    user.go_to_review(samples / "small.zip")
    for field in ("Confirm environment name", "One-time token"):
        user.edit(field).setFocus()
        user.qtbot.keyClick(user.edit(field), Qt.Key.Key_Return)
        assert user.error("One-time token") == "Enter the one-time token."
        assert user.edit("Confirm environment name").hasFocus()


def test_its_field_keeps_its_access_key_while_other_runs_come_and_go(user: WizardUser, samples: Path) -> None:
    user.save(stage=Stage.PRODUCTION)
    user.open()
    user.go_to_review(samples / "small.zip")
    [label] = [one for one in user.wizard.findChildren(QLabel) if one.buddy() is user.edit("Confirm environment name")]
    assert access_key(label.text())
    user.services.put(sample_run("another", RunState.COMPLETED))
    assert access_key(label.text())
