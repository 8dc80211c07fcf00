"""What earlier runs tell about an import that is about to start."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.earlier_imports import (
    ExpectedTime,
    expected_time,
    has_other_options,
    imports_of,
    is_beyond_doubt,
    rehearsal,
)
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment, SavedEnvironment
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.zip_check import CheckState, ZipCheck

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
PROD = Destination(
    Environment("prod", "PROD", Address.parse("https://prod"), Stage.PRODUCTION), Connection("prod", RUNTIME_CONNECTION)
)
CHOSEN = import_configuration('{"ChunkRecords": 5}', append=False)
QA = Environment("qa", "QA", Address.parse("https://x"), Stage.TEST)


def a_run(records: int = 1000, seconds: float = 60, state: RunState = RunState.COMPLETED, **more: Any) -> Run:
    report = ExecutionReport(timedelta(seconds=seconds), completed_records=records, total_records=records)
    values: dict[str, Any] = {"root": Address.parse("https://x/DMMAPI/rest/v1"), "environment_id": "qa", **more}
    values.setdefault("append", CHOSEN.append)
    values.setdefault("configuration", CHOSEN.text_for(more.get("connection", RUNTIME_CONNECTION)))
    return Run("r", values.pop("root"), NOON, state, report=report, **values)


def test_the_range_of_earlier_paces() -> None:
    runs = [a_run(1000, 60), a_run(2000, 60), a_run(1000, 90)]
    assert expected_time(runs, QA.has_root, RUNTIME_CONNECTION, 4000) == ExpectedTime(
        timedelta(seconds=120), timedelta(seconds=360), 3
    )


@pytest.mark.parametrize(
    "run",
    [
        a_run(root=Address.parse("https://y")),
        a_run(root=None),
        a_run(connection="Billing"),
        a_run(state=RunState.STOPPED),
        a_run(state=RunState.FAILED),
        a_run(state=RunState.RUNNING),
        a_run(records=0),
        a_run(seconds=0),
        a_run(records=99),
        a_run(records=10_001),
        a_run(type=ExecutionType.EXPORT),
        a_run(may_be_another=True),
    ],
    ids=[
        "server",
        "unknown server",
        "connection",
        "stopped",
        "failed",
        "running",
        "no records",
        "no time",
        "small",
        "large",
        "export",
        "another execution",
    ],
)
def test_a_run_that_tells_nothing(run: Run) -> None:
    assert expected_time([run], QA.has_root, RUNTIME_CONNECTION, 1000) is None


def test_runs_of_the_same_server_count_whatever_its_environment_was_called() -> None:
    found = expected_time([a_run(environment_id="qa-before")], QA.has_root, RUNTIME_CONNECTION, 1000)
    assert found == ExpectedTime(timedelta(seconds=60), timedelta(seconds=60), 1)


def test_nothing_to_import_takes_no_known_time() -> None:
    assert expected_time([a_run()], QA.has_root, RUNTIME_CONNECTION, 0) is None


def test_only_the_newest_ten_count() -> None:
    runs = [*(a_run(seconds=60) for _ in range(10)), a_run(seconds=6000)]
    found = expected_time(runs, QA.has_root, RUNTIME_CONNECTION, 1000)
    assert found == ExpectedTime(timedelta(seconds=60), timedelta(seconds=60), 10)


@given(st.lists(st.tuples(st.integers(100, 10_000), st.integers(1, 90_000)), min_size=1), st.just(1000))
def test_an_import_of_equal_size_takes_no_longer_than_the_slowest_run(sizes: list[tuple[int, int]], own: int) -> None:
    found = expected_time([a_run(*size) for size in sizes], QA.has_root, RUNTIME_CONNECTION, own)
    assert found is not None and found.shortest <= found.longest
    assert found.runs == min(10, len(sizes))


def test_imports_of_the_same_zip() -> None:
    sent = a_run(zip_sha256="aa")
    runs = [a_run(zip_sha256="bb"), sent, a_run(zip_sha256="aa", state=RunState.NOT_STARTED), a_run()]
    assert imports_of(runs, "aa") == [sent]
    assert imports_of(runs, "") == []


def test_that_an_execution_imported_nothing_says_nothing_of_the_zip_if_it_may_be_another() -> None:
    run = a_run(zip_sha256="aa", state=RunState.NOTHING_IMPORTED, may_be_another=True)
    assert imports_of([run], "aa") == [run]


def test_a_rehearsal_is_a_completed_import_elsewhere_than_production() -> None:
    test = a_run(zip_sha256="aa", stage=Stage.TEST)
    others = [
        a_run(zip_sha256="aa", stage=Stage.PRODUCTION),
        a_run(zip_sha256="aa", stage=None),
        a_run(zip_sha256="aa", stage=Stage.TEST, state=RunState.FAILED),
        a_run(zip_sha256="bb", stage=Stage.TEST),
        a_run(zip_sha256="aa", stage=Stage.TEST, may_be_another=True),
    ]
    assert rehearsal(others, "aa", PROD, CHOSEN, ()) is None
    assert rehearsal([*others, test], "aa", PROD, CHOSEN, ()) is test


def test_the_rehearsal_is_the_first_whose_options_are_those_of_the_import() -> None:
    """The destination is not one of the options; the append mode counts most."""
    same = import_configuration('{"ChunkRecords": 5}', connection="Archive", append=False)
    fields, mode = (
        replace(one, id=name, append=is_append, configuration=import_configuration(given, append=is_append).json_text)
        for one, name, given, is_append in (
            (a_run(zip_sha256="aa", stage=Stage.TEST), "fields", '{"ChunkRecords": 9}', False),
            (a_run(zip_sha256="aa", stage=Stage.TEST), "mode", '{"ChunkRecords": 5}', True),
        )
    )
    first = a_run(zip_sha256="aa", stage=Stage.TEST, connection="Archive", configuration=same.json_text)
    runs = [mode, fields, first, a_run(zip_sha256="aa", stage=Stage.TEST)]
    assert rehearsal(runs, "aa", PROD, CHOSEN, ()) is first
    assert rehearsal([mode, fields], "aa", PROD, CHOSEN, ()) is fields
    assert rehearsal([mode, replace(mode, id="older")], "aa", PROD, CHOSEN, ()) is mode
    assert [has_other_options(run, CHOSEN) for run in (first, fields, mode)] == [False, True, True]


def an_environment(address: str, stage: Stage, *connections: Connection) -> SavedEnvironment:
    return SavedEnvironment(Environment("e", "E", Address.parse(address), stage), connections)


@pytest.mark.parametrize(
    ("where", "counts"),
    [
        ({"root": Address.parse("https://prod/DMMAPI/rest/v1")}, False),
        ({"root": Address.parse("https://prod/DMMAPI/rest/v1"), "connection": "runtime  connection"}, False),
        ({"root": Address.parse("https://prod/DMMAPI/rest/v1"), "connection": "Archive"}, True),
        ({"root": None}, False),
        ({"root": Address.parse("https://elsewhere/DMMAPI/rest/v1")}, True),
    ],
    ids=["the destination itself", "another spelling", "another connection", "unknown server", "elsewhere"],
)
def test_an_import_into_the_destination_itself_is_no_rehearsal(where: dict[str, Any], counts: bool) -> None:
    run = a_run(zip_sha256="aa", stage=Stage.TEST, **where)
    assert rehearsal([run], "aa", PROD, CHOSEN, ()) is (run if counts else None)


@pytest.mark.parametrize(
    ("now", "connection", "counts"),
    [
        (an_environment("https://x", Stage.PRODUCTION), RUNTIME_CONNECTION, False),
        (an_environment("https://x", Stage.DEVELOPMENT), RUNTIME_CONNECTION, True),
        (an_environment("https://y", Stage.PRODUCTION), RUNTIME_CONNECTION, True),
        (an_environment("https://x", Stage.PRODUCTION), "Archive", False),
        (an_environment("https://x", Stage.TEST, Connection("e", "Archive", "", Stage.PRODUCTION)), "archive", False),
        (an_environment("https://x", Stage.PRODUCTION, Connection("e", "Archive", "", Stage.TEST)), "Archive", True),
    ],
    ids=["production", "development", "another server", "unknown connection", "its stage", "a less strict one"],
)
def test_an_import_into_what_is_production_now_is_no_rehearsal(
    now: SavedEnvironment, connection: str, counts: bool
) -> None:
    run = a_run(zip_sha256="aa", stage=Stage.TEST, connection=connection)
    assert rehearsal([run], "aa", PROD, CHOSEN, [now]) is (run if counts else None)


def test_an_environment_that_does_not_know_the_connection_says_nothing_of_its_stage_if_another_does() -> None:
    run = a_run(zip_sha256="aa", stage=Stage.TEST, connection="Archive")
    test = an_environment("https://x", Stage.TEST, Connection("e", "Archive", "", Stage.TEST))
    prod = SavedEnvironment(Environment("p", "P", Address.parse("https://x"), Stage.PRODUCTION), ())
    assert rehearsal([run], "aa", PROD, CHOSEN, [prod, test]) is run
    inherits = an_environment("https://x", Stage.TEST, Connection("e", "Archive"))
    assert rehearsal([run], "aa", PROD, CHOSEN, [prod, inherits]) is None


@pytest.mark.parametrize(
    "doubtful",
    [
        a_run(state=RunState.COMPLETED_WITH_ERRORS),
        a_run(may_be_another=True),
        a_run(log_counts=LogCounts(9, 1)),
        replace(a_run(), report=ExecutionReport(completed_records=7, total_records=9)),
        a_run(zip_check=ZipCheck(CheckState.FINISHED, 0, 0, rows=1001)),
    ],
    ids=["errors", "another run", "log errors", "other counts", "other rows"],
)
def test_a_clean_import_leaves_no_doubt(doubtful: Run) -> None:
    assert is_beyond_doubt(a_run(zip_check=ZipCheck(CheckState.FINISHED, 0, 0, rows=1000), log_counts=LogCounts(9, 0)))
    assert not is_beyond_doubt(doubtful)
