"""Runs that could not be watched because of the saved environments, and can be after one was added or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment as SavedEnvironment
from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.core.errors import TokenRefused, WrongInput
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.text import text
from dmm_desktop.core.token import Token
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.run_words import short_sentence
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import ScriptedServer, answering, by_operation
from ui.environment_fixtures import SavedEnvironments
from ui.lookup import find
from ui.progress_view.test_waiting import Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, report, sample_run
from ui.services.shown_import import ShownImport

Show = Callable[..., QWidget]
_ELSEWHERE = "https://moved.example.com"


@dataclass
class _Left(ShownImport):
    """A running import that is shown, and not watched because its environment is elsewhere or was removed."""

    @property
    def stop(self) -> QAbstractButton:
        return find(self.view, QAbstractButton, "stop_import")

    def save(self, environment: SavedEnvironment, key: str = "") -> None:
        with self.qtbot.waitSignal(self.services.environments.changed):
            self.services.environments.save(
                environment,
                Token(key) if key else None,
                owner=self.services,
                on_success=lambda placement: None,
                on_failure=_raise,
            )

    def remove(self, environment: SavedEnvironment) -> None:
        with self.qtbot.waitSignal(self.services.environments.changed):
            self.services.environments.remove(environment, owner=self.services, on_failure=_raise)

    def move(self) -> None:
        self.save(replace(self.saved, address=Address.parse(_ELSEWHERE)), "key-elsewhere")
        self.says("DEMO-1 has a different address now.")

    def says(self, words: str) -> None:
        """Wait until the banner and the row say why the run is not watched, and *Stop* why it cannot be stopped."""
        self.qtbot.waitUntil(lambda: not self.services.runs.is_watched(self.run_id))
        self.qtbot.waitUntil(
            lambda: self.banner.isVisible() and f"not being watched: {words}" in self.banner.accessibleName()
        )
        assert short_sentence(self.services.view(self.run_id))[0] == f"Not watched: {words}"
        self.qtbot.waitUntil(lambda: not self.stop.isEnabled() and self.stop.accessibleDescription() == words)

    def is_watched_with(self, key: str) -> None:
        """Wait until the server is asked with this key, and nothing is said any more."""
        asked = len(self.server.of("GetExecutionStatus"))
        self.qtbot.waitUntil(lambda: len(self.server.of("GetExecutionStatus")) > asked)
        assert self.server.of("GetExecutionStatus")[-1].headers["x-dmm-token"] == key
        self.qtbot.waitUntil(lambda: not self.banner.isVisible() and self.stop.isEnabled())


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture
def left(services: SampleServices, shown: Show, live: Live, qtbot: QtBot) -> Iterator[_Left]:
    """The import, which is still watched."""
    view = ProgressView(services)
    shown(view)
    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=answering({"Status": "InProgress", "Success": True}),
    )
    with ScriptedServer(scripts) as server:
        place = Environment(server.address)
        saved = live.environment(place)
        run_id = live.start(place, saved)
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        yield _Left(services, view, server, saved, run_id, qtbot)
        for one in services.runs.unfinished:
            services.runs.stop_watching(one.run.id)
        qtbot.waitUntil(lambda: not services.runner.busy)


def test_an_environment_with_the_old_address_is_added(left: _Left) -> None:
    left.move()
    left.save(replace(left.saved, id="old", name="Old", key_id=""), "key-of-old")
    left.is_watched_with("key-of-old")


def test_the_old_address_is_restored(left: _Left) -> None:
    left.move()
    left.save(replace(left.saved, key_id=""), "key-again")
    left.is_watched_with("key-again")


def test_a_removed_environment_is_added_again(left: _Left) -> None:
    left.remove(left.saved)
    left.says("The environment DEMO-1 was removed from this computer.")
    left.save(replace(left.saved, id="again", key_id=""), "key-again")
    left.is_watched_with("key-again")


def test_an_environment_without_a_key_is_added(left: _Left) -> None:
    """Its key is missing, not that of the run's environment: what asks for it leads there."""
    left.move()
    left.save(replace(left.saved, id="old", name="Old", key_id=""))
    left.says("The REST API key of Old is not on this computer.")
    with left.qtbot.waitSignal(left.view.environment_requested) as wanted:
        find(left.view, QAbstractButton, "banner_action").click()
    assert wanted.args == ["old"]
    left.save(replace(left.saved, id="old", name="Old", key_id=""), "key-of-old")
    left.is_watched_with("key-of-old")


def test_another_reason_is_told(left: _Left) -> None:
    left.move()
    moved = replace(left.saved, address=Address.parse(_ELSEWHERE), name="DEMO-9")
    left.save(moved)
    left.says("DEMO-9 has a different address now.")
    left.remove(moved)
    left.says("The environment DEMO-1 was removed from this computer.")


def test_what_the_user_no_longer_watches_stays_so(left: _Left) -> None:
    left.view.stop_watching()
    left.qtbot.waitUntil(lambda: not left.services.runner.busy)
    left.save(replace(left.saved, address=Address.parse(_ELSEWHERE)), "key-elsewhere")
    left.save(replace(left.saved, id="old", name="Old", key_id=""), "key-of-old")
    left.qtbot.waitUntil(lambda: not left.services.runner.busy)
    assert not left.services.runs.is_watched(left.run_id)
    assert left.banner.accessibleName().startswith("Information: This run is not being watched. ")


def test_a_run_without_an_environment_finds_one(left: _Left) -> None:
    """The command line started it at an address that was not saved."""
    left.remove(left.saved)
    left.says("The environment DEMO-1 was removed from this computer.")
    run = replace(left.services.view(left.run_id).run, id="cli", environment_id=None, environment_name="host")
    left.services.put(run)
    left.services.runs.watch("cli")
    left.view.show_run("cli")
    left.run_id = "cli"
    left.says("No environment here has the address of this run.")
    assert f"Its address is {run.root}." in left.banner.accessibleName()
    left.save(replace(left.saved, id="added", key_id=""), "key-of-added")
    left.is_watched_with("key-of-added")


def test_why_a_forgotten_run_could_not_be_asked_about(
    services: SampleServices, saved_environments: SavedEnvironments, shown: Show
) -> None:
    services.put(sample_run("r", RunState.NO_LONGER_KNOWN))
    services.view("r").error = WrongInput(text("{name} has a different address now.", name="PROD-2"))
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    assert "a different address" in find(view, Banner, "banner").accessibleName()
    saved_environments.put("Old", "https://prod-2.acme.example")
    assert services.view("r").error is None


def test_the_key_that_is_refused_is_that_of_the_environment_at_the_address(
    services: SampleServices, saved_environments: SavedEnvironments
) -> None:
    """And so is the one that is accepted."""
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    checked: dict[str, Any] = {"checked_at": long_ago, "key_verdict": KeyVerdict.REFUSED}
    moved = saved_environments.put("Moved", _ELSEWHERE, **checked)
    twin = saved_environments.put("Twin", "https://prod-2.acme.example", **checked)
    run = sample_run("r", RunState.RUNNING, environment_id=moved.id, report=report(21_040))
    services.put(run)
    services.put(run, WatchProgress(run, None, trouble=TokenRefused("prod-2.acme.example"), next_try=8.0))
    environments = services.environments
    assert environments.failure(moved.id) is None and environments.failure(twin.id) is not None
    services.put(run, WatchProgress(run, datetime.now(UTC)))
    assert environments.failure(twin.id) is None
    assert environments.accepted_at(moved.id) is None and environments.accepted_at(twin.id) is not None


def test_what_the_api_lacks_is_that_of_the_environment_at_the_address(
    services: SampleServices, saved_environments: SavedEnvironments
) -> None:
    without_stop = (
        '{"swagger": "2.0", "paths": {"/v1/GetExecutionStatus/": {"get": {"operationId": "GetExecutionStatus"}}}}'
    )
    moved = saved_environments.put("Moved", _ELSEWHERE, description=without_stop, root=Address.parse(_ELSEWHERE))
    run = sample_run("r", RunState.RUNNING, environment_id=moved.id)
    assert "StopExecution" not in services.lacking(run)
    there = replace(run, root=Address.parse(_ELSEWHERE))
    assert "StopExecution" in services.lacking(there)


def test_nor_is_it_watched_again_with_a_new_key_that_came_at_that_moment(left: _Left) -> None:
    left.services.runs.watch_anew(left.run_id)
    left.view.stop_watching()
    left.qtbot.waitUntil(lambda: not left.services.runner.busy)
    assert not left.services.runs.is_watched(left.run_id)
