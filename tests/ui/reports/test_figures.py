"""Figures of a completed import that contradict each other are never shown as plain success."""

from dataclasses import replace
from datetime import UTC, datetime
from html import escape

import pytest

from dmm_desktop.cli.exit_codes import ExitCode, of_state
from dmm_desktop.core.address import Address
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.remarks import own_remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.ui.messages import tr_text
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.run_words import short_sentence, state_icon
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


def completed(
    done: int | None, total: int | None, final: int | None, state: RunState = RunState.COMPLETED, failing: int = 0
) -> Run:
    return Run(
        "r",
        Address.parse("https://x"),
        NOON,
        state,
        environment_name="PROD-2",
        zip_path="/data/customers.zip",
        report=ExecutionReport(completed_records=done, total_records=total),
        final_report=None if final is None else FinalReport(records=final),
        failing_entities=(FailingEntity("Customer", "Null value"),) * failing,
    )


@pytest.mark.parametrize(
    ("done", "total", "final", "said"),
    [
        (5_030, 5_000, 0, "disagree: 5,030 during the run, 0 in the final report."),
        (5_000, 5_000, 4_000, "disagree: 5,000 during the run, 4,000 in the final report."),
        (5_000, 5_000, 3, "disagree: 5,000 during the run, 3 in the final report."),
        (0, 5_000, 5_000, "disagree: 0 during the run, 5,000 in the final report."),
        (100, 5_000, 100, "the server counted 100 of 5,000 records in PROD-2."),
        (100, 5_000, None, "the server counted 100 of 5,000 records in PROD-2."),
        (5_030, 5_000, 5_030, "the server counted 5,030 of 5,000 records in PROD-2."),
        (None, 5_000, 4_000, "the server counted 4,000 of 5,000 records in PROD-2."),
    ],
)
def test_a_contradiction_is_amber_and_said_everywhere(
    done: int | None, total: int, final: int | None, said: str
) -> None:
    run = completed(done, total, final)
    words = str(sentence(run))
    assert words.startswith("Import completed, but ") and words.endswith(said)
    assert of_state(run.state) is ExitCode.COMPLETE
    assert run_report(run)["figures_disagree"] is True
    view = TrackedRun(run)
    assert state_icon(view)[1] is short_sentence(view)[1] is Tone.WARN
    assert escape(tr_text(sentence(run))) in report_page(run, NOON)


@pytest.mark.parametrize(
    ("done", "total", "final"),
    [(5_000, 5_000, 5_000), (5_000, 5_000, None), (5_000, 0, 5_000), (0, 0, 5_000), (None, None, 5_000), (5, 5, None)],
)
def test_figures_that_agree_or_are_missing_are_plain_success(
    done: int | None, total: int | None, final: int | None
) -> None:
    run = completed(done, total, final)
    assert not run.figures_disagree and "but" not in str(sentence(run))
    assert state_icon(TrackedRun(run)) == ("ok", Tone.OK)


def test_beside_failing_entities_only_two_counts_disagree() -> None:
    run = completed(4_000, 5_000, 3_000, RunState.COMPLETED_WITH_ERRORS, failing=1)
    said = "The server's record counts disagree: 4,000 during the run, 3,000 in the final report."
    assert [str(remark) for remark in own_remarks(run)] == [said]
    assert not completed(4_000, 5_000, 4_000, RunState.COMPLETED_WITH_ERRORS, failing=1).figures_disagree


@pytest.mark.parametrize("state", [RunState.FAILED, RunState.STOPPED, RunState.RUNNING, RunState.NOTHING_IMPORTED])
def test_other_states_claim_no_success_that_could_be_contradicted(state: RunState) -> None:
    assert not completed(3, 5, 1, state).figures_disagree


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RunState.RUNNING, "none in the 61 lines read so far"),
        (RunState.COMPLETED, "not known: the log was not read to its end"),
    ],
)
def test_a_report_counts_the_errors_in_the_log_as_the_window_does(state: RunState, said: str) -> None:
    """During a run the window shows how many there are up to now: a report at that moment says no less."""
    run = replace(completed(100, 5_000, None, state), log_counts=LogCounts(61, 0))
    assert said in report_page(run, NOON)
