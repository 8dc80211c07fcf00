"""The one sentence about a run, word by word, for every state."""

import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.address import Address
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport, ServerMessage
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.remarks import server_remark
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import ENDED_WITHOUT_ANSWER, Run
from dmm_desktop.core.text import text

AT = datetime(2024, 5, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def run(state: RunState, done: int = 0, total: int = 0, elapsed: timedelta = timedelta(), **fields: Any) -> Run:
    report = ExecutionReport(completed_records=done, total_records=total, elapsed=elapsed)
    told = Run("a", Address.parse("https://x"), AT, state, environment_name="PROD-2", zip_path="/a.zip", report=report)
    return replace(told, **fields)


def failing(count: int) -> tuple[FailingEntity, ...]:
    return tuple(FailingEntity(f"Entity{number}", "Error") for number in range(count))


S = RunState


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            run(S.COMPLETED, 50_000, 50_000, 6 * MINUTE),
            "Import completed. 50,000 records imported into PROD-2 in 6 minutes.",
        ),
        (run(S.COMPLETED, 1, 1, timedelta(seconds=1)), "Import completed. 1 record imported into PROD-2 in 1 second."),
        (
            run(S.COMPLETED, 2, 2, timedelta(seconds=89)),
            "Import completed. 2 records imported into PROD-2 in 89 seconds.",
        ),
        (
            run(S.COMPLETED, 2, 2, timedelta(seconds=90)),
            "Import completed. 2 records imported into PROD-2 in 1.5 minutes.",
        ),
        (run(S.COMPLETED, 2, 2, 89 * MINUTE), "Import completed. 2 records imported into PROD-2 in 89 minutes."),
        (run(S.COMPLETED, 2, 2, 90 * MINUTE), "Import completed. 2 records imported into PROD-2 in 1.5 hours."),
        (run(S.COMPLETED, 2, 2), "Import completed. 2 records imported into PROD-2."),
        (
            run(S.COMPLETED, report=None, final_report=FinalReport(records=7, execution_duration=3 * MINUTE)),
            "Import completed. 7 records imported into PROD-2 in 3 minutes.",
        ),
        (
            run(S.COMPLETED_WITH_ERRORS, failing_entities=failing(3)),
            "Import completed with errors. 3 entities have errors.",
        ),
        (
            run(S.COMPLETED_WITH_ERRORS, failing_entities=failing(1)),
            "Import completed with errors. 1 entity has errors.",
        ),
        (run(S.NOTHING_IMPORTED), "The import finished but no records were imported."),
        (
            run(S.COMPLETED, 7, 10),
            "Import completed, but the server counted 7 of 10 records in PROD-2.",
        ),
        (
            run(S.COMPLETED_UNVERIFIED, 5, 5),
            "Import completed. 5 records imported into PROD-2. It is not known whether any entities have errors.",
        ),
        (
            run(S.COMPLETED_UNVERIFIED, 0, 5),
            "The import finished but no records were imported. It is not known whether any entities have errors.",
        ),
        (
            run(S.COMPLETED_UNVERIFIED, report=None),
            "The server reports Complete, but neither how many records were imported nor whether any entities have "
            "errors.",
        ),
        (
            run(S.COMPLETED_UNVERIFIED, report=None, failing_entities=()),
            "The server reports Complete, but not how many records were imported.",
        ),
        (
            run(S.COMPLETED_UNVERIFIED, 10, 12, failing_entities=(), message="2 records are lost."),
            "Import completed, but the server counted 10 of 12 records in PROD-2. However, the server reports the "
            "result ERROR. 2 records are lost.",
        ),
        (
            run(S.COMPLETED_UNVERIFIED, 0, 5, failing_entities=()),
            "The import finished but no records were imported. However, the server reports the result ERROR. "
            "It gave no reason.",
        ),
        (run(S.FAILED, message="The disk is full."), "Import failed. The disk is full."),
        (run(S.FAILED), "Import failed. The server gave no reason."),
        (run(S.UPLOAD_STOPPED), "Upload stopped. Nothing was imported."),
        (
            run(S.STOPPED, 12_340, 50_000),
            "Import stopped. 12,340 of 50,000 records were imported and stay in PROD-2.",
        ),
        (run(S.STOPPED, 1, 50_000), "Import stopped. 1 of 50,000 records was imported and stays in PROD-2."),
        (run(S.STOPPED, 0, 50_000), "Import stopped. None of 50,000 records was imported."),
        (run(S.STOPPED, 5), "Import stopped. 5 records were imported and stay in PROD-2."),
        (run(S.STOPPED, 1), "Import stopped. 1 record was imported and stays in PROD-2."),
        (run(S.STOPPED), "Import stopped. What was imported stays in PROD-2."),
        (run(S.STOPPED, report=None), "Import stopped. What was imported stays in PROD-2."),
        (
            run(S.STOPPED, 0, 10, final_report=FinalReport(records=4)),
            "Import stopped. 4 of 10 records were imported and stay in PROD-2.",
        ),
        (
            run(S.OUTCOME_UNKNOWN),
            "The server did not respond after the import was sent, so the import may be running. "
            "Check PROD-2 before starting it again.",
        ),
        (
            run(S.OUTCOME_UNKNOWN, unusable_answer=True),
            "The server sent no usable response after the import was sent, so the import may be running. "
            "Check PROD-2 before starting it again.",
        ),
        (
            run(S.FOUND_NOT_STARTED, unusable_answer=True),
            "The server sent no usable response. A user checked PROD-2: the import was not started.",
        ),
        (
            run(S.FOUND_STARTED, unusable_answer=True),
            "The server sent no usable response. A user checked PROD-2: the import was started.",
        ),
        (
            run(S.NOT_STARTED, message=text("The application ended during the upload.")),
            "The import was not started. The application ended during the upload.",
        ),
        (
            run(S.FOUND_NOT_STARTED),
            "The server did not respond. A user checked PROD-2: the import was not started.",
        ),
        (run(S.FOUND_STARTED), "The server did not respond. A user checked PROD-2: the import was started."),
        (
            run(S.COMPLETED, 2, 2, timedelta(seconds=150)),
            "Import completed. 2 records imported into PROD-2 in 2.5 minutes.",
        ),
        (
            run(S.COMPLETED, 2, 2, timedelta(seconds=749)),
            "Import completed. 2 records imported into PROD-2 in 12 minutes.",
        ),
        (
            run(S.COMPLETED, 2, 2, connection="Warehouse"),
            "Import completed. 2 records imported into Warehouse (PROD-2).",
        ),
        (
            run(S.COMPLETED, 7, 10, connection=""),
            "Import completed, but the server counted 7 of 10 records in an unknown connection of PROD-2.",
        ),
        (
            run(S.STOPPED, 1, 5, connection="Warehouse"),
            "Import stopped. 1 of 5 records was imported and stays in Warehouse (PROD-2).",
        ),
        (
            run(S.OUTCOME_UNKNOWN, connection="Warehouse"),
            "The server did not respond after the import was sent, so the import may be running. "
            "Check PROD-2 before starting it again.",
        ),
        (run(S.FAILED, message="Disk full"), "Import failed. Disk full."),
        (run(S.NOT_STARTED, message="Already running!"), "The import was not started. Already running!"),
        (
            run(S.COMPLETED_UNVERIFIED, 1, 1, failing_entities=(), message="2 rows (of 3) are lost"),
            "Import completed. 1 record imported into PROD-2. However, the server reports the result ERROR. "
            "2 rows (of 3) are lost.",
        ),
        (
            run(S.NO_LONGER_KNOWN),
            "The server no longer knows this import. It may still be running. "
            "Check DMM on PROD-2 before you start it again.",
        ),
        (
            run(S.NO_LONGER_KNOWN, report=None),
            "The server does not know this import. Check the tracker id and the environment.",
        ),
        (run(S.NOT_STARTED, message="PROD-2 refused."), "The import was not started. PROD-2 refused."),
        (run(S.ENDED, status_word="Suspended"), "The import ended with an undocumented status: Suspended"),
        (run(S.UPLOADING), "Uploading…"),
        (run(S.SENT), "The import was sent; the server has not responded yet."),
        (run(S.STARTED), "The import was started."),
        (run(S.QUEUED), "Waiting in the queue of PROD-2."),
        (run(S.RUNNING), "Importing…"),
        (run(S.OTHER, status_word="Undocumented"), "The server reports: Undocumented"),
    ],
)
def test_each_state_has_its_sentence(told: Run, expected: str) -> None:
    assert str(sentence(told)) == expected


counts = st.integers(0, 10**12)


@given(
    state=st.sampled_from(RunState),
    report=st.none()
    | st.builds(ExecutionReport, completed_records=counts, total_records=counts, elapsed=st.timedeltas()),
    final_report=st.none() | st.builds(FinalReport, records=counts),
    message=st.text(),
    name=st.text(string.printable),
)
def test_nothing_that_a_server_says_breaks_a_sentence(
    state: RunState, report: ExecutionReport | None, final_report: FinalReport | None, message: str, name: str
) -> None:
    told = Run("a", Address.parse("https://x"), AT, state, environment_name=name, message=message, status_word=message)
    words = str(sentence(replace(told, report=report, final_report=final_report)))
    assert words
    assert "0 of 0" not in words.replace(name, "").replace(message, "")


SUCCESS, INFO = (
    ExecutionReport(completed_records=1, message=ServerMessage("All done", kind)) for kind in ("Success", "Info")
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (run(S.COMPLETED, 1, 1, message="2 rows were skipped"), "The server says: 2 rows were skipped."),
        (run(S.STOPPED, 1, 5, message="Stopped by admin."), "The server says: Stopped by admin."),
        (run(S.COMPLETED, report=INFO, message="All done"), "The server's last message: All done."),
        (run(S.COMPLETED, report=SUCCESS, message="All done"), None),
        (run(S.COMPLETED, report=SUCCESS, message="2 rows were skipped"), "The server says: 2 rows were skipped."),
        (run(S.COMPLETED, 1, 1), None),
        (run(S.FAILED, message="The disk is full."), None),
        (run(S.NOT_STARTED, message="The disk is full."), None),
        (run(S.COMPLETED_UNVERIFIED, 1, 1, failing_entities=(), message="2 rows are lost"), None),
        (run(S.COMPLETED_UNVERIFIED, 1, 1, message="2 rows are lost"), "The server says: 2 rows are lost."),
        (run(S.OUTCOME_UNKNOWN, message=text("The server responded with HTTP status {status}.", status=504)), None),
    ],
)
def test_a_message_of_the_server_that_no_sentence_quotes(told: Run, expected: str | None) -> None:
    said = server_remark(told)
    assert (None if said is None else str(said)) == expected


@given(st.sampled_from(RunState), st.text(string.ascii_letters, min_size=20))
def test_no_message_at_an_end_is_dropped(state: RunState, message: str) -> None:
    told = run(state, 1, 1, message=message, status_word="X")
    if state.is_final and state not in (S.UPLOAD_STOPPED, S.OUTCOME_UNKNOWN, S.FOUND_STARTED, S.FOUND_NOT_STARTED):
        assert f"{sentence(told)} {server_remark(told)}".count(message) == 1


def test_the_server_is_not_blamed_for_an_application_that_ended() -> None:
    sent = replace(run(S.OUTCOME_UNKNOWN), sent_at=datetime(2026, 6, 30, tzinfo=UTC), message=ENDED_WITHOUT_ANSWER)
    assert str(sentence(sent)) == (
        "DMM Desktop ended before a response to the import arrived, so the import may be running. "
        "Check PROD-2 before starting it again."
    )
    assert str(sentence(replace(sent, state=S.FOUND_STARTED))) == (
        "DMM Desktop ended before a response to the import arrived. A user checked PROD-2: the import was started."
    )
