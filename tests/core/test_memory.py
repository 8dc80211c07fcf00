"""What this computer knows of a zip before it is imported again, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.earlier_imports import (
    ExpectedTime,
    earlier_import_sentence,
    expected_sentence,
    memory,
    rehearsal,
    rehearsal_sentence,
)
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.models import ExecutionReport, FailingEntity
from dmm_desktop.core.outcomes import outcome_words
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage

DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
ZIP = "ab" * 32
PROD = Destination(
    Environment("prod", "PROD", Address.parse("https://prod"), Stage.PRODUCTION), Connection("prod", RUNTIME_CONNECTION)
)
CHOSEN = import_configuration('{"ChunkRecords": 5}', append=False)


def a_run(state: RunState = RunState.COMPLETED, done: int = 5_022, **more: Any) -> Run:
    report = ExecutionReport(timedelta(minutes=6), completed_records=done, total_records=5_022)
    values: dict[str, Any] = {
        "environment_name": "TEST",
        "stage": Stage.TEST,
        "zip_path": "/data/a.zip",
        "zip_sha256": ZIP,
        "report": report,
        "append": False,
        "configuration": CHOSEN.json_text,
    }
    return Run("r", Address.parse("https://x"), DAY, state, **(values | more))


def on(moment: datetime) -> str:
    return f"on {moment.day} November"


def test_every_state_has_words_and_those_that_import_nothing_say_so() -> None:
    words = {state: str(outcome_words(a_run(state, report=None))) for state in RunState}
    assert all(words.values())
    ended = [state for state in RunState if state.imports_nothing and state.is_final]
    assert {words[state] for state in ended} == {"nothing imported"}


def test_an_export_exports_nothing_and_what_is_not_known_processes_nothing() -> None:
    export = a_run(RunState.NOTHING_IMPORTED, report=None, type=ExecutionType.EXPORT)
    other = a_run(RunState.NOTHING_IMPORTED, report=None, zip_path="", configuration="")
    assert [str(outcome_words(run)) for run in (export, other)] == ["nothing exported", "nothing processed"]


def test_what_became_of_it_tells_errors_in_the_log_and_counts_that_disagree() -> None:
    seven = ExecutionReport(completed_records=7, total_records=7)
    run = a_run(RunState.COMPLETED, report=seven, log_counts=LogCounts(9, 2, is_whole=True))
    assert str(outcome_words(run)) == "completed, 7 records, 2 errors in the log"
    assert str(outcome_words(replace(run, log_counts=LogCounts(9, 0, is_whole=True)))) == "completed, 7 records"
    assert str(outcome_words(replace(run, state=RunState.FAILED))) == "failed, 7 records"
    fewer = replace(run, report=replace(seven, total_records=10), log_counts=None)
    assert str(outcome_words(fewer)) == "completed, but the server's record counts disagree"


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (a_run(), "Imported into TEST on 24 November: completed, 5,022 records in 6 minutes."),
        (
            a_run(RunState.COMPLETED_WITH_ERRORS, 5_000, failing_entities=(FailingEntity("A", "x"),)),
            "Imported into TEST on 24 November: completed with errors in 1 entity, 5,000 records in 6 minutes.",
        ),
        (a_run(RunState.FAILED, 9), "Sent to TEST on 24 November: failed, 9 records in 6 minutes."),
        (a_run(RunState.STOPPED, 0), "Sent to TEST on 24 November: stopped."),
        (a_run(RunState.OUTCOME_UNKNOWN, report=None), "Sent to TEST on 24 November: outcome unknown."),
        (
            a_run(RunState.NO_LONGER_KNOWN, 7, answered_at=DAY),  # it may have imported more since
            "Sent to TEST on 24 November: outcome unknown.",
        ),
        (
            a_run(RunState.FOUND_NOT_STARTED, report=None),
            "Sent to TEST on 24 November: not started, as a user recorded.",
        ),
        (a_run(RunState.STARTED, report=None), "Sent to TEST on 24 November: not known to have ended."),
        (
            a_run(RunState.RUNNING, report=None, status_word="Complete"),
            "Sent to TEST on 24 November: ended, results not read yet.",
        ),
        (
            a_run(RunState.ENDED, 0, status_word="Suspended"),
            "Sent to TEST on 24 November: ended with the status “Suspended”.",
        ),
        (
            a_run(connection="Billing", report=ExecutionReport(timedelta(), completed_records=1, total_records=1)),
            "Imported into Billing (TEST) on 24 November: completed, 1 record.",
        ),
        (
            a_run(may_be_another=True),
            "Sent to TEST on 24 November: completed, 5,022 records in 6 minutes, with a tracker id that may now belong "
            "to another execution.",
        ),
    ],
    ids=lambda value: str(value.state) if isinstance(value, Run) else "",
)
def test_an_earlier_import(run: Run, said: str) -> None:
    assert str(earlier_import_sentence(run, on)) == said


def test_the_newest_import_and_how_many_came_before() -> None:
    runs = [a_run(RunState.FAILED, 0), a_run(), a_run(), a_run(zip_sha256="cd" * 32), a_run(RunState.NOT_STARTED)]
    assert str(memory(runs, ZIP, on)) == "Sent to TEST on 24 November: failed. Sent 2 times before that."
    assert memory(runs, "ef" * 32, on) is None
    assert memory(runs, "", on) is None


def test_rehearsed() -> None:
    runs = [a_run(RunState.FAILED, 0), a_run()]
    assert str(rehearsal_sentence(runs, ZIP, rehearsal(runs, ZIP, PROD, CHOSEN, ()), CHOSEN, on)) == (
        "Rehearsed in TEST on 24 November: completed, 5,022 records in 6 minutes."
    )


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (("{}", True), ("{}", False), "The rehearsal used append mode; this import keeps the ids of the file."),
        (("{}", False), ("{}", True), "The rehearsal kept the ids of the file; this import uses append mode."),
        (
            ('{"ChunkRecords": 5}', True),
            ('{"ChunkRecords": 9}', True),
            "The ids were handled as in this import, but the configuration was different.",
        ),
    ],
    ids=["append", "keep ids", "configuration"],
)
def test_rehearsed_with_other_options(then: tuple[str, bool], now: tuple[str, bool], said: str) -> None:
    sent = import_configuration(then[0], connection="Archive", append=then[1])
    run = a_run(connection="Archive", append=sent.append, configuration=sent.json_text)
    chosen = import_configuration(now[0], append=now[1])
    assert str(rehearsal_sentence([run], ZIP, rehearsal([run], ZIP, PROD, chosen, ()), chosen, on)) == (
        "Rehearsed with other options in Archive (TEST) on 24 November: completed, 5,022 records in 6 minutes. " + said
    )


def test_not_rehearsed() -> None:
    assert str(rehearsal_sentence([], ZIP, rehearsal([], ZIP, PROD, CHOSEN, ()), CHOSEN, on)) == (
        "Not rehearsed: this zip was not imported anywhere from this computer."
    )


@pytest.mark.parametrize(
    "run",
    [
        a_run(RunState.FAILED, 0),
        a_run(RunState.FOUND_NOT_STARTED, report=None),
        a_run(stage=Stage.PRODUCTION),
        a_run(stage=None),
        a_run(may_be_another=True),
        a_run(append=None),
    ],
    ids=["failed", "found not started", "prod", "none", "another execution", "unknown append mode"],
)
def test_sent_but_not_rehearsed(run: Run) -> None:
    said = str(rehearsal_sentence([run], ZIP, rehearsal([run], ZIP, PROD, CHOSEN, ()), CHOSEN, on))
    assert said.startswith(
        "Not rehearsed: no import of this zip was completed from this computer into another destination that was "
        "Development or Test then and still is. "
    )
    assert said.endswith(str(earlier_import_sentence(run, on)))


@pytest.mark.parametrize(
    ("seconds", "runs", "said"),
    [
        ((240, 420), 3, "From 4 minutes to 7 minutes after the upload, based on 3 earlier imports."),
        ((360, 361), 1, "About 6 minutes after the upload, based on 1 earlier import."),
        ((0.1, 2), 2, "About 2 seconds after the upload, based on 2 earlier imports."),
    ],
)
def test_how_long_it_may_take(seconds: tuple[float, float], runs: int, said: str) -> None:
    shortest, longest = (timedelta(seconds=one) for one in seconds)
    assert str(expected_sentence(ExpectedTime(shortest, longest, runs))) == said


def test_no_time_to_speak_of() -> None:
    assert expected_sentence(ExpectedTime(timedelta(), timedelta(seconds=0.2), 1)) is None
