"""What was started elsewhere is called an execution until its final report names its type."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.execution_type import ExecutionType, by_known_type
from dmm_desktop.core.legend import legend
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.outcomes import Silence, doubt_sentence, last_known, sentence
from dmm_desktop.core.remarks import remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.ui.run_words import run_title, short_sentence, unfinished_sentence
from dmm_desktop.ui.services.tracked_run import TrackedRun

S = RunState
AT = datetime(2026, 5, 1, tzinfo=UTC)
ELSEWHERE = Run(
    *("a", Address.parse("https://x"), AT, S.COMPLETED),
    environment_name="PROD-2",
    connection="",
    tracker_id="42",
    status_word="Complete",
)


def counted(done: int | None, total: int, seconds: int = 0) -> ExecutionReport:
    return ExecutionReport(completed_records=done, total_records=total, elapsed=timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (replace(ELSEWHERE, state=S.STARTED, status_word=""), "The execution was started."),
        (replace(ELSEWHERE, state=S.RUNNING, status_word="InProgress"), "Running…"),
        (
            replace(ELSEWHERE, report=counted(50_000, 50_000, 360)),
            "Execution completed. 50,000 records were processed in 6 minutes.",
        ),
        (replace(ELSEWHERE, report=counted(1, 1)), "Execution completed. 1 record was processed."),
        (
            replace(ELSEWHERE, report=counted(7, 10)),
            "Execution completed, but the server counted 7 of 10 records.",
        ),
        (
            replace(ELSEWHERE, state=S.STOPPED, report=counted(1, 10)),
            "Execution stopped. 1 of 10 records had been processed.",
        ),
        (replace(ELSEWHERE, state=S.STOPPED, report=counted(3, 0)), "Execution stopped. 3 records had been processed."),
        (replace(ELSEWHERE, state=S.STOPPED), "Execution stopped."),
        (replace(ELSEWHERE, state=S.FAILED, message="Disk full"), "Execution failed. Disk full."),
        (
            replace(ELSEWHERE, state=S.COMPLETED_WITH_ERRORS, failing_entities=(FailingEntity("Order", "Timeout"),)),
            "Execution completed with errors. 1 entity has errors.",
        ),
        (
            replace(ELSEWHERE, state=S.COMPLETED_UNVERIFIED, failing_entities=()),
            "The server reports Complete, but not how many records were processed.",
        ),
        (
            replace(ELSEWHERE, state=S.NO_LONGER_KNOWN),
            "The server does not know this execution. Check the tracker id and the environment.",
        ),
        (
            replace(ELSEWHERE, state=S.NO_LONGER_KNOWN, report=counted(3, 9)),
            "The server no longer knows this execution. It may still be running. Check DMM on PROD-2.",
        ),
        (
            replace(ELSEWHERE, state=S.FOUND_STARTED),
            "The server no longer knows this execution. A user checked PROD-2: the execution was started.",
        ),
    ],
)
def test_the_sentence(run: Run, expected: str) -> None:
    assert str(sentence(run)) == expected


@pytest.mark.parametrize("state", RunState)
@pytest.mark.parametrize("report", [None, counted(0, 10), counted(10, 10)])
@pytest.mark.parametrize("stop_requested_at", [None, AT])
def test_no_sentence_guesses_its_type(
    state: RunState, report: ExecutionReport | None, stop_requested_at: datetime | None
) -> None:
    run = replace(ELSEWHERE, state=state, report=report, stop_requested_at=stop_requested_at)
    view = TrackedRun(run)
    said = [sentence(run), last_known(run), *remarks(run), *legend(run, str), run_title(run), short_sentence(view)[0]]
    said += [doubt_sentence(run, Silence.NO_STATUS, "12:00"), unfinished_sentence(view), run.noun]
    if state not in (S.UPLOADING, S.UPLOAD_STOPPED, S.SENT):  # it was not started here
        assert not [one for one in said if "import" in str(one).lower() or "export" in str(one).lower()]
    assert run_report(run)["type"] is None


@pytest.mark.parametrize(
    ("named", "title", "words", "reported"),
    [
        ("Import", "Import to PROD-2", "Import completed. 7 records imported into", "Import"),
        ("EXPORT", "Export from PROD-2", "Export completed. 7 records exported from", "Export"),
        ("Delete", "Execution in PROD-2", "This execution is of the type Delete. It ended with", "Delete"),
        ("", "Execution in PROD-2", "Execution completed. 7 records were processed.", None),
    ],
)
def test_the_final_report_names_its_type(named: str, title: str, words: str, reported: str | None) -> None:
    run = replace(ELSEWHERE, final_report=FinalReport(named, records=7))
    assert run_title(run) == title
    assert str(sentence(run)).startswith(words)
    assert run_report(run)["type"] == reported


def test_a_value_for_each_type() -> None:
    kinds = [*ExecutionType, None]
    said = [by_known_type(kind, for_import="i", for_export="e", for_execution="x") for kind in kinds]
    assert said == ["i", "e", "x"]


def test_records_are_unknown_without_any_report() -> None:
    run = replace(ELSEWHERE, state=S.COMPLETED_UNVERIFIED, failing_entities=(), zip_path="/a.zip")
    assert run.records_done is None
    assert str(sentence(run)) == "The server reports Complete, but not how many records were imported."
    assert short_sentence(TrackedRun(run))[0] == "Completed · records unknown"
