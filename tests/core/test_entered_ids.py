"""What is said of a run whose tracker id a user entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.earlier_imports import (
    earlier_import_sentence,
    expected_time,
    imports_of,
    rehearsal,
    rehearsal_sentence,
)
from dmm_desktop.core.entered_ids import before_entry_remark, entry_doubts
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment
from dmm_desktop.core.legend import legend
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.remarks import own_remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.seen_execution import SeenExecution
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.zip_check import CheckState, ZipCheck

SENT = datetime(2026, 11, 30, 2, 47, tzinfo=UTC)
UNKNOWN = SeenExecution(RunState.OUTCOME_UNKNOWN)


def a_run(state: RunState = RunState.COMPLETED, **more: Any) -> Run:
    values: dict[str, Any] = {
        "environment_name": "TEST",
        "stage": Stage.TEST,
        "zip_path": "/data/small.zip",
        "zip_sha256": "ab",
        "zip_check": ZipCheck(CheckState.FINISHED, 0, 0, rows=7),
        "tracker_id": "71269",
        "sent_at": SENT,
        "answered_at": SENT + timedelta(minutes=1),
        "report": ExecutionReport(timedelta(minutes=1), completed_records=7, total_records=7),
        "may_be_another": True,
        "seen_before": UNKNOWN,
    }
    return Run("r", Address.parse("https://x"), SENT, state, **(values | more))


def on(moment: datetime) -> str:
    return f"on {moment.day} November"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        (
            {"report": ExecutionReport(completed_records=5_022, total_records=5_022)},
            ["Records of the execution: 5,022; rows in the zip: 7."],
        ),
        (
            {"report": ExecutionReport(timedelta(minutes=4), total_records=7)},
            ["Judging by its duration, the execution began before the request was sent."],
        ),
        ({"seen_before": replace(UNKNOWN, tracker_id="59327")}, ["The run had the tracker id 59327 before."]),
        ({"report": ExecutionReport(completed_records=5, total_records=0)}, []),
        ({"zip_check": None, "report": ExecutionReport(total_records=9)}, []),
        ({"report": None}, []),
        ({"seen_before": None, "report": ExecutionReport(timedelta(hours=1), total_records=9)}, []),
    ],
    ids=["none", "rows", "duration", "another id", "no total", "no check", "no report", "from the server"],
)
def test_what_speaks_against_the_id(changes: dict[str, Any], said: list[str]) -> None:
    assert [str(doubt) for doubt in entry_doubts(a_run(RunState.RUNNING, **changes))] == said


def test_once_it_has_ended_the_comparison_says_that_the_rows_differ() -> None:
    run = a_run(report=ExecutionReport(completed_records=5_022, total_records=5_022))
    said = ["7 rows in the zip, 5,022 records reported: 5,015 more."]
    assert [str(doubt) for doubt in entry_doubts(run)] == said
    assert [str(remark) for remark in own_remarks(run)] == [
        *said,
        "Before a user entered the tracker id: outcome unknown.",
    ]


def test_it_is_sent_and_not_called_imported_or_rehearsed() -> None:
    said = "Sent to TEST on 30 November: completed, 7 records in 60 seconds, with a tracker id that a user entered."
    assert str(earlier_import_sentence(a_run(), on)) == said
    prod = Environment("prod", "PROD", Address.parse("https://prod"), Stage.PRODUCTION)
    target = Destination(prod, Connection("prod", RUNTIME_CONNECTION))
    chosen = import_configuration(None, append=True)
    assert str(rehearsal_sentence([a_run()], "ab", rehearsal([a_run()], "ab", target, chosen, ()), chosen, on)) == (
        "Not rehearsed: no import of this zip was completed from this computer into another destination that was "
        f"Development or Test then and still is. {said}"
    )
    assert expected_time([a_run()], lambda root: True, RUNTIME_CONNECTION, 7) is None
    certain = a_run(seen_before=None, may_be_another=False)
    assert expected_time([certain], lambda root: True, RUNTIME_CONNECTION, 7) is not None


def test_that_its_execution_imported_nothing_does_not_mean_that_the_zip_was_not() -> None:
    run = a_run(RunState.NOTHING_IMPORTED, report=None)
    assert imports_of([run], "ab") == [run]


def test_records_are_looked_for_since_it_was_sent() -> None:
    """The times are those of an execution that may be another."""
    report = ExecutionReport(started_at=datetime(2026, 11, 30, 2, 34), ended_at=datetime(2026, 11, 30, 2, 39))
    said = [str(one) for one in legend(a_run(RunState.FAILED, report=report), on)]
    assert said[-1] == "To find what was imported, look for records written since on 30 November."


def test_what_was_known_before_is_said() -> None:
    assert str(before_entry_remark(a_run())) == "Before a user entered the tracker id: outcome unknown."
    assert before_entry_remark(a_run(seen_before=None)) is None
