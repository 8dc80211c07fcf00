"""What is looked at is asked about often, everything else rarely; and old logs go."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.services.poll_priority import FAR, KEPT_LOGS
from dmm_desktop.ui.services.preferences import Preferred
from ui.sample_runs import SampleServices, sample_run

NEAR = Preferred().interval


def _longest_waits(services: SampleServices) -> dict[str, float]:
    return {view.run.id: view.policy.longest for view in services.runs.runs}


def test_the_run_that_is_looked_at_is_watched_closely(services: SampleServices, qapp: QApplication) -> None:
    for name in ("one", "two"):
        services.put(sample_run(name, RunState.RUNNING), watched=True)
    assert _longest_waits(services) == {"one": NEAR, "two": NEAR}, "as long as nobody said what is looked at"
    priority, two = services.poll_priority, services.view("two")
    priority.look_at("one")
    assert _longest_waits(services) == {"one": NEAR, "two": FAR}
    priority.look_at("two")
    assert _longest_waits(services) == {"one": FAR, "two": NEAR}
    two.wake_up.wait(CancelToken(), 1000)  # it is asked about at once
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert _longest_waits(services) == {"one": FAR, "two": FAR}
    services.put(sample_run("three", RunState.RUNNING))
    assert _longest_waits(services)["three"] == FAR
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert _longest_waits(services) == {"one": FAR, "two": NEAR, "three": FAR}
    two.wake_up.wait(CancelToken(), 1000)


def test_logs_of_some_past_runs_are_kept(services: SampleServices) -> None:
    runs = services.runs
    services.poll_priority.look_at("run 0")
    begun = datetime.now(UTC)
    for number in range(KEPT_LOGS + 3):
        run = sample_run(f"run {number}", RunState.RUNNING)
        services.put(replace(run, created_at=begun + timedelta(seconds=number)))
        services.view(run.id).log.append([f"line of {run.id}"])
    for view in reversed(runs.runs):
        services.put(replace(view.run, state=RunState.COMPLETED))
    with_log = [view.run.id for view in runs.runs if view.log.total]
    assert with_log == [f"run {number}" for number in (*range(KEPT_LOGS + 2, 2, -1), 0)]


def test_nothing_changes_when_it_is_too_late_to_watch(services: SampleServices) -> None:
    """Else those who ask for a run again with every change would go round in circles while the application closes."""
    services.put(sample_run("one", RunState.STARTED))
    runs, view = services.runs, services.view("one")
    log, wake_up = view.log, view.wake_up
    changes: list[str] = []
    runs.run_changed.connect(changes.append)
    runs.run_changed.connect(runs.try_now)
    services.runner.wind_down()
    runs.try_now("one")
    assert (view.log, view.wake_up, changes) == (log, wake_up, [])


@pytest.mark.parametrize(("longest", "late"), [(NEAR, 11), (FAR, 19)])
def test_figures_do_not_look_live_for_long(services: SampleServices, longest: float, late: int) -> None:
    now = datetime.now(UTC)
    services.put(sample_run("one", RunState.RUNNING, answered_at=now), watched=True)
    view = services.view("one")
    view.policy.longest = longest
    view.judge(now + timedelta(seconds=late))
    assert not view.is_overdue
    view.judge(now + timedelta(seconds=late + 1))
    assert view.is_overdue
