"""What an outcome promises and what not: for each outcome the right sentences, and where to look."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.fingerprint import FileFingerprint, fingerprint_of, fingerprint_text
from dmm_desktop.core.legend import legend
from dmm_desktop.core.models import ExecutionReport, FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.zip_check import CheckState, ZipCheck

NOON, ONE = datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 24, 13, tzinfo=UTC)
COMPLETE, EQUAL, IN_PART = "Complete is DMM's word", "Equal numbers", "An entity with errors may"
UNKNOWN = "It is not known what was imported into TEST, nor whether the import has ended"
STOP, FAILURE = "A stop does not undo anything", "Records imported before the end may still be in TEST"


def zip_with(*names: str, rows: int = 2) -> str:
    return fingerprint_text(fingerprint_of(FileFingerprint(f"{n}_Data.csv", n, rows, "ab" * 32) for n in names))


def a_run(state: RunState, **more: Any) -> Run:
    values: dict[str, Any] = {
        "environment_name": "TEST",
        "zip_path": "/data/a.zip",
        "zip_check": ZipCheck(CheckState.FINISHED, rows=4),
        "fingerprint": zip_with("Customer", "Region"),
        "sent_at": NOON,
        "ended_at": ONE,
        "report": ExecutionReport(completed_records=4, total_records=4),
        "failing_entities": (),
    }
    return Run("r", Address.parse("https://x"), NOON, state, **(values | more))


def said(run: Run) -> list[str]:
    return [str(sentence) for sentence in legend(run, lambda moment: f"{moment:%H:%M}")]


FAILING = (FailingEntity("Customer", "Too long."),)


@pytest.mark.parametrize(
    ("run", "beginnings"),
    [
        (a_run(RunState.COMPLETED), [COMPLETE, EQUAL]),
        (a_run(RunState.COMPLETED, report=ExecutionReport(completed_records=3)), [COMPLETE]),
        (
            a_run(RunState.COMPLETED_WITH_ERRORS, failing_entities=FAILING),
            [COMPLETE, EQUAL, IN_PART, "To find what was imported"],
        ),
        (a_run(RunState.STOPPED, report=None), [STOP, "To find what was imported"]),
        (a_run(RunState.FAILED, report=None), [FAILURE, "To find what was imported"]),
        (a_run(RunState.OUTCOME_UNKNOWN, report=None), [UNKNOWN, "To find what was imported"]),
        (a_run(RunState.NO_LONGER_KNOWN), [UNKNOWN, "To find what was imported"]),
        (a_run(RunState.FOUND_STARTED, report=None), [UNKNOWN, "To find what was imported"]),
        (a_run(RunState.RUNNING), []),
        (a_run(RunState.NOT_STARTED), []),
        (a_run(RunState.UPLOAD_STOPPED), []),
    ],
    ids=lambda value: value.state.value if isinstance(value, Run) else "",
)
def test_the_sentences_of_an_outcome(run: Run, beginnings: list[str]) -> None:
    sentences = said(run)
    assert len(sentences) == len(beginnings)
    assert all(sentence.startswith(begin) for sentence, begin in zip(sentences, beginnings, strict=True))


def test_entities_and_time_to_look_at() -> None:
    assert said(a_run(RunState.STOPPED))[-1] == (
        "To find what was imported, look for records written from 12:00 to 13:00 in Customer, Region."
    )


def test_the_time_by_the_server_if_it_tells_both() -> None:
    times = ExecutionReport(started_at=datetime(2026, 11, 24, 7), ended_at=datetime(2026, 11, 24, 7, 30, 0, 5))
    assert (
        "written from 2026-11-24 07:00:00 to 2026-11-24 07:30:00 by the server's clock in Customer"
        in (said(a_run(RunState.FAILED, report=times))[-1])
    )


def test_an_end_that_was_not_seen() -> None:
    assert "written since 12:00 in" in said(a_run(RunState.NO_LONGER_KNOWN))[-1]


def test_many_entities() -> None:
    run = a_run(RunState.FAILED, fingerprint=zip_with(*(f"E{number}" for number in range(1, 13))))
    assert said(run)[-1].endswith("E9, E10 and 2 more entities.")


def test_entities_without_rows_are_left_out() -> None:
    run = a_run(RunState.FAILED, fingerprint=zip_with("Customer", rows=0))
    assert said(run)[-1] == "To find what was imported, look for records written from 12:00 to 13:00."


def test_nothing_to_look_at_if_nothing_is_known() -> None:
    (only,) = said(a_run(RunState.FAILED, sent_at=None, report=None))
    assert only == f"{FAILURE}: DMM does not document that a failure undoes anything."
