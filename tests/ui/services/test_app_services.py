"""The services of a window as a whole."""

from __future__ import annotations

from pathlib import Path

import shiboken6

from dmm_desktop.core.run_state import RunState
from dmm_desktop.workers.runner import TaskRunner
from ui.sample_runs import SampleServices, sample_run


def test_no_timer_outlives_the_runner(tmp_path: Path, no_leaked_thread: None) -> None:
    """It would start a job on a runner that is gone."""
    runner = TaskRunner()
    services = SampleServices(tmp_path / "data", runner)
    services.put(sample_run("past", RunState.COMPLETED))
    tidying = services.logs.tidying
    assert tidying.isActive()
    assert runner.shut_down(within=10) == []
    services.close()
    shiboken6.delete(runner)
    assert not shiboken6.isValid(tidying)
