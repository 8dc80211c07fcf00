"""Environments and connections in the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings

from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import CheckProblem, Connection, Environment, FailedTest, KeyVerdict, ServerIdentity
from dmm_desktop.core.errors import DatabaseError
from dmm_desktop.core.network import DIRECT, Network
from dmm_desktop.core.stage import Stage
from dmm_desktop.storage.database import Database, Store
from dmm_desktop.storage.environments import ENVIRONMENTS, Environments
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.sql import Sql
from storage.conftest import Records
from storage.sample_values import NOON, a_run, an_environment, environments


@pytest.fixture(scope="module")
def one_for_all(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """One database for all examples of a property."""
    return Database.open(tmp_path_factory.mktemp("data") / "data.sqlite3")


@settings(max_examples=50)
@given(environments)
def test_what_is_added_comes_back(one_for_all: Database, environment: Environment) -> None:
    with one_for_all.session() as store:
        store.environments.add(environment)
        assert store.environments.get(environment.id) == environment
        store.environments.remove(environment.id)
        assert store.environments.list() == ()


def test_every_field_has_a_column() -> None:
    assert [*ENVIRONMENTS.written(an_environment())] == [*Environment.__dataclass_fields__]


def test_sorted_by_name_whatever_the_case_and_accents(store: Store) -> None:
    for name in ("test-10", "PROD", "test-2", "Ärger", "dev"):
        store.environments.add(an_environment(name))
    assert [one.name for one in store.environments.list()] == ["Ärger", "dev", "PROD", "test-2", "test-10"]


def test_changes_are_saved(store: Store) -> None:
    environment = an_environment("old")
    store.environments.add(environment)
    changed = replace(environment, name="new", stage=Stage.PRODUCTION, token_page="https://prod.example.com/token")
    store.environments.update(changed)
    assert store.environments.list() == (changed,)


def test_a_check_keeps_what_a_person_changed_meanwhile(store: Store) -> None:
    before = an_environment("old", stage=Stage.TEST)
    store.environments.add(before)
    store.environments.update(replace(before, name="new", stage=Stage.PRODUCTION))
    found: dict[str, Any] = {
        "root": Address.parse("https://prod.example.com/api"),
        "description": "{}",
        "checked_at": NOON,
        "key_verdict": KeyVerdict.ACCEPTED,
    }
    store.environments.save_check(before, replace(before, **found))
    assert store.environments.get(before.id) == replace(before, name="new", stage=Stage.PRODUCTION, **found)


@pytest.mark.parametrize(
    "change",
    [
        {
            "address": Address.parse("https://new.example.com"),
            "key_id": "new",
        },  # the new key must not go to the old root
        {"key_id": "new"},  # it moved, and came back
        {"description": None, "description_is_loaded": False},
        {"description": "[]"},
        {"network": Network(proxy=DIRECT)},
        {"known_as": None},  # the user accepted another server
    ],
)
def test_a_check_undoes_nothing_that_a_person_changed_meanwhile(store: Store, change: dict[str, Any]) -> None:
    before = an_environment("PROD", description="{}", description_is_loaded=True, known_as=ServerIdentity("prod"))
    store.environments.add(before)
    changed = replace(before, **change)
    store.environments.update(changed)
    store.environments.save_check(before, replace(before, root=before.address, checked_at=NOON))
    store.environments.save_check(
        before, replace(before, failed_test=FailedTest(NOON, CheckProblem.OTHER)), ("failed_test",)
    )
    assert store.environments.get(before.id) == changed


def test_nobody_changes_an_environment_between_the_two_steps_of_saving_a_check(paths: DataPaths, store: Store) -> None:
    before = an_environment("PROD")
    store.environments.add(before)
    told: list[str] = []

    def move(statement: str) -> None:
        if statement.startswith("UPDATE"):
            try:
                with closing(sqlite3.connect(paths.database, timeout=0)) as other, other:
                    other.execute("UPDATE environments SET address = 'https://new.example.com'")
            except sqlite3.OperationalError as error:
                told.append(str(error))

    with closing(Sql(paths.database)) as sql:
        sql._connection.set_trace_callback(move)
        Environments(sql).save_check(before, replace(before, root=before.address))
    assert told == ["database is locked"]
    assert store.environments.get(before.id) == replace(before, root=before.address)


def test_what_was_removed_meanwhile_cannot_be_saved(store: Store) -> None:
    gone = an_environment("PROD-2")
    for save in (store.environments.update, partial(store.environments.save_check, gone)):
        with pytest.raises(DatabaseError) as caught:
            save(gone)
        assert str(caught.value).startswith("The environment PROD-2 could not be saved. It was removed in the meantime")
    with pytest.raises(DatabaseError, match="“Other” could not be saved"):
        store.connections.add(Connection(gone.id, "Other"))
    assert store.connections.list(gone.id) == ()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("https://one.example.com", "one"),  # the address that a person gave
        ("https://one.example.com/DMMAPI/rest/v1", "one"),  # where its API was found
        ("https://one.example.com/DMMAPI", "one"),  # its API is below
        ("https://one.example.com/other", None),  # its API is not there
        ("https://two.example.com/a", "two a"),
        ("https://two.example.com/b", "two b"),
        ("https://two.example.com", None),  # two have this origin
        ("https://one.example.com:8443", None),
        ("https://three.example.com", None),
    ],
)
def test_found_by_address_root_or_origin(store: Store, wanted: str, found: str | None) -> None:
    root = Address.parse("https://one.example.com/DMMAPI/rest/v1")
    store.environments.add(an_environment("one", "https://one.example.com", root=root))
    store.environments.add(an_environment("two a", "https://two.example.com/a"))
    store.environments.add(an_environment("two b", "https://two.example.com/b"))
    environment = store.environments.find(Address.parse(wanted))
    assert (environment and environment.name) == found


@pytest.mark.parametrize("wanted", ["https://old.example.com/DMMAPI", "https://old.example.com"])
def test_the_root_of_a_former_address_does_not_count(store: Store, wanted: str) -> None:
    """An earlier version could leave it beside a new address, whose key must not be sent there."""
    old = Address.parse("https://old.example.com/DMMAPI")
    store.environments.add(an_environment("moved", "https://new.example.com", root=old))
    assert store.environments.find(Address.parse(wanted)) is None
    store.environments.add(an_environment("old", str(old)))
    found = store.environments.find(Address.parse(wanted))
    assert found is not None and found.name == "old"


@pytest.mark.parametrize("host", ["prod.example.com:443", "prod.example.com.", "prod.example.com.:443"])
def test_found_where_the_address_was_written_in_another_spelling(store: Store, database: Database, host: str) -> None:
    environment = an_environment(root=Address.parse("https://prod.example.com/api"))
    store.environments.add(environment)
    store.environments.add(an_environment("other", "https://prod.example.com/other"))
    with closing(Sql(database.path)) as sql:
        sql.change(
            "UPDATE environments SET address = ?, root = ? WHERE name <> 'other'",
            [f"https://{host}", f"https://{host}/api"],
        )
    for wanted in ("prod.example.com", "prod.example.com.:443", "prod.example.com./api"):
        assert store.environments.find(Address.parse(wanted)) == environment


def test_connections(store: Store) -> None:
    one, other = an_environment("one"), an_environment("other")
    store.environments.add(one)
    store.environments.add(other)
    for connection in (Connection(one.id, "warehouse"), Connection(one.id, "Archive"), Connection(other.id, "Archive")):
        store.connections.add(connection)
    store.connections.add(Connection(one.id, "warehouse", "DataDestination"))
    expected = (Connection(one.id, "Archive"), Connection(one.id, "warehouse", "DataDestination"))
    assert store.connections.list(one.id) == expected
    store.connections.remove(one.id, "Archive")
    store.connections.remove(one.id, "never there")
    assert store.connections.list(one.id) == expected[1:]
    assert store.connections.list(other.id) == (Connection(other.id, "Archive"),)


def test_removing_takes_the_connections_and_leaves_the_runs(store: Store) -> None:
    environment = an_environment("PROD-2")
    store.environments.add(environment)
    store.connections.add(Connection(environment.id, "Other"))
    run = a_run(environment_id=environment.id, environment_name="PROD-2")
    store.runs.insert(run, None)
    store.environments.remove(environment.id)
    store.environments.remove(environment.id)
    assert store.environments.list() == ()
    assert store.connections.list(environment.id) == ()
    assert store.runs.list() == (run,), "with the id, so that runs of one environment stay together"


def test_what_a_newer_version_wrote_hides_nothing_else(database: Database, store: Store, records: Records) -> None:
    for name in ("A", "B", "C"):
        store.environments.add(an_environment(name, root=Address.parse("https://prod.example.com/api")))
    with closing(Sql(database.path)) as sql:
        sql.change(
            "UPDATE environments SET stage = 'staging', key_verdict = 'expired', root = 'ftp://x' WHERE name = 'A'"
        )
        sql.change("UPDATE environments SET address = 'gopher://x' WHERE name = 'B'")
    first, third = store.environments.list()
    assert (first.stage, first.key_verdict, first.root) == (Stage.PRODUCTION, KeyVerdict.NOT_CHECKED, None)
    assert third.name == "C"
    assert {message.partition(": ")[2] for message in records()} == {
        "stage cannot be read (ValueError)",
        "key_verdict cannot be read (ValueError)",
        "root cannot be read (WrongInput)",
        "address cannot be read (WrongInput)",
    }
    with closing(Sql(database.path)) as sql:
        assert [tuple(row) for row in sql.rows("SELECT count(*) FROM environments")] == [(3,)], (
            "what cannot be shown is still there"
        )
