"""Data folders of earlier versions open, and what they allowed is put right."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.environment_names import name_key
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.network import Network
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.presets import ImportPreset
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.runs import RUNS
from dmm_desktop.storage.schema import MIGRATIONS
from dmm_desktop.storage.session_keys import SessionKeys
from storage.sample_values import NOON, a_run

#: The last version without stages of connections, in which two environments could have one name.
_YESTERDAY = MIGRATIONS[: MIGRATIONS.index("ALTER TABLE connections ADD COLUMN stage TEXT")]


def test_a_data_folder_of_yesterday_opens_with_names_of_their_own(paths: DataPaths) -> None:
    _fill(paths.database, ["POSTS dev", "Other", "POSTS dev", "posts dev "])
    with Workspace.open(paths.root) as workspace:
        with workspace.store() as store:
            names = {one.id: one.name for one in store.environments.list()}
            run = store.runs.get("run")
            connections = store.connections.list("2")
        assert names == {"0": "POSTS dev", "1": "Other", "2": "POSTS dev (2)", "3": "posts dev (3)"}
        assert [*map(str, workspace.notices)] == [
            "Two environments were called “POSTS dev”. One of them is now called “POSTS dev (2)”.",
            "Two environments were called “posts dev ”. One of them is now called “posts dev (3)”.",
        ]
    assert run is not None and (run.environment_id, run.environment_name) == ("2", "POSTS dev")
    assert connections == (Connection("2", "Archive", "DataDestination"),)
    with Workspace.open(paths.root) as workspace:
        assert workspace.notices == ()


@settings(max_examples=30, deadline=None)
@given(names=st.lists(st.sampled_from(["A", "a", "A (2)", "a (3)", "B", ""]), max_size=7))
def test_names_of_their_own_whatever_they_were(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("data") / "data.sqlite3"
    _fill(path, names)
    with Database.open(path).session() as store:
        renamed = store.environments.make_names_unique()
        found = {one.id: one.name for one in store.environments.list()}
        assert store.environments.make_names_unique() == ()
    assert len({name_key(one) for one in found.values()}) == len(names)
    kept = [number for number, name in enumerate(names) if found[str(number)] == name]
    assert len(kept) == len(names) - len(renamed)
    for number, name in enumerate(names):
        is_first = name_key(name) not in map(name_key, names[:number])
        assert (number in kept) == is_first, "only what was named later is renamed"


def test_runs_of_a_version_that_kept_no_answers_stay_what_they_were(tmp_path: Path) -> None:
    path = tmp_path / "data.sqlite3"
    old = [a_run(state=RunState.OUTCOME_UNKNOWN, unusable_answer=answered) for answered in (True, False)]
    Database.open(path, MIGRATIONS[:1])
    _insert_runs(path, old)
    database = Database.open(path)
    assert database.notice is None
    with database.session() as store:
        assert [store.runs.get(run.id) for run in old] == old
        assert store.runs.save(replace(old[0], received="HTTP/1.1 200 OK")).received == "HTTP/1.1 200 OK"


def test_yesterdays_runs_have_no_count_of_errors_and_forgotten_ones_no_time_when_they_were_seen(tmp_path: Path) -> None:
    """The time of the last answer was that of the answer that knew them no more."""
    path = tmp_path / "data.sqlite3"
    before = next(n for n, step in enumerate(MIGRATIONS) if "log_counts" in step)
    old = [a_run(state=state, answered_at=NOON) for state in (RunState.NO_LONGER_KNOWN, RunState.COMPLETED)]
    Database.open(path, MIGRATIONS[:before])
    _insert_runs(path, old)
    with Database.open(path).session() as store:
        forgotten, completed = (store.runs.get(run.id) for run in old)
        assert (forgotten, completed) == (replace(old[0], answered_at=None), old[1])
        counts = LogCounts(1_234, 13, is_whole=True)
        assert store.runs.note_log(old[1].id, old[1].tracker_id, counts, None) == replace(old[1], log_counts=counts)
        assert store.runs.note_log(old[1].id, old[1].tracker_id, LogCounts(10, 1), None) == replace(
            old[1], log_counts=counts
        )
        assert store.runs.note_log("removed meanwhile", "42", counts, None) is None


def test_yesterdays_runs_have_no_origin_and_get_one_with_a_new_import(tmp_path: Path) -> None:
    path = tmp_path / "data.sqlite3"
    old, origin = a_run(state=RunState.COMPLETED), Origin("TEST-1", "test.example.com", "42", "ab" * 32, Stage.TEST)
    Database.open(path, MIGRATIONS[: MIGRATIONS.index("ALTER TABLE runs ADD COLUMN origin TEXT")])
    _insert_runs(path, [old])
    with Database.open(path).session() as store:
        assert store.runs.get(old.id) == old
        store.runs.insert(new := a_run(origin=origin, zip_sha256="ab" * 32), None)
        assert store.runs.save(replace(new, origin=None)) == store.runs.get(new.id) == new


def test_yesterdays_keys_are_found_under_the_ids_of_their_environments(paths: DataPaths) -> None:
    before = next(n for n, step in enumerate(MIGRATIONS) if "key_id" in step)
    _fill(paths.database, ["DEV-1"], MIGRATIONS[:before])
    keys = SessionKeys(None)
    keys.put("0", Token("a-key"))
    keys.put("0-proxy", Token("a-password"))
    with Workspace.open(paths.root) as workspace, workspace.store() as store:
        [environment] = store.environments.list()
        store.environments.update(environment)
        assert store.environments.get("0") == environment
        assert store.environments.secret_ids() == ("0", "0-proxy")
        context = SavedContext(lambda: workspace, keys)
        assert context.key(environment) == Token("a-key")
        signing_in = replace(environment, network=Network("", "http://proxy.example.com:8080", "me"))
        assert context.network(signing_in).proxy_password == Token("a-password")


def test_yesterdays_presets_are_for_the_present_address_of_their_environment(paths: DataPaths) -> None:
    before = next(n for n, step in enumerate(MIGRATIONS) if "presets ADD COLUMN address" in step)
    _fill(paths.database, ["DEV-1", "DEV-2"], MIGRATIONS[:before])
    with closing(sqlite3.connect(paths.database)) as raw, raw:
        raw.execute("INSERT INTO presets VALUES ('1', 'Nightly', 'Archive', 0, '{}')")
    with Workspace.open(paths.root) as workspace, workspace.store() as store:
        environment = store.environments.get("1")
        assert environment is not None
        assert store.presets.list("1") == (ImportPreset("1", "Nightly", "Archive", False, "{}", environment.address),)


def _fill(path: Path, names: Sequence[str], migrations: tuple[str, ...] = _YESTERDAY) -> None:
    """A database of yesterday with environments of these names, a connection, and a run of the third."""
    Database.open(path, migrations)
    with closing(sqlite3.connect(path)) as raw, raw:
        for number, name in enumerate(names):
            raw.execute(
                "INSERT INTO environments (id, name, address, stage, description_is_loaded, key_verdict, network)"
                " VALUES (?, ?, ?, 'test', 0, 'not checked', '{}')",
                [str(number), name, f"https://host-{number}.example.com"],
            )
        if len(names) > 2:
            raw.execute("INSERT INTO connections VALUES ('2', 'Archive', 'DataDestination')")
    if len(names) > 2:
        _insert_runs(path, [a_run(id="run", environment_id="2", environment_name=names[2])])


def _insert_runs(path: Path, runs: Sequence[Run]) -> None:
    """Runs as this version stored them, without the columns that were added later."""
    with closing(sqlite3.connect(path)) as raw, raw:
        columns = {name for _, name, *_ in raw.execute("PRAGMA table_info(runs)")}
        for run in runs:
            values = {name: value for name, value in RUNS.written(run).items() if name in columns}
            raw.execute(RUNS.insert(values), [*values.values()])
