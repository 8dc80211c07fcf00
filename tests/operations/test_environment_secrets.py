"""Each secret of an environment goes to the host or proxy that it was saved for. With a real key store:
tests/e2e/test_keyring.py."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.environment_names import NameTaken
from dmm_desktop.core.errors import TokenMissing, WrongInput
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.network import SYSTEM_NETWORK, Network, proxy_password
from dmm_desktop.core.token import Token
from dmm_desktop.operations.adopt_run import adopt_run
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.environments import remove_environment, save_environment
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import KeyPlace, SessionKeys
from operation_contexts import run_at, saved_context

KEY, OTHER = Token("first-key"), Token("second-key")
DEV = Environment(
    "e1",
    "DEV-1",
    Address.parse("https://dev.example.com"),
    network=Network("", "http://proxy.example.com:8080", "me", proxy_password("first-password")),
)
MOVED = replace(DEV, address=Address.parse("https://new.example.com"))


@pytest.fixture
def context(workspace: Workspace) -> SavedContext:
    """The context of a window in which the environment was saved."""
    context = saved_context(workspace)
    save(context, DEV, KEY)
    return context


def save(context: SavedContext, environment: Environment, key: Token | None = None) -> Environment:
    save_environment(context, environment, key, CancelToken(), ignore_progress)
    with context.workspace.store() as store:
        stored = store.environments.get(environment.id)
    assert stored is not None
    return stored


def test_a_job_that_holds_the_earlier_environment_gets_no_key(context: SavedContext) -> None:
    moved = save(context, MOVED, OTHER)
    assert (context.key(DEV), context.key(moved)) == (None, OTHER)
    with pytest.raises(TokenMissing):
        adopt_run(context, DEV.address, "42", CancelToken(), ignore_progress, environment=DEV)
    assert context.network(moved).proxy_password == proxy_password("first-password"), "the proxy is the same"


def test_a_run_is_not_followed_at_a_former_root_with_the_new_key(context: SavedContext) -> None:
    run = replace(run_at(Endpoint(DEV.address, built_in_contract())), environment_id=DEV.id, environment_name=DEV.name)
    moved = save(context, MOVED, OTHER)
    with context.workspace.store() as store:
        store.environments.update(replace(moved, root=DEV.address))
    with pytest.raises(WrongInput, match="DEV-1 has a different address now"):
        context.endpoint(run, CancelToken())


def test_an_environment_that_moves_without_a_new_key_has_none(context: SavedContext) -> None:
    assert context.key(save(context, MOVED)) is None
    assert context.key(save(context, DEV)) is None, "nor does the first key come back"


def test_another_path_name_or_key_is_no_other_host(context: SavedContext) -> None:
    changed = save(context, replace(DEV, name="DEV-2", address=Address.parse("https://dev.example.com/DMMAPI")))
    assert changed.secret_ids == DEV.secret_ids and context.key(changed) == KEY
    assert context.key(save(context, changed, OTHER)) == OTHER


@pytest.mark.parametrize(
    "network", [Network("", "http://new.example.com:8080", "me"), Network("", "http://proxy.example.com:8080", "you")]
)
def test_the_password_of_a_proxy_goes_to_no_other(context: SavedContext, network: Network) -> None:
    changed = save(context, replace(DEV, network=network))
    assert context.network(changed).proxy_password is None and context.key(changed) == KEY
    assert context.keys.get(DEV.proxy_id) is None
    dropped = save(context, replace(DEV, network=SYSTEM_NETWORK))
    assert context.network(replace(dropped, network=network)).proxy_password is None


def test_a_name_that_is_taken_costs_no_key(context: SavedContext) -> None:
    save(context, replace(DEV.duplicate("TEST-1"), network=SYSTEM_NETWORK), OTHER)
    with pytest.raises(NameTaken):
        save(context, replace(MOVED, name="TEST-1"), OTHER)
    assert context.key(DEV) == KEY


def test_removing_takes_the_secrets_that_are_stored_now(context: SavedContext) -> None:
    moved = save(context, MOVED, OTHER)
    context.keys.put(DEV.proxy_id, proxy_password("left by an earlier version"))
    remove_environment(context, replace(DEV, network=SYSTEM_NETWORK), CancelToken(), ignore_progress)
    assert [context.keys.get(one) for one in moved.secret_ids] == [None, None]


@pytest.mark.parametrize(
    ("network", "key", "kept"),
    [
        (SYSTEM_NETWORK, KEY, "its REST API key is"),
        (DEV.network, None, "its proxy password is"),
        (DEV.network, KEY, "its REST API key and its proxy password are"),
    ],
)
def test_what_the_key_store_does_not_take_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, network: Network, key: Token | None, kept: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    context = saved_context(workspace, SessionKeys(SecretStore()))
    placement = save_environment(context, replace(DEV, network=network), key, CancelToken(), ignore_progress)
    assert placement is not None and placement.place is KeyPlace.SESSION
    assert str(placement.problem) == (
        f"The environment is saved, but {kept} kept only until DMM Desktop closes. This computer has no usable key "
        "store. Keys are never written to a file. Install or start a key store, then save again."
    )
    assert context.key(DEV) == key


def test_replacing_an_unlisted_environment_takes_its_secrets(
    context: SavedContext, expected_log: Callable[[str, str], None]
) -> None:
    """Its address, which an earlier version accepted, is not valid, so it can only be added again."""
    expected_log("dmm_desktop.storage.columns", "address cannot be read")
    with closing(sqlite3.connect(context.workspace.paths.database)) as database, database:
        database.execute("UPDATE environments SET address = 'http://a b'")
    with context.workspace.store() as store:
        [(name, _)] = store.environments.unlisted()
    again = save(context, Environment("e2", name, DEV.address), OTHER)
    assert context.key(again) == OTHER
    assert [context.keys.get(one) for one in DEV.secret_ids] == [None, None]


def test_a_renamed_environment_leaves_the_secrets_of_an_unlisted_one(
    context: SavedContext, expected_log: Callable[[str, str], None]
) -> None:
    """Its row stays: an earlier version can still use it."""
    expected_log("dmm_desktop.storage.columns", "address cannot be read")
    other = save(context, Environment("e2", "TEST-1", DEV.address), OTHER)
    with closing(sqlite3.connect(context.workspace.paths.database)) as database, database:
        database.execute("UPDATE environments SET address = 'http://a b' WHERE id = 'e1'")
    save(context, replace(other, name=DEV.name))
    assert [context.keys.get(one) for one in DEV.secret_ids] == [KEY, proxy_password("first-password")]
