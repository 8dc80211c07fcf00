"""The host of a run is shown wherever it is started or stopped; with port and path where another one has it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Stage
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.places import shown_place
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.commands import StopQuestion
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.stage import StageBand
from dmm_desktop.ui.window.close_question import CloseQuestion
from ui.environment_fixtures import Shelf
from ui.lookup import find
from ui.run_scenes import Scene, scenes


@pytest.mark.parametrize(
    ("address", "others", "shown"),
    [
        ("https://prod.acme.example:8443/api", [], "prod.acme.example"),
        ("https://prod.acme.example:8443/api", ["https://test.acme.example"], "prod.acme.example"),
        ("https://prod.acme.example:8443/api", ["https://prod.acme.example"], "prod.acme.example:8443/api"),
        ("https://prod.acme.example", ["https://prod.acme.example:8443/api"], "prod.acme.example"),
        ("http://127.0.0.1:8080", ["https://127.0.0.1"], "http://127.0.0.1:8080"),
    ],
)
def test_port_and_path_are_shown_where_another_environment_has_the_host(
    address: str, others: list[str], shown: str
) -> None:
    assert shown_place(Address.parse(address), map(Address.parse, others)) == shown


@pytest.fixture
def two_ports(shelf: Shelf) -> None:
    """Two environments on one host."""
    shelf.put("POSTS dev", "https://posts.acme.example:8443", stage=Stage.DEVELOPMENT)
    shelf.put("POSTS test", "https://posts.acme.example/test")


def run(name: str, **changes: object) -> Run:
    values = {"environment_id": "POSTS dev", "environment_name": "POSTS dev", "stage": Stage.DEVELOPMENT}
    root = "https://posts.acme.example:8443/DMMAPI/rest/v1"
    return replace(scenes()[name][0], root=root, **{**values, **changes})  # type: ignore[arg-type]


def host_in(window: QWidget, name: str) -> str:
    band = find(window, StageBand, name)
    assert band.isVisible()
    return band.accessibleDescription().rpartition(", ")[2]


def test_the_banner_of_a_run_follows_the_environments(
    scene: Scene, shelf: Shelf, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    shelf.put("POSTS dev", "https://posts.acme.example:8443")
    view = ProgressView(scene.services)
    shown(view, 712, 740)
    scene.put(run("completed"))
    view.show_run("completed")
    assert host_in(view, "stage_band") == "posts.acme.example"
    shelf.put("POSTS test", "https://posts.acme.example/test")
    assert host_in(view, "stage_band") == "posts.acme.example:8443"
    scene.put(run("stopped", environment_id=None))  # its environment is not saved: the place of its API
    view.show_run("stopped")
    assert host_in(view, "stage_band") == "posts.acme.example:8443/DMMAPI/rest/v1"


def test_questions_before_a_stop_name_the_host(
    scene: Scene, shelf: Shelf, shown: Callable[..., QWidget], qtbot: QtBot, two_ports: None
) -> None:
    place = scene.services.environments.place_of(run("running", connection="Archive"))
    parent = QWidget()
    qtbot.addWidget(parent)
    stop = StopQuestion(run("running", connection="Archive"), Stop.EXECUTION, place, lost=False, parent=parent)
    assert stop.text() == "Stop the import to Archive (POSTS dev) on posts.acme.example:8443?"
    upload = StopQuestion(run("uploading"), Stop.UPLOAD, place, lost=False, parent=parent)
    assert upload.text() == "Stop the upload to POSTS dev on posts.acme.example:8443?"
    close = CloseQuestion(parent, [("POSTS dev", place)])
    assert close.text() == "A file is still being uploaded to POSTS dev on posts.acme.example:8443."
    assert CloseQuestion(parent, [("A", "a"), ("B", "b")]).text() == "A file is still being uploaded."


def test_the_dialogs_of_a_run_name_the_host(
    scene: Scene, shelf: Shelf, shown: Callable[..., QWidget], two_ports: None
) -> None:
    unknown = run("unknown", state=RunState.OUTCOME_UNKNOWN)
    scene.put(unknown)
    outcome = OutcomeDialog(scene.services, unknown, None)
    shown(outcome, outcome.width(), outcome.height())
    assert host_in(outcome, "finding_band") == "posts.acme.example:8443"
    watch = WatchDialog(scene.services, None)
    shown(watch, watch.width(), watch.height())
    box, band = find(watch, QComboBox, "watch_environment"), find(watch, StageBand, "watch_band")
    assert box.currentIndex() == -1 and not band.isVisible(), "nothing is chosen for the user"
    find(watch, QWidget, "watch_tracker_id").setProperty("text", "42")
    find(watch, QWidget, "watch_import").click()  # type: ignore[attr-defined]
    assert box.accessibleDescription() == "Choose the environment that the import runs in."
    box.setCurrentIndex(box.findData("POSTS test"))
    assert host_in(watch, "watch_band") == "posts.acme.example/test"
    assert box.accessibleDescription() == ""
    box.setCurrentIndex(box.findData("POSTS dev"))
    assert host_in(watch, "watch_band") == "posts.acme.example:8443"
