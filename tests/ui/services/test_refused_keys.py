"""A key that is refused while a run is watched: the environment no longer counts as checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import CheckProblem, FailedTest, KeyVerdict
from dmm_desktop.core.errors import TokenRefused
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.connections_panel.environment_summary import current_summary, environment_summary
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.run_words import short_sentence
from dmm_desktop.ui.services.environment_controller import EnvironmentController
from dmm_desktop.workers.delivery import do_nothing
from ui.lookup import find
from ui.progress_view.test_waiting import Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, report, sample_run

Show = Callable[..., QWidget]
ROOT = "https://dev.example.com/DMMAPI/rest/v1"


def test_a_refusal_is_told_everywhere(services: SampleServices, shown: Show, live: Live, qtbot: QtBot) -> None:
    panel = ConnectionsPanel(services)
    shown(panel, 312, 600)
    saved = live.environment(Environment("https://dev.example.com"))
    environments = services.environments
    run = sample_run("r", RunState.RUNNING, environment_id=saved.id, root=ROOT, report=report(21_040))
    error = TokenRefused("dev.example.com")
    services.put(run)
    services.put(run, WatchProgress(run, datetime.now(UTC), trouble=error, next_try=8.0))
    failure = environments.failure(saved.id)
    assert failure is not None and failure.error is error
    checked = replace(saved, checked_at=datetime.now(UTC), key_verdict=KeyVerdict.ACCEPTED)
    assert environment_summary(checked, failure=failure).sentence.startswith("Key refused today at ")
    assert short_sentence(services.view("r"))[0] == "Key refused, may still be running"
    environments._failures.clear()
    services.put(run, WatchProgress(run, datetime.now(UTC), trouble=error, next_try=7.0))
    assert environments.failure(saved.id) is None, "each refusal counts once: a later check may have succeeded"


def test_an_answer_to_the_key_outdates_a_stored_refusal(services: SampleServices, live: Live, qtbot: QtBot) -> None:
    environments, refused_at = services.environments, datetime.now(UTC) - timedelta(days=3)
    saved = live.environment(Environment("https://dev.example.com"))
    refused = replace(saved, checked_at=refused_at, key_verdict=KeyVerdict.REFUSED)
    with services.context.workspace.store() as store:
        store.environments.save_check(saved, refused)
    environments.load(lambda error: None)
    qtbot.waitUntil(lambda: (found := environments.find(saved.id)) is not None and found.environment == refused)
    assert current_summary(environments, refused).sentence.startswith("Key last refused on ")
    run = sample_run("r", RunState.RUNNING, environment_id=saved.id, root=ROOT, report=report(21_040))
    services.put(run)
    with qtbot.waitSignal(environments.checking_changed):
        services.put(run, WatchProgress(run, datetime.now(UTC)))
    assert current_summary(environments, refused).sentence.startswith("Key accepted today at ")
    with qtbot.assertNotEmitted(environments.checking_changed):
        services.put(run, WatchProgress(run, datetime.now(UTC)))


def test_an_answer_outdates_a_failed_test_for_good(services: SampleServices, live: Live, qtbot: QtBot) -> None:
    """After a restart, "No response" was back. A new key makes what was said of the old one untrue."""
    environments, failed_at = services.environments, datetime.now(UTC) - timedelta(hours=1)
    saved = live.environment(Environment("https://dev.example.com"))
    failed = replace(saved, failed_test=FailedTest(failed_at, CheckProblem.NO_RESPONSE))
    with services.context.workspace.store() as store:
        store.environments.save_check(saved, failed, ("failed_test",))
    environments.load(lambda error: None)
    qtbot.waitUntil(lambda: (found := environments.find(saved.id)) is not None and found.environment == failed)
    run = sample_run("r", RunState.RUNNING, environment_id=saved.id, root=ROOT, report=report(21_040))
    services.put(run)
    services.put(run, WatchProgress(run, datetime.now(UTC)))
    qtbot.waitUntil(lambda: not services.runner.busy)
    again = EnvironmentController(services.context, services.runner, services)
    again.load(lambda error: None)
    qtbot.waitUntil(lambda: again.find(saved.id) is not None)
    assert current_summary(again, again.environments[0].environment).sentence.startswith("Key accepted today at ")
    with qtbot.waitSignal(again.changed):
        again.save(saved, Token("other"), owner=again, on_success=do_nothing, on_failure=do_nothing)
    assert again.accepted_at(saved.id) is None


def test_enter_key_leads_to_the_key(services: SampleServices, shown: Show, live: Live, qtbot: QtBot) -> None:
    panel = ConnectionsPanel(services)
    shown(panel, 312, 600)
    saved = live.environment(Environment("https://dev.example.com"))
    services.environments.note_failure(saved.id, TokenRefused("dev.example.com"))
    qtbot.waitUntil(lambda: services.environments.find(saved.id) is not None)
    panel.select(saved.id)
    panel.enter_key()
    dialog = panel.window().findChild(EnvironmentDialog)
    assert dialog is not None
    key = find(dialog, QLineEdit, "rest_api_key")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is key)
    assert find(dialog, QLabel, "tested").text() == ""
    assert key.accessibleDescription() == "The environment refused the stored key."
    dialog.close()
