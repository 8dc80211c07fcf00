"""The host of a run is shown wherever it is started or stopped; with what distinguishes it where another has it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.places import shown_place
from dmm_desktop.ui.progress_view.choices import Stop
from dmm_desktop.ui.progress_view.commands import StopFacts, StopQuestion
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.stage import StageBand
from dmm_desktop.ui.window.close_question import AffectedRun, CloseQuestion, UnderWay
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_runs


@pytest.mark.parametrize(
    ("address", "others", "shown"),
    [
        ("https://prod.acme.example:8443/api", [], "prod.acme.example"),
        ("https://prod.acme.example:8443/api", ["https://test.acme.example"], "prod.acme.example"),
        ("https://prod.acme.example:8443/api", ["https://prod.acme.example"], "prod.acme.example:8443"),
        ("https://prod.acme.example/a", ["https://prod.acme.example/b"], "prod.acme.example/a"),
        ("https://prod.acme.example/a", ["https://prod.acme.example:8443/a"], "prod.acme.example"),
        ("https://prod.acme.example", ["https://prod.acme.example:8443/api"], "prod.acme.example"),
        ("https://prod.acme.example:8443/a", ["https://prod.acme.example:8443/a"], "prod.acme.example:8443"),
        ("http://127.0.0.1:8080", ["https://127.0.0.1"], "127.0.0.1:8080"),
    ],
)
def test_as_much_is_shown_as_distinguishes_where_another_environment_has_the_host(
    address: str, others: list[str], shown: str
) -> None:
    assert shown_place(Address.parse(address), map(Address.parse, others)) == shown


@pytest.fixture
def two_ports(saved_environments: SavedEnvironments) -> None:
    """Two environments on one host."""
    saved_environments.put("POSTS dev", "https://posts.acme.example:8443", stage=Stage.DEVELOPMENT)
    saved_environments.put("POSTS test", "https://posts.acme.example/test")


def run(name: str, **changes: object) -> Run:
    values = {"environment_id": "POSTS dev", "environment_name": "POSTS dev", "stage": Stage.DEVELOPMENT}
    root = Address.parse("https://posts.acme.example:8443/DMMAPI/rest/v1")
    return replace(sample_runs()[name][0], root=root, **{**values, **changes})  # type: ignore[arg-type]


def host_in(window: QWidget, name: str) -> str:
    band = find(window, StageBand, name)
    assert band.isVisible()
    return band.accessibleDescription().rpartition(", ")[2]


def test_the_banner_of_a_run_follows_the_environments(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    saved_environments.put("POSTS dev", "https://posts.acme.example:8443")
    view = ProgressView(services)
    shown(view, 712, 740)
    services.put(run("completed"))
    view.show_run("completed")
    assert host_in(view, "stage_band") == "posts.acme.example"
    saved_environments.put("POSTS test", "https://posts.acme.example/test")
    assert host_in(view, "stage_band") == "posts.acme.example:8443"
    services.put(run("stopped", environment_id=None))  # it was sent to POSTS dev before that was saved
    view.show_run("stopped")
    assert host_in(view, "stage_band") == "posts.acme.example:8443"
    saved_environments.put("POSTS other", "https://posts.acme.example:8443/other")
    assert host_in(view, "stage_band") == "posts.acme.example:8443/DMMAPI/rest/v1"


def test_questions_before_a_stop_name_the_host(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
    two_ports: None,
) -> None:
    place = services.environments.place_of(run("running", connection="Archive"))
    parent = QWidget()
    qtbot.addWidget(parent)
    stop = StopQuestion(StopFacts.of(run("running", connection="Archive"), Stop.EXECUTION, place, None), parent)
    assert stop.text() == "Stop the import of customers-2024-q2.zip to Archive (POSTS dev) on posts.acme.example:8443?"
    upload = StopQuestion(StopFacts.of(run("uploading"), Stop.UPLOAD, place, None), parent)
    assert upload.text() == "Stop the upload of customers-2024-q2.zip to POSTS dev on posts.acme.example:8443?"
    close = CloseQuestion(parent, UnderWay(uploads=(AffectedRun(ExecutionType.IMPORT, "POSTS dev", place),)))
    assert close.text() == "A file is still being uploaded to POSTS dev on posts.acme.example:8443."
    two = UnderWay(uploads=tuple(AffectedRun(ExecutionType.IMPORT, one.upper(), one) for one in "ab"))
    assert CloseQuestion(parent, two).text() == "2 files are still being uploaded."


def test_the_dialogs_of_a_run_name_the_host(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Callable[..., QWidget], two_ports: None
) -> None:
    unknown = run("unknown", state=RunState.OUTCOME_UNKNOWN)
    services.put(unknown)
    outcome = OutcomeDialog(services, unknown, None)
    shown(outcome, outcome.width(), outcome.height())
    assert host_in(outcome, "finding_band") == "posts.acme.example:8443"
    watch = WatchDialog(services, None)
    shown(watch, watch.width(), watch.height())
    box, band = find(watch, QComboBox, "watch_environment"), find(watch, StageBand, "watch_band")
    assert box.currentIndex() == -1 and not band.isVisible(), "nothing is chosen for the user"
    find(watch, QWidget, "watch_tracker_id").setProperty("text", "42")
    find(watch, QWidget, "watch_import").click()  # type: ignore[attr-defined]
    assert box.accessibleDescription() == "Choose the environment in which it runs."
    box.setCurrentIndex(box.findData("POSTS test"))
    assert host_in(watch, "watch_band") == "posts.acme.example"
    assert box.accessibleDescription() == ""
    box.setCurrentIndex(box.findData("POSTS dev"))
    assert host_in(watch, "watch_band") == "posts.acme.example:8443"


def test_an_import_whose_connection_is_not_known_has_the_strictest_stage_of_its_server(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    shown: Callable[..., QWidget],
    demo: DemoProcess,
    live: Live,
    qtbot: QtBot,
) -> None:
    secret = Connection("DEV", "Customers", "DataDestination", Stage.PRODUCTION)
    saved_environments.put("DEV", demo.address, demo.token, stage=Stage.DEVELOPMENT, connections=(secret,))
    saved_environments.put("Twin", demo.address, stage=Stage.TEST)
    watch = WatchDialog(services, None, "DEV")
    shown(watch, watch.width(), watch.height())
    box, band = find(watch, QComboBox, "watch_environment"), find(watch, StageBand, "watch_band")
    listed = [f"{name} (Production), {demo.host_and_port}" for name in ("DEV", "Twin")]
    assert [box.itemText(row) for row in range(box.count())] == listed
    assert band.accessibleName() == "Production, DEV"
    assert band.accessibleDescription().startswith("Connection not known, ")
    environment = live.environment(demo)
    run_id = live.start(demo, environment)
    qtbot.waitUntil(lambda: services.view(run_id).run.state.is_final)
    tracker_id = services.view(run_id).run.tracker_id
    services.runs.remove(run_id, owner=services, on_failure=lambda error: None)
    saved_environments.settle()
    adopted: list[Run] = []
    services.runs.adopt("DEV", tracker_id, owner=services, on_success=adopted.append, on_failure=_raise)
    qtbot.waitUntil(lambda: bool(adopted))
    assert (adopted[0].connection, adopted[0].stage) == ("", Stage.PRODUCTION)
    view = ProgressView(services)
    shown(view)
    view.show_run(adopted[0].id)
    shown_band = find(view, StageBand, "stage_band")
    assert shown_band.accessibleName() == "Production, DEV"
    assert shown_band.accessibleDescription().startswith("Connection not known, ")
    saved_environments.settle()


def _raise(error: Exception) -> None:
    raise error
