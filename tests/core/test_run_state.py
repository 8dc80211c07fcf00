"""What a final answer means: one row of a table for every combination, and no combination without."""

import itertools
from dataclasses import dataclass

import pytest

from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.run_state import _MEANINGS, RunState
from dmm_desktop.core.runs import final_state, has_ended, is_forgotten, is_undocumented, live_state

FAILING = (FailingEntity("Customer", "Null value"),)


@dataclass(frozen=True)
class Row:
    """A row of the table; None stands for every value."""

    state: RunState
    words: tuple[str, ...]
    by_stop: bool | None = None
    stopped_short: bool | None = None
    errors: str | None = None
    counted: bool | None = None
    imported: bool | None = None


COMPLETE = ("Complete", "COMPLETE", " complete ")
STOPPED = ("Stopped", "stopping", "Cancelled", "Canceled", "Aborted")
FAILED = ("InError", "inerror", "In_Error", "In Error")
OTHER = ("Finished", "", "NotFound", "Queued", "InProgress")

TABLE = (
    Row(RunState.STOPPED, COMPLETE, stopped_short=True),
    Row(RunState.COMPLETED_WITH_ERRORS, COMPLETE, stopped_short=False, errors="some"),
    Row(RunState.COMPLETED_UNVERIFIED, COMPLETE, stopped_short=False, errors="unknown"),
    Row(RunState.COMPLETED_UNVERIFIED, COMPLETE, stopped_short=False, errors="none", counted=False),
    Row(RunState.COMPLETED, COMPLETE, stopped_short=False, errors="none", counted=True, imported=True),
    Row(RunState.NOTHING_IMPORTED, COMPLETE, stopped_short=False, errors="none", counted=True, imported=False),
    Row(RunState.STOPPED, STOPPED),
    Row(RunState.STOPPED, FAILED, by_stop=True),
    Row(RunState.FAILED, FAILED, by_stop=False),
    Row(RunState.STOPPED, OTHER, by_stop=True),
    Row(RunState.ENDED, OTHER, by_stop=False),
)


def report(done: int, total: int) -> ExecutionReport:
    return ExecutionReport(completed_records=done, total_records=total)


@pytest.mark.parametrize("word", [*COMPLETE, *STOPPED, *FAILED, *OTHER])
def test_every_combination_means_what_its_row_says(word: str) -> None:
    for (stopped, accepted), (done, total), final, failing in itertools.product(
        ((True, True), (True, False), (False, False)),
        ((None, 0), (0, 0), (0, 5), (3, 5), (5, 5), (6, 5), (5, 0)),
        (None, 0, 3, 5),
        (None, (), FAILING),
    ):
        records = max(done or 0, final or 0)
        errors = "some" if failing else "none" if failing is not None else "unknown"
        facts = {
            "by_stop": accepted and not failing and not (total > 0 and records >= total),
            "stopped_short": stopped and not (total > 0 and records >= total),
            "errors": errors,
            "counted": done is not None or final is not None,
            "imported": records > 0,
        }
        (row,) = [
            row
            for row in TABLE
            if word in row.words and all(getattr(row, name) in (None, value) for name, value in facts.items())
        ]
        found = final_state(
            word,
            None if done is None else report(done, total),
            None if final is None else FinalReport(records=final),
            failing,
            stop_requested=stopped,
            stop_accepted=accepted,
        )
        assert found is row.state, (word, facts)
        assert found.is_final and not found.is_watchable


@pytest.mark.parametrize(
    ("failing", "final", "stopped", "state"),
    [
        ((), None, False, RunState.COMPLETED_UNVERIFIED),
        ((), FinalReport(), False, RunState.COMPLETED_UNVERIFIED),
        ((), FinalReport(records=None), False, RunState.COMPLETED_UNVERIFIED),
        ((), FinalReport(records=5), False, RunState.COMPLETED),
        (FAILING, None, False, RunState.COMPLETED_WITH_ERRORS),
        ((), FinalReport(records=5), True, RunState.STOPPED),
    ],
)
def test_a_count_that_cannot_be_read_claims_nothing(
    failing: tuple[FailingEntity, ...], final: FinalReport | None, stopped: bool, state: RunState
) -> None:
    unknown = ExecutionReport(completed_records=None, total_records=None)
    assert final_state("Complete", unknown, final, failing, stop_requested=stopped, stop_accepted=stopped) is state


@pytest.mark.parametrize(("first", "second"), [("ERROR", ""), ("OK", "error"), ("Error ", "OK")])
def test_a_result_that_contradicts_complete_claims_nothing(first: str, second: str) -> None:
    def state(word: str, failing: tuple[FailingEntity, ...] | None) -> RunState:
        return final_state(
            word, report(5, 5), None, failing, stop_requested=False, stop_accepted=False, results=[first, second]
        )

    assert state("Complete", ()) is state("Complete", None) is RunState.COMPLETED_UNVERIFIED
    assert state("Complete", FAILING) is RunState.COMPLETED_WITH_ERRORS
    assert state("InError", ()) is RunState.FAILED


@pytest.mark.parametrize("results", [[], ["OK"], ["", "OK"], ["WARNING"]])
def test_any_other_result_says_nothing(results: list[str]) -> None:
    assert (
        final_state("Complete", report(5, 5), None, (), stop_requested=False, stop_accepted=False, results=results)
        is RunState.COMPLETED
    )


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Queued", "QUEUED"),
        ("inprogress", "RUNNING"),
        ("In_Progress", "RUNNING"),
        ("Undocumented", "OTHER"),
        ("", "OTHER"),
    ],
)
def test_what_a_word_means_while_there_are_no_outputs(word: str, state: str) -> None:
    assert live_state(word) is RunState[state]
    assert live_state(word).is_watchable and not live_state(word).is_final


def test_which_words_are_final_forgotten_or_new() -> None:
    words = ("Queued", "InProgress", "Complete", "InError", "NotFound", "Stopped")
    assert [word for word in words if has_ended(word)] == ["Complete", "InError"]
    assert [word for word in words if is_forgotten(word)] == ["NotFound"]
    assert [word for word in words if is_undocumented(word)] == ["Stopped"]


def test_every_state_has_its_row_in_the_table_of_meanings() -> None:
    assert set(RunState) - _MEANINGS.keys() == set()


def test_every_state_is_live_or_final() -> None:
    live = {state for state in RunState if not state.is_final}
    assert live == {RunState[name] for name in ("UPLOADING", "SENT", "STARTED", "QUEUED", "RUNNING", "OTHER")}
    assert {state for state in RunState if state.is_watchable} == live - {RunState.UPLOADING, RunState.SENT}
