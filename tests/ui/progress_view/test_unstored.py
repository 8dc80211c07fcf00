"""Runs whose end cannot be stored, and runs that another process sends: the view says what is true of them."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_zip import read_zip
from dmm_desktop.operations.start_import import ImportPlan, start_import
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import Exchange, ScriptedServer, answering, by_operation
from ui.sample_runs import SampleServices, sample_run

Show = Callable[..., QWidget]


def _view(services: SampleServices, shown: Show, run_id: str) -> ProgressView:
    view = ProgressView(services)
    shown(view)
    view.show_run(run_id)
    return view


def _banner(view: ProgressView) -> str:
    banner = view.findChild(Banner, "banner")
    return banner.accessibleName() if banner is not None and banner.isVisible() else ""


def _sentence(view: ProgressView) -> str:
    label = view.findChild(QLabel, "status")
    assert label is not None
    return label.text()


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (answering(b"", 504), RunState.OUTCOME_UNKNOWN, "the import may be running."),
        (answering({"Errors": ["No."]}, 400), RunState.NOT_STARTED, "The import was not started."),
    ],
)
def test_an_end_that_cannot_be_stored_is_shown(
    services: SampleServices,
    shown: Show,
    qtbot: QtBot,
    tmp_path: Path,
    expected_log: Callable[[str, str], None],
    answer: Callable[[Exchange], None],
    state: RunState,
    words: str,
) -> None:
    expected_log("dmm_desktop.operations.sending", "could not be stored")
    zip_file = tmp_path / "import.zip"
    zip_file.write_bytes(b"PK\x05\x06" + bytes(18))

    def lose_the_database(exchange: Exchange) -> None:
        exchange.read_body()
        for path in (tmp_path / "data").glob("dmm-desktop.sqlite3*"):
            path.unlink()
        answer(exchange)

    known = answering({"Status": "NotFound", "Success": True})
    with ScriptedServer(by_operation(StartExecution=lose_the_database, GetExecutionStatus=known)) as server:
        environment = Environment("prod-2", "PROD-2", Address.parse(server.address + "/DMMAPI/rest/v1"), Stage.TEST)
        with services.workspace().store() as store:
            store.environments.add(environment)
        services.keys.keep_for_session("prod-2", Token("key"))
        checked = read_zip(zip_file, CancelToken(), ignore_progress).checked()
        configuration = import_configuration(json.dumps({}), append=True)
        plan = ImportPlan(environment.address, checked, configuration, environment, start_anyway=True, run_id="r")
        runs = services.runs
        failures: list[Exception] = []
        runs.start(
            plan.run_id,
            partial(start_import, services.context, plan, Token("one-time")),
            owner=services,
            on_sending=lambda: None,
            on_started=lambda: None,
            on_failure=failures.append,
        )
        qtbot.waitUntil(lambda: bool(failures))
    found = runs.find("r")
    assert found is not None and found.run.state is state
    view = _view(services, shown, "r")
    assert words in _sentence(view)
    assert "The database" in _banner(view) and "could not be used." in _banner(view)
    assert ("After the next start, the run is shown as it was last stored." in _banner(view)) is (
        state is RunState.NOT_STARTED
    )


def test_what_another_process_sends_can_be_looked_at_again(
    services: SampleServices, shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    with Workspace.open(tmp_path / "data") as other:
        run = other.add_run(sample_run("r", RunState.UPLOADING, tracker_id=""))
        services.workspace()
        services.put(run)
        view = _view(services, shown, "r")
        assert "Another program is sending this import" in _banner(view)
        other.save(replace(run, state=RunState.SENT))
        button = view.findChild(QAbstractButton, "banner_action")
        assert button is not None and button.accessibleName() == "Check again"
        button.click()
        qtbot.waitUntil(lambda: _sentence(view) == "The import was sent; the server has not responded yet.")
        assert "Another program is sending this import" in _banner(view)
    button.click()  # it has ended without an answer
    qtbot.waitUntil(lambda: "the import may be running" in _sentence(view))
    assert "Check DMM on PROD-2 and record what you found." in _banner(view)
