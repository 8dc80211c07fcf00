"""What is looked at is asked about often, everything else rarely; and old logs go."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.services.poll_priority import FAR, KEPT_LOGS, NEAR
from ui.run_scenes import Scene, sample_run


def _longest_waits(scene: Scene) -> dict[str, float]:
    return {view.run.id: view.policy.longest for view in scene.services.runs.runs}


def test_the_run_that_is_looked_at_is_watched_closely(scene: Scene, qapp: QApplication) -> None:
    for name in ("one", "two"):
        scene.put(sample_run(name, RunState.RUNNING), watched=True)
    assert _longest_waits(scene) == {"one": NEAR, "two": NEAR}, "as long as nobody said what is looked at"
    attention, two = scene.services.attention, scene.view("two")
    attention.look_at("one")
    assert _longest_waits(scene) == {"one": NEAR, "two": FAR}
    attention.look_at("two")
    assert _longest_waits(scene) == {"one": FAR, "two": NEAR}
    two.wake_up.wait(CancelToken(), 1000)  # it is asked about at once
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert _longest_waits(scene) == {"one": FAR, "two": FAR}
    scene.put(sample_run("three", RunState.RUNNING))
    assert _longest_waits(scene)["three"] == FAR
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert _longest_waits(scene) == {"one": FAR, "two": NEAR, "three": FAR}
    two.wake_up.wait(CancelToken(), 1000)


def test_logs_of_some_past_runs_are_kept(scene: Scene) -> None:
    runs = scene.services.runs
    scene.services.attention.look_at("run 0")
    begun = datetime.now(UTC)
    for number in range(KEPT_LOGS + 3):
        run = sample_run(f"run {number}", RunState.RUNNING)
        scene.put(replace(run, created_at=begun + timedelta(seconds=number)))
        scene.view(run.id).log.append([f"line of {run.id}"])
    for view in reversed(runs.runs):
        scene.put(replace(view.run, state=RunState.COMPLETED))
    with_log = [view.run.id for view in runs.runs if view.log.total]
    assert with_log == [f"run {number}" for number in (*range(KEPT_LOGS + 2, 2, -1), 0)]


def test_nothing_changes_when_it_is_too_late_to_watch(scene: Scene) -> None:
    """Else those who ask for a run again with every change would go round in circles while the application closes."""
    scene.put(sample_run("one", RunState.STARTED))
    runs, view = scene.services.runs, scene.view("one")
    log, wake_up = view.log, view.wake_up
    changes: list[str] = []
    runs.run_changed.connect(changes.append)
    runs.run_changed.connect(runs.try_now)
    scene.runner.wind_down()
    runs.try_now("one")
    assert (view.log, view.wake_up, changes) == (log, wake_up, [])
