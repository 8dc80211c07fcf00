"""What only the user can find out stands at the top of the list until it is recorded."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QWidget

from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.runs_panel.arrangement import Section, arrange, heading_of
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_run, sample_runs

NOW = datetime(2026, 6, 30, 10, 44, tzinfo=timezone(timedelta(hours=-3)))


@pytest.mark.parametrize("state", RunState)
def test_unknown_and_forgotten_runs_need_attention_however_old_they_are(state: RunState) -> None:
    run = sample_run("r", state, created_at=NOW - timedelta(days=40), ended_at=NOW - timedelta(days=40))
    unknown = (RunState.OUTCOME_UNKNOWN, RunState.NO_LONGER_KNOWN, RunState.ANOTHER_EXECUTION)
    needs_attention = state in unknown
    assert (heading_of(run, NOW) is Section.ATTENTION) is needs_attention
    assert not needs_attention or state.is_recordable


def test_they_come_first_and_nothing_just_finished() -> None:
    runs = [
        sample_run("live", RunState.RUNNING, created_at=NOW),
        sample_run("forgotten", RunState.NO_LONGER_KNOWN, ended_at=NOW - timedelta(minutes=1)),
        sample_run("unknown", RunState.OUTCOME_UNKNOWN, ended_at=NOW - timedelta(days=2)),
        sample_run("recorded", RunState.FOUND_STARTED, ended_at=NOW - timedelta(minutes=2)),
    ]
    found = arrange(runs, NOW)
    assert found.rows == (
        *(Section.ATTENTION, "forgotten", "unknown"),
        *(Section.RUNNING, "live"),
        *(Section.TODAY, "recorded"),  # by a user: it may not have ended
    )


def test_the_heading_and_the_day(services: SampleServices, shown: Callable[..., QWidget]) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    sent = datetime.now().astimezone() - timedelta(days=3)
    services.put(sample_run("r", RunState.OUTCOME_UNKNOWN, created_at=sent, ended_at=sent))
    model = find(panel, QListView, "runs").model()
    assert model.index(0, 0).data() == "Needs your attention"
    assert f", {sent.day} {sent:%b}, Outcome unknown" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_heading_says_if_a_run_below_it_is_only_as_last_seen(
    services: SampleServices, shown: Callable[..., QWidget]
) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    model = find(panel, QListView, "runs").model()
    run, lost, watched = sample_runs()["lost"]
    services.put(run, lost, watched=watched)
    assert model.index(0, 0).data() == "Running or last seen running"
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    services.put(run, WatchProgress(run, datetime.now(UTC)), watched=watched)
    assert model.index(0, 0).data() == "Running" and 0 in changed, "an answer: the heading is painted again"
