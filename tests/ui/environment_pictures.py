"""Pictures of the connections panel and its dialogs in their states."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment, KeyVerdict, SavedEnvironment
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.share_environments import SharedEnvironment
from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.connections_panel.remove_question import EnvironmentRemoval, RemoveEnvironmentQuestion
from dmm_desktop.ui.connections_panel.shared_dialog import SharedDialog
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.workers.runner import TaskRunner
from ui.sample_runs import SampleServices

Save = Callable[[QWidget, str], None]


def take(save: Save, only: str) -> None:
    """Save all pictures; each builds on the ones before."""
    with tempfile.TemporaryDirectory() as folder, DemoProcess() as demo:
        runner = TaskRunner()
        services = SampleServices(Path(folder), runner)
        panel = ConnectionsPanel(services)
        panel.resize(256, 740)
        panel.show()
        panel.activateWindow()
        save(panel, "panel-empty")
        _fill(services, demo)
        _take_panel(save, services, panel)
        _take_environment_dialog(save, services, demo)
        _take_shared(save, services, panel)
        _take_others(save, services, panel)
        runner.shut_down(5)
        panel.close()
        QTest.qWait(0)
        services.close()


def _fill(services: SampleServices, demo: DemoProcess) -> None:
    now = datetime.now(UTC)
    with services.workspace().store() as store:
        for name, stage, verdict in (
            ("DEV-1", Stage.DEVELOPMENT, KeyVerdict.ACCEPTED),
            ("TEST-1", Stage.TEST, KeyVerdict.REFUSED),
            ("PROD-2", Stage.PRODUCTION, KeyVerdict.ACCEPTED),
            ("NEW-3", Stage.TEST, KeyVerdict.NOT_CHECKED),
        ):
            address = Address.parse(demo.address if name == "PROD-2" else f"https://{name.lower()}.acme.example")
            when = None if name == "NEW-3" else now - timedelta(minutes=30)
            store.environments.add(Environment(name, name, address, stage, checked_at=when, key_verdict=verdict))
        store.connections.add(Connection("DEV-1", "Legacy CRM", "DataSource"))
        store.connections.add(Connection("TEST-1", "Archive", "DataDestination"))
    services.keys.put("PROD-2", Token(demo.token))
    services.environments.load(_ignore)
    _settle(services)


def _take_panel(save: Save, services: SampleServices, panel: ConnectionsPanel) -> None:
    controller = services.environments
    panel.select("PROD-2")
    save(panel, "panel")
    panel.test_selected()
    save(panel, "panel-testing")
    _settle(services)
    panel.select("TEST-1", "Archive")
    for tree in panel.findChildren(QWidget, "connections"):
        tree.setFocus()
    save(panel, "panel-focus")
    down = replace(_environment(services, "DEV-1"), address=Address.parse("https://127.0.0.1:1"))
    with services.workspace().store() as store:
        store.environments.update(down)
    controller.load(_ignore)
    _settle(services)
    panel.select("DEV-1")
    panel.test_selected()
    _settle(services)
    save(panel, "panel-no-answer")


def _take_environment_dialog(save: Save, services: SampleServices, demo: DemoProcess) -> None:
    dialog = EnvironmentDialog(services, _environment(services, "PROD-2"))
    _open(dialog)
    save(dialog, "edit")
    _press(dialog, "test_connection")
    save(dialog, "edit-testing")
    _settle(services)
    save(dialog, "edit-tested")
    _press(dialog, "more_settings")
    save(dialog, "edit-more")
    dialog.close()
    dialog = EnvironmentDialog(services, None)
    _open(dialog)
    _press(dialog, "save_environment")
    save(dialog, "add-errors")
    _type(dialog, "environment_name", "DEMO-1")
    _type(dialog, "environment_address", demo.address)
    _type(dialog, "rest_api_key", "wrong-key")
    _press(dialog, "test_connection")
    _settle(services)
    save(dialog, "add-refused")
    _type(dialog, "environment_address", "https://127.0.0.1:1")
    _press(dialog, "test_connection")
    _settle(services)
    save(dialog, "add-no-server")
    dialog.close()


def _take_shared(save: Save, services: SampleServices, panel: ConnectionsPanel) -> None:
    plain = SharedEnvironment(_shared("QA-4", "https://qa-4.acme.example", Stage.TEST))
    long_host = ".".join(["prod.acme.example", *["signin-session-of-the-company"] * 6, "evil.example"])
    loud = SharedEnvironment(
        _shared("PROD-5", "https://prod-5.acme.example:8443/DMMAPI/rest/v1", Stage.PRODUCTION, "Archive", "Legacy CRM"),
        other_page="https://token.elsewhere.example:444/DMM/AuthenticationToken",
        constants=("StopExecution, Reason = tidy-up", "GetExecutionStatus, SubscriptionOfTheGateway = 4711-0815"),
    )
    long = SharedEnvironment(_shared("Production of the company " * 4, f"https://{long_host}", Stage.DEVELOPMENT))
    known = SharedEnvironment(
        _shared("DEV", "https://dev-1.acme.example"), known=_shared("DEV-1", "https://dev-1.acme.example", Stage.TEST)
    )
    many = [SharedEnvironment(_shared(f"TEAM-{n}", f"https://team-{n}.acme.example", Stage.TEST)) for n in range(40)]
    for name, shared in (("one", [plain]), ("three", [loud, long, plain, known]), ("forty", many)):
        dialog = SharedDialog(services.environments, "environments.json", shared, panel)
        _open(dialog)
        save(dialog, f"shared-{name}")
        dialog.close()


def _shared(name: str, address: str, stage: Stage = Stage.DEVELOPMENT, *connections: str) -> SavedEnvironment:
    own = "{}" if connections else None
    environment = Environment(
        name, name.strip(), Address.parse(address), stage, description=own, description_is_loaded=own is not None
    )
    return SavedEnvironment(environment, tuple(Connection(name, one) for one in connections))


def _take_others(save: Save, services: SampleServices, panel: ConnectionsPanel) -> None:
    dialog = ConnectionDialog(services, _environment(services, "PROD-2"))
    _open(dialog)
    _settle(services)
    save(dialog, "connection")
    _press(dialog, "add_connection")
    save(dialog, "connection-errors")
    _press(dialog, "json_view")
    save(dialog, "connection-json")
    _press(dialog, "known_way")
    save(dialog, "connection-known")
    dialog.close()
    question = RemoveEnvironmentQuestion(EnvironmentRemoval.of(_environment(services, "PROD-2"), None), panel)
    question.show()
    QTest.qWait(200)
    save(question, "remove")
    question.close()


def _environment(services: SampleServices, environment_id: str) -> Environment:
    saved = services.environments.find(environment_id)
    assert saved is not None
    return saved.environment


def _open(dialog: QWidget) -> None:
    dialog.show()
    dialog.activateWindow()


def _press(dialog: QWidget, name: str) -> None:
    for button in dialog.findChildren(QAbstractButton, name):
        button.click()


def _type(dialog: QWidget, name: str, text: str) -> None:
    for field in dialog.findChildren(QLineEdit, name):
        field.setText(text)


def _settle(services: SampleServices) -> None:
    for _ in range(500):
        QTest.qWait(20)
        if not services.runner.busy:
            return


def _ignore(error: Exception) -> None:
    """Ignore errors, because the pictures show them."""
