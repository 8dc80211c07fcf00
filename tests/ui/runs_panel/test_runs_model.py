"""In which order runs stand, and under which heading."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.runs_panel.arrangement import JUST, Section, arrange, heading_of
from ui.sample_runs import report, sample_run

ZONE = timezone(timedelta(hours=-3))
NOW = datetime(2026, 6, 30, 10, 44, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("state", "ended", "heading"),
    [
        (RunState.RUNNING, None, Section.RUNNING),
        (RunState.COMPLETED, NOW, Section.JUST_FINISHED),
        (RunState.COMPLETED, NOW - JUST + timedelta(seconds=1), Section.JUST_FINISHED),
        (RunState.COMPLETED, NOW - JUST, Section.TODAY),
        (RunState.COMPLETED, NOW.replace(hour=0, minute=0), Section.TODAY),
        (RunState.COMPLETED, NOW.replace(hour=0, minute=0) - timedelta(seconds=1), Section.YESTERDAY),
        (RunState.COMPLETED, NOW - timedelta(days=2), Section.EARLIER),
        (RunState.COMPLETED, NOW + timedelta(hours=1), Section.TODAY),  # a clock that was set back
    ],
)
def test_the_heading_of_a_run(state: RunState, ended: datetime | None, heading: Section) -> None:
    assert heading_of(sample_run("r", state, ended_at=ended, going_on_at=ended), NOW) is heading


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({}, Section.TODAY),
        ({"going_on_at": NOW - timedelta(hours=2)}, Section.TODAY),
        ({"going_on_at": NOW - timedelta(minutes=14)}, Section.JUST_FINISHED),
        ({"sent_at": NOW - timedelta(hours=2)}, Section.TODAY),
        ({"sent_at": NOW - timedelta(hours=2), "report": report(7, seconds=6900)}, Section.JUST_FINISHED),
    ],
)
def test_what_may_have_ended_long_ago_has_not_just_finished(changes: dict[str, object], heading: Section) -> None:
    """An execution that ended before it was watched, or while the application was closed."""
    run = sample_run("r", RunState.COMPLETED, ended_at=NOW, **changes)
    assert heading_of(run, NOW) is heading
    found = arrange([run], NOW)
    assert found.rows[0] is heading and (found.until is None) is (heading is Section.TODAY)


def test_it_no_longer_has_just_finished_when_it_may_have_ended_before() -> None:
    after = NOW - timedelta(minutes=14)
    run = sample_run("r", RunState.COMPLETED, ended_at=NOW, going_on_at=after)
    assert arrange([run], NOW).until == after + JUST


def test_the_order_and_when_it_changes() -> None:
    just = NOW - timedelta(minutes=5)
    runs = [
        sample_run("old", RunState.STOPPED, created_at=NOW - timedelta(days=9), ended_at=NOW - timedelta(days=9)),
        sample_run("live", RunState.RUNNING, created_at=NOW - timedelta(days=1)),
        sample_run("just", RunState.COMPLETED, ended_at=just, going_on_at=just),
        sample_run("morning", RunState.COMPLETED, ended_at=NOW - timedelta(hours=2)),
        sample_run("later", RunState.COMPLETED, ended_at=NOW - timedelta(hours=1)),
    ]
    found = arrange(runs, NOW)
    assert found.rows == (
        Section.RUNNING,
        "live",
        Section.JUST_FINISHED,
        "just",
        Section.TODAY,
        "later",
        "morning",
        Section.EARLIER,
        "old",
    )
    assert found.until == NOW + timedelta(minutes=10)
    assert arrange(runs[:2], NOW).until is None
    assert arrange(runs[3:], NOW).until is None


@given(st.lists(st.tuples(st.sampled_from(list(RunState)), st.integers(-5000, 60)), max_size=30))
def test_every_run_is_there_once_below_its_heading(given: list[tuple[RunState, int]]) -> None:
    runs = [
        sample_run(str(n), state, created_at=NOW + timedelta(minutes=m), ended_at=NOW + timedelta(minutes=m))
        for n, (state, m) in enumerate(given)
    ]
    rows = arrange(runs, NOW).rows
    assert sorted(row for row in rows if isinstance(row, str)) == sorted(run.id for run in runs)
    by_id = {run.id: run for run in runs}
    heading: object = None
    for row in rows:
        if not isinstance(row, str):
            heading = row
        else:
            assert heading_of(by_id[row], NOW) is heading
