"""Which lines the window has of a run that is read again: never fewer than before, unless there are no more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dmm_desktop.core.kept_log import KeptLog, LogEnd
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.ui.services.tracked_run import TrackedRun
from ui.sample_runs import sample_run

KEPT = KeptLog("file", 3, datetime.now(UTC), LogEnd.PART)


@pytest.mark.parametrize("kept", [None, KEPT])
@pytest.mark.parametrize(
    ("before", "now", "is_read", "is_shown"),
    [(3, 2, False, False), (3, 3, False, True), (3, 1, True, True), (3, 0, True, False), (0, 1, False, True)],
)
def test_the_servers_lines_are_shown_once_they_are_no_fewer(
    kept: KeptLog | None, before: int, now: int, is_read: bool, is_shown: bool
) -> None:
    view, log = TrackedRun(sample_run("one", RunState.RUNNING), kept=kept), LogLines()
    view.log.append(["earlier"] * before)
    log.append(["line"] * now)
    earlier = view.log
    view.show_log(log, None, is_read=is_read)
    assert view.log is (log if is_shown else earlier)
    assert view.kept is (None if is_shown else kept)


def test_a_kept_log_that_is_about_to_be_read_waits_for_the_first_line_of_the_server() -> None:
    view, log = TrackedRun(sample_run("one", RunState.RUNNING), kept=KEPT), LogLines()
    view.show_log(log, None)
    assert view.kept is KEPT and view.log is not log
    view.kept = None
    view.show_log(log, None)
    assert view.log is log
