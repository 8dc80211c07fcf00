"""Environments have names of their own, also where an earlier version let two have one; connections have stages."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmm_desktop.core.environment import Connection, Stage
from dmm_desktop.core.environment_names import NameTaken, name_key
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.database import Database, Store
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.runs import RUNS
from dmm_desktop.storage.schema import MIGRATIONS
from storage.conftest import Records
from storage.sample_values import a_run, an_environment

#: The last version without stages of connections, in which two environments could have one name.
_YESTERDAY = MIGRATIONS[: MIGRATIONS.index("ALTER TABLE connections ADD COLUMN stage TEXT")]


@pytest.mark.parametrize("name", ["PROD-2", "prod-2", " PROD-2 "])
def test_a_second_one_is_refused(store: Store, name: str) -> None:
    one, other = an_environment("PROD-2"), an_environment("TEST-1")
    store.environments.add(one)
    store.environments.add(other)
    with pytest.raises(NameTaken, match="Another environment is called “PROD-2” already"):
        store.environments.add(an_environment(name))
    with pytest.raises(NameTaken):
        store.environments.update(an_environment(name, id=other.id))
    assert [one.name for one in store.environments.list()] == ["PROD-2", "TEST-1"]
    store.environments.update(an_environment("prod-2", id=one.id))  # its own name is not taken
    assert [one.name for one in store.environments.list()] == ["prod-2", "TEST-1"]


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


def test_the_stage_of_a_connection_comes_back(store: Store) -> None:
    environment = an_environment("DEV-1")
    store.environments.add(environment)
    for stage in (None, *Stage):
        connection = Connection(environment.id, f"To {stage}", "DataDestination", stage)
        store.connections.add(connection)
        assert connection in store.connections.list(environment.id)


def test_a_stage_that_cannot_be_read_is_marked_as_loudly_as_possible(
    store: Store, database: Database, records: Records
) -> None:
    environment = an_environment("DEV-1")
    store.environments.add(environment)
    store.connections.add(Connection(environment.id, "Archive", stage=Stage.TEST))
    with closing(sqlite3.connect(database.path)) as raw, raw:
        raw.execute("UPDATE connections SET stage = 'of a newer version'")
    assert [one.stage for one in store.connections.list(environment.id)] == [Stage.PRODUCTION]
    assert len(records()) == 1


def _fill(path: Path, names: Sequence[str]) -> None:
    """A database of yesterday with environments of these names, a connection, and a run of the third."""
    Database.open(path, _YESTERDAY)
    with closing(sqlite3.connect(path)) as raw, raw:
        for number, name in enumerate(names):
            raw.execute(
                "INSERT INTO environments (id, name, address, stage, description_is_loaded, key_verdict, network)"
                " VALUES (?, ?, ?, 'test', 0, 'not checked', '{}')",
                [str(number), name, f"https://host-{number}.example.com"],
            )
        if len(names) > 2:
            raw.execute("INSERT INTO connections VALUES ('2', 'Archive', 'DataDestination')")
            values = RUNS.written(a_run(id="run", environment_id="2", environment_name=names[2]))
            raw.execute(RUNS.insert(values), [*values.values()])
