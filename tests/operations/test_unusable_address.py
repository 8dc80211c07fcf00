"""A run whose stored address this version does not accept."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.stop_run import stop_run
from dmm_desktop.operations.watch_run import watch_run
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import saved_context
from storage.sample_values import a_run


@pytest.mark.parametrize("operation", [watch_run, stop_run])
def test_it_can_be_neither_watched_nor_stopped_and_stays_as_it_is(operation: object, tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        run = workspace.add_run(a_run(state=RunState.RUNNING, tracker_id="42", root=None))
        with pytest.raises(WrongInput) as refused:
            operation(saved_context(workspace), run, CancelToken(), ignore_progress)  # type: ignore[operator]
        assert str(refused.value.reason) == "The address stored with it is not usable."
        assert workspace.runs() == (run,)
