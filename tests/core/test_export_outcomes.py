"""The one sentence about an export: fitting for every state, and never about an import."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import RUNTIME_CONNECTION
from dmm_desktop.core.execution_type import TRAITS, ExecutionType
from dmm_desktop.core.legend import legend
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.outcomes import last_known, sentence
from dmm_desktop.core.remarks import remarks
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import ENDED_WITHOUT_ANSWER, Run
from dmm_desktop.core.sentence_parts import destination
from dmm_desktop.ui.run_words import run_title, short_sentence
from dmm_desktop.ui.services.tracked_run import TrackedRun

S = RunState
AT = datetime(2026, 5, 1, tzinfo=UTC)
EXPORT = Run(
    *("a", Address.parse("https://x"), AT, S.COMPLETED, ExecutionType.EXPORT),
    environment_name="PROD-2",
    configuration="{}",
    tracker_id="42",
    status_word="Complete",
    sent_at=AT,
)


def counted(done: int, total: int, seconds: int = 0) -> ExecutionReport:
    return ExecutionReport(completed_records=done, total_records=total, elapsed=timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (
            replace(EXPORT, report=counted(50_000, 50_000, 360)),
            "Export completed. 50,000 records exported from PROD-2 in 6 minutes.",
        ),
        (
            replace(EXPORT, report=counted(1, 1), connection="Legacy"),
            "Export completed. 1 record exported from Legacy (PROD-2).",
        ),
        (
            replace(EXPORT, report=counted(7, 10)),
            "Export completed, but the server counted 7 of 10 records from PROD-2.",
        ),
        (
            replace(EXPORT, state=S.STOPPED, report=counted(3, 10)),
            "Export stopped. 3 of 10 records had been exported.",
        ),
        (replace(EXPORT, state=S.STOPPED, report=counted(3, 0)), "Export stopped. 3 records had been exported."),
        (replace(EXPORT, state=S.STOPPED), "Export stopped."),
        (replace(EXPORT, state=S.FAILED, message="Disk full"), "Export failed. Disk full."),
        (
            replace(EXPORT, state=S.OUTCOME_UNKNOWN, tracker_id="", message=ENDED_WITHOUT_ANSWER),
            "DMM Desktop ended before a response to the export arrived. The export may be running. "
            "Check PROD-2 before starting it again.",
        ),
        (
            replace(EXPORT, state=S.OUTCOME_UNKNOWN, tracker_id="", unusable_answer=True),
            "The server sent no usable response. The export may be running. Check PROD-2 before starting it again.",
        ),
        (
            replace(EXPORT, state=S.NO_LONGER_KNOWN, report=counted(3, 10)),
            "The server no longer knows this export. It may still be running. Check DMM on PROD-2.",
        ),
        (
            replace(EXPORT, state=S.NO_LONGER_KNOWN),
            "The server does not know this export, although it gave it a tracker id. Check DMM on PROD-2.",
        ),
        (
            replace(EXPORT, state=S.NO_LONGER_KNOWN, sent_at=None),
            "The server does not know this export. Check the tracker id and the environment.",
        ),
        (
            replace(EXPORT, state=S.COMPLETED_UNVERIFIED, report=counted(5, 5)),
            "Export completed. 5 records exported from PROD-2. It is not known whether any entities have errors.",
        ),
        (
            replace(EXPORT, state=S.COMPLETED_WITH_ERRORS, failing_entities=(FailingEntity("Order", "Timeout"),)),
            "Export completed with errors. 1 entity has errors.",
        ),
    ],
)
def test_the_sentence(run: Run, expected: str) -> None:
    assert str(sentence(run)) == expected


@pytest.mark.parametrize("state", RunState)
@pytest.mark.parametrize("report", [None, counted(0, 10), counted(10, 10)])
@pytest.mark.parametrize("stop_requested_at", [None, AT])
def test_no_sentence_calls_an_export_an_import(
    state: RunState, report: ExecutionReport | None, stop_requested_at: datetime | None
) -> None:
    run = replace(EXPORT, state=state, report=report, stop_requested_at=stop_requested_at)
    said = [sentence(run), last_known(run), *remarks(run), *legend(run, str), run_title(run)]
    said.append(short_sentence(TrackedRun(run))[0])
    assert all("import" not in str(one).lower() for one in said), said


def test_the_title_says_from_where() -> None:
    assert run_title(EXPORT) == "Export from PROD-2"
    traits = TRAITS[ExecutionType.EXPORT]
    assert str(traits.title(destination("PROD-2", RUNTIME_CONNECTION))) == "Export from PROD-2"
    assert traits.leaves_zip


@pytest.mark.parametrize("named", ["Export", "Export to file", ""])
def test_what_was_started_here_keeps_its_type_whatever_the_report_calls_it(named: str) -> None:
    run = replace(EXPORT, final_report=FinalReport(named, records=7))
    assert str(sentence(run)) == "Export completed. 7 records exported from PROD-2."
    assert run.known_type is ExecutionType.EXPORT


@pytest.mark.parametrize(
    ("named", "kind"),
    [("EXPORT ", ExecutionType.EXPORT), ("Import", ExecutionType.IMPORT), ("Delete", None), ("", None)],
)
def test_what_was_started_elsewhere_gets_the_type_that_the_report_names(named: str, kind: ExecutionType | None) -> None:
    elsewhere = replace(EXPORT, type=ExecutionType.IMPORT, configuration="", final_report=FinalReport(named))
    assert elsewhere.known_type is kind
