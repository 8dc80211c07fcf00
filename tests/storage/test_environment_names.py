"""Environments have names of their own; connections have stages."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.environment_names import NameTaken
from dmm_desktop.core.stage import Stage
from dmm_desktop.storage.database import Database, Store
from storage.conftest import Records
from storage.sample_values import an_environment


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


def test_adding_and_changing_one_reads_nothing_but_the_names_of_the_others(
    store: Store, database: Database, records: Records
) -> None:
    """They may be many, and their API descriptions large. What is read and is not as expected would be logged."""
    for number in range(3):
        store.environments.add(an_environment(f"DEV-{number}"))
    with closing(sqlite3.connect(database.path)) as raw, raw:
        raw.execute("UPDATE environments SET stage = 'of a newer version'")
    added = an_environment("PROD-2")
    store.environments.add(added)
    store.environments.update(replace(added, name="PROD-3"))
    assert records() == []


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
