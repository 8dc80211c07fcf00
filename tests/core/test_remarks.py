"""What is said about a run besides its state: what became of a stop request."""

from datetime import UTC, datetime

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport, ServerMessage
from dmm_desktop.core.outcomes import sentence
from dmm_desktop.core.remarks import own_remarks, remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.run_words import short_sentence
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
ACCEPTED = "The server had accepted a stop request."
UNCONFIRMED = "A stop was requested; it is not known whether the server accepted it."


@pytest.mark.parametrize(
    ("state", "requested", "accepted", "said"),
    [
        (RunState.COMPLETED, None, None, []),
        (RunState.COMPLETED, NOON, None, [UNCONFIRMED]),
        (RunState.COMPLETED, NOON, NOON, [ACCEPTED]),
        (RunState.FAILED, NOON, NOON, [ACCEPTED]),
        (RunState.STOPPED, NOON, NOON, []),
        (RunState.STOPPED, NOON, None, [UNCONFIRMED]),
        (RunState.STOPPED, None, None, []),
        (RunState.NO_LONGER_KNOWN, NOON, None, [UNCONFIRMED]),
        (RunState.RUNNING, NOON, None, []),
    ],
)
def test_a_stop_request_is_mentioned_at_the_end(
    state: RunState, requested: datetime | None, accepted: datetime | None, said: list[str]
) -> None:
    run = Run("r", Address.parse("https://x"), NOON, state, stop_requested_at=requested, stop_accepted_at=accepted)
    assert [str(remark) for remark in own_remarks(run)] == said


def test_a_failure_after_a_stop_request_names_the_failing_entities() -> None:
    failing = (FailingEntity("Order", "Null"), FailingEntity("Customer", "Null"))
    run = Run(
        *("r", Address.parse("https://x"), NOON, RunState.FAILED),
        zip_path="/a.zip",
        status_word="InError",
        message="INSERT denied",
        failing_entities=failing,
        stop_requested_at=NOON,
        stop_accepted_at=NOON,
    )
    assert str(sentence(run)) == "The import ended with InError after a stop request. INSERT denied."
    assert [str(remark) for remark in remarks(run)] == ["2 entities have errors.", ACCEPTED]
    assert short_sentence(TrackedRun(run))[0] == "Ended after a stop request · INSERT denied"


def test_a_stopped_run_shows_its_failing_entities_and_the_status() -> None:
    run = Run(
        *("r", Address.parse("https://x"), NOON, RunState.STOPPED),
        status_word="InError",
        failing_entities=(FailingEntity("Order", "Null"),),
        stop_requested_at=NOON,
        stop_accepted_at=NOON,
    )
    assert [str(remark) for remark in remarks(run)] == ["1 entity has errors.", "The server reports “InError”."]
    assert short_sentence(TrackedRun(run)) == ("Stopped · 1 entity has errors", Tone.WARN)


@pytest.mark.parametrize(
    ("zip_path", "found", "is_other"),
    [("", "Delete", True), ("", "import", False), ("", "", False), ("/a.zip", "Delete", False)],
)
def test_an_execution_of_another_type_is_not_called_an_import(zip_path: str, found: str, is_other: bool) -> None:
    run = Run(
        *("r", Address.parse("https://x"), NOON, RunState.COMPLETED),
        zip_path=zip_path,
        status_word="Complete",
        final_report=FinalReport(found, records=777),
    )
    said = "This execution is of the type Delete. It ended with the status “Complete”."
    assert (str(sentence(run)) == said) is is_other
    assert (short_sentence(TrackedRun(run)) == ("Delete · Complete", Tone.WARN)) is is_other


def test_a_progress_message_is_not_called_the_last_word_about_the_end() -> None:
    told = ExecutionReport(message=ServerMessage("Importing.", "Info"))
    run = Run("r", Address.parse("https://x"), NOON, RunState.COMPLETED, message="Importing.", report=told)
    assert [str(remark) for remark in remarks(run)] == ["The server's last message: Importing."]
