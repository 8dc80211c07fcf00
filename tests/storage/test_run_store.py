"""Runs in the database: what is stored comes back, and nothing that two processes learn is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from dmm_desktop.core.address import Address
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.storage.database import Database, Store
from dmm_desktop.storage.runs import RUNS, merged
from dmm_desktop.storage.sql import Sql
from storage.conftest import Records
from storage.sample_values import NOON, NOT_STORED, ROOT, a_run, runs

_FULL = a_run(
    state=RunState.COMPLETED_WITH_ERRORS,
    tracker_id="4711",
    report=ExecutionReport(timedelta(minutes=6), NOON.replace(tzinfo=None), completed_records=50_000),
    final_report=FinalReport(records=50_000),
    failing_entities=(FailingEntity("Customer", "duplicate key"),),
)


@pytest.fixture(scope="module")
def one_for_all(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """One database for all examples of a property."""
    return Database.open(tmp_path_factory.mktemp("data") / "data.sqlite3")


@settings(max_examples=50)
@given(runs)
def test_what_is_inserted_comes_back(one_for_all: Database, run: Run) -> None:
    with one_for_all.session() as store:
        store.runs.insert(run, None)
        assert store.runs.get(run.id) == run
        store.runs.remove(run.id)
        assert store.runs.list() == ()


@settings(max_examples=40)
@given(runs, runs)
def test_what_is_saved_is_what_both_knew(one_for_all: Database, stored: Run, given_run: Run) -> None:
    given_run = replace(given_run, id=stored.id)
    if stored.has_entered_id or given_run.has_entered_id:  # with another tracker id it would be another execution
        given_run = replace(given_run, tracker_id=stored.tracker_id)
    with one_for_all.session() as store:
        store.runs.insert(stored, None)
        assert store.runs.save(given_run) == merged(stored, given_run) == store.runs.get(stored.id)
        store.runs.remove(stored.id)


def test_every_field_has_a_column() -> None:
    assert [*RUNS.written(_FULL)] == [name for name in Run.__dataclass_fields__ if name not in NOT_STORED]


def test_times_are_stored_in_utc(store: Store, database: Database) -> None:
    from_abroad = datetime.fromisoformat("2025-11-23T14:00:00+02:00")
    store.runs.insert(a_run(created_at=from_abroad), None)
    (run,) = store.runs.list()
    assert (run.created_at, run.created_at.tzinfo) == (NOON, UTC)
    with closing(Sql(database.path)) as sql:
        assert [tuple(row) for row in sql.rows("SELECT created_at FROM runs")] == [
            ("2025-11-23T12:00:00.000000+00:00",)
        ]


def test_a_text_that_no_file_can_hold_does_not_keep_a_run_from_being_saved(store: Store) -> None:
    store.runs.insert(a_run(status_word="half \ud83d, whole \ud83d\ude00, nul \0."), None)
    assert store.runs.list()[0].status_word == "half \N{REPLACEMENT CHARACTER}, whole \N{GRINNING FACE}, nul \0."


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "plain",
        "3",
        "null",
        "[]",
        '{"template": "x"}',
        '{"template": "{a}", "values": {}}',
        '{"template": 1, "values": {}}',
        '{"template": "x", "values": {}, "one": "y"}',
        '{"template": "x", "values": {"n": "1"}, "one": "y"}',
        '{"template": "x", "values": {"n": 1}, "one": 1}',
        "[" * 9999,
    ],
)
def test_a_message_that_cannot_be_read_or_shown_costs_no_more_than_itself(
    store: Store, database: Database, expected_log: Callable[..., object], stored: str
) -> None:
    expected_log("dmm_desktop.storage.columns", "message cannot be read")
    store.runs.insert(_FULL, None)
    with closing(Sql(database.path)) as sql:
        sql.change("UPDATE runs SET message = ?", [stored])
    assert store.runs.get(_FULL.id) == replace(_FULL, message="")


def test_a_server_that_says_what_looks_like_a_sentence_of_ours_is_quoted(store: Store) -> None:
    said = '{"template": "Import completed.", "values": {}}'
    store.runs.insert(a_run(message=said), None)
    assert store.runs.list()[0].message == said


def test_newest_first(store: Store) -> None:
    times = [NOON + timedelta(seconds=seconds) for seconds in (5, 0.5, 0, 7, 7)]
    inserted = [a_run(created_at=time) for time in times]
    for run in inserted:
        store.runs.insert(run, None)
    assert store.runs.list() == tuple(inserted[index] for index in (4, 3, 0, 1, 2))


def test_unfinished_runs_are_those_that_are_not_final(store: Store) -> None:
    inserted = [a_run(state=state) for state in RunState]
    for run in inserted:
        store.runs.insert(run, None)
    assert {run.state for run in store.runs.unfinished()} == {state for state in RunState if not state.is_final}


def test_found_by_root_and_tracker_id_and_the_newest_if_an_id_came_again(store: Store) -> None:
    old = a_run(tracker_id="7", created_at=NOON)
    new = a_run(tracker_id="7", created_at=NOON + timedelta(days=1))
    elsewhere = a_run(
        tracker_id="7", root=Address.parse("https://other.example.com"), created_at=NOON + timedelta(days=2)
    )
    for run in (new, old, elsewhere, a_run()):
        store.runs.insert(run, None)
    assert store.runs.find(ROOT, "7") == new
    assert store.runs.find(ROOT, "8") is None
    assert store.runs.find(ROOT, "") is None, "a run without a tracker id is not found by having none"


@pytest.mark.parametrize("host", ["prod.example.com:443", "prod.example.com.", "PROD.example.com"])
def test_found_where_the_root_was_written_in_another_spelling(store: Store, database: Database, host: str) -> None:
    run = a_run(tracker_id="7", zip_sha256="abc", state=RunState.RUNNING)
    store.runs.insert(run, None)
    with closing(Sql(database.path)) as sql:
        sql.change("UPDATE runs SET root = ?", [str(ROOT).replace("prod.example.com", host)])
    assert store.runs.find(ROOT, "7") == run
    assert store.runs.adopt(a_run(tracker_id="7")) == run
    stopped = store.runs.request_stop(ROOT, "7", NOON, accepted=False)
    assert stopped is not None and stopped.id == run.id


@pytest.mark.parametrize("text", ["", "http://demo.localhost:8080", "https://a..b"])
def test_a_root_that_is_not_an_address_stays_as_it_is(store: Store, database: Database, text: str) -> None:
    run = a_run(tracker_id="7", root=None)
    store.runs.insert(run, None)
    with closing(Sql(database.path)) as sql:
        sql.change("UPDATE runs SET root = ?", [text])
        store.runs.save(replace(run, state=RunState.FAILED))
        assert store.runs.get(run.id) == replace(run, state=RunState.FAILED)
        assert [tuple(row) for row in sql.rows("SELECT root FROM runs")] == [(text,)]


def test_the_tracker_id_is_there_for_others_as_soon_as_it_is_saved(store: Store, database: Database) -> None:
    run = a_run(state=RunState.SENT)
    store.runs.insert(run, None)
    saved = store.runs.save(replace(run, state=RunState.STARTED, tracker_id="4711"))
    with database.session() as other:
        assert other.runs.find(ROOT, "4711") == saved


def test_a_run_that_was_removed_while_it_was_watched_is_stored_again(store: Store) -> None:
    run = a_run(state=RunState.SENT)
    store.runs.insert(run, None)
    started = replace(run, state=RunState.STARTED, tracker_id="4711")
    for save in (store.runs.save, store.runs.overwrite):
        store.runs.remove(run.id)
        assert save(started) == started
        assert store.runs.list() == (started,)


def test_a_stop_is_noted_by_whoever_asks_for_it_and_not_lost_by_who_watches(store: Store) -> None:
    watched = a_run(state=RunState.RUNNING, tracker_id="7")
    store.runs.insert(watched, None)
    stopped = store.runs.request_stop(ROOT, "7", NOON, accepted=False)
    assert stopped == replace(watched, stop_requested_at=NOON)
    later = store.runs.save(replace(watched, report=ExecutionReport(completed_records=3)))
    assert later.stop_requested_at == NOON
    again = store.runs.request_stop(ROOT, "7", NOON + timedelta(minutes=1), accepted=False)
    assert again is not None and again.stop_requested_at == NOON, "the first wish counts"
    assert store.runs.request_stop(ROOT, "8", NOON, accepted=False) is None
    assert store.runs.request_stop(ROOT, "", NOON, accepted=False) is None


def test_a_run_that_was_started_elsewhere_is_stored_once(store: Store) -> None:
    first = a_run(state=RunState.RUNNING, tracker_id="7")
    assert store.runs.adopt(first) == first
    assert store.runs.adopt(a_run(state=RunState.STARTED, tracker_id="7")) == first
    assert store.runs.list() == (first,)


def test_what_cannot_be_read_hides_neither_other_rows_nor_the_rest_of_its_own(
    database: Database, store: Store, records: Records
) -> None:
    store.runs.insert(a_run(tracker_id="other"), None)
    store.runs.insert(_FULL, None)
    with closing(Sql(database.path)) as sql:
        sql.change(
            "UPDATE runs SET state = 'newer', stage = 'staging', created_at = 'yesterday', sent_at = '2025-01-01', "
            "zip_size = 'big', report = '{', failing_entities = '[{\"entity\": 1}]' WHERE id = ?",
            [_FULL.id],
        )
    broken = store.runs.find(ROOT, "4711")
    assert broken == replace(
        _FULL,
        state=RunState.OUTCOME_UNKNOWN,
        stage=Stage.PRODUCTION,
        created_at=datetime.min.replace(tzinfo=UTC),
        report=None,
        failing_entities=None,
    )
    assert len(store.runs.list()) == 2
    assert len(records()) == 14
    assert f"runs {_FULL.id}: state cannot be read (ValueError)" in records()

    store.runs.save(replace(broken, message="seen"))
    with closing(Sql(database.path)) as sql:
        row = sql.row("SELECT state, created_at, report, message FROM runs WHERE id = ?", [_FULL.id])
        assert row is not None and tuple(row) == ("newer", "yesterday", "{", '"seen"'), "only what changed was written"
