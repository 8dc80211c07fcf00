"""Two views of one run: what is known about its end is never lost again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmm_desktop.core.models import ExecutionReport, FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.storage.runs import merged
from storage.sample_values import NOON, a_run, runs

_ENDS = (RunState.COMPLETED, RunState.COMPLETED_WITH_ERRORS, RunState.FAILED, RunState.STOPPED, RunState.NOT_STARTED)
SECOND = timedelta(seconds=1)
_ENTITY = FailingEntity("Customer", "duplicate key")


@given(runs)
def test_the_same_view_changes_nothing(run: Run) -> None:
    assert merged(run, run) == run


@settings(max_examples=50)
@given(runs, runs)
def test_storing_the_same_twice_is_storing_it_once(stored: Run, given_run: Run) -> None:
    once = merged(stored, given_run)
    assert merged(once, given_run) == once


@settings(max_examples=50)
@given(runs, runs)
def test_nothing_that_is_known_is_lost(stored: Run, given_run: Run) -> None:
    result = merged(stored, given_run)
    figures = ("report", "final_report", "failing_entities")
    is_another = result.state is RunState.ANOTHER_EXECUTION  # they were not those of the run
    for name in ("tracker_id", "sent_at", "zip_sha256", *(() if is_another else figures)):
        if getattr(stored, name) not in (None, ""):
            assert getattr(result, name) not in (None, "")
    if stored.stop_requested_at:
        assert result.stop_requested_at == stored.stop_requested_at


@settings(max_examples=50)
@given(runs, runs, st.sampled_from(_ENDS))
def test_what_has_an_end_keeps_one(stored: Run, given_run: Run, end: RunState) -> None:
    result = merged(replace(stored, state=end), given_run)
    assert result.state in (end, given_run.state)
    assert result.state.is_final
    assert result.state not in (RunState.OUTCOME_UNKNOWN, RunState.NO_LONGER_KNOWN)


@pytest.mark.parametrize("end", _ENDS)
@pytest.mark.parametrize("late", [RunState.RUNNING, RunState.NO_LONGER_KNOWN, RunState.OUTCOME_UNKNOWN])
def test_a_late_view_does_not_take_back_the_end(end: RunState, late: RunState) -> None:
    stored = a_run(state=end, ended_at=NOON, message="as the server said")
    assert merged(stored, replace(stored, state=late, ended_at=None, message="")) == stored


@pytest.mark.parametrize("uncertain", [RunState.NO_LONGER_KNOWN, RunState.OUTCOME_UNKNOWN])
def test_a_server_that_knows_the_run_again_reopens_it(uncertain: RunState) -> None:
    stored = a_run(state=uncertain, ended_at=NOON)
    result = merged(stored, replace(stored, state=RunState.RUNNING, ended_at=None))
    assert (result.state, result.ended_at) == (RunState.RUNNING, None)


def test_an_error_report_that_comes_later_settles_the_run() -> None:
    stored = a_run(state=RunState.COMPLETED_UNVERIFIED, ended_at=NOON)
    given_run = replace(stored, state=RunState.COMPLETED_WITH_ERRORS, failing_entities=(_ENTITY,))
    assert merged(stored, given_run) == given_run
    assert merged(given_run, stored) == given_run, "and does not become unknown again"


def test_an_empty_error_report_counts_as_known() -> None:
    stored = a_run(state=RunState.COMPLETED, failing_entities=())
    assert merged(stored, replace(stored, failing_entities=None)).failing_entities == ()


@pytest.mark.parametrize("later", [NOON, None])
def test_the_last_of_the_times_at_which_it_went_on_counts(later: datetime | None) -> None:
    """Two processes may watch it, and the one that sees the end may have been without an answer for long."""
    ahead, behind = a_run(state=RunState.RUNNING, going_on_at=NOON), a_run(going_on_at=later and NOON - SECOND)
    behind = replace(behind, id=ahead.id, state=RunState.COMPLETED, ended_at=NOON + SECOND)
    assert merged(ahead, behind).going_on_at == merged(behind, ahead).going_on_at == NOON


def test_a_stop_that_another_process_asked_for_stays() -> None:
    stored = a_run(state=RunState.RUNNING, stop_requested_at=NOON)
    given_run = replace(stored, stop_requested_at=None, report=ExecutionReport(completed_records=5))
    assert merged(stored, given_run) == replace(given_run, stop_requested_at=NOON)
