"""What the window says once the watching of an import has ended before the import, and what begins it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.run_words import short_sentence
from dmm_desktop.ui.services.environment_controller import FailedCheck
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation
from ui.lookup import find
from ui.progress_view.test_waiting import OUTPUTS, Environment
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices
from ui.services.shown_import import ShownImport

GOING = answering({"Status": "InProgress", "Success": True})
COMPLETE = answering({"Status": "Complete", "Success": True})
REFUSED = answering(b"", 401)
BUSY = answering(b"", 503)

Show = Callable[..., QWidget]


@dataclass
class Watched(ShownImport):
    """A running import that is shown; ``status`` answers GetExecutionStatus."""

    status: list[Script] = field(default_factory=lambda: [GOING])

    @property
    def failure(self) -> FailedCheck | None:
        return self.services.environments.failure(self.saved.id)

    def answers(self, script: Script) -> None:
        self.status.append(script)

    def end_by_refusal(self) -> None:
        """Refuse the key until the watching ends."""
        self.answers(REFUSED)
        self.qtbot.waitUntil(lambda: not self.services.runs.is_watched(self.run_id), timeout=20_000)
        self.qtbot.waitUntil(lambda: "not being watched" in self.banner.accessibleName())

    def sends_another_key(self) -> bool:
        return self.server.of("GetExecutionStatus")[-1].headers["x-dmm-token"] == "another-key"

    def row(self) -> str:
        return short_sentence(self.services.view(self.run_id))[0]


@pytest.fixture
def watched(services: SampleServices, shown: Show, live: Live, qtbot: QtBot) -> Iterator[Watched]:
    """An import into a server that refuses, or answers, as the test says."""
    status: list[Script] = [GOING]

    def answer(exchange: Exchange) -> None:
        status[-1](exchange)

    scripts = by_operation(
        StartExecution=answering({"MainExecutionTrackerId": 42}),
        GetExecutionStatus=answer,
        GetExecutionOutputs=OUTPUTS,
    )
    view = ProgressView(services)
    shown(view)
    with ScriptedServer(scripts) as server:
        place = Environment(server.address)
        saved = live.environment(place)
        run_id = live.start(place, saved)
        services.view(run_id).policy.retry_first = 0.01  # used after the next answer
        view.show_run(run_id)
        qtbot.waitUntil(lambda: services.view(run_id).run.state is RunState.RUNNING)
        asked = len(server.of("GetExecutionStatus"))
        qtbot.waitUntil(lambda: len(server.of("GetExecutionStatus")) > asked + 1)
        yield Watched(services, view, server, saved, run_id, qtbot, status)
        services.runs.stop_watching(run_id)
        qtbot.waitUntil(lambda: not services.runner.busy)


def test_nothing_is_tried_again_once_the_key_has_ended_the_watching(watched: Watched) -> None:
    watched.end_by_refusal()
    said = watched.banner.accessibleName()
    refused = f"{watched.server.host_and_port} refused the REST API key."
    assert said.startswith(f"Error: This run is not being watched: {refused} ")
    assert "The import may still be running: the server last reported “InProgress”." in said
    assert "Trying again" not in said
    assert watched.row() == f"Not watched: {refused}"
    assert find(watched.view, QAbstractButton, "banner_action").accessibleName() == "Enter key"
    again = find(watched.view, QAbstractButton, "banner_second")
    assert again.isVisible() and again.accessibleName() == "Watch again"
    assert not find(watched.view, QAbstractButton, "stop_watching").isVisible()


def _test(watched: Watched) -> None:
    watched.services.environments.check(watched.saved, owner=watched.services, on_failure=lambda error: None)


def _save_key(watched: Watched) -> None:
    watched.services.environments.save(
        watched.saved,
        Token("another-key"),
        owner=watched.services,
        on_success=lambda placement: None,
        on_failure=lambda error: None,
    )


def _press(watched: Watched) -> None:
    find(watched.view, QAbstractButton, "banner_second").click()


@pytest.mark.parametrize("act", [_test, _save_key, _press])
def test_the_watching_goes_on_with_a_key_that_is_accepted(watched: Watched, act: Callable[[Watched], None]) -> None:
    watched.end_by_refusal()
    assert watched.failure is not None
    watched.answers(GOING)
    act(watched)
    watched.qtbot.waitUntil(lambda: watched.services.runs.is_watched(watched.run_id))
    watched.qtbot.waitUntil(lambda: watched.failure is None)
    watched.qtbot.waitUntil(lambda: not watched.banner.isVisible())
    watched.qtbot.waitUntil(lambda: watched.row() == "Importing…")
    if act is _save_key:
        watched.qtbot.waitUntil(watched.sends_another_key)


def test_a_new_key_is_used_at_once_by_what_is_watched(watched: Watched) -> None:
    _save_key(watched)
    watched.qtbot.waitUntil(watched.sends_another_key, timeout=20_000)
    watched.qtbot.waitUntil(lambda: watched.services.runs.is_watched(watched.run_id))


def test_a_test_without_success_does_not_begin_it_again(watched: Watched) -> None:
    watched.end_by_refusal()
    watched.answers(BUSY)
    _test(watched)
    environments = watched.services.environments
    watched.qtbot.waitUntil(lambda: not environments.is_checking(watched.saved.id))
    watched.qtbot.waitUntil(lambda: not watched.services.runner.busy)
    assert not watched.services.runs.is_watched(watched.run_id)


def test_a_refusal_keeps_its_time_until_the_key_is_accepted(watched: Watched) -> None:
    watched.end_by_refusal()
    refused = watched.failure
    assert refused is not None

    def hold(exchange: Exchange) -> None:
        exchange.hold()
        GOING(exchange)

    watched.answers(hold)
    watched.services.runs.try_now(watched.run_id)
    watched.server.wait()
    assert watched.failure is refused
    watched.answers(GOING)
    watched.server.release()
    watched.qtbot.waitUntil(lambda: watched.failure is None)


def test_a_refusal_that_passes_is_forgotten_with_the_next_answer(watched: Watched) -> None:
    watched.services.view(watched.run_id).policy.retry_first = 2.0
    asked = len(watched.server.of("GetExecutionStatus"))
    watched.qtbot.waitUntil(lambda: len(watched.server.of("GetExecutionStatus")) > asked + 1, timeout=20_000)
    watched.answers(REFUSED)
    watched.qtbot.waitUntil(lambda: watched.failure is not None, timeout=20_000)
    watched.answers(COMPLETE)
    watched.services.runs.try_now(watched.run_id)
    watched.qtbot.waitUntil(lambda: watched.services.view(watched.run_id).run.state.is_final, timeout=20_000)
    assert watched.failure is None


def test_a_user_who_stops_watching_a_lost_import_reads_no_countdown(watched: Watched) -> None:
    watched.answers(BUSY)
    button = find(watched.view, QAbstractButton, "stop_watching")
    watched.qtbot.waitUntil(button.isVisible, timeout=20_000)
    assert watched.row() == "No status from the server, may still be running"
    button.click()
    said = (
        "Information: This run is not being watched. "
        "The import may still be running: the server last reported “InProgress”."
    )
    watched.qtbot.waitUntil(lambda: watched.banner.accessibleName() == said)
    assert watched.row() == "Not watched, may still be running"
    _test(watched)
    watched.answers(GOING)
    watched.qtbot.waitUntil(lambda: not watched.services.runner.busy)
    assert not watched.services.runs.is_watched(watched.run_id), "the user has ended the watching"


def test_a_run_that_cannot_be_stored_is_still_watched(
    watched: Watched, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("dmm_desktop.operations.watch_run", "could not be stored")
    for path in watched.services.workspace().paths.root.glob("dmm-desktop.sqlite3*"):
        path.unlink()
    said = watched.banner.accessibleName
    watched.qtbot.waitUntil(lambda: "could not be used." in said())
    assert said().endswith("The run is still watched, and stored once that is possible.")
    assert watched.services.runs.is_watched(watched.run_id)
    assert watched.row().startswith("The database ") and watched.row().endswith(" could not be used.")
