"""Rows of the zip and records that the server reports: which numbers are compared, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.address import Address
from dmm_desktop.core.fingerprint import FileFingerprint, fingerprint_of, fingerprint_text, read_fingerprint
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.reconciliation import (
    EntityRows,
    Reconciliation,
    difference_advice,
    reconciliation,
    reconciliation_sentence,
)
from dmm_desktop.core.remarks import own_remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.zip_check import CheckState, ZipCheck

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def zip_with(**rows: int | None) -> str:
    return fingerprint_text(
        fingerprint_of(FileFingerprint(f"{name}_Data.csv", name, count, "ab" * 32) for name, count in rows.items())
    )


def a_run(reported: int | None = 5_022, state: RunState = RunState.COMPLETED, **more: Any) -> Run:
    values: dict[str, Any] = {
        "environment_name": "TEST",
        "stage": Stage.TEST,
        "zip_path": "/data/a.zip",
        "zip_check": ZipCheck(CheckState.FINISHED),
        "fingerprint": zip_with(Customer=5_000, Region=22),
        "report": None if reported is None else ExecutionReport(completed_records=reported, total_records=5_022),
        "failing_entities": (),
    }
    values |= more
    found = read_fingerprint(values["fingerprint"])
    if found is not None and values["zip_check"] is not None:
        values["zip_check"] = replace(values["zip_check"], rows=found.rows)
    return Run("r", Address.parse("https://x"), NOON, state, **values)


FAILED_CUSTOMER = (FailingEntity("customer", "Too long."),)
ADVICE = (
    "DMM does not document what it counts as a record, so this difference alone does not prove that records are "
    "missing. Compare the entities in TEST."
)


@pytest.mark.parametrize(
    ("run", "compared", "sentence"),
    [
        (a_run(), Reconciliation(5_022, 5_022), "5,022 rows in the zip, 5,022 records reported."),
        (
            a_run(5_019, RunState.COMPLETED_WITH_ERRORS, failing_entities=FAILED_CUSTOMER),
            Reconciliation(5_022, 5_019, (EntityRows("customer", 5_000),)),
            "5,022 rows in the zip, 5,019 records reported: 3 fewer. customer has errors.",
        ),
        (
            a_run(1, RunState.STOPPED, failing_entities=None),
            Reconciliation(5_022, 1),
            "5,022 rows in the zip, 1 record reported: 5,021 fewer.",
        ),
        (
            a_run(5_030, RunState.FAILED),
            Reconciliation(5_022, 5_030),
            "5,022 rows in the zip, 5,030 records reported: 8 more.",
        ),
        (
            a_run(None, RunState.OUTCOME_UNKNOWN, failing_entities=None),
            Reconciliation(5_022, None),
            "5,022 rows in the zip; the number of records imported is not known.",
        ),
        (
            a_run(100, RunState.NO_LONGER_KNOWN, failing_entities=None),  # it may have continued
            Reconciliation(5_022, None),
            "5,022 rows in the zip; the number of records imported is not known.",
        ),
        (
            a_run(7, zip_check=ZipCheck(CheckState.NOT_FINISHED), fingerprint=""),
            Reconciliation(None, 7),
            "Rows not counted; 7 records reported.",
        ),
        (
            a_run(7, zip_check=ZipCheck(CheckState.INCOMPLETE), fingerprint=zip_with(Customer=None)),
            Reconciliation(None, 7),
            "Rows not counted; 7 records reported.",
        ),
        (
            a_run(None, RunState.ENDED, zip_check=ZipCheck(CheckState.NOT_FINISHED), fingerprint=""),
            Reconciliation(None, None),
            "Rows not counted; the number of records imported is not known.",
        ),
        (
            a_run(1, fingerprint=zip_with(Customer=1)),
            Reconciliation(1, 1),
            "1 row in the zip, 1 record reported.",
        ),
    ],
    ids=["clean", "errors", "stopped", "more", "unknown", "forgotten", "unchecked", "uncounted", "neither", "one"],
)
def test_what_is_compared(run: Run, compared: Reconciliation, sentence: str) -> None:
    assert reconciliation(run) == compared
    assert str(reconciliation_sentence(run)) == sentence
    assert sentence in [str(remark) for remark in own_remarks(run)]
    advice = difference_advice(run)
    is_unexpected = bool(compared.difference) and run.state not in (RunState.STOPPED, RunState.FAILED)
    assert (str(advice) if advice else None) == (ADVICE if is_unexpected else None)


@pytest.mark.parametrize(
    "run",
    [
        a_run(7, RunState.RUNNING),
        a_run(None, RunState.NOT_STARTED),
        a_run(None, RunState.UPLOAD_STOPPED),
        a_run(None, RunState.FOUND_NOT_STARTED),
        a_run(7, zip_path="", zip_check=None, fingerprint=""),
        a_run(7, fingerprint=""),
    ],
    ids=["running", "not started", "upload stopped", "found not started", "elsewhere", "earlier version"],
)
def test_nothing_to_compare(run: Run) -> None:
    assert reconciliation(run) is None
    assert reconciliation_sentence(run) is None is difference_advice(run)


def test_no_records_differ_from_rows() -> None:
    run = a_run(0, RunState.NOTHING_IMPORTED)
    assert str(reconciliation_sentence(run)) == "5,022 rows in the zip, 0 records reported: 5,022 fewer."


def test_the_final_report_alone_is_enough() -> None:
    run = a_run(None, final_report=FinalReport(records=5_022))
    assert reconciliation(run) == Reconciliation(5_022, 5_022)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["A", "B"], "A and B have errors."),
        (["A", "B", "C"], "A and 2 more entities have errors."),
    ],
)
def test_several_entities(names: list[str], said: str) -> None:
    failing = tuple(FailingEntity(name, "x") for name in names)
    run = a_run(5_022, RunState.COMPLETED_WITH_ERRORS, failing_entities=failing)
    assert str(reconciliation_sentence(run)).endswith(said)


def test_entities_are_named_once_after_a_stop() -> None:
    run = a_run(9, RunState.STOPPED, failing_entities=FAILED_CUSTOMER, stop_requested_at=NOON, stop_accepted_at=NOON)
    said = " ".join(str(remark) for remark in own_remarks(run))
    assert said.count("errors") == 1


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_difference(rows: int, reported: int) -> None:
    run = a_run(reported, RunState.STOPPED, fingerprint=zip_with(Customer=rows))
    compared = reconciliation(run)
    assert compared is not None and compared.difference == reported - rows
    sentence = str(reconciliation_sentence(run))
    assert ("fewer" in sentence, "more" in sentence) == (reported < rows, reported > rows)


def test_numbers_of_a_run_that_took_time() -> None:
    run = a_run(report=ExecutionReport(timedelta(minutes=6), completed_records=5_022, total_records=5_022))
    assert reconciliation(run) == Reconciliation(5_022, 5_022)
